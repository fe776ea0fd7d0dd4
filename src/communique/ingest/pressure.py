"""Whom somebody gives way to, where the clause tells why: "after a call from Ada"."""

from collections.abc import Iterator

from communique.ingest.arguments import is_verb, preposition, subject
from communique.ingest.fillers import Filler, filler, identities, polity
from communique.ingest.focus import Focus
from communique.ingest.frames import Frame
from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.ingest.polarity import is_negated
from communique.ingest.slots import slot

PRESSER = "presser"
"""The slot of a frame that whoever pressed for what is done fills."""
_OWNERS = ("from", "by", "poss", "of", "mod")
_ACTOR = ("Actor",)
_REQUEST = "Request"
_ASKED = ("obj", "obl", "xcomp", "ccomp", "advcl")


def presser(line: Line, verb: int, frame: Frame, agents: tuple[Filler, ...]) -> tuple[Filler, ...]:
    """Return whose pressure the clause of a verb names as what made `agents` do it.

    Only where the frame has `presser` among its slots for the patient.
    """
    if PRESSER not in frame.patient:
        return ()
    giving = set(identities(agents))
    for reason in _reasons(line, verb):
        found = tuple(one for each in _pressing(line, reason) if (one := _who(line, each)))
        if found and not giving & set(identities(found)):
            return found
    return ()


def imposers(
    line: Line, verb: int, frame: Frame, agents: tuple[Filler, ...], focus: Focus
) -> tuple[Filler, ...]:
    """Return who is asked to take back a control: who was said to impose it.

    Thus in "demanded that the listings be withdrawn", "called for the curbs to be lifted".
    """
    asked = {end for each in line.below(verb, *_ASKED) for end in line.subtree(each) if end > verb}
    lemmas = {line.tokens[each].lemma for each in asked}
    if frame.event != _REQUEST or lemmas.isdisjoint(role("taking back")):
        return ()
    names = {name for each in asked if (name := line.covering(each)) and name.how != "demonym"}
    controls = {one.id for name in names for one in name.all_fitting(("ExportControl",))}
    found = focus.imposers(tuple(controls)) if len(controls) == 1 else ()
    asking = set(identities(agents))
    return tuple(one for one in found if asking.isdisjoint(identities((one,))))


def _reasons(line: Line, verb: int) -> Iterator[int]:
    """Yield the verbs and nouns of what a clause says that it happened after or because of."""
    participles = line.below(verb, "advcl")
    beside = (each for one in line.below(verb, "obj") for each in line.below(one, "nmod"))
    for each in (*line.below(verb, "advcl", "obl"), *beside):
        marks = {preposition(line, each), *(line.form(at) for at in line.below(each, "advmod"))}
        before = min(line.subtree(each)) - 1
        marks |= {line.form(before)} if before in participles else set()  # "following a call"
        if marks & role("made to"):
            yield each


def _pressing(line: Line, word: int) -> tuple[int, ...]:
    """Return who presses by what a verb or noun tells."""
    lemma = line.tokens[word].lemma.lower()
    if is_verb(line, word):
        presses = lemma in role("asking") | role("pressing") and not is_negated(line, word)
        return subject(line, word) if presses else ()
    if lemma not in role("pressure"):
        return ()
    ends = (slot(line, word, word, path) for path in _OWNERS)
    return next((found for found in ends if found), ())


def _who(line: Line, word: int) -> Filler | None:
    name = line.headed_by(word)
    return polity(name, _ACTOR) if name and name.how == "demonym" else filler(line, word, _ACTOR)
