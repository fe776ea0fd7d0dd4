"""Which format a request gets."""

import pytest

from communique.errors import BadRequest, NotAcceptable
from communique.formats import FORMATS
from communique.web.negotiate import choose

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

CHOICES = [
    # Accept, format=, bindings, graph
    ("", (), "json", "turtle"),
    ("*/*", (), "json", "turtle"),
    ("application/sparql-results+json", (), "json", ""),
    ("application/sparql-results+xml", (), "xml", ""),
    ("text/csv", (), "csv", ""),
    ("text/tab-separated-values", (), "tsv", ""),
    ("text/turtle", (), "", "turtle"),
    ("application/n-triples", (), "", "ntriples"),
    ("application/rdf+xml", (), "", "rdfxml"),
    ("application/ld+json", (), "", "jsonld"),
    ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', (), "", "jsonld"),
    ("text/csv;charset=utf-8", (), "csv", ""),
    ("application/json", (), "json", "jsonld"),
    ("application/xml", (), "xml", "rdfxml"),
    ("text/plain", (), "", "ntriples"),
    ("TEXT/CSV", (), "csv", ""),
    # q decides, then how exactly the client named it, then the table
    ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", (), "xml", ""),
    ("text/csv, */*", (), "csv", "turtle"),
    ("text/*", (), "csv", "turtle"),
    ("application/*", (), "json", "ntriples"),
    ("*/*, application/sparql-results+json;q=0", (), "xml", "turtle"),
    ("application/sparql-results+json;q=0.1, */*;q=0.5", (), "xml", "turtle"),
    (BROWSER, (), "xml", "rdfxml"),
    # parameters win over the header
    ("text/csv", ("json",), "json", "jsonld"),
    ("text/csv", ("json", "json", "json"), "json", "jsonld"),
    ("", ("application/sparql-results+xml",), "xml", ""),
    ("", ("turtle",), "", "turtle"),
    ("", ("TTL",), "", "turtle"),
    ("", ("xml",), "xml", "rdfxml"),
    ("", ("json-ld",), "", "jsonld"),
]


@pytest.mark.parametrize(("accept", "asked", "bindings", "graph"), CHOICES)
def test_choice(accept, asked, bindings, graph):
    chosen = choose(accept, asked)
    assert (chosen.bindings, chosen.graph) == (bindings, graph)


@pytest.mark.parametrize(
    ("accept", "asked"),
    [("image/png", ()), ("*/*;q=0", ()), ("text/html", ()), ("", ("docx",)), ("nonsense", ())],
)
def test_nothing_fits_lists_what_there_is(accept, asked):
    with pytest.raises(NotAcceptable) as caught:
        choose(accept, asked)
    for row in FORMATS:
        assert row.media_type in str(caught.value)


def test_formats_that_disagree_are_refused():
    with pytest.raises(BadRequest, match="csv, json"):
        choose("", ("json", "csv"))
