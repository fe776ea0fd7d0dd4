"""Which countries the entities of an extraction stand for: their own, or those they belong to."""

from collections.abc import Iterator, Mapping

from communique.ingest.background import Background
from communique.model import Extraction, Mention

_BELONGING = ("represents", "affiliatedWith", "partOf")
_STEPS = 3
"""How far belonging is followed: a person of a body of a body of a country."""


def countries(extraction: Extraction, background: Background) -> Mapping[str, frozenset[str]]:
    """Return the ISO 3166 alpha-3 codes by entity id; none for what belongs to no country.

    An entity belongs to what the article says it represents or is part of, to what the background
    knows of it, and to a country whose name is inside its own ("the French president").
    """
    links: dict[str, set[str]] = {
        entity.id: {*_known(entity.id, background)} for entity in extraction.entities
    }
    for fact in extraction.facts:
        if fact.predicate in _BELONGING and fact.value_is_entity:
            links.setdefault(fact.subject, set()).add(str(fact.value))
    for mention in extraction.mentions:
        links.setdefault(mention.entity, set()).update(_inside(mention, extraction))
    reach = links
    for _ in range(_STEPS):
        reach = {
            identity: {other for near in found for other in (near, *links.get(near, ()))}
            for identity, found in reach.items()
        }
    return {identity: frozenset(_codes((identity, *found))) for identity, found in reach.items()}


def _known(identity: str, background: Background) -> Iterator[str]:
    thing = background.by_id.get(identity)
    if thing is None:
        return
    for key in (*thing.cell("polity"), *thing.cell("part_of"), *thing.cell("country")):
        yield from (row.entity.id for row in background.by_key.get(key, ()))
    if thing.table == "people":
        for tenure in background.tenures:
            if tenure.person == thing.entity.key and tenure.polity:
                yield f"Country/{tenure.polity}"


def _inside(mention: Mention, extraction: Extraction) -> Iterator[str]:
    for other in extraction.mentions:
        inside = mention.passage.start <= other.passage.start and (
            other.passage.end <= mention.passage.end
        )
        if inside and other.entity.startswith("Country/"):
            yield other.entity


def _codes(identities: tuple[str, ...]) -> Iterator[str]:
    for identity in identities:
        kind, _, key = identity.partition("/")
        if kind == "Country":
            yield key
