"""Company: with whom somebody is, where a noun for talks or a meal does not say it with "with"."""

from communique.ingest.arguments import direct_object, is_verb, preposition, subject
from communique.ingest.coordination import coordinated
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


def bound(line: Line, word: int) -> tuple[int, ...]:
    """Return who do together what a text has them do: "Under a pact signed in May, A and B train".

    Those are they who signed it, and nobody where only one of them is told.
    """
    text = line.head(word)
    if text < 0 or line.tokens[word].deprel != "acl" or line.tokens[word].xpos != "VBN":
        return ()
    part = line.head(text) if line.form(line.head(text)) == "part" else text
    marked = preposition(line, part) in role("bound by")
    verb = line.head(part) if marked or (part != text and preposition(line, part) == "as") else -1
    if verb < 0 or not is_verb(line, verb) or line.below(text, "nmod"):
        return ()
    with_ = (each for each in line.below(verb, "obl") if preposition(line, each) == "with")
    sides = (*subject(line, verb), *with_)
    every = [each for side in sides for each in coordinated(line, side)]
    several = len(every) > 1 or any(line.tokens[each].xpos == "NNS" for each in every)
    return sides if several else ()
