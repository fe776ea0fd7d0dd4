"""Bodies that begin at a word: "the ministry", "the Lagos-based lab Ohun", "the party Open Air"."""

from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name
from communique.ingest.nouns import nouns_at
from communique.ingest.phrases import cut, role

_KINDS = ("Organization",)
_BEFORE = ("Place", "Polity", "Technology")
_LONGEST = 6
_WORDS = ("NOUN", "PROPN", "ADJ")
_LONG = 3
"""How many words a noun like "chamber of commerce" has."""


def after_seat(line: Line, index: int) -> int:
    """Return what comes after words at `index` that only give a seat: "Lagos-based [Ohun]"."""
    name = line.starting(index)
    based = name is not None and line.form(name.last) == "-" and line.form(name.last + 1) == "based"
    return name.last + 2 if name and based else index


def body_at(line: Line, index: int) -> int:
    """Return the head of "the ministry" when it begins at word `index`, -1 otherwise."""
    while index < len(line.tokens) and (
        line.tokens[index].upos in _WORDS or _is_theirs(line, index)
    ):
        if any(_is_body(noun.kind) for noun in nouns_at(line, index)):
            return index
        if body_end(line, index) > index + 1:
            return index
        index += 1
    return -1


def _is_theirs(line: Line, index: int) -> bool:
    """Say whether a mark makes a plural the owners of a body: "the herders['] federation"."""
    several = index > 0 and line.tokens[index - 1].xpos == "NNS"
    return several and line.form(index) in ("'", "’")


def body_end(line: Line, head: int) -> int:
    """Return where the noun for a body ends whose head is a word: "the chamber [of commerce]"."""
    last = head + _LONG - 1
    nouns = nouns_at(line, last) if last < len(line.tokens) else ()
    long = any(len(cut(each.lemma)) == _LONG and _is_body(each.kind) for each in nouns)
    return last + 1 if long else head + 1


def body_from(line: Line, index: int, kinds: tuple[str, ...]) -> Name | None:
    """Return whom words from `index` on name, after what it is: "[of] the think tank Open Air"."""
    index += line.form(index) in role("definite")
    near = line.starting(after_seat(line, index))  # "the Oslo-based group Open Air"
    near = near if near and near.fitting(kinds) and near.how != "demonym" else None
    return told_body(line, index) or near


def told_body(line: Line, index: int) -> Name | None:
    """Return the body named after a noun that tells what it is: "[the] Oslo start-up Tindra"."""
    index = after_seat(line, index)
    seat = line.starting(index)
    for at in range(index, min(index + _LONGEST, len(line.tokens) - 1)):
        covered = line.covering(at)
        if line.tokens[at].upos not in (*_WORDS, "PUNCT") or line.form(at) in (",", "(", '"'):
            break
        plain = not covered or covered == seat or covered.how == "demonym"
        if not plain and not (covered and covered.fitting(_BEFORE)):
            break
        told = not covered and any(_is_body(noun.kind) for noun in nouns_at(line, at))
        body = line.starting(at + 1) if told and line.tokens[at].text.islower() else None
        if body and body.how != "demonym" and body.fitting(_KINDS):
            acts = line.tokens[body.head].deprel == "nsubj"  # "the start-up Google bought"
            return None if acts else body
    return None


def _is_body(kind: str) -> bool:
    return is_a(kind, _KINDS[0])
