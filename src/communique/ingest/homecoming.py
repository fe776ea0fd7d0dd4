"""Visits of those who speak for a state to that state, which nobody tells: somebody else went."""

from collections.abc import Iterable, Iterator, Sequence

from communique.ingest.background import Background
from communique.ingest.events import Found
from communique.model import Entity, Fact

_VISIT = "Visit"


def without_homecomings(
    found: Iterable[Found], facts: Sequence[Fact], background: Background
) -> Iterator[Found]:
    """Yield the events but for visits of a leader or official to the state that he stands for.

    "Xi told Biden, when he came to Beijing" has been read with the wrong "he".
    """
    own = {(fact.subject, fact.value) for fact in facts if fact.predicate == "represents"}
    for one in found:
        visitors = [each for each in one.entities if each.id in one.event.agents]
        hosts = [each for each in one.entities if each.id in one.event.patients]
        home = any((who.id, state.id) in own for who in visitors for state in hosts)
        home |= any(_led(who, state, background) for who in visitors for state in hosts)
        if one.event.kind != _VISIT or not home:
            yield one


def _led(person: Entity, state: Entity, background: Background) -> bool:
    """Say whether background knows a person as one who held office in a state."""
    return any(
        tenure.person == person.key and tenure.polity == state.key for tenure in background.tenures
    )
