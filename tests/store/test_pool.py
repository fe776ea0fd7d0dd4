import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from communique.errors import (
    InputError,
    NotAcceptable,
    NothingPublished,
    PoolBusy,
    QueryError,
    QueryStopped,
    QuerySyntaxError,
    QueryTimeout,
    QueryTooLarge,
    ResultTooLarge,
)
from communique.formats import BINDINGS, GRAPHS
from communique.store import snapshot
from communique.store.pool import Pool, QueryRequest

from .conftest import NAMES, NOW, ask, triples, writing

ALL = "SELECT * { ?s ?p ?o }"
LONG = "SELECT * { ?s ?p ?o . ?a ?b ?c }"  # 4 million rows, 1 GB

# Queries that yield no row for hours, each by another part of the engine.
NEVER = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (concat(str(?c), str(?f), str(?i)) = 'x')"
KILLERS = {
    "cross product": f"SELECT * {{ {NEVER} }}",
    "order by": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i LIMIT 1",
    "group by": "SELECT ?c (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?c",
    "count": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "regex": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
    "FILTER regex(concat(str(?c), str(?f), str(?i)), '(a|aa)+b$') }",
    "property path": "SELECT * { ?a (!<a:a>|^!<a:a>)* ?b . ?c (!<a:a>|^!<a:a>)* ?d "
    "FILTER (concat(str(?a), str(?b), str(?c), str(?d)) = 'x') }",
    "ask": f"ASK {{ {NEVER} }}",
    "describe": f"DESCRIBE ?a {{ {NEVER} }}",
    "construct": f"CONSTRUCT {{ ?a ?b ?c }} {{ {NEVER} }}",
}


def rows(body):
    return json.loads(body)["results"]["bindings"]


def request(text, **options):
    return QueryRequest(text, **{"bindings": "json", "graph": "ntriples", "timeout": 5.0} | options)


def eventually(condition, seconds=5.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.01)


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1][0] not in "ZX"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("row", BINDINGS, ids=lambda row: row.name)
def test_bindings_in_every_format(pool, row):
    answer = pool.query(request("SELECT ?o { <https://example.org/s1> ?p ?o }", bindings=row.name))
    assert (answer.format, answer.snapshot, answer.chunks) == (row.name, 1, None)
    assert b"value 1" in answer.body
    assert b"true" in ask(pool, "ASK {}", bindings=row.name)


@pytest.mark.parametrize("row", GRAPHS, ids=lambda row: row.name)
def test_graphs_in_every_format(pool, row):
    query = "CONSTRUCT WHERE { <https://example.org/s1> ?p ?o }"
    answer = pool.query(request(query, graph=row.name))
    assert answer.format == row.name
    assert b"value 1" in answer.read()
    assert ask(pool, query, graph=row.name) == answer.read()


def test_prefixes_come_in_one_order(pool, folder):
    query = "CONSTRUCT WHERE { ?s ?p ?o }"
    first = ask(pool, query, graph="turtle")
    assert first.startswith(b"@prefix cmq:")
    with Pool(folder, workers=1, memory=256) as other:
        assert all(ask(other, query, graph="turtle") == first for _ in range(3))


def test_long_answers_come_in_blocks(pool):
    answer = pool.query(request(ALL))
    assert answer.body is None
    blocks = list(answer.chunks)
    assert len(blocks) > 1
    assert len(rows(b"".join(blocks))) == 2000
    assert list(answer.chunks) == []
    assert pool.stats().killed == 0


def test_wrong_queries_say_where(pool):
    with pytest.raises(QuerySyntaxError, match=r"line 2, column \d+"):
        ask(pool, "SELECT *\n{ ?s ?p }")
    with pytest.raises(QuerySyntaxError):
        ask(pool, "INSERT DATA { <a:a> <a:b> 1 }")
    assert pool.stats().killed == 0


