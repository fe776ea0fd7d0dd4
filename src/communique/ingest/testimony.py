"""What the words around a name tell of its kind, short of saying it: its shares, what it makes.

The words are those of testimony.tsv. They outweigh what the model takes a name for, in one
mention or another of an article, and yield to a noun that says outright what it is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from communique.ingest.apposed import gloss_words
from communique.ingest.arguments import preposition
from communique.ingest.genders import is_given
from communique.ingest.names import Line
from communique.ingest.namings import named_noun
from communique.ingest.nouns import nouns_at
from communique.ingest.phrases import role
from communique.ingest.spotting import Spot
from communique.language.tables import lexicon, values

Row = tuple[str, float, frozenset[str], frozenset[str]]
"""A kind, its weight, the objects that it takes and the types of the model it does not hold for."""

_SUBJECT, _PASSIVE = "nsubj", "nsubj:pass"
_ALIVE = "PERSON"
_BODY = "Organization"
_SYSTEM = "AISystem"
_PLACES = ("POLITY", "PLACE")
_NEAR, _LEAST = 4, 4
_VERSION = re.compile(r"(-|-[vV]| [vV])\d{1,3}(\.\d+)*[A-Za-z]?")


def witnessed(line: Line, spots: Iterable[Spot]) -> Iterator[tuple[Spot, str, float]]:
    """Yield what the mentions of names that no table has tell, in one line."""
    for spot in spots:
        if not spot.surfaces:
            for kind, weight in testimony(line, spot.first, spot.last, spot.type):
                yield spot, kind, weight


def testimony(line: Line, first: int, last: int, type_: str) -> Iterator[tuple[str, float]]:
    """Yield the kinds that a mention tells of, each with its weight.

    The name is from word `first` up to `last`, and `type_` is what the model takes it for.
    """
    human = type_ != "ORGANIZATION" and is_given(line.tokens[first].text)  # not "Savanna AI"
    if line.heading or (human and last - first > 1):
        return
    told = [*_beside(line, first, last), *_acting(line, first, last), *_endings(line, last)]
    if last - first > 1 and line.tokens[last - 2].upos == "PROPN":
        told.append(("last word", line.form(last - 1), -1))
    for place, word, verb in told:
        for kind, weight, objects, unless in _rows().get((place, word), ()):
            if type_ not in unless and (not objects or objects & _objects(line, verb)):
                yield kind, weight
    yield from _shape(line, first, last, type_)
    if _is_thing(line, first, last):
        yield _BODY, 1.0 if type_ == _ALIVE else 0.5
    if _is_states(line, first) or _says_its(line, first, last):
        yield _BODY, 0.5


def _shape(line: Line, first: int, last: int, type_: str) -> Iterator[tuple[str, float]]:
    """Yield what a name is as the tool, version or seat of a firm that the words show."""
    glossed = gloss_words(line, last) if type_ != "POLITY" else ()
    called = _called(line, first, last) if type_ not in _PLACES else -1
    if any(is_program(line, each) or _is_of_ai(line, each) for each in (called, *glossed)):
        yield _SYSTEM, 1.0
    if _is_version(line, first, last):
        yield _SYSTEM, 1.0
    if type_ != _ALIVE and _is_seat(line, first, last):
        yield "Place", 1.0


def decided(told: Mapping[str, float], least: float = 1.0) -> str:
    """Return the kind that the testimony of all mentions decides for, "" if less than `least`.

    What tells of any organization speaks for a company too.
    """
    summed = {
        kind: weight + (told.get(_BODY, 0.0) if kind == "Company" else 0.0)
        for kind, weight in told.items()
    }
    best = max(sorted(summed), key=lambda kind: summed[kind], default="")
    return best if best and summed[best] >= least else ""


def _beside(line: Line, first: int, last: int) -> Iterator[tuple[str, str, int]]:
    """Yield what a name has, what is of it and what it is called, by the words beside it."""
    if line.form(last) in ("'s", "'"):
        head = line.head(line.top(first, last))
        if last < head <= last + _NEAR:
            yield "has", line.tokens[head].lemma.lower(), -1
            if is_program(line, head):
                yield "has", "technology", -1
    before = first - 1 - (line.form(first - 1) == "the")
    if before > 0:
        yield "of it", f"{line.tokens[before - 1].lemma.lower()} {line.form(before)}", -1
    at = _called(line, first, last)
    if at >= 0 and line.tokens[at].text.islower():
        yield "called", line.tokens[at].lemma, -1


def _endings(line: Line, last: int) -> Iterator[tuple[str, str, int]]:
    """Yield how the last word of a name ends, for every ending of the table: "SwahiliGPT"."""
    first = last - 1
    while line.form(first - 1) == "-" and line.tokens[first].start == line.tokens[first - 1].end:
        first -= 2
    word = line.words(max(first, 0), last).lower()
    for place, ending in _rows():
        if place == "ends" and word.endswith(ending) and len(word) > len(ending) + 1:
            yield place, ending, -1


def _is_version(line: Line, first: int, last: int) -> bool:
    """Say whether a name of one word has the number of a version: "Tsubaki-2", "Merlion-70B"."""
    word = line.tokens[first].text
    rest = line.words(first, last)[len(word) :]
    plain = word.istitle() and word.isalpha() and len(word) >= _LEAST and not nouns_at(line, first)
    return plain and bool(_VERSION.fullmatch(rest))


def _is_seat(line: Line, first: int, last: int) -> bool:
    """Say whether a name tells where a firm is: "the Oslo start-up", not "the Tindra supplier"."""
    head = line.head(line.top(first, last))
    beside = line.tokens[line.top(first, last)].deprel == "compound" and head >= last
    beside &= all(line.tokens[at].upos == "PROPN" for at in range(first, last))
    plain = beside and line.form(first - 1) == "the" and line.tokens[head].text.islower()
    ends = head + 2 if plain and line.form(head + 1) == "-" else head  # "start-up"
    nouns = nouns_at(line, ends) if plain and ends < len(line.tokens) else ()
    return any(n.kind == "Company" and n.lemma in role("pointing firm") for n in nouns)


def _is_states(line: Line, first: int) -> bool:
    """Say whether a name is one of a state's: "Canada's Kinewa"."""
    owners = (each for each in line.sentence.entities if each.type == "POLITY")
    return line.form(first - 1) == "'s" and any(each.end == first - 1 for each in owners)


