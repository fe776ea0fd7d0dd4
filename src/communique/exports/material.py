"""What an export is made of: statements, which may be asked for more than once, and tables."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import BlankNode, NamedNode, Quad

from communique.vocab import Names


@dataclass(frozen=True, slots=True)
class Material:
    """`statements` begins anew each time it is called; they come graph by graph, subject by
    subject. `table` returns the CSV of a query in queries/tables. `created` is when the snapshot
    was published (ISO 8601).
    """

    names: Names
    created: str
    statements: Callable[[], Iterator[Quad]]
    table: Callable[[str], Iterable[bytes]]


def by_subject(quads: Iterable[Quad]) -> Iterator[tuple[NamedNode | BlankNode, list[Quad]]]:
    """Yield each subject of a graph with what is said of it there."""
    for (_, subject), about in groupby(quads, key=lambda quad: (quad.graph_name, quad.subject)):
        if isinstance(subject, NamedNode | BlankNode):
            yield subject, list(about)
