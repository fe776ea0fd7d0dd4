"""To whom somebody has just turned who then does something, or is refused it."""

from communique.ingest.arguments import direct_object, is_passive, preposition, subject
from communique.ingest.clauses import SUBJECTS
from communique.ingest.names import Line
from communique.ingest.phrases import role


def turned_to(line: Line, verb: int) -> tuple[int, ...]:
    """Return whom those asked who are refused: "asked Japan for help and was refused"."""
    asking = line.head(verb) if line.tokens[verb].deprel == "conj" else -1
    asked = asking >= 0 and line.tokens[asking].lemma in role("asking")
    answered = asked and is_passive(line, verb) and not line.below(verb, *SUBJECTS, "obj")
    if not answered or is_passive(line, asking) or subject(line, verb):
        return ()
    return line.below(asking, "iobj") or line.below(asking, "obj")


def faced(line: Line, verb: int) -> tuple[int, ...]:
    """Return to whom somebody turns who then threatens: "summoned Ada and threatened to leave"."""
    head = line.head(verb)
    joined = line.tokens[verb].deprel == "conj" and not line.below(verb, *SUBJECTS, "ccomp")
    if not joined or is_passive(line, head):
        return ()
    lemma = line.tokens[head].lemma
    ends = [each for each in line.below(head, "obl") if preposition(line, each) in ("on", "with")]
    if lemma in role("taking up with"):
        return tuple(ends[:1])
    return (direct_object(line, head) or tuple(ends[:1])) if lemma in role("turning to") else ()
