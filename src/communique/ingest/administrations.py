"""Governments that are called by who leads them: "the Trump administration"."""

from collections.abc import Iterator

from communique.ingest.background import Background
from communique.ingest.names import Line, Name, capitalised
from communique.ingest.phrases import role
from communique.ingest.surnames import surnames
from communique.model import Entity
from communique.vocab import slug


def find_administrations(line: Line) -> Iterator[Name]:
    """Yield the administrations that the name of a person before the noun makes definite."""
    for index in range(1, len(line.tokens)):
        last = index - (line.form(index - 1) == "'s")
        if line.form(index) not in role("administration") or line.covering(index) or last < 1:
            continue
        leader = line.ending(last)
        person = leader is not None and leader.fitting(("Person",)) is not None
        if person or (leader is None and _is_surname(line, last - 1, index)):
            name = f"{line.tokens[last - 1].text} {line.form(index)}"
            body = Entity("GovernmentBody", slug(name) or name, name)
            inner = (leader,) if leader else ()
            yield line.name(last - 1, index + 1, (body,), "name", inner=inner)


def led_polity(words: str, background: Background) -> Entity | None:
    """Return the polity whose administration these words call by a head that background knows."""
    names = tuple(words.split())
    if len(names) < 2 or names[-1].lower() not in role("administration"):
        return None
    found = set()
    for tenure in background.tenures:
        leads = tenure.polity and tenure.title.lower() in role("leading office")
        thing = background.find(tenure.person, "Person") if leads else None
        spelt = thing.entity.name.split() if thing else ()
        if thing and names[-2:-1] in surnames(tuple(spelt), thing.entity, background):
            found.add(tenure.polity)
    polity = background.find(next(iter(found)), "Polity") if len(found) == 1 else None
    return polity.entity if polity else None


def _is_surname(line: Line, index: int, noun: int) -> bool:
    """Say whether a word that nobody is known by is the name before a noun."""
    token = line.tokens[index]
    joined = token.deprel in ("compound", "nmod:poss") and line.head(index) == noun
    return joined and token.upos == "PROPN" and capitalised(token.text)
