"""`/health`: the server is alive. `/ready`: it answers queries. For whoever supervises it."""

import asyncio
import json
from typing import Any

from communique import __version__
from communique.errors import CommuniqueError, MethodNotAllowed
from communique.store.wire import QueryRequest
from communique.web.asking import Asker, new_query_id
from communique.web.exchange import Disconnected, Exchange
from communique.web.freshness import Editions

METHODS = ("GET", "HEAD", "OPTIONS")

_PATIENCE = 2.0  # seconds in which a worker must answer


class Health:
    """Answers `/health` and `/ready`."""

    def __init__(self, asker: Asker, editions: Editions) -> None:
        self._asker = asker
        self._editions = editions

    async def alive(self, exchange: Exchange) -> None:
        """Answer 200: this process runs. The body tells what it serves. Raises StoreError."""
        edition = self._editions.current()
        content = {
            "status": "ok" if edition.number else "empty",
            "version": __version__,
            "snapshot": edition.number,
            "created": edition.created.isoformat() if edition.created else None,
        }
        await _tell(exchange, 200, content)

    async def ready(self, exchange: Exchange) -> None:
        """Answer 200 when a worker answers a query on a snapshot in time, else 503."""
        probe = QueryRequest(
            "ASK {}", bindings="csv", graph="", timeout=_PATIENCE, id=new_query_id()
        )
        try:
            async with asyncio.timeout(_PATIENCE):
                answer = await self._asker.ask(exchange, probe)
        except (TimeoutError, Disconnected):
            reason = f"no query worker answered within {_PATIENCE:g} s"
            await _tell(exchange, 503, {"status": "busy", "detail": reason})
        except CommuniqueError as error:
            await _tell(exchange, 503, {"status": "unready", "detail": str(error)})
        else:
            await _tell(exchange, 200, {"status": "ready", "snapshot": answer.snapshot})


async def _tell(exchange: Exchange, status: int, content: dict[str, Any]) -> None:
    if exchange.method not in METHODS:
        raise MethodNotAllowed("this can only be read")
    body = json.dumps(content).encode() + b"\n"
    headers = [
        ("content-type", "application/json"),
        ("content-length", str(len(body))),
        ("cache-control", "no-store"),
    ]
    if status == 503:
        headers.append(("retry-after", "5"))
    await exchange.reply(status, headers, body)
