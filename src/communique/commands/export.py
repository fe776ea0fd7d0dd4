"""`communique export`: what is published, all or a part of it, as a file for other programs."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from communique.commands.query import query_text
from communique.errors import InputError, NotFound
from communique.exports.material import Material
from communique.exports.packing import coding_of, compressed, new_file
from communique.exports.statements import (
    all_graphs,
    counted,
    statements_in,
    statements_of,
)
from communique.exports.table import BY_NAME, EXPORTS, Export, Parts
from communique.exports.tables import table_query
from communique.formats import BINDINGS, by_name
from communique.intake import find_graph
from communique.resources import resource
from communique.settings import Settings
from communique.store.forms import query_form
from communique.store.pool import Pool, QueryRequest
from communique.store.snapshot import Snapshot, reading
from communique.store.terminals import refuse_network
from communique.vocab import Names

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Selection:
    """What to export; nothing given means all of it. `query` is as `query_text` takes it."""

    article: str = ""
    entity: str = ""
    query: str = ""


def export(
    selection: Selection,
    form: str,
    output: Path | None,
    coding: str,
    settings: Settings,
    *,
    stdout: BinaryIO,
    say: Say,
) -> None:
    """Write `selection` of the current snapshot in the format named `form`, to `output` or stdout.

    `coding` is gzip, zstd or "" for what the name of `output` says. The same snapshot gives the
    same bytes. Raises GraphNotFound, NothingPublished, InputError, and QueryError and its kind.
    """
    coding = coding or (coding_of(output) if output else "")
    with (
        Pool(settings.store, workers=1, memory=settings.memory) as pool,
        reading(settings.store) as snapshot,
    ):
        write = _writer(selection, form, Source(settings, snapshot, pool, say))
        if output is None:
            with compressed(stdout, coding) as file:
                write(file)
        else:
            with new_file(output) as plain, compressed(plain, coding) as file:
                write(file)


@dataclass(frozen=True, slots=True)
class Source:
    """A snapshot to export from, and workers for queries on it."""

    settings: Settings
    snapshot: Snapshot
    pool: Pool
    say: Say

    @property
    def names(self) -> Names:
        """The IRIs below the base in force."""
        return Names(self.settings.base_iri)

    def everything(self, parts: Parts) -> Material:
        """Return the whole graph as material."""
        store = Store.read_only(str(self.snapshot.path))
        graphs = all_graphs(store)
        chosen = {"default": graphs[:1], "named": graphs[1:], "both": graphs}[parts]
        return self._material(partial(self._told, store, chosen), table=self._table)

    def article(self, article: str) -> Material:
        """Return the graph of one article as material. Raises GraphNotFound."""
        store = Store.read_only(str(self.snapshot.path))
        known = [graph.value for graph in all_graphs(store) if isinstance(graph, NamedNode)]
        graph = find_graph(article, self.names, known)
        return self._material(
            partial(statements_of, store, [NamedNode(graph)]),
            table=partial(self._table, graphs=(graph,)),
        )

    def entity(self, entity: str) -> Material:
        """Return what a document about one thing says. Raises NotFound."""
        iri = entity if ":" in entity else f"{self.names.base}id/{entity}"
        text = resource("queries", "description", "thing.rq").read_text(encoding="utf-8")
        material = self.answer(text, base_iri=iri)
        if next(material.statements(), None) is None:
            raise NotFound(f"nothing is known of <{iri}>: give an IRI, or kind/key")
        return material

    def answer(self, text: str, *, base_iri: str | None = None) -> Material:
        """Return the triples that a CONSTRUCT or DESCRIBE gives as material."""
        triples = b"".join(self.blocks(text, graph="ntriples", base_iri=base_iri))
        return self._material(partial(statements_in, triples, DefaultGraph()), table=self._table)

    def blocks(
        self,
        text: str,
        *,
        bindings: str = "",
        graph: str = "",
        base_iri: str | None = None,
        graphs: tuple[str, ...] | None = None,
    ) -> Iterator[bytes]:
        """Yield the answer to a query in one of these formats; `graphs` are its named graphs."""
        refuse_network(text)
        answer = self.pool.query(
            QueryRequest(
                text,
                bindings=bindings,
                graph=graph,
                timeout=self.settings.timeout,
                base_iri=base_iri,
                named_graphs=graphs,
            )
        )
        yield from answer.chunks if answer.chunks is not None else [answer.body or b""]

    def _material(
        self, statements: Callable[[], Iterator[Quad]], table: Callable[[str], Iterable[bytes]]
    ) -> Material:
        return Material(self.names, self.snapshot.created, statements, table)

    def _told(self, store: Store, graphs: list[NamedNode | DefaultGraph]) -> Iterator[Quad]:
        def tell(number: int) -> None:
            self.say(f"{number} statements")

        return counted(statements_of(store, graphs), tell)

    def _table(self, name: str, graphs: tuple[str, ...] | None = None) -> Iterator[bytes]:
        return self.blocks(table_query(name), bindings="csv", graphs=graphs)


def _writer(selection: Selection, form: str, source: Source) -> Callable[[BinaryIO], None]:
    """Return what writes `selection` in the format `form`. Raises what `export` raises."""
    if selection.query:
        text = query_text(selection.query)
        if query_form(text) in ("SELECT", "ASK"):
            return partial(_write_bindings, source, text, form)
        return partial(_graph_row(form, is_part=True).write, source.answer(text))
    row = _graph_row(form, is_part=bool(selection.entity))
    if selection.article:
        return partial(row.write, source.article(selection.article))
    if selection.entity:
        return partial(row.write, source.entity(selection.entity))
    return partial(row.write, source.everything(row.parts))


def _write_bindings(source: Source, text: str, form: str, output: BinaryIO) -> None:
    row = by_name(form, BINDINGS)
    if row is None:
        offered = ", ".join(row.name for row in BINDINGS)
        raise InputError(f"the answer to this query is rows: give --format one of {offered}")
    output.writelines(source.blocks(text, bindings=row.name))


def _graph_row(form: str, *, is_part: bool) -> Export:
    """Return the row for `form`; `is_part` says that no whole graphs are asked for."""
    if form not in BY_NAME:
        offered = ", ".join(row.name for row in EXPORTS)
        raise InputError(f"{form} is no format for graphs: give --format one of {offered}")
    if form == "tables" and is_part:
        raise InputError("tables are of the whole graph or of an article: name nothing else")
    return BY_NAME[form]
