"""What somebody needs a permit for: "licences will be needed for the export of chips"."""

from collections.abc import Iterator

from communique.ingest.arguments import preposition, surface_subject
from communique.ingest.control_words import control_words
from communique.ingest.names import Line
from communique.ingest.nouns import Phrase

_FOR = ("for", "on")


def is_permit(phrase: Phrase) -> bool:
    """Say whether a phrase is one for what somebody must have before they trade."""
    return phrase.noun.lemma.split()[-1] in control_words("permit")


def traded_before(line: Line, verb: int) -> Iterator[int]:
    """Yield the verbs of what nobody may do before: "need a permit before they sell chips"."""
    for clause in line.below(verb, "advcl"):
        before = any(line.form(each) == "before" for each in line.below(clause, "mark"))
        if before and line.tokens[clause].lemma in control_words("trading"):
            yield clause


def traded_with(line: Line, verb: int, permit: int) -> Iterator[int]:
    """Yield the nouns of the trade for which a verb says that a permit is needed.

    It stands beside the verb, "licences are needed from May for the sale of chips", or is its
    subject, "sales of chips need a licence".
    """
    if line.tokens[permit].deprel not in ("obj", "nsubj:pass"):
        return
    beside = [each for each in line.below(verb, "obl") if preposition(line, each) in _FOR]
    if line.tokens[permit].deprel == "obj":
        beside += surface_subject(line, verb)
    for each in beside:
        if line.tokens[each].lemma.lower() in control_words("trade"):
            yield each
