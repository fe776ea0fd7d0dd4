"""Asking the query workers on behalf of an exchange, and passing on what they answer."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from tempfile import SpooledTemporaryFile

from communique.errors import StoreFull
from communique.formats import FORMATS
from communique.store.async_pool import HOUSE, AsyncAnswer, AsyncPool
from communique.store.wire import QueryRequest
from communique.web.cache import Kept
from communique.web.encoding import CODERS, SMALLEST, coding, encode
from communique.web.exchange import Disconnected, Exchange, Headers
from communique.web.freshness import Edition, Editions, is_fickle

CORS = (
    ("access-control-allow-origin", "*"),
    (
        "access-control-expose-headers",
        "Content-Location, ETag, Link, Location, X-Query-Id, X-Snapshot",
    ),
)

_CONTENT_TYPES = {row.name: row.content_type for row in FORMATS}
_UNFRAMED = ("1", "1.0")  # versions of HTTP without chunks, as granian and others name them
_IN_MEMORY = 1 << 18
_VARY = ("vary", "Accept, Accept-Encoding")


class Asker:
    """Puts the queries of exchanges to a pool, under the address of their client."""

    def __init__(self, pool: AsyncPool, editions: Editions) -> None:
        self._pool = pool
        self._editions = editions

    async def answer(
        self, exchange: Exchange, request: QueryRequest, more: Headers = ()
    ) -> Kept | None:
        """Ask `request`, which needs an id, and send what comes with status 200, or 304.

        `more` are headers besides those that the answer has by itself.
        Return the response when it was small enough to come whole and will be the same until the
        next snapshot, else None. A client that leaves stops its query: Disconnected. An error
        after the first block breaks the response off. Raises what AsyncPool.query raises.
        """
        edition = self._editions.current()
        if (known := _known(exchange, edition, request)) is not None:
            await exchange.reply(304, [*edition.headers(known), _VARY, *CORS, *more])
            return None
        answer = await self.ask(exchange, request)
        exchange.snapshot = answer.snapshot
        name = coding(exchange.headers.get("accept-encoding", ""))
        if answer.body is not None and len(answer.body) < SMALLEST:
            name = ""
        headers = [*_headers(answer, edition, request, name), *more]
        if answer.blocks is None:
            body = encode(name, answer.body or b"") if name else answer.body or b""
            headers.append(("content-length", str(len(body))))
            query_id = ("x-query-id", answer.id)
            await exchange.reply(200, [*headers, query_id], body)
            is_lasting = answer.snapshot == edition.number and not is_fickle(request.text)
            return Kept.of(headers, body) if is_lasting else None
        headers.append(("x-query-id", answer.id))
        async with aclosing(answer.blocks) as blocks:
            if exchange.method != "HEAD" and exchange.scope.get("http_version") in _UNFRAMED:
                await _send_measured(exchange, headers, _coded(blocks, name))
                return None
            await exchange.begin(200, headers)
            if exchange.method != "HEAD":
                async for block in _coded(blocks, name):
                    await exchange.block(block, more=True)
        await exchange.block(b"", more=False)
        return None

    async def ask(self, exchange: Exchange, request: QueryRequest) -> AsyncAnswer:
        """Return the answer to `request`. Raises Disconnected, and what AsyncPool.query raises."""
        exchange.told["query_id"] = request.id
        try:
            return await self._pool.query(request, client=exchange.client, watch=exchange.gone)
        except asyncio.CancelledError as error:
            raise Disconnected from error

    def from_thread(self, loop: asyncio.AbstractEventLoop) -> Callable[[QueryRequest], bytes]:
        """Return a function by which other threads ask; `loop` is where the pool runs."""

        async def whole(request: QueryRequest) -> bytes:
            answer = await self._pool.query(request, client=HOUSE, watch=_forever)
            if answer.blocks is None:
                return answer.body or b""
            return b"".join([block async for block in answer.blocks])

        def ask(request: QueryRequest) -> bytes:
            return asyncio.run_coroutine_threadsafe(whole(request), loop).result()

        return ask


def new_query_id() -> str:
    """Return a name for a query that no other has."""
    return secrets.token_hex(16)


def _known(exchange: Exchange, edition: Edition, request: QueryRequest) -> str | None:
    if_none_match = exchange.headers.get("if-none-match", "")
    if_modified_since = exchange.headers.get("if-modified-since", "")
    if not (if_none_match or if_modified_since) or exchange.method == "POST":
        return None
    if not edition.number or is_fickle(request.text):
        return None
    formats = (request.bindings, request.graph)
    codings = ("", *(f".{name}" for name in CODERS))
    representations = {f"{form}{coding}" for form in formats if form for coding in codings}
    return edition.known(if_none_match, if_modified_since, representations)


def _headers(
    answer: AsyncAnswer, edition: Edition, request: QueryRequest, name: str
) -> list[tuple[str, str]]:
    headers = [("content-type", _CONTENT_TYPES[answer.format]), _VARY, *CORS]
    if name:
        headers.append(("content-encoding", name))
    if is_fickle(request.text):
        headers.append(("cache-control", "no-store"))
    elif answer.snapshot == edition.number:
        headers += edition.headers(f"{answer.format}.{name}" if name else answer.format)
    return headers


async def _send_measured(
    exchange: Exchange, headers: list[tuple[str, str]], blocks: AsyncIterator[bytes]
) -> None:
    """Send `blocks` once all have come, with their length: without it HTTP/1.0 has no other end
    than that of the connection, and an answer that broke off would pass for a whole one.
    """
    with SpooledTemporaryFile(max_size=_IN_MEMORY, prefix="communique-") as spool:
        try:
            async for block in blocks:
                spool.write(block)
        except OSError as error:
            raise StoreFull(f"the answer cannot be kept: {error.strerror}") from error
        await exchange.begin(200, [*headers, ("content-length", str(spool.tell()))])
        spool.seek(0)
        while block := spool.read(_IN_MEMORY):
            await exchange.block(block, more=True)
    await exchange.block(b"", more=False)


async def _coded(blocks: AsyncIterator[bytes], name: str) -> AsyncIterator[bytes]:
    """Pass `blocks` on in the coding `name`; the work is done beside the event loop."""
    if not name:
        async for block in blocks:
            yield block
        return
    loop = asyncio.get_running_loop()
    coder = CODERS[name]()
    async for block in blocks:
        if data := await loop.run_in_executor(None, coder.compress, block):
            yield data
    yield coder.flush()


async def _forever() -> None:
    await asyncio.Event().wait()
