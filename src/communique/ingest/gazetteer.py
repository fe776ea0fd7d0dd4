"""Names of known things in a sentence: the longest match wins, spelled as names are spelled."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.ingest.kinds import is_a
from communique.language.analyse import tokenise
from communique.language.doc import Token
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
    """Tokens from `first` up to `last` that spell some entities, one unless it is ambiguous."""

    first: int
    last: int
    surfaces: tuple[Surface, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    tokens: tuple[Token, ...]
    surface: Surface


class Gazetteer:
    """Surfaces by their first word; a surface is cut into tokens when its first word turns up."""

    def __init__(self, surfaces: Iterable[Surface]) -> None:
        self._surfaces: dict[str, list[Surface]] = {}
        self._entries: dict[str, tuple[_Entry, ...]] = {}
        for surface in surfaces:
            first = next(tokenise(_bare(surface.text)), None)
            if first:
                self._surfaces.setdefault(first.form, []).append(surface)

    def find(self, tokens: Sequence[Token]) -> Iterator[Hit]:
        """Yield what the tokens name, from left to right, without overlaps."""
        index = 0
        while index < len(tokens):
            hit = self._longest(tokens, index)
            if hit:
                yield hit
                index = hit.last
            else:
                index += 1

    def _longest(self, tokens: Sequence[Token], index: int) -> Hit | None:
        best: list[Surface] = []
        length = 0
        for entry in self._starting(tokens[index].form):
            size = len(entry.tokens)
            if size >= length and _spells(entry, tokens[index : index + size]):
                best = [*best, entry.surface] if size == length else [entry.surface]
                length = size
        kept = {surface.entity.id: surface for surface in best}
        return Hit(index, index + length, tuple(kept.values())) if kept else None

    def _starting(self, form: str) -> tuple[_Entry, ...]:
        if form not in self._surfaces:
            return ()
        if form not in self._entries:
            self._entries[form] = tuple(
                _Entry(tuple(tokenise(_bare(surface.text))), surface)
                for surface in self._surfaces[form]
            )
        return self._entries[form]


def _bare(text: str) -> str:
    return text[4:] if text[:4].lower() == "the " and len(text) > len("the ") else text


def _spells(entry: _Entry, tokens: Sequence[Token]) -> bool:
    if len(tokens) != len(entry.tokens):
        return False
    loose = is_a(entry.surface.entity.kind, "Technology")
    return all(
        _same(wanted, found, loose=loose)
        for wanted, found in zip(entry.tokens, tokens, strict=True)
    )


def _same(wanted: Token, found: Token, *, loose: bool) -> bool:
    """Compare words: capitals count, except in terms and in the inner capitals of long names."""
    if wanted.form != found.form:
        return False
    exact = wanted.text == found.text or not wanted.capitalised
    return exact or loose or (found.capitalised and len(wanted.form) >= _LOOSE_LENGTH)
