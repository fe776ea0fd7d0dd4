"""Whom an office means that only later sentences name: "Kenya's commissioner ... Ada Lund"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.ingest.asides import is_saying
from communique.ingest.background import Background
from communique.ingest.candidates import homes_of
from communique.ingest.kinds import is_a
from communique.ingest.names import Line
from communique.ingest.nouns import HELD, Phrase, noun_phrase, nouns_at
from communique.ingest.phrases import cut
from communique.ingest.titles import Office, owner_name
from communique.model import Entity

_SUBJECTS = ("nsubj", "nsubj:pass")
_FULL = 2


@dataclass(frozen=True, slots=True)
class Foretold:
    """An office with its holder: who it is, in which line, the title, and whose if told.

    Without a title it is a sentence that begins with a bare name: "Ada Lund said".
    """

    person: Entity
    line: int
    title: str
    owner: str


def foretell(lines: Sequence[Line], offices: Sequence[Sequence[Office]]) -> tuple[Foretold, ...]:
    """Return those whose first mention is with a title, or bare as the subject of a sentence."""
    found: list[Foretold] = []
    spoken: set[str] = set()
    for number, (line, held) in enumerate(zip(lines, offices, strict=True)):
        for office in () if line.heading else held:
            person = office.person
            if person and office.title and office.when == "now" and person.id not in spoken:
                name = owner_name(line, office.owner)
                owner = name.entities[0].id if name and len(name.entities) == 1 else ""
                if office.owner < 0 or owner:
                    found.append(Foretold(person, number, office.title.lower(), owner))
        bare = _bare(line) if not held and not line.heading else None
        if bare and bare.id not in spoken:
            found.append(Foretold(bare, number, "", ""))
        spoken |= {entity.id for name in line.names for entity in name.entities}
    return tuple(found)


def meant(
    number: int, line: Line, phrase: Phrase, later: Sequence[Foretold], background: Background
) -> Entity | None:
    """Return whom an office with an owner means, if just one is named later by its title.

    The next sentence may name its subject without a title: "Kenya's ombudsman sued. Ada Lund said".
    """
    held = any(noun.scope in HELD for noun in nouns_at(line, phrase.head))
    owners = tuple(dict.fromkeys(_owners(line, phrase)))
    if not held or phrase.plural or len(owners) > 1 or line.heading:
        return None
    if not owners:
        return _next(number, line, phrase, later) if phrase.definite == "definite" else None
    owner = owners[0]
    within = [name.last for name in line.names if name.entities == (owner,)]
    start = max((last for last in within if phrase.start < last <= phrase.head), default=0)
    title = line.words(max(start, phrase.start), phrase.end).lower()
    same = [one for one in later if one.title == title]
    ids = {one.person.id for one in same}
    person = same[0].person if len(ids) == 1 and same[0].line > number else None
    person = person if same else _next(number, line, phrase, later)
    if person is None:
        return None
    homes = homes_of(person, background)
    told = {one.owner for one in same if one.owner}
    fits = told <= {owner.id} and (owner.key in homes if homes or person.known else True)
    return person if fits else None


def called_later(
    number: int, line: Line, phrase: Phrase, later: Sequence[Foretold]
) -> Entity | None:
    """Return the one whom a later line names by an office that "the mayor" says without a name."""
    held = any(noun.scope in HELD for noun in nouns_at(line, phrase.head))
    own = len(cut(phrase.noun.lemma)) - 1
    bare = phrase.definite == "definite" and phrase.start + own >= phrase.head
    if not held or not bare or phrase.plural or line.heading:
        return None
    title = line.words(phrase.start, phrase.end).lower()
    people = {one.person.id: one for one in later if one.title == title}
    one = next(iter(people.values())) if len(people) == 1 else None
    return one.person if one and one.line > number else None


def _next(number: int, line: Line, phrase: Phrase, later: Sequence[Foretold]) -> Entity | None:
    """Return whom the next sentence begins with, if a sentence is about an office and no other."""
    if line.tokens[phrase.head].deprel not in _SUBJECTS or not _is_alone(line, phrase):
        return None
    bare = [one.person for one in later if not one.title and one.line == number + 1]
    return bare[0] if bare else None


def without_offices(line: Line) -> Iterator[tuple[Line, Phrase]]:
    """Yield the line without each body that may be an office, and that: "Kenya's commissioner"."""
    for name in line.names:
        nouns = nouns_at(line, name.last - 1)
        office = next((noun for noun in nouns if noun.scope in HELD), None)
        if office and name.how == "name" and name.inner and name.fitting(("GovernmentBody",)):
            bare = line.without(name).adding(*name.inner)
            yield bare, noun_phrase(bare, name.last - 1, office)


def _bare(line: Line) -> Entity | None:
    """Return whose name opens a sentence in which he or she says something, and no more."""
    name = line.starting(0)
    person = name.fitting(("Person",)) if name and name.how == "name" else None
    if not name or not person or name.last - name.first < _FULL:
        return None
    verb = name.last
    speaks = verb < len(line.tokens) and line.head(name.head) == verb and is_saying(line, verb)
    return person if speaks else None


def _is_alone(line: Line, phrase: Phrase) -> bool:
    """Say whether a sentence speaks of no other person than an office."""
    named = any(name.fitting(("Person",)) for name in line.names)
    others = (
        noun.scope in HELD
        for at, token in enumerate(line.tokens)
        if at != phrase.head and token.xpos == "NN" and line.free(at, at + 1)
        for noun in nouns_at(line, at)
    )
    return not named and not any(others)


def _owners(line: Line, phrase: Phrase) -> Iterator[Entity]:
    """Yield whose the office of a phrase is: "Kenya's minister", "the Kenyan minister"."""
    names = (line.headed_by(at) for at in range(phrase.first, phrase.head))
    for name in names:
        one = name.entities[0] if name and len(name.entities) == 1 else None
        if one and (is_a(one.kind, "Polity") or is_a(one.kind, "Organization")):
            yield one
