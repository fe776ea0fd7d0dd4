"""Who holds an office as a verb says: "is the founder of X", "took over as head of Y"."""

from collections.abc import Iterator
from dataclasses import replace

from communique.ingest.arguments import is_passive, surface_subject
from communique.ingest.frames import spoken
from communique.ingest.names import Line, Name
from communique.ingest.phrases import role
from communique.ingest.polarity import is_negated
from communique.ingest.titles import Office, is_owner, office_at

_POINTING = ("pronoun",)


def find_predicates(line: Line) -> Iterator[Office]:
    """Yield the offices that pronouns are said to hold: "She is the founder of X"."""
    for index in range(len(line.tokens)):
        office = office_at(line, index)
        holder = copular(line, office, _POINTING) if office else None
        if office and holder and not is_held_now(line, office):
            continue
        holder = holder or (taken_up(line, office, _POINTING) if office else None)
        if office and holder:
            first, last = min(holder.first, office.first), max(holder.last, office.last)
            person = holder.fitting(("Person",))
            yield replace(office, first=first, last=last, person=person, holder=holder)


def copular(line: Line, office: Office, hows: tuple[str, ...] = ()) -> Name | None:
    """Return who "is the founder of X", or was it; a pronoun only as one of `hows`."""
    top = line.top(office.start, office.last)
    helpers = line.below(top, "cop", "aux")
    if aged := _aged(line, office):
        return aged
    if not line.below(top, "cop") or office.owner < 0:
        return None
    told = role("be") | role("have") | role("is or has")
    if any(line.form(each) not in told for each in helpers):
        return None
    for subject in () if is_negated(line, top) else line.below(top, "nsubj"):
        clause = line.tokens[top].deprel in ("acl:relcl", "appos")
        relative = line.form(subject) == "who" and clause
        name = line.headed_by(line.head(top)) if relative else line.covering(subject)
        if name and name.fitting(("Person",)) and (name.how in hows or name.how != "pronoun"):
            return name
    return None


def _aged(line: Line, office: Office) -> Name | None:
    """Return who is an officer after an age, which misleads the tree: "Ada Lund, 41, is ..."."""
    at = office.first - 1
    age = line.form(at - 2).isdigit() and line.form(at - 1) == line.form(at - 3) == ","
    told = line.form(at) == "is" and office.owner >= 0 and age
    name = line.ending(at - 3) if told else None
    return name if name and name.fitting(("Person",)) else None


def identified(line: Line, office: Office) -> Name | None:
    """Return whom "is" names after an office: "whose chair is Ada Lund"."""
    told = office.owner >= 0 and line.form(office.last) in role("is or has")
    holder = line.starting(office.last + 1) if told else None
    return holder if holder and holder.fitting(("Person",)) and holder.how == "name" else None


def is_held_now(line: Line, office: Office) -> bool:
    """Say whether a verb tells that an office is held, not that it was."""
    top = line.top(office.start, office.last)
    helpers = line.below(top, "cop", "aux")
    now = any(line.form(each) in role("is or has") for each in helpers)
    return now or _aged(line, office) is not None


def appointed(line: Line, office: Office) -> Name | None:
    """Return who "was appointed head of X", or whom "X named as its head"."""
    top = line.top(office.start, office.last)
    verb = line.head(top)
    if verb < 0 or line.tokens[verb].lemma not in role("appointing"):
        return None
    if office.owner < 0 and any(line.form(at) == "of" for at in range(office.start, office.end)):
        return None  # of a body that no word tells
    case = {line.form(each) for each in line.below(top, "case")}
    told = line.tokens[top].deprel == "xcomp" or "as" in case
    named = (
        line.below(verb, "nsubj:pass")
        if is_passive(line, verb)
        else line.below(verb, "obj", "xcomp")
    )
    for each in named if told and _has_happened(line, verb) and not case - {"as"} else ():
        name = line.headed_by(each)
        if name and name.fitting(("Person",)) and name.how != "pronoun":
            return name
    return None


def appointer(line: Line, office: Office) -> Name | None:
    """Return the state or body that gives an office: "[Kenya] has named Ada Lund its envoy"."""
    verb = line.head(line.top(office.start, office.last))
    if verb < 0 or line.tokens[verb].lemma not in role("appointing") or is_passive(line, verb):
        return None
    names = [name for each in surface_subject(line, verb) if (name := line.headed_by(each))]
    return names[0] if len(names) == 1 and is_owner(names[0]) else None


def taken_up(line: Line, office: Office, hows: tuple[str, ...] = ("name",)) -> Name | None:
    """Return who "took over as head of X" or "serves as its envoy", told by one of `hows`."""
    top = line.top(office.start, office.last)
    verb = line.head(top)
    if verb < 0 or office.owner < 0:
        return None
    lemma, case = spoken(line, verb), {line.form(each) for each in line.below(top, "case")}
    serves = lemma in role("serving as") and case == {"as"} and _is_present(line, verb)
    happened = line.tokens[verb].xpos == "VBZ" or _has_happened(line, verb)
    begins = lemma in role("taking over as") and case == {"as"} and happened
    begins |= lemma in role("becoming") and not case and happened
    for each in surface_subject(line, verb) if serves or begins else ():
        name = line.headed_by(each)
        if name and name.fitting(("Person",)) and name.how in hows:
            return name
    return None


def _is_present(line: Line, verb: int) -> bool:
    """Say whether a verb tells of what goes on, and nothing denies it."""
    helpers = line.below(verb, "aux")
    goes_on = line.tokens[verb].xpos == "VBG" and any(line.form(h) == "is" for h in helpers)
    return (line.tokens[verb].xpos == "VBZ" or goes_on) and not is_negated(line, verb)


def _has_happened(line: Line, verb: int) -> bool:
    """Say whether a verb tells of what has happened, and nothing denies or doubts it."""
    helpers = line.below(verb, "aux", "advmod")
    past = line.tokens[verb].xpos in ("VBD", "VBN")
    return past and all(
        line.form(each) in role("have") or line.kind(each) == "time" for each in helpers
    )
