"""SPARQL 1.1 Graph Store HTTP Protocol: `/graphs?graph=IRI`, `/graphs?default`, `/graphs/...`."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from communique.errors import (
    BadRequest,
    GraphNotFound,
    MethodNotAllowed,
    PreconditionFailed,
    UnsupportedMediaType,
)
from communique.settings import Settings
from communique.store.terminals import refuse_network
from communique.store.wire import QueryRequest
from communique.store.writing import Order
from communique.web.asking import CORS, Asker, new_query_id
from communique.web.exchange import Exchange
from communique.web.freshness import Edition, Editions
from communique.web.negotiate import choose
from communique.web.payload import received
from communique.web.protocol import UPDATE, parse_parameters
from communique.web.writing import Pen

METHODS = ("GET", "HEAD", "PUT", "POST", "PATCH", "DELETE", "OPTIONS")
ROOT = "/graphs"

_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_EXISTS = "ASK { GRAPH <%s> {} }"


@dataclass(frozen=True, slots=True)
class Target:
    """What a request is about: a named graph, the default graph ("") or the store itself."""

    graph: str
    is_store: bool = False


class GraphStore:
    """Answers `/graphs` and everything below it."""

    def __init__(self, settings: Settings, asker: Asker, pen: Pen, editions: Editions) -> None:
        self._settings = settings
        self._editions = editions
        self._asker = asker
        self._pen = pen

    async def __call__(self, exchange: Exchange) -> None:
        """Answer one request. Raises CommuniqueError for what deserves a problem."""
        if exchange.method not in METHODS:
            raise MethodNotAllowed(f"a graph takes {', '.join(METHODS)}")
        aim = target(exchange.url, exchange.query_string, at_root=exchange.path.rstrip("/") == ROOT)
        if exchange.method in ("GET", "HEAD"):
            await self._get(exchange, aim)
        else:
            self._pen.demand_token(exchange)
            await self._write(exchange, aim)

    async def _get(self, exchange: Exchange, aim: Target) -> None:
        if aim.is_store:
            raise BadRequest(f"name a graph: {ROOT}?graph=IRI or {ROOT}?default")
        chosen = choose(exchange.headers.get("accept", ""), kinds="graph")
        if aim.graph:
            await self._demand(exchange, aim.graph)
        request = self._request(_ALL, aim, graph=chosen.graph)
        await self._asker.answer(exchange, request)

    async def _demand(self, exchange: Exchange, graph: str) -> None:
        """Raise GraphNotFound unless there is such a graph."""
        request = QueryRequest(
            _EXISTS % graph,
            bindings="csv",
            graph="",
            timeout=self._settings.timeout,
            id=new_query_id(),
        )
        if b"true" not in ((await self._asker.ask(exchange, request)).body or b""):
            raise GraphNotFound(f"there is no graph <{graph}>")

    def _request(self, text: str, aim: Target, *, graph: str) -> QueryRequest:
        return QueryRequest(
            text,
            bindings="",
            graph=graph,
            timeout=self._settings.timeout,
            default_graphs=(aim.graph,) if aim.graph else None,
            max_rows=self._settings.max_rows or None,
            max_bytes=self._settings.max_bytes or None,
            id=new_query_id(),
        )

    async def _write(self, exchange: Exchange, aim: Target) -> None:
        if aim.is_store and exchange.method != "POST":
            raise BadRequest(f"name a graph: {ROOT}?graph=IRI or {ROOT}?default")
        graph = f"{exchange.url.rstrip('/')}/{uuid.uuid4().hex}" if aim.is_store else aim.graph
        verb = exchange.method.lower()
        order = conditional(Order(verb, graph), exchange.headers, self._editions.current())
        if verb == "delete":
            written = await self._pen.write(order)
        elif verb == "patch":
            written = await self._pen.write(await self._patch(exchange, order))
        else:
            async with received(exchange, limit=self._settings.max_upload << 20) as payloads:
                order = replace(order, payloads=payloads, base_iri=exchange.url)
                written = await self._pen.write(order)
        headers = [*CORS, ("x-snapshot", str(written.snapshot))]
        if aim.is_store:
            headers.append(("location", graph))
        await exchange.reply(201 if written.created else 204, headers)

    async def _patch(self, exchange: Exchange, order: Order) -> Order:
        media_type = exchange.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type != UPDATE:
            raise UnsupportedMediaType(f"PATCH takes {UPDATE}")
        try:
            text = (await exchange.body(self._settings.max_query << 10)).decode("utf-8")
        except UnicodeDecodeError as error:
            raise BadRequest(f"the update is not UTF-8: byte {error.start}") from error
        refuse_network(text)
        return replace(order, text=text, base_iri=exchange.url)


def conditional(order: Order, headers: Mapping[str, str], edition: Edition) -> Order:
    """Return `order` on the conditions of `headers` (RFC 9110, section 13.1).

    Entity tags name an edition of the whole store, so a change of any graph fails them. Raises
    PreconditionFailed for what cannot come true any more.
    """
    wanted, unwanted = headers.get("if-match", "").strip(), headers.get("if-none-match", "").strip()
    if wanted == "*":
        order = replace(order, exists=True)
    elif wanted:
        if not edition.is_among(wanted, weakly=False):
            raise PreconditionFailed("the store has changed since: get the graph again, then write")
        order = replace(order, at_snapshot=edition.number)
    if unwanted == "*":
        return replace(order, exists=False)
    if unwanted and edition.is_among(unwanted, weakly=True):
        raise PreconditionFailed("the graph is still as the If-None-Match header names it")
    return order


def target(url: str, query_string: bytes, *, at_root: bool) -> Target:
    """Return what `url` with `query_string` identifies (sections 4.1 and 4.2).

    `at_root` says that the path is the store's own, so that without parameters it means the
    store; below it the URL itself is the graph's name. Raises BadRequest.
    """
    sent = parse_parameters(query_string)
    graphs = [value for name, value in sent if name == "graph"]
    defaults = [value for name, value in sent if name == "default"]
    if len(graphs) + len(defaults) > 1:
        raise BadRequest("name one graph: either graph=IRI or default, once")
    if defaults:
        return Target("")
    if not graphs:
        return Target("" if at_root else _absolute(url), is_store=at_root)
    return Target(_absolute(graphs[0]))


def _absolute(iri: str) -> str:
    try:
        return NamedNode(iri).value
    except ValueError as error:
        raise BadRequest(f"graph needs an absolute IRI: {error}") from error
