"""Who vouches for a clause: "X said that", "according to X", "X believes", one inside another."""

from collections.abc import Iterator
from dataclasses import dataclass

from communique.ingest.anchoring import is_counted
from communique.ingest.arguments import (
    authors,
    is_passive,
    is_verb,
    preposition,
    subject,
    surface_subject,
)
from communique.ingest.asides import (
    Aside,
    according,
    asides,
    asks_for,
    is_added,
    is_saying,
    telling,
)
from communique.ingest.coordination import coordinated
from communique.ingest.cues import cue
from communique.ingest.names import Line, Name
from communique.ingest.nouns import nouns_at
from communique.ingest.phrases import role
from communique.model import Factuality

_CLAUSES = ("ccomp", "csubj", "csubj:pass", "parataxis")
_UP = (*_CLAUSES, "xcomp", "conj", "acl", "acl:relcl", "advcl", "advcl:relcl", "appos")
_CLAIMED = "Claimed"
_SUBJECTS = ("nsubj", "nsubj:pass", "expl")
_PARATAXIS = ("parataxis", "conj", "ccomp")
_THOUGHT = (Factuality.POSSIBLE, Factuality.PLANNED)
_ACTOR = ("Actor",)


@dataclass(frozen=True, slots=True)
class Source:
    """One who vouches for a clause, by the word that says so.

    Without names `noun` is the noun that tells what they are ("police said"), -1 for nobody.
    """

    word: int
    names: tuple[Name, ...]
    noun: int = -1

    @property
    def known(self) -> bool:
        """Whether the text tells who it is."""
        return bool(self.names) or self.noun >= 0


def sources(line: Line, verb: int) -> tuple[Source, ...]:
    """Return who vouches for what `verb` tells, the nearest first."""
    found: dict[int, Source] = {}
    apart = tuple(asides(line, verb))
    if any(aside.unclear for aside in apart):
        return (Source(verb, ()),)
    for source in (*_climbing(line, verb), *(_told(line, aside) for aside in apart)):
        if source.word not in found or source.known:
            found[source.word] = source
    cited = [word for word in found if _is_cited(line, word)]
    claims = cue("clause", line.tokens[verb].lemma) == _CLAIMED
    for word in cited if len(cited) < len(found) or claims else ():
        del found[word]
    return tuple(found.values())


def reporter(line: Line) -> Source | None:
    """Return who has said all that a sentence tells, in a tense that may go on: "said A had"."""
    said = line.children(-1)[0]
    goes_on = any(is_backshifted(line, each) for each in line.below(said, *_CLAUSES))
    if not goes_on or not is_saying(line, said) or line.tokens[said].xpos != "VBD":
        return None
    source = Source(said, names_of(line, _sayer(line, said)), unnamed(line, _sayer(line, said)))
    return source if source.known else None


def is_backshifted(line: Line, verb: int) -> bool:
    """Say whether a clause has the tense of reported speech: "had signed", "would sign"."""
    while line.tokens[verb].deprel == "conj" and is_verb(line, line.head(verb)):
        verb = line.head(verb)
    main = line.tokens[verb].deprel in ("root", *_CLAUSES)
    return main and any(line.form(at) in role("backshift") for at in line.below(verb, "aux"))


def is_told_later(line: Line, verb: int) -> bool:
    """Say whether somebody tells what was before: "says it signed", "said it had signed".

    Whoever "said it condemned the raid" condemns it by that.
    """
    above = line.head(verb)
    if line.tokens[verb].deprel != "ccomp" or above < 0 or not is_saying(line, above):
        return False
    perfect = any(line.form(at) in role("have") for at in line.below(verb, "aux"))
    present = line.tokens[above].xpos in ("VBZ", "VBP")
    return perfect or (present and line.tokens[verb].xpos == "VBD")


def _is_cited(line: Line, word: int) -> bool:
    """Say whether somebody is only whom the one who says so relies on: "Reuters said, citing"."""
    return preposition(line, word) in role("citing") or line.form(
        min(line.subtree(word)) - 1
    ) in role("citing")


def names_of(line: Line, words: tuple[int, ...]) -> tuple[Name, ...]:
    """Return the names of actors among words and what is joined to them.

    Of several who are each named, one of them is nobody.
    """
    told = [word for word in words if not is_one_of_them(line, word)]
    of = {word: word if line.headed_by(word) else _one_of(line, word) for word in told}
    several = {at for word, at in of.items() if at != word and _are_several(line, at)}
    rest = (at for at in of.values() if at not in several)
    each = (line.headed_by(word) for first in rest for word in coordinated(line, first))
    return tuple(dict.fromkeys(name for name in each if name and name.all_fitting(_ACTOR)))


