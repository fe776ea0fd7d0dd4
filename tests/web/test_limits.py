"""The limits of a running server: each at its edge, one inside and one past it."""

import json
import socket
import threading
import time
from contextlib import ExitStack
from urllib.parse import quote, urlsplit

import pytest

from conftest import serving
from processes import until
from requesting import BEARER, FORM, QUERY, TOKEN, TURTLE, UPDATE, ask, send

ENDLESS = """SELECT ?a WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i
FILTER(STRLEN(CONCAT(STR(?a), STR(?d), STR(?g))) > 100000) }"""
BIG = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } LIMIT 400000"


@pytest.fixture(scope="module")
def narrow(sample_store):
    limits = {"max_rows": 5, "max_bytes": 20_000, "max_query": 2, "timeout": 1}
    with serving(sample_store, **limits) as url:
        yield url


def rows(count):
    return f"SELECT ?s WHERE {{ ?s ?p ?o }} LIMIT {count}"


def wide(size):
    """A query with one row of `size` bytes and little beside."""
    doubled = "BIND('0123456789abcdef' AS ?x0)" + "".join(
        f" BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(11)
    )
    return f"SELECT ?y {{ {doubled} BIND(SUBSTR(?x11, 1, {size}) AS ?y) }}"


ANSWERS = [
    # query, Accept, status, code, words of the detail
    (rows(5), "text/csv", 200, "", ""),
    (rows(6), "text/csv", 503, "result-too-large", "more than 5 rows"),
    (rows(6), "application/sparql-results+json", 503, "result-too-large", "more than 5 rows"),
    (rows(6), "application/sparql-results+xml", 503, "result-too-large", "more than 5 rows"),
    ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 5", TURTLE, 200, "", ""),
    ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 6", TURTLE, 503, "result-too-large", "5 rows"),
    ("ASK {}", "text/csv", 200, "", ""),
    (wide(19_900), "text/csv", 200, "", ""),
    (wide(20_001), "text/csv", 503, "result-too-large", "more than 20000 bytes"),
    (ENDLESS, "text/csv", 503, "query-timeout", "1 s"),
    ("ASK {}" + " " * 2000, "text/csv", 200, "", ""),
]


@pytest.mark.parametrize(("query", "accept", "status", "code", "words"), ANSWERS)
def test_answers_at_the_limit_and_past_it(narrow, query, accept, status, code, words):
    headers = {"Accept": f"{accept}, application/problem+json;q=0.1", "Content-Type": QUERY}
    response = send(narrow, "POST", headers=headers, body=query)
    assert response.status == status, response
    if code:
        assert response.problem["code"] == code
        assert words in response.problem["detail"]
        assert int(response.headers.get("Retry-After", "0")) >= (code == "query-timeout")


def test_a_graph_is_bounded_as_an_answer_is(narrow):
    response = send(narrow, path="/graphs?default", headers={"Accept": "application/n-triples"})
    assert response.problem["code"] == "result-too-large"


@pytest.mark.parametrize("media_type", [QUERY, UPDATE, FORM])
def test_a_body_past_the_limit_is_refused(narrow, media_type):
    body = "query=" + "x" * 2048
    response = send(narrow, "POST", headers={"Content-Type": media_type}, body=body)
    assert (response.status, response.problem["code"]) == (413, "too-large")


def of_client(number):
    return {"Accept": "text/csv, application/json;q=0.1", "X-Forwarded-For": f"192.0.2.{number}"}


def under_way(url):
    queries = json.loads(send(url, path="/queries", headers=BEARER).body)["queries"]
    return sum(bool(query["client"]) for query in queries)


class Crowd:
    """Clients that each wait for an endless query."""

    def __init__(self, url, stack):
        self._url = url
        self._stack = stack

    def add(self, client):
        address = urlsplit(self._url)
        connection = socket.create_connection((address.hostname, address.port))
        self._stack.callback(connection.close)
        head = f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: x\r\n"
        connection.sendall(f"{head}X-Forwarded-For: 192.0.2.{client}\r\n\r\n".encode())


