"""Nouns that tell of an event by themselves ("the signing of", "criticism from"): did it happen?"""

from communique.ingest.arguments import is_verb, preposition
from communique.ingest.factuality import cue, is_negated, judged, worst
from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.model import Factuality


def nominal(line: Line, noun: int) -> Factuality | None:
    """Return whether what a noun tells happened; None where its sentence does not say.

    An adjective may make it less certain: "an alleged meeting".
    """
    found = _placed(line, noun)
    cues = [cue("adjective", line.form(each)) for each in line.below(noun, "amod")]
    return found and worst(found, *(Factuality(one) for one in cues if one))


def _placed(line: Line, noun: int) -> Factuality | None:
    """Return what the place of a noun in its sentence says of it.

    It happened when the sentence puts something after it, at it or about it ("after a meeting");
    what somebody calls for, offers or plans is not told here.
    """
    if is_negated(line, noun) or any(line.form(each) == "no" for each in line.below(noun, "det")):
        return None
    token = line.tokens[noun]
    head = token.head
    if head < 0 or not (is_verb(line, head) or line.below(head, "cop")):
        return None
    if token.deprel in ("obl", "nmod") and preposition(line, noun) in role("at an event"):
        found = judged(line, head)
        return None if found is None else _as_happened(found)
    if token.deprel in ("nsubj", "nsubj:pass"):
        found, told = judged(line, head), {_predicate(line, head)}
        if told & role("happening"):
            return found
        told.update(_predicate(line, each) for each in line.below(head, "xcomp"))
        undone = told & role("undone") or _is_state(line, head)
        return None if found is None or undone else _as_happened(found)
    if token.deprel == "obj" and line.tokens[head].lemma in role("responding"):
        found = judged(line, head)
        return None if found is None else worst(found, Factuality.ACTUAL)
    return None


def _predicate(line: Line, verb: int) -> str:
    """Return the lemma of a verb with its particle: "fall through"."""
    particles = line.below(verb, "compound:prt")
    return " ".join(line.tokens[each].lemma for each in (verb, *particles))


def _is_state(line: Line, word: int) -> bool:
    """Say whether something only is so, at present: "a meeting is in the works"."""
    present = ("VBZ", "VBP")
    return any(line.tokens[each].xpos in present for each in line.below(word, "cop"))


def _as_happened(found: Factuality) -> Factuality | None:
    return found if found is Factuality.ACTUAL else None
