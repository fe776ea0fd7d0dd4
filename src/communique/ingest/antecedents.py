"""Whom a relative clause describes where its noun names somebody else, too: "which", "who"."""

from communique.ingest.clauses import SUBJECTS
from communique.ingest.names import Line


def meant(line: Line, noun: int, verb: int) -> tuple[int, ...]:
    """Return the one of its kind in a phrase with a person and a body that a clause describes.

    The clause with `verb` hangs on `noun`; nothing where that itself is of the kind.
    """
    return _body(line, noun, verb) or _holder(line, noun, verb)


def _body(line: Line, noun: int, verb: int) -> tuple[int, ...]:
    """Return the body in a phrase for a person that "which" means: "the head of FPT, which"."""
    name = line.headed_by(noun)
    which = any(line.form(each) == "which" for each in line.below(verb, *SUBJECTS))
    if not which or not name or not name.fitting(("Person",)):
        return ()
    start = min(line.subtree(verb))
    bodies = [one for one in line.names if name.first <= one.first and one.last <= start]
    bodies += [one for one in name.inner if one.last <= start]
    fitting = [one for one in bodies if one.fitting(("Organization",))]
    return (max(fitting, key=lambda one: one.last).head,) if fitting else ()


def _holder(line: Line, noun: int, verb: int) -> tuple[int, ...]:
    """Return the person in whose office a state or body is: "A, minister of Peru, who"."""
    who = any(line.form(each) == "who" for each in line.below(verb, *SUBJECTS))
    name = line.headed_by(noun)
    if not who or not name or not name.fitting(("Polity", "Organization")):
        return ()
    inside: tuple[str, ...] = ("nmod", "nmod:poss", "appos")
    while line.tokens[noun].deprel in inside:
        noun = line.head(noun)
        inside = (*inside, "conj")  # "minister of trade and fish of Peru", joined to the name
        holder = line.headed_by(noun)
        if holder and holder.fitting(("Person",)):
            return (noun,)
    return ()


def speaks_of_all(line: Line, noun: int, verb: int) -> bool:
    """Say whether "A and B, which" means both: after a comma, unless the verb is a singular.

    Not so where each has a preposition of its own: "on A and on B, which".
    """
    first = min(line.subtree(verb))
    words = (verb, *line.below(verb, "aux", "aux:pass", "cop"))
    singular = any(line.tokens[each].xpos == "VBZ" for each in words)
    apart = "," in (line.form(first - 1), line.form(first))
    alone = bool(line.below(noun, "case"))
    return apart and first > noun and not singular and not alone
