"""Nouns that tell of an event by themselves ("the signing of", "criticism from"): did it happen?"""

from communique.ingest.arguments import is_passive, is_verb, preposition
from communique.ingest.cues import cue
from communique.ingest.factuality import judged
from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.ingest.polarity import is_negated, worst
from communique.ingest.slots import is_aside
from communique.ingest.spoken_in import back_from
from communique.model import Factuality

_THERE = ("to", "in", "into")
_AHEAD = {Factuality.PLANNED: "fixed for later", Factuality.POSSIBLE: "looked for"}
"""The words for what is done to an event that has not been: "a visit is planned for May"."""


def nominal(line: Line, noun: int) -> Factuality | None:
    """Return whether what a noun tells happened; None where its sentence does not say.

    An adjective may make it less certain: "an alleged meeting".
    """
    found = Factuality.ACTUAL if is_aside(line, noun) else _placed(line, noun)
    if found is Factuality.NEGATED:
        return found
    cues = [cue("adjective", line.form(each)) for each in line.below(noun, "amod")]
    return found and worst(found, *(Factuality(one) for one in cues if one))


def journey(line: Line, noun: int) -> int:
    """Return the verb of a journey somewhere for talks ("flew to Rome for talks"), -1 without.

    Who "left for Rome for talks" may not have had them; who "flew home for talks" had others.
    """
    head, talks = line.head(noun), line.tokens[noun].lemma in role("talking")
    part = line.tokens[noun].deprel == "nmod" and line.tokens[head].lemma in role(
        "part of an event"
    )
    noun, head = (head, line.head(head)) if part else (noun, head)  # "for a round of talks"
    made = head >= 0 and line.tokens[head].lemma in role("going for talks")
    if not (talks and made and line.tokens[noun].deprel == "obl"):
        return -1
    there = any(preposition(line, each) in _THERE for each in line.below(head, "obl"))
    there = there or bool(line.below(head, "obj"))
    return head if there and preposition(line, noun) == "for" else -1


def _placed(line: Line, noun: int) -> Factuality | None:
    """Return what the place of a noun in its sentence says of it.

    It happened when the sentence puts something after it, at it or about it ("after a meeting");
    what somebody calls for, offers or plans is not told here.
    """
    token = line.tokens[noun]
    head = token.head
    if is_negated(line, noun) or any(line.form(each) == "no" for each in line.below(noun, "det")):
        return Factuality.NEGATED if _is_said_to_be(line, noun) else None
    if token.deprel == "appos":
        return Factuality.ACTUAL
    part = _part(line, noun)
    if part >= 0 and line.below(part, "cop"):
        return judged(line, part)  # "is the fruit of a partnership"
    if part >= 0:
        return _placed(line, part) if preposition(line, noun) == "of" else None
    if token.deprel == "conj" and not is_verb(line, head):
        return _placed(line, head)
    back = back_from(line, noun)
    if head < 0 or not (back >= 0 or is_verb(line, head) or line.below(head, "cop")):
        return None
    if token.deprel in ("obl", "nmod"):
        return _beside(line, noun, back if back >= 0 else head)
    if token.deprel in ("nsubj", "nsubj:pass"):
        return _done(line, head)
    return _taken_up(line, noun, head)


def _taken_up(line: Line, noun: int, verb: int) -> Factuality | None:
    """Return what a verb says of an event that it has as its object, or as what goes with it."""
    found = judged(line, verb)
    meeting = line.tokens[noun].deprel == "advcl" and line.form(noun) == "meeting"
    if meeting and found is not None:
        return _as_happened(found)  # "meeting in Oslo, they agreed"
    told = line.tokens[noun].deprel == "obj" and line.tokens[verb].lemma in role("responding")
    return worst(found, Factuality.ACTUAL) if told and found is not None else None


