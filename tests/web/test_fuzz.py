"""Whatever comes over the wire gets a proper answer in time, and the next one does too."""

import http.client
import json
import re
import shutil
import socket
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, quote_from_bytes, urlsplit
from uuid import uuid4

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from communique.formats import FORMATS
from conftest import serving
from requesting import BEARER, FORM, QUERY, TOKEN, TURTLE, UPDATE, Response, graph_path, send

HOSTILE = Path(__file__).parent / "hostile.tsv"
QUICK = 5.0  # seconds in which anything at all is answered, on a machine with other work
LIMITS = {"timeout": 3, "write_timeout": 3, "memory": 256, "write_memory": 512, "max_upload": 8}


@pytest.fixture(scope="module")
def target(sample_store, tmp_path_factory):
    """The URL of a server whose store may suffer, and the log of what it says."""
    folder = tmp_path_factory.mktemp("fuzz")
    shutil.copytree(sample_store, folder / "store", symlinks=True)
    with (
        (folder / "log").open("wb") as log,
        serving(folder / "store", token=TOKEN, log=log, **LIMITS) as url,
    ):
        yield url
    assert "Traceback" not in (folder / "log").read_text(errors="replace")


def raw(server, method, target, headers=(), body=b"", *, timeout=QUICK * 2):
    """Send a request byte by byte as given, whatever it is; return the response."""
    address = urlsplit(server)
    lines = [b"%b %b HTTP/1.1" % (method, target), *(b"%b: %b" % pair for pair in headers)]
    with socket.create_connection((address.hostname, address.port), timeout=timeout) as client:
        client.sendall(b"\r\n".join([*lines, b"", b""]) + body)
        response = http.client.HTTPResponse(client, method=method.decode("latin-1"))
        response.begin()
        return Response(response.status, response.headers, response.read())


PROPER = {row.media_type for row in FORMATS} | {
    "application/json",
    "application/problem+json",
    "text/plain",
    "text/html",
}


def check(response):
    """A proper status and body type: never an error of ours that we did not foresee."""
    assert response.status < 500 or response.status == 503, response
    if not response.body:
        return
    media_type = response.headers.get_content_type()
    assert media_type in PROPER, response
    if media_type == "application/problem+json":
        problem = response.problem
        assert {"type", "title", "status", "detail", "code"} <= set(problem)
    elif response.status >= 400:
        assert media_type in ("text/plain", "text/html"), response
    elif media_type.endswith("json") and response.headers["Content-Encoding"] is None:
        json.loads(response.body)


def is_well(server):
    answer = send(server, query={"query": "ASK { GRAPH ?g { ?s ?p ?o } }"}, timeout=QUICK)
    assert answer.status == 200, answer
    assert json.loads(answer.body)["boolean"] is True


# -- A corpus


def hostile():
    """The rows of the corpus, spelt out."""
    for line in HOSTILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("# "):
            kind, name, text = line.split("\t")
            yield pytest.param(kind, spelt(text), id=f"{kind}: {name}")


def spelt(text):
    """The bytes that a text of the corpus stands for."""
    signs = {"\\\\": "\\", "\\n": "\n", "\\r": "\r", "\\t": "\t"}

    def bytes_of(text):
        parts = re.split(r"(\\x[0-9A-F]{2}|\\[\\nrt])", text)
        return b"".join(
            bytes.fromhex(part[2:]) if part.startswith("\\x") else signs.get(part, part).encode()
            for part in parts
        )

    def repeated(part):
        unit, count = re.fullmatch(r"«(.*)\*(\d+)»", part, re.DOTALL).groups()
        if "§" not in unit:
            return bytes_of(unit) * int(count)
        before, *after = (bytes_of(piece) for piece in unit.split("§"))
        numbered = (
            before + b"".join(str(n).encode() + piece for piece in after) for n in range(int(count))
        )
        return b"".join(numbered)

    parts = re.split(r"(«.*?\*\d+»)", text, flags=re.DOTALL)
    return b"".join(repeated(part) if part.startswith("«") else bytes_of(part) for part in parts)


def test_the_corpus_says_what_it_means():
    assert spelt("a«(*3»b«§,*3»\\x00\\n\\\\u") == b"a(((b0,1,2,\0\n\\u"
    rows = list(hostile())
    assert len(rows) > 120
    assert len({row.id for row in rows}) == len(rows)


