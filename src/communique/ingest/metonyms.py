"""Capitals and seats: whether "Beijing" or "the White House" acts here, or is only a place.

The tree decides: who accuses is a government, what one stands in is a place. Where it does not
tell, the model's type does, and else the name is left a place.
"""

from communique.ingest.arguments import is_verb
from communique.ingest.background import Background
from communique.ingest.frames import lemma_of
from communique.ingest.gazetteer import Surface
from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name
from communique.ingest.phrases import role
from communique.model import Entity
from communique.vocab import slug

_LIKELY, _SURE = 0.8, 0.9
# relations, the words whose place a name is in them, how likely it acts otherwise
_PLACES = (
    (("nsubj", "nsubj:pass", "obl:agent", "iobj"), "situated", _SURE),
    (("obj",), "reached", _SURE),
    (("nmod:poss",), "sights", _LIKELY),
)
_ACTORS = ("ORGANIZATION", "PERSON", "POLITY")


def decide(line: Line, first: int, last: int, surfaces: tuple[Surface, ...]) -> Name:
    """Return the name of a seat: its polity (or the body that sits there), or the place.

    Where the words leave it open it is both, and who asks takes what fits.
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
    if _may_act(line, first, last):
        polities = [s.entity for s in surfaces if is_a(s.entity.kind, "Polity")]
        return line.name(first, last, (place, *polities), "name")
    return line.name(first, last, (place,), "name")


def housed(
    line: Line, first: int, last: int, surfaces: tuple[Surface, ...], background: Background
) -> Name | None:
    """Return the name of a seat that a body shares with its house: "the White House".

    It is the house where something is or goes, else the body; None for what is no such seat.
    """
    bodies = [s.entity for s in surfaces if is_a(s.entity.kind, "GovernmentBody")]
    places = [s.entity for s in surfaces if is_a(s.entity.kind, "Place")]
    if not bodies or not places:
        return None
    if not _is_there(line, first, last):
        return line.name(first, last, (bodies[0],), "name")
    thing = background.by_id.get(bodies[0].id) if _may_act(line, first, last) else None
    found = (background.find(key, "Polity") for key in (thing.cell("polity") if thing else ()))
    polities = [polity.entity for polity in found if polity]
    return line.name(first, last, (places[0], *polities), "name")


def _is_there(line: Line, first: int, last: int) -> bool:
    """Say whether something is at the words, goes there or comes upon it."""
    index = _first_of_list(line, first, last)
    token = line.tokens[index]
    governor = lemma_of(line, token.head) if token.head >= 0 else ""
    cases = {line.form(child) for child in line.below(index, "case")}
    gone = "to" in cases and token.deprel in ("obl", "nmod") and governor in role("moving")
    reached = token.deprel == "obj" and governor in role("reached")
    return gone or reached or bool(cases & role("located"))


def _may_act(line: Line, first: int, last: int) -> bool:
    """Say whether a place may stand for its polity too, for a slot that wants an actor.

    Who visits a capital visits its polity, and "on Tokyo", "to Moscow" or "for London" say no
    place, as "in Geneva" does.
    """
    index = _first_of_list(line, first, last)
    top = line.tokens[index]
    if line.below(index, "cop"):
        return True
    governor = lemma_of(line, top.head) if top.head >= 0 else ""
    if governor in role("reached"):
        return True
    cases = {line.form(child) for child in line.below(index, "case")}
    placed = not cases or cases & role("located")
    gone = top.deprel == "conj" and is_verb(line, top.head)  # "flew to Rome on Monday and to Oslo"
    return (gone or top.deprel in ("obl", "nmod")) and (governor in role("moving") or not placed)


def _first_of_list(line: Line, first: int, last: int) -> int:
    """Return the word by which the list hangs that the words are part of."""
    index = line.top(first, last)
    while line.tokens[index].deprel in ("conj", "appos") and _is_listed(line, index):
        index = line.head(index)
    return index


def _is_listed(line: Line, index: int) -> bool:
    """Say whether a joined word has no preposition, or that of the first: "in Rome and in Oslo"."""
    cases, first = (
        {line.form(at) for at in line.below(each, "case")} for each in (index, line.head(index))
    )
    return cases <= first


def acting(line: Line, first: int, last: int) -> float:
    """Return how likely the words stand for an actor, 0.0 when they are a place."""
    index = line.top(first, last)
    subject = line.tokens[index].deprel in ("nsubj", "nsubj:pass")
    opening = subject and line.form(last) == ","
    if line.form(last) in (":", ",") and first == 0 and not opening:
        return 0.0
    index = _first_of_list(line, first, last)
    token = line.tokens[index]
    governor = line.tokens[token.head].lemma.lower() if token.head >= 0 else ""
    cases = {line.form(child) for child in line.below(index, "case")}
    if cases & role("located"):
        return 0.0
    for relations, places, probability in _PLACES:
        if token.deprel in relations:
            return 0.0 if governor in role(places) else probability
    if token.deprel in ("obl", "nmod") and cases:
        given = "to" in cases and governor in role("giving")
        acts = given or cases & role("counterpart") or _is_typed(line, first, last)
        return _LIKELY if acts and governor not in role("moving") else 0.0
    side = governor in role("state's side")  # "called on the Beijing side"
    typed = side or _is_typed(line, first, last)
    return _LIKELY if token.deprel == "compound" and typed else 0.0


def _is_typed(line: Line, first: int, last: int) -> bool:
    """Say whether the model takes the words for somebody."""
    return any(
        entity.type in _ACTORS and entity.start < last and entity.end > first
        for entity in line.sentence.entities
    )
