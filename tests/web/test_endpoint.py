"""The running endpoint: every way to ask, every format, every refusal."""

import http.client
import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from urllib.parse import quote, urlencode, urlsplit

import pytest
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import (
    CSV,
    JSON,
    JSONLD,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import EndPointInternalError, QueryBadFormed

PREFIXES = """
PREFIX cmq: <https://w3id.org/communique/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
LABEL = PREFIXES + "SELECT ?l WHERE { <https://w3id.org/communique/id/country/CHN> rdfs:label ?l }"
ASK = PREFIXES + "ASK { <https://w3id.org/communique/id/country/CHN> a cmq:Country }"
CONSTRUCT = PREFIXES + (
    "CONSTRUCT { ?c rdfs:label ?l } WHERE { VALUES ?c { "
    "<https://w3id.org/communique/id/country/CHN> } ?c rdfs:label ?l }"
)
ENDLESS = """SELECT ?a WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i
FILTER(STRLEN(CONCAT(STR(?a), STR(?d), STR(?g))) > 100000) }"""


def ask(server, query, *, method="GET", accept=None, content_type=None, **parameters):
    """Send one request; return (status, headers, body)."""
    url = f"{server}/sparql"
    data = None
    headers = {"Accept": accept} if accept else {}
    if method == "POST" and content_type:
        url += f"?{urlencode(parameters)}" if parameters else ""
        data, headers["Content-Type"] = query.encode(), content_type
    elif method == "POST":
        data = urlencode({"query": query, **parameters}).encode()
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    else:
        url += "?" + urlencode({"query": query, **parameters})
    request = urllib.request.Request(url, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


@pytest.mark.parametrize(
    ("method", "content_type"),
    [("GET", None), ("POST", None), ("POST", "application/sparql-query")],
)
def test_every_way_to_send_a_query(server, method, content_type):
    status, headers, body = ask(
        server, LABEL, method=method, content_type=content_type, accept="text/csv"
    )
    assert (status, body) == (200, b"l\r\nChina\r\n")
    assert headers["Content-Type"] == "text/csv; charset=utf-8"
    assert headers["Vary"] == "Accept, Accept-Encoding"
    assert headers["Access-Control-Allow-Origin"] == "*"


BINDINGS = [
    ("application/sparql-results+json", b'"value":"China"'),
    ("application/sparql-results+xml", b"China</literal>"),
    ("text/csv", b"l\r\nChina\r\n"),
    ("text/tab-separated-values", b"?l\n"),
]
GRAPHS = [
    ("text/turtle", "turtle"),
    ("application/n-triples", "nt"),
    ("application/rdf+xml", "xml"),
    ("application/ld+json", "json-ld"),
]


@pytest.mark.parametrize(("media_type", "part"), BINDINGS)
def test_bindings_in_every_format(server, media_type, part):
    status, headers, body = ask(server, LABEL, accept=media_type)
    assert status == 200
    assert headers.get_content_type() == media_type
    assert part in body
    assert ask(server, ASK, accept=media_type)[0] == 200


# rdflib's own reader and SPARQLWrapper use classes that rdflib has deprecated.
OLD_RDFLIB = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@OLD_RDFLIB
@pytest.mark.parametrize(("media_type", "parser"), GRAPHS)
def test_graphs_in_every_format(server, media_type, parser):
    status, headers, body = ask(server, CONSTRUCT, accept=media_type)
    assert status == 200
    assert headers.get_content_type() == media_type
    graph = Graph().parse(data=body, format=parser)
    assert [str(value) for value in graph.objects()] == ["China"]


REFUSALS = [
    # query, Accept, parameters, status, code, words of the detail
    ("SELECT WHERE {", None, {}, 400, "bad-query", "line 1, column"),
    (LABEL, "image/png", {}, 406, "not-acceptable", "text/csv"),
    (LABEL, "text/turtle", {}, 406, "not-acceptable", "text/csv"),
    (CONSTRUCT, "text/csv", {}, 406, "not-acceptable", "text/turtle"),
    (LABEL, None, {"format": "docx"}, 406, "not-acceptable", "text/csv"),
    (LABEL, None, {"timeout": "soon"}, 400, "bad-request", "number of seconds"),
    (LABEL, None, {"timeout": "0"}, 400, "bad-request", "above 0"),
    (LABEL, None, {"default-graph-uri": "nowhere"}, 400, "bad-request", "absolute IRI"),
    (ENDLESS, None, {"timeout": "0.3"}, 503, "query-timeout", "0.3"),
]


@pytest.mark.parametrize(("query", "accept", "parameters", "status", "code", "words"), REFUSALS)
def test_refusals_say_what_to_do(server, query, accept, parameters, status, code, words):
    got, headers, body = ask(server, query, accept=accept, **parameters)
    assert got == status
    if accept and accept.startswith("text/"):
        assert headers.get_content_type() == "text/plain"
        problem = dict(line.split(": ", 1) for line in body.decode().splitlines())
    else:
        assert headers.get_content_type() == "application/problem+json"
        problem = json.loads(body)
    assert (str(problem["status"]), problem["code"]) == (str(status), code)
    assert words in problem["detail"]
    assert problem["query_id"]


def test_text_clients_get_plain_text(server):
    status, headers, body = ask(server, "SELECT", accept="text/csv")
    assert status == 400
    assert headers.get_content_type() == "text/plain"
    assert b"code: bad-query" in body


def test_a_stopped_query_leaves_the_next_one_alone(server):
    started = time.monotonic()
    assert ask(server, ENDLESS, timeout="0.3")[0] == 503
    assert time.monotonic() - started < 5
    assert ask(server, LABEL, accept="text/csv")[2] == b"l\r\nChina\r\n"


def test_a_client_that_leaves_stops_its_query(server):
    address = urlsplit(server)
    for _ in range(8):
        client = socket.create_connection((address.hostname, address.port))
        line = f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n"
        client.sendall(line.encode())
        client.close()
    started = time.monotonic()
    assert ask(server, LABEL, accept="text/csv")[0] == 200
    assert time.monotonic() - started < 5


def test_a_long_answer_arrives_whole(server):
    query = "SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }"
    counted = ask(
        server, "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }", accept="text/csv"
    )
    rows = ask(server, query, accept="text/tab-separated-values")[2].splitlines()
    assert len(rows) - 1 == int(counted[2].split()[1])


@pytest.mark.parametrize(
    ("method", "headers", "body", "status", "allow"),
    [
        ("PUT", {}, b"x", 405, True),
        ("DELETE", {}, None, 405, True),
        ("OPTIONS", {}, None, 204, True),
        ("POST", {"Content-Type": "text/plain"}, b"ASK {}", 415, False),
        ("POST", {}, b"ASK {}", 415, False),
        ("POST", {"Content-Type": "application/sparql-query"}, b"\xff\xfe", 400, False),
        ("POST", {"Content-Type": "application/sparql-query"}, b" " * (2 << 20), 413, False),
        ("POST", {"Content-Type": "application/sparql-update"}, b"DROP ALL", 403, False),
    ],
)
def test_requests_the_protocol_refuses(server, method, headers, body, status, allow):
    address = urlsplit(server)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=20)
    connection.putrequest(method, "/sparql")
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.putheader("Content-Length", str(len(body or b"")))
    connection.endheaders()
    try:
        connection.send(body or b"")
    except (BrokenPipeError, ConnectionResetError):
        assert status == 413
    response = connection.getresponse()
    response.read()
    connection.close()
    assert response.status == status
    assert bool(response.headers["Allow"]) == allow


def test_head_is_get_without_a_body(server):
    status, headers, body = ask(server, LABEL, method="HEAD", accept="text/csv")
    assert (status, body) == (200, b"")
    assert headers["Content-Length"] == "10"


@pytest.mark.parametrize(
    ("form", "method", "encoding"),
    [
        (form, method, encoding)
        for form in (JSON, XML, CSV, TSV)
        for method, encoding in (("GET", None), (POST, URLENCODED), (POST, POSTDIRECTLY))
    ],
)
def test_sparqlwrapper_bindings(server, form, method, encoding):
    client = SPARQLWrapper(f"{server}/sparql")
    client.setQuery(LABEL)
    client.setReturnFormat(form)
    client.setMethod(method)
    if encoding:
        client.setRequestMethod(encoding)
    answer = client.queryAndConvert()
    text = answer.toxml() if form == XML else answer.decode() if form in (CSV, TSV) else str(answer)
    assert "China" in text


@OLD_RDFLIB
@pytest.mark.parametrize("form", [TURTLE, RDFXML, JSONLD])
def test_sparqlwrapper_graphs(server, form):
    client = SPARQLWrapper(f"{server}/sparql")
    client.setQuery(CONSTRUCT)
    client.setReturnFormat(form)
    answer = client.queryAndConvert()
    graph = Graph().parse(data=answer, format="turtle") if form == TURTLE else answer
    assert [str(value) for value in graph.objects(None, None)] == ["China"]


@pytest.mark.parametrize(
    ("query", "error"), [("SELECT WHERE", QueryBadFormed), (ENDLESS, EndPointInternalError)]
)
@pytest.mark.filterwarnings("ignore:unknown response content type:RuntimeWarning")
def test_sparqlwrapper_understands_our_errors(server, query, error):
    client = SPARQLWrapper(f"{server}/sparql")
    client.setQuery(query)
    client.addParameter("timeout", "0.3")
    if error is EndPointInternalError:
        error = urllib.error.HTTPError
    with pytest.raises(error):
        client.query()


def test_rdflib_as_a_client(server):
    graph = Graph(SPARQLStore(f"{server}/sparql"))
    rows = list(graph.query(LABEL))
    assert [str(row.l) for row in rows] == ["China"]
    assert bool(graph.query(ASK).askAnswer)
    assert len(graph.query(CONSTRUCT).graph) == 1


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl on this machine")
@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["-G", "--data-urlencode", f"query={LABEL}", "-H", "Accept: text/csv"], b"l\r\nChina\r\n"),
        (["--data-urlencode", f"query={LABEL}", "-H", "Accept: text/csv"], b"l\r\nChina\r\n"),
        (
            ["-H", "Content-Type: application/sparql-query", "--data-binary", ASK],
            b'{"head":{},"boolean":true}',
        ),
    ],
)
def test_curl(server, options, expected):
    done = subprocess.run(
        ["curl", "-sS", "--fail", *options, f"{server}/sparql"], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, expected), done.stderr