@pytest.mark.parametrize(("kind", "text"), list(hostile()))
def test_hostile_texts(target, kind, text):
    began = time.monotonic()
    if kind == "query":
        headers = {"Content-Type": QUERY}
        answer = send(target, "POST", headers=headers, body=text, timeout=QUICK * 2)
    elif kind == "update":
        headers = {"Content-Type": UPDATE, **BEARER}
        answer = send(target, "POST", headers=headers, body=text, timeout=QUICK * 2)
    else:
        headers = {"Content-Type": kind, **BEARER}
        path = graph_path(f"urn:uuid:{uuid4()}")
        answer = send(target, "PUT", path, headers=headers, body=text, timeout=QUICK * 2)
    assert time.monotonic() - began < QUICK
    check(answer)
    assert answer.status in (200, 201, 204, 400, 403, 413, 503), answer
    if answer.status >= 400:
        assert len(answer.body) < 10_000, "a problem need not repeat what was sent"
    is_well(target)


def test_the_corpus_in_a_url(target):
    """What fits into a request line is asked that way too, in an odd encoding as well."""
    for row in hostile():
        kind, text = row.values
        if kind == "query" and len(text) < 2000:
            for encoded in (quote_from_bytes(text), "".join(f"%{byte:02x}" for byte in text)):
                check(raw(target, b"GET", f"/sparql?query={encoded}".encode(), HOST))
    is_well(target)


# -- The surface

HOST = ((b"Host", b"x"),)
PATHS = [
    *("/", "/sparql", "/sparql/", "/sparql/update", "/graphs", "/graphs/", "/graphs/a%2Fb"),
    *("/health", "/ready", "/metrics", "/queries", "/queries/x", "/articles", "/articles/x"),
    *("/.well-known/void", "/static/", "/static/../../etc/passwd", "/nothing", "//", "/%2e%2e/"),
    *("/graphs/..", "/sparql%00", "/%ff%fe", "/sparql;a=b", "*", "http://x/sparql", "/a" * 500),
]
NAMES = [
    *("query", "update", "default-graph-uri", "named-graph-uri", "using-graph-uri"),
    *("using-named-graph-uri", "timeout", "format", "output", "results", "graph", "default", ""),
]
VALUES = [
    *("ASK {}", "SELECT * { ?s ?p ?o } LIMIT 1", "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1"),
    *(
        "urn:g",
        "relative",
        "http://[",
        "json",
        "turtle",
        "nonsense",
        "1",
        "-1",
        "nan",
        "inf",
        "1e999",
    ),
    *("INSERT DATA { <urn:s> <urn:p> 1 }", "SELECT", "\0", "\ud800", "é", "a" * 5000),
]
MEDIA = [
    *(row.media_type for row in FORMATS),
    *(FORM, QUERY, UPDATE, "multipart/form-data; boundary=b", "multipart/form-data", "text/html"),
    *(
        "*/*",
        "text/*",
        "*",
        "",
        ";",
        ",",
        "/",
        "a/b;q=",
        "a/b;q=nan",
        "text/csv;q=1e999",
        "\xff/\xff",
    ),
    *("text/turtle; charset=utf-16", "text/turtle;;;", 'text/csv;a="', "text/csv" + ",a/b" * 500),
]
HEADERS = {
    "Accept": st.lists(st.sampled_from(MEDIA), max_size=3).map(",".join),
    "Content-Type": st.sampled_from(MEDIA),
    "Accept-Encoding": st.sampled_from(["gzip", "zstd;q=0.1", "*;q=0", "gzip;q=nan", "br", "\xff"]),
    "Authorization": st.sampled_from(
        [f"Bearer {TOKEN}", "Bearer \xff", "Basic \xff", "Basic ==", ""]
    ),
    "If-None-Match": st.sampled_from(["*", '"', '"1-x-json"', 'W/"', "\xff"]),
    "If-Modified-Since": st.sampled_from(["Mon, 23 Nov 2026 04:24:45 GMT", "0", "-1", "\xff"]),
    "Content-Encoding": st.sampled_from(["gzip", "identity", "\xff"]),
    "Range": st.sampled_from(["bytes=0-1", "bytes=-1", "rows=1"]),
    "Origin": st.sampled_from(["null", "http://evil.example"]),
    "X-Forwarded-For": st.sampled_from(["1.2.3.4", "nonsense", "\xff"]),
    "X-Forwarded-Host": st.sampled_from(["evil.example", "<>"]),
    "X-Forwarded-Prefix": st.sampled_from(["/a", "//", "<"]),
    "Upgrade": st.sampled_from(["websocket", "h2c"]),
    "TE": st.just("trailers"),
}
# What may stand in a header, and in a request line, without ending it.
in_header = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"))
in_target = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=40)

