"""The reading report: which sentences of an article yielded what, and which yielded nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from communique.ingest.labels import event_label
from communique.model import Event, Extraction, Fact, Passage


@dataclass(frozen=True, slots=True)
class Yielded:
    """A sentence, and the events and facts that rest on words of it; none where it was silent."""

    sentence: Passage
    events: tuple[Event, ...]
    facts: tuple[Fact, ...]

    @property
    def items(self) -> tuple[Event | Fact, ...]:
        """Both, events first."""
        return *self.events, *self.facts


def reading_report(extraction: Extraction) -> tuple[Yielded, ...]:
    """Return every sentence of the article in order, with what it yielded."""
    return tuple(
        Yielded(
            sentence,
            tuple(
                event
                for event in extraction.events
                if any(
                    _meet(sentence, passage) for passage in (event.passage, *event.more_evidence)
                )
            ),
            tuple(fact for fact in extraction.facts if _meet(sentence, fact.passage)),
        )
        for sentence in extraction.sentences
    )


def as_lines(extraction: Extraction) -> Iterator[str]:
    """Yield the report for people: "+" before a sentence that yielded something, "-" before others.

    Below a sentence stands what it yielded, with the rule and its confidence.
    """
    rows = reading_report(extraction)
    silent = sum(not row.items for row in rows)
    yield f"{len(rows)} sentences, {silent} of them yielded nothing"
    for row in rows:
        text = extraction.article.text[row.sentence.start : row.sentence.end]
        yield f"{'+' if row.items else '-'} {' '.join(text.split())}"
        for item in row.items:
            yield f"    {told(item, extraction)} [{item.extracted_by} {item.confidence:.2f}]"


def told(item: Event | Fact, extraction: Extraction) -> str:
    """Return an event or a fact in words."""
    entities = {entity.id: entity for entity in extraction.entities}
    if isinstance(item, Event):
        when = f" ({item.time})" if item.time else ""
        return f"{item.kind}: {event_label(item, entities)}{when}"
    value = entities[str(item.value)].name if item.value_is_entity else item.value
    return f"{entities[item.subject].name} {item.predicate} {value}"


def _meet(one: Passage, two: Passage) -> bool:
    return one.start < two.end and two.start < one.end
