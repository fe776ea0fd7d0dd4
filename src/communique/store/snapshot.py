"""Published snapshots: whole, numbered, immutable copies of the store that readers open.

    snapshots/000012/db          a database: hard links to the live one's immutable files
    snapshots/000012/meta.json   what `Snapshot` says
    snapshots/000012/counts.json what it holds, once that is counted
    snapshots/000012/readers     readers hold a shared flock on it
    snapshots/CURRENT            a symbolic link to 000012, so that one readlink tells the number

Readers never open the live database: it is the writer's alone, and opening it read-only beside a
writer is undefined behaviour.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from communique.errors import NothingPublished, StoreError
from communique.store.counts import Counts
from communique.store.disk import guarded, link_whole, sync_file, sync_folder, write_whole
from communique.store.engine import Engine

# Each publish leaves a few small files in the database and joins get slower (2.4x after 1000)
# until they are merged, which takes seconds at a million quads.
OPTIMIZE_EVERY = 200
OPTIMIZE_AFTER = 100_000
"""Quads loaded by bulk after which short queries take twice as long until it is done."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A published state: its number, where its database is, when it was made (ISO 8601), and how
    many publishes ago the database was last optimized.
    """

    number: int
    path: Path
    created: str
    unoptimized: int

    @property
    def counts(self) -> Counts | None:
        """What it holds, read anew each time; None when it is not counted yet."""
        try:
            return Counts(**json.loads((self.path.parent / "counts.json").read_bytes()))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError) as error:
            raise StoreError(f"{self.path.parent / 'counts.json'} is damaged: delete it") from error


def current(folder: Path) -> Snapshot:
    """Return the snapshot that is published now. Raises NothingPublished, StoreError."""
    with reading(folder) as snapshot:
        return snapshot


def current_number(folder: Path) -> int:
    """Return the number of the current snapshot in about a microsecond; 0 when there is none."""
    return pointed_number(os.path.join(folder, "snapshots", "CURRENT"))  # noqa: PTH118 - fast


def pointed_number(pointer: str) -> int:
    """Return the number that the link `pointer` names; for who asks often and keeps the path."""
    try:
        return int(os.readlink(pointer))  # noqa: PTH115 - Path.readlink takes ten times as long
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise StoreError(f"{pointer} cannot be read: {error.strerror}") from error


@contextmanager
def reading(folder: Path) -> Iterator[Snapshot]:
    """Hold the current snapshot for the length of a with block: it is not pruned meanwhile.

    Raises NothingPublished, StoreError.
    """
    descriptor, number = _hold(folder)
    try:
        yield _read(folder, number)
    finally:
        os.close(descriptor)


def publish(
    engine: Engine, folder: Path, *, counts: Counts | None, created: str, unoptimized: int
) -> int:
    """Make a snapshot of the open database the current one; return its number.

    `counts` None leaves it to a census to count what it holds.

    The database is flushed to disk on the way. Readers see the old snapshot or the new one,
    whenever the process dies. Raises OSError.
    """
    snapshots = folder / "snapshots"
    snapshots.mkdir(exist_ok=True)
    number = current_number(folder) + 1
    final = snapshots / f"{number:06d}"
    temporary = final.with_suffix(".tmp")
    sweep(folder)
    try:
        temporary.mkdir()
        engine.store.backup(temporary / "db")
        _sync_tree(temporary / "db")
        (temporary / "readers").touch()
        meta = {
            "number": number,
            "created": created,
            "unoptimized": unoptimized,
        }
        write_whole(temporary / "meta.json", json.dumps(meta).encode() + b"\n")
        if counts is not None:
            write_counts(temporary, counts)
        temporary.rename(final)
    except OSError:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    sync_folder(snapshots)
    link_whole(snapshots / "CURRENT", final.name)
    return number


def write_counts(path: Path, counts: Counts) -> None:
    """Note what the snapshot in `path` holds. Raises OSError."""
    write_whole(path / "counts.json", json.dumps(asdict(counts)).encode() + b"\n")


def sweep(folder: Path) -> None:
    """Delete what a killed publisher left; for the writer only. Raises OSError."""
    number = current_number(folder)
    for path in _entries(folder):
        if path.suffix == ".tmp" or (path.name.isdigit() and int(path.name) > number):
            _delete(path)


def prune(folder: Path, keep: int) -> list[int]:
    """Delete all but the newest `keep` snapshots, but none that somebody reads; return which.

    The current one always stays. Raises StoreError.
    """
    number = current_number(folder)
    numbers = sorted(int(path.name) for path in _entries(folder) if path.name.isdigit())
    old = [one for one in numbers[: max(len(numbers) - max(keep, 1), 0)] if one < number]
    with guarded(folder):
        return [one for one in old if _delete_unread(folder / "snapshots" / f"{one:06d}")]


def _hold(folder: Path) -> tuple[int, int]:
    """Return a descriptor with a shared lock on the current snapshot, and its number."""
    while number := current_number(folder):
        path = folder / "snapshots" / f"{number:06d}" / "readers"
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError as error:
            if current_number(folder) != number:
                continue  # a newer one was published and this one pruned, just now
            raise StoreError(f"{path} is missing: publish again or restore a backup") from error
        except OSError as error:
            raise StoreError(f"{path} cannot be read: {error.strerror}") from error
        # Only the pruner locks exclusively, for as long as it deletes; then the file is gone.
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        if os.fstat(descriptor).st_nlink:
            return descriptor, number
        os.close(descriptor)
    raise NothingPublished(f"nothing is published in {folder}: run `communique publish`")


def _read(folder: Path, number: int) -> Snapshot:
    path = folder / "snapshots" / f"{number:06d}"
    try:
        meta = json.loads((path / "meta.json").read_bytes())
        return Snapshot(
            number=number,
            path=path / "db",
            created=str(meta["created"]),
            unoptimized=int(meta["unoptimized"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"the snapshot {path} is damaged: publish again") from error


def _entries(folder: Path) -> list[Path]:
    snapshots = folder / "snapshots"
    return sorted(snapshots.iterdir()) if snapshots.is_dir() else []


def _delete_unread(path: Path) -> bool:
    """Delete a snapshot unless somebody reads it. Raises OSError."""
    try:
        descriptor = os.open(path / "readers", os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Renamed first, so that `sweep` finishes what a kill interrupts. A reader who waits for
        # the lock meanwhile gets a file without a name, and looks again.
        _delete(path.rename(path.with_suffix(".tmp")))
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _sync_tree(folder: Path) -> None:
    """Have the names and the small copied files of a backup on disk; links share synced data."""
    for path in folder.iterdir():
        if path.stat().st_nlink == 1:
            with path.open("rb") as file:
                sync_file(file.fileno())
    sync_folder(folder)
