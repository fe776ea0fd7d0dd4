"""`/queries`: the queries under way, for who has the token; `DELETE /queries/ID` stops one."""

import json

from communique.errors import MethodNotAllowed, NotFound
from communique.store.async_pool import AsyncPool
from communique.web.exchange import Exchange
from communique.web.writing import Pen

ROOT = "/queries"
METHODS = ("GET", "HEAD", "DELETE", "OPTIONS")

_MOST_TEXT = 500  # characters of a query's text


class RunningQueries:
    """Answers `/queries` and the queries below it. Texts are private: all of it needs the token."""

    def __init__(self, pool: AsyncPool, pen: Pen) -> None:
        self._pool = pool
        self._pen = pen

    async def __call__(self, exchange: Exchange) -> None:
        """Answer one request. Raises Unauthorized, Forbidden, NotFound, MethodNotAllowed."""
        self._pen.demand_token(exchange)
        query_id = exchange.path.removeprefix(ROOT).strip("/")
        if exchange.method == "DELETE" and query_id:
            await self._stop(exchange, query_id)
        elif exchange.method in ("GET", "HEAD"):
            await self._list(exchange, query_id)
        else:
            raise MethodNotAllowed(f"GET {ROOT} lists queries, DELETE {ROOT}/ID stops one")

    async def _stop(self, exchange: Exchange, query_id: str) -> None:
        if not self._pool.kill(query_id):
            raise NotFound(f"no query {query_id} is under way")
        await exchange.reply(204, [("cache-control", "no-store")])

    async def _list(self, exchange: Exchange, query_id: str) -> None:
        queries = [
            {
                "id": query.id,
                "client": query.client,
                "seconds": round(query.seconds, 3),
                "text": query.text[:_MOST_TEXT],
            }
            for query in self._pool.running()
            if query_id in ("", query.id)
        ]
        if query_id and not queries:
            raise NotFound(f"no query {query_id} is under way")
        body = json.dumps({"queries": queries}, ensure_ascii=False).encode() + b"\n"
        headers = [
            ("content-type", "application/json"),
            ("content-length", str(len(body))),
            ("cache-control", "no-store"),
        ]
        await exchange.reply(200, headers, body)
