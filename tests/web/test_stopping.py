"""A stopped query is stopped: on time, whatever it does, and no part of it passes for the whole."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

import processes
from requesting import BEARER, QUERY, TOKEN, send

NEVER = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (concat(str(?c), str(?f), str(?i)) = 'x')"
KILLERS = {
    "order by": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i LIMIT 1",
    "group by": "SELECT ?c (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?c",
    "path": "SELECT * { ?a (!<a:a>|^!<a:a>)* ?b . ?c (!<a:a>|^!<a:a>)* ?d FILTER(?a = 'x') }",
    "regex": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
    "FILTER regex(concat(str(?c), str(?f), str(?i)), '^(a|aa)+$') }",
    "count": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "distinct": "SELECT DISTINCT ?x { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i BIND(1 AS ?x) } OFFSET 1",
    "filter": f"SELECT * {{ {NEVER} }}",
    "not exists": f"ASK {{ FILTER NOT EXISTS {{ {NEVER} }} }}",
    "minus": f"SELECT * {{ ?a ?b ?c MINUS {{ {NEVER} }} }}",
    "subquery": f"SELECT * {{ {{ SELECT (MAX(?c) AS ?m) {{ {NEVER} }} }} ?s ?p ?m }}",
    "construct": f"CONSTRUCT {{ ?a ?b ?c }} WHERE {{ {NEVER} }}",
    "describe": f"DESCRIBE ?a {{ {NEVER} }}",
    "optimizer": f"ASK {{ {' . '.join(f'?s{n} <a:a> ?o{n}' for n in range(4000))} }}",
}
ENDLESS = KILLERS["filter"]
FLOOD = "SELECT * { ?a ?b ?c . ?d ?e ?f }"  # hundreds of millions of rows, the first at once
STOPPED = {"query-timeout", "query-memory"}  # sorting and grouping may fill memory first
MARGIN = 1.0  # seconds that a machine with other work may take beyond a limit


@pytest.fixture(scope="module")
def server(sample_store, tmp_path_factory):
    store = tmp_path_factory.mktemp("stopping") / "store"
    shutil.copytree(sample_store, store, symlinks=True)
    with processes.running(store, token=TOKEN, timeout=20, memory=512) as server:
        assert send(server.url, query={"query": "ASK {}"}).status == 200
        yield server


def state(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0]
    except OSError:
        return "X"  # it ended


def computing(server):
    """The processes of a server that want the processor all the time, got or not."""
    pids = set(processes.of(server.store))
    for _ in range(12):
        pids = {pid for pid in pids if state(pid) in "RD"}
        time.sleep(0.008)
    return pids


def under_way(server):
    answer = send(server.url, path="/queries", headers=BEARER)
    return [query for query in json.loads(answer.body)["queries"] if query["client"]]


def connected(server, query, *, more=""):
    """A client that has asked and does not yet read."""
    address = urlsplit(server.url)
    client = socket.create_connection((address.hostname, address.port), timeout=10)
    more += f"Content-Type: {QUERY}\r\nContent-Length: {len(query)}\r\n"
    client.sendall(f"POST /sparql HTTP/1.1\r\nHost: x\r\n{more}\r\n{query}".encode())
    return client


def post(server, text, **parameters):
    return send(server.url, "POST", query=parameters, headers={"Content-Type": QUERY}, body=text)


def still_answers(server):
    answer = send(server.url, query={"query": "SELECT ?s { ?s ?p ?o } LIMIT 1"})
    assert answer.status == 200, answer


# -- Time


@pytest.mark.parametrize("text", KILLERS.values(), ids=KILLERS)
def test_killers_are_stopped_on_time_and_free_the_processor(server, text):
    began = time.monotonic()
    answer = post(server, text, timeout="0.5")
    assert time.monotonic() - began < 0.5 + MARGIN
    assert answer.status == 503, answer
    assert answer.problem["code"] in STOPPED
    assert answer.problem["query_id"]
    assert answer.problem["limit"] == 0.5
    assert 0 < answer.problem["elapsed"] < 0.5 + MARGIN
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Cache-Control"] == "no-store"
    time.sleep(0.1)
    assert not computing(server)
    still_answers(server)


def test_a_query_that_computes_is_seen_to(server):
    """The other side of the test above: before it is stopped, its worker wants the processor."""
    with connected(server, ENDLESS):
        processes.until(lambda: under_way(server))
        assert processes.until(lambda: computing(server), what="a busy worker")
    processes.until(lambda: not computing(server), what="peace")


def test_the_clients_limit_can_only_be_lower(server):
    for asked in ("99999", "1e9", "inf"):
        answer = post(server, "SELECT", timeout=asked)
        assert answer.problem["limit"] == 20


def test_many_killers_at_once(server):
    clients = [connected(server, text) for text in list(KILLERS.values())[:10]]
    processes.until(lambda: len(under_way(server)) >= 8)
    began = time.monotonic()
    still_answers(server)
    assert time.monotonic() - began < 2 + MARGIN
    for client in clients:
        client.close()
    processes.until(lambda: not under_way(server), seconds=1 + MARGIN, what="an end of all")
    processes.until(lambda: not computing(server), seconds=1, what="peace")


# -- Clients that leave


@pytest.mark.parametrize("name", ["count", "order by", "path", "regex", "optimizer"])
@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
def test_a_client_that_leaves_stops_its_query(server, name, reset):
    client = connected(server, KILLERS[name])
    processes.until(lambda: under_way(server))
    processes.until(lambda: computing(server), what="a busy worker")
    if reset:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    client.close()
    processes.until(lambda: not under_way(server), seconds=1, what="an end of the query")
    time.sleep(0.1)
    assert not computing(server)
    still_answers(server)


@pytest.mark.parametrize("coding", ["identity", "gzip", "zstd"])
def test_a_client_that_leaves_in_the_middle_stops_its_query(server, coding):
    client = connected(server, FLOOD, more=f"Accept-Encoding: {coding}\r\n")
    assert b" 200 " in client.recv(65536)
    for _ in range(20):
        assert client.recv(65536)
    workers = {one["id"] for one in under_way(server)}
    assert len(workers) == 1
    client.close()
    processes.until(lambda: not under_way(server), seconds=1, what="an end of the query")
    time.sleep(0.1)
    assert not computing(server)
    still_answers(server)


def test_an_operator_stops_a_query(server):
    with connected(server, ENDLESS) as client:
        (query,) = processes.until(lambda: under_way(server))
        assert query["text"] == ENDLESS
        path = f"/queries/{query['id']}"
        assert send(server.url, "DELETE", path, headers=BEARER).status == 204
        head = client.recv(65536)
        assert b"HTTP/1.1 503" in head
        assert b"query-stopped" in head
    time.sleep(0.1)
    assert not computing(server)


# -- Memory

DOUBLED = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
GLUTTONS = {
    "distinct": "SELECT DISTINCT ?a ?c ?d ?f { ?a ?b ?c . ?d ?e ?f } OFFSET 100000000",
    "order by": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f LIMIT 1",
    "group by": "SELECT ?a ?d (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?a ?c ?d ?f",
    "doubling": f"SELECT * {{ BIND('0123456789abcdef' AS ?x0) {DOUBLED} }}",
    "join": "SELECT (COUNT(*) AS ?n) { { SELECT * { ?a ?b ?c . ?d ?e ?f } } "
    "{ SELECT * { ?a ?b ?c . ?d ?g ?h } } }",
}


@pytest.fixture(scope="module")
def small(sample_store, tmp_path_factory):
    store = tmp_path_factory.mktemp("small") / "store"
    shutil.copytree(sample_store, store, symlinks=True)
    with processes.running(store, memory=128, max_bytes=300_000, timeout=20) as server:
        yield server


@pytest.mark.parametrize("text", GLUTTONS.values(), ids=GLUTTONS)
def test_queries_that_eat_memory_end_cleanly(small, text):
    answer = post(small, text)
    assert (answer.status, answer.problem["code"]) == (503, "query-memory"), answer
    assert "128 MiB" in answer.problem["detail"]
    time.sleep(0.1)
    assert not computing(small)
    still_answers(small)


# -- Late failures


def read(server, query, *, accept="text/csv", coding="identity", method="GET", **parameters):
    """Read an answer to its end; return the status and whether the end was a proper one."""
    address = urlsplit(server.url)
    client = http.client.HTTPConnection(address.hostname, address.port, timeout=20)
    headers = {"Accept": accept, "Accept-Encoding": coding}
    try:
        if method == "POST":
            headers["Content-Type"] = QUERY
            client.request("POST", f"/sparql?{urlencode(parameters)}", query, headers)
        else:
            target = f"/sparql?{urlencode({'query': query, **parameters})}"
            client.request("GET", target, headers=headers)
        with client.getresponse() as response:
            try:
                while response.read(1 << 16):
                    pass
            except (http.client.IncompleteRead, ConnectionResetError):
                return response.status, False
            return response.status, True
    finally:
        client.close()


FLOODS = {
    "text/csv": FLOOD,
    "application/sparql-results+json": FLOOD,
    "application/sparql-results+xml": FLOOD,
    "text/turtle": "CONSTRUCT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f }",
    "application/ld+json": "CONSTRUCT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f }",
}


@pytest.mark.parametrize("coding", ["identity", "gzip", "zstd"])
@pytest.mark.parametrize("accept", FLOODS)
def test_an_answer_that_runs_out_of_time_breaks_off(server, accept, coding):
    found = read(server, FLOODS[accept], accept=accept, coding=coding, timeout="0.3")
    assert found == (200, False)
    assert not under_way(server)


def test_a_posted_query_that_runs_out_of_time_breaks_off(server):
    assert read(server, FLOOD, method="POST", timeout="0.3") == (200, False)


def test_an_answer_whose_worker_dies_breaks_off(server):
    with connected(server, FLOOD) as client:
        data = client.recv(65536)
        assert b" 200 " in data
        before = set(processes.of(server.store))
        for pid in before - {server.process.pid, server.worker}:
            if b"zygote" in processes.cmdline(pid) and state(pid) in "SR":
                os.kill(pid, signal.SIGKILL)
        while block := _received(client):
            data = block
    assert not data.endswith(b"0\r\n\r\n")
    processes.until(lambda: not under_way(server))
    processes.until(lambda: is_up(server), what="a new zygote")


def _received(client):
    try:
        return client.recv(1 << 16)
    except ConnectionResetError:
        return b""


def is_up(server):
    return send(server.url, query={"query": "ASK { ?s ?p ?o }"}).status == 200


def test_an_answer_that_grows_too_large_breaks_off(small):
    for coding in ("identity", "gzip"):
        assert read(small, FLOOD, coding=coding) == (200, False)
    assert read(small, "SELECT * { ?a ?b ?c } LIMIT 1000") == (200, True)
    short = "SELECT (GROUP_CONCAT(STR(?a)) AS ?x) { ?a ?b ?c FILTER (isIRI(?a)) }"
    assert read(small, short) == (503, True)


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl on this machine")
@pytest.mark.parametrize("options", [[], ["--compressed"], ["--http2-prior-knowledge"]])
def test_curl_tells_a_broken_answer(server, options):
    status, is_whole = curl(server, FLOOD, *options)
    assert (status, is_whole) == (b"200", False)


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl on this machine")
def test_a_client_that_knows_no_chunks_gets_all_or_a_problem(server, small):
    """The end of the connection is the only end that HTTP/1.0 has, broken off or not."""
    assert curl(server, FLOOD, "--http1.0") == (b"503", True)
    assert curl(small, FLOOD, "--http1.0") == (b"503", True)
    for text in ("SELECT * { ?a ?b ?c } LIMIT 2", "SELECT * { ?a ?b ?c } LIMIT 20000"):
        assert curl(server, text, "--http1.0", "--compressed") == (b"200", True)


def curl(server, text, *options):
    """The status of an answer, and whether curl took it for a whole one."""
    target = f"{server.url}/sparql?{urlencode({'query': text, 'timeout': '0.5'})}"
    command = ["curl", "-sS", "-o", os.devnull, "-w", "%{http_code}", *options, target]
    done = subprocess.run(command, capture_output=True, timeout=20, check=False)
    return done.stdout, done.returncode == 0


def test_long_queries_stand_back(server):
    """As many as there are processors keep a larger share than what more of them get."""
    processors = os.cpu_count() or 1
    few, many = (max(n, os.getpriority(os.PRIO_PROCESS, 0)) for n in (10, 19))
    clients = [connected(server, ENDLESS) for _ in range(processors + 1)]
    try:
        expected = [few] * processors + [many]
        processes.until(lambda: sorted(standing_back(server)) == expected, what="standing back")
    finally:
        for client in clients:
            client.close()
    processes.until(lambda: not under_way(server), what="peace")


def standing_back(server):
    """The niceness of each process that the scheduler takes for a batch job."""
    found = []
    for pid in processes.of(server.store):
        with suppress(ProcessLookupError):
            if os.sched_getscheduler(pid) == os.SCHED_BATCH:
                found.append(os.getpriority(os.PRIO_PROCESS, pid))
    return found


def test_every_worker_comes_back(server):
    """After all that was done to it, the server answers as many at once as before."""
    processes.until(lambda: not computing(server), what="peace")
    for _ in range(30):
        still_answers(server)
    assert not under_way(server)
