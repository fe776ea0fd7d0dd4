"""rdflib's SPARQLStore and SPARQLUpdateStore against a running server."""

import shutil
from urllib.error import HTTPError
from uuid import uuid4

import pytest
from rdflib import RDF, RDFS, XSD, BNode, Dataset, Graph, Literal, Namespace, URIRef, Variable
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore

from conftest import serving
from requesting import TOKEN, values

# It leaves responses to be closed by the garbage collector and uses what it deprecates itself.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

CMQ = Namespace("https://w3id.org/communique/ontology#")
CHINA = URIRef("https://w3id.org/communique/id/country/CHN")
S, P, Q = URIRef("urn:s"), URIRef("urn:p"), URIRef("urn:q")
TERMS = [
    URIRef("http://example.org/a?b=c&d#e"),
    Literal('plain "quoted" \n \\ \' <b> & 日本語 \U0001f600'),
    Literal("العربية", lang="ar"),
    Literal(5),
    Literal(True),
    Literal("2024-01-01", datatype=XSD.date),
    Literal("own", datatype=URIRef("urn:own")),
    Literal(""),
]


@pytest.fixture(scope="module", params=["merge", "strict"])
def writable(request, sample_store, tmp_path_factory):
    store = tmp_path_factory.mktemp("rdflib") / "store"
    shutil.copytree(sample_store, store, symlinks=True)
    with serving(store, token=TOKEN, default_graph=request.param) as url:
        yield url


@pytest.fixture
def name():
    return URIRef(f"urn:uuid:{uuid4()}")


def updating(server, **options):
    return SPARQLUpdateStore(
        f"{server}/sparql", f"{server}/sparql/update", auth=("anyone", TOKEN), **options
    )


# -- Reading


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_queries_in_every_form(server, method, form):
    store = SPARQLStore(f"{server}/sparql", method=method, returnFormat=form)
    graph = Graph(store)
    rows = graph.query(
        "SELECT ?l { ?c rdfs:label ?l }", initBindings={"c": CHINA}, initNs={"rdfs": RDFS}
    )
    assert [str(row.l) for row in rows] == ["China"]
    count = graph.query("SELECT (COUNT(*) AS ?n) { ?c a ?t }", initBindings={"t": CMQ.Country})
    assert int(next(iter(count)).n) > 190


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_every_kind_of_query(server, method):
    graph = Graph(SPARQLStore(f"{server}/sparql", method=method))
    assert graph.query(f"ASK {{ <{CHINA}> a <{CMQ.Country}> }}").askAnswer
    assert not graph.query(f"ASK {{ <{CHINA}> a <urn:no> }}").askAnswer
    built = graph.query(f"CONSTRUCT WHERE {{ <{CHINA}> <{RDFS.label}> ?l }}").graph
    assert list(built) == [(CHINA, RDFS.label, Literal("China"))]
    assert (CHINA, RDF.type, CMQ.Country) in graph.query(f"DESCRIBE <{CHINA}>").graph


def test_a_graph_of_patterns(server):
    graph = Graph(SPARQLStore(f"{server}/sparql"))
    assert (CHINA, RDF.type, CMQ.Country) in graph
    assert (CHINA, RDF.type, CMQ.Person) not in graph
    assert graph.value(CHINA, RDFS.label) == Literal("China")
    assert CHINA in set(graph.subjects(RDF.type, CMQ.Country))
    assert len(graph) > 1000
    assert len(set(graph.predicates(CHINA))) > 2


def test_contexts_are_the_named_graphs(server):
    store = SPARQLStore(f"{server}/sparql")
    names = {str(context) for context in store.contexts()}
    assert "https://w3id.org/communique/graph/background" in names
    background = Graph(store, URIRef("https://w3id.org/communique/graph/background"))
    assert (CHINA, RDF.type, CMQ.Country) in background
    ontology = Graph(store, URIRef("https://w3id.org/communique/graph/ontology"))
    assert (CHINA, RDF.type, CMQ.Country) not in ontology
    assert 0 < len(ontology) < len(Graph(store))


def test_errors(server):
    with pytest.raises(ValueError, match="wrong"):
        Graph(SPARQLStore(f"{server}/sparql")).query("SELECT WHERE")
    with pytest.raises(ValueError, match="wrong"):
        list(Graph(SPARQLStore(f"{server}/nowhere")).query("ASK {}"))