def _climbing(line: Line, verb: int) -> Iterator[Source]:
    word, apart = verb, True
    while True:
        if apart:
            yield from _beside(line, word, verb)
        head, relation = line.head(word), line.tokens[word].deprel
        if relation == "obj" and line.tokens[word].upos == "ADV":
            relation = "ccomp"  # "describes how they met"
        ended = relation == "conj" and _is_after_quote(line, word, head)
        parted = relation in _PARATAXIS and (ended or _parted(line, *sorted((head, word))))
        if head < 0 or (parted and _stands_alone(line, word)) or is_counted(line, word):
            return
        if apart or head < word:
            yield from _above(line, head, relation, word)
        if relation not in _UP and is_verb(line, word):
            return
        apart = apart and not is_added(line, word)
        word = head


def _above(line: Line, verb: int, relation: str, clause: int) -> Iterator[Source]:
    """Yield who vouches by `verb` for a clause on it: "X said that", "X praised Y for"."""
    lemma = line.tokens[verb].lemma
    thought = cue("clause", lemma.lower()) in _THOUGHT
    names = names_of(line, _sayer(line, verb))
    if relation == "parataxis" and asks_for(line, verb):
        return
    if relation in _CLAUSES and is_saying(line, verb):
        if not _impersonal(line, verb):
            if names or not thought:
                yield Source(verb, names, unnamed(line, _sayer(line, verb)))
        elif line.form(verb) not in (*role("it is said"), *role("it is so")):
            yield Source(verb, ())
    if relation == "xcomp" and thought and names and line.below(verb, "obj"):
        yield Source(verb, names)
    reason = any(line.form(each) == "for" for each in line.below(clause, "mark"))
    judging = lemma in role("accusing") or (reason and lemma in role("judging"))
    if relation in ("advcl", "xcomp") and judging:
        yield Source(verb, names)


def _beside(line: Line, word: int, verb: int) -> Iterator[Source]:
    """Yield who is named beside a clause around `verb`: "according to X", ", X said"."""
    for child in line.children(word):
        words = (at for at in line.subtree(child) if line.tokens[at].upos != "PUNCT")
        aside = according(line, min(words, default=child)) or telling(line, child)
        inside = aside and aside.first <= verb < aside.last
        if aside and not inside and not _parted(line, *sorted((word, child))):
            yield _told(line, aside)


def _stands_alone(line: Line, verb: int) -> bool:
    """Say whether a clause goes on with no report: its own subject, no "that", no "had"."""
    return bool(
        line.below(verb, *_SUBJECTS)
        and not line.below(verb, "mark")
        and not is_backshifted(line, verb)
    )


def _parted(line: Line, first: int, last: int) -> bool:
    return any(line.form(at) == ";" for at in range(first, last))


def _is_after_quote(line: Line, verb: int, head: int) -> bool:
    """Say whether the clause that a verb is joined to ends with a quote: 'said it "fell", and'."""
    first = min(line.subtree(verb))
    words = range(head, first)
    opened = [at for at in range(first) if line.kind(at) == "quote"]
    closing = [at for at in opened if at in words]
    return len(opened) % 2 == 0 and bool(closing)


def _told(line: Line, aside: Aside) -> Source:
    return Source(aside.word, names_of(line, aside.sayers), unnamed(line, aside.sayers))


def is_one_of_them(line: Line, word: int) -> bool:
    """Say whether a word is one of people spoken of before: "one of them said", "said another"."""
    of = line.below(word, "nmod")
    them = len(of) == 1 and line.form(of[0]) in role("those pointed at")
    alone = not of and all(line.kind(each) == "punct" for each in line.children(word))
    return line.form(word) in role("one of them") and (alone or them)


def unnamed(line: Line, words: tuple[int, ...]) -> int:
    """Return the noun among words that speaks of people or of the press, else -1."""
    for first in words:
        if is_one_of_them(line, first):
            return first
        word = _one_of(line, first)
        token = line.tokens[word]
        people = token.xpos == "NNS" or token.lemma in role("people")
        staff = token.lemma in role("part of a staff") | role("somebody's staff")
        people |= staff and bool(line.below(word, "nmod:poss"))  # "his media unit said"
        person = any(noun.kind == "Person" for noun in nouns_at(line, word))
        written = token.lemma in role("written")
        known = written or line.headed_by(word)
        if token.upos in ("NOUN", "PROPN") and (people or person) and not known:
            return word
    return -1


def _one_of(line: Line, word: int) -> int:
    """Return the noun that a number or a pronoun takes some of: "one of the envoys"."""
    named = [each for each in line.below(word, "appos") if line.covering(each)]
    if named and line.tokens[word].upos == "NUM":
        return named[0]  # "one of his deputies, Ada Lund"
    of = [each for each in line.below(word, "nmod") if preposition(line, each) == "of"]
    return of[0] if of and line.tokens[word].upos in ("NUM", "PRON", "DET") else word


def _are_several(line: Line, word: int) -> bool:
    name = line.headed_by(word)
    return name is not None and len(name.entities) > 1


def _sayer(line: Line, verb: int) -> tuple[int, ...]:
    if is_passive(line, verb):
        return subject(line, verb)
    found = surface_subject(line, verb)
    return tuple(author for each in found for author in authors(line, each))


def _impersonal(line: Line, verb: int) -> bool:
    """Say whether nobody in particular says so: "it is said that"."""
    return is_passive(line, verb) and not line.below(verb, "obl:agent")
