"""The event classes of the ontology, and the PLOVER category that each is counted under."""

from collections.abc import Mapping
from functools import cache

from pyoxigraph import NamedNode, RdfFormat, parse

from communique.resources import resource
from communique.vocab import CMQ, RDFS

_SUBCLASS = NamedNode(RDFS + "subClassOf")
_CATEGORY = NamedNode(CMQ + "ploverCategory")
_EVENT = NamedNode(CMQ + "Event")


@cache
def event_classes() -> Mapping[str, str]:
    """Return the PLOVER category ("" for none) by event class."""
    triples = list(parse(path=resource("ontology", "communique.ttl"), format=RdfFormat.TURTLE))
    category = {
        row.subject: _name(row.object).removeprefix("PLOVER-")
        for row in triples
        if row.predicate == _CATEGORY
    }
    return {
        _name(row.subject): category.get(row.subject, "")
        for row in triples
        if row.predicate == _SUBCLASS and row.object == _EVENT
    }


def _name(term: object) -> str:
    return str(getattr(term, "value", "")).removeprefix(CMQ)
