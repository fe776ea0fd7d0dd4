"""Capitals and seats: whether "Beijing" acts as its country here, or is only a place.

The tree decides: who accuses is a government, what one stands in is a place. Where it does not
tell, the model's type does, and else the name is left a place.
"""

from communique.ingest.gazetteer import Surface
from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name
from communique.ingest.phrases import role
from communique.model import Entity
from communique.vocab import slug

_ACTING = ("nsubj", "nsubj:pass", "obl:agent", "iobj")
_LIKELY, _SURE = 0.8, 0.9
_ACTORS = ("ORGANIZATION", "PERSON", "POLITY")


def decide(line: Line, first: int, last: int, surfaces: tuple[Surface, ...]) -> Name:
    """Return the name of a seat: its polity (or the body that sits there), or the place.

    A place that somebody travels to may stand for its polity too.
    """
    acts = acting(line, first, last)
    if acts:
        actors = tuple(s.entity for s in surfaces if not is_a(s.entity.kind, "Place"))
        attributive = line.tokens[line.top(first, last)].deprel in ("compound", "amod")
        how = "demonym" if attributive else "metonym"
        return line.name(first, last, actors, how, probability=acts)
    places = [s.entity for s in surfaces if is_a(s.entity.kind, "Place")]
    name = line.words(first, last)
    place = places[0] if places else Entity("Place", slug(name), name)
    if _is_reached(line, first, last):
        polities = [s.entity for s in surfaces if is_a(s.entity.kind, "Polity")]
        return line.name(first, last, (place, *polities), "name")
    return line.name(first, last, (place,), "name")


def _is_reached(line: Line, first: int, last: int) -> bool:
    """Say whether somebody goes there: who visits a capital visits its polity."""
    top = line.tokens[line.top(first, last)]
    governor = line.tokens[top.head].lemma.lower() if top.head >= 0 else ""
    return governor in role("reached") or (
        governor in role("moving") and top.deprel in ("obl", "nmod")
    )


def acting(line: Line, first: int, last: int) -> float:
    """Return how likely the words stand for an actor, 0.0 when they are a place."""
    index = line.top(first, last)
    if line.form(last) in (":", ",") and first == 0:
        return 0.0
    while line.tokens[index].deprel in ("conj", "appos") and line.head(index) >= 0:
        if line.below(index, "case"):
            break
        index = line.head(index)
    token = line.tokens[index]
    relation = token.deprel
    governor = line.tokens[token.head].lemma.lower() if token.head >= 0 else ""
    cases = {line.form(child) for child in line.below(index, "case")}
    typed = any(
        entity.type in _ACTORS and entity.start < last and entity.end > first
        for entity in line.sentence.entities
    )
    if relation in _ACTING and not cases & role("located"):
        return 0.0 if governor in role("situated") else _SURE
    if relation == "obj":
        return 0.0 if governor in role("reached") else _SURE
    if relation == "nmod:poss":
        return 0.0 if governor in role("sights") else _LIKELY
    if relation in ("obl", "nmod") and cases:
        if cases & role("located"):
            return 0.0
        if cases & role("counterpart"):
            return 0.0 if governor in role("moving") else _LIKELY
        return _LIKELY if typed and governor not in role("moving") else 0.0
    if relation in ("compound", "amod", "root", "parataxis", "dep"):
        return _LIKELY if typed and relation == "compound" else 0.0
    return 0.0
