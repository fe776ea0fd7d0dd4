"""Content negotiation (RFC 9110, section 12.5.1) over the table of formats."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from communique.errors import BadRequest, NotAcceptable
from communique.formats import BINDINGS, GRAPHS, Format, by_name


@dataclass(frozen=True, slots=True)
class Chosen:
    """The formats that one request gets: one for bindings, one for graphs; "" where none fits."""

    bindings: str
    graph: str


class Offer(Protocol):
    """Something that a client may prefer; the first of its media types is what it gets."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def media_types(self) -> tuple[str, ...]:
        """What clients may call it."""


@dataclass(frozen=True, slots=True)
class Page:
    """What people read, on offer beside the formats."""

    name: str = "html"
    media_types: tuple[str, ...] = ("text/html", "application/xhtml+xml")


@lru_cache(maxsize=1024)
def choose(accept: str, asked: tuple[str, ...] = (), *, kinds: str = "bindings graph") -> Chosen:
    """Return the formats for a query whose form is not known yet.

    `accept` is the Accept header ("" when absent); `asked` holds the values of `format=` and its
    aliases, which win over the header. `kinds` says which kinds of result can come. Raises
    BadRequest when `asked` disagrees with itself and NotAcceptable, listing what there is, when
    nothing fits either kind of result.
    """
    choices = (
        BINDINGS if "bindings" in kinds else (),
        GRAPHS if "graph" in kinds else (),
    )
    chosen = Chosen(*(_named(asked, rows) if asked else best(accept, rows) for rows in choices))
    if not chosen.bindings and not chosen.graph:
        raise NotAcceptable(not_acceptable(choices[0] + choices[1]))
    return chosen


def best(accept: str, choices: Sequence[Offer]) -> str:
    """Return the name of the row of `choices` that `accept` likes best, "" when it likes none.

    Among equals the one that the client names most exactly wins, then the order of the table.
    """
    ranges = parse_accept(accept or "*/*")
    if not choices:
        return ""
    ranked = [(*_quality(row, ranges), -place, row.name) for place, row in enumerate(choices)]
    quality, _, _, name = max(ranked)
    return name if quality > 0 else ""


@lru_cache(maxsize=1024)
def parse_accept(header: str) -> tuple[tuple[str, float], ...]:
    """Return (media range, q) pairs in order, without other parameters and broken parts."""
    pairs = []
    for part in header.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        if "/" in media or media == "*":
            pairs.append(("*/*" if media == "*" else media, _weight(weight)))
    return tuple(pairs)


def not_acceptable(choices: Sequence[Offer]) -> str:
    """Return the sentence that lists what there is."""
    offers = ", ".join(dict.fromkeys(row.media_types[0] for row in choices))
    return f"ask for one of these media types: {offers}"


def _named(asked: tuple[str, ...], choices: tuple[Format, ...]) -> str:
    rows = {by_name(name, choices) for name in asked}
    names = {row.name for row in rows if row}
    if len(names) > 1:
        raise BadRequest(f"format parameters disagree: {', '.join(sorted(asked))}; send one")
    return names.pop() if names else ""


def _quality(row: Offer, ranges: tuple[tuple[str, float], ...]) -> tuple[float, int]:
    return max(
        _match(media_type, place, ranges) for place, media_type in enumerate(row.media_types)
    )


def _match(media_type: str, place: int, ranges: tuple[tuple[str, float], ...]) -> tuple[float, int]:
    """The q of the most specific range that covers `media_type`, and how specific it is.

    Only a row's registered type (`place` 0) is offered to wildcards; its other names have to be
    asked for by name.
    """
    family = media_type.split("/", 1)[0] + "/*"
    for specificity, covering in ((3, media_type), (2, family), (1, "*/*")):
        weights = [weight for media, weight in ranges if media == covering]
        if weights and (place == 0 or specificity == 3):
            return max(weights), specificity
    return 0.0, 0


def _weight(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0
