"""What a store holds, kept along with each change so that a publish need not count."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, Store

from communique.store.journal import Change
from communique.vocab import RDF

_DEFAULT = DefaultGraph()
_TYPE = NamedNode(f"{RDF}type")
_TRIPLES = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
_BY_GRAPH = "SELECT ?k (COUNT(*) AS ?n) WHERE { GRAPH ?k { ?s ?p ?o } } GROUP BY ?k"
_BY_CLASS = "SELECT ?k (COUNT(*) AS ?n) WHERE { ?s a ?k } GROUP BY ?k"
_BY_PROPERTY = "SELECT ?k (COUNT(*) AS ?n) WHERE { ?s ?k ?o } GROUP BY ?k"


@dataclass(slots=True)
class Counts:
    """Triples in the default graph, and how many of them have each class and each property;
    quads in each named graph.
    """

    triples: int = 0
    by_graph: dict[str, int] = field(default_factory=dict)
    by_class: dict[str, int] = field(default_factory=dict)
    by_property: dict[str, int] = field(default_factory=dict)

    @property
    def graphs(self) -> int:
        """Named graphs, empty ones included."""
        return len(self.by_graph)

    @property
    def quads(self) -> int:
        """Quads in the named graphs."""
        return sum(self.by_graph.values())

    def make(self, change: Change) -> None:
        """Count `change`: every quad of it must be a true change, there before it goes, not there
        before it comes.
        """
        self._take(change.remove, -1)
        for name in change.drop:
            self.by_graph.pop(name, None)
        for name in change.create:
            self.by_graph.setdefault(name, 0)
        self._take(change.add, 1)

    def _take(self, quads: Iterable[Quad], step: int) -> None:
        for quad in quads:
            if quad.graph_name != _DEFAULT:
                name = str(cast(NamedNode, quad.graph_name).value)
                self.by_graph[name] = self.by_graph.get(name, 0) + step
                continue
            self.triples += step
            _add(self.by_property, quad.predicate.value, step)
            if quad.predicate == _TYPE and isinstance(quad.object, NamedNode):
                _add(self.by_class, quad.object.value, step)


def count(store: Store) -> Counts:
    """Count what a database holds; some seconds for a million quads. Raises OSError."""
    (row,) = cast(QuerySolutions, store.query(_TRIPLES))
    by_graph = {graph.value: 0 for graph in store.named_graphs()}
    return Counts(
        triples=int(row["n"].value),
        by_graph=by_graph | _grouped(store, _BY_GRAPH),
        by_class=_grouped(store, _BY_CLASS),
        by_property=_grouped(store, _BY_PROPERTY),
    )


def _grouped(store: Store, query: str) -> dict[str, int]:
    rows = cast(QuerySolutions, store.query(query))
    return {row["k"].value: int(row["n"].value) for row in rows if isinstance(row["k"], NamedNode)}


def _add(numbers: dict[str, int], key: str, step: int) -> None:
    number = numbers.get(key, 0) + step
    if number:
        numbers[key] = number
    else:
        del numbers[key]