# -- Writing


def test_add_and_remove(writable, name):
    graph = Graph(updating(writable), name)
    for term in TERMS:
        graph.add((S, P, term))
    assert set(graph.objects(S, P)) == set(TERMS)
    assert len(graph) == len(TERMS)
    reader = Graph(SPARQLStore(f"{writable}/sparql"), name)
    assert set(reader) == {(S, P, term) for term in TERMS}
    graph.remove((S, P, TERMS[0]))
    assert (S, P, TERMS[0]) not in graph
    graph.set((S, P, Literal("only")))
    assert list(graph) == [(S, P, Literal("only"))]
    graph.remove((None, None, None))
    assert len(graph) == 0


def test_many_at_once(writable, name):
    store = updating(writable)
    graph = Graph(store, name)
    store.addN((S, P, Literal(n), graph) for n in range(500))
    assert len(graph) == 500
    assert sorted(int(value) for value in graph.objects(S, P)) == list(range(500))


def test_several_graphs(writable, name):
    dataset = Dataset(updating(writable))
    one, two = dataset.graph(name), dataset.graph(URIRef(f"{name}/2"))
    one.add((S, P, Literal("one")))
    two.add((S, P, Literal("two")))
    assert list(one.objects(S, P)) == [Literal("one")]
    assert list(two.objects(S, P)) == [Literal("two")]
    found = {str(graph.identifier) for graph in dataset.graphs((S, P, None))}
    assert {str(name), f"{name}/2"} <= found
    dataset.remove_graph(two)
    assert len(two) == 0
    assert len(one) == 1


def test_updates_know_their_graph(writable, name):
    graph = Graph(updating(writable), name)
    graph.update("INSERT DATA { <urn:s> <urn:p> 1 , 2 }")
    graph.update(
        "DELETE { ?s ?p ?o } INSERT { ?s ex:q ?o } WHERE { ?s ?p ?o FILTER(?o > 1) }",
        initNs={"ex": "urn:"},
    )
    assert set(graph) == {(S, P, Literal(1)), (S, Q, Literal(2))}
    assert sorted(values(writable, f"SELECT ?o {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")) == ["1", "2"]
    rows = graph.query("SELECT ?p { ?s ?p ?o }", initBindings={Variable("o"): Literal(2)})
    assert [row.p for row in rows] == [Q]


def test_changes_are_sent_when_committed(writable, name):
    store = updating(writable, autocommit=False)
    reader = Graph(SPARQLStore(f"{writable}/sparql"), name)
    graph = Graph(store, name)
    graph.add((S, P, Literal(1)))
    graph.add((S, P, Literal(2)))
    assert len(reader) == 0
    store.commit()
    assert len(reader) == 2
    graph.remove((S, P, Literal(1)))
    store.rollback()
    store.commit()
    assert len(reader) == 2


def test_parsing_a_document_into_it(writable, name):
    graph = Graph(updating(writable), name)
    graph.parse(data="@prefix : <urn:> . :s :p 'a'@en , 1.5 ; :q :o .", format="turtle")
    assert len(graph) == 3
    assert (S, Q, URIRef("urn:o")) in graph


def test_blank_nodes_are_new_ones(writable, name):
    store = updating(writable, node_to_sparql=lambda node: node.n3())
    Graph(store, name).add((BNode("b"), P, Literal(1)))
    Graph(store, name).add((BNode("b"), P, Literal(1)))
    found = values(writable, f"SELECT ?s {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")
    assert len(found) == 2


def test_writing_that_is_refused(server, writable, name):
    for url, auth, status in (
        (writable, None, 401),
        (writable, ("anyone", "wrong"), 401),
        (server, ("anyone", TOKEN), 403),
    ):
        store = SPARQLUpdateStore(f"{url}/sparql", f"{url}/sparql", auth=auth)
        with pytest.raises(HTTPError, match=str(status)):
            Graph(store, name).add((S, P, Literal(1)))
    with pytest.raises(HTTPError, match="400"):
        Graph(updating(writable), name).update("INSERT DATA {")
    assert len(Graph(SPARQLStore(f"{writable}/sparql"), name)) == 0
