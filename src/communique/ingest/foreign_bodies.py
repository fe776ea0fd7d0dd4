"""Bodies that share a short name with those of other states: "Peru's Congress" is not America's."""

from collections.abc import Sequence

from communique.ingest.background import Background
from communique.ingest.kinds import is_a
from communique.ingest.names import Line
from communique.ingest.spotting import Spot


def without_foreign(line: Line, spots: Sequence[Spot], background: Background) -> list[Spot]:
    """Return the spots of a line without bodies of one state that it has as another's."""
    return [spot for spot in spots if not _is_foreign(line, spot, spots, background)]


def _is_foreign(line: Line, spot: Spot, spots: Sequence[Spot], background: Background) -> bool:
    """Say whether the words right before a body of a state are another state's: "Peruvian"."""
    things = [background.by_id.get(each.entity.id) for each in spot.surfaces]
    bodies = [t for t in things if t and is_a(t.entity.kind, "GovernmentBody")]
    homes = {key for body in bodies for key in body.cell("polity")}
    end = spot.first - (line.form(spot.first - 1) in ("'s", "'"))
    before = next((each for each in spots if each.last == end), None)
    owners = [each.entity for each in before.surfaces] if before else []
    states = {owner.key for owner in owners if is_a(owner.kind, "Country")}
    return bool(bodies and homes and states) and homes.isdisjoint(states)
