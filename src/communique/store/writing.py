"""What a write over HTTP does: the verbs of the Graph Store Protocol, and SPARQL Update."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, Triple, parse

from communique.errors import GraphNotFound, InputError, PreconditionFailed, QuerySyntaxError
from communique.formats import GRAPHS
from communique.store.live import Writer, open_writer
from communique.store.place import failure, located
from communique.store.snapshot import pointed_number
from communique.store.terminals import refuse_network
from communique.vocab import Names

_ENGINE = {row.name: row.engine for row in GRAPHS}
_NO_CONTEXT = "contexts of JSON-LD are not fetched: write the context into the document"


@dataclass(frozen=True, slots=True)
class Order:
    """One write. `verb` is put, post, patch, delete or update.

    `graph` is the graph's name, "" for the default graph. `payloads` are (path, format name)
    pairs of files with RDF. `text` is a SPARQL update. `using_default` and `using_named` are the
    dataset of the protocol, None when the request names none. `services` are the endpoints that
    SERVICE may ask. `at_snapshot` is the only published one that it may be applied to, and
    `exists` whether the graph must be there or must not; None leaves it open.
    """

    verb: str
    graph: str = ""
    payloads: tuple[tuple[str, str], ...] = ()
    text: str = ""
    base_iri: str = ""
    using_default: tuple[str, ...] | None = None
    using_named: tuple[str, ...] | None = None
    services: tuple[str, ...] = ()
    at_snapshot: int | None = None
    exists: bool | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did: the snapshot that shows it, and whether it made a graph."""

    snapshot: int
    created: bool


def carry_out(
    order: Order,
    folder: Path,
    *,
    base_iri: str,
    wait: float,
    keep: int,
    now: str,
    on_commit: Callable[[], None],
) -> Written:
    """Write `order` to the store in `folder` and publish it, whole or not at all.

    `on_commit` is called when it can no longer be taken back.

    Raises InputError for RDF that cannot be read, QuerySyntaxError, GraphNotFound,
    PreconditionFailed, and StoreError and its kind.
    """
    refuse_network(order.text, allowed=order.services)
    names = Names(base_iri)
    prepared = _VERBS[order.verb]
    with open_writer(
        folder,
        names=names,
        default_graph=None,
        command="communique serve",
        wait=wait,
        now=now,
        on_commit=on_commit,
    ) as writer:
        _demand_state(writer, order, folder)
        created = prepared(writer, order, order.graph or names.direct_graph)
        return Written(writer.publish(keep=keep, created=now), created)


def repair(folder: Path, *, base_iri: str, wait: float, now: str) -> None:
    """Finish what a killed writer began, which may take longer than any write.

    Raises StoreError and its kind.
    """
    names = Names(base_iri)
    with open_writer(
        folder, names=names, default_graph=None, command="communique serve", wait=wait, now=now
    ):
        pass


def _demand_state(writer: Writer, order: Order, folder: Path) -> None:
    """Pass when the store is as `order` wants it; nobody else can write meanwhile."""
    if order.at_snapshot not in (None, pointed_number(str(folder / "snapshots" / "CURRENT"))):
        raise PreconditionFailed("the store has changed since: get the graph again, then write")
    if order.exists is None:
        return
    if (not order.graph or order.graph in writer.graphs()) != order.exists:
        state = "there is no such graph" if order.exists else "the graph is there already"
        raise PreconditionFailed(f"{state}, and the request is for when that is not so")


def _put(writer: Writer, order: Order, graph: str) -> bool:
    is_new = _is_new(writer, order, graph)
    writer.replace_graph(graph, list(_statements(order)))
    return is_new


def _post(writer: Writer, order: Order, graph: str) -> bool:
    is_new = _is_new(writer, order, graph)
    added = list(_statements(order))
    writer.replace_graph(graph, [*_present(writer, graph), *added])
    return is_new


def _delete(writer: Writer, order: Order, graph: str) -> bool:
    if order.graph:
        writer.drop_graph(graph)
    else:
        writer.replace_graph(graph, ())
    return False


def _patch(writer: Writer, order: Order, graph: str) -> bool:
    """Run an update on one graph alone: it is the default graph, and there is no other."""
    is_new = _is_new(writer, order, graph)
    alone = Store()
    alone.extend(
        Quad(one.subject, one.predicate, one.object, DefaultGraph())
        for one in _present(writer, graph)
    )
    try:
        alone.update(order.text, base_iri=order.graph or order.base_iri or None)
    except SyntaxError as error:
        raise QuerySyntaxError(located(str(error))) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise failure(error, "the update failed and changed nothing") from error
    if next(iter(alone.named_graphs()), None) is not None:
        raise InputError("a patch changes its own graph alone: leave GRAPH out, or use /sparql")
    writer.replace_graph(graph, [quad.triple for quad in alone])
    return is_new


def _update(writer: Writer, order: Order, graph: str) -> bool:
    del graph
    writer.update(
        order.text,
        base_iri=order.base_iri or None,
        using_default=order.using_default,
        using_named=order.using_named,
    )
    return False


_VERBS: dict[str, Callable[[Writer, Order, str], bool]] = {
    "put": _put,
    "post": _post,
    "patch": _patch,
    "delete": _delete,
    "update": _update,
}


def _is_new(writer: Writer, order: Order, graph: str) -> bool:
    """Return whether a write will make `graph`; the default graph is made when it is empty."""
    return graph not in writer.graphs() and not (order.graph == "" and _present(writer, graph))


def _present(writer: Writer, graph: str) -> frozenset[Triple]:
    try:
        return writer.triples(graph)
    except GraphNotFound:
        return frozenset()


def _statements(order: Order) -> Iterator[Triple]:
    """Read the payloads; blank nodes of each are its own and new to the store."""
    for path, name in order.payloads:
        engine = _ENGINE[name]
        if not isinstance(engine, RdfFormat):
            raise InputError(f"{name} is no format of RDF")
        base = order.graph or order.base_iri or None
        try:
            for quad in parse(path=path, format=engine, base_iri=base, rename_blank_nodes=True):
                if quad.graph_name != DefaultGraph():
                    raise InputError("the payload names graphs: send the triples of one graph")
                yield quad.triple
        except (SyntaxError, OSError, ValueError) as error:
            reason = _NO_CONTEXT if "remote context" in str(error) else str(error)
            raise InputError(f"the RDF cannot be read: {reason}") from error
