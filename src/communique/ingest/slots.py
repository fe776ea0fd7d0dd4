"""Slots: the words at a path from a predicate, as data/lexicon/frames.tsv names them."""

from collections.abc import Callable, Iterator, Mapping

from communique.ingest.arguments import (
    antecedent,
    direct_object,
    is_passive,
    is_verb,
    preposition,
    recipient,
    relative_clause,
    says_after,
    subject,
    surface_subject,
)
from communique.ingest.clauses import RELATIVE, SUBJECTS
from communique.ingest.company import bound, met, partner, sides
from communique.ingest.coordination import went_on
from communique.ingest.deeds import doer
from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.ingest.questions import asked
from communique.ingest.so_called import so_called
from communique.ingest.spoken_in import back_from, occasion, voiced
from communique.ingest.turning import faced, turned_to

_OBLIQUE = (
    *("obl", "obl:agent", "obl:unmarked", "nmod", "nmod:poss", "nmod:unmarked"),
    *("advcl", "acl", "xcomp", "advmod"),
)
_BESIDE = ("appos", "nmod:unmarked")
_LOCATED = ("at", "in")
_DECIDING = ("GovernmentBody", "IntergovernmentalOrganization")


def slot(line: Line, word: int, verb: int, path: str) -> tuple[int, ...]:
    """Return the heads of what fills `path` at predicate `word`, carried by `verb`.

    A path is `subj`, `officials` (the subject where those gather to meet), `obj`, `iobj`, `xcomp`,
    `ccomp`, `is` (a clause that says what something is),
    `poss`, `doer` (see deeds.py), `self`, `mod` (what describes a noun), `acl` (a clause that
    does), `apposed` (what a noun stands beside: "Japan, a signatory", "Peru, as host"), `equated`
    (who is said to be it: "the main donor is Japan"), `governor`
    (the subject of the verb that a noun hangs on), `faced` (to whom the same somebody has just
    turned: "accused Kenya and threatened to leave"), `behest` (the same, where that is done at
    somebody's request), `credited` (who is thanked for what a noun tells), `asked` (the subject of
    "into how" or "whether"), `anyone` ("any firm that"), `known` (the object where it has a name),
    `voiced` (the subject where that is said "in a warning" that the noun tells of),
    `turned to` (whom those asked who are refused), `occasion` (the subject where that is done on
    or during what the noun tells), `partner`, `sides`, `met` and `bound` (see company.py),
    `where` (what a clause with "where" describes), `staged` (the gathering a clause says is to be
    held), `held` (what takes place where a noun is) or a preposition, or two of them joined by a
    dot: the second is looked up at what fills the first; those with a plus are taken together.
    """
    if "+" in path:
        return tuple(each for one in path.split("+") for each in slot(line, word, verb, one))
    first, _, rest = path.partition(".")
    found = _step(line, word, verb, first)
    return tuple(end for each in found for end in slot(line, each, each, rest)) if rest else found


def _step(line: Line, word: int, verb: int, path: str) -> tuple[int, ...]:
    if path in _AT_VERB:
        return _AT_VERB[path](line, verb)
    if path in _AT_NOUN:
        return _AT_NOUN[path](line, word)
    if path in ("iobj", "xcomp", "ccomp"):
        return _complement(line, word, verb, path)
    found = (*below_predicate(line, word, verb), *_after_particle(line, verb))
    found += _at_being(line, word) if word == verb else ()
    oblique = [
        each
        for each in found
        if _is(line, each, path)
        and (line.tokens[each].deprel in (*_OBLIQUE, "obj") or line.form(each) in RELATIVE)
    ]
    oblique.sort(key=lambda each: line.kind(each) == "time")  # "called on Tuesday on Kenya"
    heads = tuple(end for each in oblique for end in _meant(line, verb, each))[:1]
    heads += tuple(each for one in oblique[:1] for each in went_on(line, verb, one))
    heads = heads or (_where(line, verb) if path in _LOCATED else ())
    heads = heads or _governed(line, verb, path) or _left_behind(line, verb, path)
    return heads or (recipient(line, verb) if path == "to" and word != verb else ())


def _meant(line: Line, verb: int, word: int) -> tuple[int, ...]:
    """Return what a relative pronoun takes up ("in which", "what it called a ban"), or the word."""
    what = so_called(line, word)
    return _antecedent(line, verb) if what == word and line.form(word) in RELATIVE else (what,)


