"""`communique export`: the published graph as a file, the same bytes for the same snapshot."""

import os
import tempfile
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, serialize

from communique.commands.store import names_of
from communique.errors import InputError
from communique.formats import GRAPHS, by_name, with_sorted_prefixes
from communique.intake import find_graph
from communique.settings import Settings
from communique.store.snapshot import reading


def export_graph(
    article: str, form: str, output: Path | None, settings: Settings, stdout: BinaryIO
) -> None:
    """Write the current snapshot, or the graph of one article, in the format named `form`.

    A format without graph names gets the default graph, or the article's. `output` appears whole
    or not at all. Raises GraphNotFound, NothingPublished and InputError.
    """
    row = by_name(form, GRAPHS)
    if row is None or not isinstance(row.engine, RdfFormat):
        raise InputError(f"{form} is no format for graphs")
    names = names_of(settings)
    with reading(settings.store) as snapshot:
        store = Store.read_only(str(snapshot.path))
        keep_names = row.kind == "dataset"
        if article:
            graphs = [graph.value for graph in store.named_graphs()]
            graph = NamedNode(find_graph(article, names, graphs))
            quads = list(store.quads_for_pattern(None, None, None, graph))
        elif keep_names:
            quads = list(store)
        else:
            quads = list(store.quads_for_pattern(None, None, None, DefaultGraph()))
        content = _serialise(quads, row.engine, names.prefixes, keep_names=keep_names)
    if output is None:
        stdout.write(content)
    else:
        _replace_file(output, content)


def _serialise(
    quads: list[Quad], engine: RdfFormat, prefixes: dict[str, str], *, keep_names: bool
) -> bytes:
    ordered = sorted(
        quads, key=lambda q: (str(q.graph_name), str(q.subject), _predicate(q), str(q.object))
    )
    statements = ordered if keep_names else [quad.triple for quad in ordered]
    content = serialize(statements, format=engine, prefixes=prefixes)
    return with_sorted_prefixes(content or b"")


def _predicate(quad: Quad) -> str:
    """Sort rdf:type first, as readers of Turtle expect."""
    is_type = quad.predicate.value.endswith("22-rdf-syntax-ns#type")
    return "" if is_type else quad.predicate.value


def _replace_file(path: Path, content: bytes) -> None:
    try:
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).chmod(0o644)
                Path(file.name).replace(path)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from error
