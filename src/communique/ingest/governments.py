"""Whose "the government" is, where somebody near tells it better than the state named last."""

from collections import Counter
from collections.abc import Iterable

from communique.ingest.arguments import preposition, surface_subject
from communique.ingest.background import Background
from communique.ingest.candidates import doing, known_homes
from communique.ingest.discourse import Discourse
from communique.ingest.kinds import fits, is_a
from communique.ingest.names import Line
from communique.ingest.nouns import Phrase
from communique.ingest.phrases import role
from communique.model import Entity

_DONE_TO = ("obj", "iobj", "obl", "nsubj:pass")
_AT_HOME = ("Person", "CivilSocietyOrganization", "Group")
_NEAR, _ANYWHERE = 1, 60


def government(
    discourse: Discourse, number: int, line: Line, phrase: Phrase, background: Background
) -> Entity | None:
    """Return the state of who does something to "the government", or where a place was just named.

    Else the only country that the text speaks of. Whoever is in office speaks of another
    government, or of none that the words tell.
    """
    bare = phrase.start == phrase.head and phrase.definite == "definite" and not phrase.plural
    if not bare or phrase.noun.lemma != "government" or phrase.last > phrase.end:
        return None
    if home := guests(discourse, line, phrase, background):
        return _told_of_most(discourse, set(home))
    homes = _homes_of_doers(discourse, line, phrase, background)
    homes = homes or _places(discourse, number, background)
    if not homes and not any(
        _is_in_office(discourse, doer) for doer in doing(line, phrase, _DONE_TO)
    ):
        return discourse.country
    return homes[0] if len(homes) == 1 else None


def guests(
    discourse: Discourse, line: Line, phrase: Phrase, background: Background
) -> tuple[Entity, ...]:
    """Return the state whose embassy or officials do something to "the government" of another."""
    if phrase.noun.lemma != "government" or line.tokens[phrase.head].deprel not in _DONE_TO:
        return ()
    officials = (doer for doer in doing(line, phrase, _DONE_TO) if doer.kind == "Group")
    keys = {
        key
        for doer in officials
        if _is_in_office(discourse, doer)
        for key in known_homes(discourse, doer, background)
    }
    return (*_states(keys, background), *_embassies(line, phrase))


def _embassies(line: Line, phrase: Phrase) -> tuple[Entity, ...]:
    """Return the states whose embassies do something to whom a phrase means."""
    return tuple(
        entity
        for each in surface_subject(line, line.head(phrase.head))
        if line.tokens[each].lemma in role("mission abroad")
        for owner in line.below(each, "amod", "nmod:poss", "compound", "nmod")
        if preposition(line, owner) in ("", "of", "'s", "s'")
        and (name := line.headed_by(owner) or line.covering(owner))
        for entity in name.entities
        if is_a(entity.kind, "Polity")
    )


def _told_of_most(discourse: Discourse, apart: set[Entity]) -> Entity | None:
    """Return the state that a text speaks of most, but for some: where an embassy is."""
    counts = Counter(
        entity
        for trace in discourse.traces
        for entity in trace.entities
        if is_a(entity.kind, "Country") and entity not in apart
    )
    ranked = counts.most_common(2)
    level = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
    return ranked[0][0] if ranked and not level else None


def _homes_of_doers(
    discourse: Discourse, line: Line, phrase: Phrase, background: Background
) -> list[Entity]:
    """Return the states of those who, not in office, do something to a government."""
    keys: set[str] = set()
    for doer in doing(line, phrase, _DONE_TO):
        if _is_in_office(discourse, doer) or not fits(doer.kind, _AT_HOME):
            return []
        keys |= known_homes(discourse, doer, background)
    return _states(keys, background)


def _is_in_office(discourse: Discourse, doer: Entity) -> bool:
    """Say whether somebody speaks for a state: "the Danish minister", "American officials"."""
    called = discourse.titles.get(doer.id, set()) | discourse.nouns.get(doer.id, set())
    return not called.isdisjoint(role("in a government"))


def _places(discourse: Discourse, number: int, background: Background) -> list[Entity]:
    """Return the states, spoken of before, in which a place was named after any other."""
    nearest = next(discourse.recent(number, _NEAR, ("Place", "Polity")), [])
    places = [one for trace in nearest for one in trace.entities if is_a(one.kind, "Place")]
    if any(not set(trace.entities) & set(places) for trace in nearest):
        return []
    spoken = {
        entity.id: entity
        for traces in discourse.recent(number, _ANYWHERE, ("Country",))
        for trace in traces
        for entity in trace.entities
    }
    return [state for state in spoken.values() if is_in(places, state, background)]


def is_in(places: Iterable[Entity], state: Entity, background: Background) -> bool:
    """Say whether one of some places is a state's capital or another town known to be there."""
    thing = background.by_id.get(state.id)
    towns = thing.cell("metonyms") if thing else ()
    known = [(place, background.by_id.get(place.id)) for place in places]
    return any(
        place.name in towns or (town is not None and state.key in town.cell("country"))
        for place, town in known
    )


def _states(keys: set[str], background: Background) -> list[Entity]:
    found = (background.find(key, "Polity") for key in sorted(keys))
    return [thing.entity for thing in found if thing and is_a(thing.entity.kind, "Country")]
