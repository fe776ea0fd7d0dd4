"""Where an event took place: "in Paris", "at the summit", "on the sidelines of the G20"."""

from collections.abc import Iterator

from communique.ingest.arguments import below_predicate, preposition
from communique.ingest.names import Line
from communique.ingest.participants import Filler, filler
from communique.ingest.phrases import role

_KINDS = ("Place", "Summit", "Polity")
_HANGING = ("obl", "nmod", "obl:unmarked")


def venues(line: Line, word: int, verb: int) -> tuple[Filler, ...]:
    """Return the venues that a predicate names, a summit after a place."""
    found = dict.fromkeys(_found(line, word, verb))
    return tuple(sorted(found, key=lambda one: one.entities[0].kind == "Summit"))


def _found(line: Line, word: int, verb: int) -> Iterator[Filler]:
    for thing in line.below(verb, "obj"):
        for child in line.below(thing, "nmod"):
            place = filler(line, child, ("Place",)) if preposition(line, child) == "in" else None
            if place:
                yield place
    for child in below_predicate(line, word, verb):
        if line.tokens[child].deprel not in _HANGING:
            continue
        if preposition(line, child) not in role("at a place"):
            continue
        place = filler(line, child, _KINDS)
        if place and len(place.entities) == 1:
            yield place
        for inner in line.below(child, "nmod"):
            within = filler(line, inner, _KINDS) if preposition(line, inner) in role("at a place") else None
            if within and len(within.entities) == 1:
                yield within
