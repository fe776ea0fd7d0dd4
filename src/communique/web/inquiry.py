"""Saved queries about one IRI, which is the base of the query: `<>` is what is asked about."""

from communique.errors import NotFound, Withdrawn
from communique.formats import BINDINGS
from communique.resources import resource
from communique.settings import Settings
from communique.store.wire import QueryRequest
from communique.web.asking import Asker, new_query_id
from communique.web.exchange import Exchange


class Inquiry:
    """Puts the queries in queries/description to the workers."""

    def __init__(self, settings: Settings, asker: Asker) -> None:
        self._settings = settings
        self._asker = asker

    async def graph(self, exchange: Exchange, name: str, iri: str, form: str) -> bytes:
        """Return the answer of a CONSTRUCT in the format named `form`; empty when it has none."""
        return await self.whole(exchange, self.request(name, iri, bindings="", graph=form))

    async def whole(self, exchange: Exchange, request: QueryRequest) -> bytes:
        """Return the whole answer to `request`."""
        answer = await self._asker.ask(exchange, request)
        if answer.blocks is None:
            return answer.body or b""
        return b"".join([block async for block in answer.blocks])

    async def demand(self, exchange: Exchange, iri: str, name: str) -> None:
        """Pass when the ASK query `name` is true of `iri`. Raises NotFound, Withdrawn."""
        if b"true" not in await self._bindings(exchange, name, iri):
            await self.refuse(exchange, iri)

    async def refuse(self, exchange: Exchange, iri: str) -> None:
        """Raise Withdrawn when `iri` was withdrawn, else NotFound."""
        _, *since = (await self._bindings(exchange, "withdrawn", iri)).decode().splitlines()
        if since:
            raise Withdrawn(f"<{iri}> was withdrawn on {since[0]}")
        raise NotFound(f"nothing is known of <{iri}>")

    async def _bindings(self, exchange: Exchange, name: str, iri: str) -> bytes:
        request = self.request(name, iri, bindings=BINDINGS[2].name, graph="")
        return (await self._asker.ask(exchange, request)).body or b""

    def request(self, name: str, iri: str, *, bindings: str, graph: str) -> QueryRequest:
        """Return the query `name` about `iri`, for an answer in one of these formats."""
        return QueryRequest(
            resource("queries", "description", f"{name}.rq").read_text(encoding="utf-8"),
            bindings=bindings,
            graph=graph,
            timeout=self._settings.timeout,
            base_iri=iri,
            max_bytes=self._settings.max_bytes or None,
            id=new_query_id(),
        )
