"""Whom pronouns stand for: by nearness, the role of subject, number, gender and kind.

Where two remain, nothing is said. "It" may be of several kinds: then the name has one candidate
of each, and the slot that it fills decides.
"""

from collections.abc import Sequence

from communique.ingest.arguments import is_verb
from communique.ingest.discourse import Discourse, Trace
from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name
from communique.ingest.phrases import role
from communique.model import Entity

_PEOPLE, _THINGS, _TWO = 3, 2, 2
_LIKELY, _FAIR = 0.85, 0.75
_BROAD = (("Actor",), ("Instrument",), ("Summit",), ("AISystem",))
_PAIRED = ("Polity", "Organization", "Person")
_SUBJECTS = ("nsubj", "nsubj:pass")
_ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "obl", "nmod")


def pronoun(discourse: Discourse, number: int, line: Line, index: int) -> Name | None:
    """Return the name that the pronoun at word `index` is, None when it cannot be told."""
    form = line.form(index)
    if line.tokens[index].deprel == "expl":
        return None
    if form in role("he") or form in role("she"):
        gender = "m" if form in role("he") else "f"
        person = _person(discourse, number, line, index, gender)
        if person is None:
            return None
        discourse.genders[person.id] = gender
        return line.name(index, index + 1, (person,), "pronoun", probability=_LIKELY)
    if form in role("it"):
        things = (_thing(discourse, number, line, index, kinds) for kinds in _BROAD)
        found = tuple(thing for thing in things if thing is not None)
        if found:
            return line.name(index, index + 1, found, "pronoun", probability=_FAIR)
    if form in role("they"):
        return _they(discourse, number, line, index)
    if is_pair(line, index) and line.tokens[index].deprel in _ARGUMENTS:
        people = discourse.only(number, 1, ("Person",), _TWO)
        pair = people or discourse.only(number, _THINGS, _PAIRED, _TWO)
        if pair:
            return line.name(index, index + 1, pair, "definite", probability=_FAIR, several=True)
    return None


def is_pair(line: Line, index: int) -> bool:
    """Say whether a word stands for two by itself: "both", "the two"."""
    pair = line.form(index) == "both" or line.spells(index - 1, ("the", "two"))
    return pair and is_verb(line, line.head(index))


def _person(
    discourse: Discourse, number: int, line: Line, index: int, gender: str
) -> Entity | None:
    for traces in discourse.recent(number, _PEOPLE, ("Person",)):
        allowed = [
            trace
            for trace in traces
            if len(trace.entities) == 1
            and discourse.genders.get(trace.entities[0].id, gender) == gender
            and not _is_other(line, number, trace, index)
        ]
        sure = [t for t in allowed if discourse.genders.get(t.entities[0].id) == gender]
        if allowed:
            return _single(allowed, [trace for trace in allowed if trace.subject], sure)
    return None


def _thing(
    discourse: Discourse, number: int, line: Line, index: int, kinds: tuple[str, ...]
) -> Entity | None:
    """Return what "it" can be among things of `kinds`: no person, no several."""
    for traces in discourse.recent(number, _THINGS, kinds):
        allowed = [
            trace
            for trace in traces
            if len(trace.entities) == 1
            and not trace.plural
            and not is_a(trace.entities[0].kind, "Person")
            and not (trace.line == number and trace.head > index)
            and not _is_other(line, number, trace, index)
        ]
        subjects = [trace for trace in allowed if trace.subject]
        if allowed:
            return _single(subjects) if kinds == _BROAD[0] else _single(allowed, subjects)
    return None


def _they(discourse: Discourse, number: int, line: Line, index: int) -> Name | None:
    for traces in discourse.recent(number, _THINGS, ("Actor",)):
        before = [
            trace
            for trace in traces
            if trace.line < number
            or (trace.head < index and not _is_other(line, number, trace, index))
        ]
        plural = [trace for trace in before if trace.plural]
        chosen = [trace for trace in plural if trace.subject] or plural
        coordinated = _coordinated(before)
        entities: tuple[Entity, ...] = ()
        if len({trace.entities for trace in chosen}) == 1 and not coordinated:
            entities = chosen[-1].entities
        elif not chosen:
            entities = coordinated
        if entities:
            several = len(entities) > 1
            return line.name(
                index, index + 1, entities, "pronoun", probability=_FAIR, several=several
            )
        if before:
            return None
    return None


def _single(*choices: Sequence[Trace]) -> Entity | None:
    """Return the entity of the first of `choices` that leaves just one."""
    for traces in choices:
        entities = {trace.entities[0].id: trace.entities[0] for trace in traces}
        if len(entities) == 1:
            return next(iter(entities.values()))
    return None


def _coordinated(traces: Sequence[Trace]) -> tuple[Entity, ...]:
    """Return the several subjects of a sentence."""
    subjects = [trace for trace in traces if trace.subject and not trace.plural]
    entities = tuple(dict.fromkeys(entity for trace in subjects for entity in trace.entities))
    return entities if len(entities) > 1 else ()


def _is_other(line: Line, number: int, trace: Trace, index: int) -> bool:
    """Say whether a trace is an argument of the pronoun's own verb, so somebody else.

    So is that of a clause without a subject that depends on it ("pressed by A, he admitted"), and
    whom the clause around it describes ("B, who spoke after her").
    """
    if trace.line != number or line.tokens[index].deprel == "nmod:poss":
        return False
    verb, own = line.head(trace.head), line.head(index)
    if own >= 0 and line.tokens[own].deprel == "acl:relcl":
        noun = line.head(own)
        noun = line.head(noun) if line.tokens[noun].deprel == "appos" else noun
        if noun == trace.head:
            return True
    hanging = verb >= 0 and line.tokens[verb].deprel == "advcl" and line.head(verb) == own
    shared = hanging and not line.below(verb, *_SUBJECTS)
    return verb == own or (shared and line.tokens[index].deprel in _SUBJECTS)
