from hypothesis import given
from hypothesis import strategies as st

from communique.language.windows import MOST_SUBWORDS, MOST_WORDS, paragraphs, windows


def cut(text):
    return [text[start:end] for start, end in paragraphs(text)]


def test_blank_lines_part_paragraphs():
    assert cut("One.\n\nTwo.\n \nThree.") == ["One.", "Two.", "Three."]


def test_wrapped_lines_are_one_paragraph():
    text = (
        "Officials from many countries met at the old house on Thursday to\n"
        "talk about what may go wrong with machines that learn from what\n"
        "people write."
    )
    assert cut(text) == [text]


def test_a_headline_and_a_byline_stand_alone():
    text = "AI pact signed\nBy Jane Doe\n" + "The pact was signed by many of them. " * 4
    assert cut(text)[:2] == ["AI pact signed", "By Jane Doe"]


def test_bullets_stand_alone():
    assert cut("They agreed:\n- to meet\n- to talk;\n• to listen") == [
        "They agreed:", "- to meet", "- to talk;", "• to listen",
    ]  # fmt: skip


def test_no_text_has_no_paragraph():
    assert paragraphs(" \n\n ") == []


@given(st.text(alphabet="ab.-\n\r \t1", max_size=120))
def test_nothing_but_white_space_is_left_out(text):
    at = 0
    for start, end in paragraphs(text):
        assert not text[at:start].strip()
        assert start < end
        at = end
    assert not text[at:].strip()


def test_windows_end_with_sentences():
    words = ["a"] * 90 + ["."] + ["b"] * 90 + ["."]
    assert windows(words, [1] * len(words)) == [(0, 91), (91, 182)]


def test_a_long_sentence_is_cut_at_a_comma():
    words = ["a"] * 100 + [","] + ["b"] * 100
    assert windows(words, [1] * len(words)) == [(0, 101), (101, 201)]


@given(st.lists(st.tuples(st.sampled_from(["a", ".", ",", '"', ")"]), st.integers(1, 8))))
def test_windows_hold_every_word_once_and_fit(rows):
    words, sizes = [row[0] for row in rows], [row[1] for row in rows]
    at = 0
    for start, end in windows(words, sizes):
        assert start == at < end
        assert end - start <= MOST_WORDS
        assert sum(sizes[start:end]) <= MOST_SUBWORDS
        at = end
    assert at == len(words)
