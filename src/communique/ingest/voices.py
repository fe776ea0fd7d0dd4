"""Whom somebody speaks for who says "we": the body or the state whose office he or she holds.

An office once held counts where none is: who was an ambassador speaks of that. Whoever teaches
somewhere does not speak for it.
"""

from collections.abc import Iterator, Sequence

from communique.ingest.arguments import surface_subject
from communique.ingest.factuality import judged
from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Voice
from communique.ingest.phrases import role
from communique.ingest.titles import Office
from communique.model import Entity, Factuality

_SCOPES = ("organization", "spokesperson", "government", "aide", "any")
"""The scopes of offices by which one speaks for their owner, the surest first."""
_OWNERS = ("Organization", "Polity")
_ACADEMIC = "ResearchInstitution"
_TITLED = _SCOPES[:-1]
_PAST = "VBD"


def find_voice(person: Entity, lines: Sequence[Line], offices: Sequence[Sequence[Office]]) -> Voice:
    """Return a person with the body or state of the surest office, none of two as sure."""
    owners: dict[tuple[str, str], dict[str, Entity]] = {}
    for line, held in zip(lines, offices, strict=True):
        for office in held:
            owner = _owner(line, office.owner) if office.person == person else None
            weak = owner and is_a(owner.kind, _ACADEMIC) and office.scope not in _TITLED
            if owner and not weak:
                owners.setdefault((office.when, office.scope), {})[owner.id] = owner
        for owner in _delegations(line, person):
            owners.setdefault(("past", "government"), {})[owner.id] = owner
        for when, body in _led(line, person):
            owners.setdefault((when, "organization"), {})[body.id] = body
    for when in ("now", "past"):
        for scope in _SCOPES:
            found = list(owners.get((when, scope), {}).values())
            if found:
                return Voice(person, found[0] if len(found) == 1 else None, when == "past")
    return Voice(person)


def _owner(line: Line, word: int) -> Entity | None:
    name = line.headed_by(word) if word >= 0 else None
    if name and name.how == "demonym":
        return name.entities[0]
    return name.fitting(_OWNERS) if name else None


def _delegations(line: Line, person: Entity) -> Iterator[Entity]:
    """Yield the states whose delegation somebody led."""
    for verb in _leading(line, person):
        for led in line.below(verb, "obj"):
            if line.tokens[led].lemma in role("delegation"):
                owners = (_owner(line, at) for at in line.below(led, "nmod:poss", "amod", "nmod"))
                yield from (owner for owner in owners if owner and is_a(owner.kind, "Polity"))


def _led(line: Line, person: Entity) -> Iterator[tuple[str, Entity]]:
    """Yield the bodies that somebody leads ("who has run the agency since May") or led before."""
    for verb in _leading(line, person):
        for led in line.below(verb, "obj"):
            name = line.headed_by(led)
            body = name.fitting(("Organization",)) if name else None
            if body and judged(line, verb) is Factuality.ACTUAL:
                yield "past" if line.tokens[verb].xpos == _PAST else "now", body


def _leading(line: Line, person: Entity) -> Iterator[int]:
    """Yield the verbs of leading whose subject somebody is."""
    for verb, token in enumerate(line.tokens):
        if token.lemma in role("leading") and token.upos == "VERB":
            subjects = (line.headed_by(each) for each in surface_subject(line, verb))
            if any(name and name.fitting(("Person",)) == person for name in subjects):
                yield verb
