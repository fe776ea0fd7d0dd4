"""Whose office a list or a signature tells: "Ada Lund, Minister for Trade, Kenya;"."""

from dataclasses import replace

from communique.ingest.names import Line, Name
from communique.ingest.titles import Office, is_owner

_CLOSING = (",", ".", ")", ";", "-", "–", "—", "", '"')
_ITEM_ENDS = (".", ";", ")", "")
_POINTING = ("the", "a", "an")


def listed(line: Line, office: Office, holder: Name) -> Office:
    """Return an office with its owner if a list tells it after it or before its holder."""
    if owner := _owner_after(line, office):
        return replace(office, owner=owner.head, last=owner.last)
    side = _side_before(line, office, holder)
    return replace(office, owner=side.head) if side else office


def _owner_after(line: Line, office: Office) -> Name | None:
    """Return whose office words after it tell: "Ada Lund, press officer, Red Cross".

    A state is that only where the item ends with it: "Ada Lund, Minister for Trade, Kenya;".
    """
    if office.owner >= 0 or line.form(office.last) != "," or line.form(office.first) in _POINTING:
        return None
    owner = line.starting(office.last + 1 + (line.form(office.last + 1) == "the"))
    if owner is None or not is_owner(owner) or owner.how == "demonym":
        return None
    if owner.fitting(("Organization",)):
        return owner if line.form(owner.last) in _CLOSING else None
    ends = owner.last == len(line.tokens) or line.form(owner.last) in _ITEM_ENDS
    return owner if ends and office.scope == "government" else None


def _side_before(line: Line, office: Office, holder: Name) -> Name | None:
    """Return the state for which a colon lists a minister: "For Chad: Ada Lund, Minister"."""
    colon = holder.first - 1
    side = line.ending(colon) if line.form(colon) == ":" and office.owner < 0 else None
    plain = side is not None and side.how != "demonym" and side.fitting(("Polity",)) is not None
    if not side or not plain or office.scope != "government":
        return None
    first = side.first - (line.form(side.first - 1) == "the")
    return side if first == 0 or line.form(first - 1) == "for" else None