def _governed(line: Line, verb: int, path: str) -> tuple[int, ...]:
    """Return what "to which" takes up where the tree hangs it on "agreed": "agreed to give"."""
    while line.tokens[verb].deprel == "xcomp":
        verb = line.head(verb)
        taken = (each for each in line.below(verb, "obl") if line.form(each) in RELATIVE)
        near = next((each for each in taken if _is(line, each, path)), -1)
        if near >= 0:
            return _antecedent(line, verb)
    return ()


def _left_behind(line: Line, verb: int, path: str) -> tuple[int, ...]:
    """Return what a passive leaves a preposition without: "the lab was paid for by Norway"."""
    near = line.below(verb, *_OBLIQUE, "compound:prt")
    left = any(
        line.form(each) == path and line.tokens[each].upos == "ADP" and not any(line.children(each))
        for each in near
    )
    return surface_subject(line, verb) if left and is_passive(line, verb) else ()


def _paid(line: Line, verb: int) -> tuple[int, ...]:
    """Return who gets the money that the tree hangs on them: "is giving the Forum NZ$8 million"."""
    paid = () if is_passive(line, verb) else line.below(verb, "obj")
    return tuple(
        each
        for each in paid
        if any(line.tokens[at].lemma in role("money") for at in line.below(each, *_BESIDE))
    )


def _complement(line: Line, word: int, verb: int, path: str) -> tuple[int, ...]:
    taken = says_after(line, verb)
    inside = tuple(
        each
        for each in below_predicate(line, word, verb)
        if line.tokens[each].deprel == path and each not in taken
    )
    if path == "xcomp":
        manner = line.below(verb, "ccomp")  # "swears blind that"
        return (() if manner else inside) or _purpose(line, verb)
    if inside:
        return inside
    if path == "iobj":
        return (recipient(line, verb) or _paid(line, verb)) if line.below(verb, "obj") else ()
    head = line.head(verb)
    as_told = line.tokens[verb].deprel == "advcl" and preposition(line, verb) == "as"
    as_told &= line.tokens[verb].lemma in role("as told") and not line.below(verb, "obj", "xcomp")
    beside = as_told or line.tokens[verb].deprel == "parataxis" or (bool(taken) and head >= 0)
    apart = any(line.form(each) == ";" for each in range(head + 1, verb))
    return (head,) if beside and not apart else ()


def _purpose(line: Line, verb: int) -> tuple[int, ...]:
    """Return what somebody is to do, where the tree takes it for a purpose: "told A to leave"."""
    held = direct_object(line, verb)
    after = (max(line.subtree(each)) + 1 for each in held if each > verb)
    start = next(after, -1)
    return tuple(
        each
        for each in line.below(verb, "advcl")
        if line.form(start) == "to" and min(line.subtree(each)) == start
    )


def _officials(line: Line, verb: int) -> tuple[int, ...]:
    """Return the subject where it is of those who gather to meet: "the ministers gathered"."""
    official = role("meeting among themselves")
    return tuple(each for each in subject(line, verb) if line.tokens[each].lemma in official)


def _being(line: Line, verb: int) -> tuple[int, ...]:
    return tuple(each for each in line.below(verb, "ccomp") if line.below(each, "cop"))


def _owners(line: Line, word: int) -> tuple[int, ...]:
    """Return whose something is; for "whose" what its relative clause describes."""
    nouns = (word, *line.below(word, "compound"))
    owners = [each for noun in nouns for each in line.below(noun, "nmod:poss")]
    return tuple(end for each in owners for end in _owner(line, word, each))


def _owner(line: Line, word: int, owner: int) -> tuple[int, ...]:
    return _antecedent(line, word) if line.form(owner) == "whose" else (owner,)


def _antecedent(line: Line, word: int) -> tuple[int, ...]:
    """Return what the relative clause around a word describes."""
    clause = relative_clause(line, word)
    return antecedent(line, line.head(clause), clause) if clause >= 0 else ()


def _where(line: Line, verb: int) -> tuple[int, ...]:
    """Return the noun that a clause with "where" describes: what is done happens there."""
    where = map(line.form, line.below(verb, "advmod"))
    return _antecedent(line, verb) if "where" in where else ()


