"""SPARQL Update over HTTP: who may, what becomes of it, and what of it is never half done."""

import base64
import os
import shutil
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from conftest import serving
from requesting import (
    BEARER,
    FORM,
    QUERY,
    TOKEN,
    UPDATE,
    ask,
    graph_path,
    send,
    update,
    urlencode,
    values,
)

IN = "SELECT ?o { GRAPH <%s> { ?s ?p ?o } }"


@pytest.fixture(scope="module", params=["merge", "strict"])
def writable(request, sample_store, tmp_path_factory):
    """The URL of a server that takes updates, in both modes of the default graph."""
    store = tmp_path_factory.mktemp("updates") / "store"
    shutil.copytree(sample_store, store, symlinks=True)
    with serving(store, token=TOKEN, default_graph=request.param) as url:
        yield url


@pytest.fixture(scope="module")
def graphs(writable):
    """Two graphs that share a triple."""
    a, b = f"urn:uuid:{uuid4()}", f"urn:uuid:{uuid4()}"
    text = (
        f"INSERT DATA {{ GRAPH <{a}> {{ <urn:1> <urn:p> 'a' . <urn:2> <urn:p> 'both' }} "
        f"GRAPH <{b}> {{ <urn:3> <urn:p> 'b' . <urn:2> <urn:p> 'both' }} }}"
    )
    assert update(writable, text).status == 204
    return {"A": a, "B": b}


@pytest.fixture
def name():
    """An IRI that no other test uses."""
    return f"urn:uuid:{uuid4()}"


def basic(user, password):
    return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"


# -- Ways to send one


@pytest.mark.parametrize("path", ["/sparql", "/sparql/update"])
@pytest.mark.parametrize(
    ("content_type", "make"),
    [
        (UPDATE, str),
        (f"{UPDATE}; charset=UTF-8", str),
        (FORM, lambda text: urlencode({"update": text})),
        (f"{FORM};charset=utf-8", lambda text: urlencode({"update": text})),
    ],
)
def test_every_way_to_send_an_update(writable, name, path, content_type, make):
    text = f"INSERT DATA {{ GRAPH <{name}> {{ <urn:s> <urn:p> 'Ünïcode & + %' }} }}"
    headers = {"Content-Type": content_type, **BEARER}
    response = send(writable, "POST", path, headers=headers, body=make(text))
    assert (response.status, response.body) == (204, b"")
    assert int(response.headers["X-Snapshot"]) > 1
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert values(writable, IN % name) == ["Ünïcode & + %"]


@pytest.mark.parametrize(
    ("method", "path", "query", "headers", "body", "status"),
    [
        ("GET", "/sparql", {"update": "CLEAR DEFAULT"}, {}, None, 400),
        ("GET", "/sparql/update", {"update": "CLEAR DEFAULT"}, {}, None, 405),
        ("HEAD", "/sparql/update", {}, {}, None, 405),
        ("GET", "/sparql/update", {"query": "ASK {}"}, {}, None, 405),
        ("PUT", "/sparql/update", {}, {"Content-Type": UPDATE}, "CLEAR DEFAULT", 405),
        ("POST", "/sparql/update", {}, {"Content-Type": QUERY}, "ASK {}", 400),
        ("POST", "/sparql/update", {}, {"Content-Type": FORM}, "query=ASK%7B%7D", 400),
        ("POST", "/sparql", {}, {"Content-Type": FORM}, "update=ASK&query=ASK", 400),
        ("POST", "/sparql", {}, {"Content-Type": FORM}, "update=CLEAR+ALL&update=CLEAR+ALL", 400),
        ("POST", "/sparql", {"update": "CLEAR ALL"}, {"Content-Type": UPDATE}, "CLEAR ALL", 400),
        (
            "POST",
            "/sparql",
            {},
            {"Content-Type": UPDATE},
            "INSERT DATA \xe9".encode("latin-1"),
            400,
        ),
        ("POST", "/sparql", {}, {"Content-Type": f"{UPDATE};charset=latin-1"}, "CLEAR ALL", 400),
        ("POST", "/sparql", {}, {"Content-Type": UPDATE}, "#" * (2 << 20), 413),
        ("POST", "/sparql", {"default-graph-uri": "urn:g"}, {"Content-Type": UPDATE}, "", 400),
        ("POST", "/sparql", {"using-graph-uri": "g"}, {"Content-Type": UPDATE}, "CLEAR ALL", 400),
    ],
)
def test_requests_the_protocol_refuses(writable, method, path, query, headers, body, status):
    response = send(writable, method, path, query=query, headers=headers | BEARER, body=body)
    assert response.status == status
    assert method == "HEAD" or response.problem["detail"]
    assert bool(response.headers["Allow"]) == (status == 405)
    assert ask(writable, "ASK { GRAPH ?g { ?s ?p ?o } }").text == "true"


