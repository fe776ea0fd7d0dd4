"""Whom "his country", "our government" and "my company" mean: the side of whoever owns the word."""

from communique.ingest.background import Background
from communique.ingest.candidates import homes_of
from communique.ingest.discourse import Discourse
from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name
from communique.ingest.nouns import Phrase
from communique.ingest.phrases import role
from communique.model import Entity

_LIKELY = 0.85


def own_side(
    discourse: Discourse, line: Line, phrase: Phrase, background: Background
) -> Name | None:
    """Return the name of the state or body that a phrase with a pronoun before it means."""
    owner = line.covering(phrase.first) if phrase.start == phrase.head else None
    if owner is None or owner.how != "pronoun" or phrase.first != phrase.head - 1:
        return None
    lemma = line.tokens[phrase.head].lemma
    kinds = tuple(
        kind
        for words, kind in (("own state", "Polity"), ("own body", "Organization"))
        if lemma in role(words)
    )
    entity = owner.entities[0] if len(owner.entities) == 1 else None
    side = _side(discourse, entity, kinds[0], background) if entity and kinds else None
    if entity == side and line.form(phrase.first) not in role("deictic"):
        return None  # "its company" is another one than itself
    if side is None:
        return None
    return line.name(phrase.start, phrase.end, (side,), "definite", probability=_LIKELY)


def _side(discourse: Discourse, owner: Entity, kind: str, background: Background) -> Entity | None:
    """Return the one side of a kind that an owner is, or holds an office of."""
    if is_a(owner.kind, kind):
        return owner
    if not is_a(owner.kind, "Person"):
        return None
    homes = discourse.homes.get(owner.id, set()) | homes_of(owner, background)
    known = (background.find(key, kind) for key in homes)
    found = {thing.entity.id: thing.entity for thing in known if thing}
    for trace in discourse.traces:
        for entity in trace.entities:
            if entity.id in homes and is_a(entity.kind, kind):
                found[entity.id] = entity
    return next(iter(found.values())) if len(found) == 1 else None
