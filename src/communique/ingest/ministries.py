"""Whose ministry a text means that says no more than its portfolio: "the foreign ministry".

It is that of whoever is named as its minister or spokesman, if background knows of which state,
else that of the state in whose capital it is or speaks: "told reporters in Beijing".
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.ingest.background import Background
from communique.ingest.candidates import homes_of
from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name
from communique.ingest.nouns import Phrase, noun_phrase, nouns_at
from communique.ingest.phrases import role
from communique.ingest.titles import Office
from communique.model import Entity

_LIKELY = 0.85


def ministry(
    line: Line, phrase: Phrase, offices: Sequence[Office], background: Background
) -> Name | None:
    """Return the name of the ministry that a phrase without a state means, None if untold."""
    portfolio = {line.form(at) for at in range(phrase.start, phrase.head)}
    bare = phrase.noun.lemma in role("ministry") and phrase.definite in ("definite", "bare")
    named = any(line.covering(at) for at in range(phrase.first, phrase.head))
    if not bare or not portfolio or named or phrase.plural:
        return None
    seated = set(_capitals(line, phrase, background))
    for homes in (_of_holders(phrase, offices, background), seated):
        found = {body.id: body for body in _bodies(portfolio, homes, background)}
        if len(found) == 1:
            body = next(iter(found.values()))
            return line.name(phrase.start, phrase.end, (body,), "definite", probability=_LIKELY)
    return None


def _of_holders(phrase: Phrase, offices: Sequence[Office], background: Background) -> set[str]:
    """Return the states of those who hold an office of it."""
    people = (each.person for each in offices if each.person and each.owner == phrase.head)
    return {home for person in people for home in homes_of(person, background) if home}


def _capitals(line: Line, phrase: Phrase, background: Background) -> Iterator[str]:
    """Yield the states in whose capital it is, or speaks to the press: "a briefing in Beijing"."""
    for name in line.names:
        place = next((each for each in name.entities if is_a(each.kind, "Place")), None)
        within = any(line.form(at) == "in" for at in line.below(name.head, "case"))
        above = line.head(name.head)
        press = (line.tokens[at].lemma for at in (above, *line.below(above, "obj", "iobj", "obl")))
        near = above == phrase.head or any(lemma in role("told to the press") for lemma in press)
        thing = background.by_id.get(place.id) if place and within and near else None
        for key in thing.cell("country") if thing else ():
            state = background.find(key, "Country")
            if state and place and place.name in state.cell("capital"):
                yield key


def _bodies(portfolio: set[str], homes: set[str], background: Background) -> Iterator[Entity]:
    """Yield the bodies of some states that are called by a portfolio: "trade ministry"."""
    for thing in background.things if homes else ():
        if not is_a(thing.entity.kind, "GovernmentBody") or not homes & {*thing.cell("polity")}:
            continue
        if any(_is_called(name, portfolio) for name in thing.cell("aliases")):
            yield thing.entity


def _is_called(name: str, portfolio: set[str]) -> bool:
    """Say whether a name ends with just the portfolio and what it is: "Chinese trade ministry"."""
    words = name.lower().split()
    size = len(portfolio) + 1
    return words[-1:] == ["ministry"] and set(words[-size:-1]) == portfolio


def served(line: Line, offices: Sequence[Office]) -> Iterator[Phrase]:
    """Yield the bodies without a name that titles have: "a ministry spokesman, Ada Lund".

    Whose spokeswoman she is the text has said before, as it has for "the ministry".
    """
    for office in offices:
        owner = office.owner
        whole = line.covering(owner) if owner >= 0 else None
        free = owner >= 0 and (whole is None or (whole.how == "title" and whole.head != owner))
        for noun in nouns_at(line, owner)[:1] if free else ():
            phrase = noun_phrase(line, owner, noun)
            before = owner + 1 == office.start and phrase.definite != "owned"
            told = before or phrase.definite == "definite"
            if is_a(noun.kind, "Organization") and told:
                yield replace(phrase, end=owner + 1, last=owner + 1, definite="definite")
