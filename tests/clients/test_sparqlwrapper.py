"""SPARQLWrapper against a running server: every method, format, dataset and error."""

import json
import shutil
import time
from urllib.error import HTTPError
from uuid import uuid4

import pytest
from rdflib import Graph
from SPARQLWrapper import (
    BASIC,
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SmartWrapper import SPARQLWrapper2
from SPARQLWrapper.SPARQLExceptions import (
    EndPointNotFound,
    QueryBadFormed,
    Unauthorized,
    URITooLong,
)

from conftest import serving
from requesting import BEARER, TOKEN, send, values

# rdflib, with which it reads graphs, uses classes of its own that are deprecated.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::RuntimeWarning"),  # and tells what it makes of formats
]

PREFIXES = """
PREFIX cmq: <https://w3id.org/communique/ontology#>
PREFIX id: <https://w3id.org/communique/id/country/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
LABELS = PREFIXES + "SELECT ?l WHERE { VALUES ?c { id:CHN id:USA } ?c rdfs:label ?l } ORDER BY ?l"
ASK = PREFIXES + "ASK { id:CHN a cmq:Country }"
CONSTRUCT = PREFIXES + "CONSTRUCT WHERE { id:CHN rdfs:label ?l }"
DESCRIBE = PREFIXES + "DESCRIBE id:CHN"
WAYS = [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]
ENDLESS = """SELECT ?a WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i
FILTER(STRLEN(CONCAT(STR(?a), STR(?d), STR(?g))) > 100000) }"""


@pytest.fixture(scope="module")
def writable(sample_store, tmp_path_factory):
    store = tmp_path_factory.mktemp("wrapper") / "store"
    shutil.copytree(sample_store, store, symlinks=True)
    with serving(store, token=TOKEN) as url:
        yield url


def wrapper(server, text, form=JSON, way=WAYS[0], path="/sparql"):
    client = SPARQLWrapper(f"{server}{path}")
    client.setReturnFormat(form)
    client.setMethod(way[0])
    client.setRequestMethod(way[1])
    client.setQuery(text)
    return client


READ = {
    JSON: lambda answer: [row["l"]["value"] for row in answer["results"]["bindings"]],
    XML: lambda answer: [node.firstChild.data for node in answer.getElementsByTagName("literal")],
    CSV: lambda answer: answer.decode().split()[1:],
    TSV: lambda answer: [line.strip('"') for line in answer.decode().split("\n")[1:-1]],
}


@pytest.mark.parametrize("way", WAYS, ids="-".join)
@pytest.mark.parametrize("only_conneg", [False, True])
@pytest.mark.parametrize("form", READ)
def test_bindings(server, form, way, only_conneg):
    client = wrapper(server, LABELS, form, way)
    client.setOnlyConneg(only_conneg)
    found = READ[form](client.queryAndConvert())
    assert [" ".join(found)] == ["China United States"]
    client.setQuery(ASK)
    answer = client.queryAndConvert()
    assert "true" in (answer.toxml() if form == XML else str(answer).lower())


@pytest.mark.parametrize("way", WAYS, ids="-".join)
@pytest.mark.parametrize("form", [TURTLE, N3, RDFXML, XML, JSONLD])
@pytest.mark.parametrize("text", [CONSTRUCT, DESCRIBE], ids=["construct", "describe"])
def test_graphs(server, text, form, way):
    answer = wrapper(server, text, form, way).queryAndConvert()
    if form in (TURTLE, N3):
        answer = Graph().parse(data=answer, format=form)
    assert "China" in {str(value) for value in answer.objects()}


def test_the_smart_wrapper(server):
    client = SPARQLWrapper2(f"{server}/sparql")
    client.setQuery(LABELS)
    answer = client.query()
    assert [value.value for value in answer.getValues("l")] == ["China", "United States"]


def test_datasets(writable):
    a, b = f"urn:uuid:{uuid4()}", f"urn:uuid:{uuid4()}"
    change = (
        f"INSERT DATA {{ GRAPH <{a}> {{ <urn:s> <urn:p> 1 }} GRAPH <{b}> {{ <urn:s> <urn:p> 2 }} }}"
    )
    authorized(writable, change).query()
    text = "SELECT ?l { { ?s ?p ?l } UNION { GRAPH ?g { ?s ?p ?l } } } ORDER BY ?l"
    for default, named, found in (
        ([a], [], "1"),
        ([a, b], [], "12"),
        ([a], [b], "12"),
        ([], [b], "2"),
    ):
        for way in WAYS:
            client = wrapper(writable, text, way=way)
            for iri in default:
                client.addDefaultGraph(iri)
            for iri in named:
                client.addNamedGraph(iri)
            assert "".join(READ[JSON](client.queryAndConvert())) == found


@pytest.mark.parametrize("way", WAYS, ids="-".join)
def test_errors(server, way):
    with pytest.raises(QueryBadFormed) as caught:
        wrapper(server, "SELECT * {\n?s ?p }", way=way).query()
    assert "line 2, column" in str(caught.value)
    with pytest.raises(EndPointNotFound):
        wrapper(server, ASK, way=way, path="/nowhere").query()
    slow = wrapper(server, ENDLESS, way=way)
    slow.addParameter("timeout", "0.3")
    with pytest.raises(HTTPError, match="503"):
        slow.query()
    with pytest.raises(HTTPError, match="403"):
        wrapper(server, "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", way=way).query()
    only_csv = wrapper(server, CONSTRUCT, CSV, way)
    with pytest.raises(HTTPError, match="406"):
        only_csv.query()


def test_a_query_too_long_for_a_url(server):
    text = ASK + "#" * 100_000
    with pytest.raises(URITooLong):
        wrapper(server, text).query()
    assert wrapper(server, text, way=WAYS[1]).queryAndConvert()["boolean"]
    assert wrapper(server, text, way=WAYS[2]).queryAndConvert()["boolean"]


def test_the_wrappers_own_timeout_stops_the_query(writable):
    client = wrapper(writable, ENDLESS)
    client.setTimeout(1)
    with pytest.raises(TimeoutError):
        client.query()
    deadline = time.monotonic() + 2
    while under_way(writable):
        assert time.monotonic() < deadline, "the query outlives its client"


def under_way(server):
    return json.loads(send(server, path="/queries", headers=BEARER).body)["queries"]


# -- Updates


def authorized(server, text, way=WAYS[1], path="/sparql"):
    client = wrapper(server, text, way=way, path=path)
    client.setHTTPAuth(BASIC)
    client.setCredentials("anyone", TOKEN)
    return client


@pytest.mark.parametrize("path", ["/sparql", "/sparql/update"])
@pytest.mark.parametrize("way", WAYS[1:], ids="-".join)
def test_updates(writable, way, path):
    graph = f"urn:uuid:{uuid4()}"
    text = f"INSERT DATA {{ GRAPH <{graph}> {{ <urn:s> <urn:p> 'Ünïcode' }} }}"
    assert authorized(writable, text, way, path).query().response.status == 204
    bearer = wrapper(writable, text.replace("Ünïcode", "more"), way=way, path=path)
    bearer.addCustomHttpHeader("Authorization", f"Bearer {TOKEN}")
    assert bearer.query().response.status == 204
    found = values(writable, f"SELECT ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    assert found == ["more", "Ünïcode"]


@pytest.mark.parametrize("way", WAYS[1:], ids="-".join)
def test_updates_that_are_refused(server, writable, way):
    with pytest.raises(Unauthorized):
        wrapper(writable, "DROP ALL", way=way).query()
    wrong = authorized(writable, "DROP ALL", way)
    wrong.setCredentials("anyone", "wrong")
    with pytest.raises(Unauthorized):
        wrong.query()
    with pytest.raises(QueryBadFormed):
        authorized(writable, "INSERT DATA {", way).query()
    with pytest.raises(HTTPError, match="403"):
        authorized(server, "DROP ALL", way).query()
    assert wrapper(writable, ASK).queryAndConvert()["boolean"]
