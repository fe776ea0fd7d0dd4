"""Ministers' fields that look like bodies to the model: "[Commerce] Secretary", "of [Worship]"."""

from communique.ingest.kinds import is_a
from communique.ingest.names import Line, capitalised
from communique.ingest.nouns import nouns_at

_FIELD, _JOINTS = ("of", "for"), ("and", "&", ",")


def is_portfolio(line: Line, start: int, end: int, type_: str) -> bool:
    """Say whether what looks like a body is part of a minister's title: "Commerce Secretary"."""
    if type_ != "ORGANIZATION":
        return False
    after = end
    while after + 1 < len(line.tokens) and _joins(line, after):
        after += 2  # "Water & Land Minister"
    ministers = _governs(line, after) or _is_ministers(line, start, end)
    return ministers or _governs(line, _leading(line, start))


def _leading(line: Line, start: int) -> int:
    """Return the word for whose field a word is of: "[Minister] of Trade and Worship", else -1."""
    before = start - 1 - (line.form(start - 1) == "the")
    if line.form(before) in _JOINTS:
        while before > 0 and (
            line.form(before) in _JOINTS or capitalised(line.tokens[before].text)
        ):
            before -= 1
    return before - 1 if line.form(before) in _FIELD else -1


def _joins(line: Line, index: int) -> bool:
    """Say whether a word joins another field to one: "Water [&] Land Minister"."""
    return line.form(index) in _JOINTS and capitalised(line.tokens[index + 1].text)


def _is_ministers(line: Line, start: int, end: int) -> bool:
    """Say whether words are a minister's title, not a body's name: "Federal Minister for Trade"."""
    for index in range(start, end):
        if any(is_a(noun.kind, "Organization") for noun in nouns_at(line, index)):
            return False
        if _governs(line, index) and line.form(index + 1) in ("of", "for"):
            return True
    return False


def _governs(line: Line, index: int) -> bool:
    if not 0 <= index < len(line.tokens):
        return False
    scopes = [noun.scope for noun in nouns_at(line, index)]
    return bool(scopes) and scopes[0] == "government"
