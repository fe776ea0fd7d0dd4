"""The states that "both countries" or "the three governments" are."""

from collections import Counter

from communique.ingest.background import Background
from communique.ingest.candidates import known_homes
from communique.ingest.discourse import Discourse
from communique.ingest.kinds import is_a
from communique.model import Entity

_NEAR, _TWO = 2, 2
_STATE = ("Polity",)


def counted_states(
    discourse: Discourse, number: int, size: int, background: Background
) -> tuple[Entity, ...]:
    """Return as many states as line `number` points back to, () where they cannot be told.

    Where a sentence does not name so many, they may be those whose offices its people hold.
    """
    for back in range(_NEAR + 1):
        found = _represented(discourse, number - back, size, background) if size > _TWO else ()
        found = found or discourse.only(number, back, _STATE, size)
        found = found or _represented(discourse, number - back, size, background)
        if found:
            return () if _is_in_the_shade(discourse, found, background) else found
    return ()


def _is_in_the_shade(
    discourse: Discourse, found: tuple[Entity, ...], background: Background
) -> bool:
    """Say whether the text speaks more often of another state, and of these only in passing."""
    near = [discourse.last(state) for state in found]
    if all(trace is not None and trace.subject for trace in near):
        return False  # "Latvia and Lithuania signed. Both countries ..."
    told = {
        (trace.line, state.id)
        for trace in discourse.traces
        for entity in trace.entities
        if (state := _state(discourse, entity, background))
    }
    counts = Counter(key for _, key in told)
    least = max(1, min(counts[state.id] for state in found))
    others = (count for key, count in counts.items() if key not in {one.id for one in found})
    return max(others, default=0) > _TWO * least


def _represented(
    discourse: Discourse, number: int, size: int, background: Background
) -> tuple[Entity, ...]:
    """Return the states that a line names or names officials of, () for more or fewer."""
    states: dict[str, Entity] = {}
    for trace in discourse.traces:
        for entity in trace.entities if trace.line == number else ():
            state = _state(discourse, entity, background)
            if state:
                states[state.id] = state
    return tuple(states.values()) if len(states) == size else ()


def _state(discourse: Discourse, entity: Entity, background: Background) -> Entity | None:
    """Return the state that somebody is, or the only one whose office a person holds."""
    if is_a(entity.kind, "Polity"):
        return entity
    if not is_a(entity.kind, "Person"):
        return None
    homes = known_homes(discourse, entity, background)
    found = {
        thing.entity.id: thing.entity for key in homes if (thing := background.find(key, "Polity"))
    }
    return next(iter(found.values())) if len(found) == 1 else None
