"""Who is to do what a noun with an infinitive tells: "Kenya announced a plan to train judges"."""

from communique.ingest.clauses import case
from communique.ingest.names import Line
from communique.ingest.phrases import role

_OWNERS = "nmod:poss"
_BY = ("by", "of", "between")
_OBJECTS = ("obj",)


def planner(line: Line, noun: int, verb: int) -> tuple[tuple[int, ...], int]:
    """Return who plans what `verb` below `noun` says is to be done, and whose subject does.

    The first are words that name them ("Kenya's plan to"), the second the predicate with the
    subject that does (that of "announced a plan to", of "is in talks to"), -1 if none. Of two who
    agreed nobody knows who will do it, unless they do it together.
    """
    if line.tokens[noun].lemma.lower() not in role("plan to do") or _is_given_up(line, noun):
        return (), -1
    near = [(each, case(line, each)) for each in line.below(noun, "nmod") if each < verb]
    partners = tuple(each for each, mark in near if mark == "with")
    if partners and line.tokens[verb].lemma not in role("done by both"):
        return (), -1
    owners = line.below(noun, _OWNERS) or tuple(each for each, mark in near if mark in _BY)
    if owners:
        return (*owners, *partners), -1
    return partners, _announcing(line, noun)


def is_to_do(line: Line, verb: int) -> bool:
    """Say whether a noun has an infinitive that tells what is to be done."""
    return line.tokens[verb].deprel == "acl" and line.tokens[verb].xpos == "VB"


def _announcing(line: Line, noun: int) -> int:
    """Return the predicate that says whose plan it is: "has plans to", "is in talks to"."""
    if line.below(noun, "cop"):
        return noun
    head = line.head(noun)
    made = line.tokens[noun].deprel in _OBJECTS and line.tokens[head].lemma in role("having a plan")
    return head if made else -1


def _is_given_up(line: Line, noun: int) -> bool:
    """Say whether nothing comes of it: "dropped its plan to", "has no plans to"."""
    head = line.head(noun)
    near = (*line.below(noun, "det", "advmod"), *(line.below(head, "advmod") if head >= 0 else ()))
    denied = any(line.form(each) in ("no", "without") or line.kind(each) == "neg" for each in near)
    return denied or (head >= 0 and line.tokens[head].lemma in role("giving up"))
