"""Who does what a noun at the edge of their clause tells: "in a warning to Japan, China said"."""

from communique.ingest.arguments import is_verb, preposition, subject
from communique.ingest.coordination import coordinated
from communique.ingest.names import Line
from communique.ingest.phrases import role

_IN = "in"
_HANGING = ("obl", "nmod", "advcl")


def voiced(line: Line, noun: int) -> tuple[int, ...]:
    """Return who says or does something in a warning or the like: "in a jab at China, Modi left".

    A passive verb has others do it.
    """
    verb = line.head(noun)
    apart = verb >= 0 and is_verb(line, verb) and line.tokens[noun].deprel in _HANGING
    owning = line.below(noun, "det", "nmod:poss")
    begun = any(line.form(each) in role("one's own") for each in owning)
    if not (apart and begun) or preposition(line, noun) != _IN:
        return ()
    return subject(line, verb)


def back_from(line: Line, noun: int) -> int:
    """Return the verb whose subject has been at what a noun tells of, -1 if there is none.

    Thus "fresh from a visit, Ada said", "emerging from talks, Ada said".
    """
    head = line.head(noun)
    if head < 0 or preposition(line, noun) != "from":
        return -1
    if line.tokens[head].lemma.lower() not in role("back from"):
        return -1
    if is_verb(line, head) and line.tokens[head].xpos != "VBG":
        return -1  # "returned from a visit" tells where he is now
    verb = head if is_verb(line, head) else line.head(head)
    return verb if verb >= 0 and is_verb(line, verb) else -1


def occasion(line: Line, word: int) -> tuple[int, ...]:
    """Return who does something on a visit; of several whoever is named right before ", on"."""
    head, relation = line.head(word), line.tokens[word].deprel
    if (back := back_from(line, word)) >= 0:
        return subject(line, back)
    if relation not in ("obl", "nmod") or preposition(line, word) not in role("occasion"):
        return ()
    if relation == "nmod":
        name = line.headed_by(head)
        return (head,) if name and name.fitting(("Person",)) else ()
    doing = subject(line, head) if is_verb(line, head) else ()
    first = min(line.subtree(word))
    comma = first if line.form(first) == "," else first - 1
    before = line.ending(comma) if line.form(comma) == "," else None
    near = before.head if before else -1
    return (near,) if any(near in coordinated(line, each) for each in doing) else doing
