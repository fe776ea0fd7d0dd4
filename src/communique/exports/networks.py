"""Who did what to whom as a network, for Gephi and its kind: GraphML and GEXF.

Nodes are the agents and patients of events, edges the events, one for each agent and patient.
Both files are written as the statements come; only the IRIs of the nodes are held in memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from pyoxigraph import Literal, NamedNode, Quad

from communique.exports.material import Material, by_subject
from communique.vocab import CMQ, RDF, RDFS

_TYPE = f"{RDF}type"
_LABEL = f"{RDFS}label"
_GENERAL = {f"{CMQ}Event", f"{CMQ}Claim"}  # every event is the first, many are the second

NODE_KEYS = ("label", "kind")
EDGE_KEYS = ("event", "kind", "label", "time", "factuality", "article", "confidence")


@dataclass(frozen=True, slots=True)
class Edge:
    """One event between two nodes; `values` are those of EDGE_KEYS."""

    source: str
    target: str
    values: tuple[str, ...]


def write_graphml(material: Material, output: BinaryIO) -> None:
    """Write the network of `material` as GraphML."""
    xml = _begun(output)
    _open(xml, "graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    for owner, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for key in keys:
            attributes = {"id": f"{owner}-{key}", "for": owner, "attr.name": key}
            _empty(xml, "key", attributes | {"attr.type": "string"})
    _open(xml, "graph", {"edgedefault": "directed"})
    for iri, values in nodes(material):
        _open(xml, "node", {"id": iri})
        _data(xml, "node", NODE_KEYS, values)
        xml.endElement("node")
    for number, edge in enumerate(edges(material)):
        attributes = {"id": f"e{number}", "source": edge.source, "target": edge.target}
        _open(xml, "edge", attributes)
        _data(xml, "edge", EDGE_KEYS, edge.values)
        xml.endElement("edge")
    xml.endElement("graph")
    xml.endElement("graphml")
    xml.endDocument()


def write_gexf(material: Material, output: BinaryIO) -> None:
    """Write the network of `material` as GEXF 1.3."""
    xml = _begun(output)
    _open(xml, "gexf", {"xmlns": "http://gexf.net/1.3", "version": "1.3"})
    _open(xml, "graph", {"defaultedgetype": "directed", "mode": "static"})
    for owner, keys in (("node", NODE_KEYS[1:]), ("edge", EDGE_KEYS)):
        _open(xml, "attributes", {"class": owner})
        for key in keys:
            _empty(xml, "attribute", {"id": key, "title": key, "type": "string"})
        xml.endElement("attributes")
    _open(xml, "nodes")
    for iri, (label, *values) in nodes(material):
        _open(xml, "node", {"id": iri, "label": label})
        _attvalues(xml, NODE_KEYS[1:], tuple(values))
        xml.endElement("node")
    xml.endElement("nodes")
    _open(xml, "edges")
    for number, edge in enumerate(edges(material)):
        attributes = {"id": f"e{number}", "source": edge.source, "target": edge.target}
        _open(xml, "edge", attributes | {"kind": edge.values[1]})
        _attvalues(xml, EDGE_KEYS, edge.values)
        xml.endElement("edge")
    xml.endElement("edges")
    xml.endElement("graph")
    xml.endElement("gexf")
    xml.endDocument()


def edges(material: Material) -> Iterator[Edge]:
    """Yield the edges of `material`, event by event; those of one graph name come once."""
    for subject, about in by_subject(material.statements()):
        agents, patients = _values(about, f"{CMQ}agent"), _values(about, f"{CMQ}patient")
        if not (agents and patients and isinstance(subject, NamedNode)):
            continue
        kinds = [kind for kind in _values(about, _TYPE) if kind not in _GENERAL]
        values = (
            subject.value,
            _local(kinds),
            _first(about, _LABEL),
            _first(about, f"{CMQ}time"),
            _local(_values(about, f"{CMQ}factuality")),
            _first(about, f"{CMQ}reportedIn"),
            _first(about, f"{CMQ}confidence"),
        )
        for source in agents:
            for target in patients:
                yield Edge(source, target, values)


def nodes(material: Material) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the nodes that edges lead to or from, with the values of NODE_KEYS."""
    wanted = {end for edge in edges(material) for end in (edge.source, edge.target)}
    for subject, about in by_subject(material.statements()):
        if isinstance(subject, NamedNode) and subject.value in wanted:
            kinds = [kind for kind in _values(about, _TYPE) if kind.startswith(CMQ)]
            if label := _first(about, _LABEL):
                wanted.remove(subject.value)
                yield subject.value, (label, _local(kinds))
    for iri in sorted(wanted):  # nothing else is said of them here
        yield iri, (iri, "")


def _begun(output: BinaryIO) -> XMLGenerator:
    xml = XMLGenerator(output, "utf-8", short_empty_elements=True)
    xml.startDocument()
    return xml


def _open(xml: XMLGenerator, name: str, attributes: dict[str, str] | None = None) -> None:
    xml.startElement(name, AttributesImpl(attributes or {}))


def _empty(xml: XMLGenerator, name: str, attributes: dict[str, str]) -> None:
    _open(xml, name, attributes)
    xml.endElement(name)
    xml.ignorableWhitespace("\n")


def _data(xml: XMLGenerator, owner: str, keys: tuple[str, ...], values: tuple[str, ...]) -> None:
    for key, value in zip(keys, values, strict=True):
        if value:
            _open(xml, "data", {"key": f"{owner}-{key}"})
            xml.characters(value)
            xml.endElement("data")


def _attvalues(xml: XMLGenerator, keys: tuple[str, ...], values: tuple[str, ...]) -> None:
    _open(xml, "attvalues")
    for key, value in zip(keys, values, strict=True):
        if value:
            _empty(xml, "attvalue", {"for": key, "value": value})
    xml.endElement("attvalues")


def _values(about: list[Quad], predicate: str) -> list[str]:
    return [
        quad.object.value
        for quad in about
        if quad.predicate.value == predicate and isinstance(quad.object, NamedNode | Literal)
    ]


def _first(about: list[Quad], predicate: str) -> str:
    return next(iter(_values(about, predicate)), "")


def _local(iris: list[str]) -> str:
    return iris[0].rpartition("#")[2] if iris else ""
