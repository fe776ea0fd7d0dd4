"""Names that the words beside them make somebody's: "Mrs Lund", "Budi, a driver"."""

from collections.abc import Sequence

from communique.ingest.apposed import gloss
from communique.ingest.humans import is_named_so
from communique.ingest.kinds import fits
from communique.ingest.names import Line, capitalised
from communique.ingest.nouns import nouns_at
from communique.ingest.personal import is_styled
from communique.ingest.phrases import role
from communique.ingest.spotting import Spot

_SURE, _UNSURE = 0.7, 0.5
_SEVERAL = 2
_FIRMS = ("ORGANIZATION", "SYSTEM")


def is_called_so(line: Line, spot: Spot) -> bool:
    """Say whether a form of address or a first name makes a name somebody's: "Mrs Lund"."""
    styled = spot.last - spot.first == 1 and is_styled(line, spot.first)
    return styled or (spot.type == "ORGANIZATION" and is_named_so(line, spot.first, spot.last))


def is_somebody(line: Line, spot: Spot) -> bool:
    """Say whether words tell that a lone name is a person's: "Budi, a driver", "driver Budi"."""
    person = spot.type == "PERSON" and spot.probability > _SURE
    unsure = bool(spot.type) and spot.probability < _UNSURE
    alone = spot.last - spot.first == 1 and (person or unsure)
    told = (gloss(line, spot.last), spot.first - 1) if alone and not line.heading else ()
    apart = line.form(spot.last) == "," and line.form(spot.last + 1) == "who"
    return (alone and apart) or any(
        noun.plural == "Group" and bool(noun.scope) and line.tokens[at].xpos == "NN"
        for at in told
        if at >= 0
        for noun in nouns_at(line, at)
    )


def acts_as_somebody(line: Line, spot: Spot, spots: Sequence[Spot]) -> bool:
    """Say whether words go together as a person's names do, and act or speak as somebody does.

    A state's "Ada Lund", one named beside another person, or one who is appointed or says
    something is no place.
    """
    words = range(spot.first, spot.last)
    plain = all(
        line.tokens[at].text.isalpha() and capitalised(line.tokens[at].text) for at in words
    )
    flat = all(line.tokens[at].deprel == "flat" for at in words[1:])
    if len(words) < _SEVERAL or line.heading or spot.surfaces or not (plain and flat):
        return False
    if spot.type in _FIRMS or any(
        nouns_at(line, at) or len(line.form(at)) < _SEVERAL for at in words
    ):
        return False
    return _is_told_to_act(line, spot) or _is_beside_others(line, spot, spots)


def _is_told_to_act(line: Line, spot: Spot) -> bool:
    """Say whether a name says something, or is appointed."""
    verb, relation = line.head(spot.first), line.tokens[spot.first].deprel
    lemma = line.tokens[verb].lemma if verb >= 0 else ""
    says = relation == "nsubj" and lemma in role("tagging")
    return says or (relation in ("obj", "nsubj:pass") and lemma in role("appointing"))


def _is_beside_others(line: Line, spot: Spot, spots: Sequence[Spot]) -> bool:
    """Say whether a name is joined to a person's, or is a state's and does something."""
    verb, relation = line.head(spot.first), line.tokens[spot.first].deprel
    people = [other for other in spots if other.type == "PERSON" and other.last - other.first > 1]
    joined = any(
        line.head(other.first) == spot.first or verb == other.first
        for other in people
        if "conj" in (line.tokens[other.first].deprel, relation)
    )
    owned = line.form(spot.first - 1) == "'s" and any(
        one.surfaces
        and one.last == spot.first - 1
        and fits(one.surfaces[0].entity.kind, ("Polity",))
        for one in spots
    )
    return joined or (owned and relation in ("nsubj", "obj", "conj"))
