"""The front: the protocols go straight to their endpoints, everything else to the Flask app."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, cast
from urllib.parse import urlsplit

from a2wsgi import WSGIMiddleware

from communique.errors import BadRequest, CommuniqueError, outcome
from communique.formats import GRAPHS
from communique.settings import Settings
from communique.store.async_pool import AsyncPool, Limits
from communique.store.scribe import Scribe
from communique.web import (
    articles,
    description,
    graphs,
    named_graphs,
    namespace,
    protocol,
    running,
    things,
)
from communique.web.access_log import AccessLog
from communique.web.app import create_app
from communique.web.asking import CORS, Asker
from communique.web.cache import AnswerCache
from communique.web.describe import WELL_KNOWN
from communique.web.downloads import Downloads
from communique.web.exchange import CutOff, Disconnected, Exchange, Receive, Scope, Send
from communique.web.forwarded import below, forwarded, networks
from communique.web.freshness import Editions
from communique.web.health import METHODS as READ_ONLY
from communique.web.health import Health
from communique.web.inbox import Inbox
from communique.web.live_exports import LiveExports
from communique.web.metrics import Metrics, State
from communique.web.problem import problem
from communique.web.sparql import Endpoint
from communique.web.writing import Pen

_log = logging.getLogger(__name__)

Handler = Callable[[Exchange], Awaitable[None]]
Route = tuple[tuple[str, ...], Handler]
"""The methods that a resource has, and what answers them."""


class Front:
    """The ASGI application; it owns the query workers from startup to shutdown."""

    def __init__(self, settings: Settings, *, workers: int, now: Callable[[], str]) -> None:
        self._settings = settings
        self._now = now
        self._workers = workers
        self._flask: Any = None
        self._routes: dict[str, Route] = {}
        self._trees: dict[str, Route] = {}  # by the first part of the path: all that is below it
        self._base_path = urlsplit(settings.base_iri).path.rstrip("/")
        self._proxies = networks(settings.trusted_proxies)
        self._log = AccessLog(settings.access_log, slow=settings.slow_query, now=now)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection scope (ASGI 3)."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif scope["type"] == "http":
            if self._proxies:
                scope = forwarded(scope, self._proxies)
            scope = below(scope, self._base_path)
            await self._serve(Exchange(scope, receive, send, stall=self._settings.stall))

    async def _serve(self, exchange: Exchange) -> None:
        try:
            if route := self._route(exchange.path):
                await answer(exchange, *route)
            else:
                await _pass_on(exchange, self._flask)
        finally:
            seconds = time.monotonic() - exchange.began
            self._metrics.note(exchange, seconds)
            self._log.note(exchange, seconds)

    def _route(self, path: str) -> Route | None:
        # A target may be "*", which no path begins like.
        return self._routes.get(path) or self._trees.get(path[1:].partition("/")[0])

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        await receive()
        pool = AsyncPool(
            self._settings.store,
            workers=self._workers,
            memory=self._settings.memory,
            limits=self._limits(),
        )
        editions = Editions(self._settings.store)
        cache = AnswerCache(self._settings.cache << 20)
        asker = Asker(pool, editions)
        pen = Pen(self._settings, self._scribe(), self._now)
        inbox = Inbox(self._settings)
        ingesting = asyncio.create_task(inbox.run())
        health = Health(asker, editions)
        self._metrics = Metrics(
            State(self._settings.store, stats=pool.stats, cache=cache, log=self._log, now=self._now)
        )
        endpoint = Endpoint(self._settings, asker, pen, editions, cache)
        updates = Endpoint(self._settings, asker, pen, editions, cache, only_updates=True)
        described = things.Things(self._settings, asker, editions)

        async def pages(exchange: Exchange) -> None:
            await _pass_on(exchange, self._flask)

        terms = namespace.Namespace(pages)
        store = graphs.GraphStore(self._settings, asker, pen, editions)
        words = description.Description(self._settings, editions)
        live = LiveExports(self._settings, asker, editions)
        self._trees = {
            "articles": (articles.METHODS, articles.Articles(inbox, pen)),
            "context": (READ_ONLY, namespace.context),
            "data": (READ_ONLY, described.data),
            "exports": (READ_ONLY, Downloads(self._settings, live, pages)),
            "graph": (READ_ONLY, named_graphs.NamedGraphs(self._settings, asker)),
            "graphs": (graphs.METHODS, store),
            "id": (READ_ONLY, described.identity),
            "ontology": (READ_ONLY, terms),
            "queries": (running.METHODS, running.RunningQueries(pool, pen)),
        }
        self._routes = {
            "/sparql": (protocol.METHODS, endpoint),
            "/sparql/": (protocol.METHODS, endpoint),
            "/sparql/update": (("POST", "OPTIONS"), updates),
            WELL_KNOWN: (description.METHODS, words),
            "/catalog": (description.METHODS, words.of_catalogue),
            **{f"/ontology.{row.extension}": (READ_ONLY, terms) for row in GRAPHS},
            "/health": (READ_ONLY, health.alive),
            "/ready": (READ_ONLY, health.ready),
            "/metrics": (READ_ONLY, self._metrics),
        }
        flask = create_app(self._settings, asker.from_thread(asyncio.get_running_loop()))
        self._flask = WSGIMiddleware(cast(Any, flask.wsgi_app), workers=8)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        ingesting.cancel()
        await asyncio.wait({ingesting})
        pen.close()
        pool.close()
        self._log.close()
        await send({"type": "lifespan.shutdown.complete"})

    def _limits(self) -> Limits:
        settings = self._settings
        return Limits(
            total=settings.all_queries,
            per_client=settings.client_queries,
            long=settings.long_queries,
            network=bool(settings.services),
        )

    def _scribe(self) -> Scribe:
        settings = self._settings
        return Scribe(
            settings.store,
            base_iri=settings.base_iri,
            lock_wait=settings.lock_wait,
            keep=settings.keep,
            memory=settings.write_memory,
        )


async def answer(exchange: Exchange, methods: tuple[str, ...], handler: Handler) -> None:
    """Run `handler`; what it refuses becomes a problem, unless its answer has begun."""
    allow = ("allow", ", ".join(methods))
    try:
        if exchange.method == "OPTIONS":
            await exchange.reply(204, [allow, *CORS, *_preflight(methods)])
        else:
            await handler(exchange)
    except CutOff as error:
        await _refuse(exchange, BadRequest(str(error)), allow)
    except Disconnected:
        return
    except CommuniqueError as error:
        if exchange.is_gone:
            return  # its query was stopped for that
        if exchange.begun:
            exchange.code = outcome(error).code
            raise  # the server then breaks the connection: no part is taken for the whole
        await exchange.drain()
        await _refuse(exchange, error, allow)
    except Exception:  # the last resort: a mistake of ours is told like any other, logged in full
        _log.exception("unforeseen, answering %s %s", exchange.method, exchange.path)
        if exchange.begun:
            raise
        await _refuse(exchange, CommuniqueError("a mistake of the server: see its log"), allow)


async def _refuse(exchange: Exchange, error: CommuniqueError, allow: tuple[str, str]) -> None:
    elapsed = round(time.monotonic() - exchange.began, 3)
    accept = exchange.headers.get("accept", "")
    refusal = problem(error, accept=accept, elapsed=elapsed, **exchange.told)
    await exchange.refuse(refusal, (*CORS, *([allow] if refusal.status == 405 else [])))


async def _pass_on(exchange: Exchange, app: Any) -> None:
    """Have the Flask app answer. Its paths begin with the prefix that a proxy took off."""
    scope = exchange.scope
    if root_path := scope.get("root_path", ""):
        scope = {**scope, "path": f"{root_path}{exchange.path}"}
    with suppress(Disconnected):
        await app(scope, exchange.receive, exchange.send)


def _preflight(methods: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return (
        ("access-control-allow-methods", ", ".join(methods)),
        ("access-control-allow-headers", "Accept, Authorization, Content-Type, If-None-Match"),
        ("access-control-max-age", "86400"),
    )
