"""The pool's side of one worker process."""

import os
import signal
import struct
from contextlib import suppress
from socket import MSG_DONTWAIT, SO_RCVTIMEO, SOL_SOCKET, socket
from typing import Any

from communique.store.wire import LENGTH, unpack_head
from communique.store.zygote import Zygote

_BUFFER = 1 << 18
_TIMEVAL = struct.Struct("@ll")


class Gone(Exception):
    """The worker ended in the middle."""


class Overdue(Exception):
    """The worker neither answered nor died in time, though its alarm should have killed it."""


class Worker:
    """One worker: its connection, read through a buffer, and its process.

    `snapshot` is the number it had open when it last said. `reaped`: the process is gone, and its
    number perhaps another's. For one thread at a time, except `kill`.
    """

    __slots__ = (
        "_buffer",
        "_end",
        "_patience",
        "_start",
        "_view",
        "connection",
        "pid",
        "reaped",
        "snapshot",
        "zygote",
    )

    def __init__(self, connection: socket, pid: int, zygote: Zygote) -> None:
        self.connection = connection
        self.pid = pid
        self.zygote = zygote
        self.snapshot = 0
        self.reaped = False
        self._buffer = bytearray(_BUFFER)
        self._view = memoryview(self._buffer)
        self._start = self._end = 0
        self._patience = 0.0

    @property
    def patience(self) -> float:
        """Seconds that one wait for the worker may take."""
        return self._patience

    @patience.setter
    def patience(self, seconds: float) -> None:
        # A timeout in the kernel: Python's own costs a further system call for each receive.
        if seconds != self._patience:
            self._patience = seconds
            whole, part = divmod(seconds, 1)
            value = _TIMEVAL.pack(int(whole), int(part * 1e6) + 1)
            self.connection.setsockopt(SOL_SOCKET, SO_RCVTIMEO, value)

    def kill(self) -> None:
        """End the process at once. It stays a zombie, and its number its own, until reaped."""
        with suppress(ProcessLookupError):  # gone with its zygote
            if not self.reaped:
                os.kill(self.pid, signal.SIGKILL)

    @property
    def is_drained(self) -> bool:
        """Whether all that was received has been taken."""
        return self._start == self._end

    @property
    def holds_frame(self) -> bool:
        """Whether the next frame has been received whole."""
        held = self._end - self._start - LENGTH.size
        return held >= 0 and held >= LENGTH.unpack_from(self._buffer, self._start)[0]

    def holds(self, size: int) -> bool:
        """Return whether so many bytes have been received."""
        return self._end - self._start >= size

    def receive(self) -> None:
        """Receive what has come, if anything has, without waiting; when drained. Raises Gone."""
        try:
            size = self.connection.recv_into(self._buffer, 0, MSG_DONTWAIT)
        except BlockingIOError:
            return
        except OSError as error:
            raise Gone from error
        if not size:
            raise Gone
        self._start, self._end = 0, size

    def send(self, frame: bytes) -> None:
        """Send a request. Raises Gone."""
        try:
            self.connection.sendall(frame)
        except OSError as error:
            raise Gone from error

    def head(self) -> dict[str, Any]:
        """Return the next head. Raises Gone, Overdue."""
        return unpack_head(self.exactly(self.length()))

    def length(self) -> int:
        """Return the next length. Raises Gone, Overdue."""
        if self._end - self._start >= LENGTH.size:
            self._start += LENGTH.size
            return int(LENGTH.unpack_from(self._buffer, self._start - LENGTH.size)[0])
        return int(LENGTH.unpack(self.exactly(LENGTH.size))[0])

    def exactly(self, size: int) -> bytes:
        """Return the next `size` bytes. Raises Gone, Overdue."""
        data = self.some(size)
        while len(data) < size:
            data += self.some(size - len(data))
        return data

    def some(self, most: int) -> bytes:
        """Return what comes next, between one and `most` bytes. Raises Gone, Overdue."""
        if most == 0:
            return b""
        if self._start == self._end:
            self._fill()
        stop = min(self._start + most, self._end)
        data = bytes(self._view[self._start : stop])
        self._start = stop
        return data

    def _fill(self) -> None:
        try:
            size = self.connection.recv_into(self._buffer)
        except BlockingIOError as error:
            raise Overdue from error
        except OSError as error:
            raise Gone from error
        if not size:
            raise Gone
        self._start, self._end = 0, size
