"""Occasions: when and where the meeting, visit or vote was that a text goes on about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from communique.ingest.anchoring import time_of
from communique.ingest.arguments import is_verb, preposition
from communique.ingest.dates import When
from communique.ingest.fillers import Filler, filler
from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.ingest.slots import below_predicate
from communique.language.tables import lexicon, values

_DAY = len("2023-11-01")
_NARROWING = ("nmod", "acl", "acl:relcl", "amod", "nummod", "compound")


@dataclass(frozen=True, slots=True)
class Occasion:
    """The day of an occasion in ISO 8601, and its place where the sentence tells it.

    `named` says that the text has called it so: not "they met" for the meeting.
    """

    day: str
    place: Filler | None
    named: bool


def dated_occasions(line: Line, times: tuple[When, ...]) -> Iterator[tuple[str, Occasion]]:
    """Yield the occasions that a sentence dates, each under the nouns that go on about it."""
    for word, token in enumerate(line.tokens):
        told = is_verb(line, word) and token.xpos in ("VBD", "VBN")
        nouns = _nouns().get(f"to {token.lemma}" if told else token.lemma, ())
        if not nouns or not (told or token.upos == "NOUN"):
            continue
        verb = word
        while not is_verb(line, verb) and line.head(verb) >= 0:
            verb = line.head(verb)
        when = time_of(line, word, verb, times)
        if when and len(when.value) == _DAY and not when.bound and not when.end:
            place = _place(line, word, verb)
            for noun in nouns:
                yield noun, Occasion(when.value, place, named=noun == token.lemma)


def occasion_of(line: Line, word: int, verb: int, known: Mapping[str, Occasion]) -> Occasion | None:
    """Return the occasion at which something was done: "at the meeting", "during their talks"."""
    for child in below_predicate(line, word, verb):
        if preposition(line, child) not in role("at an occasion"):
            continue
        part = line.tokens[child].lemma in role("part of an event")
        noun = next(iter(line.below(child, "nmod")), child) if part else child
        found = known.get(line.tokens[noun].lemma)
        dets = {line.form(each) for each in line.below(noun, "det", "nmod:poss")}
        bare = not line.below(noun, *_NARROWING)
        if found and bare and dets & (role("definite") | role("their")):
            over = preposition(line, child) in role("over by then")
            return replace(found, place=None) if over else found
    return None


def _place(line: Line, word: int, verb: int) -> Filler | None:
    for child in below_predicate(line, word, verb):
        place = (
            filler(line, child, ("Place",)) if preposition(line, child) in ("in", "at") else None
        )
        if place and len(place.entities) == 1:
            return Filler(place.name, place.entities, here=False)
    return None


@cache
def _nouns() -> dict[str, tuple[str, ...]]:
    return {
        word: tuple(values(row["nouns"]))
        for row in lexicon("occasions")
        for word in values(row["words"])
    }
