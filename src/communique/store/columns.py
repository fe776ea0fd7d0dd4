"""The columns of `SELECT *`: in the order in which the query names them.

The engine gives them in that of the alphabet, so that what reads as subject, predicate, object
would come as object, predicate, subject.
"""

import re
from functools import cache
from typing import cast

from pyoxigraph import QuerySolutions, Store

from communique.store.terminals import terminals

_STAR = re.compile(
    r"""(?:\s++ | \#[^\r\n]*+ | BASE \s*+ <[^<>\s]*+>
    | PREFIX \s*+ (?:[A-Z][\w.\-]*+)?+: \s*+ <[^<>\s]*+>)*+
    SELECT (?:\s++ (?:DISTINCT | REDUCED))? \s*+ (\*)""",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)


def with_columns(text: str, base_iri: str | None) -> str:
    """Return query `text` with its variables in the place of the star of `SELECT *`.

    A query that has none, or that asks other endpoints, stays as it is. Raises SyntaxError.
    """
    star = _STAR.match(text)
    if star is None or "service" in text.casefold():
        return text
    # In a store that holds nothing the engine tells which variables there are, and finds no more.
    asked = cast(QuerySolutions, _nothing().query(text, base_iri=base_iri))
    names = [str(variable) for variable in asked.variables]
    places = _places(text)
    ordered = sorted(names, key=lambda name: places.get(name, len(text)))
    if ordered == names:
        return text
    return f"{text[: star.start(1)]} {' '.join(ordered)} {text[star.end(1) :]}"


@cache
def _nothing() -> Store:
    return Store()


def _places(text: str) -> dict[str, int]:
    """Return where each variable of `text` comes first."""
    places: dict[str, int] = {}
    for place, (kind, word) in enumerate(terminals(text)):
        if kind == "variable":
            places.setdefault(f"?{word[1:]}", place)
    return places
