"""Buildings and grounds by name: "at Ribbon House", "on Tindra beach", "the Palexa centre"."""

from collections.abc import Iterator

from communique.ingest.arguments import preposition
from communique.ingest.names import Line, Name, capitalised
from communique.ingest.phrases import role
from communique.model import Entity
from communique.vocab import slug


def find_buildings(line: Line) -> Iterator[Name]:
    """Yield the places that a noun for one makes of the name before it, where something is done."""
    for index, token in enumerate(line.tokens):
        named = token.lemma.lower() in role("grounds") and token.xpos in ("NN", "NNP")
        first = index
        while named and first > 0 and _names(line, first - 1, index):
            first -= 1
        there = preposition(line, index) in role("at a building") and token.deprel in (
            "obl",
            "nmod",
        )
        if first < index and there and line.free(index, index + 1):
            words = line.words(first, index + 1)
            place = Entity("Place", slug(words) or words, words)
            inner = tuple(name for name in line.names if first <= name.first <= index)
            yield line.name(first, index + 1, (place,), "name", inner=inner)


def _names(line: Line, word: int, head: int) -> bool:
    """Say whether a word before a noun is of its name: of a place, or of somebody unknown."""
    name = line.covering(word)
    token = line.tokens[word]
    new = name is None or name.fitting(("Place",)) or not name.entities[0].known
    proper = token.upos == "PROPN" and capitalised(token.text)
    return bool(new) and proper and line.head(word) in (head, word - 1)
