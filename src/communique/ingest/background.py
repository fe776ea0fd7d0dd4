"""Background knowledge: the tables of data/background as frozen rows, loaded once.

It helps to recognise and name what an article speaks of, and is never reported as something that
an article said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from communique.errors import InputError
from communique.ingest.gazetteer import Gazetteer, Surface
from communique.ingest.kinds import is_a, known_kind
from communique.language.tables import Row, read_table, values
from communique.model import Entity
from communique.resources import resource
from communique.vocab import slug

_Row = TypeVar("_Row")

# file, kind ("" when a column says it), key column, name column
_TABLES = (
    ("countries", "Country", "alpha3", "name"),
    ("polities", "SupranationalUnion", "key", "name"),
    ("organizations", "", "key", "name"),
    ("places", "Place", "key", "name"),
    ("people", "Person", "key", "name"),
    ("summits", "Summit", "key", "name"),
    ("instruments", "", "key", "name"),
    ("technologies", "Technology", "key", "label"),
    ("systems", "AISystem", "key", "name"),
)


@dataclass(frozen=True, slots=True)
class Thing:
    """A row of background: who or what it is, and all that its table says (`row`)."""

    entity: Entity
    table: str
    row: Mapping[str, str]

    def cell(self, column: str) -> tuple[str, ...]:
        """Return the values of a column, none when the table has no such column."""
        return values(self.row.get(column, ""))


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who held which office, for which body or polity, from when to when (ISO 8601 or empty)."""

    person: str
    title: str
    body: str
    polity: str
    start: str
    end: str
    source: str

    @property
    def position(self) -> str:
        """The key of the position; an article that names the same office gets the same."""
        return position_key(self.polity or self.body, self.title)

    def holds_on(self, day: str) -> bool:
        """Say whether the tenure covers `day` (empty: any day)."""
        begun = not self.start or self.start <= day[: len(self.start)]
        over = bool(self.end) and day[: len(self.end)] > self.end
        return not day or (begun and not over)


@dataclass(frozen=True, slots=True)
class Background:
    """All background rows, and the gazetteer over their names."""

    things: tuple[Thing, ...]
    tenures: tuple[Tenure, ...]
    gazetteer: Gazetteer
    by_id: Mapping[str, Thing]
    by_key: Mapping[str, tuple[Thing, ...]]
    by_person: Mapping[str, tuple[Tenure, ...]]

    def find(self, key: str, ancestor: str) -> Thing | None:
        """Return the thing below `ancestor` that goes by `key`, if there is one."""
        return next(
            (thing for thing in self.by_key.get(key, ()) if is_a(thing.entity.kind, ancestor)), None
        )

    def held_by(self, person: str) -> tuple[Tenure, ...]:
        """Return the offices of the person with a key."""
        return self.by_person.get(person, ())

    def holders(self, title: str, polity: str, day: str) -> tuple[str, ...]:
        """Return the keys of those who held an office called `title` on `day`.

        `polity` is whose office it is; "" for that of any polity.
        """
        wanted = position_key(polity, title)
        return tuple(
            sorted(
                {
                    row.person
                    for row in self.tenures
                    if wanted == (row.position if polity else slug(row.title)) and row.holds_on(day)
                }
            )
        )


def load_background(folder: Path | None = None) -> Background:
    """Return the background in `folder` (default: what ships with the package), read once.

    Raises InputError when a table is missing or a row names what the tables do not have.
    """
    return _load((folder or resource("data", "background")).resolve())


def position_key(owner: str, title: str) -> str:
    """Return the key of the office called `title` of a polity or body."""
    return slug(f"{owner} {title}")


@lru_cache(maxsize=4)
def _load(folder: Path) -> Background:
    things = [
        _thing(folder, table, kind, key, name, row)
        for table, kind, key, name in _TABLES
        for row in read_table(folder / f"{table}.tsv")
    ]
    tenures = tuple(
        Tenure(**{column: row[column] for column in Tenure.__dataclass_fields__})
        for row in read_table(folder / "positions.tsv")
    )
    return Background(
        things=tuple(things),
        tenures=tenures,
        gazetteer=Gazetteer(surface for thing in things for surface in _surfaces(thing)),
        by_id={thing.entity.id: thing for thing in things},
        by_key=_grouped((thing.entity.key, thing) for thing in things),
        by_person=_grouped((tenure.person, tenure) for tenure in tenures),
    )


def _grouped(pairs: Iterable[tuple[str, _Row]]) -> dict[str, tuple[_Row, ...]]:
    """Return the second halves of pairs by the first, in order."""
    found: dict[str, list[_Row]] = {}
    for key, row in pairs:
        found.setdefault(key, []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}


def _thing(folder: Path, table: str, kind: str, key: str, name: str, row: Row) -> Thing:
    kind = kind or row["type"]
    if not row[key] or not row[name] or not known_kind(kind):
        raise InputError(
            f"{folder / table}.tsv: {row[key] or row[name]!r} lacks a key, name or type"
        )
    return Thing(Entity(kind, row[key], row[name], known=True), table, row)


def _surfaces(thing: Thing) -> list[Surface]:
    entity = thing.entity
    names = dict.fromkeys((entity.name, *thing.cell("official"), *thing.cell("aliases")))
    found = [Surface(name, entity, "name") for name in names]
    found += [Surface(name, entity, "demonym") for name in thing.cell("demonyms")]
    found += [
        Surface(name, entity, "metonym") for name in thing.cell("metonyms") if name not in names
    ]
    return found
