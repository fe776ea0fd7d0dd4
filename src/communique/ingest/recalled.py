"""What a noun or a list tells of a new name: "Tindra fell. The chipmaker ...", "IBM and Tindra"."""

from collections.abc import Iterator, Sequence

from communique.ingest.genders import is_given
from communique.ingest.kinds import is_a
from communique.ingest.names import Line
from communique.ingest.nouns import noun_phrase, nouns_at
from communique.ingest.phrases import role
from communique.ingest.spotting import Spot

Told = tuple[Spot, str, float]
"""A name, the kind that the text tells of it, and how much that weighs."""

_FIRM, _SYSTEM = "Company", "AISystem"
_BODIES = ("Organization", "Group")


def recalled(lines: Sequence[Line], spots: Sequence[Sequence[Spot]]) -> Iterator[tuple[Line, Told]]:
    """Yield what "the chipmaker" tells of the one new name before it, with that name's line."""
    called: set[str] = set()
    for number, line in enumerate(lines):
        for index in range(len(line.tokens)) if not line.heading else ():
            kind = _kind(line, index)
            first = _pointing(line, index, kind) if kind else -1
            known = line.tokens[index].lemma in called
            if kind == _SYSTEM and first < 0:
                called.add(line.tokens[index].lemma)
            if first < 0 or known:
                continue
            before = [
                (line, spot)
                for spot in spots[number]
                if spot.last <= first and not _is_beside(line, spot, index)
            ]
            last = number - 1
            if last >= 0 and not lines[last].heading and not _new(before):
                before = [(lines[last], spot) for spot in spots[last]]
            found = _new(before)
            if len({_words(at, spot) for at, spot in found}) == 1 and not _rivals(before, kind):
                at, spot = found[0]
                doubtful = spot.last - spot.first > 1 or spot.type == "PLACE"
                yield at, (spot, kind, 0.5 if doubtful else 1.0)


def beside_firms(line: Line, spots: Sequence[Spot]) -> Iterator[Told]:
    """Yield the new names that a list has with a company: "Nvidia and Tindra"."""
    for spot in spots:
        head = line.top(spot.first, spot.last)
        if spot.surfaces or line.heading:
            continue
        while line.tokens[head].deprel == "conj":
            head = line.head(head)
        listed = {head, *line.below(head, "conj")}
        others = [one for one in spots if one != spot and line.top(one.first, one.last) in listed]
        kinds = [one.surfaces[0].entity.kind for one in others if one.surfaces]
        if kinds and all(kind == _FIRM for kind in kinds):
            yield spot, _FIRM, 0.5


def _kind(line: Line, index: int) -> str:
    """Return whether a plain noun is for a firm or for a system, "" for neither."""
    token = line.tokens[index]
    if token.xpos not in ("NN", "NNS", "RP") or not token.text.islower():
        return ""
    for noun in nouns_at(line, index):
        if noun.kind == _SYSTEM or (noun.kind == _FIRM and noun.lemma in role("pointing firm")):
            return noun.kind
    return ""


def _pointing(line: Line, index: int, kind: str) -> int:
    """Return where "the Oslo chipmaker" begins that points back, -1 where it does not.

    "The chipmaker Tindra" does not.
    """
    nouns = [noun for noun in nouns_at(line, index) if noun.kind == kind]
    phrase = noun_phrase(line, index, nouns[0])
    if phrase.plural:
        return -1
    ends = phrase.last == phrase.end and not line.below(index, "appos", "flat", "acl:relcl")
    after = line.tokens[phrase.end] if phrase.end < len(line.tokens) else None
    apart = ends and (after is None or after.upos != "PROPN")
    return phrase.first if phrase.definite == "definite" and apart else -1


def _is_beside(line: Line, spot: Spot, index: int) -> bool:
    """Say whether a name does something to what a noun means: "Bo left the company"."""
    top = line.top(spot.first, spot.last)
    while line.tokens[top].deprel in ("appos", "conj"):
        top = line.head(top)
    return line.head(top) == line.head(index) and line.tokens[top].deprel.startswith("nsubj")


def _new(before: Sequence[tuple[Line, Spot]]) -> list[tuple[Line, Spot]]:
    """Return the names that no table has and that are no human being's in full."""
    return [
        (line, spot)
        for line, spot in before
        if not spot.surfaces and not spot.kind and not _is_full(line, spot)
        if line.form(spot.first - 1) not in role("located")
    ]


def _rivals(before: Sequence[tuple[Line, Spot]], kind: str) -> bool:
    """Say whether somebody else is named whom the noun can mean."""
    kinds = [s.surfaces[0].entity.kind if s.surfaces else s.kind for _, s in before]
    families = _BODIES if kind == _FIRM else (_SYSTEM,)
    return any(is_a(each, family) for each in kinds for family in families if each)


def _is_full(line: Line, spot: Spot) -> bool:
    """Say whether a name of several words is a human being's."""
    human = spot.type != "ORGANIZATION" and is_given(line.tokens[spot.first].text)
    return human and spot.last - spot.first > 1


def _words(line: Line, spot: Spot) -> str:
    return line.words(spot.first, spot.last)
