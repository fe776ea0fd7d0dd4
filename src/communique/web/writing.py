"""Writing on behalf of an exchange: the token, then the scribe."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from communique.settings import Settings
from communique.store.scribe import Scribe
from communique.store.writing import Order, Written
from communique.web.access import demand_token
from communique.web.exchange import Exchange


class Pen:
    """The async side of the scribe; writes take turns."""

    def __init__(self, settings: Settings, scribe: Scribe, now: Callable[[], str]) -> None:
        self._settings = settings
        self._scribe = scribe
        self._now = now
        self._turns = ThreadPoolExecutor(1, thread_name_prefix="scribe")

    def demand_token(self, exchange: Exchange) -> None:
        """Pass when the request carries the token. Raises Forbidden, Unauthorized."""
        demand_token(exchange.headers.get("authorization", ""), self._settings.token)

    async def write(self, order: Order) -> Written:
        """Carry out `order`, which goes on even when its client leaves. Raises what it raises."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._turns, self._write, order)

    def close(self) -> None:
        """Finish the write under way and end the scribe."""
        self._turns.shutdown(wait=True, cancel_futures=True)
        self._scribe.close()

    def _write(self, order: Order) -> Written:
        return self._scribe.write(
            replace(order, services=self._settings.services),
            timeout=self._settings.write_timeout,
            now=self._now(),
        )
