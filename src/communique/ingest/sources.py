"""Who vouches for a clause: "X said that", "according to X", "X believes", one inside another."""

from collections.abc import Iterator
from dataclasses import dataclass

from communique.ingest.arguments import (
    coordinated,
    is_passive,
    is_verb,
    subject,
    surface_subject,
)
from communique.ingest.asides import Aside, according, asides, is_added, is_saying, telling
from communique.ingest.factuality import cue
from communique.ingest.names import Line, Name
from communique.ingest.nouns import nouns_at
from communique.ingest.phrases import role
from communique.model import Factuality

_CLAUSES = ("ccomp", "csubj", "csubj:pass", "parataxis")
_UP = (*_CLAUSES, "xcomp", "conj", "acl", "acl:relcl", "advcl", "advcl:relcl", "appos")
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


def names_of(line: Line, words: tuple[int, ...]) -> tuple[Name, ...]:
    """Return the names of actors among words and what is joined to them."""
    each = (line.headed_by(word) for first in words for word in coordinated(line, first))
    return tuple(dict.fromkeys(name for name in each if name and name.all_fitting(_ACTOR)))


def _climbing(line: Line, verb: int) -> Iterator[Source]:
    word, apart = verb, True
    while True:
        if apart:
            yield from _beside(line, word)
        head, relation = line.head(word), line.tokens[word].deprel
        if head < 0 or (relation == "parataxis" and _parted(line, head, word)):
            return
        yield from _above(line, head, relation)
        if relation not in _UP and is_verb(line, word):
            return
        apart = apart and not is_added(line, word)
        word = head


def _above(line: Line, verb: int, relation: str) -> Iterator[Source]:
    """Yield who vouches by `verb` for a clause on it: "X said that", "X expects Y to"."""
    lemma = line.tokens[verb].lemma
    thought = cue("clause", lemma.lower()) in _THOUGHT
    names = names_of(line, _sayer(line, verb))
    if relation in _CLAUSES and is_saying(line, verb):
        if not _impersonal(line, verb):
            if names or not thought:
                yield Source(verb, names, unnamed(line, _sayer(line, verb)))
        elif line.form(verb) not in role("it is said"):
            yield Source(verb, ())
    if relation == "xcomp" and thought and names and line.below(verb, "obj"):
        yield Source(verb, names)
    if relation in ("advcl", "xcomp") and lemma in role("accusing"):
        yield Source(verb, names)


def _beside(line: Line, word: int) -> Iterator[Source]:
    """Yield who is named beside a clause: "according to X", "as X said", ", X said"."""
    for child in line.children(word):
        aside = according(line, min(line.subtree(child))) or telling(line, child)
        if aside and not _parted(line, *sorted((word, child))):
            yield _told(line, aside)


def _parted(line: Line, first: int, last: int) -> bool:
    return any(line.form(at) == ";" for at in range(first, last))


def _told(line: Line, aside: Aside) -> Source:
    return Source(aside.word, names_of(line, aside.sayers), unnamed(line, aside.sayers))


def unnamed(line: Line, words: tuple[int, ...]) -> int:
    """Return the noun among words that speaks of people or of the press, else -1."""
    for word in words:
        token = line.tokens[word]
        people = token.xpos == "NNS" or token.lemma in role("people")
        person = any(noun.kind == "Person" for noun in nouns_at(line, word))
        written = token.lemma in role("written")
        known = written or line.headed_by(word)
        if token.upos in ("NOUN", "PROPN") and (people or person) and not known:
            return word
    return -1


def _sayer(line: Line, verb: int) -> tuple[int, ...]:
    return subject(line, verb) if is_passive(line, verb) else surface_subject(line, verb)


def _impersonal(line: Line, verb: int) -> bool:
    """Say whether nobody in particular says so: "it is said that"."""
    return is_passive(line, verb) and not line.below(verb, "obl:agent")
