"""Where a worker writes an answer: held back until it is sure, counted, sent in blocks."""

import signal
from collections.abc import Iterable, Iterator
from socket import socket

from pyoxigraph import Triple

from communique.errors import CommuniqueError, ResultTooLarge
from communique.formats import with_sorted_prefixes
from communique.store.rows import RowCounter
from communique.store.wire import (
    ABORT,
    END,
    LENGTH,
    QueryRequest,
    pack_error,
    pack_head,
    pack_whole,
)

# The first block is held back until it is full or the answer ends: what fails before that fails
# with a clean error. Later blocks cost a system call each.
_BLOCK = 1 << 16


class Sink:
    """A binary file as the engine's serializers want it. Set `format` before the first write.

    Writing raises ResultTooLarge past the limits of `request`, BrokenPipeError when nobody reads.
    """

    def __init__(self, connection: socket, *, snapshot: int, request: QueryRequest) -> None:
        self.format = ""
        self._connection = connection
        self._snapshot = snapshot
        self._max_bytes = request.max_bytes
        self._max_rows = request.max_rows
        self._rows: RowCounter | None = None
        self._buffer = bytearray()
        self._bytes = 0
        self._started = False

    def write(self, data: bytes) -> int:
        """Take `data`; the interface of a file."""
        self._buffer += data
        self._bytes += len(data)
        if self._max_bytes is not None and self._bytes > self._max_bytes:
            raise ResultTooLarge(
                f"the result has more than {self._max_bytes} bytes: add a LIMIT, or ask for less"
            )
        if len(self._buffer) >= _BLOCK:
            self._push()
        return len(data)

    def flush(self) -> None:
        """Do nothing; the interface of a file."""

    def finish(self) -> None:
        """Send what is left and say that it was all."""
        self._count()
        size = len(self._buffer)
        if self._started:
            frame = LENGTH.pack(size) + self._buffer if size else b""
            self._connection.sendall(frame + END)
        else:
            head = pack_whole(self.format, snapshot=self._snapshot, size=size)
            self._connection.sendall(head + with_sorted_prefixes(bytes(self._buffer)))

    def fail(self, error: CommuniqueError) -> None:
        """Send `error`, as the answer or, once that has begun, as the reason why it breaks off."""
        data = pack_error(error, snapshot=self._snapshot)
        self._connection.sendall(LENGTH.pack(ABORT) + data if self._started else data)

    def _push(self) -> None:
        self._count()
        frame = LENGTH.pack(len(self._buffer))
        if self._started:
            frame += self._buffer
        else:
            self._started = True
            frame = pack_head(format=self.format, snapshot=self._snapshot) + frame
            frame += with_sorted_prefixes(bytes(self._buffer))
        # The limit counts work: the clock stands still while a slow client keeps us waiting.
        left = signal.setitimer(signal.ITIMER_REAL, 0)[0]
        self._connection.sendall(frame)
        signal.setitimer(signal.ITIMER_REAL, max(left, 0.001))
        self._buffer = bytearray()

    def _count(self) -> None:
        if self._max_rows is None:
            return
        if self._rows is None:
            self._rows = RowCounter(self.format)
        if self._rows.add(bytes(self._buffer)) > self._max_rows:
            raise _too_many(self._max_rows)


def bounded(triples: Iterable[Triple], most: int | None) -> Iterator[Triple]:
    """Pass `triples` on. Raises ResultTooLarge after `most` of them."""
    for place, triple in enumerate(triples):
        if most is not None and place >= most:
            raise _too_many(most)
        yield triple


def _too_many(most: int) -> ResultTooLarge:
    return ResultTooLarge(f"the result has more than {most} rows: add a LIMIT, or ask for less")
