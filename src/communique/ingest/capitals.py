"""Capitals that are called by whose they are: "the Belgian capital", "the capital of Kenya"."""

from collections.abc import Iterator

from communique.ingest.background import Background
from communique.ingest.gazetteer import Surface
from communique.ingest.metonyms import decide
from communique.ingest.names import Line, Name
from communique.ingest.phrases import role
from communique.model import Entity
from communique.vocab import slug


def find_capitals(line: Line, background: Background) -> Iterator[Name]:
    """Yield "the Belgian capital" as the city that it is, where something is or goes there.

    Where the text goes on to name it, "the Belgian capital, Brussels", that is what it is.
    """
    for index in range(1, len(line.tokens)):
        plain = line.tokens[index].deprel != "compound" and line.covering(index) is None
        if line.form(index) not in role("seat of a state") or not plain:
            continue
        state, last = _whose(line, index)
        after = line.starting(last) or (line.form(last) == "," and line.starting(last + 1))
        place = after.fitting(("Place",)) if after else None
        if place:
            yield line.name(index, index + 1, (place,), "name")
        elif state and line.starting(last) is None:
            yield from _known(line, index, state, background)


def _known(line: Line, index: int, state: Entity, background: Background) -> Iterator[Name]:
    """Yield the capital that background knows a state to have."""
    thing = background.find(state.key, "Country")
    for capital in thing.cell("capital") if thing else ():
        words = capital.split()
        hit = background.gazetteer.longest(words, 0)
        spelt = hit is not None and hit.last == len(words)
        places = [each for each in hit.surfaces if each.entity.kind == "Place"] if hit else []
        city_itself = Surface(capital, Entity("Place", slug(capital), capital), "name")
        own = Surface(capital, state, "metonym")
        known = places[:1] if places else [city_itself]
        city = decide(line, index, index + 1, (*known, own)) if spelt or not hit else None
        if city and city.entities[0].kind == "Place":
            yield city


def _whose(line: Line, index: int) -> tuple[Entity | None, int]:
    """Return whose capital a word is, and where its phrase ends."""
    of = line.form(index + 1) == "of"
    owned = line.form(index - 1) == "'s"
    name = line.starting(index + 2) if of else line.ending(index - owned)
    told = name is not None and (of or owned or name.how == "demonym")
    states = [each for each in name.entities if each.kind == "Country"] if name and told else []
    return (states[0] if states else None), name.last if name and of else index + 1
