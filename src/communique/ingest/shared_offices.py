"""Offices that several hold by one plural title: "the co-chairs, Ada Lund and Piet Vos,"."""

from collections.abc import Iterator
from dataclasses import replace

from communique.ingest.names import Line, Name
from communique.ingest.titles import Office, office_at

_FEWEST = 2
_CLOSING = (",", ".", ")", ";", "–", "—", "", '"')


def shared_offices(line: Line) -> Iterator[Office]:
    """Yield the office of each of those who are named right after a plural title.

    Of several owners ("the ministers of Kenya and Ghana") it is not told whose each is.
    """
    for index in range(len(line.tokens)):
        office = office_at(line, index, shared=True)
        if not office or line.form(office.last) == "and":
            continue
        apart = line.form(office.last) == ","
        holders = _named(line, office.last + apart)
        closed = not apart or line.form(holders[-1].last if holders else 0) in _CLOSING
        pointed = office.owner >= 0 or office.first < office.start
        if len(holders) >= _FEWEST and closed and (pointed or not apart):
            for holder in holders:
                person = holder.fitting(("Person",))
                yield replace(office, last=holder.last, person=person, holder=holder)


def _named(line: Line, index: int) -> list[Name]:
    """Return the persons named from word `index` on: "Ada Lund, Jo Ek and Piet Vos"."""
    found: list[Name] = []
    while name := line.starting(index):
        if name.how != "name" or not name.fitting(("Person",)):
            return []
        found.append(name)
        index = name.last + (line.form(name.last) == ",")
        if line.form(index) == "and":
            last = line.starting(index + 1)
            return [*found, last] if last and last.fitting(("Person",)) else []
    return []
