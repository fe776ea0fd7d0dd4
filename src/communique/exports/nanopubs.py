"""Nanopublications: each statement and event as an assertion with its provenance, in TriG.

Their four graphs are named below the IRI of what they publish: #head, #assertion, #provenance and
#pubinfo; the nanopublication itself is #nanopub.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple

from communique.exports.annotated import reified
from communique.exports.material import Material, by_subject
from communique.exports.rdf import write_by_engine
from communique.exports.words import dataset_words
from communique.vocab import CMQ, DCTERMS, PROV, RDF, XSD

NP = "http://www.nanopub.org/nschema#"

_TYPE = NamedNode(f"{RDF}type")
_PASSAGE = NamedNode(f"{CMQ}Passage")
_EVIDENCE = NamedNode(f"{CMQ}evidence")
_EXTRACTED_BY = NamedNode(f"{CMQ}extractedBy")
_DERIVED_FROM = NamedNode(f"{PROV}wasDerivedFrom")
_PUBLISHED = {NamedNode(f"{RDF}Statement"), NamedNode(f"{CMQ}Event")}

# What tells where a statement comes from, not what it states.
_PROVENANCE = {
    *(NamedNode(f"{CMQ}{name}") for name in ("confidence", "reportedIn", "attributedTo")),
    _EVIDENCE,
    _EXTRACTED_BY,
    _DERIVED_FROM,
}


def write_nanopubs(material: Material, output: BinaryIO) -> None:
    """Write a nanopublication for each statement and event of `material`."""
    prefixes = material.names.prefixes | {"np": NP}
    write_by_engine(nanopubs(material), RdfFormat.TRIG, prefixes, output)


def nanopubs(material: Material) -> Iterator[Quad]:
    """Yield the quads of the nanopublications, one after the other.

    The order of statements puts the passages of an article before what rests on them.
    """
    for _, quads in groupby(material.statements(), key=lambda quad: quad.graph_name):
        passages: dict[NamedNode, list[Quad]] = {}
        for subject, about in by_subject(quads):
            kinds = {quad.object for quad in about if quad.predicate == _TYPE}
            if not isinstance(subject, NamedNode):
                continue
            if _PASSAGE in kinds:
                passages[subject] = about
            if kinds & _PUBLISHED:
                yield from _nanopub(subject, about, passages, material.created)


def _nanopub(
    subject: NamedNode, about: list[Quad], passages: dict[NamedNode, list[Quad]], created: str
) -> Iterator[Quad]:
    head, assertion, provenance, pubinfo, nanopub = (
        NamedNode(f"{subject.value}#{part}")
        for part in ("head", "assertion", "provenance", "pubinfo", "nanopub")
    )
    yield Quad(nanopub, _TYPE, _np("Nanopublication"), head)
    yield Quad(nanopub, _np("hasAssertion"), assertion, head)
    yield Quad(nanopub, _np("hasProvenance"), provenance, head)
    yield Quad(nanopub, _np("hasPublicationInfo"), pubinfo, head)
    for triple in _asserted(about):
        yield Quad(triple.subject, triple.predicate, triple.object, assertion)
    yield Quad(assertion, _DERIVED_FROM, subject, provenance)
    for quad in about:
        if quad.predicate in _PROVENANCE:
            yield Quad(assertion, quad.predicate, quad.object, provenance)
        if quad.predicate == _EVIDENCE and isinstance(quad.object, NamedNode):
            for one in passages.get(quad.object, ()):
                yield Quad(one.subject, one.predicate, one.object, provenance)
    stamp = Literal(created, datatype=NamedNode(f"{XSD}dateTime"))
    yield Quad(nanopub, NamedNode(f"{DCTERMS}created"), stamp, pubinfo)
    yield Quad(
        nanopub, NamedNode(f"{DCTERMS}license"), NamedNode(dataset_words()["license"]), pubinfo
    )
    for quad in about:
        if quad.predicate == _EXTRACTED_BY:
            yield Quad(nanopub, NamedNode(f"{DCTERMS}creator"), quad.object, pubinfo)


def _asserted(about: list[Quad]) -> list[Triple]:
    """Return what is asserted: the triple of a statement, else what is said of an event."""
    triple = reified(about)
    if triple is not None:
        return [triple]
    return [quad.triple for quad in about if quad.predicate not in _PROVENANCE]


def _np(name: str) -> NamedNode:
    return NamedNode(f"{NP}{name}")
