"""Things of ours by their IRIs: `/id/...` sends on to a page or a document, `/data/...` tells.

An IRI below the base and a path of this server are the same from `id/` on, whatever the host.
"""

import asyncio
import io
from functools import partial

from pyoxigraph import DefaultGraph, RdfFormat

from communique.errors import NotAcceptable
from communique.exports.jsonld import published_context, write_jsonld
from communique.exports.rdf import write_by_engine
from communique.exports.statements import statements_in
from communique.formats import GRAPHS, Format, by_name
from communique.settings import Settings
from communique.vocab import Names
from communique.web.asking import CORS, Asker
from communique.web.document import is_known, send
from communique.web.exchange import Exchange
from communique.web.freshness import Editions
from communique.web.inquiry import Inquiry
from communique.web.links import Place, link_header, links_of_document, links_of_thing
from communique.web.namespace import context_url
from communique.web.negotiate import Offer, Page, best, not_acceptable
from communique.web.paths import demand_reading, rest_of, split

_PAGE = Page()


class Things:
    """Answers `/id/...` and `/data/...`."""

    def __init__(self, settings: Settings, asker: Asker, editions: Editions) -> None:
        self._editions = editions
        self._names = Names(settings.base_iri)
        self._inquiry = Inquiry(settings, asker)

    async def identity(self, exchange: Exchange) -> None:
        """Send on to what describes a thing. Raises NotFound, Withdrawn, NotAcceptable."""
        demand_reading(exchange)
        place = self._place(exchange, rest_of(exchange, "/id/"))
        offers: tuple[Offer, ...] = (_PAGE, *GRAPHS)
        name = best(exchange.headers.get("accept", ""), offers)
        if not name:
            raise NotAcceptable(not_acceptable(offers))
        await self._inquiry.demand(exchange, place.iri, "is-known")
        row = by_name(name, GRAPHS)
        target = place.document(row.extension) if row else place.page
        headers = [
            ("location", target),
            ("vary", "Accept"),
            ("cache-control", "public, no-cache"),
            ("content-length", "0"),
            link_header(links_of_thing(place)),
            *CORS,
        ]
        await exchange.reply(303, headers)

    async def data(self, exchange: Exchange) -> None:
        """Describe a thing in RDF. Raises NotFound, Withdrawn, NotAcceptable."""
        demand_reading(exchange)
        rest, row = split(rest_of(exchange, "/data/"), exchange.headers.get("accept", ""))
        place = self._place(exchange, rest)
        headers = [
            ("content-location", place.document(row.extension)),
            link_header(links_of_document(place, row.extension)),
        ]
        edition = self._editions.current()
        if await is_known(exchange, edition, row.name, headers):
            return
        triples = await self._inquiry.graph(exchange, "thing", place.iri, "ntriples")
        if not triples:
            await self._inquiry.refuse(exchange, place.iri)
        write = partial(self._written, triples, row, context_url(exchange.origin))
        body = await asyncio.get_running_loop().run_in_executor(None, write)
        await send(
            exchange, body, row.content_type, edition=edition, name=row.name, headers=headers
        )

    def _written(self, ntriples: bytes, row: Format, context: str) -> bytes:
        """Return triples in a format, in order, which workers are slow to put them in."""
        statements = statements_in(ntriples, DefaultGraph())
        if row.name == "jsonld" or not isinstance(row.engine, RdfFormat):
            return b"".join(write_jsonld(statements, published_context(), context=context))
        output = io.BytesIO()
        write_by_engine(
            (one.triple for one in statements), row.engine, self._names.prefixes, output
        )
        return output.getvalue()

    def _place(self, exchange: Exchange, rest: str) -> Place:
        return Place(self._names, exchange.origin, rest)
