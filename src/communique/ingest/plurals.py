"""Whom "they" and "them" stand for: several who were spoken of together, or one group of them."""

from collections.abc import Sequence

from communique.ingest.clause_mates import is_other, mates
from communique.ingest.discourse import Discourse, Trace
from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name
from communique.ingest.phrases import words
from communique.model import Entity

_THINGS = 2
_FAIR = 0.75
_SUBJECTS = ("nsubj", "nsubj:pass")
_DONE_TO = ("obj", "nsubj:pass")


def they(discourse: Discourse, number: int, line: Line, index: int) -> Name | None:
    """Return the name that "they" or "them" in line `number` is, None when it cannot be told."""
    verb = line.tokens[line.head(index)].lemma if line.head(index) >= 0 else ""
    beside = (*line.children(index), *(line.children(line.head(index)) if verb else ()))
    if any(line.form(each) == "both" and line.kind(each) != "noun" for each in beside):
        pair = discourse.two(number, _THINGS)
        return (
            line.name(index, index + 1, pair, "pronoun", probability=_FAIR, several=True)
            if pair
            else None
        )
    if verb in words("controls", "words", "role", "limiting"):
        controls = discourse.sole(number, _THINGS, ("ExportControl",))
        if controls and line.tokens[index].deprel == "nsubj":
            return line.name(index, index + 1, controls, "pronoun", probability=_FAIR)
    others = mates(discourse, line, index)
    for traces in discourse.recent(number, _THINGS, ("Actor",)):
        before = [
            trace
            for trace in traces
            if others.isdisjoint(trace.entities)
            and (
                trace.line < number
                or (trace.head < index and not is_other(line, number, trace, index))
            )
        ]
        entities = _one_of(_wholes(before))
        if not entities and not any(trace.plural for trace in before):
            acting = line.tokens[index].deprel in _SUBJECTS
            facing = _facing(line, number, before) if acting else ()
            entities = _coordinated(before) or _joined(before) or facing
        if entities:
            several = len(entities) > 1
            return line.name(
                index, index + 1, entities, "pronoun", probability=_FAIR, several=several
            )
        if before:
            return None
    return None


def _wholes(traces: Sequence[Trace]) -> list[list[Trace]]:
    """Return the traces of each several: a plural, or what "and" joins if that is alike."""
    tops = dict.fromkeys(trace.top for trace in traces)
    joined = ([trace for trace in traces if trace.top == top] for top in tops)
    return [whole for whole in joined if _all(whole)]


def _one_of(wholes: Sequence[Sequence[Trace]]) -> tuple[Entity, ...]:
    """Return the several who act alone, or in the main clause, or are the only ones at all."""
    acting = [whole for whole in wholes if whole[0].subject]
    main = [whole for whole in acting if whole[0].main]
    outer = [whole for whole in wholes if not whole[0].inner]
    chosen = acting or outer or wholes
    for choice in (chosen, main):
        found = {_all(whole) for whole in choice}
        if len(found) == 1:
            return found.pop()
    return ()


def _all(traces: Sequence[Trace]) -> tuple[Entity, ...]:
    """Return whom some traces speak of: all of them if they are alike, else those of a plural."""
    plural = tuple(entity for trace in traces if trace.plural for entity in trace.entities)
    return _together(traces) or tuple(dict.fromkeys(plural))


def texts(discourse: Discourse, number: int, line: Line, index: int) -> Name | None:
    """Return the texts or controls that "them" can be: "imposed curbs, and China denounced them".

    Only what something is done to, and what can be but one thing.
    """
    if line.tokens[index].deprel not in _DONE_TO:
        return None
    for traces in discourse.recent(number, _THINGS, ("Instrument",)):
        found = [
            trace
            for trace in traces
            if trace.many
            and len(trace.entities) == 1
            and (trace.line < number or trace.head < index)
            and not is_other(line, number, trace, index)
        ]
        if found:
            one = single(found)
            return (
                line.name(index, index + 1, (one,), "pronoun", probability=_FAIR) if one else None
            )
    return None


def _coordinated(traces: Sequence[Trace]) -> tuple[Entity, ...]:
    """Return the several subjects of a sentence: those of one clause that "and" joins, if any."""
    subjects = [trace for trace in traces if trace.subject and not trace.plural]
    return _joined(subjects) or _together(subjects)


def _joined(traces: Sequence[Trace]) -> tuple[Entity, ...]:
    """Return the only ones that "and" joins in a sentence: "thanked Japan and Canada"."""
    tops = dict.fromkeys(trace.top for trace in traces)
    joined = (_together([trace for trace in traces if trace.top == top]) for top in tops)
    found = [several for several in joined if several]
    return found[0] if len(found) == 1 else ()


def _facing(line: Line, number: int, traces: Sequence[Trace]) -> tuple[Entity, ...]:
    """Return the only two of a sentence where one does something to the other: "A received B"."""
    here = [trace for trace in traces if trace.line == number and not trace.inner]
    verbs = {line.head(trace.top) for trace in here}
    roles = [line.tokens[trace.top].deprel for trace in here]
    pair = len(verbs) == 1 and sorted(roles) == ["nsubj", "obj"]
    return _together(here) if pair else ()


def _together(traces: Sequence[Trace]) -> tuple[Entity, ...]:
    entities = tuple(dict.fromkeys(entity for trace in traces for entity in trace.entities))
    people = {is_a(entity.kind, "Person") for entity in entities if entity.kind != "Group"}
    return entities if len(entities) > 1 and len(people) <= 1 else ()


def single(*choices: Sequence[Trace]) -> Entity | None:
    """Return the entity of the first of `choices` that leaves just one."""
    for traces in choices:
        entities = {trace.entities[0].id: trace.entities[0] for trace in traces}
        if len(entities) == 1:
            return next(iter(entities.values()))
    return None
