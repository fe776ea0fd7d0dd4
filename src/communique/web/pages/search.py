"""Finding things by the start of any word of their names."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from communique.vocab import CMQ, Names
from communique.web.pages.answers import Answers, Row
from communique.web.pages.questions import bound, page_query
from communique.web.pages.standing import Standing
from communique.web.pages.things import Thing, kind_of

_PATIENCE = 5.0  # seconds; nobody searches in vain just because the server started
_CLASSES = (
    "Country",
    "SupranationalUnion",
    "Organization",
    "GovernmentBody",
    "Company",
    "ResearchInstitution",
    "NewsOutlet",
    "IntergovernmentalOrganization",
    "CivilSocietyOrganization",
    "Person",
    "Group",
    "Position",
    "Summit",
    "Instrument",
    "Declaration",
    "ExportControl",
    "Strategy",
    "Law",
    "ExecutiveOrder",
    "Treaty",
    "Commitment",
    "Technology",
    "AISystem",
    "Place",
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found, and the name by which it was."""

    thing: Thing
    name: str


@dataclass(frozen=True, slots=True)
class _Index:
    """(rest of a folded name from one word on, the name, IRI) in order, and the things."""

    entries: list[tuple[str, str, str]]
    things: dict[str, Thing]

    def starting(self, wanted: str) -> Iterator[tuple[str, str]]:
        """Yield (name, IRI) where a word of the name starts with `wanted`."""
        place = bisect_left(self.entries, (wanted,))
        while place < len(self.entries) and self.entries[place][0].startswith(wanted):
            yield self.entries[place][1:]
            place += 1


class Search:
    """Finds the things of one store by their names."""

    def __init__(self, answers: Answers, names: Names) -> None:
        self._answers = answers
        self._names = names
        self._index = Standing(self._gather, answers.editions, patience=_PATIENCE)

    def find(self, words: str, *, most: int) -> list[Hit]:
        """Return at most `most` things one of whose names has a word that starts with `words`.

        Names that are just `words` come first, then names that start so, then the short ones.
        Just after the server's start it may be that nothing is found yet.
        """
        wanted, index = folded(words), self._index.get()
        if not wanted or not index:
            return []
        best: dict[str, tuple[tuple[int, int, str], str]] = {}
        for name, iri in index.starting(wanted):
            rank = (_distance(folded(name), wanted), len(name), name)
            if iri not in best or rank < best[iri][0]:
                best[iri] = (rank, name)
        ranked = sorted(best, key=lambda iri: (*best[iri][0], iri))
        return [Hit(index.things[iri], best[iri][1]) for iri in ranked[:most]]

    @property
    def is_ready(self) -> bool:
        """Whether names were gathered yet."""
        return self._index.is_ready

    def prepare(self) -> None:
        """Have the names gathered, since somebody may soon search for one."""
        self._index.prepare()

    def _gather(self) -> _Index:
        query = page_query("labels", self._names)
        rows = (self._answers.chunks(bound(query, type=CMQ + name)) for name in _CLASSES)
        return _ordered(chain.from_iterable(rows), self._names)


def folded(text: str) -> str:
    """Return `text` in lower case, without accents and with single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())


def _ordered(rows: Iterable[Row], names: Names) -> _Index:
    kinds: dict[str, set[str]] = {}
    labels: dict[str, str] = {}
    entries: set[tuple[str, str, str]] = set()
    for row in rows:
        iri, name = row["thing"].value, row["name"].value
        kinds.setdefault(iri, set()).add(row["type"].value)
        if row["isLabel"].value == "true":
            labels[iri] = min(labels.get(iri, name), name, key=lambda text: (len(text), text))
        whole = folded(name)
        starts = [0, *(place + 1 for place, char in enumerate(whole) if char in " -")]
        entries.update((whole[start:], name, iri) for start in starts)
    things = {
        iri: Thing(iri, labels.get(iri, iri), kind_of(types), _path(iri, names))
        for iri, types in kinds.items()
    }
    return _Index(sorted(entries), things)


def _path(iri: str, names: Names) -> str:
    start = f"{names.base}id/"
    return iri.removeprefix(start) if iri.startswith(start) else ""


def _distance(name: str, wanted: str) -> int:
    if name == wanted:
        return 0
    return 1 if name.startswith(wanted) else 2
