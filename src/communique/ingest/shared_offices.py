"""Offices that several hold by one plural title: "the co-chairs, Ada Lund and Piet Vos,".

Members of a body, one or several, hold none but belong to it.
"""

from collections.abc import Iterator
from dataclasses import replace

from communique.ingest.names import Line, Name
from communique.ingest.phrases import role
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
        told = line.form(office.first - 1) == "," and line.form(office.last) in _CLOSING
        for holder in _named_before(line, office.first - 1) if told and office.owner >= 0 else ():
            person = holder.fitting(("Person",))
            yield replace(office, first=holder.first, person=person, holder=holder)
        apart = line.form(office.last) == ","
        holders = _named(line, office.last + apart)
        closed = not apart or line.form(holders[-1].last if holders else 0) in _CLOSING
        pointed = office.owner >= 0 or office.first < office.start
        if apart and line.spells(office.first - 2, ("one", "of")):
            yield from _one_of(line, office)
        if len(holders) >= _FEWEST and closed and (pointed or not apart):
            for holder in holders:
                person = holder.fitting(("Person",))
                yield replace(office, last=holder.last, person=person, holder=holder)


def _one_of(line: Line, office: Office) -> Iterator[Office]:
    """Yield the office of the one who is named: "one of its ministers, Ada Lund,"."""
    holder = line.starting(office.last + 1)
    person = holder.fitting(("Person",)) if holder and holder.how == "name" else None
    if holder and person and line.form(holder.last) in _CLOSING:
        yield replace(office, last=holder.last, person=person, holder=holder)


def memberships(line: Line) -> Iterator[Office]:
    """Yield who belongs to a body as a member: "two members of the Bundestag, A and B,"."""
    for index, token in enumerate(line.tokens):
        if token.lemma not in role("one of a body") or line.below(index, "amod"):
            continue  # of a former member nothing is told
        bodies = (line.covering(each) for each in line.below(index, "nmod"))
        body = next((name for name in bodies if name and name.fitting(("Organization",))), None)
        if body is None or line.form(index + 1) != "of" or body.first > index + 3:
            continue
        holders = _named(line, body.last + 1) if line.form(body.last) == "," else []
        holders = [] if len(holders) == 1 and token.xpos != "NN" else holders
        described = line.headed_by(line.head(index)) if token.deprel == "appos" else None
        if described and described.fitting(("Person",)):
            holders = [described]
        for holder in holders:
            person = holder.fitting(("Person",))
            first, last = min(index, holder.first), max(body.last, holder.last)
            yield Office(first, last, first, first, "", "any", body.head, "now", "", person, holder)


def _named_before(line: Line, index: int) -> list[Name]:
    """Return the persons named up to word `index`: "Ada Lund, Jo Ek and Piet Vos"."""
    found: list[Name] = []
    while name := line.ending(index):
        if name.how != "name" or not name.fitting(("Person",)):
            return []
        found.insert(0, name)
        index = name.first - 1
        if line.form(index) not in (("and",) if len(found) == 1 else (",",)):
            break
    return found if len(found) >= _FEWEST else []


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
    return found if len(found) == 1 else []
