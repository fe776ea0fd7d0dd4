"""Clauses that tell no more of a source than how it knows: "two people who were at the talks"."""

from communique.ingest.arguments import preposition
from communique.ingest.asides import is_saying
from communique.ingest.names import Line
from communique.ingest.phrases import role

_SUBJECTS = ("nsubj", "nsubj:pass")


def is_of_witness(line: Line, verb: int) -> bool:
    """Say whether a clause describes somebody without a name by whom something is told."""
    while verb >= 0 and line.tokens[verb].deprel in ("conj", "xcomp"):
        verb = line.head(verb)
    who = line.head(verb)
    if who < 0 or line.tokens[verb].deprel not in ("acl:relcl", "acl"):
        return False
    by_name = line.tokens[who].upos == "PROPN"
    above = line.head(who)
    says = above >= 0 and line.tokens[who].deprel in _SUBJECTS and is_saying(line, above)
    return not by_name and (says or preposition(line, who) in role("according"))
