"""The scribe: a process that writes to the store on behalf of a server.

A server never opens the live store itself: a write may have to be stopped, and only a process can
be. One scribe runs at a time; it is started for the first write and kept for the next. Each
request is one frame of JSON and so is each answer (`wire`); before it come frames that tell the
stage: the write has begun, and it can no longer be taken back. Every write is published before
it is answered: what the client then reads is what it wrote, and it is on disk.
"""

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from socket import socket, socketpair
from threading import Lock
from typing import Any

from communique.errors import CommuniqueError, QueryTimeout, QueryTooLarge, StoreError
from communique.store.census import take_census
from communique.store.jobs import too_deep
from communique.store.lifeline import die_with
from communique.store.wire import pack_head, receive_frame, unpack_error
from communique.store.worker import OUT_OF_MEMORY
from communique.store.writing import Order, Written, carry_out, repair

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from communique.store.scribe import main; main(**json.loads(sys.argv[2]))"
)


_BEGUN, _COMMITTED = "begun", "committed"
_LAST_BREATH = 5.0  # seconds for a process that closed its connection to be gone


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a scribe writes and how."""

    folder: str
    base_iri: str
    lock_wait: float
    keep: int
    memory: int


class Scribe:
    """The server's side; may be called from many threads, which then take turns.

    The thread that writes first must live as long: the process ends with it (`lifeline`). It may
    grow by `memory` MiB.
    """

    def __init__(
        self, folder: Path, *, base_iri: str, lock_wait: float, keep: int, memory: int
    ) -> None:
        self._desk = Desk(str(folder.absolute()), base_iri, lock_wait, keep, memory)
        self._turn = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: socket | None = None

    def write(self, order: Order, *, timeout: float, now: str) -> Written:
        """Carry out `order`; return what it did once it is published.

        A write that takes longer than `timeout` seconds is stopped and leaves nothing behind:
        QueryTimeout. So is one that needs too much memory or is nested too deeply: QueryTooLarge,
        QueryTooDeep. Raises what `carry_out` raises.
        """
        with self._turn:
            connection = self._connected(now)
            try:
                connection.sendall(pack_head(order=asdict(order), now=now))
                answer = _answer(connection, timeout)
            except TimeoutError as error:
                self._end()
                raise QueryTimeout(f"the write ran past its limit of {timeout:g} s") from error
            except OSError:
                answer = None
            if answer is None:
                raise self._broken_off()
        if "error" in answer:
            raise unpack_error(answer)
        return Written(**answer)

    def close(self) -> None:
        """End the process; a write under way is broken off whole. May be called twice."""
        with self._turn:
            self._end()

    def _connected(self, now: str) -> socket:
        if self._process is not None and self._process.poll() is not None:
            self._end()
        if self._connection is None:
            ours, theirs = socketpair()
            arguments = {
                "descriptor": theirs.fileno(),
                "parent": os.getpid(),
                "now": now,
                **asdict(self._desk),
            }
            command = [sys.executable, "-I", "-c", _START]
            command += [json.dumps(sys.path), json.dumps(arguments)]
            with theirs:
                self._process = subprocess.Popen(
                    command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL
                )
            self._connection = ours
        return self._connection

    def _broken_off(self) -> CommuniqueError:
        """Settle a process that ended in the middle of a write; return the error that tells why."""
        status = None
        if self._process is not None:
            with suppress(subprocess.TimeoutExpired):
                status = self._process.wait(_LAST_BREATH)
        self._end()
        if status == -signal.SIGSEGV:
            return too_deep("update")
        if status in (OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGBUS):
            return QueryTooLarge(
                f"the write needed more than the {self._desk.memory} MiB it may use and changed "
                "nothing: send less at once"
            )
        return StoreError("the write was broken off: send it again")

    def _end(self) -> None:
        process, self._process = self._process, None
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
        if process is not None:
            process.kill()
            process.wait()


def _answer(connection: socket, timeout: float) -> dict[str, Any] | None:
    """Return the answer to an order, None when the scribe ended before it.

    The time counts from where the scribe begins to where there is no way back: what it does before
    (repairing, counting) was not asked for, and what is committed is not to be denied.
    Raises TimeoutError.
    """
    limit = None
    while True:
        connection.settimeout(limit)
        if (frame := receive_frame(connection)) is None:
            return None
        answer: dict[str, Any] = json.loads(frame)
        if "stage" not in answer:
            return answer
        limit = timeout if answer["stage"] == _BEGUN else None


def main(descriptor: int, parent: int, now: str, **desk: object) -> None:
    """Be the scribe: answer orders until the server closes the connection."""
    die_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server decides when to stop
    place = Desk(**desk)  # type: ignore[arg-type]  # as asdict() gave it
    with suppress(CommuniqueError):  # the first order will say so
        repair(Path(place.folder), base_iri=place.base_iri, wait=place.lock_wait, now=now)
    limit = _data_size() + place.memory * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    serve(socket(fileno=descriptor), place, carry_out)


def serve(connection: socket, desk: Desk, work: Callable[..., Written]) -> None:
    """Answer each order that comes over `connection` with what `work` makes of it."""
    while (frame := receive_frame(connection)) is not None:
        request = json.loads(frame)
        try:
            connection.sendall(pack_head(stage=_BEGUN))
            written = work(
                Order(**request["order"]),
                Path(desk.folder),
                base_iri=desk.base_iri,
                wait=desk.lock_wait,
                keep=desk.keep,
                now=request["now"],
                on_commit=lambda: connection.sendall(pack_head(stage=_COMMITTED)),
            )
            answer = pack_head(**asdict(written))
        except BrokenPipeError:
            os._exit(0)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        except CommuniqueError as error:
            answer = pack_head(error=type(error).__name__, message=str(error))
        try:
            connection.sendall(answer)
        except BrokenPipeError:
            os._exit(0)
        with suppress(CommuniqueError):  # the next write tries again
            take_census(Path(desk.folder))


def _data_size() -> int:
    return int(Path("/proc/self/statm").read_text().split()[5]) * resource.getpagesize()
