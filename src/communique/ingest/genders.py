"""What words tell of a person's gender: titles, nouns such as "spokeswoman", first names."""

from collections.abc import Iterable
from functools import cache
from unicodedata import combining, normalize

from communique.ingest.names import spelled
from communique.language.tables import lexicon, values
from communique.model import Entity


def told(words: Iterable[str]) -> str:
    """Return the gender ("m" or "f") that the first of `words` which has one tells, "" if none."""
    return next((_words()[word] for word in map(spelled, words) if word in _words()), "")


def gender(person: Entity) -> str:
    """Return the gender that the words of a person's name or description tell, "" if none."""
    words = spelled(person.name).replace("-", " ").split()
    first = words[0] if len(words) > 1 else ""
    return told(words) or _first_names().get(first) or _first_names().get(_bare(first), "")


def is_given(word: str) -> bool:
    """Say whether people have a word for their first name, by the tables of such names."""
    form = spelled(word)
    return form in _first_names() or _bare(form) in _first_names()


def _bare(word: str) -> str:
    """Return a word without the accents of its letters."""
    return "".join(each for each in normalize("NFKD", word) if not combining(each))


@cache
def _words() -> dict[str, str]:
    return {row["word"]: row["gender"] for row in lexicon("gendered")}


@cache
def _first_names() -> dict[str, str]:
    rows = (*lexicon("given_names"), *lexicon("first_names"))
    return {name: row["gender"] for row in rows for name in values(row["names"])}
