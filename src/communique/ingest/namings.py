"""Whom a noun means by the name beside it: "the envoy, Ada Lund", "his counterpart Bo Holm"."""

from communique.ingest.names import Line
from communique.ingest.nouns import nouns_at
from communique.ingest.phrases import role


def named(line: Line, word: int) -> int:
    """Return the word of the name beside a noun that tells whom it means, or the noun."""
    name = line.headed_by(word)
    if name and name.how not in ("described", "group"):
        return word
    called = called_so(line, word)
    after = [each for each in line.below(word, "compound") if each > word]
    after.extend(_right_after(line, word))
    beside = [*line.below(word, "appos", "flat"), *after, *called[-1:]]
    beside = [each for each in beside if _tells(line, word, each)]
    plural = line.tokens[word].xpos in ("NNS", "NNPS")
    joined = beside and (*line.below(beside[0], "conj"), *line.below(word, "conj"))
    if plural and beside and not any(each > beside[0] for each in joined):
        return word
    return beside[0] if beside else word


def called_so(line: Line, word: int) -> list[int]:
    """Return the heads of what a noun is called by "called" or "named" after it."""
    inside = (verb for each in line.below(word, "nmod") for verb in line.below(each, "acl"))
    hung = (*line.below(word, "acl"), *inside)
    naming = [
        each
        for each in hung
        if line.form(each) in role("naming") and named_noun(line, each) == word
    ]
    return [end for each in naming for end in line.below(each, "xcomp", "obj")]


def named_noun(line: Line, verb: int) -> int:
    """Return the noun that "called" or "named" names, -1 if none.

    What stands between may not be what has the name: "a model for farmers called Sen".
    """
    at = line.head(verb) if line.tokens[verb].deprel == "acl" else -1
    while at >= 0 and line.tokens[at].deprel == "nmod" and not _is_nameable(line, at):
        at = line.head(at)
    return at


def _is_nameable(line: Line, index: int) -> bool:
    plural = line.tokens[index].xpos in ("NNS", "NNPS")
    proper = line.tokens[index].upos == "PROPN"  # "a model in Vietnamese called Sen"
    return not plural and not proper and bool(nouns_at(line, index))


def is_example(line: Line, word: int) -> bool:
    """Say whether a name is only one of those that a noun counts: "nine states, X among them"."""
    name = line.headed_by(word)
    first = name.first if name else word
    first -= line.form(first - 1) == "the"
    after = any(line.spells(at, ("among", "them")) for at in line.subtree(word))
    before = line.spells(first - 2, ("among", "them"))
    return line.form(first - 1) in role("including") or before or after


def _tells(line: Line, word: int, beside: int) -> bool:
    """Say whether a name tells who a noun is.

    One of several does not, nor one with an office that stands in other words about the noun:
    "the council, meeting under its chair, Ada Lund".
    """
    name = line.headed_by(beside)
    if name is None or is_example(line, beside):
        return False
    heads = (line.head(at) for at in range(name.first, name.last))
    outside = [head for head in heads if not name.first <= head < name.last]
    return name.how != "title" or all(head == word for head in outside)


def _right_after(line: Line, word: int) -> tuple[int, ...]:
    """Return the name right after "his counterpart" or "H.E." that the tree hangs beside that.

    Also one between commas that the tree sets apart: "his counterpart, Ada Lund, although".
    """
    between = line.form(word + 1) == ","
    start = word + 1 + between
    while line.form(start) in role("before name") and line.starting(start) is None:
        start += 1
    titled = line.tokens[word].lemma in role("the other") or line.form(word) in role("before name")
    name = line.starting(start) if titled else None
    top = line.top(name.first, name.last) if name and name.fitting(("Person",)) else -1
    if name and between:
        closed = line.form(name.last) in (",", ".", ";")
        return (top,) if top >= 0 and closed and line.tokens[top].deprel == "parataxis" else ()
    beside = top >= 0 and line.head(top) == line.head(word) and not line.below(top, "case")
    return (top,) if beside else ()


def is_named(line: Line, word: int) -> bool:
    """Say whether a word is part of a name: "No Labels" are somebody."""
    name = line.covering(word)
    return name is not None and name.how == "name"
