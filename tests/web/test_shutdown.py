"""How a server ends, is reloaded, and comes back; and that nothing of it is left behind."""

import http.client
import os
import signal
import socket
import threading
import time
from urllib.parse import quote, urlsplit

import pytest

from processes import is_alive, of, running, until
from requesting import BEARER, TOKEN, ask, update

BIG = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } LIMIT 150000"
ENDLESS = """SELECT ?a WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i
FILTER(STRLEN(CONCAT(STR(?a), STR(?d), STR(?g))) > 100000) }"""


def begin(url, query):
    """Send a query and return the connection and its response, of which little is read yet."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    connection.connect()
    connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
    connection.request("GET", f"/sparql?query={quote(query)}", headers={"Accept": "text/csv"})
    return connection, connection.getresponse()


def refuses(url):
    address = urlsplit(url)
    try:
        socket.create_connection((address.hostname, address.port), timeout=1).close()
    except ConnectionRefusedError:
        return True
    return False


def test_a_server_told_to_stop_finishes_what_it_is_sending(own_store):
    with running(own_store, token=TOKEN) as server:
        assert update(server.url, "INSERT DATA { <http://x/a> <http://x/b> 1 }").status == 204
        assert len(server.processes()) >= 4  # the watcher, the server, a zygote, a scribe
        connection, response = begin(server.url, BIG)
        start = response.read(1000)
        server.signal(signal.SIGTERM)
        until(lambda: refuses(server.url), what="the end of listening")
        time.sleep(0.5)
        rest = response.read()
        connection.close()
        assert (start + rest).count(b"\r\n") == 150_001
        assert server.process.wait(10) == 0
        assert server.processes() == []


def test_what_does_not_finish_in_the_grace_is_broken_off(own_store):
    with running(own_store, grace=1, timeout=60) as server:
        connection, response = begin(server.url, BIG)
        response.read(1000)
        outcome = []

        def wait_for_the_endless():
            with pytest.raises((ConnectionError, http.client.HTTPException)):
                ask(server.url, ENDLESS)
            outcome.append("broken off")

        client = threading.Thread(target=wait_for_the_endless)
        client.start()
        time.sleep(0.5)
        told = time.monotonic()
        server.signal(signal.SIGTERM)
        server.process.wait(10)
        assert 0.9 < time.monotonic() - told < 4
        client.join(5)
        assert outcome == ["broken off"]
        with pytest.raises((ConnectionError, http.client.HTTPException)):
            response.read()
        connection.close()
        until(lambda: not server.processes(), seconds=2, what="the end of all processes")


def test_a_reload_puts_a_fresh_process_in_place_while_the_old_one_finishes(own_store):
    """The kernel may reset a connection that waits in the old one's queue, and nothing else."""
    with running(own_store) as server:
        before = server.worker
        connection, response = begin(server.url, BIG)
        start = response.read(1000)
        server.signal(signal.SIGHUP)
        statuses, broken = [], 0
        deadline = time.monotonic() + 6
        while time.monotonic() < deadline:
            try:
                statuses.append(ask(server.url, "ASK {}").status)
            except (ConnectionError, http.client.HTTPException):
                broken += 1
        assert set(statuses) == {200}
        assert len(statuses) > 100
        assert broken <= 3
        rest = response.read()
        connection.close()
        assert (start + rest).count(b"\r\n") == 150_001
        until(lambda: before not in of(own_store), what="the end of the old one")
        assert server.worker != before


def test_a_server_process_that_crashes_is_replaced(own_store):
    with running(own_store) as server:
        before = set(server.processes())
        os.kill(server.worker, signal.SIGKILL)
        until(lambda: is_alive(server.url) and server.worker not in before, seconds=15)
        assert ask(server.url, "ASK {}").status == 200
        left = before & set(server.processes())
        assert left == {server.process.pid}, "workers of the dead one are still there"


@pytest.mark.parametrize("_time", range(3))
def test_nothing_outlives_the_process_that_watches(own_store, _time):
    with running(own_store, token=TOKEN) as server:
        assert update(server.url, "INSERT DATA { <http://x/a> <http://x/b> 1 }").status == 204
        os.kill(server.process.pid, signal.SIGKILL)
        until(lambda: not server.processes(), what="the end of all processes")


def test_what_is_being_sent_when_the_watcher_dies_is_broken_off_after_the_grace(own_store):
    with running(own_store, grace=2) as server:
        connection, response = begin(server.url, BIG)
        response.read(1000)
        killed = time.monotonic()
        os.kill(server.process.pid, signal.SIGKILL)
        until(lambda: not server.processes(), what="the end of all processes")
        assert time.monotonic() - killed > 1.5
        connection.close()


def test_a_write_under_way_ends_with_the_server(own_store):
    """Whole or not at all: what was answered is there after the crash, the rest is not."""
    endless = """INSERT { <http://x/done> <http://x/b> ?n } WHERE {
    SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } }"""
    with running(own_store, token=TOKEN) as server:
        assert update(server.url, "INSERT DATA { <http://x/a> <http://x/b> 1 }").status == 204
        client = threading.Thread(target=_fail, args=(server.url, endless))
        client.start()
        time.sleep(1)
        os.kill(server.worker, signal.SIGKILL)
        client.join(10)
        until(lambda: is_alive(server.url), seconds=15)
        assert ask(server.url, "ASK { <http://x/a> ?p ?o }").text.strip() == "true"
        assert ask(server.url, "ASK { <http://x/done> ?p ?o }").text.strip() == "false"
        later = update(server.url, "INSERT DATA { <http://x/c> <http://x/b> 1 }", headers=BEARER)
        assert later.status == 204, later.text


def _fail(url, text):
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        update(url, text)
