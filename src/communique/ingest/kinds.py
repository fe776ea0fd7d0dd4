"""The kinds of things and how they nest: data/lexicon/kinds.tsv."""

from functools import cache

from communique.language.tables import lexicon


@cache
def is_a(kind: str, ancestor: str) -> bool:
    """Say whether `kind` is `ancestor` or below it."""
    while kind:
        if kind == ancestor:
            return True
        kind = _rows().get(kind, {}).get("parent", "")
    return False


def fits(kind: str, allowed: tuple[str, ...]) -> bool:
    """Say whether `kind` is one of `allowed` or below one of them."""
    return any(is_a(kind, ancestor) for ancestor in allowed)


def known_kind(kind: str) -> bool:
    """Say whether the table has `kind`."""
    return kind in _rows()


def segment_of(kind: str) -> str:
    """Return the path segment that IRIs of `kind` have, such as "country"."""
    return _rows()[kind]["segment"]


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["kind"]: row for row in lexicon("kinds")}
