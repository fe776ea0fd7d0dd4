"""The terminals of SPARQL 1.1 (grammar, section 19.8), read to find what would leave the machine.

SERVICE in queries and updates and LOAD in updates make the engine open connections. They are
found as the keywords they are: comments, strings, IRIs, variables and prefixed names such as
`service:x` cannot hide or feign one.
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from communique.errors import QueryRefused

# Names are cut at dots, and keywords run on over hyphens, so that no text takes quadratic time;
# both differences from the grammar can only make a query look more like a connection, not less.
_NAME = r"[^\W\d_][\w\-·]*"
_LOCAL = r"(?:[\w:.\-·]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])*"
_TERMINALS = re.compile(
    r"""
      (?P<space>\s+ | \#[^\r\n]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
    | (?P<variable>[?$][\w·]+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<prefixed>(?:_|NAME)?:LOCAL)
    | (?P<number>\d*\.?\d+(?:[eE][+-]?\d+)?)
    | (?P<word>[^\W\d][\w\-·]*)
    | (?P<other>.)
    """.replace("NAME", _NAME).replace("LOCAL", _LOCAL),
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def terminals(text: str) -> Iterator[tuple[str, str]]:
    """Yield the (kind, text) of each terminal of a query or update, without space and comments."""
    for match in _TERMINALS.finditer(text):
        if match.lastgroup and match.lastgroup != "space":
            yield match.lastgroup, match.group()


def refuse_network(text: str, *, allowed: Iterable[str] = ()) -> None:
    r"""Raise QueryRefused when `text` would make the engine open a connection.

    SERVICE with a full IRI below one of the `allowed` endpoint prefixes passes; LOAD never does.
    Codepoint escapes (section 19.2) are looked at both as written and as resolved, since an
    escaped quote moves the ends of strings.
    """
    if "\\" not in text and not _might_connect(text):
        return
    for reading in {text, unescape(text)}:
        _refuse(list(terminals(reading)), tuple(allowed))


def unescape(text: str) -> str:
    r"""Resolve the codepoint escapes \uXXXX and \UXXXXXXXX; impossible ones stay as they are."""

    def character(match: re.Match[str]) -> str:
        number = int(match[1] or match[2], 16)
        return chr(number) if number < 0x110000 else match[0]

    return _ESCAPE.sub(character, text)


def _might_connect(text: str) -> bool:
    folded = text.casefold()
    return "service" in folded or "load" in folded


def _refuse(tokens: list[tuple[str, str]], allowed: tuple[str, ...]) -> None:
    for place, (kind, word) in enumerate(tokens):
        if kind != "word":
            continue
        if word.upper() == "LOAD":
            raise QueryRefused("LOAD is not allowed here: send the data itself")
        if word.upper() == "SERVICE" and not _passes(tokens[place + 1 : place + 3], allowed):
            raise QueryRefused(
                "SERVICE is not allowed here: ask the other endpoint yourself"
                if not allowed
                else "SERVICE needs the full IRI of an endpoint that this server allows"
            )


def _passes(following: list[tuple[str, str]], allowed: tuple[str, ...]) -> bool:
    if following and following[0][1].upper() == "SILENT":
        following = following[1:]
    if not following or following[0][0] != "iri":
        return False
    endpoint = following[0][1][1:-1]
    path = urlsplit(endpoint).path
    if any(step in (".", "..") for step in path.split("/")):
        return False
    return any(endpoint.startswith(_with_path(prefix)) for prefix in allowed)


def _with_path(prefix: str) -> str:
    """A prefix without a path gets one, or `http://a.example` would let `http://a.example.b` in."""
    return prefix if urlsplit(prefix).path else prefix + "/"
