"""An extraction beside its gold article: what is right, wrong and missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from communique.evaluation.gold import PROPERTIES, GoldArticle, GoldEvent, GoldFact, Thing
from communique.evaluation.likeness import Known, is_kind, known, overlap, plain
from communique.evaluation.pairing import Pair, pair_events
from communique.evaluation.telling import (
    differences,
    tell_event,
    tell_fact,
    tell_gold_event,
    tell_gold_fact,
)
from communique.ingest.background import Background
from communique.ingest.confidence import group
from communique.ingest.shortcuts import shortcuts
from communique.model import CLAIM, Extraction, Fact, Factuality, Passage

Verdict = Literal["right", "wrong", "missing"]
Ratio = tuple[int, int]

_SAME_WORDS = 0.75


@dataclass(frozen=True, slots=True)
class Judgement:
    """One event or fact with its verdict.

    `near` marks both halves of a lenient pair: what was extracted (wrong) and what gold has
    (missing). `told` is the item in words, `note` what differs. A missing item has no confidence.
    """

    article: str
    part: Literal["events", "facts"]
    name: str
    verdict: Verdict
    told: str
    evidence: str
    near: bool = False
    note: str = ""
    confidence: float = 0.0
    extracted_by: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """All judgements on one article; `ratios` are (right, of) by what they measure.

    `faults` are breaches that must not be: evidence that is no span of the text, a quotation in
    other words, a shortcut from what gold says did not happen or is only claimed.
    """

    article: str
    judgements: tuple[Judgement, ...]
    ratios: dict[str, Ratio]
    faults: tuple[str, ...]


def judge(gold: GoldArticle, extraction: Extraction, background: Background) -> Judged:
    """Return the verdicts on an extraction. What gold calls optional counts neither way."""
    names = known(extraction, background)
    pairs = pair_events(gold.events, extraction.events, gold.article, names)
    return Judged(
        gold.name,
        (*_events(gold, extraction, pairs, names), *_facts(gold, extraction, names)),
        _ratios(pairs, names, background),
        tuple(_faults(gold, extraction, names)),
    )


def _events(
    gold: GoldArticle, extraction: Extraction, pairs: Sequence[Pair], names: Known
) -> Iterator[Judgement]:
    by_position = {pair.position: pair for pair in pairs}
    by_place = {pair.place: pair for pair in pairs}
    for position, event in enumerate(extraction.events):
        pair = by_position.get(position)
        if event.kind == CLAIM:  # of no class of events, so gold leaves it out
            continue
        if pair and pair.gold.optional and pair.gold.factuality == event.factuality:
            continue
        required = pair if pair and not pair.gold.optional else None
        yield Judgement(
            gold.name,
            "events",
            event.kind,
            "right" if required and required.strict else "wrong",
            tell_event(event, names),
            _quote(gold, event.passage),
            near=bool(required and not required.strict),
            note=differences(required.gold, event, names) if required else "",
            confidence=event.confidence,
            extracted_by=event.extracted_by,
            group=group(event),
        )
    for place, item in enumerate(gold.events):
        pair = by_place.get(place)
        if not item.optional and not (pair and pair.strict):
            told = tell_gold_event(item)
            note = differences(item, pair.event, names) if pair else ""
            yield Judgement(
                gold.name, "events", item.kind, "missing", told, item.evidence, bool(pair), note
            )


def _facts(gold: GoldArticle, extraction: Extraction, names: Known) -> Iterator[Judgement]:
    stated: dict[tuple[str, str, str | int], Fact] = {}
    for fact in extraction.facts:
        if fact.predicate in PROPERTIES:
            stated.setdefault((fact.subject, fact.predicate, fact.value), fact)
    found: set[int] = set()
    for fact in stated.values():
        same = {place for place, item in enumerate(gold.facts) if same_fact(item, fact, names)}
        found |= same
        if not same or any(not gold.facts[place].optional for place in same):
            yield Judgement(
                gold.name,
                "facts",
                fact.predicate,
                "right" if same else "wrong",
                tell_fact(fact, names),
                _quote(gold, fact.passage),
                confidence=fact.confidence,
                extracted_by=fact.extracted_by,
            )
    for place, item in enumerate(gold.facts):
        if not item.optional and place not in found:
            yield Judgement(
                gold.name, "facts", item.predicate, "missing", tell_gold_fact(item), item.evidence
            )


def same_fact(gold: GoldFact, fact: Fact, names: Known) -> bool:
    """Say whether a fact is the gold one; of texts (titles) three words in four must agree."""
    if gold.predicate != fact.predicate or not names.is_same(gold.subject, fact.subject):
        return False
    if isinstance(gold.value, Thing):
        if not fact.value_is_entity:
            return False
        value = str(fact.value)
        if gold.value.kind == "Position":
            title = names.entities[value].name.rsplit(", ", 1)[0]
            return any(same_words(label, title) for label in gold.value.labels)
        return names.is_same(gold.value, value)
    if isinstance(gold.value, int):
        return gold.value == fact.value
    return not fact.value_is_entity and same_words(gold.value, str(fact.value))


def same_words(one: str, two: str) -> bool:
    """Say whether two titles are the same office."""
    return plain(one) == plain(two) or overlap(one, two) >= _SAME_WORDS


def _ratios(pairs: Sequence[Pair], names: Known, background: Background) -> dict[str, Ratio]:
    """Return how often pairs agree on what is no part of the key, of those that have it."""
    told = [pair for pair in pairs if not pair.gold.optional]
    timed = [pair for pair in told if pair.gold.time or pair.event.time]
    claims = [pair for pair in told if pair.gold.attributed_to or pair.event.attributed_to]
    placed = [pair for pair in told if pair.gold.venue or pair.event.venues]
    met = [
        (thing, identity)
        for pair in told
        for things, identities in (
            (pair.gold.agents, pair.event.agents),
            (pair.gold.patients, pair.event.patients),
        )
        for thing in things
        for identity in names.which(thing, identities)
    ]
    return {
        "factuality": _share([pair.gold.factuality == pair.event.factuality for pair in told]),
        "time": _share(
            [
                (pair.gold.time, pair.gold.time_end) == (pair.event.time, pair.event.time_end)
                for pair in timed
            ]
        ),
        "attribution": _share(
            [names.same_set(pair.gold.attributed_to, pair.event.attributed_to) for pair in claims]
        ),
        "venue": _share(
            [
                names.same_set([pair.gold.venue] if pair.gold.venue else [], pair.event.venues)
                for pair in placed
            ]
        ),
        "linking": _share([right for pair in met for right in _links(*pair, background)]),
        "kind": _share([is_kind(names.entities[found].kind, thing.kind) for thing, found in met]),
    }


def _links(thing: Thing, identity: str, background: Background) -> Iterator[bool]:
    """Yield whether an entity is the one thing of the background with gold's first label."""
    label = plain(thing.labels[0])
    meant = {
        row.entity.id
        for row in background.things
        if label in {plain(row.entity.name), *map(plain, row.cell("official"))}
    }
    if len(meant) == 1:
        yield identity in meant


