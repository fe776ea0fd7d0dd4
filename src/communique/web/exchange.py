"""One HTTP exchange over ASGI: reading a bounded body, answering whole or in blocks."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, MutableMapping
from contextlib import suppress
from typing import Any
from urllib.parse import quote

from communique.errors import BadRequest, PayloadTooLarge, RequestStalled, UnsupportedMediaType
from communique.web.cache import Kept
from communique.web.problem import Problem

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = Iterable[tuple[str, str]]

# What the first part of a path is counted and logged as; the SPARQL endpoint knows better.
_KINDS = {
    "sparql": "query",
    "graphs": "graphs",
    "articles": "articles",
    "id": "linked data",
    "data": "linked data",
    "graph": "linked data",
    "ontology": "linked data",
    "context": "linked data",
    "exports": "exports",
    ".well-known": "description",
    "catalog": "description",
    "health": "operations",
    "ready": "operations",
    "metrics": "operations",
    "queries": "operations",
}

# RFC 3986, section 3.2; what else it may hold could not stand in an IRI.
_HOST = re.compile(r"(?:[\w.~!$&'()*+,;=%-]*|\[[0-9A-Fa-f:.]+\])(?::\d*)?", re.ASCII)


class Disconnected(Exception):
    """The client went away before its answer was complete, or stopped reading it."""


class CutOff(Disconnected):
    """The client ended its body too early; it may still listen."""


class Exchange:
    """A request and the way to answer it; lives as long as the request.

    `stall` is how many seconds a client may neither send nor read before it is given up.
    """

    __slots__ = (
        "_is_read",
        "_is_streaming",
        "_send",
        "_stall",
        "began",
        "begun",
        "code",
        "headers",
        "is_cached",
        "is_gone",
        "is_whole",
        "kind",
        "method",
        "path",
        "query_string",
        "receive",
        "scope",
        "sent",
        "snapshot",
        "status",
        "text",
        "told",
    )

    def __init__(self, scope: Scope, receive: Receive, send: Send, *, stall: float = 60.0) -> None:
        self.scope = scope
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.query_string: bytes = scope["query_string"]
        self.headers: dict[str, str] = _headers(scope["headers"])
        self.begun = False  # whether the head of the response is out
        self.told: dict[str, Any] = {}  # members that a problem with this request carries
        # What the access log and the metrics tell of it.
        self.began = time.monotonic()
        self.kind = _KINDS.get(self.path.lstrip("/").partition("/")[0], "page")
        self.status = 499  # until the head is out: the client left before
        self.sent = 0  # bytes of the body
        self.is_whole = False  # whether all of the answer is out
        self.is_cached = False
        self.is_gone = False  # whether the client is known to have left
        self.snapshot = 0  # the one that answered or that a write made, if any
        self.code = ""  # of the problem, if it came to one
        self.text = ""  # of the query or update
        self.receive = receive
        self._is_read = self.method in ("GET", "HEAD")
        self._is_streaming = False
        self._stall = stall
        self._send = send

    @property
    def client(self) -> str:
        """The address that the request came from."""
        peer = self.scope.get("client")
        return str(peer[0]) if peer else ""

    @property
    def url(self) -> str:
        """The URL of the resource as the client wrote it, without its query string."""
        raw: bytes = self.scope.get("raw_path") or quote(self.path).encode()
        return f"{self.origin}{raw.decode('latin-1').partition('?')[0]}"

    @property
    def origin(self) -> str:
        """The URL of the server's root as the client wrote it, without a slash at its end.

        Raises BadRequest when the Host header cannot be part of one.
        """
        scheme, host = self.scope.get("scheme", "http"), self.headers.get("host", "localhost")
        if not _HOST.fullmatch(host):
            raise BadRequest("the Host header is no host")
        return f"{scheme}://{host}{self.scope.get('root_path', '')}"

    async def body(self, limit: int) -> bytes:
        """Return the request's body. Raises PayloadTooLarge past `limit` bytes."""
        return b"".join([block async for block in self.blocks(limit)])

    async def blocks(self, limit: int) -> AsyncIterator[bytes]:
        """Yield the request's body as it comes. Raises PayloadTooLarge past `limit` bytes."""
        if self.headers.get("content-encoding", "identity").strip().lower() != "identity":
            raise UnsupportedMediaType("send the body without Content-Encoding")
        declared = self.headers.get("content-length", "0")
        if not declared.isdigit():
            raise BadRequest("Content-Length is not a number")
        if int(declared) > limit:
            raise PayloadTooLarge(f"the body has {declared} bytes, the limit is {limit}")
        received = 0
        while not self._is_read:
            block = await self._next_block()
            received += len(block)
            if received > limit:
                raise PayloadTooLarge(f"the body is over the limit of {limit} bytes")
            yield block

    async def _next_block(self) -> bytes:
        try:
            async with asyncio.timeout(self._stall):
                message = await self.receive()
        except TimeoutError as error:
            self._is_read = True  # nothing more is awaited
            reason = f"no more of the body came for {self._stall:g} s"
            raise RequestStalled(reason) from error
        if message["type"] == "http.disconnect":
            self._is_read = True
            raise CutOff("the body ended before it was whole")
        self._is_read = not message.get("more_body")
        return bytes(message.get("body", b""))

    async def drain(self, *, most: int = 1 << 30, seconds: float = 30.0) -> None:
        """Read what is left of the body and throw it away.

        Clients that send all before they listen would else see a broken pipe, not our answer.
        """
        with suppress(TimeoutError, Disconnected, RequestStalled):
            async with asyncio.timeout(seconds):
                while not self._is_read and most > 0:
                    most -= len(await self._next_block())

    async def gone(self) -> None:
        """Return when the client has gone away."""
        while (await self.receive())["type"] != "http.disconnect":
            pass
        self.is_gone = True

    async def begin(self, status: int, headers: Headers) -> None:
        """Send the head of the response."""
        pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        await self.send({"type": "http.response.start", "status": status, "headers": pairs})

    async def block(self, data: bytes, *, more: bool) -> None:
        """Send a block of the body. Raises Disconnected when the client has stopped reading."""
        await self.send({"type": "http.response.body", "body": data, "more_body": more})

    async def reply(self, status: int, headers: Headers, body: bytes = b"") -> None:
        """Send a whole response; HEAD gets its head alone."""
        await self.begin(status, headers)
        await self.block(b"" if self.method == "HEAD" else body, more=False)

    async def repeat(self, kept: Kept) -> None:
        """Send a response that was sent before."""
        self.is_cached = True
        head = {"type": "http.response.start", "status": 200, "headers": kept.headers}
        await self.send(head)
        await self.send({"type": "http.response.body", "body": kept.body, "more_body": False})

    async def refuse(self, answer: Problem, more: Headers = ()) -> None:
        """Send a problem."""
        self.code = str(answer.members.get("code", ""))
        await self.reply(answer.status, [*answer.headers, *more], answer.body)

    async def send(self, message: MutableMapping[str, Any]) -> None:
        """Send a message of ASGI: everything that goes out passes here. Raises Disconnected."""
        if message["type"] == "http.response.start":
            self.begun = True
            self.status = message["status"]
            await self._send(message)
            return
        more = message.get("more_body", False)
        if more or self._is_streaming:
            self._is_streaming = True
            try:
                async with asyncio.timeout(self._stall):
                    await self._send(message)
            except TimeoutError as error:
                raise Disconnected from error
        else:
            await self._send(message)  # it goes out with the head: the server takes it at once
        self.sent += len(message.get("body", b""))
        self.is_whole = not more


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("latin-1"), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers
