"""Where a summit is held, as the words around its name say: "the Paris summit", "met in Paris"."""

from collections.abc import Iterator

from communique.ingest.arguments import surface_subject
from communique.ingest.clauses import case, to_be_done
from communique.ingest.frames import lemma_of
from communique.ingest.names import Line, Name
from communique.ingest.phrases import role

_ITSELF = ("that", "which")


def seats(line: Line, summit: Name) -> Iterator[Name]:
    """Yield where a summit is held: "the Paris summit", "a forum in Paris", "closed in Paris"."""
    beside = _beside(line, summit)
    if beside:
        yield beside
        return
    yield from told_seats(line, summit)


def told_seats(line: Line, summit: Name) -> Iterator[Name]:
    """Yield where a verb says that a summit is held: "to be held in Paris", "planned for Paris"."""
    for told in (*line.below(summit.head, "acl", "acl:relcl"), *to_be_done(line, summit.head)):
        held = lemma_of(line, told) in role("holding") or _comes_together(line, told)
        if held and not _is_doubtful(line, told):
            yield from obliques(line, told, ("in", "at"))
    verb = line.head(summit.head)
    if verb < 0:
        return
    lemma, firm = lemma_of(line, verb), not _is_doubtful(line, verb)
    if lemma in role("gathering"):
        yield from _gathered(line, summit, verb)
        said = summit.how not in ("definite", "pronoun")  # "the talks" may be part of others
        if line.tokens[summit.head].deprel == "nsubj" and firm and said:
            yield from obliques(line, verb, ("in", "at"))  # "the forum will meet in Paris"
    if lemma in role("going") and case(line, summit.head) == "for":
        yield from obliques(line, verb, ("to",))
    if lemma in role("taking part") and (place := _where(line, verb)):
        yield place
    if lemma in role("pending") and line.tokens[summit.head].deprel == "nsubj:pass" and firm:
        yield from obliques(line, verb, ("for", "in", "at"))
    if lemma in role("holding"):
        yield from _hosting(line, summit, verb)
        yield from _told(line, summit, verb)


def _comes_together(line: Line, clause: int) -> bool:
    """Say whether a clause tells where a gathering itself meets: "a forum that meets in Oslo"."""
    who = (line.form(each) for each in line.below(clause, "nsubj"))
    return lemma_of(line, clause) in role("gathering") and any(form in _ITSELF for form in who)


def obliques(line: Line, verb: int, cases: tuple[str, ...]) -> Iterator[Name]:
    """Yield the names that hang on a verb by one of `cases`."""
    for oblique in line.below(verb, "obl"):
        name = line.headed_by(oblique)
        if name and case(line, oblique) in cases and name.how != "demonym":
            yield name


def is_unreal(line: Line, verb: int) -> bool:
    """Say whether a verb is negated, or a plan or possibility by its auxiliaries."""
    return _is_denied(line, verb) or bool(_modals(line, verb))


def _is_doubtful(line: Line, verb: int) -> bool:
    """Say whether a verb is negated or only possible; what "will be held" has its place."""
    return _is_denied(line, verb) or not _modals(line, verb) <= role("will")


def _is_denied(line: Line, verb: int) -> bool:
    return any(line.form(each) in ("not", "n't", "never") for each in line.children(verb))


def _modals(line: Line, verb: int) -> set[str]:
    return {line.form(each) for each in line.children(verb) if line.tokens[each].xpos == "MD"}


def _beside(line: Line, summit: Name) -> Name | None:
    inside = [n for n in summit.inner if _is_before(line, n, summit) and n.how != "demonym"]
    if inside and summit.how == "described" and inside[0].fitting(("Place",)):
        return inside[0]
    at = summit.last + (line.form(summit.last) == ",")
    after = at + 1 + (line.form(at + 1) == "the")
    return line.starting(after) if line.form(at) == "in" else _further(line, summit)


def _is_before(line: Line, place: Name, summit: Name) -> bool:
    """Say whether a place is right before a gathering or what it is on: "the Bonn AI talks"."""
    begins = place.first == summit.first and place.last <= summit.head
    joined = line.tokens[place.head].deprel == "compound" and line.head(place.head) <= summit.head
    return place.last == summit.head or (begins and joined)


def _further(line: Line, summit: Name) -> Name | None:
    """Return the town that the tree hangs on a summit: "a conference on drones in Nairobi"."""
    near = line.below(summit.head, "nmod")
    about = (*near, *(each for of in near for each in line.below(of, "conj")))
    for each in (*near, *(inner for of in about for inner in line.below(of, "nmod"))):
        name = line.headed_by(each)
        town = name and name.how != "demonym" and name.fitting(("Place",))
        town = town if name and line.form(name.last - 1) not in role("part of the world") else None
        at = case(line, each)
        if name and town and at in ("in", "at") and line.form(name.first - 1) in (at, "the"):
            return name
    return None


def _hosting(line: Line, summit: Name, verb: int) -> Iterator[Name]:
    """Yield the city that surely is, or will be, the host."""
    if line.tokens[verb].lemma in role("playing host") and line.tokens[summit.head].deprel == "obj":
        sure = {line.form(each) for each in line.below(verb, "aux", "advmod")} <= role("certain")
        cities = (line.headed_by(each) for each in surface_subject(line, verb) if sure)
        yield from (city for city in cities if city and city.fitting(("Place",)))


def _told(line: Line, summit: Name, verb: int) -> Iterator[Name]:
    """Yield where a verb of holding says that it takes place."""
    if _is_doubtful(line, verb):
        return
    clause = line.tokens[verb].deprel in ("acl:relcl", "advcl")
    place = _where(line, verb) if clause else None
    if place:
        yield place
    elif line.tokens[summit.head].deprel in ("nsubj", "nsubj:pass", "obj"):
        yield from obliques(line, verb, ("in", "at"))


def _gathered(line: Line, summit: Name, verb: int) -> Iterator[Name]:
    """Yield where people come together: "met in Paris for", "in Paris, where they meet for"."""
    if case(line, summit.head) in ("for", "at") and not is_unreal(line, verb):
        place = _where(line, verb)
        yield from ([place] if place else obliques(line, verb, ("in",)))


def _where(line: Line, verb: int) -> Name | None:
    """Return the place that a clause with "where" tells of."""
    where = next((each for each in line.children(verb) if line.form(each) == "where"), 0)
    before = line.ending(where - (line.form(where - 1) == ",")) if where else None
    if before and before.fitting(("Place",)):
        return before
    return line.headed_by(line.head(verb)) if where and line.head(verb) >= 0 else None