def test_so_many_queries_at_once_for_one_client_and_in_all(sample_store):
    limits = {"client_queries": 2, "all_queries": 3, "timeout": 30, "workers": 4}
    with (
        serving(sample_store, token=TOKEN, trusted_proxies="127.0.0.1", **limits) as url,
        ExitStack() as stack,
    ):
        crowd = Crowd(url, stack)
        for number in (1, 2):
            crowd.add(1)
            until(lambda number=number: under_way(url) == number)
        third = send(url, query={"query": "ASK {}"}, headers=of_client(1))
        assert (third.status, third.problem["code"]) == (429, "too-many-queries")
        assert int(third.headers["Retry-After"]) >= 1
        assert "2 of your queries" in third.problem["detail"]
        assert send(url, query={"query": "ASK {}"}, headers=of_client(2)).status == 200
        crowd.add(2)
        until(lambda: under_way(url) == 3)
        other = send(url, query={"query": "ASK { ?s ?p 1 }"}, headers=of_client(3))
        assert (other.status, other.problem["code"]) == (429, "too-many-queries")
        assert "3 queries are under way" in other.problem["detail"]
        stack.close()  # all leave, and their queries end with them
        until(lambda: under_way(url) == 0)
        assert send(url, query={"query": "ASK { ?s ?p 1 }"}, headers=of_client(1)).status == 200


def test_no_limit_counts_what_the_server_asks_for_its_pages(sample_store):
    with (
        serving(sample_store, token=TOKEN, client_queries=1, all_queries=1, timeout=30) as url,
        ExitStack() as stack,
    ):
        Crowd(url, stack).add(1)
        until(lambda: under_way(url) == 1)
        assert send(url, path="/page/country/CHN").status == 200
        assert ask(url, "ASK {}").status == 429


def test_so_many_long_queries_at_once(sample_store):
    with (
        serving(sample_store, token=TOKEN, long_queries=1, timeout=30) as url,
        ExitStack() as stack,
    ):
        Crowd(url, stack).add(1)
        until(lambda: under_way(url) == 1)
        time.sleep(0.3)
        response = ask(url, ENDLESS, accept="application/json")
        assert (response.status, response.problem["code"]) == (503, "busy")
        assert "long queries" in response.problem["detail"]
        assert ask(url, "ASK {}").status == 200


@pytest.fixture(scope="module")
def impatient(sample_store):
    with serving(sample_store, token=TOKEN, stall=1, timeout=60) as url:
        yield url


def connected(url):
    address = urlsplit(url)
    client = socket.create_connection((address.hostname, address.port), timeout=10)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
    return client


def test_a_client_that_does_not_read_is_dropped(impatient):
    with connected(impatient) as client:
        client.sendall(f"GET /sparql?query={quote(BIG)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        until(lambda: under_way(impatient) == 1)
        began = time.monotonic()
        until(lambda: under_way(impatient) == 0)
        assert 0.5 < time.monotonic() - began < 5
        data = b""
        try:
            while block := client.recv(1 << 20):
                data = (data + block)[-10:]
        except ConnectionError:
            data = b""
        assert not data.endswith(b"0\r\n\r\n"), "a part was sent as if it were the whole"


def test_a_client_that_reads_slowly_but_reads_is_not(impatient):
    """For some seconds at some megabytes a second: sends have to wait, but not for long."""
    size = 0
    with connected(impatient) as client:
        query = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } LIMIT 150000"
        head = "HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\nConnection: close\r\n\r\n"
        client.sendall(f"GET /sparql?query={quote(query)} {head}".encode())
        began = time.monotonic()
        tail = b""
        while block := client.recv(1 << 17):
            size += len(block)
            tail = (tail + block)[-10:]
            if time.monotonic() - began < 3:
                time.sleep(0.02)
    assert tail.endswith(b"0\r\n\r\n")
    assert size > 15_000_000


def test_a_client_that_does_not_send_is_told_so(impatient):
    with connected(impatient) as client:
        head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {QUERY}\r\n"
        client.sendall(f"{head}Content-Length: 100\r\n\r\nASK ".encode())
        began = time.monotonic()
        answer = client.recv(1 << 16)
        assert 0.9 < time.monotonic() - began < 4
    assert answer.startswith(b"HTTP/1.1 408")
    assert b"request-stalled" in answer


def test_limits_hold_while_many_ask_at_once(narrow):
    """Forty clients, half of them past a limit: the others get their answers."""
    outcomes = []

    def client(number):
        query = rows(5 + number % 2)
        outcomes.append((number % 2, ask(narrow, query).status))

    threads = [threading.Thread(target=client, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert set(outcomes) == {(0, 200), (1, 503)}
    assert len(outcomes) == 40
