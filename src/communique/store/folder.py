"""The folder of a store: what lies where in it, and the record that makes it ours.

store.json     the record: format version, mode of the default graph, base IRI
writer.lock    who writes (lock.py)
live/          the database that the one writer opens (live.py)
journal/       changes not yet surely in it (journal.py)
repair         what an interrupted long operation left to do (merge.py)
restored/      a backup that takes the place of live/ (restore.py)
exports/       dumps, if any were made
unpublished    there when live/ differs from the newest snapshot
snapshots/     what readers open, and CURRENT, which names the newest (snapshot.py)
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from communique.errors import StoreError
from communique.store.disk import guarded, write_whole
from communique.store.lock import LOCK_NAME

Mode = Literal["merge", "strict"]

FORMAT_VERSION = 1
RECORD_NAME = "store.json"
_BEFORE_RECORD = {LOCK_NAME, f"{RECORD_NAME}.tmp", ".gitignore", "lost+found"}


@dataclass(frozen=True, slots=True)
class Record:
    """What store.json says."""

    version: int
    default_graph: Mode
    base_iri: str


def live_path(folder: Path) -> Path:
    """Return where the writer's database is."""
    return folder / "live"


def make_folder(folder: Path) -> None:
    """Make `folder` when missing. Raises StoreError when it is a file, or full of other things."""
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{folder} is a file, not a folder: give --store the folder of a store")
    with guarded(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / RECORD_NAME).exists():
            return
        if any(entry.name not in _BEFORE_RECORD for entry in folder.iterdir()):
            raise StoreError(
                f"{folder} holds other files and is no store: give --store a new or empty folder"
            )


def read_record(folder: Path) -> Record:
    """Return the record of the store in `folder`.

    Raises StoreError when there is no store, or one that a newer version of this program made.
    """
    try:
        text = (folder / RECORD_NAME).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise StoreError(
            f"there is no store in {folder}: make one with `communique ingest`"
        ) from None
    except OSError as error:
        raise StoreError(f"the store {folder} cannot be read: {error.strerror}") from error
    try:
        fields = json.loads(text)
        version = int(fields["version"])
        mode, base_iri = fields.get("default_graph"), fields.get("base_iri")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise StoreError(f"{folder / RECORD_NAME} is damaged: restore it from a backup") from None
    if version > FORMAT_VERSION:
        raise StoreError(
            f"the store {folder} has format {version}, this program knows up to {FORMAT_VERSION}: "
            "install a newer communique"
        )
    if mode not in ("merge", "strict") or not isinstance(base_iri, str):
        raise StoreError(f"{folder / RECORD_NAME} is damaged: restore it from a backup")
    return Record(version, mode, base_iri)


def write_record(folder: Path, record: Record) -> None:
    """Write `record`, whole or not at all. Raises OSError."""
    write_whole(folder / RECORD_NAME, json.dumps(asdict(record), indent=1).encode() + b"\n")


def claim(folder: Path, *, base_iri: str, default_graph: Mode | None) -> Record:
    """Return the record of `folder`, made now when it is new; call it under the writer's lock.

    Raises StoreError when the store was made with another base IRI.
    """
    if not (folder / RECORD_NAME).exists():
        record = Record(FORMAT_VERSION, default_graph or "merge", base_iri)
        with guarded(folder):
            write_record(folder, record)
        return record
    record = read_record(folder)
    if record.base_iri != base_iri:
        raise StoreError(
            f"the store {folder} was made with the base IRI {record.base_iri}, not {base_iri}: "
            f"give --base-iri {record.base_iri}, or another --store"
        )
    return record


def has_unpublished(folder: Path) -> bool:
    """Return whether anything was written since the newest snapshot; needs no lock."""
    return (folder / "unpublished").exists()


def mark_unpublished(folder: Path, changed: bool) -> None:  # noqa: FBT001 - the one thing it tells
    """Note that live/ differs, or no longer differs, from the newest snapshot. Raises OSError."""
    marker = folder / "unpublished"
    if changed:
        marker.touch()
    else:
        marker.unlink(missing_ok=True)
