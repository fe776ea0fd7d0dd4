"""RDF 1.2 Turtle: what is said of a statement stands on the triple itself, by a reifier.

An rdf:Statement with its subject, predicate and object becomes one rdf:reifies triple.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple

from communique.exports.material import Material, by_subject
from communique.exports.rdf import write_by_engine
from communique.vocab import RDF

_REIFIES = NamedNode(f"{RDF}reifies")
_IS_STATEMENT = (NamedNode(f"{RDF}type"), NamedNode(f"{RDF}Statement"))
_PARTS = tuple(NamedNode(f"{RDF}{part}") for part in ("subject", "predicate", "object"))


def write_annotated(material: Material, output: BinaryIO) -> None:
    """Write all of `material`, without graph names."""
    triples = annotated(material.statements())
    write_by_engine(triples, RdfFormat.TURTLE, material.names.prefixes, output)


def annotated(quads: Iterable[Quad]) -> Iterator[Triple]:
    """Yield the triples of `quads`, which come subject by subject, in the terms of RDF 1.2."""
    for subject, about in by_subject(quads):
        triple = reified(about)
        if triple is not None:
            yield Triple(subject, _REIFIES, triple)
        for quad in about:
            is_part = quad.predicate in _PARTS or (quad.predicate, quad.object) == _IS_STATEMENT
            if triple is None or not is_part:
                yield quad.triple


def reified(about: list[Quad]) -> Triple | None:
    """Return the triple that an rdf:Statement is about; None for anything else, and where it does
    not say all of it.
    """
    if not any((quad.predicate, quad.object) == _IS_STATEMENT for quad in about):
        return None
    said = {quad.predicate: quad.object for quad in about}
    subject, predicate, value = (said.get(part) for part in _PARTS)
    if not isinstance(subject, NamedNode | BlankNode) or not isinstance(predicate, NamedNode):
        return None
    return Triple(subject, predicate, value) if value is not None else None
