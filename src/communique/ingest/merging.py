"""One event, one node: an event told twice in an article is one, with all its evidence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from communique.ingest.telling import Found
from communique.model import Event, Fact

_ACTS_FOR = ("represents", "partOf")
_SERVES = (*_ACTS_FOR, "affiliatedWith")
_SIGNING = "Signing"
_GROUP = "Group/"


def merge(found: Sequence[Found], facts: Iterable[Fact] = ()) -> tuple[Found, ...]:
    """Return `found` with retellings merged into the fullest telling, in the order of the text.

    What a headline tells in fewer words than the text below it is left to the text, also where
    that names who acts for a state, as `facts` tell. Of people without a name it tells nothing.
    """
    facts = tuple(facts)
    serving = {(fact.subject, str(fact.value)) for fact in facts if fact.predicate in _SERVES}
    kept: list[Found] = []
    for telling in found:
        for index, other in enumerate(kept):
            if _same(telling.event, other.event, serving):
                kept[index] = _joined(other, telling)
                break
        else:
            kept.append(telling)
    told = [each.event for each in kept if not each.heading]
    acting: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.predicate in _ACTS_FOR:
            acting[str(fact.value)].add(fact.subject)
    return tuple(
        each
        for each in kept
        if not (
            each.heading
            and (
                _is_retold(each.event, told)
                or _is_done(each.event, told, acting)
                or _is_of_unnamed(each.event)
            )
        )
    )


def _is_retold(event: Event, told: Sequence[Event]) -> bool:
    """Say whether one of those who do what a headline tells does so in the text."""
    agents = set(event.agents)
    return any(each.kind == event.kind and agents & set(each.agents) for each in told)


def _is_of_unnamed(event: Event) -> bool:
    """Say whether a headline calls by a noun alone whom its text names or counts: "Senators"."""
    return any(one.startswith(_GROUP) for one in (*event.agents, *event.patients))


def _is_done(event: Event, told: Sequence[Event], acting: Mapping[str, set[str]]) -> bool:
    """Say whether who acts for a state does in the text to the same what a headline tells of it."""
    agents = {one for agent in event.agents for one in acting.get(agent, ())}
    return any(
        each.kind == event.kind
        and bool(agents & set(each.agents))
        and bool(set(event.patients) & set(each.patients))
        for each in told
    )


def _same(one: Event, two: Event, serving: AbstractSet[tuple[str, str]]) -> bool:
    alike = (one.kind, one.factuality, one.attributed_to, one.quotation) == (
        two.kind,
        two.factuality,
        two.attributed_to,
        two.quotation,
    )
    places = not one.venues or not two.venues or set(one.venues) & set(two.venues)
    topics = not one.topic_text or not two.topic_text or one.topic_text == two.topic_text
    return (
        alike
        and topics
        and bool(places)
        and (_within(one.agents, two.agents) or _sign_for(one, two, serving))
        and _within(one.patients, two.patients)
        and _compatible(one.time, two.time)
    )


def _sign_for(one: Event, two: Event, serving: AbstractSet[tuple[str, str]]) -> bool:
    """Say whether those who sign in one telling do so for those who sign the same in the other."""
    return (
        one.kind == _SIGNING
        and bool(one.patients)
        and any(
            all(any((each, side) in serving for side in sides.agents) for each in people.agents)
            and len(people.agents) == len(sides.agents)
            for people, sides in ((one, two), (two, one))
        )
    )


def _within(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    return set(one) <= set(two) or set(two) <= set(one)


def _compatible(one: str, two: str) -> bool:
    return one.startswith(two) or two.startswith(one)


def _joined(first: Found, second: Found) -> Found:
    one, two = first.event, second.event
    best, other = (two, one) if _fullness(two) > _fullness(one) else (one, two)
    evidence = dict.fromkeys((*best.more_evidence, other.passage, *other.more_evidence))
    evidence.pop(best.passage, None)
    event = replace(
        best,
        agents=tuple(dict.fromkeys((*best.agents, *other.agents))),
        patients=tuple(dict.fromkeys((*best.patients, *other.patients))),
        topics=best.topics or other.topics,
        venues=best.venues or other.venues,
        time=max(best.time, other.time, key=len),
        time_end=best.time_end or other.time_end,
        topic_text=best.topic_text or other.topic_text,
        more_evidence=tuple(sorted(evidence, key=lambda span: (span.start, span.end))),
    )
    return Found(
        event,
        (*first.mentions, *second.mentions),
        (*first.entities, *second.entities),
        first.heading and second.heading,
    )


def _fullness(event: Event) -> tuple[float, int, int]:
    return event.confidence, len(event.agents) + len(event.patients), len(event.time)
