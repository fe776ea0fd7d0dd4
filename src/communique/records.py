"""What the metadata graph of a store records about its graphs."""

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from communique.store.live import Writer
from communique.vocab import CMQ, PROV, RDF, XSD, Names

# What stands in one article's graph alone, and is gone with it.
_OF_ONE_ARTICLE = {
    NamedNode(f"{CMQ}Article"),
    NamedNode(f"{CMQ}Event"),
    NamedNode(f"{RDF}Statement"),
}


def recorded(writer: Writer, names: Names, predicate: str) -> dict[str, set[str]]:
    """Return the values (texts or IRIs) the metadata graph has for `predicate`, by graph name."""
    if names.metadata_graph not in writer.graphs():
        return {}
    wanted = NamedNode(predicate)
    values: dict[str, set[str]] = {}
    for triple in writer.triples(names.metadata_graph):
        graph, value = triple.subject, triple.object
        if triple.predicate != wanted:
            continue
        if isinstance(graph, NamedNode) and isinstance(value, Literal | NamedNode):
            values.setdefault(graph.value, set()).add(value.value)
    return values


def tombstone(graph: str, content: Iterable[Triple], *, now: str) -> list[Triple]:
    """Return what the metadata graph keeps of a graph withdrawn with this `content`."""
    subject, member = NamedNode(graph), NamedNode(f"{PROV}hadMember")
    members = {
        triple.subject
        for triple in content
        if triple.predicate == NamedNode(f"{RDF}type") and triple.object in _OF_ONE_ARTICLE
    }
    stamp = Literal(now, datatype=NamedNode(f"{XSD}dateTime"))
    return [
        Triple(subject, NamedNode(f"{PROV}invalidatedAtTime"), stamp),
        *(Triple(subject, member, one) for one in sorted(members, key=str)),
    ]
