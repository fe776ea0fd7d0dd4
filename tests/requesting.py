"""One HTTP request as a test wants to send it, and everything that came back."""

import http.client
import json
import socket
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from urllib.parse import quote, urlencode, urlsplit

import pytest

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
TURTLE = "text/turtle"
TOKEN = "s3cret-of-the-tests"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@dataclass(frozen=True)
class Response:
    status: int
    headers: Message
    body: bytes

    @property
    def text(self):
        return self.body.decode()

    @property
    def problem(self):
        """The members of problem+json; fails when the body is anything else."""
        assert self.headers.get_content_type() == "application/problem+json", self
        problem = json.loads(self.body)
        assert problem["status"] == self.status
        return problem


def send(server, method="GET", path="/sparql", *, query=(), headers=None, body=None, timeout=30):
    """Send one request on a connection of its own.

    `query` are the parameters, a mapping or pairs, or the raw query string. An iterable `body` is
    sent in chunks. A server that refuses while the body still comes is listened to.
    """
    query = query if isinstance(query, str) else urlencode(query)
    address = urlsplit(server)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=timeout)
    body = body.encode() if isinstance(body, str) else body
    try:
        with suppress(BrokenPipeError, ConnectionResetError):
            connection.request(
                method, f"{path}?{query}" if query else path, body=body, headers=headers or {}
            )
        with connection.getresponse() as response:
            return Response(response.status, response.headers, response.read())
    finally:
        connection.close()


def ask(server, text, *, accept="text/csv", **parameters):
    """Answer a query by GET."""
    named = {name.replace("_", "-"): value for name, value in parameters.items()}
    return send(server, query={"query": text, **named}, headers={"Accept": accept})


def values(server, text, **parameters):
    """The rows of a SELECT with one column, as a sorted list."""
    response = ask(server, text, **parameters)
    assert response.status == 200, response
    return sorted(response.text.split("\r\n")[1:-1])


def update(server, text, *, headers=BEARER, **options):
    """Send an update as it is."""
    return send(server, "POST", headers={"Content-Type": UPDATE, **headers}, body=text, **options)


def graph_path(iri):
    """Where a named graph is, by indirect identification."""
    return f"/graphs?graph={quote(iri, safe='')}"


@contextmanager
def unheard():
    """A port of this machine that must not be contacted; yields its URL."""
    with socket.create_server(("127.0.0.1", 0)) as ear:
        yield f"http://127.0.0.1:{ear.getsockname()[1]}"
        ear.settimeout(0.05)
        with pytest.raises(TimeoutError):
            ear.accept()
