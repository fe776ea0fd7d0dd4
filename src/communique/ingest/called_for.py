"""Gatherings that are called after what they are for or in: "the AI for Rivers summit"."""

from collections.abc import Iterator, Sequence

from communique.ingest.gazetteer import Hit
from communique.ingest.kinds import fits
from communique.ingest.names import Line, capitalised
from communique.ingest.nouns import nouns_at
from communique.ingest.phrases import role

_ACTING = ("Actor", "Place")
_GATHERING = "Summit"


def called_for(line: Line, hits: Sequence[Hit]) -> Iterator[tuple[int, int]]:
    """Yield the first and last word of such names: capitals from "the" on up to a gathering.

    Whoever acts is no name for one: "praised the UK for the Bletchley summit".
    """
    for index in range(2, len(line.tokens)):
        gathering = any(noun.kind == _GATHERING for noun in nouns_at(line, index))
        gathering &= line.tokens[index].deprel != "compound"  # "the summit venue"
        first = _begin(line, index) if gathering else index
        if first < index and line.form(first - 1) == "the" and not _acts(line, first, index, hits):
            yield first, index + 1


def _begin(line: Line, last: int) -> int:
    """Return where capitalised words with "for" or "in" among them begin, `last` without any."""
    first, named = last, False
    while first > 1:
        small = first - 1 - (line.form(first - 1) == "the")
        if capitalised(line.tokens[first - 1].text):
            first -= 1
        elif first < last and small > 0 and line.form(small) in (*role("called after"), "of"):
            if not capitalised(line.tokens[small - 1].text):
                return last
            first, named = small, named or line.form(small) != "of"
        else:
            break
    return first if named else last


def _acts(line: Line, first: int, last: int, hits: Sequence[Hit]) -> bool:
    """Say whether what a name begins with is somebody, before its first small word."""
    end = next(at for at in range(first, last) if line.form(at) in role("called after"))
    known = any(
        hit.first < end and hit.last > first and fits(hit.surfaces[0].entity.kind, _ACTING)
        for hit in hits
    )
    body = line.form(end) == "for" and any(
        fits(noun.kind, _ACTING)
        for at in range(first, end)
        for noun in nouns_at(line, at)
        if noun.kind and line.tokens[at].xpos not in ("NNS", "NNPS")
    )
    return known or body
