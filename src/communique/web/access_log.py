"""The access log: one JSON object for each request, and one with its text for each slow query.

Never in it: the query string of a URL, a body, the token or any header.
"""

import json
import os
import sys
from collections.abc import Callable
from typing import Any

from communique.errors import InputError
from communique.web.exchange import Exchange

_MOST_TEXT = 2000  # characters of a slow query's text


class AccessLog:
    """Writes to the file `target`, or to standard error when that is `-`.

    With no target only slow queries are logged, to standard error. `slow` is in seconds, 0 for
    none. Lines are appended whole, so several processes may share a file; what the disk refuses is
    counted in `lost`. Raises InputError when the file cannot be opened.
    """

    def __init__(self, target: str, *, slow: float, now: Callable[[], str]) -> None:
        self.lost = 0
        self._is_on = bool(target)
        self._slow = slow or float("inf")
        self._now = now
        self._descriptor = _open(target)

    def note(self, exchange: Exchange, seconds: float) -> None:
        """Log a request that is over and took `seconds`."""
        if self._is_on:
            self._write(_request(exchange, seconds))
        if seconds >= self._slow and exchange.text:
            self._write(_slow_query(exchange, seconds))

    def close(self) -> None:
        """Close the file."""
        os.close(self._descriptor)

    def _write(self, members: dict[str, Any]) -> None:
        line = json.dumps({"time": self._now(), **members}, ensure_ascii=False)
        try:
            os.write(self._descriptor, line.encode("utf-8", "replace") + b"\n")
        except OSError:
            self.lost += 1


def _request(exchange: Exchange, seconds: float) -> dict[str, Any]:
    members = {
        "event": "request",
        "client": exchange.client,
        "method": exchange.method,
        "path": exchange.path,
        "kind": exchange.kind,
        "status": exchange.status,
        "bytes": exchange.sent,
        "duration_ms": round(seconds * 1000, 3),
        "query_id": exchange.told.get("query_id"),
        "snapshot": exchange.snapshot or None,
        "cached": exchange.is_cached,
    }
    if not exchange.is_whole:
        members["broken_off"] = True
    if exchange.code:
        members["code"] = exchange.code
    return members


def _slow_query(exchange: Exchange, seconds: float) -> dict[str, Any]:
    return {
        "event": "slow-query",
        "client": exchange.client,
        "kind": exchange.kind,
        "status": exchange.status,
        "duration_ms": round(seconds * 1000, 3),
        "query_id": exchange.told.get("query_id"),
        "text": exchange.text[:_MOST_TEXT],
    }


def _open(target: str) -> int:
    if target in ("", "-"):
        return os.dup(sys.stderr.fileno())
    try:
        return os.open(target, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o640)
    except OSError as error:
        raise InputError(f"cannot write the access log {target}: {error.strerror}") from error
