"""The other of two: "his guest", "its rival", "the other company", "the host", "the visitor".

Nobody is meant where more than two were spoken of.
"""

from collections.abc import Iterable

from communique.ingest.background import Background
from communique.ingest.candidates import demonyms, known_homes
from communique.ingest.discourse import Discourse
from communique.ingest.governments import is_in
from communique.ingest.kinds import fits, is_a
from communique.ingest.names import Line
from communique.ingest.nouns import Phrase
from communique.ingest.phrases import role
from communique.ingest.regions import are_near
from communique.model import Entity

_NEAR, _BACK, _TWO = 2, 3, 2
_PRIVATE = ("Company", "NewsOutlet", "ResearchInstitution", "CivilSocietyOrganization")
_FAMILIES = (("Person",), ("Polity",), _PRIVATE)


def other_one(
    discourse: Discourse, number: int, line: Line, phrase: Phrase, background: Background
) -> Entity | None:
    """Return whom a phrase in line `number` means as the other of two, None for no such phrase."""
    if phrase.plural or phrase.last > phrase.end:
        return None
    if phrase.definite == "owned":
        return _faced(discourse, number, line, phrase, background)
    if phrase.definite != "definite":
        return None
    if line.form(phrase.head - 1) == "other" and phrase.start == phrase.head - 1:
        return _left(discourse, number, phrase)
    return _at_home_or_not(discourse, number, line, phrase, background)


def is_of_a_body(line: Line, phrase: Phrase) -> bool:
    """Say whether a phrase is for what faces a state or body: "its rival", which is no person."""
    owner = line.covering(phrase.first) if phrase.definite == "owned" else None
    return bool(owner and _is_body(owner.entities)) and phrase.noun.lemma in role("facing")


def _is_body(entities: Iterable[Entity]) -> bool:
    return any(fits(entity.kind, ("Polity", "Organization")) for entity in entities)


def _faced(
    discourse: Discourse, number: int, line: Line, phrase: Phrase, background: Background
) -> Entity | None:
    """Return the other of the two of a kind just spoken of: "his guest", "its neighbour"."""
    owner = line.covering(phrase.first)
    family = next((each for each in _FAMILIES if owner and owner.fitting(each)), ())
    one = owner.fitting(family) if owner and family else None
    if one is None:
        return None
    person = is_a(one.kind, "Person")
    if phrase.noun.lemma not in role("the other" if person else "facing"):
        return None
    homes = demonyms(line, phrase)
    if phrase.start + len(homes) < phrase.head:
        return None
    spoken = _spoken_of(discourse, number, phrase, family)
    others = [each for each in spoken if each != one]
    found = others[0] if len(others) == 1 and one in spoken else None
    if found is None or (homes and not homes <= known_homes(discourse, found, background)):
        return None
    far = phrase.noun.lemma in role("neighbour") and is_a(one.kind, "Polity")
    return None if far and not are_near(one.key, found.key) else found


def _spoken_of(
    discourse: Discourse, number: int, phrase: Phrase, kinds: tuple[str, ...]
) -> list[Entity]:
    """Return those of some kinds in the sentences before a phrase, and in its own before it."""
    found: dict[str, Entity] = {}
    for traces in discourse.recent(number, _NEAR, kinds):
        for trace in traces:
            if trace.line < number or trace.head < phrase.first:
                found |= {entity.id: entity for entity in trace.entities}
    return [entity for entity in found.values() if entity.kind != "Group"]


def _left(discourse: Discourse, number: int, phrase: Phrase) -> Entity | None:
    """Return the one of two that the sentences since speak less of: "the other company"."""
    for traces in discourse.recent(number - 1, _BACK, (phrase.noun.kind,)):
        last = {entity.id: entity for trace in traces for entity in trace.entities}
        if len(last) != 1:
            return None
        one = next(iter(last.values()))
        pairs = discourse.recent(traces[0].line - 1, _BACK, (phrase.noun.kind,))
        for before in pairs:
            pair = {entity.id: entity for trace in before for entity in trace.entities}
            if len(pair) == _TWO and one.id in pair:
                return next(each for key, each in pair.items() if key != one.id)
            if set(pair) != {one.id}:
                return None
    return None


def _at_home_or_not(
    discourse: Discourse, number: int, line: Line, phrase: Phrase, background: Background
) -> Entity | None:
    """Return who of two is at home where they met, or is not: "the host", "the visitor"."""
    before = line.form(phrase.head - 1) if phrase.start == phrase.head - 1 else ""
    noun = before if phrase.noun.lemma in role("any state") else phrase.noun.lemma
    if (noun != before and phrase.start < phrase.head) or noun not in role("the other"):
        return None
    traces = [t for near in discourse.recent(number, _NEAR, ("Place",)) for t in near]
    places = [entity for trace in traces for entity in trace.entities if entity.kind == "Place"]
    for family in (("Polity",),) if noun == before else (("Person",), ("Polity",)):
        spoken = _spoken_of(discourse, number, phrase, family)
        if len(spoken) != _TWO:
            continue
        hosts = [one for one in spoken if _is_at_home(discourse, one, places, background)]
        if len(hosts) == 1:
            guest = next(one for one in spoken if one != hosts[0])
            return hosts[0] if noun in role("one who hosts") else guest
        return None
    return None


def _is_at_home(
    discourse: Discourse, one: Entity, places: list[Entity], background: Background
) -> bool:
    """Say whether one of some places is in a state, or in that of a person."""
    keys = {one.key} if is_a(one.kind, "Polity") else known_homes(discourse, one, background)
    states = (background.find(key, "Polity") for key in sorted(keys))
    return any(is_in(places, state.entity, background) for state in states if state)