def test_an_update_may_be_nothing_at_all(writable):
    for text in ("", " \n", "# nothing\n", "PREFIX a: <urn:a>"):
        assert update(writable, text).status == 204


# -- The dataset of the protocol

DATASETS = [
    # parameters, pattern, what it finds
    ([("using-graph-uri", "A")], "?s ?p ?o", ["a", "both"]),
    ([("using-graph-uri", "A"), ("using-graph-uri", "B")], "?s ?p ?o", ["a", "b", "both"]),
    ([("using-graph-uri", "A")], "GRAPH ?g { ?s ?p ?o }", []),
    ([("using-named-graph-uri", "B")], "GRAPH ?g { ?s ?p ?o }", ["b", "both"]),
    ([("using-named-graph-uri", "B")], "?s ?p ?o", []),
    ([("using-named-graph-uri", "B")], "GRAPH <A> { ?s ?p ?o }", []),
    (
        [("using-graph-uri", "A"), ("using-named-graph-uri", "B")],
        "?s ?p ?o MINUS { GRAPH ?g { ?s ?p ?o } }",
        ["a"],
    ),
    ([("using-graph-uri", "urn:no-such-graph")], "?s ?p ?o", []),
]


@pytest.mark.parametrize(("parameters", "pattern", "found"), DATASETS)
def test_the_dataset_of_the_protocol(writable, graphs, name, parameters, pattern, found):
    query = [(key, graphs.get(value, value)) for key, value in parameters]
    pattern = pattern.replace("<A>", f"<{graphs['A']}>")
    text = f"INSERT {{ GRAPH <{name}> {{ ?s ?p ?o }} }} WHERE {{ {pattern} }}"
    assert update(writable, text, query=query).status == 204
    assert values(writable, IN % name) == found
    body = urlencode([("update", text.replace(name, f"{name}/form")), *query])
    assert send(writable, "POST", headers={"Content-Type": FORM, **BEARER}, body=body).status == 204
    assert values(writable, IN % f"{name}/form") == found


@pytest.mark.parametrize("parameter", ["using-graph-uri", "using-named-graph-uri"])
@pytest.mark.parametrize(
    "text",
    [
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DELETE { ?s ?p ?o } USING <urn:g> WHERE { ?s ?p ?o }",
        "INSERT { ?s ?p 1 } USING NAMED <urn:g> WHERE { GRAPH ?g { ?s ?p ?o } }",
        "INSERT DATA { <urn:conflict> <urn:p> 1 } ; WITH <urn:g> DELETE { ?s ?p 1 } WHERE {}",
    ],
)
def test_a_dataset_said_twice_is_refused(writable, text, parameter):
    response = update(writable, text, query={parameter: "urn:h"})
    assert (response.status, response.problem["code"]) == (400, "bad-query")
    assert "USING or WITH" in response.problem["detail"]
    assert ask(writable, "ASK { GRAPH ?g { <urn:conflict> ?p ?o } }").text == "false"


# -- Who may write


@pytest.mark.parametrize("path", ["/sparql", "/sparql/update"])
def test_without_a_token_nobody_writes(server, path):
    for headers in ({}, BEARER, {"Authorization": "Bearer "}, {"Authorization": basic("a", "")}):
        response = update(server, "DROP ALL", path=path, headers=headers)
        assert (response.status, response.problem["code"]) == (403, "forbidden")
        assert response.headers["WWW-Authenticate"] is None
    assert ask(server, "ASK { GRAPH ?g { ?s ?p ?o } }").text == "true"


