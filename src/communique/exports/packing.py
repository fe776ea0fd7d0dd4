"""Files as exports become them: compressed, hashed, whole or not there at all."""

import gzip
import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

import zstandard

from communique.errors import InputError

CODINGS = {"gzip": ".gz", "zstd": ".zst"}
"""Compressions, and the extension that files have with them."""


def coding_of(path: Path) -> str:
    """Return the compression that the name of a file asks for, "" for none."""
    return next((name for name, suffix in CODINGS.items() if path.suffix == suffix), "")


@contextmanager
def compressed(output: BinaryIO, coding: str) -> Iterator[BinaryIO]:
    """Give a file to write to that compresses into `output`; the same content, the same bytes."""
    if coding == "gzip":
        with gzip.GzipFile("", "wb", fileobj=output, mtime=0) as packed:
            yield cast(BinaryIO, packed)
    elif coding == "zstd":
        with zstandard.ZstdCompressor(level=9).stream_writer(output, closefd=False) as writer:
            buffered = io.BufferedWriter(cast(io.RawIOBase, writer), 1 << 17)
            yield buffered
            buffered.flush()
            buffered.detach()
    else:
        yield output


class Hashing:
    """A file that passes on what is written to it and knows its SHA-256 and size in bytes."""

    def __init__(self, output: BinaryIO) -> None:
        self._output = output
        self._state = hashlib.sha256()
        self.size = 0

    @property
    def sha256(self) -> str:
        """The hash of all that was written, in hexadecimal."""
        return self._state.hexdigest()

    def write(self, data: bytes) -> int:
        """Pass `data` on."""
        self._state.update(data)
        self.size += len(data)
        return self._output.write(data)

    def flush(self) -> None:
        """Pass it on."""
        self._output.flush()


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write to; `path` appears when the block ends well. Raises InputError."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with partial.open("wb") as file:
            yield cast(BinaryIO, cast(Any, file))
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from error
    finally:
        partial.unlink(missing_ok=True)
