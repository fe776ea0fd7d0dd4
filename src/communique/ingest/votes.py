"""What a mention tells of the kind of a name: its words, what stands beside it, the model.

What words say outweighs what the model takes a name for.
"""

from collections.abc import Iterable, Iterator, Sequence

from communique.ingest.apposed import gloss
from communique.ingest.arguments import preposition
from communique.ingest.gatherings import shown_kind
from communique.ingest.humans import is_byline, is_human
from communique.ingest.kinds import fits, is_a
from communique.ingest.names import Line, capitalised
from communique.ingest.namings import named_noun
from communique.ingest.nouns import HELD, Noun, nouns_at
from communique.ingest.phrases import role
from communique.ingest.somebody import acts_as_somebody, is_called_so, is_somebody
from communique.ingest.spotting import Spot

Votes = dict[str, float]
"""How much speaks for each kind."""

FROM_CONTEXT = ("Organization", "AISystem")
"""What a noun beside a name may say that it is: "the firm X"."""

TOLD = 3.0
"""What words that say what it is count for."""

_SHOWN, _HEADING, _NAMED, _FLAT, _OWNED = 6.0, 0.3, 0.8, 0.6, 0.3
_TAKEN = 2.9
_TYPES = {
    "PERSON": "Person",
    "ORGANIZATION": "Organization",
    "PLACE": "Place",
    "POLITY": "Place",
    "SYSTEM": "AISystem",
}
_ENOUGH = 0.5
_SEVERAL = 2
_SYSTEMS = ("SYSTEM", "ORGANIZATION", "")


def vote(counts: Votes, line: Line, spot: Spot, spots: Sequence[Spot]) -> None:
    """Add to `counts` what a mention among the `spots` of a line tells of the kind of a name."""
    if _is_listed(line, spot, spots):
        add(counts, "Company", TOLD)
    weight = _HEADING if line.heading and not is_byline(line, spot.first, spot.last) else 1.0
    if spot.kind:
        add(counts, "Commitment" if _is_bond(line, spot) else spot.kind, TOLD)
    if kind := _TYPES.get(spot.type):
        taken = counts.get(kind, 0.0)  # however often, that tells less than one word does
        add(counts, kind, min(spot.probability * weight, max(_TAKEN - taken, 0.0)))
    if spot.type == "ORGANIZATION" and _is_of_a_state(line, spot, spots):
        add(counts, "Organization", _OWNED)
    if kind := shown_kind(line, spot.first, spot.last, spot.kind):
        add(counts, kind, _SHOWN)
    officer = _is_officer(line, spot)
    for kind in (*(() if officer else _told(line, spot)), *_said(line, spot)):
        add(counts, kind, TOLD)
    human = spot.type != "ORGANIZATION" and is_human(line, spot.first, spot.last)
    if officer or human or _is_holder(line, spot) or _is_leader(line, spot):
        add(counts, "Person", TOLD)
    elif is_called_so(line, spot) or is_somebody(line, spot):
        add(counts, "Person", _NAMED)
    elif acts_as_somebody(line, spot, spots):
        add(counts, "Person", _FLAT)


def _is_of_a_state(line: Line, spot: Spot, spots: Sequence[Spot]) -> bool:
    """Say whether a name is right after a state's: "Spain's Tindra" is a body, if no place."""
    owner = next((one for one in spots if one.last == spot.first - 1), None)
    known = [each.entity for each in owner.surfaces] if owner else []
    state = any(is_a(entity.kind, "Polity") for entity in known)
    return line.form(spot.first - 1) == "'s" and state


def owning(line: Line, spot: Spot) -> str:
    """Return the kind of whoever has the head or the like that follows, "" if none does."""
    if line.form(spot.last) != "'s" or _is_state(spot) or _is_officer(line, spot):
        return ""
    following = range(spot.last + 1, min(spot.last + 5, len(line.tokens)))
    nouns = [noun for at in following for noun in nouns_at(line, at)]
    if not any(n.scope == "organization" and n.lemma not in role("of a system too") for n in nouns):
        return ""
    if any(line.form(at) in role("press") for at in following):
        return "NewsOutlet"
    return _headed(nouns)


def _headed(offices: Iterable[Noun]) -> str:
    """Return what somebody with such an office heads: firms alone have a chief executive."""
    firm = any(noun.lemma in role("runs a firm") for noun in offices)
    return "Company" if firm else "Organization"


