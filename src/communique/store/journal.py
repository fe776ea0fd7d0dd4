"""The redo journal: a change is whole on disk before the database is touched.

The engine applies removals one at a time, so a kill in the middle would leave half a change. A
journal entry says exactly which quads go and which come. Applying an entry twice gives the same as
once, and applying all entries in order gives the same as having applied each when it was written;
so entries may stay until the database itself is surely on disk, and one costly flush serves many.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from communique.errors import StoreError
from communique.store.disk import sync_file, sync_folder
from communique.store.engine import Engine

_CHUNK = 50_000  # quads per transaction of the engine: bounds its memory


@dataclass(frozen=True, slots=True)
class Change:
    """What one write does, in this order: quads go, graphs go, graphs come, quads come."""

    remove: Sequence[Quad] = ()
    drop: Sequence[str] = ()
    create: Sequence[str] = ()
    add: Sequence[Quad] = ()

    def __bool__(self) -> bool:
        return bool(self.remove or self.drop or self.create or self.add)


@dataclass(slots=True)
class Journal:
    """The entries below one folder; only the writer touches them."""

    folder: Path
    _last: int = field(default=0)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to redo."""
        return not self._last

    def commit(self, change: Change) -> None:
        """Have `change` on disk: from now on it will happen. Raises OSError, and it will not."""
        self.folder.mkdir(exist_ok=True)
        path = self.folder / f"{self._last + 1:06d}"
        temporary = path.with_suffix(".tmp")
        try:
            with temporary.open("wb") as file:
                _write(file, change)
                file.flush()
                sync_file(file.fileno())
            temporary.rename(path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        self._last += 1
        sync_folder(self.folder)

    def pending(self) -> Iterator[Change]:
        """Return the changes on disk, in order; what was not committed is swept away."""
        if not self.folder.is_dir():
            return
        for path in sorted(self.folder.iterdir()):
            if path.suffix == ".tmp":
                path.unlink()
                continue
            with path.open("rb") as file:
                yield _read(file, path)
            self._last = int(path.name)

    def clear(self) -> None:
        """Forget all entries: call it once the database is surely on disk. Raises OSError."""
        if self.is_empty:
            return
        # Oldest first: a rest of newer entries is still a right sequence to replay.
        for path in sorted(self.folder.iterdir()):
            path.unlink()
        sync_folder(self.folder)
        self._last = 0


def apply(engine: Engine, change: Change) -> None:
    """Make `change` in the database. Raises OSError, perhaps half way."""
    for quad in change.remove:
        engine.store.remove(quad)
    for name in change.drop:
        engine.store.remove_graph(NamedNode(name))
    for name in change.create:
        engine.store.add_graph(NamedNode(name))
    for start in range(0, len(change.add), _CHUNK):
        engine.store.extend(change.add[start : start + _CHUNK])


def _write(file: IO[bytes], change: Change) -> None:
    head = {
        "remove": len(change.remove),
        "drop": list(change.drop),
        "create": list(change.create),
        "add": len(change.add),
    }
    file.write(json.dumps(head).encode() + b"\n")
    for quads in (change.remove, change.add):
        if quads:
            serialize(quads, file, RdfFormat.N_QUADS)


def _read(file: IO[bytes], path: Path) -> Change:
    try:
        head = json.loads(file.readline())
        return Change(
            remove=_quads(file, head["remove"]),
            drop=head["drop"],
            create=head["create"],
            add=_quads(file, head["add"]),
        )
    except (ValueError, KeyError, SyntaxError) as error:
        raise StoreError(f"the journal entry {path} is damaged: restore a backup") from error


def _quads(file: IO[bytes], count: int) -> list[Quad]:
    # N-Quads escapes line ends inside terms, so a line is a quad; labels of blank nodes are kept.
    lines = b"".join(islice(file, count))
    quads = list(parse(lines, RdfFormat.N_QUADS))
    if len(quads) != count:
        raise ValueError("an entry shorter than it says")
    return quads
