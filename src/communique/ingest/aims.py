"""What is aimed at by when: "a plan aimed at leading by 2030", "Chile aims to lead by 2030".

A dated aim is a pledge yet to be kept: that of who aims at it, or of who has adopted the
instrument that does.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from communique.ingest.anchoring import time_of
from communique.ingest.arguments import is_passive, is_verb, preposition, subject, surface_subject
from communique.ingest.dates import When
from communique.ingest.factuality import asserted
from communique.ingest.fillers import Filler, identities
from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.ingest.setting import Setting
from communique.ingest.sources import sources
from communique.ingest.telling import Found, found_event
from communique.model import Article, Event, Factuality, Passage

_SURE = 0.9
_RULE = "aim"
_ADOPTED = ("Adoption", "Announcement", "Pledge")
_NEAR = 2
_AIMS = ("xcomp", "advcl", "obl", "conj")


def find_aims(
    lines: Sequence[Line], article: Article, settings: Sequence[Setting], found: Sequence[Found]
) -> Iterator[Found]:
    """Yield a planned pledge for each aim with a date; `found` are the events of the article."""
    for line, setting in zip(lines, settings, strict=True):
        for verb in range(len(line.tokens)):
            whose = () if line.heading else _aiming(line, verb, found)
            for aim, time in _dated(line, verb, setting) if whose else ():
                pledge = _pledge(line, article, whose, aim, time)
                if not any(_tells(one.event, pledge.event) for one in found):
                    yield pledge


def _tells(one: Event, pledge: Event) -> bool:
    """Say whether an event tells of the same plan: "Chile plans to sign by 2030"."""
    planned = one.factuality is Factuality.PLANNED and one.passage == pledge.passage
    return planned and one.time_end == pledge.time_end


def _aiming(line: Line, verb: int, found: Sequence[Found]) -> tuple[Filler, ...]:
    """Return who aims at something by `verb`, in the article's own voice."""
    if line.tokens[verb].lemma not in role("aiming") or not is_verb(line, verb):
        return ()
    others = not is_passive(line, verb) and line.below(verb, "obj")  # "wants every member to"
    if others or not asserted(line, verb) or sources(line, verb):
        return ()
    who = surface_subject(line, verb) if is_passive(line, verb) else subject(line, verb)
    names = [name for word in who if (name := line.headed_by(word))]
    actors = [Filler(name, name.all_fitting(("Actor",))) for name in names]
    if all(one.entities for one in actors):
        return tuple(actors)
    instruments = {one.id for name in names for one in name.all_fitting(("Instrument",))}
    adopters = (
        entity
        for each in found
        if each.event.kind in _ADOPTED and each.event.factuality is Factuality.ACTUAL
        if instruments & set(each.event.patients)
        for entity in each.entities
        if entity.id in each.event.agents
    )
    distinct = tuple(dict.fromkeys(adopters))
    return (Filler(names[0], distinct, here=False),) if distinct else ()


def _dated(line: Line, verb: int, setting: Setting) -> Iterator[tuple[int, When]]:
    """Yield what is aimed at, and joined to it, with the date by which."""
    for first in line.below(verb, *_AIMS):
        for aim in (first, *line.below(first, "conj")):
            time = time_of(line, aim, verb if aim == first else aim, setting.times)
            if is_verb(line, aim) and time and time.bound in role("until"):
                yield aim, time


def _pledge(line: Line, article: Article, whose: tuple[Filler, ...], aim: int, time: When) -> Found:
    words = [word for word in _own(line, aim) if preposition(line, aim) != line.form(word)]
    close = time.first <= words[-1] + _NEAR  # whatever the tree hangs it on
    span = line.passage(words[0], max(words[-1] + 1, time.last) if close else words[-1] + 1)
    event = Event(
        kind="Pledge",
        agents=identities(whose),
        patients=(),
        passage=Passage(line.sentence.start, line.sentence.end),
        factuality=Factuality.PLANNED,
        confidence=round(_SURE * min(one.name.probability for one in whose), 4),
        extracted_by=_RULE,
        time_end=time.end or time.value,
        topic_text=article.text[span.start : span.end],
    )
    return found_event(line, event, whose)


def _own(line: Line, aim: int) -> list[int]:
    """Return the words of an aim without those of what is joined to it."""
    joined = [line.subtree(each) for each in line.below(aim, "conj", "cc")]
    others = set(chain.from_iterable(joined))
    return sorted(word for word in line.subtree(aim) if word not in others)