WRONG = [
    None,
    "",
    "Bearer",
    "Bearer ",
    "Bearer wrong-one",
    f"Bearer {TOKEN}x",
    f"Bearer {TOKEN[:-1]}",
    f"Bearer {TOKEN.upper()}",
    f"Bearer {TOKEN} {TOKEN}",
    f"Digest {TOKEN}",
    TOKEN,
    "Basic wrong-one",
    "Basic ===",
    basic(TOKEN, ""),
    basic(TOKEN, "wrong-one"),
    basic("", f"{TOKEN}:"),
    "Basic " + base64.b64encode(TOKEN.encode()).decode(),
    "Bearer \xfe\xff",
    "Basic \xfe\xff",
]


@pytest.mark.parametrize("authorization", WRONG)
def test_a_wrong_token_is_told_what_is_wanted(writable, authorization):
    headers = {} if authorization is None else {"Authorization": authorization}
    response = update(writable, "DROP ALL", headers=headers)
    assert (response.status, response.problem["code"]) == (401, "unauthorized")
    challenges = response.headers.get_all("WWW-Authenticate")
    assert [challenge.split()[0] for challenge in challenges] == ["Bearer", "Basic"]
    assert TOKEN not in response.text
    assert "wrong-one" not in response.text
    assert ask(writable, "ASK { GRAPH ?g { ?s ?p ?o } }").text == "true"


def test_the_token_counts_in_the_header_alone(writable):
    for query in ({"token": TOKEN}, {"access_token": TOKEN}):
        assert update(writable, "DROP ALL", headers={}, query=query).status == 401


@pytest.mark.parametrize(
    "authorization",
    [
        f"Bearer {TOKEN}",
        f"bearer {TOKEN}",
        f"BEARER   {TOKEN}",
        basic("", TOKEN),
        basic("anyone", TOKEN),
        basic("anyone", TOKEN).replace("Basic", "basic"),
    ],
)
def test_both_schemes_carry_the_token(writable, name, authorization):
    text = f"INSERT DATA {{ GRAPH <{name}> {{ <urn:s> <urn:p> 1 }} }}"
    assert update(writable, text, headers={"Authorization": authorization}).status == 204
    assert values(writable, IN % name) == ["1"]


def test_a_token_of_any_characters(sample_store, tmp_path):
    store = tmp_path / "store"
    shutil.copytree(sample_store, store, symlinks=True)
    token = "pä:ss wörd"
    with serving(store, token=token) as url:
        good = {"Authorization": basic("anyone", token)}
        assert update(url, "CLEAR GRAPH <urn:g>", headers=good).status != 401
        good = {"Authorization": f"Bearer {token}".encode()}
        assert update(url, "CLEAR SILENT GRAPH <urn:g>", headers=good).status == 204
        bad = {"Authorization": "Bearer päss"}
        assert update(url, "DROP ALL", headers=bad).status == 401


def test_the_token_is_in_no_log_and_no_answer(sample_store, tmp_path):
    store = tmp_path / "store"
    shutil.copytree(sample_store, store, symlinks=True)
    answers = []
    with (tmp_path / "log").open("wb") as log, serving(store, log=log, token=TOKEN) as url:
        for headers in (
            BEARER,
            {"Authorization": basic("u", TOKEN)},
            {"Authorization": "Bearer no"},
        ):
            answers += [
                update(url, text, headers=headers)
                for text in (
                    "INSERT DATA { <urn:s> <urn:p> 1 }",
                    "INSERT DATA {",
                    "LOAD <file:///>",
                )
            ]
            for path in ("/graphs?default", "/graphs?graph=x", "/sparql", "/nothing", "/health"):
                answers.append(send(url, "PUT", path, headers=headers, body=b"<"))
                answers.append(send(url, "GET", path, headers=headers))
    hidden = [TOKEN.encode(), base64.b64encode(f"u:{TOKEN}".encode())]
    logged = (tmp_path / "log").read_bytes()
    assert b"serves" in logged
    for secret in hidden:
        assert secret not in logged
        assert not any(secret in one.body or secret in bytes(one.headers) for one in answers)


