"""Shortcuts: what an event that really happened says in one triple, by event_classes.tsv."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from communique.ingest.kinds import fits
from communique.ingest.traits import classes_with
from communique.language.tables import Row, lexicon, values
from communique.model import Event, Extraction, Factuality

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One triple, subject and object as entity ids, and the event it shortens."""

    subject: str
    predicate: str
    value: str
    event: Event


def shortcuts(extraction: Extraction) -> Iterator[Shortcut]:
    """Yield the shortcuts of an extraction.

    Only events that happened in the article's own voice give any, and none that the same article
    denies: neither claims, plans and possibilities, nor what somebody says did not happen.
    """
    denied = {
        (kind, pair)
        for event in extraction.events
        for kind in _denies(event)
        for pair in _pairs(event)
    }
    targets: dict[tuple[str, str], list[str]] = {}
    for fact in extraction.facts:
        if fact.value_is_entity:
            targets.setdefault((fact.subject, fact.predicate), []).append(str(fact.value))
    for event in extraction.events:
        if event.factuality is not Factuality.ACTUAL or event.attributed_to:
            continue
        for pair in _pairs(event):
            row = None if (event.kind, pair) in denied else _row(event, pair[1])
            if row:
                yield Shortcut(pair[0], row["shortcut"], pair[1], event)
                yield from _through(row, pair, event, targets)


def _through(
    row: Row, pair: Pair, event: Event, targets: dict[tuple[str, str], list[str]]
) -> Iterator[Shortcut]:
    predicate, _, shortcut = row["through"].partition(">")
    for target in targets.get((pair[1], predicate), ()) if shortcut else ():
        if fits(_kind(target), ("Actor",)):
            yield Shortcut(pair[0], shortcut, target, event)


def _pairs(event: Event) -> Iterator[Pair]:
    if event.patients:
        yield from ((agent, patient) for agent in event.agents for patient in event.patients)
    elif event.kind in classes_with("symmetric"):
        yield from permutations(event.agents, 2)


def _denies(event: Event) -> Iterator[str]:
    """Yield the event classes that an event says did not happen between its participants."""
    if event.factuality is Factuality.NEGATED:
        yield event.kind
        return
    for row in lexicon("event_classes"):
        if (
            row["event"] == event.kind
            and row["denies"]
            and event.extracted_by.endswith(row["rule"])
        ):
            yield row["denies"]


def _row(event: Event, patient: str) -> Row | None:
    for row in lexicon("event_classes"):
        if row["event"] == event.kind and row["shortcut"]:
            kinds = values(row["patient"])
            if fits(_kind(patient), kinds) and event.extracted_by.endswith(row["rule"]):
                return row
    return None


def _kind(identity: str) -> str:
    return identity.partition("/")[0]
