"""Behind proxies: whom to believe what the request was before."""

import json

import pytest

from communique.web.forwarded import forwarded, networks
from conftest import serving
from processes import until
from requesting import BEARER, TOKEN, TURTLE, send

TRUSTED = networks("10.0.0.0/8,::1/128")

CASES = [
    # peer, headers, client, scheme, host, prefix
    ("10.0.0.1", {}, "10.0.0.1", "http", "kg", ""),
    ("203.0.113.9", {"for": "1.2.3.4", "proto": "https"}, "203.0.113.9", "http", "kg", ""),
    ("10.0.0.1", {"for": "1.2.3.4"}, "1.2.3.4", "http", "kg", ""),
    ("10.0.0.1", {"for": "6.6.6.6, 1.2.3.4, 10.9.9.9"}, "1.2.3.4", "http", "kg", ""),
    ("10.0.0.1", {"for": "10.1.1.1, 10.9.9.9"}, "10.1.1.1", "http", "kg", ""),
    ("10.0.0.1", {"for": "1.2.3.4, nonsense, 10.9.9.9"}, "10.9.9.9", "http", "kg", ""),
    ("10.0.0.1", {"for": "2001:db8::1"}, "2001:db8::1", "http", "kg", ""),
    ("::1", {"for": "1.2.3.4"}, "1.2.3.4", "http", "kg", ""),
    ("::ffff:10.0.0.1", {"for": "1.2.3.4"}, "1.2.3.4", "http", "kg", ""),
    ("10.0.0.1", {"proto": "https"}, "10.0.0.1", "https", "kg", ""),
    ("10.0.0.1", {"proto": "http, HTTPS"}, "10.0.0.1", "https", "kg", ""),
    ("10.0.0.1", {"proto": "javascript"}, "10.0.0.1", "http", "kg", ""),
    ("10.0.0.1", {"host": "a.example:8443"}, "10.0.0.1", "http", "a.example:8443", ""),
    ("10.0.0.1", {"host": "[2001:db8::1]:80"}, "10.0.0.1", "http", "[2001:db8::1]:80", ""),
    ("10.0.0.1", {"host": "a.example/><script>"}, "10.0.0.1", "http", "kg", ""),
    ("10.0.0.1", {"prefix": "/graph"}, "10.0.0.1", "http", "kg", "/graph"),
    ("10.0.0.1", {"prefix": "/a/b/"}, "10.0.0.1", "http", "kg", "/a/b"),
    ("10.0.0.1", {"prefix": "/"}, "10.0.0.1", "http", "kg", ""),
    ("10.0.0.1", {"prefix": "//evil.example"}, "10.0.0.1", "http", "kg", ""),
    ("10.0.0.1", {"prefix": "graph"}, "10.0.0.1", "http", "kg", ""),
]


@pytest.mark.parametrize(("peer", "sent", "client", "scheme", "host", "prefix"), CASES)
def test_what_counts(peer, sent, client, scheme, host, prefix):
    headers = [(b"host", b"kg")]
    headers += [(f"x-forwarded-{name}".encode(), value.encode()) for name, value in sent.items()]
    scope = {"client": (peer, 5), "scheme": "http", "headers": headers, "root_path": ""}
    given = {**scope, "headers": list(headers)}
    seen = forwarded(scope, TRUSTED)
    assert scope == given, "the scope of the server was changed"
    assert seen["client"][0] == client
    assert seen["scheme"] == scheme
    assert [value for name, value in seen["headers"] if name == b"host"] == [host.encode()]
    assert seen["root_path"] == prefix


def test_headers_sent_twice_are_one_chain():
    headers = [(b"x-forwarded-for", b"1.2.3.4"), (b"x-forwarded-for", b"10.0.0.7")]
    scope = {"client": ("10.0.0.1", 5), "scheme": "http", "headers": headers}
    assert forwarded(scope, TRUSTED)["client"][0] == "1.2.3.4"


HEADERS = {
    "X-Forwarded-For": "192.0.2.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "kg.example",
    "X-Forwarded-Prefix": "/ai",
}


def made(url):
    """Where a graph is that POST makes."""
    headers = {"Content-Type": TURTLE, **BEARER, **HEADERS}
    response = send(url, "POST", "/graphs", headers=headers, body="<a> <b> <c> .")
    assert response.status == 201, response
    return response.headers["Location"]


def test_a_server_behind_a_proxy_names_things_as_its_clients_see_them(own_store, tmp_path):
    log = tmp_path / "access.jsonl"
    settings = {"trusted_proxies": "127.0.0.0/8", "token": TOKEN, "access_log": log}
    with serving(own_store, **settings) as url:
        location = made(url)
        assert location.startswith("https://kg.example/ai/graphs/")
        path = location.removeprefix("https://kg.example/ai")
        assert send(url, path=path, headers=HEADERS).status == 200
        assert send(url, path=path).status == 404, "without the headers it is another graph"
        assert send(url, path="/", headers=HEADERS).status == 200
        # A request is logged after it is answered.
        until(lambda: clients(log).count("192.0.2.7") == 3, what="the third line of the log")


def clients(log):
    return [json.loads(line)["client"] for line in log.read_text().splitlines()]


def test_without_the_setting_nobody_is_believed(own_store):
    with serving(own_store, token=TOKEN) as url:
        assert made(url).startswith(f"{url}/graphs/")