# -- What becomes of one

WRONG_TEXTS = [
    ("INSERT DATA { <urn:s> <urn:p> ", "line 1, column"),
    ("INSERT DATA {\n <urn:s> <urn:p> ?v }", "line 2, column"),
    ("DELETE DATA { _:b <urn:p> 1 }", "line 1, column"),
    ("CLEAR ALL ;\n\n  CLEAR EVERYTHING", "line 3, column"),
    ("SELECT * { ?s ?p ?o }", "line 1, column"),
    ("INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }}", "line 1, column"),
    ("INSERT DATA { un:known <urn:p> 1 }", "line 1, column"),
    ("INSERT DATA { <urn:s> <urn:p> 1 } CLEAR ALL", "line 1, column"),
]


@pytest.mark.parametrize(("text", "where"), WRONG_TEXTS)
def test_a_syntax_error_says_where(writable, text, where):
    response = update(writable, text)
    assert (response.status, response.problem["code"]) == (400, "bad-query")
    assert where in response.problem["detail"]


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <http://127.0.0.1:9999/x>",
        "LOAD SILENT <file:///etc/passwd> INTO GRAPH <urn:g>",
        "INSERT DATA { <urn:refused> <urn:p> 1 } ; LOAD <http://127.0.0.1:9999/>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9999/> { ?s ?p ?o } }",
        "INSERT { ?s ?p ?o } WHERE { SERVICE SILENT ?s { ?s ?p ?o } }",
    ],
)
def test_what_would_leave_the_machine_is_refused(writable, text):
    response = update(writable, text)
    assert (response.status, response.problem["code"]) == (403, "query-refused")
    assert ask(writable, "ASK { GRAPH ?g { <urn:refused> ?p ?o } }").text == "false"


def test_the_client_sees_what_it_wrote(writable, name):
    snapshots = []
    for number in range(6):
        text = (
            f"DELETE {{ GRAPH <{name}> {{ ?s ?p ?o }} }} "
            f"INSERT {{ GRAPH <{name}> {{ <urn:s> <urn:p> {number} }} }} "
            f"WHERE {{ OPTIONAL {{ GRAPH <{name}> {{ ?s ?p ?o }} }} }}"
        )
        snapshots.append(int(update(writable, text).headers["X-Snapshot"]))
        assert values(writable, IN % name) == [str(number)]
    assert snapshots == sorted(set(snapshots))


@pytest.mark.parametrize(
    ("failing", "status", "code"),
    [
        ("CREATE GRAPH <NAME>", 409, "update-conflict"),
        ("DROP GRAPH <urn:no-such-graph>", 409, "update-conflict"),
        ("CLEAR GRAPH <urn:no-such-graph>", 409, "update-conflict"),
        ("LOAD <http://127.0.0.1:9999/x>", 403, "query-refused"),
        ("INSERT DATA {", 400, "bad-query"),
    ],
)
def test_an_update_is_whole_or_nothing(writable, name, failing, status, code):
    assert update(writable, f"CREATE GRAPH <{name}>").status == 204
    text = f"INSERT DATA {{ GRAPH <{name}> {{ <urn:s> <urn:p> 'half' }} }} ;"
    response = update(writable, f"{text} {failing.replace('NAME', name)}")
    assert (response.status, response.problem["code"]) == (status, code)
    assert values(writable, IN % name) == []
    assert update(writable, f"{text} CREATE SILENT GRAPH <{name}>").status == 204
    assert values(writable, IN % name) == ["half"]


