"""What a verb itself says of its being so, by negation, mood and tense.

What stands over it is asked in factuality.py.
"""

from communique.ingest.arguments import is_added, is_passive, preposition
from communique.ingest.conditions import (
    is_as_far_as_known,
    is_conditional,
    is_inverted,
)
from communique.ingest.cues import cue
from communique.ingest.hindsight import told_ahead
from communique.ingest.names import Line
from communique.ingest.namings import is_named
from communique.ingest.phrases import role
from communique.model import Factuality

_ORDER = (Factuality.ACTUAL, Factuality.PLANNED, Factuality.POSSIBLE, Factuality.NEGATED)
SUBJECTS = ("nsubj", "nsubj:pass")


def worst(*found: Factuality) -> Factuality:
    """Return the one of `found` that is furthest from having happened."""
    return max(found, key=_ORDER.index)


def is_negated(line: Line, word: int) -> bool:
    """Say whether "not" or the like stands with a word."""
    for child in line.children(word):
        form, relation = line.form(child), line.tokens[child].deprel
        apart = relation == "advmod" and word + 1 < child
        if apart or relation == "obj" or line.tokens[child].upos == "INTJ":
            continue
        negative = cue("adverb", form) == Factuality.NEGATED or form in role("negative")
        if negative and line.form(child + 1) not in role("not negating"):
            return True
    return False


def is_unwilling(line: Line, verb: int) -> bool:
    """Say whether somebody "will not", whatever may come, or "is not willing to"."""
    will = any(line.form(each) in role("unwilling") for each in line.below(verb, "aux"))
    will |= line.form(verb) in role("ready to do") and bool(line.below(verb, "cop"))
    conditional = any(
        cue("mark", preposition(line, each)) in (Factuality.POSSIBLE, Factuality.PLANNED)
        for each in line.below(verb, "advcl")
    )
    flat = any(line.form(each) in role("flatly not") for each in line.children(verb))
    return will and flat and not conditional and not is_passive(line, verb)


def own_factuality(line: Line, verb: int) -> Factuality:
    """Return what the auxiliaries, adverbs and determiners of a predicate say."""
    found = Factuality.ACTUAL
    if line.head(verb) < 0 and cue("mark", preposition(line, verb)) == Factuality.POSSIBLE:
        found = Factuality.POSSIBLE
    negated = is_negated(line, verb) or _is_nobody(line, verb) or _is_at_no_time(line, verb)
    asked = any(line.form(each) in role("asked") for each in line.below(verb, "mark")[1:])
    if asked or _is_bare(line, verb):
        found = Factuality.POSSIBLE  # "an inquiry into whether A paid"
    able = False
    for child in line.below(verb, "aux", "advmod", "cop"):
        if line.covering(child):
            continue
        form = line.form(child)
        where = "adverb" if line.tokens[child].deprel == "advmod" else "modal"
        effect = cue(where, form) or cue(where, line.tokens[child].lemma)
        if effect and Factuality(effect) is not Factuality.NEGATED:
            found = worst(found, Factuality(effect))
        able = able or form in role("able")
        negated = negated or (child < verb and is_negated(line, child))
    found = told_ahead(line, verb) if found is Factuality.PLANNED else found
    if is_inverted(line, verb):
        found = Factuality.POSSIBLE
    if is_conditional(line, verb, found) or is_as_far_as_known(line, verb):
        found = worst(found, Factuality.POSSIBLE)
    if is_to(line, verb):
        found = worst(found, Factuality.PLANNED)
    if not negated:
        return found
    return Factuality.NEGATED if able else _negation(found)


def _negation(found: Factuality) -> Factuality:
    return Factuality.POSSIBLE if found is Factuality.POSSIBLE else Factuality.NEGATED


def _is_nobody(line: Line, verb: int) -> bool:
    """Say whether nobody does it, or it is done to nothing: "no country", "asked for nothing"."""
    for child in line.below(verb, "nsubj", "nsubj:pass", "obj", "cc:preconj"):
        if line.form(child) in role("nobody"):
            return True
        inside = line.below(child, "det", "cc:preconj", "advmod", "cc")
        if any(line.form(each) in role("no") and not is_named(line, each) for each in inside):
            return True
    return any(line.form(each) in role("for nothing") for each in line.below(verb, "obl"))


def _is_at_no_time(line: Line, verb: int) -> bool:
    """Say whether an inverted clause begins with a negation: "at no point did Kenya sign"."""
    subjects = line.below(verb, *SUBJECTS)
    inverted = [each for each in line.below(verb, "aux") if subjects and each < subjects[0]]
    return bool(inverted) and any(
        line.form(word) in role("no")
        for each in line.below(verb, "obl")
        for word in line.below(each, "det")
        if each < inverted[0]
    )


def _is_bare(line: Line, verb: int) -> bool:
    """Say whether a clause of its own has a verb that is no more than named: "impose curbs"."""
    bare = line.tokens[verb].xpos == "VB" and not line.below(verb, *SUBJECTS, "aux", "cop", "mark")
    bare &= not is_added(line, verb)
    return bare and line.tokens[verb].deprel in ("root", "parataxis", "appos", "dep")


def is_to(line: Line, verb: int) -> bool:
    """Say whether it "is to" happen, or "is due to"."""
    marks = [
        each
        for each in line.below(verb, "mark")
        if line.form(each) == "to" or any(line.form(to) == "to" for to in line.below(each, "fixed"))
    ]
    stray = line.form(verb - 1) == "to" and line.head(verb - 1) != verb
    if stray and line.tokens[verb].xpos == "VB" and not marks:
        return True
    headline = SUBJECTS if line.head(verb) < 0 else ()  # "Kenya to sign treaty"
    before = line.below(verb, "cop", "aux", *headline)
    return bool(marks) and any(each < marks[0] for each in before)
