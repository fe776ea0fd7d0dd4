"""The form of a query: what it asks for, and so which formats can carry its answer."""

import re

from communique.errors import NotAcceptable
from communique.formats import BINDINGS, GRAPHS
from communique.store.terminals import terminals

# What nearly all queries begin with, told without reading the rest of them.
_PLAIN = re.compile(
    r"""(?:\s++ | PREFIX \s*+ [A-Za-z][A-Za-z0-9]*+: \s*+ <[^<>"{}|^`\\\x00-\x20]*+>)*+
    (SELECT | ASK | CONSTRUCT | DESCRIBE) (?=[\s{*?$<(])""",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
_KINDS = {"SELECT": "bindings", "ASK": "bindings", "CONSTRUCT": "graph", "DESCRIBE": "graph"}


def query_form(text: str) -> str:
    """Return SELECT, ASK, CONSTRUCT or DESCRIBE; "" for a text that is none of them."""
    if plain := _PLAIN.match(text):
        return plain[1].upper()
    words = (word.upper() for kind, word in terminals(text) if kind == "word")
    return next((word for word in words if word in _KINDS), "")


def chosen(text: str, *, bindings: str, graph: str) -> str:
    """Return which of the two format names fits query `text`; "" when it is no query at all.

    Raises NotAcceptable when it is the one that was not given.
    """
    form = query_form(text)
    if not form:
        return ""
    name = bindings if _KINDS[form] == "bindings" else graph
    if not name:
        rows = BINDINGS if _KINDS[form] == "bindings" else GRAPHS
        offered = ", ".join(row.media_type for row in rows)
        raise NotAcceptable(f"a {form} query can be answered in one of: {offered}")
    return name
