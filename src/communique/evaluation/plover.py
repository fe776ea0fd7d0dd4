"""The PLOVER gold standard records: one sentence, one coded event, its source and its target.

A record's category is found when some event extracted from its text is of a class that the
ontology counts under it. What is planned, possible or negated counts as data/lexicon/plover.tsv
says: to plan a visit is to agree, to plan an attack to threaten, not to cooperate to reject. What
its codebook takes for part of another event, as what a protest asks for, is none of its own.
Actors are compared by the country they are, represent or belong to; an actor coded as no country
(an organization of states, an armed group) by the words of its name.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from communique.errors import InputError
from communique.evaluation.countries import countries
from communique.evaluation.event_classes import event_classes
from communique.evaluation.gold import read_json
from communique.evaluation.likeness import overlap
from communique.ingest.article import read_text
from communique.ingest.background import Background
from communique.language.tables import lexicon, values
from communique.model import Article, Event, Extraction


@dataclass(frozen=True, slots=True)
class Party:
    """An actor of a record: its words and its code."""

    text: str
    code: str


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its text as an article, and what happens in it.

    `beside` are the categories of other records of the same text.
    """

    name: str
    article: Article
    category: str
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Coded:
    """What was extracted from a record: `found` are the PLOVER categories, one for each event."""

    record: Record
    found: tuple[str, ...]
    category: bool
    whole: bool


def read_records(path: Path) -> list[Record]:
    """Return the records in a JSON file with the key "records". Raises InputError."""
    page = read_json(path)
    try:
        records = [_record(row) for row in page["records"]]
    except (KeyError, TypeError) as error:
        raise InputError(f"{path} holds no PLOVER records: {error!r}") from error
    told: defaultdict[str, set[str]] = defaultdict(set)
    for record in records:
        told[record.article.text].add(record.category)
    return [
        replace(record, beside=frozenset(told[record.article.text] - {record.category}))
        for record in records
    ]


def code(record: Record, extraction: Extraction, background: Background) -> Coded:
    """Return how the events extracted from a record compare with what it codes.

    `whole`: one event of the category has all coded sources among its agents and all coded
    targets among its patients or topics. Where both sides act together (a meeting, an agreement)
    the ontology makes both agents: an event without patients has its targets there as well.
    """
    coded = [(event, _category(event)) for event in _own_events(extraction)]
    matching = [event for event, category in coded if category == record.category]
    names = {entity.id: entity.name for entity in extraction.entities}
    belongs = countries(extraction, background)
    return Coded(
        record,
        tuple(category for _, category in coded if category),
        bool(matching),
        any(_has_parties(event, record, names, belongs) for event in matching),
    )


def plover_figures(coded: Sequence[Coded]) -> dict[str, Any]:
    """Return the shares with their denominators, overall and by category, ready for JSON."""
    extra = sum(
        category not in {row.record.category, *row.record.beside}
        for row in coded
        for category in row.found
    )
    events = sum(len(row.found) for row in coded)
    return {
        "category": _share(row.category for row in coded),
        "actor_category_recipient": _share(row.whole for row in coded),
        "extra_events": {
            "right": extra,
            "of": events,
            "share": round(extra / events, 4) if events else 0.0,
        },
        "by_category": {
            name: {
                "category": _share(row.category for row in coded if row.record.category == name),
                "whole": _share(row.whole for row in coded if row.record.category == name),
            }
            for name in sorted({row.record.category for row in coded})
        },
    }


def _record(row: Mapping[str, Any]) -> Record:
    return Record(
        name=row["id"],
        article=read_text(row["text"], published=row["date"], source_key=row["id"]),
        category=_meaning("category", row["event"]),
        sources=_parties(row.get("source")),
        targets=_parties(row.get("target")),
    )


def _parties(rows: Any) -> tuple[Party, ...]:
    """Return the actors of one side; the records have words or nothing where they name none."""
    return tuple(
        Party(row["actorText"], _meaning("country", row["code"]))
        for row in (rows if isinstance(rows, list) else ())
    )


def _meaning(what: str, written: str, *, otherwise: str | None = None) -> str:
    rows = (row for row in lexicon("plover") if row["what"] == what)
    rows = (row for row in rows if written in values(row["written"]))
    return next((row["means"] for row in rows), written if otherwise is None else otherwise)


def _own_events(extraction: Extraction) -> Iterator[Event]:
    """Yield the events but for those that are part of another of their sentence."""
    for event in extraction.events:
        beside = (one for one in extraction.events if one.passage == event.passage)
        if not any(_is_part(event, one) for one in beside):
            yield event


def _is_part(event: Event, other: Event) -> bool:
    """Say whether plover.tsv has an event within what one of its actors does, or answered by it."""
    same, turned = set(event.agents) & set(other.agents), event.agents == other.patients
    answered = turned and event.patients == other.agents
    asked = [what for what, so in (("within", same), ("answered", answered)) if so]
    told = (event.kind, f"{event.factuality} {event.kind}")
    rows = [_meaning(what, each, otherwise="") for what in asked for each in told]
    return any(other.kind in values(row) for row in rows)


def _category(event: Event) -> str:
    """Return the PLOVER category of an event, "" for none."""
    plain = event_classes()[event.kind]
    by_class = _meaning("class", f"{event.factuality} {event.kind}", otherwise=plain)
    category = _meaning("rule", event.extracted_by, otherwise=by_class)
    return _meaning(event.factuality, category) if category else ""


def _has_parties(
    event: Event,
    record: Record,
    names: Mapping[str, str],
    belongs: Mapping[str, frozenset[str]],
) -> bool:
    receiving = (
        (*event.patients, *event.topics)
        if event.patients
        else (
            *event.agents,
            *event.topics,
        )
    )
    return all(
        any(_is_party(identity, party, names, belongs) for identity in identities)
        for parties, identities in ((record.sources, event.agents), (record.targets, receiving))
        for party in parties
    )


def _is_party(
    identity: str, party: Party, names: Mapping[str, str], belongs: Mapping[str, frozenset[str]]
) -> bool:
    own = belongs.get(identity, frozenset())
    return party.code in own or (not own and overlap(party.text, names[identity]) > 0)


def _share(verdicts: Iterable[bool]) -> dict[str, Any]:
    rows = list(verdicts)
    share = round(sum(rows) / len(rows), 4) if rows else 0.0
    return {"right": sum(rows), "of": len(rows), "share": share}
