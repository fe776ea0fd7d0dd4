"""Events from triggers: a verb of data/lexicon/triggers.tsv whose slots the sentence fills.

Where slots do not fit, or several readings compete, nothing is said: a wrong event is worse than
a missing one. The frames of the extraction issue come in behind `find_events`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from communique.ingest.attribution import Source, find_quotes, find_sources, is_quoted
from communique.ingest.clauses import boundary, objects
from communique.ingest.controls import control_facts
from communique.ingest.names import Line, Name, capitalised
from communique.ingest.predication import Clause, Scene, find_clause
from communique.ingest.slots import Slots, fill_slots
from communique.ingest.times import When, find_times, is_after
from communique.ingest.triggers import Trigger, after_tail, triggers_at
from communique.ingest.verbs import cues, worst
from communique.model import Article, Entity, Event, Fact, Factuality, Mention, Passage


@dataclass(frozen=True, slots=True)
class Found:
    """An event, the mentions that fill it, and what those things say of themselves."""

    event: Event
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...] = ()


def find_events(lines: tuple[Line, ...], article: Article) -> Iterator[Found]:
    """Yield the events of all sentences in order."""
    inside, paragraph = False, -1
    for line in lines:
        inside = inside and line.paragraph == paragraph
        paragraph = line.paragraph
        quotes, inside = find_quotes(line, inside=inside)
        if line.tokens[-1].text == "?" or (inside and line.heading):
            continue
        times = find_times(line, article.published)
        scene = Scene(line, article.text, article, quotes, find_sources(line, quotes), times)
        for index in range(len(line.tokens)):
            yield from _at(scene, index)


def _at(scene: Scene, index: int) -> Iterator[Found]:
    line = scene.line
    triggers = triggers_at(line, index)
    named = capitalised(line.tokens[index].text) and index > 0 and not line.heading
    if not triggers or named or index in scene.taken or not line.free(index, index + 1):
        return
    if is_quoted(scene.quotes, index):
        return
    for trigger in triggers:
        end = after_tail(line, index, trigger)
        clause = find_clause(scene, index, end, trigger) if end else None
        if clause:
            scene.taken.update(range(index, end))
            scene.last = clause
            yield from _event(scene, clause, trigger)
            return
        if end and trigger.tail:
            scene.taken.update(range(index, end))


def _event(scene: Scene, clause: Clause, trigger: Trigger) -> Iterator[Found]:
    line = scene.line
    sources = [source for source in scene.sources if _covers(line, source, clause)]
    if any(not source.names for source in sources):
        return
    slots = fill_slots(line, clause.end, venue=trigger.venue, topic=trigger.topic)
    vouching = [
        entity
        for source in sources
        for name in source.names
        if (entity := name.fitting(("Actor",)))
    ]
    time = _time(scene, clause, slots)
    if time and _is_past(clause, trigger, line) and is_after(time.value, scene.article.published):
        time = None
    event = Event(
        kind=trigger.event,
        agents=_ids(clause.agents, trigger.agent),
        patients=_ids(clause.patients, trigger.patient),
        passage=Passage(line.sentence.start, line.sentence.end),
        factuality=_factuality(scene, clause, trigger, sources, time),
        confidence=clause.confidence,
        extracted_by=trigger.rule,
        topics=tuple(entity.id for entity in slots.topics),
        venues=tuple(entity.id for entity in _venues(line, slots, clause)),
        time=time.value if time else "",
        time_end=time.end if time else "",
        attributed_to=tuple(dict.fromkeys(entity.id for entity in vouching)),
        topic_text=scene.text[slots.topic.start : slots.topic.end] if slots.topic else "",
    )
    filled = (
        *((name, trigger.agent) for name in clause.agents),
        *((name, trigger.patient) for name in clause.patients),
        *((name, ("Summit",)) for name in slots.names),
        *((name, ("Actor",)) for source in sources for name in source.names),
    )
    yield found_event(line, event, filled)


def _factuality(
    scene: Scene, clause: Clause, trigger: Trigger, sources: list[Source], time: When | None
) -> Factuality:
    """Return whether it happened, from the verb, who denies it, and whether it lies ahead."""
    line, group = scene.line, clause.group
    found = clause.factuality
    if any(source.denies for source in sources):
        found = worst(found, Factuality.NEGATED)
    present = group.bare and line.form(group.verb) in (
        trigger.forms["base"],
        trigger.forms["third"],
    )
    cued = present and any(
        line.form(index) in cues("present") for index in range(clause.end, len(line.tokens))
    )
    if cued or (time is not None and is_after(time.value, scene.article.published)):
        found = worst(found, Factuality.PLANNED)
    if group.shape == "progressive":
        found = worst(found, Factuality(trigger.progressive))
    return found


def found_event(
    line: Line, event: Event, filled: tuple[tuple[Name, tuple[str, ...]], ...]
) -> Found:
    """Return an event with the mentions of those who fill it, and the terms of a control."""
    mentions, entities = [], []
    facts: list[Fact] = []
    for name, kinds in filled:
        entity = name.fitting(kinds)
        if entity:
            passage = line.passage(name.first, name.last)
            entities.append(entity)
            if name.how != "title":
                mentions.append(Mention(passage, entity.id))
            if name.how == "control" and event.factuality is Factuality.ACTUAL:
                facts += control_facts(line, name, entity)
    return Found(event, tuple(mentions), tuple(entities), tuple(facts))


def _is_past(clause: Clause, trigger: Trigger, line: Line) -> bool:
    """Say whether the words tell of something past, which no later date can fit."""
    form = line.form(clause.group.verb)
    return clause.group.factuality is Factuality.ACTUAL and form in (
        trigger.forms["past"],
        trigger.forms["participle"],
    )


def _covers(line: Line, source: Source, clause: Clause) -> bool:
    """Say whether a source vouches for a clause: all it covers, or what "said (that)" begins."""
    verb = clause.group.verb
    if not source.first <= verb < source.last or source.verb == verb:
        return False
    if source.verb < 0 or source.last <= source.verb:
        return True
    start = min(boundary(line, clause.agents), clause.group.start)
    between = range(source.verb + 1, start)
    joined = any(line.kind(index) == "that" for index in between)
    return joined or all(line.kind(index) in ("adv", "time", "quote", "punct") for index in between)


def _venues(line: Line, slots: Slots, clause: Clause) -> tuple[Entity, ...]:
    if slots.venues or line.form(0) not in ("at", "during"):
        return slots.venues
    names, end = objects(line, 1, ("Summit",))
    entity = names[0].fitting(("Summit",)) if len(names) == 1 else None
    opening = entity is not None and line.form(end) in (",", "in") and end < clause.group.start
    inside = any(name in clause.patients for name in names)
    return (entity,) if entity and opening and not inside else ()


def _time(scene: Scene, clause: Clause, slots: Slots) -> When | None:
    """Return the one time that the clause can have; none when several compete."""
    line = scene.line
    near = [
        when
        for when in scene.times
        if clause.group.start <= when.first < slots.end or _opens(line, when, clause)
    ]
    competing = {(when.value, when.end) for when in near}
    return near[0] if len(competing) == 1 and not any(when.bound for when in near) else None


def _opens(line: Line, when: When, clause: Clause) -> bool:
    """Say whether a time right before the subject is that of the clause."""
    start = min(boundary(line, clause.agents), clause.group.start)
    if when.last > start:
        return False
    between = range(when.last, start)
    plain = all(line.form(index) in (",", "the", "both") for index in between)
    return plain and line.form(when.first - 1) in ("", ",", "that", ";", "and", "but", "|")


def _ids(names: tuple[Name, ...], kinds: tuple[str, ...]) -> tuple[str, ...]:
    found = (name.fitting(kinds) for name in names)
    return tuple(dict.fromkeys(entity.id for entity in found if entity))
