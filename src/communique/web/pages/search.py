"""Finding things by the start of any word of their names."""

import threading
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from communique.vocab import Names
from communique.web.pages.answers import Answers, Row
from communique.web.pages.questions import page_query
from communique.web.pages.things import Thing, kind_of


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found, and the name by which it was."""

    thing: Thing
    name: str


class Search:
    """The names of one store in order, made anew when another snapshot is published."""

    def __init__(self, answers: Answers, names: Names) -> None:
        self._answers = answers
        self._names = names
        self._lock = threading.Lock()
        self._rows: list[Row] = []
        self._entries: list[tuple[str, str, str]] = []
        self._things: dict[str, Thing] = {}

    def find(self, words: str, *, most: int, kind: str = "") -> list[Hit]:
        """Return at most `most` things one of whose names has a word that starts with `words`.

        Names that are just `words` come first, then names that start so, then the short ones.
        """
        wanted = folded(words)
        if not wanted:
            return []
        best: dict[str, tuple[tuple[int, int, str], str]] = {}
        for name, iri in self._starting(wanted):
            if kind and self._things[iri].kind != kind:
                continue
            rank = (_distance(folded(name), wanted), len(name), name)
            if iri not in best or rank < best[iri][0]:
                best[iri] = (rank, name)
        ranked = sorted(best, key=lambda iri: (*best[iri][0], iri))
        return [Hit(self._things[iri], best[iri][1]) for iri in ranked[:most]]

    def _starting(self, wanted: str) -> Iterator[tuple[str, str]]:
        """Yield (name, IRI) where a word of the name starts with `wanted`."""
        rows = self._answers.standing(page_query("labels", self._names))
        with self._lock:
            if rows is not self._rows:
                self._entries, self._things = _ordered(rows, self._names)
                self._rows = rows
            entries = self._entries
        place = bisect_left(entries, (wanted,))
        while place < len(entries) and entries[place][0].startswith(wanted):
            yield entries[place][1:]
            place += 1


def folded(text: str) -> str:
    """Return `text` in lower case, without accents and with single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())


def _ordered(
    rows: list[Row], names: Names
) -> tuple[list[tuple[str, str, str]], dict[str, Thing]]:
    kinds: dict[str, set[str]] = {}
    labels: dict[str, str] = {}
    entries = set()
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
    return sorted(entries), things


def _path(iri: str, names: Names) -> str:
    start = f"{names.base}id/"
    return iri.removeprefix(start) if iri.startswith(start) else ""


def _distance(name: str, wanted: str) -> int:
    if name == wanted:
        return 0
    return 1 if name.startswith(wanted) else 2


