"""Where an event took place: "in Paris", "at the summit", "on the sidelines of the G20"."""

from collections.abc import Iterator

from communique.ingest.anchoring import participles
from communique.ingest.arguments import is_verb, preposition
from communique.ingest.fillers import Filler, filler
from communique.ingest.names import Line
from communique.ingest.nominal import journey
from communique.ingest.phrases import role
from communique.ingest.setting import Setting
from communique.ingest.slots import below_predicate

_KINDS = ("Place", "Summit", "Polity")
_VISITED = (*_KINDS, "Organization")
_HANGING = ("obl", "nmod", "obl:unmarked")
_LONG_NAMES = ("Instrument", "Summit")
_ADDED = ("advcl", "acl")


def venues(
    line: Line,
    word: int,
    verb: int,
    setting: Setting,
    *,
    points_back: bool,
    reported: bool,
    spoken: bool = False,
) -> tuple[Filler, ...]:
    """Return the venues of what a predicate tells, a summit after a place.

    Where the words around it name none: the place in which the sentence before is set, when it
    goes on about the same (`points_back`), or that of a report's dateline for what its first
    sentence tells (`reported`). What is only `spoken` has the place that the verb itself has,
    before it or right after it: another is that of what is spoken of.
    """
    found = dict.fromkeys(_said(line, verb) if spoken else _found(line, word, verb))
    named = tuple(sorted(found, key=lambda one: one.entities[0].kind == "Summit"))
    if named:
        return named
    apart = {line.form(each) for each in below_predicate(line, word, verb)}
    there = _there(line, verb, setting) if "there" in apart else None
    beside = role("sidelines") & {*apart, *setting.fragment}
    implied = (
        there,
        setting.place_before if points_back else None,
        setting.place if beside or (reported and _opens(line, verb, setting)) else None,
    )
    return tuple(one for one in implied if one)[:1]


def _found(line: Line, word: int, verb: int) -> Iterator[Filler]:
    yield from _gone_to(line, word)
    yield from _inside(line, word, verb)
    for child in below_predicate(line, word, verb):
        at_a_place = preposition(line, child) in role("at a place")
        if preposition(line, child) == "from" and line.tokens[verb].lemma not in role("from afar"):
            continue
        if at_a_place and line.tokens[child].deprel in _HANGING:
            seat = preposition(line, child) in role("at a seat")
            yield from _one(line, child, _VISITED if seat else _KINDS)
            yield from _seat_of_occasion(line, child)
            for inner in line.below(child, "nmod"):
                beside = line.form(child) in role("sidelines")
                tour = line.tokens[child].lemma in role("tour") and preposition(line, inner) == "to"
                if beside or tour or preposition(line, inner) in role("at a place"):
                    yield from _one(line, inner, _KINDS)
                for place in line.below(inner, "nmod") if beside else ():
                    if preposition(line, place) == "in":
                        yield from _one(line, place, ("Place",))
    for each in line.below(verb, "nsubj"):
        yield from _gathered(line, each)
    yield from _around(line, verb)


def _gone_to(line: Line, word: int) -> Iterator[Filler]:
    """Yield where somebody went for talks: "flew to Rome for talks"."""
    went = journey(line, word)
    for child in line.below(went, "obl", "obj") if went >= 0 else ():
        if preposition(line, child) in ("", "to", "in"):
            yield from _one(line, child, ("Place",))


def _gathered(line: Line, word: int) -> Iterator[Filler]:
    """Yield where those came together who did something: "ministers meeting in Paris adopted"."""
    for clause in line.below(word, "acl"):
        if line.form(clause) in role("come together"):
            for place in line.below(clause, "obl", "nmod"):
                if preposition(line, place) in ("in", "at"):
                    yield from _one(line, place, ("Place",))


def _seat_of_occasion(line: Line, word: int) -> Iterator[Filler]:
    """Yield where an occasion is by the end of its phrase: "at a session of the group in Paris"."""
    if line.tokens[word].lemma in role("gathering noun"):
        near = line.below(word, "nmod")
        for place in (*near, *(at for each in near for at in line.below(each, "nmod"))):
            if preposition(line, place) == "in":
                yield from _one(line, place, ("Place",))


def _opens(line: Line, verb: int, setting: Setting) -> bool:
    """Say whether a report's first sentence tells it by itself, and names no other place."""
    main = verb
    while line.tokens[main].deprel in ("conj", "ccomp", "parataxis", "xcomp"):
        main = line.head(main)
    places = (filler(line, at, ("Place",)) for at in range(len(line.tokens)) if _at(line, at))
    return setting.opening and not line.tokens[main].deprel.startswith(_ADDED) and not any(places)


def _at(line: Line, word: int) -> bool:
    return preposition(line, word) in role("at a place") and line.tokens[word].deprel == "obl"


def _there(line: Line, verb: int, setting: Setting) -> Filler | None:
    """Return the place that "there" is: the one named before it, or in the sentence before."""
    return next(_last_place(line, verb), setting.named_before)


