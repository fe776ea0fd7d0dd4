"""Visits of those who speak for a state to that state, which nobody tells: somebody else went."""

from collections.abc import Iterable, Iterator, Sequence

from communique.ingest.background import Background
from communique.ingest.candidates import homes_of
from communique.ingest.kinds import is_a
from communique.ingest.telling import Found
from communique.model import Fact

_VISIT = "Visit"


def without_homecomings(
    found: Iterable[Found], facts: Sequence[Fact], background: Background
) -> Iterator[Found]:
    """Yield the events but for visits of a leader or official to the state that he stands for.

    "Xi told Biden, when he came to Beijing" has been read with the wrong "he".
    """
    own = {(fact.subject, fact.value) for fact in facts if fact.predicate == "represents"}
    for one in found:
        if one.event.kind != _VISIT:
            yield one
            continue
        visitors = [each for each in one.entities if each.id in one.event.agents]
        hosts = [each for each in one.entities if each.id in one.event.patients]
        home = any(
            (who.id, state.id) in own
            or (is_a(who.kind, "Person") and state.key in homes_of(who, background))
            for who in visitors
            for state in hosts
        )
        if not home:
            yield one
