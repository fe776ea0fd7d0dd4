"""Whom pronouns stand for: by nearness, the role of subject, number, gender and kind.

Where two remain, nothing is said. "It" may be of several kinds: then the name has one candidate
of each, and the slot that it fills decides.
"""

from collections.abc import Sequence

from communique.ingest.anybody import so_many
from communique.ingest.arguments import is_verb, preposition, surface_subject
from communique.ingest.clause_mates import is_other, mates
from communique.ingest.described import number as number_of
from communique.ingest.discourse import Discourse, Trace
from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name
from communique.ingest.phrases import role
from communique.ingest.plurals import single, texts, they
from communique.model import Entity

_PEOPLE, _THINGS = 3, 2
_LIKELY, _FAIR = 0.85, 0.75
_RARER = "f"  # whom news names without telling a gender is a man more often than not
_BROAD = (("Actor",), ("Instrument",), ("Summit",), ("AISystem",))
_BESIDE = ("conj", "parataxis")
_SHARING = ("advcl", "conj")
_TWO, _THREE, _MOST = 2, 3, 30
_SUBJECTS = ("nsubj", "nsubj:pass")
_DONE_TO = ("obj", "nsubj:pass")
_ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "obl", "nmod")


def pronoun(discourse: Discourse, number: int, line: Line, index: int) -> Name | None:
    """Return the name that the pronoun at word `index` is, None when it cannot be told."""
    form = line.form(index)
    if line.tokens[index].deprel == "expl" or form in role("reflexive"):
        return None  # what somebody does to himself is done to nobody else
    if form in role("he") or form in role("she"):
        gender = "m" if form in role("he") else "f"
        person = _person(discourse, number, line, index, gender)
        if person is None:
            return None
        discourse.genders[person.id] = gender
        return line.name(index, index + 1, (person,), "pronoun", probability=_LIKELY)
    if form in role("it"):
        things = (_thing(discourse, number, line, index, kinds) for kinds in _BROAD)
        held = _held(line, index)
        found = held or tuple(thing for thing in things if thing is not None)
        if found:
            sure = _LIKELY if held else _FAIR
            return line.name(index, index + 1, found, "pronoun", probability=sure)
    if form in role("they"):
        text = texts(discourse, number, line, index)
        passed = line.tokens[line.head(index)].lemma in role("done to texts") if text else False
        return text if passed else they(discourse, number, line, index) or text
    if is_one_of_two(line, index):
        pair = discourse.two(number, _THINGS)
        one = pair[form == "latter" :][:1]
        return line.name(index, index + 1, one, "definite", probability=_FAIR) if one else None
    if is_pair(line, index):
        pair = so_many(discourse, number, _THINGS, _size(line, index))
        if pair:
            several = len(pair) > 1
            return line.name(index, index + 1, pair, "definite", probability=_FAIR, several=several)
    return None


def _held(line: Line, index: int) -> tuple[Entity, ...]:
    """Return what the clause before it is about, in "left the club after joining it".

    So also in "accused Kenya of delay and urged it to sign": the subject would be "itself".
    """
    clause = line.head(index)
    done_to = line.tokens[index].deprel in ("obj", "iobj")
    hanging = done_to and line.tokens[clause].deprel in _SHARING
    if not hanging or line.below(clause, *_SUBJECTS):
        return ()
    names = (line.headed_by(each) for each in line.below(line.head(clause), "obj", "xcomp"))
    things = (name for name in names if name and not name.several and not _is_person(name))
    return next((name.entities for name in things), ())


def _is_person(name: Name) -> bool:
    return bool(name.fitting(("Person",)))


def _size(line: Line, index: int) -> int:
    """Return how many a word without a noun stands for: "the trio", "all four"."""
    if line.form(index) in role("the two"):
        return _TWO
    return _THREE if line.form(index) in role("the three") else number_of(line.form(index))


