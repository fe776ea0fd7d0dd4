"""The formats of RDF that the engine writes, with prefixes in one order, as the statements come."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from communique.exports.jsonld import published_context, write_jsonld
from communique.exports.material import Material
from communique.formats import with_sorted_prefixes


@dataclass(frozen=True, slots=True)
class EngineWriter:
    """Writes the statements in a format of the engine; `keep_names` says with graph names."""

    engine: RdfFormat
    keep_names: bool

    def __call__(self, material: Material, output: BinaryIO) -> None:
        """Write all of `material`."""
        quads = material.statements()
        passing = quads if self.keep_names else (quad.triple for quad in quads)
        write_by_engine(passing, self.engine, material.names.prefixes, output)


def write_context_jsonld(material: Material, output: BinaryIO) -> None:
    """Write JSON-LD that holds its context."""
    output.writelines(write_jsonld(material.statements(), published_context()))


def write_by_engine(
    statements: Iterable[Quad | Triple],
    engine: RdfFormat,
    prefixes: dict[str, str],
    output: BinaryIO,
) -> None:
    """Write `statements` as they come. The same ones give the same bytes."""
    head = _head(engine, prefixes)
    output.write(head)
    rest = _Rest(output, len(head))
    serialize(cast(Iterable[Quad], statements), cast(Any, rest), engine, prefixes=prefixes)


def _head(engine: RdfFormat, prefixes: dict[str, str]) -> bytes:
    """Return the prefixes that a file begins with, in order."""
    if engine not in (RdfFormat.TURTLE, RdfFormat.TRIG):
        return b""
    anything = NamedNode("urn:x")
    text = serialize([Triple(anything, anything, anything)], format=engine, prefixes=prefixes)
    lines = with_sorted_prefixes(text or b"").splitlines(keepends=True)
    return b"".join(line for line in lines if line.startswith(b"@prefix "))


class _Rest:
    """A file that passes over the first `skip` bytes: the prefixes in the engine's order."""

    def __init__(self, output: BinaryIO, skip: int) -> None:
        self._output = output
        self._skip = skip

    def write(self, data: bytes) -> int:
        skipped = min(self._skip, len(data))
        self._skip -= skipped
        self._output.write(data[skipped:])
        return len(data)

    def flush(self) -> None:
        self._output.flush()
