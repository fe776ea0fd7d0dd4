"""How many persons, states or sides a description counts: "both ministers", "the companies"."""

from communique.ingest.anybody import sized
from communique.ingest.background import Background
from communique.ingest.candidates import known_homes
from communique.ingest.counted_states import counted_states
from communique.ingest.discourse import Discourse
from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name
from communique.ingest.nouns import Phrase
from communique.ingest.phrases import cut, role
from communique.model import Entity

_NEAR, _FAR, _TWO = 2, 12, 2
_PAIRED = ("Person", "Polity", "Company")
_LEADERS = ("government", "organization")


def counted(
    discourse: Discourse,
    number: int,
    line: Line,
    phrase: Phrase,
    size: int,
    background: Background,
) -> tuple[Entity, ...]:
    """Return the entities that "both ministers" or "the three countries" counts."""
    kind = "Polity" if phrase.noun.lemma in role("seat of a state") else phrase.noun.kind
    if kind == "Person" and size == _TWO:
        noun = phrase.noun.lemma.split()[-1]
        group = sized(discourse, number, _NEAR, size)
        called = noun in role("anybody") or any(
            noun in discourse.nouns.get(each.id, ()) for each in group
        )
        pair = discourse.pair(number, _FAR, noun) or (group if called else ())
        pair = pair or discourse.two(number, _NEAR) or group or _named_with(line, phrase)
        return pair if all(_may_hold(discourse, one, phrase) for one in pair) else ()
    if phrase.noun.lemma in role("the sides"):
        met = discourse.two(number, 0)  # whom the sentence itself tells of, if they did meet
        found = () if met else discourse.only(number, _NEAR, (kind,), size)
        people = {is_a(entity.kind, "Person") for entity in found}
        alike = len(people) == 1  # a person is no side of what a group is
        return found if alike and _speak_for(discourse, number, found, background) else ()
    states = counted_states(discourse, number, line, size, background) if kind == "Polity" else ()
    if states or (kind == "Polity" and size == _TWO):
        return states
    group = sized(discourse, number, _FAR, size) if kind == "Person" else ()
    return discourse.only(number, _NEAR if size <= _TWO else _FAR, (kind,), size) or group


def _named_with(line: Line, phrase: Phrase) -> tuple[Entity, ...]:
    """Return the two whom a sentence itself names: "when the two men met, Xi told Modi that"."""
    names = (name.fitting(("Person",)) for name in line.names if not _within(name, phrase))
    people = {person.id: person for person in names if person}
    return tuple(people.values()) if len(people) == _TWO else ()


def _within(name: Name, phrase: Phrase) -> bool:
    return phrase.first <= name.first < phrase.last


def both_of(discourse: Discourse, number: int, line: Line, phrase: Phrase) -> tuple[Entity, ...]:
    """Return the two that a bare "the companies" or "the leaders" goes on with as its subject."""
    bare = phrase.start == phrase.head and phrase.last == phrase.end
    subject = line.tokens[phrase.head].deprel in ("nsubj", "nsubj:pass")
    kind = phrase.noun.kind
    office = not is_a(kind, "Person") or phrase.noun.scope in _LEADERS
    if not (phrase.plural and bare and subject and office and kind in _PAIRED):
        return ()
    near = next(discourse.recent(number, 1, (kind,)), [])
    told = {entity for trace in near for entity in trace.entities}
    joined = {trace.top for trace in near}
    found = discourse.only(number, 1, (kind,), _TWO)
    return found if len(told) == _TWO or len(joined) == 1 else ()


def _may_hold(discourse: Discourse, person: Entity, phrase: Phrase) -> bool:
    """Say whether a person is told no other office than "the two presidents" calls."""
    titles = discourse.titles.get(person.id, set())
    office = phrase.noun.lemma in role("leading office") and is_a(person.kind, "Person")
    return not office or not titles or set(cut(phrase.noun.lemma)) <= titles


def _speak_for(
    discourse: Discourse, number: int, sides: tuple[Entity, ...], background: Background
) -> bool:
    """Say whether those who act in the sentences before are of one of the two sides."""
    keys = {side.key for side in sides}
    actors = (
        known_homes(discourse, entity, background)
        for traces in discourse.recent(number, _NEAR, ("Person",))
        for trace in traces
        if trace.subject
        for entity in trace.entities
    )
    return all(not homes or homes & keys for homes in actors)
