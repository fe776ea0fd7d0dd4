"""Sentences and tokens: where they begin and end, in the text as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import InputError, LanguageError
from communique.language.analyse import analyse, tokenise
from communique.language.tables import lexicon, read_table


def sentences(text: str) -> list[str]:
    doc = analyse(text, [(0, len(text))])
    return [text[sentence.start : sentence.end] for sentence in doc.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("One. Two.", ["One.", "Two."]),
        ("The U.S. signed it. China did not.", ["The U.S. signed it.", "China did not."]),
        (
            "It came from the U.S. The text is short.",
            ["It came from the U.S.", "The text is short."],
        ),
        ("Mr. Biden met Dr. Li at No. 10 today.", ["Mr. Biden met Dr. Li at No. 10 today."]),
        ("No. The answer is no.", ["No. The answer is no."]),
        ("He said: “It works.” She left.", ["He said: “It works.”", "She left."]),
        ('"Why?" he asked. "Because."', ['"Why?" he asked.', '"Because."']),
        ("GPT-3.5 cost 1.5 million.", ["GPT-3.5 cost 1.5 million."]),
        ("Safety | US and China agree", ["Safety |", "US and China agree"]),
        ("It ended… Nobody cared!", ["It ended…", "Nobody cared!"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("China's didn't", ["China", "'s", "did", "n't"]),
        ("China’s don’t", ["China", "’s", "do", "n’t"]),
        ("AT&T, GPT-4o", ["AT&T", ",", "GPT-4o"]),
        ("1,000 and 10%", ["1,000", "and", "10%"]),
        ("J. Smith, Inc.", ["J.", "Smith", ",", "Inc."]),
        ("a\u00a0b\u200bc", ["a", "b", "\u200b", "c"]),
    ],
)
def test_tokens(text: str, words: list[str]) -> None:
    assert [token.text for token in tokenise(text)] == words


def test_headings_are_told_from_prose() -> None:
    doc = analyse("A summit opens\n\nIt opened.", [(0, 14), (16, 26)])
    assert [sentence.heading for sentence in doc.sentences] == [True, False]
    assert [sentence.paragraph for sentence in doc.sentences] == [0, 1]


def test_spans_on_one_line_are_one_paragraph() -> None:
    doc = analyse("China **signed** it.", [(0, 6), (8, 14), (16, 20)])
    assert [token.text for token in doc.sentences[0].tokens] == ["China", "signed", "it", "."]
    assert len(doc.sentences) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Die Vereinigten Staaten und China haben am Mittwoch eine Erklärung unterzeichnet. " * 5,
        "中国和美国星期三签署了宣言。 " * 50,
        "Les États-Unis et la Chine ont signé mercredi une déclaration commune à Londres. " * 5,
    ],
)
def test_other_languages_are_refused(text: str) -> None:
    with pytest.raises(LanguageError, match="English"):
        sentences(text)


@given(st.text())
def test_offsets_index_the_text(text: str) -> None:
    try:
        doc = analyse(text, [(0, len(text))])
    except LanguageError:
        return
    end = 0
    for sentence in doc.sentences:
        assert end <= sentence.start < sentence.end <= len(text)
        end = sentence.end
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text
    kept = "".join(token.text for sentence in doc.sentences for token in sentence.tokens)
    assert kept == "".join(text.split())


def test_tables_are_read_by_column(tmp_path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text("# note\nname\tvalues\na\tb|c\nd\n")
    assert read_table(path) == ({"name": "a", "values": "b|c"}, {"name": "d", "values": ""})


@pytest.mark.parametrize("text", ["", "# only a note\n", "a\tb\n1\t2\t3\n"])
def test_broken_tables_are_refused(text: str, tmp_path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text(text)
    with pytest.raises(InputError):
        read_table(path)
    with pytest.raises(InputError):
        read_table(tmp_path / "missing.tsv")


def test_no_word_has_two_classes() -> None:
    words = [row["word"] for row in lexicon("words")]
    assert len(words) == len(set(words))
