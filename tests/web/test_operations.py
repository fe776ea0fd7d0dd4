"""What an operator sees of a running server: health, metrics, logs, the queries under way."""

import asyncio
import contextlib
import json
import os
import re
import signal
import socket
import threading
import time
from urllib.parse import quote, urlsplit

import pytest

import processes
from communique.settings import load
from communique.web.access_log import AccessLog
from communique.web.asgi import answer
from communique.web.exchange import Exchange
from conftest import communique, serving
from processes import until
from requesting import BEARER, TOKEN, TURTLE, UPDATE, ask, send, update

ENDLESS = """SELECT ?a WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i
FILTER(STRLEN(CONCAT(STR(?a), STR(?d), STR(?g))) > 100000) }"""


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return tmp_path_factory.mktemp("log") / "access.jsonl"


@pytest.fixture(scope="module")
def watched(sample_store, log):
    settings = {"token": TOKEN, "access_log": log, "slow_query": 0.3, "timeout": 60}
    with serving(sample_store, **settings) as url:
        yield url


def metrics(url):
    """Every sample by its name and labels."""
    samples = {}
    for line in send(url, path="/metrics").text.splitlines():
        if not line.startswith("#"):
            name, _, value = line.rpartition(" ")
            samples[name] = float(value)
    return samples


def lines(log, event="request"):
    """Those of an event, without our own looks at the metrics. They come just after an answer."""
    found = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    return [line for line in found if line["event"] == event and line.get("path") != "/metrics"]


class Endless:
    """A client that waits for a query without end."""

    def __init__(self, url, query=ENDLESS):
        self._answers = []
        self._thread = threading.Thread(target=self._ask, args=(url, query))
        self._thread.start()
        self.id = until(lambda: next(iter(listed(url)), {}).get("id"))

    def _ask(self, url, query):
        self._answers.append(ask(url, query, accept="application/json", timeout="60"))

    def answer(self):
        self._thread.join(10)
        return self._answers[0]


def listed(url, headers=BEARER):
    """The queries of clients: the server may ask something for its pages at any time."""
    queries = json.loads(send(url, path="/queries", headers=headers).body)["queries"]
    return [query for query in queries if query["client"]]


# -- Alive and ready


@pytest.mark.parametrize("path", ["/health", "/ready", "/metrics"])
def test_who_supervises_needs_no_token(watched, path):
    got, head = send(watched, path=path), send(watched, "HEAD", path)
    assert (got.status, head.status, head.body) == (200, 200, b"")
    assert got.headers["Cache-Control"] == "no-store"
    assert head.headers["Content-Type"] == got.headers["Content-Type"]
    refused = send(watched, "POST", path)
    assert (refused.status, refused.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_ready_says_what_is_served(watched):
    health = json.loads(send(watched, path="/health").body)
    ready = json.loads(send(watched, path="/ready").body)
    assert (health["status"], ready["status"]) == ("ok", "ready")
    assert health["snapshot"] == ready["snapshot"] == metrics(watched)["communique_snapshot_number"]


def test_a_server_with_nothing_published_lives_but_is_not_ready(own_store):
    with serving(own_store) as url:
        (own_store / "snapshots" / "CURRENT").unlink()
        until(lambda: send(url, path="/ready").status == 503)
        unready = send(url, path="/ready")
        assert "publish" in json.loads(unready.body)["detail"]
        assert unready.headers["Retry-After"]
        assert send(url, "HEAD", "/ready").status == 503
        assert json.loads(send(url, path="/health").body)["status"] == "empty"


def test_a_server_whose_workers_hang_is_not_ready(own_store):
    hanging = set()

    def hang():
        """Stop every worker: one that what the server asks for its pages waits for is replaced."""
        for pid in processes.of(own_store):
            with contextlib.suppress(OSError):  # it ended just now
                if b"zygote" in processes.cmdline(processes.parent(pid)):
                    os.kill(pid, signal.SIGSTOP)
                    hanging.add(pid)
        return len(hanging) >= 2 and send(server.url, path="/ready").status == 503

    with processes.running(own_store, workers=2) as server:
        until(hang, seconds=60)
        assert send(server.url, path="/health").status == 200
        for pid in hanging:
            # The pool may have replaced a worker that did not answer.
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)
        until(lambda: send(server.url, path="/ready").status == 200)


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("", "application/problem+json"),
        ("*/*", "application/problem+json"),
        ("application/json", "application/problem+json"),
        ("text/turtle, text/plain", "text/plain"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
    ],
)
def test_what_is_not_there_is_said_as_the_client_reads(watched, accept, content_type):
    response = send(watched, path="/no/such/page", headers={"Accept": accept} if accept else {})
    assert response.status == 404
    assert response.headers.get_content_type() == content_type
    assert b"no/such/page" in response.body or content_type == "text/html"