def add(counts: Votes, kind: str, weight: float) -> None:
    """Count `weight` more for a kind."""
    counts[kind] = counts.get(kind, 0.0) + weight


def _is_listed(line: Line, spot: Spot, spots: Sequence[Spot]) -> bool:
    """Say whether a list names just companies beside a name: "OpenAI, Quiltbyte and Google"."""
    head = line.top(spot.first, spot.last)
    while line.tokens[head].deprel == "conj":
        head = line.head(head)
    listed = (head, *line.below(head, "conj"))
    kinds = [
        other.surfaces[0].entity.kind
        for other in spots
        if other != spot and other.surfaces and line.top(other.first, other.last) in listed
    ]
    return (
        spot.type in ("PLACE", "POLITY", "ORGANIZATION", "")
        and len(kinds) >= _SEVERAL
        and all(is_a(kind, "Company") for kind in kinds)
    )


def _is_bond(line: Line, spot: Spot) -> bool:
    """Say whether states make what is named: one of many, as in "signed a Green Partnership"."""
    one = line.form(spot.first - 1) in ("a", "an")
    return one and line.tokens[spot.last - 1].lemma.lower() in role("bond")


def _told(line: Line, spot: Spot) -> Iterator[str]:
    """Yield the kinds that the words around a name say: "the robotics firm Tindra Systems"."""
    for index in (_noun_before(line, spot), gloss(line, spot.last)):
        lower = index >= 0 and not line.tokens[index].text[:1].isupper()
        for noun in nouns_at(line, index) if lower else ():
            plural = line.tokens[index].xpos == "NNS"
            one = noun.lemma in role("one of many")
            if fits(noun.kind, FROM_CONTEXT) and not (plural or one):
                yield noun.kind
    yield from _told_of_all(line, spot)
    if _is_seat(line, spot):
        yield "Place"
    yield from _told_after(line, spot)
    if _is_founded(line, spot):
        yield "Organization"
    if line.form(spot.first - 1) == "of" and spot.first > 1:
        leads = nouns_at(line, spot.first - 2)
        if any(noun.scope == "organization" for noun in leads) and spot.type != "POLITY":
            yield _headed(leads)


def _told_of_all(line: Line, spot: Spot) -> Iterator[str]:
    """Yield the kinds that a plural says of a list after it: "two start-ups, Tindra and Jokko"."""
    head = line.top(spot.first, spot.last)
    while line.tokens[head].deprel == "conj" and line.tokens[line.head(head)].upos == "PROPN":
        head = line.head(head)
    first = min(line.subtree(head))
    beside = line.tokens[head].deprel == "appos" or "," in (line.form(first - 1), line.form(first))
    many = line.head(head) if beside else -1
    joined = bool(line.below(head, "conj"))
    counted = 0 <= many < head and bool(line.below(many, "nummod", "det"))
    for noun in nouns_at(line, many) if counted and joined else ():
        plural = line.tokens[many].text.endswith("s") and line.tokens[many].text.islower()
        if plural and fits(noun.kind, FROM_CONTEXT) and noun.lemma not in role("one of many"):
            yield noun.kind


def _told_after(line: Line, spot: Spot) -> Iterator[str]:
    """Yield the kinds that a noun after a name says: "the Lumo chatbot", "the Smena party"."""
    after = nouns_at(line, spot.last) if spot.last < len(line.tokens) else ()
    beside = line.tokens[spot.last - 1].deprel == "compound"
    for noun in after if beside else ():
        if noun.kind == "AISystem" and (noun.use != "named" or spot.type in _SYSTEMS):
            yield noun.kind
        if noun.lemma in role("called after a name") and spot.type in (
            "ORGANIZATION",
            "PERSON",
            "",
        ):
            yield noun.kind


def _is_founded(line: Line, spot: Spot) -> bool:
    """Say whether somebody founds what no noun tells of: "Ada Lund co-founded Dnipro Vision"."""
    top = line.top(spot.first, spot.last)
    verb = line.head(top)
    found = verb >= 0 and line.tokens[verb].lemma in role("founding")
    thing = line.tokens[top].deprel == "obj" and not spot.kind and not spot.surfaces
    return found and thing and not any(nouns_at(line, at) for at in range(spot.first, spot.last))


