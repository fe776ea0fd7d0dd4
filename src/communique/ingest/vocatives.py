"""Who is spoken to at the start of a question does nothing in it: "Q: Ms Lund, Japan signed it"."""

from communique.ingest.names import Line

_LABEL = 4
"""Among how many words the colon after a label is."""


def past_vocative(line: Line, subject: int) -> tuple[int, ...]:
    """Return who does it where the tree has who is spoken to, () where that is the subject.

    A state is no person, and no comma closes it off.
    """
    name = line.headed_by(subject)
    label = any(line.form(at) == ":" for at in range(min(subject, _LABEL)))
    beside = line.below(subject, "appos", "conj") if label and name else ()
    beside = beside if name and name.fitting(("Person",)) else ()
    return tuple(
        each
        for each in beside
        if (other := line.headed_by(each)) is not None
        and other.fitting(("Polity", "Organization"))
        and line.form(max(line.subtree(each)) + 1) != ","
    )[:1]
