"""Bodies that a polity's name makes definite: "Kenyan Ministry of Health", "Chinese government".

Those that background knows are in the gazetteer; here are the others.
"""

from collections.abc import Iterator

from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name
from communique.ingest.phrases import cut, match
from communique.language.tables import lexicon
from communique.model import Entity
from communique.vocab import slug

_THE_POLITY = "government"


def find_bodies(line: Line) -> Iterator[Name]:
    """Yield the bodies of polities in a line; a government is the polity itself."""
    for owner in line.names:
        entity = owner.entities[0]
        if len(owner.entities) > 1 or not is_a(entity.kind, "Polity") or owner.how == "metonym":
            continue
        start = owner.last + 1 if line.form(owner.last) == "'s" else owner.last
        ends = [(match(line, start, cut(row["body"])), row["type"]) for row in lexicon("bodies")]
        end, kind = max(ends, key=lambda found: found[0], default=(start, ""))
        if end == start or not line.free(start, end):
            continue
        if kind == _THE_POLITY:
            yield line.name(owner.first, end, (entity,), "name", inner=(owner,))
        else:
            words = line.words(start, end)
            key = slug(f"{entity.key} {words}")
            body = Entity(kind, key, f"{entity.name} {words}")
            yield line.name(owner.first, end, (body,), "name")