def is_pair(line: Line, index: int) -> bool:
    """Say whether a word stands for several without a noun: "both", "the two", "all four"."""
    pointed = line.form(index) == "both" or line.form(index - 1) in role("all of so many")
    argument = line.tokens[index].deprel in _ARGUMENTS and not _is_part(line, index)
    counted = line.form(index) in role("the two") | role("the three")
    counted |= line.tokens[index].upos == "NUM" and 0 < number_of(line.form(index)) <= _MOST
    return counted and pointed and argument


def _is_part(line: Line, index: int) -> bool:
    """Say whether words tell of whom there are so many: "the two of them", but not of an accused.

    The tree hangs on "the two" what they are "accused of", too.
    """
    verb = line.head(index)
    accused = verb >= 0 and line.tokens[verb].lemma in role("accusing")
    marks = {preposition(line, each) for each in line.below(index, "nmod")}
    return bool(marks - role("accused of") if accused else marks)


def is_one_of_two(line: Line, index: int) -> bool:
    """Say whether a word stands for the first or second of two without a noun: "the latter"."""
    argument = line.tokens[index].deprel in (*_ARGUMENTS, "nmod:poss", "conj", "obl:agent")
    pointed = line.form(index - 1) == "the" and not line.below(index, "nmod")
    return line.form(index) in role("one of two") and pointed and argument


def _person(
    discourse: Discourse, number: int, line: Line, index: int, gender: str
) -> Entity | None:
    """Return whom "he" or "she" can be: the nearest, else whom the article is about.

    A paragraph that has named nobody yet goes on with the one person whom the sentence before it
    names, else with whom the article is about; so does one that has only described somebody who is
    not new ("the ambassador").
    """
    hero = discourse.hero(gender)
    others = mates(discourse, line, index)
    for traces in discourse.recent(number, _PEOPLE, ("Person",)):
        allowed = [
            trace
            for trace in traces
            if len(trace.entities) == 1
            and discourse.fits(trace.entities[0].id, gender)
            and others.isdisjoint(trace.entities)
            and not is_other(line, number, trace, index)
        ]
        told = [trace for trace in allowed if not _only_asks(discourse, trace)]
        if not told and any(_speaks_for(discourse, trace) for trace in allowed) and hero:
            continue  # "a spokesman said that he had left"
        allowed = told or allowed
        if not allowed:
            continue
        behind = not any(trace.subject for trace in allowed)
        if discourse.is_passed_by((number, index), allowed[0].line - behind, person=True):
            return None
        apart = allowed[0].paragraph != line.paragraph
        open_ = hero is None or hero.id not in discourse.genders
        told = [t for t in allowed if open_ or t.entities[0].id in discourse.genders]
        known = [
            trace
            for trace in allowed
            if trace.named
            or (trace.new and (trace in told or (trace.line == number and not trace.subject)))
        ]
        if hero and ((apart and not _is_told_of_alone(allowed, number)) or not known):
            break
        sure = [t for t in allowed if discourse.genders.get(t.entities[0].id) == gender]
        subjects = [trace for trace in allowed if trace.subject]
        return single(allowed, subjects, sure if gender == _RARER else ())
    if hero is None or discourse.is_passed_by((number, index), number - _PEOPLE, person=True):
        return None
    beside = hero in others or _is_argument(discourse, number, line, index, hero)
    return None if beside else hero


def _is_told_of_alone(traces: Sequence[Trace], number: int) -> bool:
    """Say whether the sentence before names one person and no other: a paragraph may go on so."""
    return len(traces) == 1 and traces[0].named and traces[0].line == number - 1


def _only_asks(discourse: Discourse, trace: Trace) -> bool:
    """Say whether somebody new only asks or speaks: "A reporter asked Ada Lund. She laughed"."""
    called = discourse.nouns.get(trace.entities[0].id, set())
    press = not called.isdisjoint(role("press"))
    return (trace.new and not trace.named and press) or _speaks_for(discourse, trace)


def _speaks_for(discourse: Discourse, trace: Trace) -> bool:
    """Say whether somebody is but a new and unnamed spokesman, who tells of somebody else."""
    called = discourse.nouns.get(trace.entities[0].id, set())
    return trace.new and not trace.named and bool(called & role("speaks for somebody"))


