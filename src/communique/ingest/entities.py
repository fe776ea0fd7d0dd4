"""All that was read as one Extraction: entities, mentions, facts and events, in a fixed order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from communique.ingest.names import Line, Name
from communique.ingest.phrases import role
from communique.ingest.reading import Reading
from communique.ingest.relations import SEAT
from communique.ingest.restrictions import speaks_of_trade
from communique.ingest.telling import Found
from communique.model import Article, Entity, Event, Extraction, Fact, Factuality, Mention, Passage

_WHEN_USED = (
    *("group", "control", "instrument", "described"),
    *("metonym", "title", "pronoun", "definite"),
)
_SPELLINGS = ("name", "learned")


def collect(article: Article, reading: Reading, found: Sequence[Found]) -> Extraction:
    """Return the extraction.

    What is only described, and places that act, count where an event or a fact of something else
    uses them.
    """
    entities: dict[str, Entity] = {}
    mentions: dict[Mention, None] = {}
    spellings: dict[str, set[str]] = {}
    for line in reading.lines:
        for name in _plain(line.names):
            entity = name.entities[0]
            mention = Mention(line.passage(name.first, name.last), entity.id)
            mentions[mention] = None
            entities.setdefault(entity.id, entity)
            if name.how in _SPELLINGS:
                words = article.text[mention.passage.start : mention.passage.end]
                spellings.setdefault(entity.id, set()).add(" ".join(words.split()))
    for telling in found:
        mentions |= dict.fromkeys(telling.mentions)
        for entity in telling.entities:
            entities.setdefault(entity.id, entity)
    _add_counted(entities, reading)
    _add_seated(entities, reading)
    _add_restricting(entities, reading)
    events = [telling.event for telling in found]
    mentions |= dict.fromkeys(_pointing(reading, entities))
    facts = [*reading.facts, *_signatories(reading.facts, events)]
    _add_things(entities, reading, facts)
    return Extraction(
        article=article,
        entities=tuple(_with_aliases(entities, spellings)),
        mentions=tuple(sorted(mentions, key=_mention_order)),
        facts=tuple(sorted({fact for fact in facts if _grounded(fact, entities)}, key=_fact_order)),
        events=tuple(sorted(events, key=_event_order)),
        sentences=tuple(Passage(line.sentence.start, line.sentence.end) for line in reading.lines),
    )


def _add_counted(entities: dict[str, Entity], reading: Reading) -> None:
    """Add the groups whose size the text tells, unless they are as vague as "two people"."""
    counted = {fact.subject for fact in reading.facts if fact.predicate == "memberCount"}
    for line in reading.lines:
        for name in line.names:
            vague = line.tokens[name.head].lemma in role("just anybody") or _is_had(line, name)
            if name.how == "group" and name.entities[0].id in counted and not vague:
                entities.setdefault(name.entities[0].id, name.entities[0])


def _is_had(line: Line, name: Name) -> bool:
    """Say whether a group is only how many somebody has: "a league that has four members"."""
    having = line.tokens[line.head(name.head)].lemma in role("have")
    return having and line.tokens[name.head].deprel == "obj"


def _add_seated(entities: dict[str, Entity], reading: Reading) -> None:
    """Add the summits of which a verb tells where they are held: "a forum to be held in Paris".

    What is called a summit is one also without a verb: "the ASEAN summit in Hanoi".
    """
    seated = {fact.subject for fact in reading.facts if fact.extracted_by == SEAT}
    placed = {fact.subject for fact in reading.facts if fact.predicate == "heldIn"}
    for line in reading.lines:
        for name in line.names:
            summit = line.tokens[name.head].lemma.lower() in role("surely a summit")
            told = seated | (placed if summit else set())
            if name.how == "described" and name.entities[0].id in told:
                entities.setdefault(name.entities[0].id, name.entities[0])


def _add_restricting(entities: dict[str, Entity], reading: Reading) -> None:
    """Add the controls on trade of which the text tells what they restrict, or whom they target."""
    restricting = {fact.subject for fact in reading.facts if fact.predicate == "restricts"}
    aimed = {fact.subject for fact in reading.facts if fact.predicate == "targets"}
    for line in reading.lines:
        for name in line.names:
            held = name.entities[0].id if name.how == "control" else ""
            whole = held in restricting & aimed
            if whole or (held in restricting | aimed and speaks_of_trade(line, name)):
                entities.setdefault(name.entities[0].id, name.entities[0])


def _pointing(reading: Reading, entities: Mapping[str, Entity]) -> Iterator[Mention]:
    """Yield the pronouns and descriptions that stand for one of `entities`."""
    for line in reading.lines:
        for name in line.names:
            pointing = name.how in ("pronoun", "definite") and len(name.entities) == 1
            if pointing and name.entities[0].id in entities:
                yield Mention(line.passage(name.first, name.last), name.entities[0].id)


def _signatories(facts: Sequence[Fact], events: Sequence[Event]) -> Iterator[Fact]:
    """Yield how many signed an instrument, where all who did are a counted group or in it."""
    counts = {fact.subject: fact.value for fact in facts if fact.predicate == "memberCount"}
    members = {(fact.subject, fact.value) for fact in facts if fact.predicate == "member"}
    for event in events:
        happened = event.kind == "Signing" and event.factuality is Factuality.ACTUAL
        for agent in event.agents if happened and not event.attributed_to else ():
            others = [one for one in event.agents if one != agent]
            whole = agent in counts and all((agent, one) in members for one in others)
            for patient in event.patients if whole else ():
                yield Fact(
                    patient,
                    "signatoryCount",
                    counts[agent],
                    value_is_entity=False,
                    passage=event.passage,
                    confidence=event.confidence,
                    extracted_by=event.extracted_by,
                )


def _add_things(entities: dict[str, Entity], reading: Reading, facts: Sequence[Fact]) -> None:
    """Add what facts about those in `entities` say of others: offices, goods, described places."""
    named = (name for line in reading.lines for name in line.names)
    known = {entity.id: entity for name in named for entity in name.entities}
    known |= {entity.id: entity for entity in reading.things}
    for fact in facts:
        value = str(fact.value)
        if fact.value_is_entity and fact.subject in entities and value in known:
            entities.setdefault(value, known[value])


def _plain(names: Iterable[Name]) -> Iterator[Name]:
    """Yield the names that stand for one entity by themselves, also those inside others."""
    for name in names:
        yield from _plain(name.inner)
        if name.how not in _WHEN_USED and len(name.entities) == 1:
            yield name


def _grounded(fact: Fact, entities: dict[str, Entity]) -> bool:
    """Say whether a fact is about things that the extraction has."""
    return fact.subject in entities and (not fact.value_is_entity or str(fact.value) in entities)


def _with_aliases(entities: dict[str, Entity], spellings: dict[str, set[str]]) -> Iterator[Entity]:
    for key, entity in sorted(entities.items()):
        others = {*spellings.get(key, set()), *entity.aliases} - {entity.name}
        yield replace(entity, aliases=tuple(sorted(others)))


def _mention_order(mention: Mention) -> tuple[int, int, str]:
    return mention.passage.start, mention.passage.end, mention.entity


def _fact_order(fact: Fact) -> tuple[int, int, str, str, str, str]:
    place = fact.passage.start, fact.passage.end
    return *place, fact.subject, fact.predicate, str(fact.value), fact.extracted_by


def _event_order(event: Event) -> tuple[int, int, str, str, str]:
    roles = "|".join((*event.agents, *event.patients, event.topic_text))
    return event.passage.start, event.passage.end, event.kind, roles, event.quotation
