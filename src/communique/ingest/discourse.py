"""What an article has spoken of so far, in order: what later words can point back to."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from communique.ingest.kinds import fits, is_a
from communique.ingest.names import Line, Name
from communique.model import Entity

_UNKNOWN, _TWO = "Organization", 2
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")


@dataclass(frozen=True, slots=True)
class Trace:
    """Where entities were spoken of: the line, their head word, whether as subject, as several."""

    entities: tuple[Entity, ...]
    line: int
    head: int
    subject: bool
    plural: bool


@dataclass(slots=True)
class Discourse:
    """The traces of an article; `nouns` and `genders` are what it called each entity by id."""

    traces: list[Trace] = field(default_factory=list)
    nouns: dict[str, set[str]] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)

    def note(self, number: int, line: Line, name: Name, noun: str = "") -> None:
        """Remember that line `number` speaks of whom a name stands for, by a noun if any."""
        if name.how == "demonym" or (len(name.entities) > 1 and not name.several):
            return
        top = name.head
        while line.tokens[top].deprel == "conj" and line.head(top) >= 0:
            top = line.head(top)
        subject = line.tokens[top].deprel in _SUBJECTS
        plural = name.several or any(entity.kind == "Group" for entity in name.entities)
        self.traces.append(Trace(name.entities, number, name.head, subject, plural))
        for entity in name.entities if noun else ():
            self.called(entity, noun)

    def called(self, entity: Entity, noun: str, gender: str = "") -> None:
        """Remember a noun for an entity, such as an office, and what gender it tells."""
        self.nouns.setdefault(entity.id, set()).add(noun)
        if gender:
            self.genders[entity.id] = gender

    def recent(self, number: int, reach: int, kinds: tuple[str, ...]) -> Iterator[list[Trace]]:
        """Yield the traces of `kinds` by sentence, nearest first, `reach` sentences back."""
        by_line: dict[int, list[Trace]] = {}
        for trace in reversed(self.traces):
            if trace.line < number - reach:
                break
            if all(_may_be(entity.kind, kinds) for entity in trace.entities):
                by_line.setdefault(trace.line, []).insert(0, trace)
        for line in sorted(by_line, reverse=True):
            yield by_line[line]

    def only(
        self, number: int, reach: int, kinds: tuple[str, ...], size: int
    ) -> tuple[Entity, ...]:
        """Return the only `size` of `kinds` that the nearest sentence with any speaks of."""
        for traces in self.recent(number, reach, kinds):
            together = [trace.entities for trace in traces if len(trace.entities) == size]
            if together and size > 1:
                return together[-1]
            single = [trace for trace in traces if not trace.plural]
            entities = tuple(dict.fromkeys(e for trace in single for e in trace.entities))
            subjects = tuple(
                dict.fromkeys(e for trace in single if trace.subject for e in trace.entities)
            )
            for found in (entities, subjects):
                if len(found) == size:
                    return found
            if len(entities) > size and size <= _TWO:
                return ()
        return ()


def _may_be(kind: str, kinds: tuple[str, ...]) -> bool:
    """Say whether a thing may be of one of `kinds`: of some organizations no more is known."""
    open_ = kind == _UNKNOWN and any(is_a(wanted, _UNKNOWN) for wanted in kinds)
    return open_ or fits(kind, kinds)