def _is_argument(discourse: Discourse, number: int, line: Line, index: int, person: Entity) -> bool:
    """Say whether the pronoun's own verb has a person already."""
    return any(
        person in trace.entities and is_other(line, number, trace, index)
        for trace in discourse.traces
        if trace.line == number
    )


def _thing(
    discourse: Discourse, number: int, line: Line, index: int, kinds: tuple[str, ...]
) -> Entity | None:
    """Return what "it" can be among things of `kinds`: no person, no several."""
    others = mates(discourse, line, index)
    for traces in discourse.recent(number, _THINGS, kinds):
        allowed = [
            trace
            for trace in traces
            if len(trace.entities) == 1
            and (trace.single or not trace.plural)
            and others.isdisjoint(trace.entities)
            and not is_a(trace.entities[0].kind, "Person")
            and not (trace.line == number and trace.head > index)
            and not is_other(line, number, trace, index)
        ]
        reached = [t for t in allowed if t.line < number or not _is_inside(line, t.head, index)]
        allowed = reached or allowed
        if kinds != _BROAD[0] and line.tokens[index].deprel in _SUBJECTS:
            allowed = [trace for trace in allowed if not trace.inner]
        subjects = [trace for trace in allowed if trace.subject]
        if allowed and discourse.is_passed_by((number, index), allowed[0].line, person=False):
            return None
        if allowed:
            above = _above(line, number, index, allowed)
            mains = [trace for trace in subjects if trace.main]
            own = allowed if line.tokens[index].deprel == "nmod:poss" else ()
            here = [trace for trace in own if trace.line == number]
            joined = _joined_with(line, number, index, allowed)
            acts = (_addressed(line, index, allowed), above, subjects, mains, here)
            first = (joined,) if kinds == _BROAD[0] else (joined, allowed)
            return single(*first, *acts)
    return None


def _addressed(line: Line, index: int, traces: Sequence[Trace]) -> list[Trace]:
    """Return of whom it is asked, where "it" but answers: "urged A to sign. It declined"."""
    verb = line.head(index)
    answers = line.tokens[index].deprel == "nsubj" and line.tokens[verb].lemma in role(
        "only answers"
    )
    if not answers or line.below(verb, "obj", "xcomp", "ccomp"):
        return []
    return [trace for trace in traces if not trace.subject and not trace.inner]


def _above(line: Line, number: int, index: int, traces: Sequence[Trace]) -> list[Trace]:
    """Return those that are the nearest subject of a clause around a pronoun's own.

    In "A, which B praised, said that it would go" that is A.
    """
    own = index
    while own >= 0 and not is_verb(line, own):
        own = line.head(own)
    below, verb = own, own
    if line.tokens[index].deprel != "nmod:poss":
        verb = line.head(own) if own >= 0 else -1
    while verb >= 0:
        names = [line.covering(each) for each in surface_subject(line, verb) if each != index]
        found = [t for t in traces if t.line == number and line.covering(t.head) in names]
        beside = below != verb and line.tokens[below].deprel in _BESIDE
        if found and not beside:
            return found
        below, verb = verb, line.head(verb)
    return []


def _joined_with(line: Line, number: int, index: int, traces: Sequence[Trace]) -> list[Trace]:
    """Return what an "and" joins with what a possessive is of: "sued the firm and its owner"."""
    own = line.head(index)
    owned = line.tokens[index].deprel == "nmod:poss" and line.tokens[own].deprel == "conj"
    if not owned or line.form(index + 1) == "own":
        return []
    at = index - 1 - (line.form(index - 2) == ",")
    near = line.ending(at) if line.form(index - 1) in role("and") else None
    names = [name for name in (near, line.headed_by(line.head(own))) if name]
    return [t for t in traces if t.line == number and line.covering(t.head) in names]


def _is_inside(line: Line, head: int, index: int) -> bool:
    """Say whether a word stands in a relative clause that a pronoun is outside of."""
    while head >= 0 and line.tokens[head].deprel != "acl:relcl":
        head = line.head(head)
    return head >= 0 and index not in line.subtree(head)
