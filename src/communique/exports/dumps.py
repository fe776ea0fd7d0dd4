"""Dumps: all that a snapshot holds as files, with their hashes, in a folder of their date.

exports/2026-01-31-000007/   one for each snapshot that was dumped
    manifest.json            what the files are
    SHA256SUMS               for `sha256sum --check`
    communique-000007.ttl.zst and so on
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from communique.errors import StoreError

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class DumpFile:
    """One file: which export it is, compressed how, how large, and its hash in hexadecimal."""

    name: str
    format: str
    title: str
    media_type: str
    compression: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Dump:
    """The dump of one snapshot, published at `created` (ISO 8601)."""

    name: str
    snapshot: int
    created: str
    base_iri: str
    license: str
    files: tuple[DumpFile, ...]


def dumps_folder(store: Path) -> Path:
    """Return where the dumps of a store are."""
    return store / "exports"


def dumps(store: Path) -> list[Dump]:
    """Return the dumps of a store, the newest first. Raises StoreError."""
    folder = dumps_folder(store)
    paths = [path for path in folder.glob(f"*/{MANIFEST}") if not path.parent.name.startswith(".")]
    found = [_read(path, path.stat().st_mtime_ns) for path in paths]
    return sorted(found, key=lambda dump: dump.snapshot, reverse=True)


def write_manifest(folder: Path, dump: Dump) -> None:
    """Write what `dump` holds into its folder. Raises OSError."""
    text = json.dumps(asdict(dump), indent=1, ensure_ascii=False)
    (folder / MANIFEST).write_text(f"{text}\n", encoding="utf-8")
    (folder / SUMS).write_text(_sums(dump.files), encoding="utf-8")


def _sums(files: Iterable[DumpFile]) -> str:
    return "".join(f"{file.sha256}  {file.name}\n" for file in files)


@lru_cache(maxsize=100)
def _read(path: Path, changed: int) -> Dump:
    """Read a manifest; `changed` is when the file was."""
    del changed
    try:
        fields = json.loads(path.read_bytes())
        files = tuple(DumpFile(**file) for file in fields.pop("files"))
        return Dump(**fields, files=files)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise StoreError(f"{path} is damaged: delete its folder and dump again") from error
