"""Which extracted event tells which gold event: one to one, the most alike first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.evaluation.gold import GoldEvent, Thing
from communique.evaluation.likeness import Known, overlap
from communique.model import Article, Event

_ALIKE = 0.5
"""Words that two quotations must share to be the same."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An extracted event and the gold event that it tells; `strict`: rightly in every key part.

    `place` is that of the gold event in its list, `position` that of the extracted one.
    """

    gold: GoldEvent
    event: Event
    strict: bool
    place: int
    position: int


def pair_events(
    gold: Sequence[GoldEvent], events: Sequence[Event], article: Article, known: Known
) -> list[Pair]:
    """Return the pairs. Two events may be one when class and some participant agree.

    The pair is strict when also factuality, all agents and all patients agree and, of a Statement,
    its words. Strict pairs come first, then those that gold requires, then the closest evidence.
    """
    ranked = sorted(
        (
            (_rank(one, two, article, known), place, position)
            for place, one in enumerate(gold)
            for position, two in enumerate(events)
            if _may_be(one, two, known)
        ),
        key=lambda row: ([-part for part in row[0]], row[1:]),
    )
    taken: set[tuple[str, int]] = set()
    pairs = []
    for rank, place, position in ranked:
        ends = {("gold", place), ("event", position)}
        if not ends & taken:
            taken |= ends
            pairs.append(Pair(gold[place], events[position], bool(rank[0]), place, position))
    return pairs


def topic_words(event: Event, known: Known) -> str:
    """Return what an extracted event is about, in words."""
    named = (known.entities[identity].name for identity in event.topics)
    return " ".join((*named, event.topic_text))


def gold_topic_words(gold: GoldEvent) -> str:
    """Return what a gold event is about, in words."""
    return " ".join(
        " ".join(topic.labels) if isinstance(topic, Thing) else topic for topic in gold.topics
    )


def _may_be(gold: GoldEvent, event: Event, known: Known) -> bool:
    if gold.kind != event.kind:
        return False
    if not gold.agents and not gold.patients:
        return True
    return bool(
        known.shared(gold.agents, event.agents) or known.shared(gold.patients, event.patients)
    )


def _rank(gold: GoldEvent, event: Event, article: Article, known: Known) -> tuple[float, ...]:
    strict = (
        gold.factuality == event.factuality
        and known.same_set(gold.agents, event.agents)
        and known.same_set(gold.patients, event.patients)
        and (gold.kind != "Statement" or overlap(gold.quotation, event.quotation) >= _ALIKE)
    )
    evidence = max(overlap(gold.evidence, text) for text in _evidence(event, article))
    topics = overlap(gold_topic_words(gold), topic_words(event, known))
    return (
        strict,
        not gold.optional,
        gold.factuality == event.factuality,
        evidence + topics + overlap(gold.quotation, event.quotation),
    )


def _evidence(event: Event, article: Article) -> Iterator[str]:
    for passage in (event.passage, *event.more_evidence):
        yield article.text[passage.start : passage.end]
