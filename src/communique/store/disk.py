"""Files that are whole on disk or not there, and what it means when the disk refuses."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from communique.errors import StoreError, StoreFull

# The engine gives its errors as text without an errno (pyoxigraph 0.5).
_FULL_ERRNOS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FULL_TEXTS = ("No space left on device", "Disk quota exceeded", "File too large")


@contextmanager
def guarded(folder: Path) -> Iterator[None]:
    """Translate every OSError of the block, of the engine or of the file system, for `folder`.

    Raises StoreFull when the disk refused a write, StoreError otherwise.
    """
    try:
        yield
    except OSError as error:
        raise refusal(folder, error) from error


def refusal(folder: Path, error: OSError) -> StoreError:
    """Return the error of ours that `error` means for the store in `folder`."""
    reason = error.strerror or str(error)
    if error.errno in _FULL_ERRNOS or any(text in str(error) for text in _FULL_TEXTS):
        return StoreFull(
            f"no room on disk for the store {folder} ({_one_line(reason)}): free some space and "
            "try again; what was published before still serves"
        )
    if isinstance(error, PermissionError):
        return StoreError(f"no permission to use the store {folder}: {_one_line(reason)}")
    return StoreError(f"the store {folder} cannot be used: {_one_line(reason)}")


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path` so that a crash leaves the old content or the new. Raises OSError."""
    temporary = path.with_name(path.name + ".tmp")
    with temporary.open("wb") as file:
        file.write(data)
        sync_file(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def link_whole(path: Path, target: str) -> None:
    """Make `path` a symbolic link to `target`, replacing it at one stroke. Raises OSError."""
    temporary = path.with_name(path.name + ".tmp")
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(target)
    temporary.replace(path)
    sync_folder(path.parent)


def sync_file(descriptor: int) -> None:
    """Have what was written to an open file on disk. Raises OSError."""
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Have the names in `folder` on disk: renames are durable only after this. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _one_line(text: str) -> str:
    return " ".join(text.split())
