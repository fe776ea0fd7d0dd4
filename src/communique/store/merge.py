"""The default graph as the RDF merge of the content graphs: a set, so that counts are right.

In merge mode the store's default graph holds exactly the triples that some named graph holds, the
graphs of metadata and of derived statements excepted. (The engine's own union would give a triple
in two graphs twice.) `delta` keeps it true for one change; `rebuild` makes it true from nothing.

Long operations are guarded by the file `repair`, which says what to do again on the next open if
this one dies. Every step can be done twice.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad

from communique.errors import StoreError
from communique.store.disk import sync_folder, write_whole
from communique.store.engine import Engine
from communique.store.folder import Mode, Record, read_record, write_record
from communique.vocab import Names

DEFAULT = DefaultGraph()
_CHUNK = 50_000


def is_merged(name: str, names: Names) -> bool:
    """Return whether the default graph of merge mode shows what graph `name` holds."""
    return name not in (names.metadata_graph, names.derived_graph)


def delta(
    engine: Engine,
    names: Names,
    graph: NamedNode,
    *,
    removed: Iterable[Quad],
    added: Iterable[Quad],
) -> tuple[list[Quad], list[Quad]]:
    """Return what must go from and come to the default graph when `graph` changes so.

    Call it before the change is made, for a merged graph. A removed triple stays when another
    merged graph holds it.
    """
    hidden = {DEFAULT, graph, *(NamedNode(name) for name in _unmerged(names))}
    going = [
        _shown(quad)
        for quad in removed
        if all(
            other.graph_name in hidden
            for other in engine.store.quads_for_pattern(
                quad.subject, quad.predicate, quad.object, None
            )
        )
    ]
    coming = [shown for quad in added if (shown := _shown(quad)) not in engine.store]
    return going, coming


def rebuild(engine: Engine, names: Names) -> None:
    """Make the default graph anew from the named graphs; about 15 s for a million quads.

    Bounded memory: the engine's bulk loader sorts in batches. Guard it with `repairing`.
    Raises OSError.
    """
    engine.store.clear_graph(DEFAULT)
    hidden = _unmerged(names)
    graphs = [node for node in engine.store.named_graphs() if node.value not in hidden]
    engine.store.bulk_extend(
        _shown(quad)
        for node in graphs
        for quad in engine.store.quads_for_pattern(None, None, None, node)
    )
    engine.store.flush()


def convert(engine: Engine, folder: Path, names: Names, mode: Mode) -> Record:
    """Change the recorded mode to `mode`, moving what was put into the default graph itself.

    Returns the new record. Killed half way, it is finished by `resume`. Raises OSError.
    """
    mark(folder, "enter-merge" if mode == "merge" else "enter-strict")
    resume(engine, folder, names)
    return read_record(folder)


def resume(engine: Engine, folder: Path, names: Names) -> bool:
    """Do what the file `repair` says is left to do; return whether there was anything."""
    found = False
    while step := _pending(folder):
        found = True
        following = _STEPS[step](engine, folder, names)
        mark(folder, following)
    return found


def mark(folder: Path, step: str) -> None:
    """Note on disk that `step` is to be done on the next open; "" for nothing. Raises OSError."""
    path = folder / "repair"
    if step:
        write_whole(path, step.encode())
    else:
        path.unlink(missing_ok=True)
        sync_folder(folder)


def _pending(folder: Path) -> str:
    try:
        step = (folder / "repair").read_text()
    except FileNotFoundError:
        return ""
    if step not in _STEPS:
        raise StoreError(f"{folder / 'repair'} is damaged: restore the store from a backup")
    return step


def _rebuild_step(engine: Engine, folder: Path, names: Names) -> str:
    if read_record(folder).default_graph == "merge":
        rebuild(engine, names)
    return ""


def _enter_merge(engine: Engine, folder: Path, names: Names) -> str:
    """Copy the default graph, which holds only what was put there, to its named graph."""
    _copy(engine, DEFAULT, NamedNode(names.direct_graph))
    engine.store.flush()
    write_record(folder, replace(read_record(folder), default_graph="merge"))
    return "rebuild"


def _enter_strict(engine: Engine, folder: Path, names: Names) -> str:  # noqa: ARG001 - a row of a table of such functions
    """Leave in the default graph only what was put there."""
    engine.store.clear_graph(DEFAULT)
    _copy(engine, NamedNode(names.direct_graph), DEFAULT)
    engine.store.flush()
    return "leave-merge"


def _leave_merge(engine: Engine, folder: Path, names: Names) -> str:
    engine.store.remove_graph(NamedNode(names.direct_graph))
    engine.store.flush()
    write_record(folder, replace(read_record(folder), default_graph="strict"))
    return ""


_STEPS: dict[str, Callable[[Engine, Path, Names], str]] = {
    "rebuild": _rebuild_step,
    "enter-merge": _enter_merge,
    "enter-strict": _enter_strict,
    "leave-merge": _leave_merge,
}


def _copy(engine: Engine, source: NamedNode | DefaultGraph, to: NamedNode | DefaultGraph) -> None:
    quads = (
        Quad(quad.subject, quad.predicate, quad.object, to)
        for quad in engine.store.quads_for_pattern(None, None, None, source)
    )
    while chunk := list(islice(quads, _CHUNK)):
        engine.store.extend(chunk)


def _unmerged(names: Names) -> tuple[str, ...]:
    return (names.metadata_graph, names.derived_graph)


def _shown(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, DEFAULT)