@pytest.mark.parametrize(
    ("text", "options", "offered"),
    [
        (ALL, {"bindings": ""}, "application/sparql-results+json"),
        ("PREFIX select: <ask:> # CONSTRUCT\nASK {}", {"bindings": ""}, "text/csv"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", {"graph": ""}, "text/turtle"),
        ("BASE <select:> DESCRIBE <a:a>", {"graph": ""}, "application/ld+json"),
    ],
)
def test_what_is_not_acceptable_is_not_run(pool, text, options, offered):
    with pytest.raises(NotAcceptable, match=offered.replace("+", r"\+")):
        ask(pool, text, **options)
    other = {"bindings": "graph", "graph": "bindings"}[next(iter(options))]
    assert ask(pool, text, **{other: ""}) is not None


@pytest.mark.parametrize("text", KILLERS.values(), ids=KILLERS)
def test_queries_that_never_yield_a_row_are_stopped_on_time(pool, text):
    began = time.monotonic()
    with pytest.raises((QueryTimeout, QueryTooLarge)) as caught:  # sorting may fill memory first
        ask(pool, text, timeout=0.3)
    if "BY" not in text:
        assert caught.type is QueryTimeout
        assert "0.3 s" in str(caught.value)
        assert time.monotonic() - began > 0.25
    assert time.monotonic() - began < 0.8
    assert rows(ask(pool, ALL + " LIMIT 1"))


def test_a_late_failure_breaks_the_answer_off(pool):
    answer = pool.query(request(LONG, timeout=0.3))
    with pytest.raises(QueryTimeout):
        answer.read()
    assert rows(ask(pool, ALL + " LIMIT 1"))


def test_waiting_for_a_slow_client_does_not_count(pool):
    query = "SELECT * { ?s ?p ?o . ?a ?b ?c FILTER (?a = <https://example.org/s1>) }"
    stream = pool.query(request(f"{query} LIMIT 1500", timeout=0.3)).chunks
    assert stream is not None
    got = [next(stream)]
    stream = pool.query(request("SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 20000", timeout=1)).chunks
    got = [next(stream)]
    time.sleep(1.5)
    got += list(stream)
    assert len(rows(b"".join(got))) == 20000


def test_memory_is_bounded(pool):
    with pytest.raises(QueryTooLarge, match="256 MiB") as caught:
        ask(pool, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d", timeout=60)
    assert not isinstance(caught.value, ResultTooLarge)
    assert pool.stats().memory_deaths == 1
    assert rows(ask(pool, ALL + " LIMIT 1"))


@pytest.mark.parametrize("form", [row.name for row in BINDINGS])
def test_rows_are_bounded(pool, form):
    limited = ALL + " LIMIT 100"
    assert ask(pool, limited, bindings=form, max_rows=100)
    with pytest.raises(ResultTooLarge, match="99 rows"):
        ask(pool, limited, bindings=form, max_rows=99)
    with pytest.raises(ResultTooLarge):
        ask(pool, LONG, bindings=form, max_rows=50_000, timeout=60)
    assert pool.stats().killed == 0


@pytest.mark.parametrize("form", [row.name for row in GRAPHS])
def test_triples_are_bounded(pool, form):
    query = "CONSTRUCT WHERE { ?s ?p ?o }"
    assert ask(pool, query, graph=form, max_rows=2000)
    with pytest.raises(ResultTooLarge):
        ask(pool, query, graph=form, max_rows=1999)


def test_bytes_are_bounded(pool):
    size = len(ask(pool, ALL))
    assert len(ask(pool, ALL, max_bytes=size)) == size
    for most in (size - 1, 1000):
        with pytest.raises(ResultTooLarge, match=f"{most} bytes"):
            ask(pool, ALL, max_bytes=most)
    assert pool.stats().killed == 0


def test_a_client_that_leaves_stops_its_query(pool):
    answer = pool.query(request(LONG, timeout=60))
    assert next(answer.chunks)
    (running,) = pool.running()
    assert running.text == LONG
    answer.close()
    answer.close()
    assert pool.running() == []
    assert list(answer.chunks) == []
    eventually(lambda: pool.stats().idle == 2)
    assert pool.stats().started == 3


def test_a_forgotten_answer_frees_its_worker(pool):
    pool.query(request(LONG, timeout=60))
    eventually(lambda: pool.stats().idle == 2)
    assert pool.running() == []


def test_running_queries_can_be_stopped_by_name(pool):
    outcome = []

    def victim():
        try:
            ask(pool, KILLERS["count"], timeout=60, id="mine")
        except QueryStopped as error:
            outcome.append(error)

    thread = threading.Thread(target=victim)
    thread.start()
    eventually(lambda: [one.id for one in pool.running()] == ["mine"])
    assert not pool.kill("other")
    assert pool.kill("mine")
    thread.join(5)
    assert len(outcome) == 1
    assert not pool.kill("mine")
    assert rows(ask(pool, ALL + " LIMIT 1"))


def test_a_busy_pool_says_so(folder, pool):
    with Pool(folder, workers=1, memory=256, queue_wait=1.0) as small:
        answer = small.query(request(LONG, timeout=60))
        with pytest.raises(PoolBusy, match="1 query workers"):
            ask(small, "ASK {}")
        assert small.stats().busy == 1
        answer.close()
        small_again = ask(small, "ASK {}")
        assert b"true" in small_again


def test_many_threads_at_once(pool):
    failures, done = [], []

    def client(number):
        for turn in range(30):
            wanted = number * 100 + turn
            body = ask(pool, f"SELECT ?o {{ <https://example.org/s{wanted}> ?p ?o }}")
            value = rows(body)[0]["o"]["value"]
            (done if value == f"value {wanted}" else failures).append(value)

    def killer():
        for _ in range(3):
            with pytest.raises(QueryTimeout):
                ask(pool, KILLERS["count"], timeout=0.05)

    threads = [threading.Thread(target=client, args=(n,)) for n in range(8)]
    threads.append(threading.Thread(target=killer))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not failures
    assert len(done) == 240
    assert pool.running() == []


def test_a_new_snapshot_is_seen_at_once(pool, folder):
    for number in range(5000, 5005):
        with writing(folder) as writer:
            writer.replace_graph(NAMES.graph("new"), triples(number))
            published = writer.publish(keep=1, created=NOW)
        answer = pool.query(request(f"ASK {{ <https://example.org/s{number}> ?p ?o }}"))
        assert answer.snapshot == published
        assert b"true" in answer.body


def test_idle_workers_let_old_snapshots_go(pool, folder):
    ask(pool, "ASK {}")
    with writing(folder) as writer:
        writer.replace_graph(NAMES.graph("new"), triples(1))
        writer.publish(keep=1, created=NOW)
    eventually(
        lambda: (snapshot.prune(folder, 1), len(list((folder / "snapshots").iterdir())))[1] == 2
    )


def test_a_reader_of_an_old_snapshot_reads_on_while_it_is_pruned(pool, folder):
    stream = pool.query(request(LONG + " LIMIT 100000", timeout=30)).chunks
    got = [next(stream)]
    for number in range(3):
        with writing(folder) as writer:
            writer.replace_graph(NAMES.graph("numbers"), triples(number))
            writer.publish(keep=1, created=NOW)
    assert (folder / "snapshots" / "000001").exists()
    got += list(stream)
    assert len(rows(b"".join(got))) == 100_000
    eventually(
        lambda: snapshot.prune(folder, 1) == [] and not (folder / "snapshots/000001").exists()
    )


def test_nothing_is_published_yet(folder):
    with (
        writing(folder),
        Pool(folder, workers=1, memory=256) as pool,
        pytest.raises(NothingPublished, match="communique publish"),
    ):
        ask(pool, "ASK {}")
    with Pool(folder, workers=1, memory=256) as pool:
        with writing(folder) as writer:
            writer.publish(keep=1, created=NOW)
        assert b"true" in ask(pool, "ASK {}")


def test_datasets_of_the_protocol(pool, folder):
    a, b = NAMES.graph("a"), NAMES.graph("b")
    with writing(folder) as writer:
        writer.replace_graph(a, triples(1, 2))
        writer.replace_graph(b, triples(2, 3))
        writer.publish(keep=2, created=NOW)

    def size(text=ALL, **options):
        return len(rows(ask(pool, text, **options)))

    assert size(default_graphs=(a,)) == 2
    assert size(default_graphs=(a,), named_graphs=()) == 2
    assert size(named_graphs=(a,)) == 0
    named = "SELECT * { GRAPH ?g { ?s ?p ?o } }"
    assert size(named, named_graphs=(a,)) == 2
    assert size(named, default_graphs=(a,)) == 0
    assert size(f"SELECT * FROM <{b}> {{ ?s ?p ?o }}", default_graphs=(a,)) == 2
    assert size(default_graphs=("https://example.org/nowhere",)) == 0
    with pytest.raises(InputError, match="IRI"):
        size(default_graphs=("nonsense",))


def test_a_merge_of_several_graphs_has_no_doubles(pool, folder):
    a, b = NAMES.graph("a"), NAMES.graph("b")
    with writing(folder) as writer:
        writer.replace_graph(a, triples(1, 2))
        writer.replace_graph(b, triples(2, 3))
        writer.publish(keep=2, created=NOW)
    assert len(rows(ask(pool, ALL, default_graphs=(a, b)))) == 3
    count = f"SELECT (COUNT(*) AS ?n) FROM <{a}> FROM <{b}> {{ ?s ?p ?o }}"
    assert rows(ask(pool, count))[0]["n"]["value"] == "3"


def test_relative_names_in_a_query(pool):
    query = "ASK { <s1> ?p ?o }"
    assert b"true" in ask(pool, query, base_iri="https://example.org/")
    with pytest.raises(QuerySyntaxError):
        ask(pool, query)


def test_failures_of_the_engine_are_ours(pool):
    with pytest.raises(QueryError, match="failed") as caught:
        ask(pool, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    assert "\n" not in str(caught.value)


def test_a_worker_that_retired_is_replaced_unseen(pool):
    for worker in list(pool._crew._all):
        worker.connection.shutdown(socket.SHUT_WR)  # it reads the end and goes, as if by itself
    for _ in range(5):
        assert b"true" in ask(pool, "ASK {}")
    stats = pool.stats()
    assert (stats.killed, stats.memory_deaths) == (0, 0)
    eventually(lambda: pool.stats().idle == 2)


def test_memory_that_is_given_back_keeps_the_worker(pool):
    sort = "SELECT * { ?a ?b ?c . { SELECT * { ?d ?e ?f } LIMIT 100 } } ORDER BY ?c ?f LIMIT 1"
    for _ in range(3):
        assert ask(pool, sort, timeout=30)
    assert pool.stats().started == 2


def test_workers_and_zygotes_that_are_killed_are_replaced(pool):
    zygote = pool._crew._zygote._process.pid
    for worker in list(pool._crew._all):
        os.kill(worker.pid, signal.SIGKILL)
    with pytest.raises(QueryTooLarge):  # nobody can tell it from the kernel's own killer
        ask(pool, "ASK {}")
    eventually(lambda: b"true" in retried(pool))
    os.kill(zygote, signal.SIGKILL)
    eventually(lambda: b"true" in retried(pool))
    eventually(lambda: pool.stats().idle == 2)
    assert pool._crew._zygote._process.pid != zygote


def retried(pool):
    try:
        return ask(pool, "ASK {}")
    except QueryError:
        return b""


def test_closing_stops_what_runs(folder, pool):
    other = Pool(folder, workers=1, memory=256)
    answer = other.query(request(LONG, timeout=60))
    pids = [worker.pid for worker in other._crew._all]
    other.close()
    other.close()
    with pytest.raises(QueryStopped):
        answer.read()
    with pytest.raises(QueryStopped):
        ask(other, "ASK {}")
    eventually(lambda: not any(map(alive, pids)))


PARENT = """
import sys, time
from pathlib import Path
from communique.store.pool import Pool, QueryRequest
pool = Pool(Path(sys.argv[1]), workers=2, memory=256)
zygote = pool._crew._zygote._process.pid
answer = pool.query(QueryRequest(sys.argv[2], "json", "turtle", 600))
while len(pool._crew._all) < 2:
    time.sleep(0.01)
print(zygote, *[worker.pid for worker in pool._crew._all], flush=True)
time.sleep(600)
"""


@contextmanager
def parent(folder, text):
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(folder), text], stdout=subprocess.PIPE
    ) as process:
        try:
            yield process, [int(pid) for pid in process.stdout.readline().split()]
        finally:
            process.kill()


def test_nothing_outlives_a_parent_that_is_killed(folder, pool):
    with parent(folder, LONG) as (process, pids):
        assert len(pids) == 3
        assert all(map(alive, pids))
        process.kill()
        process.wait()
        eventually(lambda: not any(map(alive, pids)), 2)


def test_a_pool_in_a_thread_that_ends_goes_on(folder, pool):
    made = []
    thread = threading.Thread(target=lambda: made.append(Pool(folder, workers=1, memory=256)))
    thread.start()
    thread.join()
    with made[0] as other:
        time.sleep(0.1)
        assert b"true" in ask(other, "ASK {}")


def test_a_start_that_fails_says_so(folder, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    with pytest.raises(Exception, match="cannot be started"):
        Pool(folder, workers=1, memory=256)


@pytest.mark.parametrize("depth", [1000, 100_000])
def test_deep_queries_cost_a_worker_at_most(pool, depth):
    for text in (
        f"SELECT * {'{' * depth} ?s ?p ?o {'}' * depth}",
        f"ASK {{ FILTER ({'(' * depth}1{')' * depth}) }}",
        f"ASK {{ FILTER ({'!' * depth}true) }}",
    ):
        with suppress(QueryError):
            pool.query(request(text)).read()
    eventually(lambda: b"true" in retried(pool))


def test_text_that_is_no_unicode(pool):
    with pytest.raises(QuerySyntaxError, match="Unicode"):
        ask(pool, "ASK {} # \ud800")


def test_no_time_is_not_all_time(pool):
    with pytest.raises(QueryTimeout):
        ask(pool, KILLERS["count"], timeout=0)