def _anyone(line: Line, verb: int) -> tuple[int, ...]:
    """Return who is meant by "any firm that breaks the rules" in what a verb says will happen."""
    whoever = role("whoever they are")
    every = (each for each in line.subtree(verb) if line.below(each, "acl:relcl"))
    return tuple(
        each for each in every if any(line.form(at) in whoever for at in line.below(each, "det"))
    )[:1]


def _known(line: Line, verb: int) -> tuple[int, ...]:
    """Return to whom it is done where they have a name: not "a minister"."""
    names = ((each, line.headed_by(each)) for each in direct_object(line, verb))
    return tuple(each for each, name in names if name and name.how not in ("group", "described"))


def _floor(line: Line, verb: int) -> tuple[int, ...]:
    """Return the body in which something is done by nobody else: "was passed in the Senate"."""
    if not is_passive(line, verb) or subject(line, verb):
        return ()
    near = line.below(verb, *_OBLIQUE)
    how = [each for each in near if line.tokens[each].lemma in role("way to decide")]
    inside = (*near, *(end for each in how for end in line.below(each, "nmod")))
    names = ((each, line.headed_by(each)) for each in inside if preposition(line, each) in _LOCATED)
    return tuple(each for each, name in names if name and name.fitting(_DECIDING))[:1]


def _staged(line: Line, verb: int) -> tuple[int, ...]:
    """Return the gathering that what a verb says is about: "announced that Kenya will host it"."""
    clauses = _step(line, verb, verb, "ccomp")
    hosted = (each for each in clauses if line.tokens[each].lemma in role("staging"))
    held = (each for each in clauses if line.tokens[each].lemma in role("being staged"))
    found = (*(end for each in hosted for end in direct_object(line, each)),)
    return found or tuple(end for each in held for end in surface_subject(line, each))


def _held(line: Line, word: int) -> tuple[int, ...]:
    """Return what is done or takes place where a noun is: "Seoul, where Kenya hosts a summit"."""
    clauses = [each for each in line.below(word, "acl:relcl") if _where(line, each)]
    return tuple(
        end
        for each in clauses
        for end in (*direct_object(line, each), *surface_subject(line, each))
    )


def _apposed(line: Line, word: int) -> tuple[int, ...]:
    relation, aside = line.tokens[word].deprel, is_aside(line, word)
    if relation == "appos" or (aside and relation == "nmod"):
        return (line.head(word),)
    return _governor(line, word) if aside else ()


def _equated(line: Line, word: int) -> tuple[int, ...]:
    """Return who is said to be what a noun calls them: "the main donor is Japan"."""
    head, relation = line.head(word), line.tokens[word].deprel
    counted = relation == "nmod" and preposition(line, word) in role("member")
    equated = relation in SUBJECTS and bool(line.below(head, "cop"))
    if not (equated or (counted and line.below(word, "cop"))):
        return ()
    doubted = bool(line.below(head, "aux", "mark"))
    doubted |= any(line.kind(each) == "neg" for each in line.below(head, "advmod"))
    return (head,) if line.headed_by(head) and not doubted else ()


def is_aside(line: Line, word: int) -> bool:
    """Say whether somebody does something ", as host,": commas set it apart."""
    if line.tokens[word].lemma not in role("part in it") or preposition(line, word) != "as":
        return False
    members = tuple(line.subtree(word))
    ends = (min(members) - 1, min(members), max(members), max(members) + 1)
    before, first, last, after = map(line.form, ends)
    return (ends[1] == 0 or "," in (before, first)) and "," in (last, after)


def _describing(line: Line, word: int) -> tuple[int, ...]:
    beside = line.below(word, "amod", "compound", "nmod:desc", "nmod", "nmod:unmarked")
    return tuple(each for each in beside if not preposition(line, each))


def _governor(line: Line, word: int) -> tuple[int, ...]:
    if line.below(word, "cop", "nsubj:pass"):
        return surface_subject(line, word)  # "said that Kenya was in talks"
    if (back := back_from(line, word)) >= 0:
        return subject(line, back)
    head = line.head(word)
    if line.tokens[head].lemma in role("part of an event") and preposition(line, word) == "of":
        head = line.head(head)  # "agreed after two hours of talks"
    told = head >= 0 and (is_verb(line, head) or line.below(head, "cop"))
    return subject(line, head) if told else ()


