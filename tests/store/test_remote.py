import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from communique.errors import NotAcceptable, QuerySyntaxError, RemoteError
from communique.formats import BINDINGS, FORMATS, GRAPHS, by_name
from communique.store.remote import query_remote

JSON, TURTLE = by_name("json", BINDINGS), by_name("turtle", GRAPHS)


@pytest.fixture
def endpoint():
    """A server that does what `.reply` says and remembers in `.asked` what it was asked."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.answer(parse_qs(urlsplit(self.path).query))

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.answer(parse_qs(body))

        def answer(self, parameters):
            server.asked.append((self.command, parameters, self.headers["Accept"]))
            status, kind, body, *size = server.reply
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(size[0] if size else len(body)))
            self.end_headers()
            time.sleep(server.delay)
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked, server.delay = [], 0
    server.reply = (200, "application/sparql-results+json", b"{}")
    server.url = f"http://127.0.0.1:{server.server_port}/sparql"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def send(endpoint, text="ASK {}", **options):
    wanted = {"bindings": JSON, "graph": TURTLE, "timeout": 5.0} | options
    return query_remote(getattr(endpoint, "url", endpoint), text, **wanted)


FORMS = {
    "bindings": ["SELECT * { ?s ?p ?o }", "# CONSTRUCT\nPREFIX ask: <x:y> ASK {}"],
    "graph": ["CONSTRUCT WHERE { ?s ?p ?o }", "BASE <a:b> DESCRIBE <c>"],
}


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (row, text)
        for row in FORMATS
        for text in FORMS["bindings" if row.kind == "bindings" else "graph"]
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_every_form_in_every_format(endpoint, row, text):
    endpoint.reply = (200, f"{row.media_type}; charset=utf-8", b"the answer")
    options = {"bindings" if row.kind == "bindings" else "graph": row}
    assert send(endpoint, text, **options) == b"the answer"
    ((method, parameters, accept),) = endpoint.asked
    assert method == "GET"
    assert parameters == {"query": [text]}
    assert accept == ", ".join(row.media_types)


def test_long_queries_are_posted(endpoint):
    text = f"ASK {{}} # {'é' * 2000}"
    send(endpoint, text)
    assert endpoint.asked[0][:2] == ("POST", {"query": [text]})


def test_what_is_not_asked_at_all(endpoint):
    with pytest.raises(QuerySyntaxError, match="not a query"):
        send(endpoint, "INSERT DATA { <a:a> <a:b> 1 }")
    with pytest.raises(NotAcceptable, match="text/turtle"):
        send(endpoint, "DESCRIBE <a:a>", graph=None)
    with pytest.raises(NotAcceptable, match="text/csv"):
        send(endpoint, "ASK {}", bindings=None)
    assert endpoint.asked == []


@pytest.mark.parametrize(
    ("status", "error", "said"),
    [
        (400, QuerySyntaxError, "line 1: nonsense more"),
        (401, RemoteError, "Unauthorized|credentials"),
        (404, RemoteError, "check it is correct"),
        (406, RemoteError, "406"),
        (414, RemoteError, "longer than"),
        (500, RemoteError, "500"),
        (503, RemoteError, "503 .*line 1: nonsense more"),
    ],
)
def test_what_the_endpoint_says_is_told_in_one_line(endpoint, status, error, said):
    endpoint.reply = (status, "text/plain", b"line 1: nonsense\n  more\n" + b"x" * 5000)
    with pytest.raises(error, match=said) as caught:
        send(endpoint)
    message = str(caught.value)
    assert endpoint.url in message
    assert "\n" not in message
    assert len(message) < 600


def test_answers_that_are_none(endpoint):
    endpoint.reply = (200, "text/html", b"<h1>Welcome</h1>")
    with pytest.raises(RemoteError, match="text/html"):
        send(endpoint)
    endpoint.reply = (200, "application/sparql-results+json", b"{", 100)
    with pytest.raises(RemoteError):
        send(endpoint)


def test_endpoints_that_do_not_answer(endpoint):
    endpoint.delay = 1.5
    with pytest.raises(RemoteError, match="did not answer in 1 s"):
        send(endpoint, timeout=1)
    with pytest.raises(RemoteError, match="cannot be reached"):
        send("http://127.0.0.1:9/sparql")
    with pytest.raises(RemoteError, match="cannot be"):
        send("nonsense")
    with pytest.raises(RemoteError, match="cannot be"):
        send("http://does-not-exist.invalid/sparql")
