"""SPARQL 1.1 Protocol: from an HTTP request to one operation, or to the error that it deserves."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote_to_bytes

from pyoxigraph import NamedNode

from communique.errors import BadRequest, MethodNotAllowed, UnsupportedMediaType

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
METHODS = ("GET", "HEAD", "POST", "OPTIONS")

_MOST_PARAMETERS = 1000
_SINGLE = ("query", "update", "timeout")
_FORMAT = ("format", "output", "results")
_DATASET = {
    "query": ("default-graph-uri", "named-graph-uri"),
    "update": ("using-graph-uri", "using-named-graph-uri"),
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One query or update as the protocol gives it (sections 2.1 and 2.2).

    `default_graphs` and `named_graphs` are the dataset that the request names, empty when it
    names none. `formats` are the values of `format=` and its aliases; `timeout` is as sent.
    """

    kind: Literal["query", "update", "none"]
    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    timeout: str = ""


def parse(method: str, query_string: bytes, content_type: str, body: bytes) -> Operation:
    """Return the operation of one request; its kind is "none" for a GET that asks nothing.

    Raises MethodNotAllowed, UnsupportedMediaType or BadRequest.
    """
    parameters = parse_parameters(query_string)
    direct: dict[str, str] = {}
    if method == "POST":
        media_type = _media_type(content_type)
        if media_type == FORM:
            parameters += parse_parameters(body)
        elif media_type in (QUERY, UPDATE):
            direct = {"query" if media_type == QUERY else "update": _utf8(body)}
        else:
            raise UnsupportedMediaType(f"POST needs Content-Type {FORM}, {QUERY} or {UPDATE}")
    elif method not in ("GET", "HEAD"):
        raise MethodNotAllowed("use GET or POST for queries and POST for updates")
    return _operation(parameters, direct, method)


def _operation(parameters: list[tuple[str, str]], direct: dict[str, str], method: str) -> Operation:
    sent: dict[str, list[str]] = {}
    for name, value in [*parameters, *direct.items()]:
        sent.setdefault(name, []).append(value)
    for name in _SINGLE:
        if len(sent.get(name, ())) > 1:
            raise BadRequest(f"parameter {name} was sent {len(sent[name])} times: send it once")
    if "query" in sent and "update" in sent:
        raise BadRequest("send either query or update, not both")
    kind: Literal["query", "update", "none"]
    kind = "query" if "query" in sent else "update" if "update" in sent else "none"
    if kind == "update" and method != "POST":
        raise BadRequest("an update needs POST")
    if kind == "none":
        if method == "POST":
            raise BadRequest("the form holds no query: send it as the parameter query")
        return Operation("none", "", formats=_all(sent, _FORMAT))
    _refuse_other_dataset(sent, "update" if kind == "query" else "query", kind)
    default, named = _DATASET[kind]
    return Operation(
        kind,
        sent[kind][0],
        default_graphs=_iris(sent, default),
        named_graphs=_iris(sent, named),
        formats=_all(sent, _FORMAT),
        timeout=sent.get("timeout", [""])[0],
    )


def _refuse_other_dataset(sent: dict[str, list[str]], other: str, kind: str) -> None:
    for name in _DATASET[other]:
        if name in sent:
            raise BadRequest(f"parameter {name} belongs to a SPARQL {other}, this is a {kind}")


def _all(sent: dict[str, list[str]], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value for name in names for value in sent.get(name, ()) if value)


def _iris(sent: dict[str, list[str]], name: str) -> tuple[str, ...]:
    for value in sent.get(name, ()):
        try:
            NamedNode(value)
        except ValueError as error:
            raise BadRequest(f"{name} needs an absolute IRI: {error}") from error
    return tuple(sent.get(name, ()))


def _media_type(content_type: str) -> str:
    media_type, *parameters = (part.strip().lower() for part in content_type.split(";"))
    for parameter in parameters:
        if parameter.startswith("charset=") and parameter[8:].strip('"') not in ("utf-8", "utf8"):
            raise BadRequest("SPARQL is sent as UTF-8: drop the charset or say utf-8")
    return media_type


def parse_parameters(data: bytes) -> list[tuple[str, str]]:
    """Return the (name, value) pairs of a query string or form. Raises BadRequest."""
    if data.count(b"&") >= _MOST_PARAMETERS:
        raise BadRequest(f"too many parameters: send at most {_MOST_PARAMETERS}")
    pairs = (field.partition(b"=") for field in data.split(b"&") if field)
    try:
        data.decode("ascii")
        return [(_plain(name), _plain(value)) for name, _, value in pairs]
    except UnicodeDecodeError as error:
        raise BadRequest("parameters are sent as percent-encoded UTF-8") from error


def _plain(data: bytes) -> str:
    return unquote_to_bytes(data.replace(b"+", b" ")).decode()


def _utf8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(f"the body is not UTF-8: {error.reason} at byte {error.start}") from error
