"""The statements of a snapshot in one order, whoever writes them: by graph, subject, type first.

The order is that of the text of N-Triples, so it stays the same when other statements come or go.
Nothing is held in memory but one run of the sort.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import IO

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from communique.vocab import RDF

RUN = 200_000
"""Statements that are sorted in memory at a time, about 50 MB of them."""

_PARSED = 10_000  # statements turned into objects at a time
_TYPE = f"<{RDF}type>".encode()

Graph = NamedNode | DefaultGraph
Progress = Callable[[int], None]


def statements_of(store: Store, graphs: Iterable[Graph]) -> Iterator[Quad]:
    """Yield what `graphs` of a database hold, in order. Raises OSError."""
    for graph in graphs:
        with NamedTemporaryFile(prefix="communique-") as text:
            store.dump(Path(text.name), RdfFormat.N_TRIPLES, from_graph=graph)
            yield from _parsed(in_order(text), graph)


def statements_in(ntriples: bytes, graph: Graph) -> Iterator[Quad]:
    """Yield the statements of N-Triples, in order, as those of `graph`."""
    return _parsed(in_order(ntriples.splitlines(keepends=True)), graph)


def all_graphs(store: Store) -> list[Graph]:
    """Return the default graph and all named ones, by name."""
    named = [graph for graph in store.named_graphs() if isinstance(graph, NamedNode)]
    return [DefaultGraph(), *sorted(named, key=str)]


def in_order(lines: Iterable[bytes], *, run: int = RUN) -> Iterator[bytes]:
    """Yield lines of N-Triples sorted, with `run` of them in memory at most. Raises OSError."""
    lines = iter(lines)
    with ExitStack() as files:
        runs: list[Iterable[bytes]] = []
        while chunk := sorted(islice(lines, run), key=_order):
            if len(chunk) < run and not runs:
                yield from chunk
                return
            file = files.enter_context(TemporaryFile(prefix="communique-"))
            _keep(file, chunk)
            runs.append(file)
        yield from heapq.merge(*runs, key=_order)


def counted(quads: Iterator[Quad], tell: Progress, *, every: int = 100_000) -> Iterator[Quad]:
    """Pass `quads` on, telling how many have passed from time to time."""
    for number, quad in enumerate(quads, start=1):
        yield quad
        if number % every == 0:
            tell(number)


def _keep(file: IO[bytes], lines: list[bytes]) -> None:
    file.writelines(lines)
    file.seek(0)


def _parsed(lines: Iterator[bytes], graph: Graph) -> Iterator[Quad]:
    while chunk := b"".join(islice(lines, _PARSED)):
        for quad in parse(chunk, format=RdfFormat.N_TRIPLES):
            yield Quad(quad.subject, quad.predicate, quad.object, graph)


def _order(line: bytes) -> tuple[bytes, bytes, bytes]:
    subject, predicate, rest = line.split(b" ", 2)
    return subject, b"" if predicate == _TYPE else predicate, rest
