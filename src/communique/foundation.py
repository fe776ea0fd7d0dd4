"""What every store stands on: the ontology and the background, put in when missing or changed."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from communique import __version__
from communique.ingest.background import load_background
from communique.ingest.background_quads import background_quads
from communique.records import recorded
from communique.resources import resource
from communique.store.live import Writer
from communique.vocab import CMQ, PROV, XSD, Names


def lay_foundation(writer: Writer, names: Names, *, now: str) -> bool:
    """Bring the ontology and background graphs of a store up to date; return whether they changed.

    A graph whose source files have the hash recorded with it is left alone unread. `now` is the
    time to record (ISO 8601).
    """
    changed = False
    hashes = recorded(writer, names, CMQ + "textHash")
    for graph, folder, build in _sources(names):
        fingerprint = _fingerprint(folder)
        if fingerprint not in hashes.get(graph, ()):
            about = _about(graph, fingerprint, now)
            changed |= writer.replace_graph(graph, build(), about=about)
    return changed


def _sources(names: Names) -> list[tuple[str, Path, Callable[[], Iterable[Quad]]]]:
    return [
        (names.ontology_graph, resource("ontology"), lambda: _ontology_quads(names)),
        (
            names.background_graph,
            resource("data", "background"),
            lambda: background_quads(load_background(), names),
        ),
    ]


def _ontology_quads(names: Names) -> Iterable[Quad]:
    """The ontology's class expressions are blank nodes, which get the same labels every time."""
    path = resource("ontology", "communique.ttl")
    triples = Dataset(parse(path=path, format=RdfFormat.TURTLE))
    triples.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    graph = NamedNode(names.ontology_graph)
    return [Quad(one.subject, one.predicate, one.object, graph) for one in triples]


def _fingerprint(folder: Path) -> str:
    state = hashlib.sha256(__version__.encode())
    for path in sorted(folder.glob("*.t*")):
        state.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"sha256:{state.hexdigest()}"


def _about(graph: str, fingerprint: str, now: str) -> list[Triple]:
    subject = NamedNode(graph)
    stamp = Literal(now, datatype=NamedNode(XSD + "dateTime"))
    return [
        Triple(subject, NamedNode(CMQ + "textHash"), Literal(fingerprint)),
        Triple(subject, NamedNode(CMQ + "extractorVersion"), Literal(__version__)),
        Triple(subject, NamedNode(PROV + "generatedAtTime"), stamp),
    ]
