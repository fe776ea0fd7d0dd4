"""Marked texts, and the same texts under invented names, from which finding names is learned."""

import random
import re

import pytest

from communique.errors import InputError
from communique.language.tables import read_table
from communique.resources import resource
from communique.training.corpora import Annotated
from communique.training.entities import TYPES
from communique.training.invented import invent
from communique.training.marked import cut, joined, marked
from communique.training.renaming import renamed

TEXT = """# one

{Ada Lund|PERSON} of the {Ministry of Law|ORGANIZATION} left {Oslo|PLACE}. {Lund|PERSON}'s {Cat|?}.

The {Ministry|ORGANIZATION} was silent.

# two

Nobody came to {Kobe|PLACE}.
"""


def named(paragraph: Annotated) -> list[tuple[str, str]]:
    """Return the names of a paragraph with their types."""
    ends = [
        word + " " * space for word, space in zip(paragraph.words, paragraph.spaces, strict=True)
    ]
    return [("".join(ends[a:b]).strip(), kind) for a, b, kind in paragraph.entities or ()]


@pytest.fixture
def path(tmp_path):
    (found := tmp_path / "texts.txt").write_text(TEXT, encoding="utf-8")
    return found


def test_marks_become_names_and_leave_the_text(path):
    first, second = marked(path)
    assert [len(first), len(second)] == [2, 1]
    assert first[0].text.startswith("Ada Lund of the Ministry of Law left Oslo. Lund's Cat")
    assert named(first[0]) == [
        ("Ada Lund", "PERSON"),
        ("Ministry of Law", "ORGANIZATION"),
        ("Oslo", "PLACE"),
        ("Lund", "PERSON"),
    ]
    assert [first[0].words[at] for at in first[0].unsure] == ["Cat"]


@pytest.mark.parametrize("text", ["{Oslo|CITY} won.", "{Oslo|PLACE won.", "Oslo} won."])
def test_a_mark_that_is_none_is_told(tmp_path, text):
    (tmp_path / "wrong.txt").write_text(f"# one\n\n{text}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"wrong\.txt"):
        marked(tmp_path / "wrong.txt")


def test_short_forms_follow_their_long_ones(path):
    document = marked(path)[0]
    for seed in range(40):
        new = renamed(document, 1.0, random.Random(seed))
        (whole, _), (_, _), _, (short, _) = named(new[0])
        assert whole != "Ada Lund"
        assert whole.split()[-1] == short
        assert new[0].words[-1] == "."
        assert [new[0].words[at] for at in new[0].unsure] == ["Cat"]


def test_nothing_is_renamed_without_a_share(path):
    document = marked(path)[0]
    assert [p.words for p in renamed(document, 0.0, random.Random(1))] == [
        p.words for p in document
    ]


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_has_names_whose_parts_are_all_filled(kind):
    chance = random.Random(7)
    names = [invent(kind, ("Ministry",), chance) for _ in range(200)]
    assert not [name for name in names if not name or re.search(r"[{}]", name)]
    assert len(set(names)) > len(names) / 4


def test_the_articles_that_ship_are_well_marked():
    documents = marked(resource("data", "names", "articles.txt"))
    kinds = {kind for d in documents for p in d for *_, kind in p.entities or ()}
    assert kinds == set(TYPES)


def test_all_parts_that_patterns_ask_for_are_there():
    parts = {row["part"] for row in read_table(resource("data", "names", "parts.tsv"))}
    made = {"word", "coined", "letter", "letters", "digit", "year", "country"}
    patterns = read_table(resource("data", "names", "patterns.tsv"))
    assert {s for row in patterns for s in re.findall(r"\{(.*?)\}", row["pattern"])} <= parts | made


def test_a_paragraph_is_cut_and_joined_again(path):
    paragraph = marked(path)[0][0]
    pieces = list(cut(paragraph, words=9))
    again = joined(pieces)
    assert again.words == paragraph.words
    assert again.entities == paragraph.entities
    assert again.unsure == paragraph.unsure
