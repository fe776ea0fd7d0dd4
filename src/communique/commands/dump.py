"""`communique dump`: all that is published as files that the server offers at /exports/."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from communique.commands.export import Source
from communique.errors import InputError
from communique.exports.dumps import Dump, DumpFile, dumps_folder, write_manifest
from communique.exports.packing import CODINGS, Hashing, compressed, new_file
from communique.exports.table import BY_NAME, Export
from communique.exports.words import dataset_words
from communique.settings import Settings
from communique.store.pool import Pool
from communique.store.snapshot import Snapshot, reading


def dump(
    forms: Sequence[str],
    folder: Path | None,
    coding: str,
    settings: Settings,
    *,
    say: Callable[[str], None],
) -> Path:
    """Write the current snapshot in each of `forms`, below `folder` or in the store.

    Return the dump's own folder, which appears whole or not at all; one that is there already is
    left as it is. Raises NothingPublished, InputError, and QueryError and its kind.
    """
    parent = folder or dumps_folder(settings.store)
    with (
        Pool(settings.store, workers=1, memory=settings.memory) as pool,
        reading(settings.store) as snapshot,
    ):
        name = f"{snapshot.created[:10]}-{snapshot.number:06d}"
        place, partial = parent / name, parent / f".{name}.tmp"
        if place.exists():
            say(f"{place} is there already")
            return place
        source = Source(settings, snapshot, pool, say)
        try:
            shutil.rmtree(partial, ignore_errors=True)
            partial.mkdir(parents=True)
            files = [_write(BY_NAME[form], partial, coding, source) for form in forms]
            write_manifest(partial, _dump(name, snapshot, settings, files))
            partial.rename(place)
        except OSError as error:
            raise InputError(f"cannot write the dump {place}: {error.strerror}") from error
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return place


def _write(row: Export, folder: Path, coding: str, source: Source) -> DumpFile:
    coding = "" if row.media_type == "application/zip" else coding
    name = f"communique-{source.snapshot.number:06d}.{row.extension}{CODINGS.get(coding, '')}"
    source.say(f"writing {name}")
    with new_file(folder / name) as plain:
        hashing = Hashing(plain)
        with compressed(cast(BinaryIO, hashing), coding) as file:
            row.write(source.everything(row.parts), file)
    return DumpFile(name, row.name, row.title, row.media_type, coding, hashing.size, hashing.sha256)


def _dump(name: str, snapshot: Snapshot, settings: Settings, files: list[DumpFile]) -> Dump:
    return Dump(
        name,
        snapshot.number,
        snapshot.created,
        settings.base_iri,
        dataset_words()["license"],
        tuple(files),
    )
