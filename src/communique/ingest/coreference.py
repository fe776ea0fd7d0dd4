"""Whom pronouns and definite descriptions stand for: "it", "the company", "both countries".

Sentences are read in order, and what each word could point back to is kept with where it stood.
Nearness, the role of subject, number and kind decide; where two remain, nothing is said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from communique.ingest.background import Background
from communique.ingest.described import count
from communique.ingest.kinds import fits, is_a
from communique.ingest.names import Line, Name
from communique.ingest.nouns import Phrase
from communique.ingest.phrases import role
from communique.model import Entity

_PEOPLE, _THINGS = 3, 2
_DESCRIBED, _TWO = 12, 2
_LIKELY, _FAIR = 0.85, 0.75
_BROAD = (("Actor",), ("Instrument",), ("Summit",), ("AISystem",))
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")


@dataclass(frozen=True, slots=True)
class Trace:
    """Where an entity was spoken of: line, its head word, whether as a subject, by which noun."""

    entities: tuple[Entity, ...]
    line: int
    head: int
    subject: bool
    plural: bool
    noun: str


@dataclass(slots=True)
class Discourse:
    """What an article has spoken of so far, in order."""

    background: Background
    traces: list[Trace] = field(default_factory=list)
    nouns: dict[str, set[str]] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)

    def note(self, number: int, line: Line, name: Name, noun: str = "") -> None:
        """Remember that a line speaks of whom a name stands for."""
        if name.how == "demonym" or (len(name.entities) > 1 and not name.several):
            return
        top = name.head
        while line.tokens[top].deprel == "conj" and line.head(top) >= 0:
            top = line.head(top)
        subject = line.tokens[top].deprel in _SUBJECTS
        plural = name.several or any(entity.kind == "Group" for entity in name.entities)
        trace = Trace(name.entities, number, name.head, subject, plural, noun)
        self.traces.append(trace)
        for entity in name.entities if noun else ():
            self.nouns.setdefault(entity.id, set()).add(noun)

    def titled(self, entity: Entity, noun: str, gender: str) -> None:
        """Remember an office or a word for somebody, and what gender it tells."""
        self.nouns.setdefault(entity.id, set()).add(noun)
        if gender:
            self.genders[entity.id] = gender

    def recent(self, number: int, reach: int, kinds: tuple[str, ...]) -> Iterator[list[Trace]]:
        """Yield the traces of kinds by sentence, nearest first, over `reach` sentences."""
        by_line: dict[int, list[Trace]] = {}
        for trace in reversed(self.traces):
            if trace.line < number - reach:
                break
            if all(fits(entity.kind, kinds) for entity in trace.entities):
                by_line.setdefault(trace.line, []).insert(0, trace)
        for line in sorted(by_line, reverse=True):
            yield by_line[line]


def pronoun(discourse: Discourse, number: int, line: Line, index: int) -> Name | None:
    """Return the name that a pronoun is, None when it cannot be told."""
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
        found = tuple(
            entity
            for kinds in _BROAD
            if (entity := _thing(discourse, number, line, index, kinds)) is not None
        )
        if found:
            return line.name(index, index + 1, found, "pronoun", probability=_FAIR)
    if form in role("they"):
        return _they(discourse, number, line, index)
    if form == "both" and line.tokens[index].deprel in (*_SUBJECTS, "obj", "obl", "nmod"):
        pair = _set(discourse, number, ("Polity", "Organization", "Person"), _TWO)
        if pair:
            return line.name(index, index + 1, pair, "definite", probability=_FAIR, several=True)
    return None


def definite(discourse: Discourse, number: int, line: Line, phrase: Phrase) -> Name | None:
    """Return the name that "the company" or "the two countries" is, None when it cannot be told."""
    pointing = phrase.definite == "definite" or line.tokens[phrase.head].text[:1].isupper()
    both = any(line.form(index) in role("dual") for index in range(phrase.first, phrase.head))
    size = count(line, phrase) or _TWO * both
    if phrase.plural and size and phrase.definite == "definite" and phrase.last == phrase.end:
        pair = _set(discourse, number, _dual_kinds(phrase), size)
        if pair and _fits_modifiers(discourse, line, phrase, pair):
            return line.name(
                phrase.first, phrase.end, pair, "definite", probability=_LIKELY, several=True
            )
        return None
    if not pointing:
        return None
    found = _described(discourse, number, line, phrase)
    if found is None:
        return None
    return line.name(phrase.start, phrase.end, (found,), "definite", probability=_LIKELY)


def _dual_kinds(phrase: Phrase) -> tuple[str, ...]:
    if phrase.noun.kind == "Polity":
        return ("Polity",)
    return (phrase.noun.kind,) if phrase.noun.kind else ("Polity", "Organization", "Person")


def _person(
    discourse: Discourse, number: int, line: Line, index: int, gender: str
) -> Entity | None:
    for traces in discourse.recent(number, _PEOPLE, ("Person",)):
        allowed = [
            trace
            for trace in traces
            if len(trace.entities) == 1
            and discourse.genders.get(trace.entities[0].id, gender) == gender
            and not (trace.line == number and _are_coarguments(line, trace.head, index))
        ]
        people = list(dict.fromkeys(trace.entities[0] for trace in allowed))
        if len(people) == 1:
            return people[0]
        subjects = list(dict.fromkeys(trace.entities[0] for trace in allowed if trace.subject))
        if len(subjects) == 1:
            return subjects[0]
        known = [p for p in people if discourse.genders.get(p.id) == gender]
        if len(known) == 1:
            return known[0]
        if people:
            return None
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
            and not (trace.line == number and _are_coarguments(line, trace.head, index))
        ]
        things = list(dict.fromkeys(trace.entities[0] for trace in allowed))
        if len(things) == 1:
            return things[0]
        subjects = list(dict.fromkeys(trace.entities[0] for trace in allowed if trace.subject))
        if len(subjects) == 1:
            return subjects[0]
        if things:
            return None
    return None


def _they(discourse: Discourse, number: int, line: Line, index: int) -> Name | None:
    for traces in discourse.recent(number, _THINGS, ("Actor",)):
        before = [trace for trace in traces if trace.line < number or trace.head < index]
        plural = [trace for trace in before if trace.plural]
        subjects = [trace for trace in plural if trace.subject]
        coordinated = _coordinated(before)
        chosen = subjects or plural
        if len({trace.entities for trace in chosen}) == 1 and not coordinated:
            entities = chosen[-1].entities
        elif coordinated and not chosen:
            entities = coordinated
        else:
            if before:
                return None
            continue
        several = len(entities) > 1
        return line.name(index, index + 1, entities, "pronoun", probability=_FAIR, several=several)
    return None


def _coordinated(traces: Sequence[Trace]) -> tuple[Entity, ...]:
    """Return the several subjects of a sentence, when they are all that acts in it."""
    subjects = [trace for trace in traces if trace.subject and not trace.plural]
    entities = tuple(dict.fromkeys(entity for trace in subjects for entity in trace.entities))
    return entities if len(entities) > 1 else ()


def _set(
    discourse: Discourse, number: int, kinds: tuple[str, ...], size: int
) -> tuple[Entity, ...]:
    """Return the only `size` of `kinds` that the nearest sentence with any speaks of."""
    for traces in discourse.recent(number, _THINGS, kinds):
        together = [trace.entities for trace in traces if len(trace.entities) == size]
        if together and size > 1:
            return together[-1]
        single = [trace for trace in traces if not trace.plural]
        entities = tuple(dict.fromkeys(entity for t in single for entity in t.entities))
        subjects = tuple(dict.fromkeys(e for t in single if t.subject for e in t.entities))
        for found in (entities, subjects):
            if len(found) == size:
                return found
        if len(entities) > size:
            return ()
    return ()


def _described(discourse: Discourse, number: int, line: Line, phrase: Phrase) -> Entity | None:
    """Return the one thing that a description fits, by its noun first, else by its kind."""
    kind = phrase.kind if not phrase.plural else phrase.noun.plural
    named: Entity | None = None
    for traces in discourse.recent(number, _DESCRIBED, _kinds(kind)):
        entities = list(
            dict.fromkeys(e for t in traces for e in t.entities if len(t.entities) == 1)
        )
        fitting = [
            entity
            for entity in entities
            if _is_called(discourse, entity, phrase)
            and _fits_modifiers(discourse, line, phrase, (entity,))
        ]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            subjects = [t.entities[0] for t in traces if t.subject and t.entities[0] in fitting]
            return subjects[0] if len(set(subjects)) == 1 else None
        near = traces[0].line >= number - _THINGS
        plain = phrase.start == phrase.head and not is_a(kind, "Person")
        if named is None and near and plain and len(entities) == 1 and kind != "Group":
            exact = entities[0].kind == kind
            named = entities[0] if exact and _may_be_called(entities[0], phrase) else None
    return named


def _kinds(kind: str) -> tuple[str, ...]:
    if is_a(kind, "Organization"):
        return ("Organization",)
    return (kind or "Actor",)


def _is_called(discourse: Discourse, entity: Entity, phrase: Phrase) -> bool:
    """Say whether an entity's name, or what it was called before, has the noun of a phrase."""
    noun = phrase.noun.lemma.split()[-1]
    if noun in discourse.nouns.get(entity.id, ()) or phrase.noun.lemma in discourse.nouns.get(
        entity.id, ()
    ):
        return True
    words = {word.lower().strip(",.") for word in entity.name.split()}
    return noun in words and not is_a(entity.kind, "Person")