methods = st.sampled_from(
    ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"]
)
values = st.one_of(
    st.sampled_from(VALUES).map(lambda text: quote(text, safe="", errors="surrogatepass")),
    st.binary(max_size=30).map(quote_from_bytes),
    in_target.filter(lambda text: "#" not in text),
    st.sampled_from(["%", "%z", "%zz", "%u0041", "+", "a=b=c", "%26", "%00", "%0d%0a"]),
)
pairs = st.tuples(st.sampled_from(NAMES), values).map("=".join)
query_strings = st.lists(pairs, max_size=4).map("&".join)
headers = st.lists(
    st.sampled_from(sorted(HEADERS)).flatmap(
        lambda name: st.tuples(st.just(name), HEADERS[name] | in_header)
    ),
    max_size=5,
    unique_by=lambda pair: pair[0],
)
bodies = st.one_of(
    st.just(b""),
    st.binary(max_size=200),
    query_strings.map(str.encode),
    st.sampled_from(VALUES).map(lambda text: text.encode(errors="surrogatepass")),
    st.sampled_from(
        [b"<urn:s> <urn:p> 1 .", b"{}", b"<a/>", b"--b\r\n\r\n\r\n--b--", b"--b", b"[]"]
    ),
)


@given(
    method=methods,
    path=st.sampled_from(PATHS) | in_target.map("/{}".format),
    query_string=query_strings,
    headers=headers,
    body=bodies,
)
@example("GET", "/sparql", "query=ASK%20%7B%7D", [("Host", "a b<>")], b"")
@example("POST", "/graphs", "", [("Content-Type", "multipart/form-data; boundary*=u''%E2")], b"")
@example("GET", "*", "", [], b"")
@settings(max_examples=400, deadline=None, derandomize=True, database=None)
def test_any_request(target, method, path, query_string, headers, body):
    line = f"{path}?{query_string}" if query_string else path
    sent = [(name.encode(), value.encode("latin-1")) for name, value in headers]
    if "Host" not in dict(headers):
        sent.append(*HOST)
    sent.append((b"Content-Length", str(len(body)).encode()))
    response = raw(target, method.encode(), line.encode("latin-1"), sent, body)
    check(response)
    if method == "HEAD":
        assert response.body == b""


REQUESTS = [
    # request bytes, statuses; what is no HTTP is for the HTTP library to refuse
    (b"GET /sparql?query=ASK{} HTTP/1.1\r\n\r\n", {200, 400}),
    (b"GET /sparql?query=ASK%7B%7D HTTP/1.0\r\n\r\n", {200}),
    (b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", {200, 400}),
    (b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost:\r\n\r\n", {200, 400}),
    (b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: \x80\r\n\r\n", {400}),
    (b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: a/b\r\n\r\n", {400}),
    (b"GET http://other/sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\n\r\n", {200, 400}),
    (
        b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nAccept: " + b"a" * 20000 + b"\r\n\r\n",
        {406, 431},
    ),
    (b"GET /sparql?query=" + b"a" * 100000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", {400, 414}),
    (b"GET /sparql?" + b"a&" * 20000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", {400, 414}),
    (b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", {400}),
    (b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: \xb2\r\n\r\n", {400}),
    (b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na", {400}),
    (
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
        {400, 413},
    ),
    (b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n", {400, 415}),
    (b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", {400, 415, 501}),
    (b"GET / HTTP/9.9\r\nHost: x\r\n\r\n", {400, 505}),
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 50, {400}),
    (b"\r\n\r\n\r\n\r\nGET /health HTTP/1.1\r\nHost: x\r\n\r\n", {200, 400}),
    (b"get /health HTTP/1.1\r\nHost: x\r\n\r\n", {400, 405}),
    (b"nonsense\r\n\r\n", {400}),
]


@pytest.mark.parametrize(("request_bytes", "statuses"), REQUESTS)
def test_what_is_hardly_http(target, request_bytes, statuses):
    address = urlsplit(target)
    with socket.create_connection((address.hostname, address.port), timeout=QUICK) as client:
        client.sendall(request_bytes)
        with suppress(OSError):  # hung up on already
            client.shutdown(socket.SHUT_WR)
        response = http.client.HTTPResponse(client)
        try:
            response.begin()
        except (http.client.BadStatusLine, ConnectionResetError):
            pass  # hung up on, which is an answer to what is no HTTP
        else:
            assert response.status in statuses
            check(Response(response.status, response.headers, response.read()))
    is_well(target)


def test_parameters_without_end(target):
    for count, status in ((900, 200), (1100, 400), (100_000, 400)):
        body = "query=ASK{}" + "&a=b" * count
        answer = send(target, "POST", headers={"Content-Type": FORM}, body=body)
        assert answer.status == status, count
        check(answer)


def test_many_broken_requests_leave_nothing_behind(target):
    """Clients that say half of what they mean, and go."""
    address = urlsplit(target)
    for cut in range(1, 200, 7):
        line = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 999\r\nContent-Type: "
        request = (line + QUERY.encode() + b"\r\n\r\nSELECT * { ?s ?p ?o }" * 4)[:cut]
        with socket.create_connection((address.hostname, address.port), timeout=QUICK) as client:
            client.sendall(request)
    is_well(target)
    headers = BEARER | {"Content-Type": TURTLE}
    assert send(target, "PUT", "/graphs?default", headers=headers, body="").status in (201, 204)
