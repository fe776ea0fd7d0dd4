"""For which state ministers act of whom no word tells it: the one that the article is most on."""

from collections import Counter
from collections.abc import Mapping, Sequence

from communique.ingest.background import Background
from communique.ingest.kinds import is_a
from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.ingest.titles import Office
from communique.model import Entity

_FEWEST = 2


def at_home(
    lines: Sequence[Line], offices: Sequence[Sequence[Office]], background: Background
) -> Mapping[str, Entity]:
    """Return the home state of an article by the ids of ministers whose own no line tells.

    It is the first that the article names, and named most often and before them.
    """
    first, home = _home(lines)
    told = {one.person.id for held in offices for one in held if one.person and one.owner >= 0}
    found: dict[str, Entity] = {}
    for held in offices[first:] if home else ():
        for office in held:
            person = office.person
            plain = office.when == "now" and set(office.title.lower().split()) & role("at home")
            unknown = person is not None and not background.held_by(person.key)
            if person and home and plain and unknown and person.id not in told:
                found[person.id] = home
    return found


def _home(lines: Sequence[Line]) -> tuple[int, Entity | None]:
    """Return the home state of an article and the number of the line that names it first.

    A state that has no ministers is the home of none.
    """
    named = [
        (number, entity)
        for number, line in enumerate(lines)
        for name in line.names
        for whole in (name, *name.inner)
        for entity in whole.entities
        if is_a(entity.kind, "Country") and entity.key not in role("state without ministers")
    ]
    counts = Counter(entity.id for _, entity in named)
    ranked = [*counts.most_common(2), ("", 0), ("", 0)]
    (most, times), (_, fewer) = ranked[:2]
    if times < _FEWEST or times == fewer:
        return len(lines), None
    return named[0] if named[0][1].id == most else (len(lines), None)
