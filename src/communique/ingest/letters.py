"""To whom a letter goes in which somebody asks or warns: "sent a letter to Ada, demanding"."""

from communique.ingest.arguments import is_passive, is_verb, preposition
from communique.ingest.clauses import SUBJECTS
from communique.ingest.fillers import Filler, filler, identities
from communique.ingest.frames import Frame
from communique.ingest.names import Line
from communique.ingest.phrases import role

ADDRESSEE = "addressee"
"""The slot of a frame that whoever gets the letter its clause tells of fills."""
_ACTOR = ("Actor",)
_BESIDE = ("advcl", "acl", "conj", "parataxis")


def addressee(
    line: Line, verb: int, frame: Frame, agents: tuple[Filler, ...]
) -> tuple[Filler, ...]:
    """Return to whom the letter goes that a clause tells of, or that it is a part of.

    Only where the frame has `addressee` among its slots for the patient.
    """
    if ADDRESSEE not in frame.patient:
        return ()
    writing = set(identities(agents))
    for letter, sent in _letters(line, verb):
        ends = (*line.below(letter, "nmod", "obl"), *line.below(sent, "obl", "nmod"))
        clauses = (each for one in line.below(letter, "acl") for each in line.below(one, "obl"))
        to = [each for each in (*ends, *clauses) if preposition(line, each) == "to"]
        to += line.below(sent, "iobj")
        found = tuple(one for each in to[:1] if (one := filler(line, each, _ACTOR)))
        if found and not writing & set(identities(found)):
            return found
    ends = (*_approached(line, verb), *_spoken_to(line, verb))
    near = (filler(line, each, _ACTOR) for each in ends)
    return tuple(one for one in near if one and not writing & set(identities((one,))))[:1]


def _approached(line: Line, verb: int) -> tuple[int, ...]:
    """Return to whom somebody goes or writes to ask for something: "marched to it to demand"."""
    head = line.head(verb)
    if line.tokens[verb].deprel not in ("advcl", "xcomp") or head < 0:
        return ()
    lemma = line.tokens[head].lemma
    to = [each for each in line.below(head, "obl") if preposition(line, each) == "to"]
    wrote = line.below(head, "obj", "iobj") if lemma == "write" else ()
    return (*to, *wrote) if lemma in role("approaching") else ()


def _spoken_to(line: Line, verb: int) -> tuple[int, ...]:
    """Return to whom the same somebody has just spoken: "met Ada and demanded an answer".

    Or speaks at the same time: "urged Ada to wait, warning that".
    """
    head = line.head(verb)
    if line.tokens[verb].xpos == "VBG" and line.tokens[verb].deprel == "advcl":
        warns = line.tokens[verb].lemma in role("warning") and not line.below(verb, "mark")
        asked = warns and not is_passive(line, head) and line.tokens[head].lemma in role("urging")
        on = (each for each in line.below(head, "obl") if preposition(line, each) in ("on", "to"))
        return (line.below(head, "obj", "iobj") or tuple(on)) if asked else ()
    if line.tokens[verb].deprel != "conj" or line.below(verb, *SUBJECTS) or is_passive(line, head):
        return ()
    asks = line.tokens[verb].lemma in role("asking of somebody")
    if not asks or line.tokens[head].lemma not in role("speaking to"):
        return ()
    near = [each for each in line.below(head, "obl") if preposition(line, each) in ("to", "with")]
    return (*line.below(head, "iobj"), *near, *line.below(head, "obj"))


def _letters(line: Line, verb: int) -> tuple[tuple[int, int], ...]:
    """Return the letters "in" which it is said, or that are sent, each with what it hangs on."""
    head, relation = line.head(verb), line.tokens[verb].deprel
    near = [(each, verb) for each in line.below(verb, "obl") if preposition(line, each) == "in"]
    if relation in _BESIDE and head >= 0:
        near += [(each, head) for each in line.below(head, "obj") if is_verb(line, head)]
        near += [(head, head)]
        before = line.below(head, "obl") if relation == "conj" else ()
        near += [(each, head) for each in before if preposition(line, each) == "in"]
    if relation == "acl:relcl" and line.head(head) >= 0:
        near += [(head, line.head(head))]
    return tuple(
        (letter, sent) for letter, sent in near if line.tokens[letter].lemma in role("letter")
    )
