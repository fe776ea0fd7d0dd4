"""Where the words of a text are marked: passages that support something, and names in it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, in code points, end exclusive; `of` says whose it is."""

    start: int
    end: int
    of: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Consecutive words under the same marks; `name` is the IRI of what they name, or "".

    `is_first` tells the piece at which the passage of `passages` begins.
    """

    text: str
    passages: tuple[str, ...] = ()
    name: str = ""
    anchors: tuple[str, ...] = ()


def name_spans(text: str, names: Mapping[str, Iterable[str]]) -> list[Span]:
    """Return where `text` uses one of the names of things (IRI to names), the longest first."""
    owners: dict[str, str] = {}
    for iri, forms in names.items():
        for form in forms:
            owners.setdefault(form, iri)
    alternatives = "|".join(re.escape(form) for form in sorted(owners, key=len, reverse=True))
    if not alternatives:
        return []
    pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")
    return [Span(it.start(), it.end(), owners[it[0]]) for it in pattern.finditer(text)]


def paragraphs(text: str, passages: Iterable[Span], names: Iterable[Span]) -> list[list[Piece]]:
    """Return the paragraphs of `text`, each cut where a mark begins or ends."""
    passages, names = sorted(passages, key=_place), sorted(names, key=_place)
    return [
        list(_pieces(text, it.start(), it.end(), passages, names))
        for it in _PARAGRAPH.finditer(text)
        if it[0].strip()
    ]


def _pieces(
    text: str, start: int, end: int, passages: list[Span], names: list[Span]
) -> Iterable[Piece]:
    inside = [span for span in passages if span.start < end and span.end > start]
    named = [span for span in names if start <= span.start and span.end <= end]
    cuts = {start, end}
    for span in (*inside, *named):
        cuts |= {max(span.start, start), min(span.end, end)}
    edges = sorted(cuts)
    for left, right in pairwise(edges):
        covering = [span for span in inside if span.start <= left and span.end >= right]
        name = next((span.of for span in named if span.start <= left and span.end >= right), "")
        yield Piece(
            text[left:right],
            tuple(dict.fromkeys(span.of for span in covering)),
            name,
            tuple(sorted({f"c{span.start}-{span.end}" for span in covering if span.start == left})),
        )


def _place(span: Span) -> tuple[int, int]:
    return span.start, -span.end
