"""Answering with a description: the service's at `/sparql`, the data's at `/.well-known/void`, the
catalogue at `/catalog`.
"""

from collections.abc import Callable

from pyoxigraph import Triple

from communique.errors import NothingPublished
from communique.exports.dumps import dumps
from communique.formats import GRAPHS, by_name
from communique.settings import Settings
from communique.store.snapshot import Snapshot, current
from communique.web.asking import CORS
from communique.web.cache import Kept
from communique.web.catalogue import catalogue
from communique.web.describe import Site, service_description, void_description, write
from communique.web.exchange import Exchange
from communique.web.freshness import Editions
from communique.web.negotiate import choose

METHODS = ("GET", "HEAD", "OPTIONS")

Describe = Callable[[Settings, Snapshot | None, Site], list[Triple]]


class Description:
    """Answers with descriptions, in the format that the client asks for."""

    def __init__(self, settings: Settings, editions: Editions) -> None:
        self._settings = settings
        self._editions = editions

    async def __call__(self, exchange: Exchange) -> None:
        """Answer with the VoID description of the data."""
        await self._answer(exchange, void_description, ())

    async def of_catalogue(self, exchange: Exchange) -> None:
        """Answer with the DCAT catalogue."""
        newest = next((dump.name for dump in dumps(self._settings.store)), "")
        await self._answer(exchange, catalogue, (), of=f"catalogue-{newest}")

    async def of_service(self, exchange: Exchange, formats: tuple[str, ...]) -> Kept | None:
        """Answer with the service description; return the response for the cache to keep.

        None when there is a reason not to. Raises NotAcceptable.
        """
        return await self._answer(exchange, service_description, formats)

    async def _answer(
        self,
        exchange: Exchange,
        describe: Describe,
        formats: tuple[str, ...],
        *,
        of: str = "description",
    ) -> Kept | None:
        name = choose(exchange.headers.get("accept", ""), formats, kinds="graph").graph
        snapshot = self._snapshot()
        site = Site(exchange.origin, exchange.url)
        body = write(describe(self._settings, snapshot, site), name)
        row = by_name(name, GRAPHS)
        headers = [
            ("content-type", row.content_type if row else "text/turtle"),
            ("content-length", str(len(body))),
            ("vary", "Accept"),
            *CORS,
        ]
        is_counted = snapshot is not None and snapshot.counts is not None
        if is_counted:
            headers += self._editions.current().headers(f"{of}-{name}")
        await exchange.reply(200, headers, body)
        return Kept.of(headers, body) if is_counted else None

    def _snapshot(self) -> Snapshot | None:
        try:
            return current(self._settings.store)
        except NothingPublished:
            return None
