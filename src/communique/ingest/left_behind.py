"""Prepositions that a passive leaves beside its verb: "was called on by Ada to act"."""

from communique.ingest.arguments import is_passive
from communique.ingest.names import Line
from communique.ingest.phrases import role

_BESIDE = ("compound:prt", "obl", "advmod", "case")


def left_behind(line: Line, verb: int) -> frozenset[str]:
    """Return the prepositions right after a passive verb whose noun is the verb's subject."""
    if not is_passive(line, verb):
        return frozenset()
    close = (each for each in line.below(verb, *_BESIDE) if each == verb + 1)
    bare = (each for each in close if line.tokens[each].upos == "ADP")
    alone = frozenset(line.form(each) for each in bare if not any(line.children(each)))
    return alone & role("addressing somebody")
