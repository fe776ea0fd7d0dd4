"""`communique query`: a file, standard input or a saved query, here or at an endpoint."""

import sys
from collections.abc import Iterator
from pathlib import Path

from communique.errors import InputError
from communique.formats import BINDINGS, GRAPHS, by_name
from communique.resources import resource
from communique.settings import Settings
from communique.store.pool import Pool, QueryRequest
from communique.store.remote import query_remote
from communique.store.terminals import refuse_network


def answer(source: str, form: str, endpoint: str, settings: Settings) -> Iterator[bytes]:
    """Yield the answer to the query that `source` names, in the format named `form`.

    Without a form, bindings come as CSV and graphs as Turtle. Raises InputError when there is no
    such query, and whatever the pool or the endpoint says of it.
    """
    text = query_text(source)
    bindings = by_name(form, BINDINGS) if form else BINDINGS[2]
    graph = by_name(form, GRAPHS) if form else GRAPHS[0]
    if endpoint:
        yield query_remote(endpoint, text, bindings=bindings, graph=graph, timeout=settings.timeout)
        return
    refuse_network(text)
    request = QueryRequest(
        text,
        bindings=bindings.name if bindings else "",
        graph=graph.name if graph else "",
        timeout=settings.timeout,
    )
    with Pool(settings.store, workers=1, memory=settings.memory) as pool:
        result = pool.query(request)
        if result.chunks is None:
            yield result.body or b""
        else:
            yield from result.chunks


def query_text(source: str) -> str:
    """Return the text of a query: `-` is standard input, then a file, then a saved name."""
    try:
        if source == "-":
            return sys.stdin.read()
        path = Path(source)
        if path.is_file():
            return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read the query {source}: {error}") from error
    saved = {path.stem: path for path in sorted(resource("queries").glob("*.rq"))}
    if source not in saved:
        raise InputError(f"no file and no saved query {source!r}; saved are: {', '.join(saved)}")
    return saved[source].read_text(encoding="utf-8")
