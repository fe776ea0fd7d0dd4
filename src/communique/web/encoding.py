"""Content codings (RFC 9110, section 8.4.1): which one a client gets, and the coding itself."""

import zlib
from functools import lru_cache
from typing import Protocol

import zstandard

SMALLEST = 1024
"""Bytes below which coding an answer is not worth it."""


class Coder(Protocol):
    """A stream coder; `flush` ends the stream."""

    def compress(self, data: bytes, /) -> bytes:
        """Return what is ready of the coded stream after `data`."""

    def flush(self) -> bytes:
        """Return the rest of the coded stream."""


def _gzip() -> Coder:
    return zlib.compressobj(level=5, wbits=31)


def _zstd() -> Coder:
    return zstandard.ZstdCompressor(level=3).compressobj()


CODERS = {"zstd": _zstd, "gzip": _gzip}
"""In the order of preference."""


@lru_cache(maxsize=256)
def coding(accept_encoding: str) -> str:
    """Return the name of the coding that the client likes best of ours, "" for none."""
    weights: dict[str, float] = {}
    for part in accept_encoding.lower().split(","):
        name, _, parameter = part.partition(";")
        weights[name.strip()] = _weight(parameter.strip())
    best = max(CODERS, key=lambda name: weights.get(name, weights.get("*", 0.0)))
    liked = weights.get(best, weights.get("*", 0.0))
    return best if liked > 0 and liked >= weights.get("identity", 0.0) else ""


def encode(name: str, data: bytes) -> bytes:
    """Return `data` in the coding `name`."""
    coder = CODERS[name]()
    return coder.compress(data) + coder.flush()


def _weight(parameter: str) -> float:
    if not parameter.startswith("q="):
        return 1.0
    try:
        return float(parameter[2:])
    except ValueError:
        return 0.0