def _behest(line: Line, word: int) -> tuple[int, ...]:
    """Return who does something because somebody asks for it: "opened it at Kenya's request".

    The tree may hang that on what is done: "delayed the vote at Kenya's request".
    """
    if preposition(line, word) not in role("because asked"):
        return ()
    thing = line.head(word)
    beside = line.tokens[word].deprel == "nmod" and line.tokens[thing].deprel == "obj"
    return subject(line, line.head(thing)) if beside else _governor(line, word)


def _credited(line: Line, word: int) -> tuple[int, ...]:
    """Return who is thanked or praised for what a noun tells: "thanked Japan for its help"."""
    head, relation = line.head(word), line.tokens[word].deprel
    reason = relation in ("obl", "nmod") and preposition(line, word) in role("credited for")
    verb = head if is_verb(line, head) else line.head(head)
    if not reason or verb < 0 or line.tokens[verb].lemma not in role("crediting"):
        return ()
    thanked = direct_object(line, verb)
    return thanked if verb == head else (head,) if head in thanked else ()


def below_predicate(line: Line, word: int, verb: int) -> Iterator[int]:
    """Yield what hangs on a predicate and on the verb that carries it."""
    yield from line.children(word)
    yield from _shared(line, word)
    if verb != word:
        yield from (child for child in line.children(verb) if child != word)


def _at_being(line: Line, noun: int) -> tuple[int, ...]:
    """Return what hangs on the verb that only says that there is something: "came from Japan"."""
    head = line.head(noun)
    if head < 0 or line.tokens[noun].deprel != "nsubj":
        return ()
    there = line.below(head, "expl") or line.tokens[head].lemma in role("coming")
    return tuple(each for each in line.below(head, "obl") if each > noun) if there else ()


def _shared(line: Line, noun: int) -> tuple[int, ...]:
    """Return what two bare nouns share: "rivalry and trade between A and B"."""
    joined = [each for each in line.below(noun, "conj") if _is_bare(line, each)]
    after = line.below(joined[-1], "nmod") if joined and not is_verb(line, noun) else ()
    if after:
        return () if line.below(noun, "nmod") else after
    head, relation = line.head(noun), line.tokens[noun].deprel
    second = relation == "conj" and not is_verb(line, head) and _is_bare(line, noun)
    part = relation == "nmod" and line.tokens[head].lemma in role("part of an event")
    near = line.below(head, "nmod") if second or part else ()
    above = _shared(line, head) if second else ()
    return tuple(each for each in (*near, *above) if each > noun)


def _is_bare(line: Line, noun: int) -> bool:
    """Say whether nothing stands between a noun and the "and" before it."""
    return line.form(noun - 1) in role("and") and not is_verb(line, noun)


def _after_particle(line: Line, verb: int) -> tuple[int, ...]:
    """Return what hangs on an adverb right after a verb: "the vote" in "stayed away from it".

    On "together" wherever it stands: "will be run by A together with B".
    """
    beside = line.below(verb, "advmod", "compound:prt")
    close = [each for each in beside if each == verb + 1 or line.form(each) in role("in company")]
    return tuple(end for each in close for end in line.children(each))


def _is(line: Line, word: int, words: str) -> bool:
    mark = preposition(line, word)
    return mark == words.replace("_", " ") or (words == "with" and mark in role("in company with"))


_AT_VERB: Mapping[str, Callable[[Line, int], tuple[int, ...]]] = {
    "subj": subject,
    "obj": direct_object,
    "is": _being,
    "anyone": _anyone,
    "staged": _staged,
    "known": _known,
    "faced": faced,
    "floor": _floor,
    "officials": _officials,
    "turned to": turned_to,
    "where": _where,
}
_AT_NOUN: Mapping[str, Callable[[Line, int], tuple[int, ...]]] = {
    "self": lambda _, word: (word,),
    "poss": _owners,
    "doer": lambda line, word: doer(line, word, _owners(line, word)),
    "mod": _describing,
    "acl": lambda line, word: line.below(word, "acl"),
    "apposed": _apposed,
    "equated": _equated,
    "held": _held,
    "governor": _governor,
    "occasion": occasion,
    "voiced": voiced,
    "partner": partner,
    "bound": bound,
    "sides": sides,
    "met": met,
    "behest": _behest,
    "credited": _credited,
    "asked": asked,
}
