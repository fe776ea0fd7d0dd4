"""The writer's lock: one process at a time writes a store, the others wait and know for whom."""

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from communique.errors import StoreLocked
from communique.store.disk import guarded

LOCK_NAME = "writer.lock"
_POLL = 0.05  # seconds; flock has no timed wait


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the lock: the command, its process and since when (ISO 8601)."""

    command: str
    pid: int
    since: str


@contextmanager
def writer_lock(
    folder: Path,
    *,
    command: str,
    wait: float,
    since: str,
    on_wait: Callable[[Holder], None] | None = None,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[None]:
    """Hold the writer's lock of the store in `folder` for the length of a with block.

    Waits up to `wait` seconds and calls `on_wait` once if it has to. Raises StoreLocked naming
    the holder, StoreError when the lock file cannot be made. The lock dies with the process (the
    kernel drops a flock), so there is never a stale one; the file itself is never deleted, since
    two processes could then lock two files of one name.
    """
    with guarded(folder):
        descriptor = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        if not _try_lock(descriptor):
            _wait_for_lock(descriptor, folder, wait, on_wait, clock, sleep)
        with guarded(folder):
            _write_holder(descriptor, Holder(command, os.getpid(), since))
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def holder(folder: Path) -> Holder | None:
    """Return who writes to the store in `folder` now; None when nobody does."""
    try:
        descriptor = os.open(folder / LOCK_NAME, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _read_holder(descriptor)
    else:
        return None
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait_for_lock(
    descriptor: int,
    folder: Path,
    wait: float,
    on_wait: Callable[[Holder], None] | None,
    clock: Callable[[], float],
    sleep: Callable[[float], None],
) -> None:
    deadline = clock() + wait
    told = False
    while not _try_lock(descriptor):
        who = _read_holder(descriptor)
        if clock() >= deadline:
            raise StoreLocked(
                f"`{who.command}` (process {who.pid}) has been writing to {folder} since "
                f"{who.since}: try again when it is done, or wait longer with --lock-wait"
            )
        if on_wait is not None and not told:
            told = True
            on_wait(who)
        sleep(min(_POLL, max(deadline - clock(), 0.001)))


def _write_holder(descriptor: int, who: Holder) -> None:
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(asdict(who)).encode(), 0)


def _read_holder(descriptor: int) -> Holder:
    """Return what the file says; the holder may be just about to write it."""
    try:
        fields = json.loads(os.pread(descriptor, 4096, 0))
        return Holder(str(fields["command"]), int(fields["pid"]), str(fields["since"]))
    except (ValueError, KeyError, TypeError):
        return Holder("another command", 0, "a moment ago")
