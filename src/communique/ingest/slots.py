"""What follows the object of a verb: where it happened, and about what."""

from dataclasses import dataclass

from communique.ingest.clauses import objects
from communique.ingest.names import Line, Name
from communique.ingest.phrases import Phrase
from communique.model import Entity, Passage

_STOPS = frozenset((".", ";", ":", "?", "!", "|"))
_LONGEST_TOPIC = 40


@dataclass(frozen=True, slots=True)
class Slots:
    """Venue and topic of an event; the clause goes as far as token `end`."""

    end: int
    venues: tuple[Entity, ...] = ()
    topics: tuple[Entity, ...] = ()
    topic: Passage | None = None
    names: tuple[Name, ...] = ()


def fill_slots(
    line: Line, start: int, *, venue: tuple[Phrase, ...], topic: tuple[Phrase, ...]
) -> Slots:
    """Return what the clause says after its object, which ends at token `start`."""
    end = _clause_end(line, start)
    venues: tuple[Entity, ...] = ()
    names: tuple[Name, ...] = ()
    about: Passage | None = None
    topics: tuple[Entity, ...] = ()
    index = start
    while index < end:
        place = _phrase_at(line, index, venue)
        if place and not venues:
            found, after = objects(line, index + place, ("Summit",))
            entities = [entity for name in found if (entity := name.fitting(("Summit",)))]
            if entities:
                venues, names = tuple(entities[:1]), (*names, *found[:1])
                index = after
                continue
        opened = _phrase_at(line, index, topic)
        if opened and about is None and index + opened < end:
            first = index + opened
            last = min(_topic_end(line, first, end, venue), first + _LONGEST_TOPIC)
            about = line.passage(first, last)
            inner = [name for name in line.names if name.first >= first and name.last <= last]
            topics = tuple(
                dict.fromkeys(
                    entity
                    for name in inner
                    if (entity := name.fitting(("Technology", "AISystem", "Instrument")))
                )
            )
            index = last
            continue
        index += 1
    return Slots(end, venues, topics, about, names)


def _phrase_at(line: Line, index: int, choices: tuple[Phrase, ...]) -> int:
    return max((len(phrase) for phrase in choices if line.spells(index, phrase)), default=0)


def _clause_end(line: Line, start: int) -> int:
    index = start
    while index < len(line.tokens):
        form, kind = line.form(index), line.kind(index)
        if form in _STOPS or kind in ("sub", "rel"):
            return index
        if form == "," and line.kind(index + 1) in ("rel", "conj", "sub", "open", "pron", "det"):
            return index
        index += 1
    return index


def _topic_end(line: Line, first: int, end: int, venue: tuple[Phrase, ...]) -> int:
    """Return where the topic ends: with the clause, or before the venue or another verb."""
    index = first
    things, after = objects(line, first, ("Technology", "AISystem", "Instrument"))
    if things:
        return after
    while index < end:
        if line.form(index) in (",", '"') and index > first:
            break
        place = _phrase_at(line, index, venue)
        if place and objects(line, index + place, ("Summit",))[0]:
            break
        if line.kind(index) in ("that", "pron") and index > first:
            break
        index += 1
    while index > first + 1 and line.kind(index - 1) in ("prep", "conj", "det", "punct"):
        index -= 1
    return index
