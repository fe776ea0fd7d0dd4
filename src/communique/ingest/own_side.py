"""Whom "his country", "our government" and "Lee's ministry" mean: the side of an owner."""

from collections.abc import Iterator

from communique.ingest.background import Background, Thing
from communique.ingest.candidates import is_other_thing, known_homes
from communique.ingest.discourse import Discourse
from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name
from communique.ingest.nouns import Phrase
from communique.ingest.owners import owner_of
from communique.ingest.phrases import role
from communique.model import Entity

_LIKELY = 0.85
_WHOSE = "whose"


def own_side(
    discourse: Discourse, line: Line, phrase: Phrase, background: Background
) -> Name | None:
    """Return the name of the state or body that a phrase with its owner before it means."""
    owner = _owner(line, phrase) if phrase.start == phrase.head else None
    if owner is None or phrase.plural:
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
    if side is None and entity and kinds:
        side = _body_of_office(discourse, entity, phrase, background)
    if side is None:
        return None
    end = max(phrase.end, owner.last)
    return line.name(phrase.start, end, (side,), "definite", probability=_LIKELY)


def _owner(line: Line, phrase: Phrase) -> Name | None:
    """Return whose a phrase says something is: a pronoun's, or a person's who is named."""
    if line.form(phrase.first) == _WHOSE:
        return owner_of(line, phrase.first)
    leader = phrase.end + 1 + (line.form(phrase.end + 1) in role("before name"))
    after = line.starting(leader) if line.form(phrase.end) == "of" else None
    if after and after.fitting(("Person",)):
        return after  # "the government of Ada Lund"
    owner = line.covering(phrase.first)
    if owner is None or owner.first != phrase.first:
        return None
    if owner.how == "pronoun":
        return owner if phrase.first == phrase.head - 1 else None
    return owner if owner.fitting(("Person",)) and phrase.definite == "owned" else None


def _body_of_office(
    discourse: Discourse, owner: Entity, phrase: Phrase, background: Background
) -> Entity | None:
    """Return the one body that a person heads, as background has it or as the title says."""
    if not is_a(owner.kind, "Person"):
        return None
    held = {row.body for row in background.held_by(owner.key) if row.body}
    found = {key: thing for key in held if (thing := background.find(key, "GovernmentBody"))}
    if not found:
        homes = known_homes(discourse, owner, background)
        found = dict(_headed(discourse.titles.get(owner.id, set()), homes, background))
    bodies = [each.entity for each in found.values() if not is_other_thing(phrase, each.entity)]
    return bodies[0] if len(bodies) == 1 else None


def _headed(
    titles: set[str], homes: set[str], background: Background
) -> Iterator[tuple[str, Thing]]:
    """Yield the bodies of some states that whoever has these words in the title heads."""
    portfolio = {word.strip(",") for word in titles} - role("title of a head") - role("and")
    for thing in background.things if portfolio and homes else ():
        if not is_a(thing.entity.kind, "GovernmentBody") or not homes & {*thing.cell("polity")}:
            continue
        names = (thing.entity.name, *thing.entity.aliases)
        if any(_is_for(name, portfolio) for name in names):
            yield thing.entity.key, thing


def _is_for(name: str, portfolio: set[str]) -> bool:
    """Say whether a body's name is its portfolio and what it is: "Japanese trade ministry"."""
    words = {word.strip(",").lower() for word in name.split()} - role("and")
    return bool(words & role("ministry")) and portfolio <= words


def _side(discourse: Discourse, owner: Entity, kind: str, background: Background) -> Entity | None:
    """Return the one side of a kind that an owner is, or holds an office of."""
    if is_a(owner.kind, kind):
        return owner
    if not is_a(owner.kind, "Person"):
        return None
    homes = known_homes(discourse, owner, background)
    known = (background.find(key, kind) for key in homes)
    found = {thing.entity.id: thing.entity for thing in known if thing}
    for trace in discourse.traces:
        for entity in trace.entities:
            if entity.id in homes and is_a(entity.kind, kind):
                found[entity.id] = entity
    return next(iter(found.values())) if len(found) == 1 else None
