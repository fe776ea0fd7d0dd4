"""The open database of the writer."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import Store

from communique.errors import StoreError
from communique.store.disk import guarded

_LEFTOVERS = ("bulk-*.sst", "LOG.old.*")


class Engine:
    """Holds the one reference to the engine's Store, so that `close` really closes it.

    The engine closes its files when the last reference goes. A reference kept by a local variable
    would live on in the traceback of an exception, and with it the engine's own lock. Hence the
    rule: use `engine.store.verb(...)`, never keep `engine.store`.
    """

    __slots__ = ("_store",)

    def __init__(self, path: Path) -> None:
        self._store: Store | None = Store(str(path))

    @property
    def store(self) -> Store:
        """The engine's Store, for one call. Raises StoreError after `close`."""
        if self._store is None:
            raise StoreError("the writer is closed: open it again")
        return self._store

    def close(self) -> None:
        """Let the database go."""
        self._store = None


@contextmanager
def open_engine(folder: Path, path: Path) -> Iterator[Engine]:
    """Open the database at `path` of the store `folder` for writing, for a with block.

    Sweeps what an interrupted bulk load left, and the engine's diaries of earlier openings.
    Raises StoreFull, StoreError.
    """
    with guarded(folder):
        for pattern in _LEFTOVERS:
            for leftover in path.glob(pattern):
                leftover.unlink()
        engine = Engine(path)
    try:
        yield engine
    finally:
        engine.close()
