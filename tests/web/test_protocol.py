"""SPARQL 1.1 Protocol: requests and what becomes of them, without a server."""

from urllib.parse import quote

import pytest

from communique.errors import BadRequest, MethodNotAllowed, UnsupportedMediaType
from communique.web.protocol import FORM, QUERY, UPDATE, Operation, parse

ASK = "ASK { ?s ?p ?o }"
DROP = "DROP ALL"

UNDERSTOOD = [
    # method, query string, content type, body, operation
    ("GET", f"query={quote(ASK)}", "", "", Operation("query", ASK)),
    ("HEAD", f"query={quote(ASK)}", "", "", Operation("query", ASK)),
    ("GET", "", "", "", Operation("none", "")),
    ("POST", "", FORM, f"query={quote(ASK)}", Operation("query", ASK)),
    ("POST", "", f"{FORM}; charset=UTF-8", f"query={quote(ASK)}", Operation("query", ASK)),
    ("POST", "", QUERY, ASK, Operation("query", ASK)),
    ("POST", "", f"{QUERY};charset=utf-8", ASK, Operation("query", ASK)),
    ("POST", "", UPDATE, DROP, Operation("update", DROP)),
    ("POST", "", FORM, f"update={quote(DROP)}", Operation("update", DROP)),
    (
        "GET",
        f"query={quote(ASK)}&default-graph-uri=urn%3Aa&default-graph-uri=urn%3Ab",
        "",
        "",
        Operation("query", ASK, default_graphs=("urn:a", "urn:b")),
    ),
    (
        "POST",
        "named-graph-uri=urn:a",
        QUERY,
        ASK,
        Operation("query", ASK, named_graphs=("urn:a",)),
    ),
    (
        "POST",
        "using-graph-uri=urn:a&using-named-graph-uri=urn:b",
        UPDATE,
        DROP,
        Operation("update", DROP, default_graphs=("urn:a",), named_graphs=("urn:b",)),
    ),
    (
        "GET",
        f"query={quote(ASK)}&format=json&output=json&results=json&timeout=2",
        "",
        "",
        Operation("query", ASK, formats=("json", "json", "json"), timeout="2"),
    ),
    ("GET", "query=ASK%20%7B%20%22%C3%A9%22%20%7D", "", "", Operation("query", 'ASK { "é" }')),
    ("GET", "query=", "", "", Operation("query", "")),
]

REFUSED = [
    # method, query string, content type, body, error, words
    ("GET", f"query={quote(ASK)}&query={quote(ASK)}", "", "", BadRequest, "2 times"),
    ("POST", f"query={quote(ASK)}", FORM, f"query={quote(ASK)}", BadRequest, "2 times"),
    ("POST", f"query={quote(ASK)}", QUERY, ASK, BadRequest, "2 times"),
    ("POST", "", FORM, f"query={quote(ASK)}&update={quote(DROP)}", BadRequest, "not both"),
    ("GET", f"update={quote(DROP)}", "", "", BadRequest, "needs POST"),
    ("POST", "", FORM, "", BadRequest, "no query"),
    ("POST", "", "", ASK, UnsupportedMediaType, QUERY),
    ("POST", "", "text/plain", ASK, UnsupportedMediaType, QUERY),
    ("PUT", "", QUERY, ASK, MethodNotAllowed, "GET or POST"),
    ("DELETE", f"query={quote(ASK)}", "", "", MethodNotAllowed, "GET or POST"),
    ("POST", "", f"{QUERY}; charset=utf-16", ASK.encode("utf-16"), BadRequest, "UTF-8"),
    ("POST", "", QUERY, ASK.encode("utf-16"), BadRequest, "not UTF-8"),
    ("GET", "query=%FF%FE", "", "", BadRequest, "UTF-8"),
    ("GET", f"query={quote(ASK)}&default-graph-uri=nowhere", "", "", BadRequest, "absolute IRI"),
    ("GET", f"query={quote(ASK)}&named-graph-uri=urn:%3Ca%3E", "", "", BadRequest, "absolute IRI"),
    ("GET", f"query={quote(ASK)}&using-graph-uri=urn:a", "", "", BadRequest, "belongs to"),
    ("POST", "default-graph-uri=urn:a", UPDATE, DROP, BadRequest, "belongs to"),
    ("GET", "&".join(f"a{n}=" for n in range(1001)), "", "", BadRequest, "1000"),
]


@pytest.mark.parametrize(("method", "query_string", "media_type", "body", "operation"), UNDERSTOOD)
def test_understood(method, query_string, media_type, body, operation):
    assert parse(method, query_string.encode(), media_type, body.encode()) == operation


@pytest.mark.parametrize(
    ("method", "query_string", "media_type", "body", "error", "words"), REFUSED
)
def test_refused(method, query_string, media_type, body, error, words):
    data = body if isinstance(body, bytes) else body.encode()
    with pytest.raises(error, match=words):
        parse(method, query_string.encode(), media_type, data)
