"""Items of a digest that have nothing to do with one another, each under the state it is on."""

from collections.abc import Sequence
from dataclasses import dataclass

from communique.ingest.kinds import is_a
from communique.ingest.names import Line
from communique.model import Entity

_FEWEST, _LONGEST = 2, 3


@dataclass(frozen=True, slots=True)
class Item:
    """Which line an item begins with, and the state it tells of where that is said."""

    first: int = 0
    home: Entity | None = None


def items(lines: Sequence[Line]) -> list[Item]:
    """Return of which item each line is; where fewer than two begin, all is one.

    Behind "Kenya: A firm opened", its paragraph is on Kenya, and behind the heading "KENYA" or
    "NAIROBI" all is up to the next.
    """
    places = {number: place for number, line in enumerate(lines) if (place := _place(line))}
    if len(set(places.values())) < _FEWEST:
        return [Item()] * len(lines)
    opened: dict[int, Entity | None] = {
        number: place if is_a(place.kind, "Polity") else None for number, place in places.items()
    }
    opened |= {number: None for number in _capitals(lines) if number not in opened}
    found: list[Item] = []
    now, paragraph = Item(), -1
    for number, line in enumerate(lines):
        if number in opened:
            now, paragraph = Item(number, opened[number]), line.paragraph
        elif line.paragraph != paragraph and not lines[now.first].heading:
            now = Item(number if line.paragraph != lines[number - 1].paragraph else now.first)
        found.append(now)
    return found


def _place(line: Line) -> Entity | None:
    """Return the state that a label before a colon names, or a place that is all a heading says."""
    name = line.starting(0)
    place = name.fitting(("Polity", "Place")) if name else None
    if name is None or place is None:
        return None
    alone = line.heading and name.last == len(line.tokens)
    labels = is_a(place.kind, "Polity") and line.form(name.last) == ":"
    return place if alone or labels else None


def _capitals(lines: Sequence[Line]) -> list[int]:
    """Return the short headings in capitals, if a place is among them: also "SYDNEY" is one."""
    short = [
        number
        for number, line in enumerate(lines)
        if line.heading
        and len(line.tokens) <= _LONGEST
        and line.words(0, len(line.tokens)).isupper()
    ]
    return short if any(_place(lines[number]) for number in short) else []
