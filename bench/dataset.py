"""The dataset: invented articles in Communique's own vocabulary, the same for the same size.

A store gets the real ontology and background, as `communique serve` would give it, and then as many
articles, one named graph each, as it takes to reach the size. What its default graph shows (the
merge) is what every peer is asked about.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from math import ceil
from pathlib import Path
from random import Random

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Store, Triple

from communique.foundation import lay_foundation
from communique.store.live import open_writer
from communique.store.snapshot import reading
from communique.vocab import CMQ, RDF, RDFS, SCHEMA, XSD, Names


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


NOW = "2026-01-01T00:00:00Z"
COUNTRIES = _listed("USA CHN GBR FRA JPN DEU KOR IND BRA CAN ITA AUS NLD SGP ARE KEN RWA CHL")
KINDS = _listed(
    "Signing Attendance Hosting Meeting Visit Accusation Criticism Warning Restriction Launch "
    "Announcement Statement Cooperation Funding Pledge Refusal"
)
WORDS = _listed(
    "minister summit treaty chip export model safety declaration officials signed talks border "
    "standard research company risk compute frontier agreement envoy sanction council launch "
    "open weights audit election deepfake drone market investment university law tariff ally "
    "partner nation rule pledge statement review institute laboratory data privacy voice"
)
EVENTS = 10  # per article
FOUNDATION = 25_000  # quads of the ontology and the background
PEOPLE_PER_ARTICLE = 2
NAMES = Names()


@dataclass(frozen=True, slots=True)
class Dataset:
    """What was made: quads in named graphs, triples in the default graph, and articles."""

    quads: int
    triples: int
    articles: int

    @property
    def people(self) -> int:
        """How many persons the articles speak of; person 0 .. people - 1."""
        return self.articles * PEOPLE_PER_ARTICLE


def build(folder: Path, quads: int) -> Dataset:
    """Make a store with about `quads` quads in named graphs in `folder`, and publish it."""
    size = sum(len(article(number, 1000)) for number in range(100)) / 100
    articles = max(10, ceil((quads - FOUNDATION) / size))
    with open_writer(
        folder, names=NAMES, default_graph=None, command="bench", wait=10, now=NOW
    ) as writer:
        lay_foundation(writer, NAMES, now=NOW)
        writer.load_graphs(
            (NAMES.graph(f"article-{n:016x}"), article(n, articles), ()) for n in range(articles)
        )
        writer.publish(keep=1, created=NOW)
    with reading(folder) as snapshot:
        store = Store.read_only(str(snapshot.path))
        triples = sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph()))
        return Dataset(len(store) - triples, triples, articles)


def dump(folder: Path, quads: Path, triples: Path) -> None:
    """Write all of the store in `folder` to the file `quads`, its default graph to `triples`."""
    with reading(folder) as snapshot:
        store = Store.read_only(str(snapshot.path))
        store.dump(str(quads), RdfFormat.N_QUADS)
        store.dump(str(triples), RdfFormat.N_TRIPLES, from_graph=DefaultGraph())


def event_iri(article_number: int, place: int) -> str:
    """Return the IRI of an event."""
    return NAMES.thing("event", f"{article_number:012x}{place:04x}")


def person_iri(number: int) -> str:
    """Return the IRI of a person."""
    return NAMES.thing("person", f"p{number}")


def person_name(number: int) -> str:
    """Return the label of a person."""
    first, last = WORDS[number % len(WORDS)], WORDS[number // 7 % len(WORDS)]
    return f"{first.title()} {last.title()} {number}"


def article(number: int, articles: int) -> list[Triple]:
    """Return the triples of one article of `articles`."""
    random = Random(number)
    iri = NAMES.thing("article", f"{number:016x}")
    node = NamedNode(iri)
    published = date(2020, 1, 1) + timedelta(days=random.randrange(2000))
    headline = _words(random, 8).capitalize()
    quotes = [f"{_words(random, 14).capitalize()}." for _ in range(EVENTS)]
    triples = [
        Triple(node, _type(), _cmq("Article")),
        Triple(node, _type(), _node(SCHEMA + "NewsArticle")),
        Triple(node, _node(RDFS + "label"), Literal(headline)),
        Triple(node, _node(SCHEMA + "headline"), Literal(headline)),
        Triple(node, _node(SCHEMA + "datePublished"), _date(published)),
        Triple(node, _cmq("textHash"), Literal(f"sha256:{random.getrandbits(256):064x}")),
        Triple(node, _cmq("text"), Literal(" ".join([headline, *quotes]))),
    ]
    people = articles * PEOPLE_PER_ARTICLE
    start = 0
    for place, quote in enumerate(quotes):
        actors = [_country(random.choice(COUNTRIES)), _person(_skewed(random, people))]
        actors = random.sample(actors, random.randrange(1, 3))
        target = random.choice((_country, lambda _: _instrument(random.randrange(200))))
        patient = target(random.choice(COUNTRIES))
        mentioned = [*actors, patient]
        triples += [Triple(node, _cmq("mentions"), one) for one in mentioned]
        triples += [told for one in mentioned for told in _description(one)]
        event = NamedNode(event_iri(number, place))
        passage = NamedNode(f"{iri}#char={start},{start + len(quote)}")
        triples += _passage(passage, node, quote, start)
        triples += _event(random, event, actors, patient)
        day = published - timedelta(days=random.randrange(10))
        triples += [
            Triple(event, _cmq("evidence"), passage),
            Triple(event, _cmq("reportedIn"), node),
            Triple(event, _cmq("startDate"), _date(day)),
        ]
        start += len(quote) + 1
    return list(dict.fromkeys(triples))


def _event(
    random: Random, event: NamedNode, actors: list[NamedNode], patient: NamedNode
) -> Iterator[Triple]:
    kind = KINDS[int(len(KINDS) * random.random() ** 2)]
    factuality = random.choice(("Actual", "Actual", "Actual", "Planned", "Possible", "Negated"))
    number = random.randrange(70, 100)
    yield Triple(event, _type(), _cmq("Event"))
    yield Triple(event, _type(), _cmq(kind))
    yield Triple(event, _node(RDFS + "label"), Literal(f"{_words(random, 4)} {kind.lower()}"))
    yield Triple(event, _cmq("factuality"), _cmq(factuality))
    yield Triple(event, _cmq("extractedBy"), _node(NAMES.thing("extractor", kind)))
    confidence = Literal(f"0.{number}", datatype=_node(XSD + "decimal"))
    yield Triple(event, _cmq("confidence"), confidence)
    yield Triple(event, _cmq("patient"), patient)
    for actor in actors:
        yield Triple(event, _cmq("agent"), actor)
        if kind == "Signing" and factuality == "Actual":
            yield Triple(actor, _cmq("signed"), patient)


def _passage(passage: NamedNode, node: NamedNode, quote: str, start: int) -> Iterator[Triple]:
    yield Triple(passage, _type(), _cmq("Passage"))
    yield Triple(passage, _cmq("passageOf"), node)
    yield Triple(passage, _cmq("quote"), Literal(quote))
    yield Triple(passage, _cmq("start"), _integer(start))
    yield Triple(passage, _cmq("end"), _integer(start + len(quote)))


@lru_cache(maxsize=1 << 17)
def _description(node: NamedNode) -> tuple[Triple, ...]:
    """What each article says again about a thing that it mentions."""
    kind, key = node.value.rsplit("/", 2)[1:]
    label = person_name(int(key[1:])) if kind == "person" else key.replace("-", " ").title()
    if kind == "country":
        return (Triple(node, _type(), _cmq("Country")),)
    return (
        Triple(node, _type(), _cmq(kind.title())),
        Triple(node, _node(RDFS + "label"), Literal(label)),
    )


def _words(random: Random, count: int) -> str:
    return " ".join(random.choices(WORDS, k=count))


def _skewed(random: Random, most: int) -> int:
    return int(most * random.random() ** 2)


def _person(number: int) -> NamedNode:
    return _node(person_iri(number))


def _country(code: str) -> NamedNode:
    return _node(NAMES.thing("country", code))


def _instrument(number: int) -> NamedNode:
    return _node(NAMES.thing("instrument", f"instrument-{number}"))


def _type() -> NamedNode:
    return _node(RDF + "type")


def _cmq(name: str) -> NamedNode:
    return _node(CMQ + name)


def _date(day: date) -> Literal:
    return Literal(day.isoformat(), datatype=_node(XSD + "date"))


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=_node(XSD + "integer"))


@lru_cache(maxsize=1 << 17)
def _node(iri: str) -> NamedNode:
    return NamedNode(iri)