def _share(agreed: Sequence[bool]) -> Ratio:
    return sum(agreed), len(agreed)


def _faults(gold: GoldArticle, extraction: Extraction, names: Known) -> Iterator[str]:
    text = extraction.article.text
    passages = [fact.passage for fact in extraction.facts]
    for event in extraction.events:
        passages += (event.passage, *event.more_evidence)
    for passage in passages:
        if not 0 <= passage.start < passage.end <= len(text):
            yield f"{gold.name}: evidence at {passage.start}-{passage.end} is no span of it"
    for event in extraction.events:
        if not _spoken(event.quotation, text):
            yield f"{gold.name}: the text does not have the words {event.quotation!r}"
    for shortcut in shortcuts(extraction):
        event = shortcut.event
        meant = [
            item
            for item in gold.events
            if item.kind == event.kind
            and names.shared(item.agents, (shortcut.subject,))
            and (not item.patients or names.shared(item.patients, event.patients))
        ]
        if meant and not any(_happened(item) for item in meant):
            yield f"{gold.name}: {shortcut.predicate} from what did not happen: {meant[0].evidence}"


def _happened(gold: GoldEvent) -> bool:
    return gold.factuality is Factuality.ACTUAL and not gold.attributed_to


def _spoken(quotation: str, text: str) -> bool:
    """Say whether the text has the words in this order; "she said" may stand between them."""
    rest = iter(text.split())
    return all(any(word in heard for heard in rest) for word in quotation.split())


def _quote(gold: GoldArticle, passage: Passage) -> str:
    return " ".join(gold.article.text[passage.start : passage.end].split())
