"""What is told from a later day: "a year later Kenya would sign", "imposed two years ago"."""

from communique.ingest.arguments import preposition
from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.model import Factuality

_OWN = ("root", "conj", "parataxis")


def told_ahead(line: Line, verb: int) -> Factuality:
    """Return what "will" or "would" says: no more than possible is what "would have" been done."""
    if any(line.form(each) == "have" for each in line.below(verb, "aux")):
        return Factuality.POSSIBLE
    return Factuality.ACTUAL if _is_hindsight(line, verb) else Factuality.PLANNED


def looks_back(line: Line) -> bool:
    """Say whether a sentence tells of years that are over: "imposed in 2023", "last year"."""
    if any(token.xpos == "MD" for token in line.tokens):
        return False
    past = any(token.xpos in ("VBD", "VBN") for token in line.tokens)
    return past and any(_is_year(line, at) for at in range(1, len(line.tokens)))


def _is_year(line: Line, at: int) -> bool:
    form, before = line.form(at), line.form(at - 1)
    number = form.isdigit() and len(form) == len("2023") and before in role("since a year")
    return number or (form == "year" and before == "last") or (form == "ago" and "year" in before)


def _is_hindsight(line: Line, verb: int) -> bool:
    """Say whether a clause of its own looks ahead from a past that the text has come to.

    Its "would" goes with "later" or a span of time that follows, and with no condition.
    """
    would = any(line.form(each) in role("backshift") for each in line.below(verb, "aux"))
    if not would or line.tokens[verb].deprel not in _OWN or line.below(verb, "advcl", "ccomp"):
        return False
    above = verb
    while line.head(above) >= 0:
        above = line.head(above)
        if line.tokens[above].deprel not in _OWN:
            return False
    later = any(line.form(each) in role("in hindsight") for each in line.below(verb, "advmod"))
    return later or any(_is_span(line, each) for each in line.below(verb, "obl", "obl:unmarked"))


def _is_span(line: Line, word: int) -> bool:
    """Say whether a phrase is "over the following months", "in the years that followed"."""
    if line.form(word) not in role("span") or preposition(line, word) not in role("through time"):
        return False
    told = any(line.form(each) in role("span told") for each in line.below(word, "amod"))
    clauses = line.below(word, "acl:relcl")
    return told or any(line.tokens[each].lemma in role("following") for each in clauses)
