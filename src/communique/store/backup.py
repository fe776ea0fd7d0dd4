"""A backup: the current snapshot as one file, a tar compressed with zstd.

    manifest.json   what it is: format, snapshot, base IRI, mode of the default graph, size
    db/...          the files of the database
    SHA256SUMS      of all of the above, as sha256sum writes them; a file without is not whole

`tar --zstd -xf FILE && sha256sum -c SHA256SUMS` checks one without this program.
"""

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

import zstandard

from communique.errors import InputError
from communique.store.disk import guarded, sync_file, sync_folder
from communique.store.folder import Mode, read_record
from communique.store.snapshot import Snapshot, reading

FORMAT_VERSION = 1
MANIFEST_NAME = "manifest.json"
SUMS_NAME = "SHA256SUMS"

_LEVEL = 3  # of compression: the engine's files are compressed already


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself; `size` is the bytes of the database, times are ISO 8601."""

    format: int
    snapshot: int
    created: str
    made: str
    base_iri: str
    default_graph: Mode
    size: int


def write_backup(folder: Path, path: Path, *, now: str) -> Manifest:
    """Write the current snapshot of the store in `folder` to `path`, whole or not at all.

    Others may write to the store and publish meanwhile; the snapshot stays as it is. Raises
    NothingPublished, StoreError, and InputError when `path` cannot be written.
    """
    with reading(folder) as snapshot:
        manifest = _manifest(folder, snapshot, now)
        with _replacing(path) as file:
            compressor = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True)
            with compressor.stream_writer(file, closefd=False) as stream:
                _fill(stream, snapshot.path, manifest)
    return manifest


def read_manifest(data: bytes) -> Manifest:
    """Return what a manifest says. Raises InputError."""
    try:
        fields = json.loads(data)
        version = fields["format"]
        if isinstance(version, int) and version > FORMAT_VERSION:
            raise InputError(
                f"the backup has format {version}, this program knows up to {FORMAT_VERSION}: "
                "install a newer communique"
            )
        manifest = Manifest(**fields)
    except (ValueError, KeyError, TypeError) as error:
        raise InputError("the manifest of the backup is damaged") from error
    if manifest.default_graph not in ("merge", "strict") or not isinstance(manifest.size, int):
        raise InputError("the manifest of the backup is damaged")
    return manifest


class Hashing:
    """A binary file that hashes what is read from it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._state = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, at most `size`."""
        data = self._file.read(size)
        self._state.update(data)
        return data

    @property
    def digest(self) -> str:
        """The SHA-256 of what was read so far, in hexadecimal."""
        return self._state.hexdigest()


def _manifest(folder: Path, snapshot: Snapshot, now: str) -> Manifest:
    record = read_record(folder)
    with guarded(folder):
        size = sum(file.stat().st_size for file in snapshot.path.iterdir())
    return Manifest(
        format=FORMAT_VERSION,
        snapshot=snapshot.number,
        created=snapshot.created,
        made=now,
        base_iri=record.base_iri,
        default_graph=record.default_graph,
        size=size,
    )


def _fill(stream: IO[bytes], database: Path, manifest: Manifest) -> None:
    made = datetime.fromisoformat(manifest.made).timestamp()
    sums: dict[str, str] = {}

    def add(name: str, size: int, content: IO[bytes]) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mtime = size, made
        hashing = Hashing(content)
        tar.addfile(entry, hashing)
        sums[name] = hashing.digest

    with tarfile.open(fileobj=stream, mode="w|") as tar:
        data = json.dumps(asdict(manifest), indent=1).encode() + b"\n"
        add(MANIFEST_NAME, len(data), io.BytesIO(data))
        for path in sorted(database.iterdir()):
            with path.open("rb") as file:
                add(f"db/{path.name}", os.fstat(file.fileno()).st_size, file)
        lines = "".join(f"{digest}  {name}\n" for name, digest in sums.items()).encode()
        add(SUMS_NAME, len(lines), io.BytesIO(lines))


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """Give a file that is at `path` once the block ends well, on disk; else nothing changes."""
    try:
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            try:
                yield file
                file.flush()
                sync_file(file.fileno())
                Path(file.name).chmod(0o644)
                Path(file.name).replace(path)
            except BaseException:  # an interrupt leaves nothing half made either
                Path(file.name).unlink(missing_ok=True)
                raise
        sync_folder(path.parent)
    except OSError as error:
        raise InputError(f"cannot write the backup {path}: {error.strerror}") from error
