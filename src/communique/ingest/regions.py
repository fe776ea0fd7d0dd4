"""States by where they lie or what they are: "the Baltic state", "the island", "the emirate".

Which those are tells data/lexicon/regions.tsv. Whoever of them was spoken of last is meant, if it
is but one.
"""

from functools import cache

from communique.ingest.background import Background
from communique.ingest.discourse import Discourse
from communique.ingest.names import Line
from communique.ingest.nouns import Phrase
from communique.ingest.phrases import role
from communique.language.tables import lexicon, values
from communique.model import Entity

_FAR = 12
_ALONE = "alone"
_STATE = ("Polity",)


def spoken_of(discourse: Discourse, number: int, told: frozenset[str]) -> Entity | None:
    """Return the one of some states, given by key, that was spoken of last before line `number`.

    A state of which only adjectives spoke is one too, where no other fits: "an Estonian firm".
    """
    for traces in discourse.recent(number, _FAR, _STATE):
        found = {e.id: e for trace in traces for e in trace.entities if e.key in told}
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    hinted = {e.id: e for at, e in discourse.hinted if number - at <= _FAR and e.key in told}
    return next(iter(hinted.values())) if len(hinted) == 1 else None


def are_near(one: str, two: str) -> bool:
    """Say whether two states, given by key, lie in the same part of the world."""
    return any(one in states and two in states for states in _regions().values())


def states_told(line: Line, phrase: Phrase, background: Background) -> frozenset[str] | None:
    """Return the keys of the states that a phrase can mean, None if it tells no region or kind."""
    if phrase.plural or phrase.definite != "definite":
        return None
    noun = phrase.noun.lemma
    own = len(noun.split())
    words = [line.form(at) for at in range(phrase.start, phrase.head + 1 - own)]
    told = _nouns().get(noun)
    if noun in role("kind of state"):
        if not words:
            return told  # without more, its own name tells whether it is one
        told = (told or frozenset()) | _called(noun, background)
    elif told is None and noun not in role("any state"):
        return None
    while words:
        size = next((n for n in range(len(words), 0, -1) if _span(words, n) in _regions()), 0)
        if size:
            here = _regions()[_span(words, size)]
            told = here if told is None else told & here
        elif line.tokens[phrase.head + 1 - own - len(words)].text[:1].isupper():
            return None  # of an alliance, or a state
        words = words[size or 1 :]
    return told


def _span(words: list[str], size: int) -> str:
    return " ".join(words[:size]).replace(" - ", "-")


def _called(noun: str, background: Background) -> frozenset[str]:
    """Return the keys of the states that have a noun in their official name: "Kingdom of"."""
    return frozenset(
        thing.entity.key
        for thing in background.things
        if any(noun in name.lower().split() for name in thing.cell("official"))
    )


@cache
def _nouns() -> dict[str, frozenset[str]]:
    """Return the states that a noun alone tells of: "the island"."""
    return _by_word(_ALONE)


@cache
def _regions() -> dict[str, frozenset[str]]:
    """Return the states of each region, by the words before a noun that tell it: "baltic"."""
    return _by_word("")


def _by_word(alone: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in lexicon("regions"):
        for word in values(row["words"]) if row[_ALONE] == alone else ():
            found[word] = found.get(word, frozenset()) | _states(row["states"])
    return found


def _states(cell: str) -> frozenset[str]:
    """Return the keys in a cell, with those of the rows that it takes in by their first word."""
    keys = set(values(cell))
    taken = {key for key in keys if key.startswith("+")}
    inner = [
        _states(row["states"])
        for row in lexicon("regions")
        if f"+{values(row['words'])[0]}" in taken
    ]
    return frozenset(keys - taken).union(*inner)
