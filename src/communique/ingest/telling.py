"""What the words of a sentence tell, put together: each event once, and who announces what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from communique.ingest.fillers import Filler
from communique.ingest.names import Line
from communique.ingest.slots import slot
from communique.model import Entity, Event, Mention

_ANNOUNCEMENT, _RESTRICTION = "Announcement", "Restriction"


@dataclass(frozen=True, slots=True)
class Found:
    """An event and the mentions that fill it; `heading` says that only a headline tells it."""

    event: Event
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    heading: bool = False


def found_event(line: Line, event: Event, fillers: tuple[Filler, ...]) -> Found:
    """Return an event with the mentions of those who fill it."""
    mentions: list[Mention] = []
    entities: list[Entity] = []
    for filler in fillers:
        name = filler.name
        entities += filler.entities
        if name.how != "title" and filler.here:
            passage = line.passage(name.first, name.last)
            mentions += [Mention(passage, entity.id) for entity in filler.entities]
    return Found(event, tuple(mentions), tuple(entities), line.heading)


def together(line: Line, told: Iterable[tuple[int, Found]]) -> Iterator[Found]:
    """Yield what was found at the verbs of a sentence, one event of a class for each verb.

    That is the one with most who take part. Who announces that somebody imposes a control
    announces the control.
    """
    fullest: dict[tuple[int, str], Found] = {}
    for verb, found in told:
        other = fullest.get((verb, found.event.kind))
        if other is None or _parts(found) > _parts(other):
            fullest[verb, found.event.kind] = found
    for (verb, kind), found in fullest.items():
        if kind == _ANNOUNCEMENT and not found.event.patients:
            clauses = slot(line, verb, verb, "ccomp")
            imposed = (fullest.get((clause, _RESTRICTION)) for clause in clauses)
            yield _announcing(found, next((each for each in imposed if each), None))
        else:
            yield found


def _parts(found: Found) -> int:
    return len(found.event.agents) + len(found.event.patients)


def _announcing(found: Found, imposed: Found | None) -> Found:
    """Return an announcement with the control that is announced."""
    if imposed is None:
        return found
    controls = {entity.id for entity in imposed.entities} & set(imposed.event.patients)
    entities = tuple(each for each in imposed.entities if each.id in controls)
    mentions = tuple(each for each in imposed.mentions if each.entity in controls)
    return replace(
        found,
        event=replace(found.event, patients=imposed.event.patients),
        mentions=(*found.mentions, *mentions),
        entities=(*found.entities, *entities),
    )