def test_the_default_graph_keeps_to_its_mode(writable, name):
    text = (
        f"INSERT DATA {{ <{name}> <urn:p> 'direct' . GRAPH <{name}> {{ <{name}> <urn:p> 'in' }} }}"
    )
    assert update(writable, text).status == 204
    shown = values(writable, f"SELECT ?o {{ <{name}> ?p ?o }}")
    is_merge = shown == ["direct", "in"]
    assert is_merge or shown == ["direct"]
    kept = values(writable, f"SELECT ?g {{ GRAPH ?g {{ <{name}> ?p 'direct' }} }}")
    assert kept == (["https://w3id.org/communique/graph/default"] if is_merge else [])
    assert update(writable, f"DELETE WHERE {{ <{name}> <urn:p> ?o }}").status == 204
    assert values(writable, IN % name) == ["in"]
    assert values(writable, f"SELECT ?o {{ <{name}> ?p ?o }}") == (["in"] if is_merge else [])


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("/sparql", "<thing>", "{url}/thing"),
        ("/sparql", "<#thing>", "{url}/sparql#thing"),
        ("/sparql/update", "<thing>", "{url}/sparql/thing"),
        ("/sparql", "</thing>", "{url}/thing"),
        ("/sparql", "<>", "{url}/sparql"),
        ("/sparql", "<//else.where/>", "http://else.where/"),
        ("/sparql", "BASE <http://a.example/b/> <thing>", "http://a.example/b/thing"),
    ],
)
def test_relative_iris_are_relative_to_the_endpoint(writable, name, path, text, expected):
    base, _, iri = text.rpartition("<")
    body = f"{base} INSERT DATA {{ GRAPH <{name}> {{ <urn:s> <urn:p> <{iri} }} }}"
    assert update(writable, body, path=path).status == 204
    assert values(writable, IN % name) == [expected.format(url=writable)]


def test_writers_at_once_lose_nothing(writable, name):
    texts = [f"INSERT DATA {{ GRAPH <{name}> {{ <urn:s> <urn:p> {n} }} }}" for n in range(8)]
    with ThreadPoolExecutor(8) as threads:
        statuses = list(threads.map(lambda text: update(writable, text).status, texts))
    assert statuses == [204] * 8
    assert values(writable, IN % name) == [str(n) for n in range(8)]


# -- What stays


def test_what_was_answered_is_on_disk(own_store, name):
    text = f"INSERT DATA {{ GRAPH <{name}> {{ <urn:s> <urn:p> 'kept' }} }}"
    with serving(own_store, token=TOKEN) as url:
        assert update(url, text).status == 204
        for pid in children(os.getpid(), url):
            os.kill(pid, signal.SIGKILL)
    with serving(own_store, token=TOKEN) as url:
        assert values(url, IN % name) == ["kept"]
        assert update(url, text.replace("kept", "more")).status == 204
        assert values(url, IN % name) == ["kept", "more"]


def children(parent, url):
    """The processes that serve `url`, started by process `parent`."""
    port = url.rpartition(":")[2]
    return [
        int(path.parent.name)
        for path in Path("/proc").glob("[0-9]*/cmdline")
        if port.encode() in path.read_bytes().split(b"\0")
        and int((path.parent / "stat").read_text().rpartition(")")[2].split()[1]) == parent
    ]


def test_an_update_that_takes_too_long_leaves_nothing(own_store):
    endless = (
        "INSERT DATA { <urn:late> <urn:p> 'first' } ; "
        "INSERT { <urn:late> <urn:p> ?n } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
        "BIND (CONCAT(STR(?c), STR(?f), STR(?i)) AS ?n) FILTER (STRLEN(?n) > 10000000) }"
    )
    with serving(own_store, token=TOKEN, write_timeout=1.5) as url:
        began = time.monotonic()
        response = update(url, endless)
        assert time.monotonic() - began < 4
        assert (response.status, response.problem["code"]) == (503, "query-timeout")
        assert int(response.headers["Retry-After"]) > 0
        assert "1.5 s" in response.problem["detail"]
        assert ask(url, "ASK { <urn:late> ?p ?o }").text == "false"
        assert update(url, "INSERT DATA { <urn:next> <urn:p> 1 }").status == 204
        assert ask(url, "ASK { <urn:late> ?p ?o }").text == "false"
        assert ask(url, "ASK { <urn:next> ?p ?o }").text == "true"
    with serving(own_store, token=TOKEN) as url:
        assert send(url, "GET", graph_path("urn:no-such")).status == 404
        assert ask(url, "ASK { <urn:late> ?p ?o }").text == "false"
