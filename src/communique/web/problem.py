"""Errors over HTTP: RFC 9457 problem details, or plain text for clients that read only text."""

import json
from dataclasses import dataclass, field
from typing import Any

from communique.errors import CommuniqueError, outcome
from communique.web.negotiate import parse_accept

PROBLEM_TYPE = "https://w3id.org/communique/problem/"

HINTS: dict[str, str] = {
    "query-timeout": "Make the query more selective, add LIMIT, or ask for a longer run elsewhere.",
    "query-memory": "Aggregate or LIMIT earlier, so that fewer rows are held at once.",
    "busy": "Try again after the seconds in Retry-After.",
    "too-many-queries": "Ask again when your queries under way have ended; see Retry-After.",
    "result-too-large": "Add a LIMIT, or ask for less.",
    "store-locked": "Try again after the seconds in Retry-After.",
    "nothing-published": "Run `communique ingest` and `communique publish` on this store.",
}
_RETRY_AFTER: dict[str, int] = {
    "query-timeout": 10,
    "query-memory": 10,
    "busy": 1,
    "too-many-queries": 1,
    "store-locked": 1,
    "nothing-published": 5,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A response that says what went wrong."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    members: dict[str, Any] = field(default_factory=dict)


def problem(error: CommuniqueError, *, accept: str = "", **members: Any) -> Problem:
    """Return the response for `error`.

    `members` are extension members of the problem (limit, elapsed, query_id, ...); those that are
    None are left out.
    """
    meaning = outcome(error)
    content: dict[str, Any] = {
        "type": PROBLEM_TYPE + meaning.code,
        "title": meaning.title,
        "status": meaning.status,
        "detail": str(error),
        "code": meaning.code,
        "hint": HINTS.get(meaning.code),
        **members,
    }
    content = {name: value for name, value in content.items() if value is not None}
    headers = [("cache-control", "no-store"), ("vary", "Accept")]
    if meaning.code in _RETRY_AFTER:
        headers.append(("retry-after", str(_RETRY_AFTER[meaning.code])))
    if meaning.status == 401:
        headers.append(("www-authenticate", 'Bearer realm="communique", charset="UTF-8"'))
        headers.append(("www-authenticate", 'Basic realm="communique", charset="UTF-8"'))
    if wants_text(accept):
        body = "".join(f"{name}: {value}\n" for name, value in content.items()).encode()
        headers.append(("content-type", "text/plain; charset=utf-8"))
    else:
        body = json.dumps(content, ensure_ascii=False).encode() + b"\n"
        headers.append(("content-type", "application/problem+json"))
    headers.append(("content-length", str(len(body))))
    return Problem(meaning.status, tuple(headers), body, content)


def wants_text(accept: str) -> bool:
    """Return whether the client names text/plain, or some text, and nothing that JSON fits."""
    ranges = [media for media, weight in parse_accept(accept) if weight > 0]
    reads_json = any(media == "*/*" or "json" in media for media in ranges)
    return not reads_json and any(media.startswith("text/") for media in ranges)
