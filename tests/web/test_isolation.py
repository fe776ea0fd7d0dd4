"""Nothing leaves the machine: whatever is asked, a port that listens is never contacted."""

import json
import shutil
import socket
import threading
import time
from contextlib import contextmanager

import pytest

from conftest import serving
from requesting import (
    BEARER,
    FORM,
    QUERY,
    TOKEN,
    TURTLE,
    UPDATE,
    ask,
    graph_path,
    send,
    unheard,
    update,
    urlencode,
)
from test_terminals import LEAVES, STAYS

EXTERNAL = [
    *LEAVES,
    "SELECT * { SERVICE SILENT <file:///etc/passwd> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { OPTIONAL { SERVICE <http://x/> { ?s ?p ?o } } } } }",
    "ASK { FILTER EXISTS { SERVICE <http://x/> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <http://x/> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * { VALUES ?e { <http://x/> } SERVICE ?e { ?s ?p ?o } }",
    "BASE <http://x/> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "\ufeffSELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * { SERVICE\u00a0<http://x/> { ?s ?p ?o } }",
    "SELECT * {\tSERVICE\r\n\t#\r<http://x/>{?s ?p ?o}}",
    "LOAD <file:///etc/passwd>",
    "LOAD <FILE:/etc/passwd> INTO GRAPH <urn:g>",
    "LOAD <file:passwd>",
    "BASE <file:///etc/> LOAD <passwd>",
    "PREFIX e: <http://x/> LOAD e:data",
    "LOAD/**/<http://x/>",
    "CLEAR ALL ; # all\nLOAD <http://x/> ; CLEAR ALL",
    "DELETE { ?s ?p ?o } WHERE { { SERVICE <http://x/> { ?s ?p ?o } } }",
    "WITH <urn:g> INSERT { ?s ?p ?o } WHERE { SERVICE SILENT <http://x/> { ?s ?p ?o } }",
]
LOOK_ONLY = [
    "SELECT * FROM <http://x/data.ttl> { ?s ?p ?o }",
    "SELECT * FROM NAMED <http://x/data.ttl> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * FROM <http://x/1> FROM <http://x/2> { ?s ?p ?o }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT * { GRAPH <http://x/data.ttl> { ?s ?p ?o } }",
    "SELECT * { GRAPH <file:///etc/passwd> { ?s ?p ?o } }",
    "DESCRIBE <http://x/thing>",
    "CONSTRUCT { <http://x/> <http://x/> <file:///etc/passwd> } WHERE {}",
    "SELECT (IRI('http://x/') AS ?i) (STR(<file:///etc/passwd>) AS ?s) {}",
]


@pytest.fixture(scope="module")
def writable(sample_store, tmp_path_factory):
    store = tmp_path_factory.mktemp("isolation") / "store"
    shutil.copytree(sample_store, store, symlinks=True)
    with serving(store, token=TOKEN) as url:
        yield url


def is_update(text):
    return not any(word in text.upper() for word in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))


