"""What passes between the pool and a worker over their socket pair.

A request is a frame of marshalled values: both sides are the same Python, and the worker trusts the
pool. An answer, which the pool does not trust so far, begins with a frame, its head. Either the
head says "size", and that many bytes follow and that is all of it, so that a small answer is one
send and one receive; or it is JSON, and frames of bytes follow, then an empty frame when the answer
is whole, or a frame of the length ABORT and a head that says what broke it off. A socket that
closes earlier means that the worker died. A frame is its length, four bytes big-endian, then its
bytes.
"""

import json
import marshal
import struct
from dataclasses import dataclass
from socket import socket
from typing import Any

from communique.errors import ERRORS, CommuniqueError, QueryError

LENGTH = struct.Struct("!I")
ABORT = 0xFFFFFFFF
END = LENGTH.pack(0)

_MARK = b"="  # begins the head of a whole answer, and no JSON object
_WHOLE = struct.Struct("!cQI")  # the mark, the snapshot, the size; the name of the format follows
_USUAL = 1 << 13  # bytes that a request seldom exceeds
_MOST = 1 << 20

_KINDS = {kind.__name__: kind for kind in ERRORS}


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """One query and what the client wants of its answer.

    `bindings` and `graph` name the rows of FORMATS to write SELECT and ASK, CONSTRUCT and DESCRIBE
    answers in; "" means that the client accepts none of that kind. `timeout` is in seconds of work
    (time spent waiting for a slow client does not count). `default_graphs` and `named_graphs` are
    the dataset of the protocol: None means the query's own. `max_rows` and `max_bytes` bound the
    answer, None means no bound. `id` names the query in `running()`; "" lets the pool choose.
    """

    text: str
    bindings: str
    graph: str
    timeout: float
    base_iri: str | None = None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    max_rows: int | None = None
    max_bytes: int | None = None
    id: str = ""


def pack_request(request: QueryRequest | None) -> bytes:
    """Return the frame of a query; None asks only to open the newest snapshot."""
    if request is None:
        return _framed(marshal.dumps(None))
    fields = (
        request.text,
        request.bindings,
        request.graph,
        request.timeout,
        request.base_iri,
        request.default_graphs,
        request.named_graphs,
        request.max_rows,
        request.max_bytes,
    )
    return _framed(marshal.dumps(fields))


def unpack_request(frame: bytes) -> QueryRequest | None:
    """Return what `pack_request` packed."""
    fields = marshal.loads(frame)
    return None if fields is None else QueryRequest(*fields)


def pack_whole(name: str, *, snapshot: int, size: int) -> bytes:
    """Return the frame of the head of an answer in the format `name`, whose `size` bytes follow."""
    return _framed(_WHOLE.pack(_MARK, snapshot, size) + name.encode())


def unpack_head(data: bytes) -> dict[str, Any]:
    """Return the members of a head."""
    if data.startswith(_MARK):
        _, snapshot, size = _WHOLE.unpack_from(data)
        return {"snapshot": snapshot, "size": size, "format": data[_WHOLE.size :].decode()}
    head: dict[str, Any] = json.loads(data)
    return head


def pack_head(**fields: Any) -> bytes:
    """Return the frame of a head."""
    return _framed(json.dumps(fields).encode())


def pack_error(error: CommuniqueError, **fields: Any) -> bytes:
    """Return the frame of a head that says what went wrong."""
    return pack_head(error=type(error).__name__, message=str(error), **fields)


def unpack_error(head: dict[str, Any]) -> CommuniqueError:
    """Return the error that a head carries."""
    return _KINDS.get(head["error"], QueryError)(head["message"])


def receive_request(connection: socket) -> bytes | None:
    """Return the next request, None when the other side is gone. Raises OSError.

    It is received together with its length: no other comes before it is answered.
    """
    data = connection.recv(_USUAL)
    while len(data) < LENGTH.size or len(data) < LENGTH.size + LENGTH.unpack_from(data)[0]:
        more = connection.recv(_MOST)
        if not more:
            return None
        data += more
    return data[LENGTH.size :]


def receive_frame(connection: socket) -> bytes | None:
    """Return the next frame, None when the other side is gone. Raises OSError."""
    head = _exactly(connection, LENGTH.size)
    return None if head is None else _exactly(connection, LENGTH.unpack(head)[0])


def _exactly(connection: socket, size: int) -> bytes | None:
    data = connection.recv(size)
    while len(data) < size:
        more = connection.recv(size - len(data))
        if not more:
            return None
        data += more
    return data


def _framed(data: bytes) -> bytes:
    return LENGTH.pack(len(data)) + data
