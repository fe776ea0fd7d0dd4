"""What a sentence calls whom it names: "the Norwegian start-up Lumen", "Lumen is a start-up"."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.ingest.apposed import gloss
from communique.ingest.arguments import is_passive
from communique.ingest.kinds import fits, is_a
from communique.ingest.names import Line, Name
from communique.ingest.nouns import Noun, noun_phrase, nouns_at
from communique.language.tables import lexicon, values
from communique.model import Entity

_CALLED = ("Organization", "AISystem", "Instrument", "Summit")


@dataclass(frozen=True, slots=True)
class Calling:
    """A noun by which a sentence calls an entity, and the states whose it says that it is."""

    entity: Entity
    noun: str
    homes: tuple[Entity, ...]


def callings(line: Line, name: Name) -> Iterator[Calling]:
    """Yield what the noun before a name, that in apposition or that in its predicate calls it."""
    person = name.fitting(("Person",))
    if person:
        yield from (Calling(person, doer, ()) for doer in _doing(line, name))
    entity = name.fitting(_CALLED)
    inner = next((one for one in reversed(name.inner) if entity in one.entities), name)
    if entity is None or name.how in ("pronoun", "definite"):
        return
    if owners := _owners(line, name, entity):
        yield Calling(entity, line.tokens[name.head].lemma.lower(), owners)
    before = inner.first - 1 - (line.form(inner.first - 1) == ",")
    quoted = name.last + 1 if line.kind(name.last) == "quote" else -1
    for index in (before, gloss(line, name.last), _predicate(line, name), quoted):
        for noun in nouns_at(line, index) if 0 <= index < len(line.tokens) else ():
            if _is_of(noun, entity):
                yield Calling(entity, noun.lemma.split()[-1], _homes(line, index, noun))
                break


def _owners(line: Line, name: Name, body: Entity) -> tuple[Entity, ...]:
    """Return the state whose body a name is: "Jordan's [Road Commission]"."""
    owned = line.form(name.first - 1) == "'s" and not body.known
    before = line.ending(name.first - 1) if owned else None
    near = [one for one in (before, *name.inner) if one]
    states = [one for each in near for one in each.entities if is_a(one.kind, "Polity")]
    return (states[0],) if len(states) == 1 and is_a(body.kind, "Organization") else ()


def _doing(line: Line, name: Name) -> tuple[str, ...]:
    """Return the nouns for what a person is said to do: a chair for who chairs the board."""
    verb = line.head(name.head)
    doer = verb >= 0 and line.tokens[name.head].deprel == "nsubj" and not is_passive(line, verb)
    whom = doer and line.below(verb, "obj")
    return _doers().get(line.tokens[verb].lemma, ()) if whom else ()


@cache
def _doers() -> dict[str, tuple[str, ...]]:
    return {verb: values(row["nouns"]) for row in lexicon("doers") for verb in values(row["verbs"])}


def _is_of(noun: Noun, entity: Entity) -> bool:
    open_ = entity.kind == "Organization"
    return any(is_a(entity.kind, family) and is_a(noun.kind, family) for family in _CALLED) and (
        open_ or fits(entity.kind, (noun.kind,)) or fits(noun.kind, (entity.kind,))
    )


def _predicate(line: Line, name: Name) -> int:
    """Return the noun that a sentence says a name is."""
    head = line.head(name.head)
    subject = line.tokens[name.head].deprel == "nsubj"
    return head if subject and head >= 0 and line.below(head, "cop") else -1


def _homes(line: Line, index: int, noun: Noun) -> tuple[Entity, ...]:
    phrase = noun_phrase(line, index, noun)
    names = {line.headed_by(at) for at in range(phrase.first, phrase.head)}
    return tuple(
        entity
        for name in names
        if name
        for entity in name.entities
        if is_a(entity.kind, "Polity") and (name.how == "demonym" or len(name.entities) == 1)
    )
