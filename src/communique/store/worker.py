"""A query worker: one process that answers one query at a time and may die of it.

The engine has no way to stop a query from inside, so time is bounded by an alarm that kills the
process, memory by a limit that makes allocation fail, and the pool starts another worker.
Everything here runs in a process that `zygote` forked, in its only thread.
"""

import ctypes
import os
import resource
import signal
from contextlib import ExitStack
from pathlib import Path
from socket import socket
from typing import Any, cast

from pyoxigraph import (
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from communique.errors import (
    CommuniqueError,
    QuerySyntaxError,
    StoreError,
)
from communique.formats import FORMATS
from communique.store.columns import with_columns
from communique.store.dataset import with_dataset
from communique.store.fence import raise_fence
from communique.store.folder import read_record
from communique.store.forms import chosen
from communique.store.place import failure, located
from communique.store.rows import counts_rows
from communique.store.sink import Sink, bounded
from communique.store.snapshot import pointed_number, reading
from communique.store.wire import (
    QueryRequest,
    pack_error,
    pack_head,
    receive_request,
    unpack_request,
)
from communique.vocab import Names

OUT_OF_MEMORY = 3  # exit status
_ENGINE = {row.name: row.engine for row in FORMATS}
_WITH_PREFIXES = {"turtle", "trig"}
_SLOW = 0.05  # seconds of work after which a query may have left much memory behind


def serve(connection: socket, *, folder: Path, memory: int, network: bool) -> None:
    """Answer queries from `connection` until its other side closes, in at most `memory` MiB.

    `network` leaves it the means to ask other endpoints. Begins with a head that tells the
    snapshot opened (0 for none) and the fence that holds.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    share = _Memory(memory)
    fence = raise_fence(folder, network=network)
    database = _Database(folder)
    try:
        database.refresh()
        greeting = pack_head(snapshot=database.number, fence=fence)
    except StoreError as error:
        greeting = pack_error(error, snapshot=0, fence=fence)
    connection.sendall(greeting)
    while (frame := receive_request(connection)) is not None:
        request = unpack_request(frame)
        try:
            database.refresh()
            share.limit()
        except StoreError as error:
            connection.sendall(pack_error(error, snapshot=0))
            continue
        if request is None:
            connection.sendall(pack_head(snapshot=database.number))
            continue
        left = _answer(connection, database, request)
        if request.timeout - left > _SLOW and share.is_half_gone:
            return  # the next query deserves its whole share: the pool takes a fresh worker


class _Memory:
    """The share of memory, in MiB, that this process may take for its queries."""

    def __init__(self, size: int) -> None:
        self._size = size * 2**20
        self._ceiling = 0
        # Opened now: later the fence is in the way.
        self._statm = os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)

    def limit(self) -> None:
        """From the first call on, let allocations fail that would take more than the share."""
        if not self._ceiling:
            self._ceiling = self._used() + self._size
            resource.setrlimit(resource.RLIMIT_DATA, (self._ceiling, self._ceiling))

    @property
    def is_half_gone(self) -> bool:
        """Whether more than half is taken even after what is free was given back."""
        return self._left() < self._size // 2 and self._left_after_trim() < self._size // 2

    def _left_after_trim(self) -> int:
        ctypes.CDLL(None).malloc_trim(0)
        return self._left()

    def _left(self) -> int:
        return self._ceiling - self._used()

    def _used(self) -> int:
        """Return the size of this process's data in bytes."""
        return int(os.pread(self._statm, 200, 0).split()[5]) * resource.getpagesize()


class _Database:
    """The snapshot open now, held so that nobody deletes it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pointer = str(folder / "snapshots" / "CURRENT")
        self._holding = ExitStack()
        self.number = 0
        self.store = Store()
        self.prefixes: dict[str, str] = {}

    def refresh(self) -> None:
        """Open the newest snapshot unless it is open. Raises NothingPublished, StoreError."""
        if self.number and pointed_number(self._pointer) == self.number:
            return
        holding = ExitStack()
        snapshot = holding.enter_context(reading(self._folder))
        try:
            self.store = Store.read_only(str(snapshot.path))
        except OSError as error:
            holding.close()
            raise StoreError(f"the snapshot {snapshot.path} cannot be opened: {error}") from error
        self._holding.close()
        self._holding = holding
        self.number = snapshot.number
        self.prefixes = Names(read_record(self._folder).base_iri).prefixes


def _answer(connection: socket, database: _Database, request: QueryRequest) -> float:
    """Answer one query; return the seconds left of its time."""
    sink = Sink(connection, snapshot=database.number, request=request)
    signal.setitimer(signal.ITIMER_REAL, max(request.timeout, 0.001))  # 0 would be no limit
    try:
        _evaluate(sink, database, request)
        left = signal.setitimer(signal.ITIMER_REAL, 0)[0]
        sink.finish()
    except BrokenPipeError:
        os._exit(0)  # the client went away
    except CommuniqueError as error:
        left = signal.setitimer(signal.ITIMER_REAL, 0)[0]
        sink.fail(error)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    return left


def _evaluate(sink: Sink, database: _Database, request: QueryRequest) -> None:
    if not (request.bindings and request.graph):
        chosen(request.text, bindings=request.bindings, graph=request.graph)
    try:
        store, dataset = with_dataset(database.store, request)
        text = with_columns(request.text, request.base_iri)
        result = store.query(text, base_iri=request.base_iri, **dataset)
        if isinstance(result, QueryTriples):
            sink.format = request.graph
            _write_graph(result, sink, request, database.prefixes)
        else:
            sink.format = request.bindings
            result.serialize(cast(Any, sink), cast(QueryResultsFormat, _ENGINE[request.bindings]))
    except SyntaxError as error:
        raise QuerySyntaxError(located(str(error))) from error
    except UnicodeError as error:
        raise QuerySyntaxError("the query is not Unicode text") from error
    except BrokenPipeError:
        raise
    except (OSError, RuntimeError, ValueError) as error:
        raise failure(error, "the query failed") from error


def _write_graph(
    triples: QueryTriples, sink: Sink, request: QueryRequest, prefixes: dict[str, str]
) -> None:
    form = cast(RdfFormat, _ENGINE[request.graph])
    by_triple = request.max_rows is not None and not counts_rows(request.graph)
    if request.graph in _WITH_PREFIXES or by_triple:
        passing = bounded(triples, request.max_rows) if by_triple else triples
        shown = prefixes if request.graph in _WITH_PREFIXES else None
        serialize(passing, cast(Any, sink), form, prefixes=shown)
    else:
        triples.serialize(cast(Any, sink), form)  # never makes Python objects of the triples
