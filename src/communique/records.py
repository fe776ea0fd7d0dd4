"""What the metadata graph of a store records about its graphs."""

from pyoxigraph import Literal, NamedNode

from communique.store.live import Writer
from communique.vocab import Names


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