@pytest.mark.parametrize("text", EXTERNAL)
def test_refused_by_every_way_in(writable, text):
    with unheard() as url:
        text = text.replace("http://x/", f"{url}/")
        kind, content_type = ("update", UPDATE) if is_update(text) else ("query", QUERY)
        form, direct = {"Content-Type": FORM, **BEARER}, {"Content-Type": content_type, **BEARER}
        body = urlencode({kind: text})
        answers = [
            send(writable, "POST", headers=form, body=body),
            send(writable, "POST", headers=direct, body=text),
        ]
        if kind == "query":
            answers.append(send(writable, query={"query": text}))
            answers.append(
                send(writable, "POST", headers=direct | {"Content-Type": FORM}, body=body)
            )
        else:
            answers.append(send(writable, "POST", "/sparql/update", headers=direct, body=text))
            answers.append(send(writable, "PATCH", "/graphs?default", headers=direct, body=text))
            answers.append(send(writable, "PATCH", "/graphs/own", headers=direct, body=text))
    for answer in answers:
        assert (answer.status, answer.problem["code"]) == (403, "query-refused"), answer
    assert "passwd" not in ask(writable, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").text
    assert ask(writable, "ASK { GRAPH ?g { ?s ?p ?o } }").text == "true"


@pytest.mark.parametrize("text", STAYS)
def test_what_only_looks_so_is_answered(writable, text):
    with unheard() as url:
        answer = ask(writable, text.replace("http://x/", f"{url}/"))
    assert answer.status in (200, 400)  # some are only terminals, not whole queries
    assert answer.status == 200 or b"bad-query" in answer.body


@pytest.mark.parametrize("text", LOOK_ONLY)
def test_graphs_are_names_not_places(writable, text):
    with unheard() as url:
        query = {"query": text.replace("http://x/", f"{url}/")}
        answer = send(writable, query=query, headers={"Accept": "text/csv, text/turtle"})
    assert answer.status == 200, answer
    assert b"root:" not in answer.body


@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("iri", ["http://x/data.ttl", "file:///etc/passwd", "ftp://x/", "data:,a"])
def test_parameters_are_names_not_places(writable, parameter, iri):
    query = "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    change = "INSERT { GRAPH <urn:copy> { ?s ?p ?o } } WHERE { { ?s ?p ?o } UNION " + query[11:]
    using = parameter.replace("default-graph", "using-graph").replace("named", "using-named")
    with unheard() as url:
        iri = iri.replace("http://x/", f"{url}/")
        answer = send(writable, query={"query": query, parameter: iri})
        assert answer.status == 200
        assert json.loads(answer.body)["results"]["bindings"] == []
        assert update(writable, change, query={using: iri}).status == 204
        for method in ("GET", "HEAD", "DELETE"):
            headers = BEARER | {"Accept": "text/turtle"}
            assert send(writable, method, graph_path(iri), headers=headers).status == 404
    assert send(writable, "GET", graph_path("urn:copy")).status == 404


def test_a_graph_named_like_a_place_holds_what_was_put(writable):
    with unheard() as url:
        headers = BEARER | {"Content-Type": TURTLE}
        body = f"@base <{url}/> . <> <see> <file:///etc/passwd> ."
        path = graph_path(f"{url}/data.ttl")
        assert send(writable, "PUT", path, headers=headers, body=body).status == 201
        answer = send(writable, "GET", path, headers={"Accept": "application/n-triples"})
        assert answer.text == f"<{url}/> <{url}/see> <file:///etc/passwd> .\n"


def test_the_host_of_a_request_is_not_contacted(writable):
    with unheard() as url:
        host = {"Host": url.removeprefix("http://"), "Referer": url, "Origin": url}
        for path in ("/", "/sparql", "/sparql?query=SELECT+*+%7B%3Ca%3E+%3Fp+%3Fo%7D", "/graphs/a"):
            assert send(writable, "GET", path, headers=host).status in (200, 400, 404)


PAGE = """<html><head><title>News</title><base href="URL/"><link rel="canonical" href="URL/a">
<link rel="stylesheet" href="URL/css"><script src="URL/js"></script>
<meta http-equiv="refresh" content="0;url=URL/"></head><body><article><h1>News</h1>
<iframe src="URL/frame"></iframe><img src="URL/image">
<p>Brazil signed the Bletchley Declaration on 2 November 2023.</p></article></body></html>"""


def test_an_article_is_read_not_followed(writable):
    with unheard() as url:
        page = PAGE.replace("URL", url)
        headers = BEARER | {"Content-Type": "text/html"}
        answer = send(writable, "POST", "/articles", headers=headers, body=page)
        assert answer.status == 202, answer
        place = answer.headers["Location"].removeprefix(writable)
        deadline = time.monotonic() + 30
        while (state := json.loads(send(writable, "GET", place).body)["state"]) in (
            "queued",
            "running",
        ):
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert state == "done"


# -- Those that an operator allows


@contextmanager
def endpoint():
    """A SPARQL endpoint with one answer; yields its URL and the requests that came."""
    heard = []
    answer = (
        b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"urn:far"}}]}}'
    )
    head = (
        b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\nConnection: close\r\n"
    )

    def listen():
        while True:
            try:
                connection, _ = ear.accept()
            except OSError:
                return
            with connection:
                heard.append(connection.recv(65536))
                connection.sendall(
                    head + f"Content-Length: {len(answer)}\r\n\r\n".encode() + answer
                )

    with socket.create_server(("127.0.0.1", 0)) as ear:
        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{ear.getsockname()[1]}", heard
        ear.shutdown(socket.SHUT_RDWR)
    thread.join()


def test_only_what_an_operator_allows_is_contacted(sample_store):
    """The other side of all that is above: were it contacted, it would be heard."""
    with (
        endpoint() as (url, heard),
        unheard() as other,
        serving(sample_store, services=f"{url}/open/") as server,
    ):
        far = f"SELECT ?s {{ SERVICE <{url}/open/sparql> {{ ?s ?p ?o }} }}"
        assert ask(server, far).text == "s\r\nurn:far\r\n"
        assert len(heard) == 1
        for place in (f"{url}/closed", f"{other}/open/", f"{url}/open/../closed", f"{url}.x/open/"):
            answer = ask(server, far.replace(f"{url}/open/sparql", place))
            assert answer.status == 403, answer
        assert ask(server, far.replace(f"<{url}/open/sparql>", "?e")).status == 403
        assert len(heard) == 1
