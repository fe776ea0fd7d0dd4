"""Who belongs to a group, as its sentence lists them: "60 countries, including China and India"."""

from collections.abc import Iterator

from communique.ingest.arguments import preposition
from communique.ingest.coordination import coordinated
from communique.ingest.described import number
from communique.ingest.names import Line, Name
from communique.ingest.nouns import Phrase
from communique.ingest.phrases import role
from communique.model import Entity

_OPENING = (":", "-", "–", "—")
_TWO = 2


def members(line: Line, phrase: Phrase) -> tuple[Entity, ...]:
    """Return the members of "60 countries, including China, India and Germany".

    Of "China and India are among the 60 countries" too.
    """
    return tuple(dict.fromkeys((*_named_before(line, phrase), *named_after(line, phrase))))


def _named_before(line: Line, phrase: Phrase) -> Iterator[Entity]:
    if preposition(line, phrase.head) == "among" and line.below(phrase.head, "cop"):
        subjects = line.below(phrase.head, "nsubj")
        heads = (word for each in subjects for word in coordinated(line, each))
        names = (line.headed_by(word) for word in heads)
        yield from (member for name in names if name and (member := name.fitting(("Actor",))))


def named_after(line: Line, phrase: Phrase) -> Iterator[Entity]:
    """Yield the members that are listed after a phrase for a group."""
    start = phrase.end
    if line.form(start) == ",":
        start += 1
    among = line.spells(start, ("among", "them"))
    if line.form(start) not in role("including") and not among:
        found, last = _listed(line, start)
        yield from found if line.spells(last, ("among", "them")) else ()
        return
    yield from _listed(line, start + 1 + (among or line.form(start) == "such"))[0]


def spelt_out(line: Line, group: Name) -> tuple[Name, ...]:
    """Return all of a group that its sentence ends with: "Two voted against: Peru and Chad".

    Nothing where the list has more or fewer than the group counts.
    """
    counts = (group.head, *line.below(group.head, "nummod"))
    size = max(number(line.form(each)) for each in counts)
    colons = (at for at in range(group.last, len(line.tokens)) if line.form(at) in _OPENING)
    start = next(colons, -1)
    if size < _TWO or start < 0:
        return ()
    names, last = _names_listed(line, start + 1)
    return tuple(names) if len(names) == size and line.form(last) in ("", ".") else ()


def _listed(line: Line, index: int) -> tuple[list[Entity], int]:
    """Return the actors that are listed from word `index` on, and where the list ends."""
    names, last = _names_listed(line, index)
    return [member for name in names if (member := name.fitting(("Actor",)))], last


def _names_listed(line: Line, index: int) -> tuple[list[Name], int]:
    """Return the names of actors from word `index` on, and where their list ends.

    The one after "and" is the last: "among them A, B and C, and D".
    """
    found: list[Name] = []
    last = False
    while index < len(line.tokens):
        name: Name | None = line.starting(index)
        if last and line.form(index) in (",", *role("and")):
            break
        joint = index - 1 - (line.form(index - 1) == "the")
        last = name is not None and line.form(joint) in role("and")
        if name:
            if not name.fitting(("Actor",)):
                break
            found.append(name)
            index = name.last
        elif line.form(index) in (",", "and", "the", "both", "or", "&"):
            index += 1
        else:
            break
    return found, index