def _last_place(line: Line, last: int) -> Iterator[Filler]:
    """Yield the places that somebody was said to be at or go to before word `last`, backwards."""
    before = (at for at in range(last) if preposition(line, at) in role("to a place"))
    places = (filler(line, at, ("Place",)) for at in reversed(tuple(before)))
    yield from (place for place in places if place)


def _said(line: Line, verb: int) -> Iterator[Filler]:
    """Yield the place right after a verb, or before it or the one that it is joined to."""
    token = line.tokens[verb]
    joined = token.deprel == "conj" and not line.below(verb, "nsubj", "nsubj:pass")
    before = line.below(token.head, "obl") if joined else ()
    for child in (*line.below(verb, "obl"), *(each for each in before if each < token.head)):
        close = child < verb or min(line.subtree(child)) == verb + 1
        if close and preposition(line, child) in ("in", "at"):
            yield from _one(line, child, ("Place",))
        if close and preposition(line, child) in role("at an occasion"):
            yield from _seat_of_occasion(line, child)


def _one(line: Line, word: int, kinds: tuple[str, ...]) -> Iterator[Filler]:
    """Yield the one place that a phrase stands for, else the one thing of `kinds`."""
    place = filler(line, word, ("Place",)) or filler(line, word, kinds)
    if place and len(place.entities) == 1:
        yield place


def _inside(line: Line, word: int, verb: int) -> Iterator[Filler]:
    """Yield the place that hangs on what is done: "signed the declaration in Paris"."""
    with_ = [at for at in line.below(word, "nmod") if preposition(line, at) in ("with", "between")]
    for thing in (*line.below(verb, "obj", "nsubj:pass"), *with_):
        name = line.headed_by(thing)
        inside = range(thing, thing + 1)
        if name and (name.all_fitting(_LONG_NAMES) or name.fitting(("Person",))):
            inside = range(name.first, name.last)
        for end in inside if thing != word else ():
            near = line.below(end, "nmod")
            held = bool(name and name.fitting(("Summit",)))
            deeper = (inner for of in near for inner in line.below(of, "nmod") if held)
            for child in (*near, *deeper):
                apart = child not in inside or (name and name.how == "described")
                if apart and preposition(line, child) in ("in", "at"):
                    yield from _one(line, child, ("Place",))


def _around(line: Line, verb: int) -> Iterator[Filler]:
    """Yield the place that the clause around a predicate goes to: "arrived in", "X, where"."""
    token = line.tokens[verb]
    adverbs = {line.form(each) for each in line.below(verb, "advmod")}
    if "where" in adverbs:
        where = next(at for at in line.below(verb, "advmod") if line.form(at) == "where")
        place = line.ending(where - (line.form(where - 1) == ","))
        found = place.all_fitting(("Place",)) or place.all_fitting(("Summit",)) if place else ()
        if place and found:
            yield Filler(place, found)
        elif token.deprel == "acl:relcl":
            yield from _one(line, token.head, _VISITED)
        else:
            yield from _last_place(line, where)
    yield from _during_which(line, verb)
    going = [each for each in line.below(verb, "advcl") if _when(line, each)]
    going += participles(line, verb)
    if token.deprel == "conj" and is_verb(line, token.head):
        going.append(token.head)
    for each in going:
        met = line.tokens[each].lemma in role("meeting up") and _when(line, each)
        known = met or line.tokens[each].lemma in role("going") or each in participles(line, verb)
        for child in line.below(each, "obl") if known else ():
            if preposition(line, child) in ("to", "in"):
                yield from _one(line, child, ("Place",))
    yield from _met_before(line, verb)


def _during_which(line: Line, verb: int) -> Iterator[Filler]:
    """Yield the place of a visit or a gathering at which it was: "a trip to X, during which"."""
    for which in line.below(verb, "obl", "nmod"):
        course = line.form(which - 2) in role("course")
        within = course or preposition(line, which) in role("within an event")
        if line.form(which) == "which" and within:
            occasions = role("tour") | role("gathering noun")
            before = [at for at in range(which) if line.tokens[at].lemma in occasions]
            place = next(_last_place(line, which), None) if before else None
            if place and place.name.first > before[-1]:
                yield place


def _met_before(line: Line, verb: int) -> Iterator[Filler]:
    """Yield where those met who then did something: "they met in Paris and signed a pact"."""
    token = line.tokens[verb]
    alone = token.deprel == "conj" and not line.below(verb, "nsubj", "nsubj:pass")
    later = any(line.form(each) in role("afterwards") for each in line.below(verb, "advmod"))
    if alone and not later and line.tokens[token.head].lemma in role("meeting up"):
        after = (at for at in line.subtree(verb) if preposition(line, at) in ("in", "at"))
        elsewhere = any(filler(line, at, ("Place",)) for at in after)
        for child in line.below(token.head, "obl") if not elsewhere else ():
            if preposition(line, child) in ("in", "at") and child < verb:
                yield from _one(line, child, ("Place",))


def _when(line: Line, verb: int) -> bool:
    return any(line.form(each) in role("meanwhile") for each in line.below(verb, "advmod", "mark"))
