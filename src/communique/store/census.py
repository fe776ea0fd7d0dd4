"""Counting a snapshot after it was published, where the writer could not keep count."""

from pathlib import Path

from pyoxigraph import Store

from communique.store.counts import count
from communique.store.disk import guarded
from communique.store.snapshot import reading, write_counts


def take_census(folder: Path) -> None:
    """Count the current snapshot unless it is counted; it is read, the live store is not touched.

    Takes some seconds for a million quads, in which others may write. Raises NothingPublished,
    StoreFull, StoreError.
    """
    with reading(folder) as snapshot:
        if snapshot.counts is None:
            with guarded(folder):
                counts = count(Store.read_only(str(snapshot.path)))
                write_counts(snapshot.path.parent, counts)