def _part(line: Line, noun: int) -> int:
    """Return "day" in "the second day of the visit", -1 without such a noun.

    The tree may hang the visit on the verb.
    """
    head = line.head(noun)
    if line.tokens[noun].deprel == "nmod" and line.tokens[head].lemma in role("part of an event"):
        return head
    before = next(iter(line.below(noun, "case")), 0) - 1
    beside = before > 0 and line.head(before) == head and preposition(line, noun) == "of"
    return before if beside and line.tokens[before].lemma in role("part of an event") else -1


def _beside(line: Line, noun: int, verb: int) -> Factuality | None:
    """Return what a verb says of what it is done at or after, or of what it thanks somebody for."""
    mark, found = preposition(line, noun), judged(line, verb)
    if mark in role("credited for") and line.tokens[verb].lemma in role("crediting"):
        return Factuality.ACTUAL
    if back_from(line, noun) >= 0:
        return None if found is None else _as_happened(found)
    if journey(line, noun) == verb:
        ahead = line.tokens[verb].lemma == "due" and found is Factuality.ACTUAL
        return None if found is Factuality.NEGATED else Factuality.PLANNED if ahead else found
    said = mark in ("of", "about") and line.tokens[verb].lemma == "say"  # "said of her talks with"
    if said or (mark == "from" and line.tokens[verb].lemma in role("coming out")):
        return None if found is None else _as_happened(found)
    if mark == "at" and line.tokens[noun].lemma in role("asked before"):
        return None if found is Factuality.NEGATED else Factuality.ACTUAL
    if mark == "in" and line.tokens[noun].lemma in role("working together"):
        return None if found is Factuality.NEGATED else found
    if mark == "over" and line.tokens[noun].lemma in role("talked over"):
        return None if found is None else _as_happened(found)
    if mark not in role("at an event"):
        return None
    if mark in role("by which") and found is Factuality.PLANNED:
        return Factuality.ACTUAL
    return None if found is None else _as_happened(found)


def _is_said_to_be(line: Line, noun: int) -> bool:
    """Say whether a noun is the subject of "there was", "took place" or "is planned"."""
    head = line.head(noun)
    subject = head >= 0 and line.tokens[noun].deprel in ("nsubj", "nsubj:pass")
    there = subject and line.below(head, "expl")
    told = role("happening") | role("fixed for later")
    return bool(there) or (subject and bool(_predicates(line, head) & told))


def _done(line: Line, verb: int) -> Factuality | None:
    """Return what a verb says of its subject, an event: that it took place, or fell through."""
    found, told = judged(line, verb), _predicates(line, verb)
    if told & role("happening"):
        return found
    if is_passive(line, verb) and found in (Factuality.ACTUAL, *_AHEAD):
        ahead = [each for each, words in _AHEAD.items() if told & role(words)]
        if ahead:
            return worst(found, *ahead)
    for each in line.below(verb, "xcomp"):
        told |= _predicates(line, each)
    if told & role("called off") and found is Factuality.ACTUAL:
        return Factuality.NEGATED
    lasting = any(
        line.tokens[each].lemma in role("lasting bond") for each in line.below(verb, "nsubj")
    )
    undone = told & role("undone") or (_is_state(line, verb) and not lasting)
    return None if found is None or undone else _as_happened(found)


def _predicates(line: Line, verb: int) -> set[str]:
    """Return the lemma of a verb, also with each particle: "fall", "fall through"."""
    lemma = line.tokens[verb].lemma
    particles = line.below(verb, "compound:prt", "advmod")
    return {lemma, *(f"{lemma} {line.form(each)}" for each in particles)}


def _is_state(line: Line, word: int) -> bool:
    """Say whether something only is so, at present: "a meeting is in the works".

    Not so what lasts: "the rivalry between A and B is old".
    """
    present = ("VBZ", "VBP")
    subjects = (line.tokens[each].lemma for each in line.below(word, "nsubj"))
    lasts = any(lemma in role("lasting bond") for lemma in subjects)
    return not lasts and any(line.tokens[each].xpos in present for each in line.below(word, "cop"))


def _as_happened(found: Factuality) -> Factuality | None:
    return found if found is Factuality.ACTUAL else None
