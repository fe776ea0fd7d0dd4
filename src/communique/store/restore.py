"""Putting a backup in the place of the live store.

A restore first lays the whole, checked backup beside the live store, as the folder `restored`.
That is the moment from which it counts: whoever opens the store for writing next puts it in place,
be it this process or the one after a crash. Until then nothing has changed.

    restored.tmp/   a backup being unpacked and checked
    restored/       a whole one that takes the place of live/ when the store is next opened
"""

import json
import re
import shutil
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO

import zstandard
from pyoxigraph import Store

from communique.errors import InputError, StoreError, StoreFull
from communique.store.backup import MANIFEST_NAME, SUMS_NAME, Hashing, Manifest, read_manifest
from communique.store.disk import guarded, sync_file, sync_folder
from communique.store.folder import (
    FORMAT_VERSION,
    Mode,
    Record,
    claim,
    live_path,
    make_folder,
    mark_unpublished,
    write_record,
)
from communique.store.lock import Holder, writer_lock

_FILE = re.compile(r"db/[A-Za-z0-9][A-Za-z0-9._-]*")
_MOST_TEXT = 1 << 20  # bytes of a manifest or of the sums
_CHUNK = 1 << 20


def stage(
    path: Path,
    folder: Path,
    *,
    base_iri: str,
    command: str,
    wait: float,
    now: str,
    on_wait: Callable[[Holder], None] | None = None,
) -> Mode | None:
    """Lay the backup at `path` beside the live store in `folder`, which is made when missing.

    The next `open_writer` puts it in place. Return the mode of the default graph that the store
    has so far, None for a new store. Raises InputError when the backup is not whole, StoreError
    when it has another base IRI, StoreFull, StoreLocked; nothing has changed then.
    """
    with _opened(path) as tar:
        entry = tar.next()
        if entry is None or entry.name != MANIFEST_NAME:
            raise InputError(f"{path} is no backup of a store")
        manifest_file = Hashing(_content(tar, entry))
        manifest = read_manifest(manifest_file.read(_MOST_TEXT))
        _demand_base(manifest, base_iri)
        make_folder(folder)
        with writer_lock(folder, command=command, wait=wait, since=now, on_wait=on_wait):
            mode = claim(folder, base_iri=base_iri, default_graph=None).default_graph
            is_new = not live_path(folder).exists()
            temporary = folder / "restored.tmp"
            try:
                _prepare(folder, temporary, manifest)
                _unpack(tar, temporary, manifest, {MANIFEST_NAME: manifest_file.digest})
                _demand_readable(temporary / "db")
                _commit(folder, temporary, manifest)
            except BaseException:  # an interrupt leaves nothing half made either
                shutil.rmtree(temporary, ignore_errors=True)
                raise
    return None if is_new else mode


def finish(folder: Path) -> None:
    """Put a backup that was staged in place of the live store; for the writer, before it opens.

    Killed half way, it is finished the next time. Raises StoreFull, StoreError.
    """
    with guarded(folder):
        shutil.rmtree(folder / "restored.tmp", ignore_errors=True)
        restored = folder / "restored"
        if not restored.is_dir():
            return
        if (restored / "db").is_dir():
            _delete(live_path(folder))
            (restored / "db").rename(live_path(folder))
            sync_folder(folder)
        _delete(folder / "journal")
        (folder / "repair").unlink(missing_ok=True)
        manifest = read_manifest((restored / MANIFEST_NAME).read_bytes())
        write_record(folder, Record(FORMAT_VERSION, manifest.default_graph, manifest.base_iri))
        mark_unpublished(folder, changed=True)
        sync_folder(folder)
        shutil.rmtree(restored.rename(folder / "restored.tmp"))


def _demand_base(manifest: Manifest, base_iri: str) -> None:
    if manifest.base_iri != base_iri:
        raise StoreError(
            f"the backup was made with the base IRI {manifest.base_iri}, not {base_iri}: give "
            f"--base-iri {manifest.base_iri}, and a --store that has it too"
        )


def _prepare(folder: Path, temporary: Path, manifest: Manifest) -> None:
    finish(folder)  # of an earlier restore that was interrupted
    free = shutil.disk_usage(folder).free
    if free < manifest.size:
        raise StoreFull(
            f"the backup needs {manifest.size >> 20} MiB beside the store {folder}, and "
            f"{free >> 20} MiB are free: free some space and try again"
        )
    with guarded(folder):
        (temporary / "db").mkdir(parents=True)


def _unpack(
    tar: tarfile.TarFile, temporary: Path, manifest: Manifest, sums: dict[str, str]
) -> None:
    """Write the files of the database, and see that all are there as they were.

    `sums` are those of what was read before. Raises InputError, StoreFull.
    """
    left = manifest.size
    while (entry := tar.next()) is not None:
        if entry.name == SUMS_NAME:
            if _content(tar, entry).read(_MOST_TEXT) != _lines(sums):
                raise InputError("the backup is damaged: its SHA-256 sums are not right")
            return
        left -= entry.size
        if not _FILE.fullmatch(entry.name) or entry.name in sums or left < 0:
            raise InputError(f"the backup holds what it must not: {entry.name!r}")
        content = Hashing(_content(tar, entry))
        with guarded(temporary.parent), (temporary / entry.name).open("wb") as file:
            shutil.copyfileobj(content, file, _CHUNK)
            file.flush()
            sync_file(file.fileno())
        sums[entry.name] = content.digest
    raise InputError("the backup is not whole: its end is missing")


def _lines(sums: dict[str, str]) -> bytes:
    return "".join(f"{digest}  {name}\n" for name, digest in sums.items()).encode()


def _demand_readable(database: Path) -> None:
    try:
        len(Store.read_only(str(database)))
    except OSError as error:
        raise InputError(f"the engine cannot read the backup's database: {error}") from error


def _commit(folder: Path, temporary: Path, manifest: Manifest) -> None:
    with guarded(folder):
        (temporary / MANIFEST_NAME).write_bytes(json.dumps(asdict(manifest)).encode())
        with (temporary / MANIFEST_NAME).open("rb") as file:
            sync_file(file.fileno())
        sync_folder(temporary / "db")
        sync_folder(temporary)
        temporary.rename(folder / "restored")
        sync_folder(folder)


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)


@contextmanager
def _opened(path: Path) -> Iterator[tarfile.TarFile]:
    """Open a backup. Raises InputError, also for what cannot be read while it is open."""
    try:
        with (
            path.open("rb") as file,
            zstandard.ZstdDecompressor().stream_reader(file) as stream,
            tarfile.open(fileobj=stream, mode="r|") as tar,
        ):
            yield tar
    except OSError as error:
        raise InputError(f"cannot read the backup {path}: {error.strerror}") from error
    except (tarfile.TarError, zstandard.ZstdError, EOFError) as error:
        raise InputError(f"{path} is damaged or no backup of a store: {error}") from error


def _content(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    content = tar.extractfile(entry) if entry.isreg() else None
    if content is None:
        raise InputError(f"the backup holds what it must not: {entry.name!r}")
    return content
