"""Gatherings without a name: what the words around a session, talks or a dinner tell of them.

"A session on chips" may be anything; who hosts, opens, attends or skips it makes it a gathering.
Two who meet ("a meeting with Xi") are no gathering but a Meeting.
"""

from communique.ingest.arguments import is_passive, preposition
from communique.ingest.names import Line
from communique.ingest.nouns import Noun, Phrase, noun_phrase, nouns_at
from communique.ingest.phrases import role

_DONE_TO = ("obj", "nsubj:pass")
_DOING = ("nsubj", "nsubj:pass")


def is_held(line: Line, phrase: Phrase) -> bool:
    """Say whether a phrase tells of what is held, opened or attended: "hosts a session"."""
    if _is_of_two(line, phrase.head):
        return False
    return _is_at_it(line, phrase) or any(
        _holds(line, clause) for clause in line.below(phrase.head, "acl", "acl:relcl")
    )


def _is_at_it(line: Line, phrase: Phrase) -> bool:
    """Say whether the verb above a phrase is what is done to, at or by a gathering."""
    word = phrase.head
    while line.tokens[word].deprel == "conj" and line.head(word) >= 0:
        word = line.head(word)
    verb, relation = line.head(word), line.tokens[word].deprel
    if verb < 0:
        return False
    lemma, case = line.tokens[verb].lemma, preposition(line, phrase.head)
    if relation in _DONE_TO and lemma in (*role("being there"), *role("leaving it")):
        return True
    if relation in _DONE_TO and lemma in role("bringing about"):
        own = line.form(phrase.first) == "its"  # a body's: "held its annual meeting"
        return own or lemma not in role("talking with") or phrase.noun.lemma not in role("talking")
    if relation in _DOING:
        return takes_place(line, verb) or lemma in role("pending")
    going = lemma in role("taking part") or lemma in role("sharing in")
    going = (case == "in" and going) or (case in role("away from") and lemma in role("leaving it"))
    there = relation in ("obl", "nmod") and case in role("on the occasion")
    return there or (relation == "obl" and going)


def is_dated(line: Line, phrase: Phrase) -> bool:
    """Say whether its day or year tells which one is meant: "Monday's dinner"."""
    before = range(phrase.first, phrase.start) if phrase.definite == "owned" else ()
    return any(line.kind(each) in ("time", "adv") for each in before)


def before_place(line: Line, phrase: Phrase) -> int:
    """Return where a gathering's words end before its place: "a round of talks" "in Paris"."""
    places = (each for each in line.names if phrase.end < each.first < phrase.last)
    seats = (each.first - 1 for each in places if line.form(each.first - 1) in ("in", "at"))
    return next(seats, phrase.last)


def phrase_at(line: Line, index: int, nouns: tuple[Noun, ...]) -> Phrase:
    """Return the phrase of a noun; an assembly that is held somewhere is a gathering, no body."""
    phrase = noun_phrase(line, index, nouns[0])
    for noun in nouns[1:] if phrase.kind == "GovernmentBody" else ():
        other = noun_phrase(line, index, noun)
        if other.kind == "Summit" and is_held(line, other):
            return other
    return phrase


def shown_kind(line: Line, first: int, last: int, kind: str) -> str:
    """Return what is told of a name that shows it a gathering or a body, "" without.

    One of that `kind` for which people work is a body: "director of the Coast Policy Forum", and
    so is one that somebody is "of", or that urges or accuses: "Ada Lund of the Coast Policy Forum".
    """
    if _is_named_for(line, first, last) or _is_come_to(line, first, last):
        return "Summit"
    of = first - 1 - (line.form(first - 1) == "the")
    staff = line.form(of) in role("affiliation") and line.form(of - 1) in role("lasting office")
    staff |= line.form(of) == "of" and any(
        each.type == "PERSON" and each.end == of for each in line.sentence.entities
    )
    staff |= line.form(last - 1) in role("body or gathering") and _speaks_up(line, first, last)
    return "Organization" if staff and kind == "Summit" else ""


def _is_come_to(line: Line, first: int, last: int) -> bool:
    """Say whether what may be a body or a gathering has those who come: "skipped the Assembly"."""
    top = line.top(first, last)
    done_to = line.tokens[top].deprel in _DONE_TO and line.head(top) >= 0
    either = line.form(last - 1) in role("body or gathering")
    return either and done_to and line.tokens[line.head(top)].lemma in role("coming or not")


def _speaks_up(line: Line, first: int, last: int) -> bool:
    """Say whether somebody named so turns to others, as bodies do: "the Data Forum urged"."""
    top = line.top(first, last)
    verb = line.head(top)
    doing = verb >= 0 and line.tokens[top].deprel == "nsubj"
    return doing and line.tokens[verb].lemma in role("of others") | role("turning to")


def _is_named_for(line: Line, first: int, last: int) -> bool:
    """Say whether words name a gathering, as what is told of them shows: "Slush, held in Oslo"."""
    top = line.top(first, last)
    verb, relation = line.head(top), line.tokens[top].deprel
    if verb >= 0 and relation in _DOING:
        held = line.tokens[verb].lemma in role("held") and relation == "nsubj:pass"
        own = any(noun.kind == "Summit" for noun in nouns_at(line, last - 1))
        return held or _takes(line, verb) or (own and takes_place(line, verb))
    return any(
        _takes(line, clause)
        or (line.tokens[clause].lemma in role("held") and is_passive(line, clause))
        for clause in line.below(top, "acl", "acl:relcl")
    )


def _takes(line: Line, verb: int) -> bool:
    done = [line.form(each) for each in line.below(verb, "obj")]
    return line.tokens[verb].lemma == "take" and done == ["place"]


def takes_place(line: Line, verb: int) -> bool:
    """Say whether a verb tells of a gathering that it is on, or begins or ends."""
    told = {line.tokens[verb].lemma, line.form(verb)} & role("taking place")
    return _takes(line, verb) or bool(told and not line.below(verb, "obj"))


def _holds(line: Line, clause: int) -> bool:
    """Say whether a clause tells that what it describes is held: "hosted by", "to be held in"."""
    lemma = line.tokens[clause].lemma
    return lemma in role("bringing about") or lemma in role("being there")


def _is_of_two(line: Line, word: int) -> bool:
    """Say whether a noun tells with whom somebody meets, or between whom that is."""
    verb = line.head(word)
    near = line.below(word, "nmod")
    near += line.below(verb, "obl") if verb >= 0 and line.tokens[word].deprel == "obj" else ()
    return any(preposition(line, each) in role("of two") for each in near)
