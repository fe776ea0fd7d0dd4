"""Whom "the Irish authority" is, once a body of that state has been named: its data commission."""

from dataclasses import replace

from communique.ingest.background import Background
from communique.ingest.candidates import known_homes
from communique.ingest.discourse import Discourse
from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name
from communique.ingest.phrases import role
from communique.model import Entity

_FAR = 12
_BODY = "GovernmentBody"


def as_authority(
    discourse: Discourse, number: int, line: Line, name: Name, background: Background
) -> Name | None:
    """Return the name with the one body of its state that was named last, None if untold.

    Only an adjective and a noun for any body do not name a new one: "the Irish authority".
    """
    body = name.fitting((_BODY,))
    noun = line.form(name.head)
    home = next((one.entities[0] for one in name.inner if one.how == "demonym"), None)
    short = name.last - name.first == 2 and line.form(name.first - 1) == "the"
    plain = line.tokens[name.head].text == noun
    if body is None or body.known or home is None or not (short and plain):
        return None
    for traces in discourse.recent(number, _FAR, (_BODY,)):
        found = {
            entity.id: entity
            for trace in traces
            for entity in trace.entities
            if _is_named_so(entity, noun)
            if home.key in known_homes(discourse, entity, background)
            or entity.name.split()[0] in (home.name, line.tokens[name.first].text)
        }
        if found:
            only = next(iter(found.values())) if len(found) == 1 else None
            return replace(name, entities=(only,), how="definite") if only else None
    return None


def _is_named_so(entity: Entity, noun: str) -> bool:
    """Say whether a body has a name with the noun, or one that says it has authority."""
    words = entity.name.lower().split()
    named = is_a(entity.kind, _BODY) and len(words) > 2 and entity.name[-1:].islower()
    public = {*words} & (role("public body") | role("authority"))
    return named and (noun in words or (noun in role("authority") and bool(public)))