def _is_seat(line: Line, spot: Spot) -> bool:
    """Say whether a name tells where a body is: "an Almaty start-up", not "a Tindra supplier"."""
    one = line.form(spot.first - 1) in ("a", "an") and spot.type != "PERSON"
    head = line.head(line.top(spot.first, spot.last))
    beside = line.tokens[line.top(spot.first, spot.last)].deprel == "compound"
    if not one or not beside or head < spot.last or line.tokens[head].xpos in ("NNS", "NNPS"):
        return False
    plain = not any(capitalised(line.tokens[at].text) for at in range(spot.last, head + 1))
    bodies = [noun for noun in nouns_at(line, head) if is_a(noun.kind, "Organization")]
    return plain and any(noun.lemma not in role("of another firm") for noun in bodies)


def _said(line: Line, spot: Spot) -> Iterator[str]:
    """Yield the kind of a name that is nothing but a noun of several words: "its Entity List"."""
    for noun in nouns_at(line, spot.last - 1):
        words = noun.lemma.split()
        if len(words) > 1 and len(words) == spot.last - spot.first:
            yield noun.kind


def _is_holder(line: Line, spot: Spot) -> bool:
    """Say whether an office beside it is a name's: "its head, Ada Lund,", "Ada Lund, the head,"."""
    about = max(gloss(line, spot.last), _owned_gloss(line, spot))
    plain = about >= 0 and line.form(about) == line.tokens[about].text
    if plain and spot.last - spot.first > 1:
        return any(noun.scope in HELD for noun in nouns_at(line, about))
    apart = line.form(spot.first - 1) == "," and line.form(spot.last) in role("comma")
    apposed = apart and line.tokens[spot.first].deprel == "appos" and spot.last - spot.first > 1
    beside = line.head(spot.first)
    heads = (beside, _holding(line, beside)) if apposed else ()
    return any(noun.scope in HELD for at in heads if at >= 0 for noun in nouns_at(line, at))


def _owned_gloss(line: Line, spot: Spot) -> int:
    """Return the noun of "NAME, Kenya's trade minister,", -1 without one."""
    ends = range(spot.last + 2, min(spot.last + 5, len(line.tokens)))
    mark = next((at for at in ends if line.form(at) == "'s"), -1)
    if line.form(spot.last) != "," or mark < 0:
        return -1
    owner = range(spot.last + 1 + (line.form(spot.last + 1) == "the"), mark)
    if not all(capitalised(line.tokens[at].text) for at in owner):
        return -1
    nouns = (at for at in range(mark + 1, min(mark + 6, len(line.tokens))) if nouns_at(line, at))
    head = line.top(spot.first, spot.last)
    return next((at for at in nouns if line.head(at) == head), -1)


def _holding(line: Line, body: int) -> int:
    """Return the noun whose body has a name, -1 if none: "the head of Quiltbyte, Ada Lund"."""
    named = line.tokens[body].upos == "PROPN" and line.tokens[body].deprel == "nmod"
    return line.head(body) if named and preposition(line, body) in role("serving") else -1


def _is_officer(line: Line, spot: Spot) -> bool:
    """Say whether a name is that of whom a body has: "a spokesman for the ministry, Ada Lund"."""
    body = _noun_before(line, spot)
    if body == spot.first - 1 and line.tokens[body].text.islower():
        return False  # "the head of the trust Ada Lund"
    served = body >= 0 and preposition(line, body) in role("serving")
    office = nouns_at(line, line.head(body)) if served and line.head(body) >= 0 else ()
    apposed = spot.type == "PERSON" or line.head(spot.first) == line.head(body)
    return apposed and any(each.scope in HELD for each in office)


def _is_leader(line: Line, spot: Spot) -> bool:
    """Say whether a government is called by a name: "the Lund administration"."""
    alone = spot.last - spot.first == 1 and spot.type not in ("PLACE", "POLITY")
    return alone and any(line.spells(spot.last, (word,)) for word in role("administration"))


def _is_state(spot: Spot) -> bool:
    return spot.type in ("POLITY", "PLACE") and spot.probability > _ENOUGH


def _noun_before(line: Line, spot: Spot) -> int:
    """Return where the noun of "the firm X", "an app called X" or "the app, X," would be."""
    before = spot.first - 1
    if line.form(before) in role("naming") and line.form(spot.last) in ("as", "to"):
        return -1  # "the firm named Ada Lund as its head"
    if line.form(before) in role("naming") and (noun := named_noun(line, before)) >= 0:
        return noun
    apposed = line.tokens[line.top(spot.first, spot.last)].deprel == "appos"
    beside = line.form(before) in role("naming") or (line.form(before) == "," and apposed)
    return before - beside
