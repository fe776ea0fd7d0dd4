"""What the server says of itself: the service description and VoID, from the publisher's counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from communique import __version__
from communique.exports.words import dataset_words
from communique.formats import FORMATS, GRAPHS, by_name, with_sorted_prefixes
from communique.settings import Settings
from communique.store.snapshot import Snapshot
from communique.vocab import DCTERMS, PREFIXES, RDF, XSD

SD = "http://www.w3.org/ns/sparql-service-description#"
DCAT = "http://www.w3.org/ns/dcat#"
VOID = "http://rdfs.org/ns/void#"
FORMAT_IRIS = "http://www.w3.org/ns/formats/"

WELL_KNOWN = "/.well-known/void"

Statement = tuple[str, str, NamedNode | Literal]


@dataclass(frozen=True, slots=True)
class Site:
    """Where the server is, as its client sees it: scheme and authority, and the URL it asked."""

    origin: str
    asked: str

    @property
    def endpoint(self) -> str:
        """The URL that queries go to."""
        return f"{self.origin}/sparql"


def service_description(settings: Settings, snapshot: Snapshot | None, site: Site) -> list[Triple]:
    """Return the SPARQL 1.1 Service Description of the endpoint, its counts those of `snapshot`."""
    service = f"{site.asked}#service"
    dataset = f"{site.origin}{WELL_KNOWN}#dataset"
    statements: list[Statement] = [
        (service, f"{RDF}type", NamedNode(f"{SD}Service")),
        (service, f"{SD}endpoint", NamedNode(site.asked)),
        (service, f"{SD}defaultDataset", NamedNode(dataset)),
        *_capabilities(service, writable=bool(settings.token)),
        *_datasets(snapshot, dataset),
    ]
    return _triples(statements)


def void_description(settings: Settings, snapshot: Snapshot | None, site: Site) -> list[Triple]:
    """Return the VoID description of the data, its counts those of `snapshot`."""
    document = f"{site.origin}{WELL_KNOWN}"
    dataset = f"{document}#dataset"
    statements: list[Statement] = [
        (document, f"{RDF}type", NamedNode(f"{VOID}DatasetDescription")),
        (document, "http://xmlns.com/foaf/0.1/primaryTopic", NamedNode(dataset)),
        (dataset, f"{RDF}type", NamedNode(f"{VOID}Dataset")),
        (dataset, f"{VOID}sparqlEndpoint", NamedNode(site.endpoint)),
        (dataset, f"{VOID}uriSpace", Literal(f"{settings.base_iri}id/")),
        *((dataset, f"{VOID}vocabulary", NamedNode(iri)) for iri in sorted(PREFIXES.values())),
        *((dataset, f"{VOID}feature", NamedNode(FORMAT_IRIS + row.w3c_name)) for row in GRAPHS),
        *_described(dataset),
        *_datasets(snapshot, dataset),
    ]
    if snapshot is not None:
        modified = Literal(snapshot.created, datatype=NamedNode(f"{XSD}dateTime"))
        statements.append((dataset, f"{DCTERMS}modified", modified))
        statements += _partitions(snapshot, dataset)
    return _triples(statements)


def write(triples: list[Triple], form: str) -> bytes:
    """Return `triples` in the format named `form`."""
    row = by_name(form, GRAPHS)
    engine = row.engine if row and isinstance(row.engine, RdfFormat) else RdfFormat.TURTLE
    prefixes = {"dcat": DCAT, "dcterms": DCTERMS, "sd": SD, "void": VOID, "xsd": XSD}
    return with_sorted_prefixes(serialize(triples, format=engine, prefixes=prefixes) or b"")


def _capabilities(service: str, *, writable: bool) -> Iterator[Statement]:
    for language in ("SPARQL11Query", *(["SPARQL11Update"] if writable else [])):
        yield service, f"{SD}supportedLanguage", NamedNode(SD + language)
    for row in FORMATS:
        yield service, f"{SD}resultFormat", NamedNode(FORMAT_IRIS + row.w3c_name)
    for row in GRAPHS if writable else ():
        yield service, f"{SD}inputFormat", NamedNode(FORMAT_IRIS + row.w3c_name)


def _datasets(snapshot: Snapshot | None, dataset: str) -> Iterator[Statement]:
    """The dataset with its default graph and, where the publisher counted them, its named ones."""
    default = f"{dataset}-default"
    yield dataset, f"{RDF}type", NamedNode(f"{SD}Dataset")
    yield dataset, f"{SD}defaultGraph", NamedNode(default)
    yield default, f"{RDF}type", NamedNode(f"{SD}Graph")
    if snapshot is None or snapshot.counts is None:
        return
    yield default, f"{VOID}triples", _integer(snapshot.counts.triples)
    for name, triples in sorted(snapshot.counts.by_graph.items()):
        entry, graph = (
            f"{dataset}-{quote(name, safe='')}",
            f"{dataset}-graph-{quote(name, safe='')}",
        )
        yield dataset, f"{SD}namedGraph", NamedNode(entry)
        yield entry, f"{RDF}type", NamedNode(f"{SD}NamedGraph")
        yield entry, f"{SD}name", NamedNode(name)
        yield entry, f"{SD}graph", NamedNode(graph)
        yield graph, f"{RDF}type", NamedNode(f"{SD}Graph")
        yield graph, f"{VOID}triples", _integer(triples)


def _partitions(snapshot: Snapshot, dataset: str) -> Iterator[Statement]:
    counts = snapshot.counts
    if counts is None:
        return
    yield dataset, f"{VOID}triples", _integer(counts.triples)
    yield dataset, f"{VOID}classes", _integer(len(counts.by_class))
    yield dataset, f"{VOID}properties", _integer(len(counts.by_property))
    kinds = (
        ("class", "classPartition", "entities", counts.by_class),
        ("property", "propertyPartition", "triples", counts.by_property),
    )
    for kind, partition, measure, numbers in kinds:
        for term, number in sorted(numbers.items()):
            part = f"{dataset}-{kind}-{quote(term, safe='')}"
            yield dataset, VOID + partition, NamedNode(part)
            yield part, f"{RDF}type", NamedNode(f"{VOID}Dataset")
            yield part, VOID + kind, NamedNode(term)
            yield part, VOID + measure, _integer(number)


def _described(dataset: str) -> Iterator[Statement]:
    words = dataset_words()
    yield dataset, f"{DCTERMS}title", Literal(words["title"], language="en")
    yield dataset, f"{DCTERMS}description", Literal(words["description"], language="en")
    yield dataset, f"{DCTERMS}license", NamedNode(words["license"])
    yield dataset, f"{DCTERMS}creator", Literal(f"Communique {__version__}")


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=NamedNode(f"{XSD}integer"))


def _triples(statements: list[Statement]) -> list[Triple]:
    return [Triple(NamedNode(s), NamedNode(p), o) for s, p, o in statements]
