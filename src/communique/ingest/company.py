"""Company: with whom somebody is, where a noun for talks or a meal does not say it with "with"."""

from communique.ingest.arguments import direct_object, preposition
from communique.ingest.names import Line
from communique.ingest.phrases import role

_SUBJECTS = ("nsubj", "nsubj:pass")


def partner(line: Line, word: int) -> tuple[int, ...]:
    """Return to whom somebody speaks over a meal or in a call: "told A over lunch"."""
    head = line.head(word)
    beside = line.tokens[word].deprel == "obl" and preposition(line, word) in role("talking at")
    shared = any(preposition(line, each) in role("of two") for each in line.below(word, "nmod"))
    if not beside or shared or line.tokens[head].lemma not in role("talking to"):
        return ()
    to = (each for each in line.below(head, "obl") if preposition(line, each) in ("to", "with"))
    return (*line.below(head, "iobj"), *to) or direct_object(line, head)


def sides(line: Line, word: int) -> tuple[int, ...]:
    """Return between whom what a noun tells takes place: "a meeting took place between A and B"."""
    head = line.head(word)
    part = line.tokens[word].deprel == "nmod" and line.tokens[head].lemma in role(
        "part of an event"
    )
    word = head if part else word  # "a round of talks took place between A and B"
    happens = line.tokens[word].deprel in _SUBJECTS
    beside = line.below(line.head(word), "obl") if happens else ()
    return tuple(each for each in beside if preposition(line, each) == "between")


def met(line: Line, word: int) -> tuple[int, ...]:
    """Return whom "after meeting Ada Lund" names, where the tree has a noun for "meeting"."""
    return tuple(each for each in line.below(word, "appos") if each == word + 1)
