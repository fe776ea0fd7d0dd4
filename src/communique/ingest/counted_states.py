"""The states that "both countries" or "the three governments" are."""

from collections import Counter

from communique.ingest.background import Background
from communique.ingest.candidates import known_homes
from communique.ingest.discourse import Discourse
from communique.ingest.kinds import is_a
from communique.ingest.names import Line
from communique.model import Entity

_NEAR, _TWO = 2, 2
_STATE = ("Polity",)


def counted_states(
    discourse: Discourse, number: int, line: Line, size: int, background: Background
) -> tuple[Entity, ...]:
    """Return as many states as `line` points back to, () where they cannot be told.

    Where a sentence does not name so many, they may be those whose offices its people hold; the
    two that a text is about where those of the paragraph before were named in passing.
    """
    for back in range(_NEAR + 1):
        found = _represented(discourse, number - back, size, background) if size > _TWO else ()
        found = found or discourse.only(number, back, _STATE, size)
        found = found or _represented(discourse, number - back, size, background)
        if found and _is_in_the_shade(discourse, line, found, background):
            return _led(discourse, background) if size == _TWO else ()
        if found:
            return found
    return ()


def _led(discourse: Discourse, background: Background) -> tuple[Entity, ...]:
    """Return the two states that a text is about: no other is spoken of nearly as often."""
    counts = _counts(discourse, background)
    (most, many), *rest = counts.most_common(_TWO + 1)
    (second, some), *others = rest or [("", 0)]
    third = max((count for _, count in others), default=0)
    states = {
        state.id: state
        for trace in discourse.traces
        for entity in trace.entities
        if (state := _state(discourse, entity, background))
    }
    return (states[most], states[second]) if many >= some >= max(_TWO, _TWO * third) else ()


def _counts(discourse: Discourse, background: Background) -> Counter[str]:
    """Return in how many sentences a text speaks of each state or of who holds its offices."""
    told = {
        (trace.line, state.id)
        for trace in discourse.traces
        for entity in trace.entities
        if (state := _state(discourse, entity, background))
    }
    return Counter(key for _, key in told)


def _is_in_the_shade(
    discourse: Discourse, line: Line, found: tuple[Entity, ...], background: Background
) -> bool:
    """Say whether the text speaks more often of another state, and of these only in passing."""
    near = [trace for state in found if (trace := discourse.last(state))]
    here = any(trace.paragraph == line.paragraph for trace in near)
    if here and all(trace.subject for trace in near):
        return False  # "Latvia and Lithuania signed. Both countries ..."
    counts = _counts(discourse, background)
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
