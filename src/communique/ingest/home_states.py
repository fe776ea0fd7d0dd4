"""For which state ministers act of whom no word tells it: the one that the article is most on."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from communique.ingest.background import Background
from communique.ingest.kinds import is_a
from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.ingest.titles import Office
from communique.model import Entity

_FEWEST = 2
_OWNING = ("nmod:poss", "nsubj", "amod", "compound")


class _Named(NamedTuple):
    """A state as a line names it, and whether it acts or owns there."""

    line: int
    state: Entity
    acts: bool


def at_home(
    lines: Sequence[Line], offices: Sequence[Sequence[Office]], background: Background
) -> Mapping[str, Entity]:
    """Return the home state of an article by the ids of ministers whose own no line tells.

    It is the first that the article names, and named most often and before them, of the states
    that have such an office. One that is named alone, and but once, must do or own something.
    """
    named = list(_named(lines))
    told = {one.person.id for held in offices for one in held if one.person and one.owner >= 0}
    found: dict[str, Entity] = {}
    for number, held in enumerate(offices):
        for office in held:
            person = office.person
            has = _having(office) if office.when == "now" else None
            unknown = person is not None and not background.held_by(person.key)
            if person and has is not None and unknown and person.id not in told:
                first, home = _home([one for one in named if has(one.state)])
                if home and first <= number:
                    found[person.id] = home
    return found


def _having(office: Office) -> Callable[[Entity], bool] | None:
    """Return what tells the states that have such an office, None if it is none of a state."""
    words = set(office.title.lower().split())
    if office.scope != "government" or words & role("not of a state"):
        return None
    if words & role("at home"):
        return lambda state: state.key not in role("state without ministers")
    if words & role("secretary at home") and not words & role("secretary of others"):
        return lambda state: state.key in role("state with secretaries")
    return None


def _named(lines: Sequence[Line]) -> Iterator[_Named]:
    """Yield the states that lines name, in their order."""
    for number, line in enumerate(lines):
        for name in line.names:
            acts = line.tokens[name.head].deprel in _OWNING
            acts &= line.tokens[line.head(name.head)].lemma not in _ministers()
            for one in (each for whole in (name, *name.inner) for each in whole.entities):
                if is_a(one.kind, "Country"):
                    yield _Named(number, one, acts)


def _ministers() -> frozenset[str]:
    return role("at home") | role("secretary at home")


def _home(named: Sequence[_Named]) -> tuple[int, Entity | None]:
    """Return the state that is named first and most often, and the number of the line it is in."""
    counts = Counter(one.state.id for one in named)
    ranked = [*counts.most_common(2), ("", 0), ("", 0)]
    (most, times), (_, fewer) = ranked[:2]
    alone = times > 0 and not fewer and named[0].acts
    if (times < _FEWEST and not alone) or times == fewer:
        return 0, None
    return (named[0].line, named[0].state) if named[0].state.id == most else (0, None)
