"""Invented names of every type, so that the network learns from what stands around a name.

What they are made of and how is in data/names: parts.tsv, patterns.tsv, groups.tsv.
"""

import random
import re
from collections.abc import Sequence
from functools import lru_cache

from communique.language.tables import Row, read_table, values
from communique.resources import resource

_SLOT = re.compile(r"\{([a-z ]+)\}")
_COMPANY, _OTHERS = 0.75, ("civil", "outlet", "body")
_NOUN, _SYLLABLES = 0.35, (2, 2, 2, 3)
_YEARS = (2019, 2028)
_LETTERS = "ABCDEFGHIJKLMNOPRSTUVWXZ"


def invent(kind: str, was: Sequence[str], chance: random.Random) -> str:
    """Return a new name of the type `kind` in the place of the words `was`."""
    patterns = [row for row in _table("patterns") if row["type"] == kind]
    if kind == "ORGANIZATION":
        group = _group(was, chance)
        patterns = [row for row in patterns if row["group"] == group]
    weights = [float(row["weight"]) for row in patterns]
    pattern = chance.choices(patterns, weights)[0]["pattern"]
    return _SLOT.sub(lambda slot: _part(slot[1], chance), pattern)


def is_general(word: str) -> bool:
    """Say whether many names begin with a word, so that it alone is none: "University"."""
    return word.lower() in _first_words()


def _group(was: Sequence[str], chance: random.Random) -> str:
    """Return the group of organizations that a name is of."""
    words = {word.lower() for word in was}
    for row in _table("groups"):
        if words & set(values(row["words"])):
            return row["group"]
    return "company" if chance.random() < _COMPANY else chance.choice(_OTHERS)


def _part(name: str, chance: random.Random) -> str:
    if name == "word":
        name = "noun" if chance.random() < _NOUN else "coined"
    if name == "coined":
        count = chance.choice(_SYLLABLES)
        return "".join(_part("syllable", chance) for _ in range(count)).capitalize()
    if name == "letter":
        return chance.choice(_LETTERS)
    if name == "letters":
        return "".join(chance.choices(_LETTERS, k=chance.choice((3, 3, 4, 5))))
    if name == "digit":
        return str(chance.randint(1, 9))
    if name == "year":
        return str(chance.randint(*_YEARS))
    return chance.choice(_parts()[name])


@lru_cache(maxsize=1)
def _parts() -> dict[str, tuple[str, ...]]:
    """Return the values of each part, with the names that the background tables know."""
    found = {row["part"]: values(row["values"]) for row in _table("parts")}
    people = [row["name"].split() for row in _background("people")]
    found["given"] += tuple(sorted({words[0] for words in people if len(words) > 1}))
    found["family"] += tuple(sorted({words[-1] for words in people if len(words) > 1}))
    found["city"] += tuple(row["name"] for row in _background("places"))
    found["country"] = tuple(row["name"] for row in _background("countries"))
    return found


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    first = {row["pattern"].split()[0].lower() for row in _table("patterns")}
    return frozenset(word for word in first if "{" not in word)


def _background(name: str) -> tuple[Row, ...]:
    return read_table(resource("data", "background", f"{name}.tsv"))


@lru_cache(maxsize=8)
def _table(name: str) -> tuple[Row, ...]:
    return read_table(resource("data", "names", f"{name}.tsv"))
