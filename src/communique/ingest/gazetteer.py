"""Names of known things in a sentence: the longest match wins, spelled as names are spelled."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.ingest.kinds import is_a
from communique.ingest.names import capitalised, spelled
from communique.language.tokens import tokenise
from communique.model import Entity

_LOOSE_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Surface:
    """One way to write an entity. `how`: name, demonym (Chinese) or metonym (Beijing)."""

    text: str
    entity: Entity
    how: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Words from `first` up to `last` that spell some entities, one unless it is ambiguous."""

    first: int
    last: int
    surfaces: tuple[Surface, ...]


class Gazetteer:
    """Surfaces by their first word, each cut into words as texts are."""

    def __init__(self, surfaces: Iterable[Surface]) -> None:
        self._entries: dict[str, list[tuple[tuple[str, ...], Surface]]] = {}
        for surface in surfaces:
            text = _bare(surface.text)
            words = tuple(text[start:end] for start, end in tokenise(text))
            if words:
                self._entries.setdefault(spelled(words[0]), []).append((words, surface))

    def find(self, words: Sequence[str]) -> Iterator[Hit]:
        """Yield what `words` name, from left to right, without overlaps."""
        index = 0
        while index < len(words):
            hit = self.longest(words, index)
            if hit:
                yield hit
                index = hit.last
            else:
                index += 1

    def longest(self, words: Sequence[str], index: int, *, shorter: bool = False) -> Hit | None:
        """Return the longest name that begins with word `index`; `shorter`: not to the end."""
        best: list[Surface] = []
        length = 0
        for wanted, surface in self._entries.get(spelled(words[index]), ()):
            size = len(wanted)
            if shorter and index + size >= len(words):
                continue
            if size >= length and _spells(wanted, surface, words[index : index + size]):
                best = [*best, surface] if size == length else [surface]
                length = size
        kept = {surface.entity.id: surface for surface in best}
        return Hit(index, index + length, tuple(kept.values())) if kept else None


def _bare(text: str) -> str:
    return text[4:] if text[:4].lower() == "the " and len(text) > len("the ") else text


def _spells(wanted: Sequence[str], surface: Surface, words: Sequence[str]) -> bool:
    if len(words) != len(wanted):
        return False
    loose = is_a(surface.entity.kind, "Technology")
    return all(_same(*pair, loose=loose) for pair in zip(wanted, words, strict=True))


def _same(wanted: str, found: str, *, loose: bool) -> bool:
    """Compare words: capitals count, except in terms and in the inner capitals of long names.

    Those of an abbreviation always do: "state laws" are no LAWS.
    """
    form = spelled(found)
    if spelled(wanted) != form:
        return False
    exact = wanted == found or not capitalised(wanted)
    if wanted.isupper() and found.islower():
        return False
    return exact or loose or (capitalised(found) and len(form) >= _LOOSE_LENGTH)
