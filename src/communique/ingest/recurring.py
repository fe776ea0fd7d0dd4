"""Names of bodies that a sentence writes in full though only a part of them was spotted there.

What one sentence has taught holds in all: "met LBH Lima" is not Lima once LBH Lima has a name.
"""

from collections.abc import Iterator, Mapping, Sequence

from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name
from communique.ingest.spotting import Spot
from communique.ingest.surnames import Words
from communique.model import Entity

_LIKELY = 0.9


def recurring(line: Line, spots: Sequence[Spot], known: Mapping[Words, Entity]) -> Iterator[Name]:
    """Yield such names of a line, of which `spots` have but parts; `known` is what is taught."""
    texts = tuple(token.text for token in line.tokens)
    taught = [
        words
        for words, entity in known.items()
        if len(words) > 1 and not entity.known and is_a(entity.kind, "Organization")
    ]
    taken = 0
    for first in range(len(texts)):
        fitting = (words for words in taught if texts[first : first + len(words)] == words)
        words = max(fitting, key=len, default=())
        last = first + len(words)
        if words and first >= taken and _has_parts(spots, first, last):
            yield line.name(first, last, (known[words],), "name", probability=_LIKELY)
            taken = last


def _has_parts(spots: Sequence[Spot], first: int, last: int) -> bool:
    """Say whether spots are only within these words, and none is all of them."""
    beside = [spot for spot in spots if spot.first < last and spot.last > first]
    inside = all(first <= spot.first and spot.last <= last for spot in beside)
    return (
        bool(beside)
        and inside
        and not any(spot.first == first and spot.last == last for spot in beside)
    )
