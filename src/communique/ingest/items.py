"""Items of a digest that have nothing to do with one another, each under the state it is on."""

from collections.abc import Sequence
from dataclasses import dataclass

from communique.ingest.names import Line
from communique.model import Entity

_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Item:
    """Which line an item begins with, and the state it tells of where that is said."""

    first: int = 0
    home: Entity | None = None


def items(lines: Sequence[Line]) -> list[Item]:
    """Return of which item each line is; where fewer than two begin, all is one.

    Behind "Kenya: A firm opened", its paragraph is on Kenya, and behind the heading "KENYA" all
    is up to the next.
    """
    opened = {number: home for number, line in enumerate(lines) if (home := _home(line))}
    if len(set(opened.values())) < _FEWEST:
        return [Item()] * len(lines)
    found: list[Item] = []
    now, paragraph = Item(), -1
    for number, line in enumerate(lines):
        if number in opened:
            now, paragraph = Item(number, opened[number]), line.paragraph
        elif line.paragraph != paragraph and not lines[now.first].heading:
            now = Item(number if line.paragraph != lines[number - 1].paragraph else now.first)
        found.append(now)
    return found


def _home(line: Line) -> Entity | None:
    """Return the state that a label before a colon names, or a heading of no other words."""
    name = line.starting(0)
    state = name.fitting(("Polity",)) if name else None
    if name is None or state is None:
        return None
    alone = line.heading and name.last == len(line.tokens)
    return state if alone or line.form(name.last) == ":" else None