def test_a_mistake_of_ours_is_a_problem_too(caplog):
    sent = []

    async def stumble(exchange):
        raise ZeroDivisionError

    async def send_(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {"method": "GET", "path": "/sparql", "query_string": b"", "headers": []}
    asyncio.run(answer(Exchange(scope, receive, send_), ("GET",), stumble))
    assert [message.get("status") for message in sent] == [500, None]
    assert json.loads(sent[1]["body"])["code"] == "error"
    assert "ZeroDivisionError" in caplog.text


# -- Metrics

COUNTED = [
    # method, path, query, headers, body, kind, status
    ("GET", "/sparql", {"query": "ASK {}"}, {}, None, "query", 200),
    ("GET", "/sparql", {"query": "ASK {}"}, {}, None, "query", 200),
    ("GET", "/sparql", {"query": "ASK"}, {}, None, "query", 400),
    ("GET", "/sparql", {}, {"Accept": TURTLE}, None, "description", 200),
    ("PUT", "/sparql", {}, {}, None, "query", 405),
    ("POST", "/sparql", {}, {"Content-Type": UPDATE}, "DROP ALL", "update", 401),
    ("POST", "/sparql/update", {}, {"Content-Type": UPDATE}, "DROP ALL", "update", 401),
    ("GET", "/graphs", {"graph": "http://x/none"}, {}, None, "graphs", 404),
    ("GET", "/articles/jobs/none", {}, {}, None, "articles", 404),
    ("GET", "/.well-known/void", {}, {}, None, "description", 200),
    ("GET", "/", {}, {}, None, "page", 200),
    ("GET", "/nowhere/at/all", {}, {}, None, "page", 404),
    ("GET", "/queries", {}, {}, None, "operations", 401),
]


@pytest.mark.parametrize(("method", "path", "query", "headers", "body", "kind", "status"), COUNTED)
def test_every_request_is_counted_and_logged(
    watched, log, method, path, query, headers, body, kind, status
):
    counter = f'communique_requests_total{{kind="{kind}",status="{status}"}}'
    timed = f'communique_request_duration_seconds_count{{kind="{kind}"}}'
    before = metrics(watched)
    logged = len(lines(log))
    assert send(watched, method, path, query=query, headers=headers, body=body).status == status
    line = until(lambda: lines(log)[logged:])[0]
    assert (line["method"], line["path"], line["kind"]) == (method, path, kind)
    assert (line["status"], line["client"]) == (status, "127.0.0.1")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["time"])
    assert 0 < line["duration_ms"] < 10_000
    assert ("code" in line) == (status >= 400 and kind != "page")
    after = metrics(watched)
    assert after[counter] - before.get(counter, 0) == 1
    assert after[timed] - before.get(timed, 0) == 1 + (kind == "operations")


def settled(url):
    """The metrics once the queries of earlier requests are over."""
    counts = [None]

    def is_steady():
        counts.append(metrics(url)["communique_queries_total"])
        time.sleep(0.3)
        return counts[-1] == counts[-2]

    until(is_steady, what="quiet")
    return metrics(url)


def test_metrics_tell_of_workers_cache_and_snapshot(watched):
    before = settled(watched)
    assert before["communique_workers"] >= before["communique_workers_idle"] >= 1
    assert before["communique_quads"] > 10_000
    assert before["communique_graphs"] > 3
    assert 0 < before["communique_snapshot_age_seconds"] < 3600
    assert before["process_resident_memory_bytes"] > 10 << 20
    for _ in range(2):
        assert ask(watched, "ASK { <http://x/metrics> ?p ?o }").status == 200
    after = metrics(watched)
    changes = {name: after[name] - before.get(name, 0) for name in after}
    assert changes["communique_cache_hits_total"] == 1
    assert changes["communique_cache_misses_total"] == 1
    assert changes["communique_cache_bytes"] > 0
    assert changes["communique_queries_total"] == 1


