"""The SPARQL endpoint: one operation of the protocol in; bindings, a graph or a problem out."""

import math

from communique.errors import BadRequest, MethodNotAllowed
from communique.settings import Settings
from communique.store.terminals import refuse_network
from communique.store.wire import QueryRequest
from communique.store.writing import Order
from communique.web.asking import CORS, Asker, new_query_id
from communique.web.cache import AnswerCache
from communique.web.description import Description
from communique.web.exchange import Exchange
from communique.web.freshness import Editions
from communique.web.negotiate import choose
from communique.web.protocol import Operation, parse
from communique.web.writing import Pen

# What an operation is counted and logged as.
_KINDS = {"query": "query", "update": "update", "none": "description"}


class Endpoint:
    """Answers `/sparql`, and `/sparql/update` where only updates are taken."""

    def __init__(
        self,
        settings: Settings,
        asker: Asker,
        pen: Pen,
        editions: Editions,
        cache: AnswerCache,
        *,
        only_updates: bool = False,
    ) -> None:
        self._settings = settings
        self._asker = asker
        self._pen = pen
        self._editions = editions
        self._cache = cache
        self._description = Description(settings, editions)
        self._only_updates = only_updates

    async def __call__(self, exchange: Exchange) -> None:
        """Answer one request. Raises CommuniqueError for what deserves a problem."""
        if self._only_updates and exchange.method != "POST":
            raise MethodNotAllowed("use POST for updates")
        has_body = exchange.method not in ("GET", "HEAD")
        body = await exchange.body(self._settings.max_query << 10) if has_body else b""
        number, key = self._editions.current().number, _key(exchange, body)
        if key and (kept := self._cache.get(number, key)):
            exchange.snapshot = number
            await exchange.repeat(kept)
            return
        query_id = exchange.told["query_id"] = new_query_id()
        content_type = exchange.headers.get("content-type", "")
        operation = parse(exchange.method, exchange.query_string, content_type, body)
        exchange.kind, exchange.text = _KINDS[operation.kind], operation.text
        if operation.kind == "update":
            await self._update(exchange, operation)
            return
        if self._only_updates:
            raise BadRequest("only updates are taken here: send queries to /sparql")
        if operation.kind == "none":
            kept = await self._description.of_service(exchange, operation.formats)
        else:
            refuse_network(operation.text, allowed=self._settings.services)
            request = self._request(operation, exchange, query_id)
            kept = await self._asker.answer(exchange, request)
        if kept and key and exchange.method != "HEAD":
            size = len(exchange.query_string) + len(body)
            self._cache.put(number, key, kept, key_size=size)

    async def _update(self, exchange: Exchange, operation: Operation) -> None:
        self._pen.demand_token(exchange)
        has_dataset = bool(operation.default_graphs or operation.named_graphs)
        order = Order(
            "update",
            text=operation.text,
            base_iri=exchange.url,
            using_default=operation.default_graphs if has_dataset else None,
            using_named=operation.named_graphs if has_dataset else None,
        )
        written = await self._pen.write(order)
        exchange.snapshot = written.snapshot
        await exchange.reply(204, [*CORS, ("x-snapshot", str(written.snapshot))])

    def _request(self, operation: Operation, exchange: Exchange, query_id: str) -> QueryRequest:
        limit = _time_limit(operation.timeout, self._settings.timeout)
        exchange.told["limit"] = limit
        chosen = choose(exchange.headers.get("accept", ""), operation.formats)
        has_dataset = bool(operation.default_graphs or operation.named_graphs)
        return QueryRequest(
            operation.text,
            bindings=chosen.bindings,
            graph=chosen.graph,
            timeout=limit,
            base_iri=exchange.url,
            default_graphs=operation.default_graphs if has_dataset else None,
            named_graphs=operation.named_graphs if has_dataset else None,
            max_rows=self._settings.max_rows or None,
            max_bytes=self._settings.max_bytes or None,
            id=query_id,
        )


def _key(exchange: Exchange, body: bytes) -> tuple[str | bytes, ...]:
    """Return what a query request is the same by; empty for one that asks about freshness."""
    headers = exchange.headers
    if exchange.method == "HEAD" or "if-none-match" in headers or "if-modified-since" in headers:
        return ()
    return (
        exchange.query_string,
        body,
        headers.get("content-type", ""),
        headers.get("accept", ""),
        headers.get("accept-encoding", ""),
        exchange.url,
        exchange.method,
    )


def _time_limit(asked: str, most: float) -> float:
    """`timeout=` can only lower the limit (in seconds)."""
    if not asked:
        return most
    try:
        seconds = float(asked)
    except ValueError:
        seconds = math.nan
    if not seconds > 0:
        raise BadRequest("timeout is a number of seconds above 0")
    return min(seconds, most)