def _says_its(line: Line, first: int, last: int) -> bool:
    """Say whether a name speaks of what is its own: "X replied that its drones only watch"."""
    top = line.top(first, last)
    verb = line.head(top) if line.tokens[top].deprel == _SUBJECT else -1
    inside = (each for at in line.below(verb, "ccomp", "xcomp") for each in line.subtree(at))
    main = verb >= 0 and _is_main(line, verb)
    return main and any(line.form(each) == "its" for each in inside)


def _is_main(line: Line, verb: int) -> bool:
    """Say whether nobody of another clause can be "it": "Tindra said that Bo would join its"."""
    return line.tokens[verb].deprel in ("root", "conj", "parataxis")


def _is_of_ai(line: Line, word: int) -> bool:
    """Say whether a noun that no table has is some kind of AI: "an AI notetaker"."""
    ai = word > 0 and line.form(word - 1) == "ai" and line.tokens[word].xpos == "NN"
    return ai and line.head(word - 1) == word and not nouns_at(line, word)


def is_program(line: Line, word: int) -> bool:
    """Say whether a plain noun in the singular is for a system, or often for one: "tool"."""
    if not 0 <= word < len(line.tokens) or line.tokens[word].xpos != "NN":
        return False
    own = any(noun.kind == _SYSTEM for noun in nouns_at(line, word))
    return own or line.tokens[word].lemma in role("program")


def _called(line: Line, first: int, last: int) -> int:
    """Return the noun of "a tool called X", "the tool, X," or "its X tool", -1 without one."""
    before = first - 1
    if line.form(before) in role("naming"):
        subjects = line.below(before, _PASSIVE)  # "its assistant is called X"
        return subjects[0] if subjects else named_noun(line, before)
    top = line.top(first, last)
    if line.form(before) == "," and line.tokens[top].deprel == "appos":
        return line.head(top)
    noun = line.head(top) == last and line.tokens[top].deprel == "compound"
    owned = before >= 0 and line.tokens[before].xpos == "PRP$"
    return last if noun and owned else before if line.head(top) == before else -1


def _acting(line: Line, first: int, last: int) -> Iterator[tuple[str, str, int]]:
    """Yield the verbs of which a name is the subject or that happen to it."""
    top = line.top(first, last)
    verb, relation = line.head(top), line.tokens[top].deprel
    at = preposition(line, top)
    if verb >= 0 and relation in ("obl", "obl:agent") and at:
        yield "by" if at == "by" else "with", line.tokens[verb].lemma, verb
        yield "with", f"{line.tokens[verb].lemma} {at}", verb
    if verb >= 0 and relation in (_SUBJECT, _PASSIVE, "obj"):
        place = "does" if relation == _SUBJECT else "undergoes"
        yield place, line.tokens[verb].lemma, verb
        for also in line.below(verb, "conj"):
            if not line.below(also, _SUBJECT, _PASSIVE) and relation == _SUBJECT:
                yield place, line.tokens[also].lemma, also
    for clause in line.below(top, "acl:relcl", "acl"):
        who = line.below(clause, _SUBJECT)
        if any(line.form(each) in ("which", "that") for each in who):
            yield "does", line.tokens[clause].lemma, clause
        elif not line.below(top, "conj") and line.tokens[clause].xpos == "VBN":
            yield "undergoes", line.tokens[clause].lemma, clause


def _is_thing(line: Line, first: int, last: int) -> bool:
    """Say whether a name is spoken of as no human: "X, which", "X said it would appeal"."""
    top = line.top(first, last)
    for clause in line.below(top, "acl:relcl"):
        if any(line.form(each) == "which" for each in line.below(clause, _SUBJECT, _PASSIVE)):
            return line.form(last) == ","
    verb = line.head(top)
    if verb < 0 or line.tokens[top].deprel != _SUBJECT or not _is_main(line, verb):
        return False
    own = (each for at in line.below(verb, "obj") for each in line.below(at, "nmod:poss"))
    said = (each for at in line.below(verb, "ccomp") for each in _doers(line, at))
    return any(line.form(each) in ("it", "its") for each in (*own, *said))


def _doers(line: Line, verb: int) -> tuple[int, ...]:
    """Return the subject of a verb for what somebody does, not of "it takes time"."""
    idle = line.tokens[verb].lemma in role("of nobody")
    done = line.tokens[verb].upos == "VERB" and not line.below(verb, "ccomp", "csubj", "expl")
    return line.below(verb, _SUBJECT) if done and not idle else ()


def _objects(line: Line, verb: int) -> frozenset[str]:
    return frozenset(line.tokens[each].lemma for each in line.below(verb, "obj"))


@cache
def _rows() -> Mapping[tuple[str, str], tuple[Row, ...]]:
    found: dict[tuple[str, str], tuple[Row, ...]] = {}
    for row in lexicon("testimony"):
        unless, objects = frozenset(values(row["unless"])), frozenset(values(row["objects"]))
        told = (row["kind"], float(row["weight"]), objects, unless)
        for word in values(row["words"]):
            found[row["place"], word] = (*found.get((row["place"], word), ()), told)
    return found