@pytest.mark.parametrize(
    ("query", "parameters", "counter", "code"),
    [
        (ENDLESS, {"timeout": "0.2"}, "communique_query_timeouts_total", "query-timeout"),
        (
            "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f",
            {"timeout": "50"},
            "communique_query_memory_deaths_total",
            "query-memory",
        ),
    ],
)
def test_metrics_tell_of_queries_that_were_stopped(own_store, query, parameters, counter, code):
    with serving(own_store, memory=64, timeout=60) as url:
        assert ask(url, query, accept="application/json", **parameters).problem["code"] == code
        after = metrics(url)
    assert after[counter] == 1
    assert after["communique_workers_killed_total"] == 1
    assert after[f'communique_problems_total{{code="{code}"}}'] == 1


def test_metrics_in_both_formats_of_prometheus(watched):
    plain = send(watched, path="/metrics")
    assert plain.headers.get_content_type() == "text/plain"
    assert "# TYPE communique_requests_total counter" in plain.text
    headers = {"Accept": "application/openmetrics-text; version=1.0.0"}
    modern = send(watched, path="/metrics", headers=headers)
    assert modern.headers.get_content_type() == "application/openmetrics-text"
    assert modern.text.endswith("# EOF\n")


def test_a_client_that_leaves_is_counted_as_499(watched, log):
    counter = 'communique_requests_total{kind="query",status="499"}'
    before = metrics(watched).get(counter, 0)
    address = urlsplit(watched)
    with socket.create_connection((address.hostname, address.port)) as client:
        client.sendall(f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        until(lambda: listed(watched))
    until(lambda: metrics(watched).get(counter, 0) == before + 1)
    until(lambda: lines(log)[-1]["status"] == 499)
    assert lines(log)[-1]["broken_off"]


# -- Logs


def test_a_line_of_the_access_log(watched, log):
    query = "ASK { <http://x/log> ?p ?o }"
    logged = len(lines(log))
    first, again = ask(watched, query), ask(watched, query)
    one, two = until(lambda: lines(log)[logged:][1:] and lines(log)[logged:])
    assert one["query_id"] == first.headers["X-Query-Id"]
    assert (one["cached"], two["cached"]) == (False, True)
    assert one["snapshot"] == two["snapshot"] == metrics(watched)["communique_snapshot_number"]
    assert one["bytes"] == two["bytes"] == len(again.body)
    assert set(one) == {
        *("time", "event", "client", "method", "path", "kind", "status", "bytes"),
        *("duration_ms", "query_id", "snapshot", "cached"),
    }


def test_slow_queries_are_logged_with_the_start_of_their_text(watched, log):
    query = f"{ENDLESS} # {'é' * 3000}"
    refused = ask(watched, query, accept="application/json", timeout="0.5")
    (line,) = until(lambda: [one for one in lines(log, "slow-query") if "é" in one["text"]])
    assert line["text"] == query[:2000]
    assert line["query_id"] == refused.problem["query_id"]
    assert 500 <= line["duration_ms"] < 5000
    assert ask(watched, "ASK {}").status == 200
    assert "ASK {}" not in [one["text"] for one in lines(log, "slow-query")]


def test_the_token_is_in_no_log(own_store, tmp_path):
    log, errors = tmp_path / "access.jsonl", (tmp_path / "stderr").open("w+")
    slow = "INSERT { <http://x/a> <http://x/b> ?n } WHERE { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } }"
    settings = {"token": TOKEN, "access_log": log, "slow_query": 0.001}
    with errors, serving(own_store, log=errors, **settings) as url:
        assert update(url, slow).status == 204
        assert update(url, slow, headers={"Authorization": f"Bearer {TOKEN}x"}).status == 401
        assert listed(url) == []
        assert send(url, path=f"/graphs?graph=http://x/{TOKEN}", headers=BEARER).status == 404
        errors.seek(0)
        said = errors.read()
    written = log.read_text(encoding="utf-8")
    assert slow in written
    assert TOKEN not in written + said
    assert "Bearer" not in written + said


def test_without_a_file_slow_queries_go_to_standard_error(own_store, tmp_path):
    with (tmp_path / "stderr").open("w+") as errors:
        with serving(own_store, log=errors, slow_query=0.2) as url:
            assert ask(url, "ASK {}").status == 200
            assert ask(url, ENDLESS, timeout="0.4").status == 503
        errors.seek(0)
        found = [json.loads(line) for line in errors if line.startswith("{")]
    assert [line["event"] for line in found] == ["slow-query"]


def test_a_log_that_cannot_be_written_is_said_at_the_start(own_store, tmp_path):
    done = communique("serve", "--access-log", tmp_path / "no" / "log", store=own_store)
    assert done.returncode == 1
    assert "access log" in done.stderr.splitlines()[-1]


def test_a_log_whose_disk_is_full_costs_no_answer():
    settings = load({})
    log = AccessLog("/dev/full", slow=settings.slow_query, now=lambda: "2026-01-01T00:00:00.000Z")
    scope = {"method": "GET", "path": "/", "query_string": b"", "headers": []}
    log.note(Exchange(scope, None, None), 0.1)
    log.close()
    assert log.lost == 1


# -- Queries under way


def test_queries_are_listed_and_stopped_over_http(watched):
    client = Endless(watched)
    (one,) = listed(watched)
    assert (one["id"], one["client"]) == (client.id, "127.0.0.1")
    assert one["text"] == ENDLESS
    assert one["seconds"] > 0
    assert send(watched, "DELETE", f"/queries/{client.id}", headers=BEARER).status == 204
    stopped = client.answer()
    assert (stopped.status, stopped.problem["code"]) == (503, "query-stopped")
    assert stopped.problem["query_id"] == client.id
    assert listed(watched) == []


def test_queries_are_listed_and_stopped_on_the_command_line(watched):
    client = Endless(watched)
    shown = communique("queries", "--endpoint", f"{watched}/sparql", token=TOKEN)
    assert shown.returncode == 0, shown.stderr
    query_id, address, seconds, text = shown.stdout.rstrip("\n").split("\t")
    assert (query_id, address) == (client.id, "127.0.0.1")
    assert re.fullmatch(r"\d+\.\d s", seconds)
    assert text.startswith("SELECT ?a WHERE { ?a ?b ?c .")
    port = urlsplit(watched).port
    done = communique("queries", "--kill", client.id, port=port, token=TOKEN)
    assert (done.returncode, done.stdout) == (0, f"stopped {client.id}\n")
    assert client.answer().problem["code"] == "query-stopped"
    assert communique("queries", port=port, token=TOKEN).stdout == ""


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/queries", {}, 401),
        ("GET", "/queries", {"Authorization": "Bearer wrong"}, 401),
        ("DELETE", "/queries/x", {}, 401),
        ("DELETE", "/queries/x", BEARER, 404),
        ("GET", "/queries/x", BEARER, 404),
        ("DELETE", "/queries", BEARER, 405),
        ("POST", "/queries", BEARER, 405),
        ("HEAD", "/queries", BEARER, 200),
        ("OPTIONS", "/queries", {}, 204),
    ],
)
def test_queries_are_for_who_has_the_token(watched, method, path, headers, status):
    assert send(watched, method, path, headers=headers).status == status


def test_a_server_without_a_token_tells_nobody(server):
    assert send(server, path="/queries", headers=BEARER).status == 403


@pytest.mark.parametrize(
    ("arguments", "settings", "words"),
    [
        (["--endpoint", "http://127.0.0.1:9"], {}, "cannot be reached"),
        (["--endpoint", "file:///etc/passwd"], {}, "http"),
        ([], {}, "token"),
        ([], {"token": "wrong"}, "token"),
        (["--kill", "none"], {"token": TOKEN}, "no query none"),
    ],
)
def test_the_command_says_why_it_cannot(watched, arguments, settings, words):
    done = communique("queries", *arguments, port=urlsplit(watched).port, **settings)
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("communique: ")
