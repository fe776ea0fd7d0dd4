"""How far a second reader's key of the same articles agrees with the first.

    python -m communique.evaluation.agreement FIRST SECOND

Both are folders of gold articles; texts are read from the first. The second key is judged as an
ingester's answer would be, so its figures are what a careful reader reaches. Writes lines of
figures to standard output.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from communique.errors import CommuniqueError
from communique.evaluation.figures import figures
from communique.evaluation.gold import GoldArticle, GoldEvent, GoldFact, Thing, read_gold
from communique.evaluation.judging import Judged, judge
from communique.evaluation.rendering import figures_as_lines
from communique.ingest.background import Background, load_background
from communique.model import Article, Entity, Event, Extraction, Fact, Passage

_READER = "reader"


def agreement(first: Path, second: Path, background: Background) -> list[Judged]:
    """Return the judgements on the second key of each article that both folders have.

    What it calls optional is left out. Raises InputError.
    """
    articles = {gold.name: gold for gold in read_gold([first])}
    keys = read_gold([second], texts=first)
    return [judge(articles[key.name], answer(key), background) for key in keys]


def answer(key: GoldArticle) -> Extraction:
    """Return what a key demands as an extraction: each thing is new and goes by its labels."""
    things = _Things()
    events = tuple(_event(one, things, key.article) for one in key.events if not one.optional)
    facts = tuple(_fact(one, things, key.article) for one in key.facts if not one.optional)
    return Extraction(key.article, tuple(things.found.values()), (), facts, events)


@dataclass(frozen=True, slots=True)
class _Things:
    """The entities of a key by kind and first label."""

    found: dict[str, Entity] = field(default_factory=dict)

    def id(self, thing: Thing) -> str:
        """Return the id of the entity that a thing is, with its labels added to those known."""
        name, *others = thing.labels
        new = Entity(thing.kind, name, name)
        known = self.found.get(new.id, new)
        aliases = tuple(dict.fromkeys((*known.aliases, *others)))
        self.found[new.id] = Entity(thing.kind, name, name, aliases=aliases)
        return new.id

    def ids(self, things: Sequence[Thing | str]) -> tuple[str, ...]:
        """Return the ids of things; topics that are only words have none."""
        return tuple(self.id(thing) for thing in things if isinstance(thing, Thing))


def _event(event: GoldEvent, things: _Things, article: Article) -> Event:
    words = (topic for topic in event.topics if isinstance(topic, str))
    return Event(
        kind=event.kind,
        agents=things.ids(event.agents),
        patients=things.ids(event.patients),
        passage=_passage(event.evidence, article),
        factuality=event.factuality,
        confidence=1.0,
        extracted_by=_READER,
        topics=things.ids(event.topics),
        venues=things.ids([event.venue] if event.venue else []),
        time=event.time,
        time_end=event.time_end,
        attributed_to=things.ids(event.attributed_to),
        quotation=event.quotation,
        topic_text=next(words, ""),
    )


def _fact(fact: GoldFact, things: _Things, article: Article) -> Fact:
    value = things.id(fact.value) if isinstance(fact.value, Thing) else fact.value
    return Fact(
        things.id(fact.subject),
        fact.predicate,
        value,
        value_is_entity=isinstance(fact.value, Thing),
        passage=_passage(fact.evidence, article),
        confidence=1.0,
        extracted_by=_READER,
    )


def _passage(evidence: str, article: Article) -> Passage:
    start = article.text.index(evidence)
    return Passage(start, start + len(evidence))


def main() -> None:
    """Run what the command line asks for."""
    if len(sys.argv) != 3:
        raise SystemExit("usage: python -m communique.evaluation.agreement FIRST SECOND")
    try:
        judged = agreement(Path(sys.argv[1]), Path(sys.argv[2]), load_background())
    except CommuniqueError as error:
        raise SystemExit(str(error)) from error
    print(*figures_as_lines(figures(judged)), sep="\n")


if __name__ == "__main__":
    main()
