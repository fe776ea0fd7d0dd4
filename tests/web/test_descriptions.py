"""The service description and VoID: RDF, true to the request, counted by the publisher."""

import urllib.request

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from communique.formats import FORMATS
from conftest import serving
from requesting import ask

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")


def ask_csv(server, query):
    """The rows of an answer, without its head."""
    return [row.split(",") for row in ask(server, query).text.splitlines()[1:]]


def fetch(url, *, accept="text/turtle", host=None):
    headers = {"Accept": accept} | ({"Host": host} if host else {})
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as response:
        return response.headers, response.read()


@pytest.mark.parametrize(
    ("accept", "parser"),
    [("text/turtle", "turtle"), ("application/rdf+xml", "xml"), ("*/*", "turtle")],
)
def test_the_service_description_is_rdf_that_names_its_endpoint(server, accept, parser):
    headers, body = fetch(f"{server}/sparql", accept=accept)
    graph = Graph().parse(data=body, format=parser)
    (service,) = graph.subjects(RDF.type, SD.Service)
    assert graph.value(service, SD.endpoint) == URIRef(f"{server}/sparql")
    assert headers["ETag"]


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
def test_the_endpoint_is_the_one_that_was_asked(server, path):
    _, body = fetch(f"{server}{path}", host="graph.example")
    graph = Graph().parse(data=body, format="turtle")
    assert list(graph.objects(None, SD.endpoint)) == [URIRef(f"http://graph.example{path}")]


def test_it_conforms_to_the_schema(server):
    """Section 3 of the specification: what each kind of thing may and must have."""
    graph = Graph().parse(data=fetch(f"{server}/sparql")[1], format="turtle")
    (service,) = graph.subjects(RDF.type, SD.Service)
    languages = set(graph.objects(service, SD.supportedLanguage))
    assert languages == {SD.SPARQL11Query}
    assert len(set(graph.objects(service, SD.resultFormat))) == len(FORMATS)
    (dataset,) = graph.objects(service, SD.defaultDataset)
    assert (dataset, RDF.type, SD.Dataset) in graph
    (default,) = graph.objects(dataset, SD.defaultGraph)
    assert (default, RDF.type, SD.Graph) in graph
    entries = list(graph.objects(dataset, SD.namedGraph))
    assert entries
    for entry in entries:
        assert (entry, RDF.type, SD.NamedGraph) in graph
        assert isinstance(graph.value(entry, SD.name), URIRef)
        assert (graph.value(entry, SD.graph), RDF.type, SD.Graph) in graph


def test_a_server_that_takes_updates_says_so(own_store):
    with serving(own_store, token="secret") as url:
        graph = Graph().parse(data=fetch(f"{url}/sparql")[1], format="turtle")
    assert (None, SD.supportedLanguage, SD.SPARQL11Update) in graph
    assert list(graph.objects(None, SD.inputFormat))


COUNTED = [
    # query with one number, what VoID says it is
    ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", VOID.triples),
    ("SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }", VOID.properties),
    ("SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c FILTER(isIRI(?c)) }", VOID.classes),
]


@pytest.mark.parametrize(("query", "measure"), COUNTED)
def test_void_counts_are_true(server, query, measure):
    graph = Graph().parse(data=fetch(f"{server}/.well-known/void")[1], format="turtle")
    dataset = URIRef(f"{server}/.well-known/void#dataset")
    assert graph.value(dataset, measure) == Literal(int(ask_csv(server, query)[0][0]))


@pytest.mark.parametrize(
    ("query", "partition", "key", "measure"),
    [
        (
            "SELECT ?k (COUNT(*) AS ?n) { ?s a ?k FILTER(isIRI(?k)) } GROUP BY ?k",
            VOID.classPartition,
            VOID["class"],
            VOID.entities,
        ),
        (
            "SELECT ?k (COUNT(*) AS ?n) { ?s ?k ?o } GROUP BY ?k",
            VOID.propertyPartition,
            VOID.property,
            VOID.triples,
        ),
    ],
)
def test_void_partitions_are_true(server, query, partition, key, measure):
    graph = Graph().parse(data=fetch(f"{server}/.well-known/void")[1], format="turtle")
    said = {
        str(graph.value(part, key)): int(graph.value(part, measure))
        for part in graph.objects(None, partition)
    }
    assert said == {term: int(number) for term, number in ask_csv(server, query)}


def test_void_counts_each_graph(server):
    graph = Graph().parse(data=fetch(f"{server}/.well-known/void")[1], format="turtle")
    said = {
        str(graph.value(entry, SD.name)): int(graph.value(described, VOID.triples))
        for entry, described in graph.subject_objects(SD.graph)
    }
    query = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    assert said == {name: int(number) for name, number in ask_csv(server, query)}
