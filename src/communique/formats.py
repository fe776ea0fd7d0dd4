"""The one table of formats: media types, extensions and who reads and writes them.

It feeds negotiation, the choices of the command line, the service description and the tests.
`kind` is what a format can carry: "bindings" (SELECT and ASK results, SPARQL 1.1 Results),
"graph" (triples) or "dataset" (quads).
"""

from dataclasses import dataclass
from typing import Literal

from pyoxigraph import QueryResultsFormat, RdfFormat

Kind = Literal["bindings", "graph", "dataset"]


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the table. `media_types[0]` is what we answer with; the others are accepted.

    `w3c_name` is the last part of the format's IRI below http://www.w3.org/ns/formats/.
    """

    name: str
    kind: Kind
    extension: str
    media_types: tuple[str, ...]
    engine: QueryResultsFormat | RdfFormat
    w3c_name: str
    aliases: tuple[str, ...] = ()

    @property
    def media_type(self) -> str:
        """The registered media type."""
        return self.media_types[0]

    @property
    def content_type(self) -> str:
        """The Content-Type header: text formats name their charset."""
        is_text = self.media_type.startswith("text/")
        return f"{self.media_type}; charset=utf-8" if is_text else self.media_type


FORMATS: tuple[Format, ...] = (
    Format(
        "json",
        "bindings",
        "srj",
        ("application/sparql-results+json", "application/json"),
        QueryResultsFormat.JSON,
        "SPARQL_Results_JSON",
        ("sparql-json", "sparql-results+json"),
    ),
    Format(
        "xml",
        "bindings",
        "srx",
        ("application/sparql-results+xml", "application/xml", "text/xml"),
        QueryResultsFormat.XML,
        "SPARQL_Results_XML",
        ("sparql-xml", "sparql-results+xml"),
    ),
    Format("csv", "bindings", "csv", ("text/csv",), QueryResultsFormat.CSV, "SPARQL_Results_CSV"),
    Format(
        "tsv",
        "bindings",
        "tsv",
        ("text/tab-separated-values",),
        QueryResultsFormat.TSV,
        "SPARQL_Results_TSV",
    ),
    Format(
        "turtle",
        "graph",
        "ttl",
        ("text/turtle", "application/turtle", "application/x-turtle"),
        RdfFormat.TURTLE,
        "Turtle",
        ("ttl", "n3"),  # Turtle is the part of N3 that clients mean
    ),
    Format(
        "ntriples",
        "graph",
        "nt",
        ("application/n-triples", "text/plain"),
        RdfFormat.N_TRIPLES,
        "N-Triples",
        ("nt", "n-triples"),
    ),
    Format(
        "rdfxml",
        "graph",
        "rdf",
        ("application/rdf+xml", "application/xml", "text/xml"),
        RdfFormat.RDF_XML,
        "RDF_XML",
        ("rdf", "rdf+xml", "rdf-xml", "xml"),
    ),
    Format(
        "jsonld",
        "dataset",
        "jsonld",
        ("application/ld+json", "application/json"),
        RdfFormat.JSON_LD,
        "JSON-LD",
        ("json-ld", "ld+json", "json"),
    ),
    Format(
        "trig",
        "dataset",
        "trig",
        ("application/trig", "application/x-trig"),
        RdfFormat.TRIG,
        "TriG",
    ),
    Format(
        "nquads",
        "dataset",
        "nq",
        ("application/n-quads", "text/x-nquads"),
        RdfFormat.N_QUADS,
        "N-Quads",
        ("nq", "n-quads"),
    ),
)

WITH_PREFIXES = frozenset({"turtle", "trig"})
"""Formats that open with prefix declarations, a line each."""

BINDINGS = tuple(row for row in FORMATS if row.kind == "bindings")
GRAPHS = tuple(row for row in FORMATS if row.kind != "bindings")


def by_name(name: str, choices: tuple[Format, ...] = FORMATS) -> Format | None:
    """Return the first of `choices` that goes by `name` (name, alias, extension or media type)."""
    wanted = name.strip().lower()
    for row in choices:
        if wanted in (row.name, row.extension, *row.aliases, *row.media_types):
            return row
    return None


def with_sorted_prefixes(data: bytes) -> bytes:
    """Return Turtle or TriG with the prefixes that it opens with in order.

    The engine writes them in an order that need not be the same in another process, and the same
    graph must give the same bytes.
    """
    if not data.startswith(b"@prefix "):
        return data
    lines = data.splitlines(keepends=True)
    size = next((n for n, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
    return b"".join(sorted(lines[:size]) + lines[size:])