def _may_be_called(entity: Entity, phrase: Phrase) -> bool:
    """Say whether nothing in a name says that it is called by another noun."""
    return phrase.noun.use != "named" and bool(entity.name)


def _fits_modifiers(
    discourse: Discourse, line: Line, phrase: Phrase, entities: Sequence[Entity]
) -> bool:
    """Say whether the words before the noun say nothing against the entities."""
    for index in range(phrase.start, phrase.head):
        name = line.covering(index)
        if name and name.how == "demonym":
            homes = {_home(discourse.background, entity) for entity in entities}
            if homes != {name.entities[0].key}:
                return False
            continue
        form = line.form(index)
        counted = line.tokens[index].upos in ("NUM", "PUNCT")
        if counted or form in role("dual") or form in role("plain modifier"):
            continue
        if not all(form in entity.name.lower() for entity in entities):
            return False
    return True


def _home(background: Background, entity: Entity) -> str:
    if is_a(entity.kind, "Polity"):
        return entity.key
    thing = background.by_id.get(entity.id)
    return thing.row.get("polity", "") if thing else ""


def _are_coarguments(line: Line, one: int, two: int) -> bool:
    """Say whether two words are subject and object of the same verb, so never the same."""
    return line.head(one) == line.head(two) and line.tokens[two].deprel != "nmod:poss"
