"""Exports of parts of the graph as it is now: small enough to be made while the client waits.

/exports/tables/events.csv            a table; its csv-metadata.json beside it
/exports/article/KEY.gexf             an article as any row of EXPORTS
/exports/entity/country/USA.graphml   a thing likewise
/exports/query/who-signed.csv         the answer to a saved query
"""

import asyncio
import io
from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from pyoxigraph import DefaultGraph, NamedNode

from communique.errors import NotFound
from communique.exports.material import Material
from communique.exports.statements import Graph, statements_in
from communique.exports.table import EXPORTS, Export
from communique.exports.tables import METADATA, metadata, table_names, table_query
from communique.formats import BINDINGS, GRAPHS
from communique.resources import resource
from communique.settings import Settings
from communique.store.snapshot import current
from communique.store.wire import QueryRequest
from communique.vocab import Names, segment
from communique.web.asking import Asker, new_query_id
from communique.web.document import is_known, send, send_lasting
from communique.web.exchange import Exchange
from communique.web.freshness import Editions
from communique.web.inquiry import Inquiry
from communique.web.links import link_header

LARGEST = 32 << 20
"""Bytes of N-Triples that are turned into something else while a client waits."""

_CSVW = "application/csvm+json"


class LiveExports:
    """Answers what is below `/exports/` and is no dump."""

    def __init__(self, settings: Settings, asker: Asker, editions: Editions) -> None:
        self._settings = settings
        self._asker = asker
        self._editions = editions
        self._names = Names(settings.base_iri)
        self._inquiry = Inquiry(settings, asker)
        self._kinds = {
            "article": self._article,
            "entity": self._entity,
            "query": self._query,
            "tables": self._table,
        }

    async def answer(self, exchange: Exchange, kind: str, rest: str) -> None:
        """Answer with the export `rest` of a `kind`. Raises NotFound, and what queries raise."""
        if kind not in self._kinds or not rest:
            kinds = ", ".join(["dumps", *self._kinds])
            raise NotFound(f"there is no such export: /exports/ has {kinds}")
        await self._kinds[kind](exchange, rest)

    async def _table(self, exchange: Exchange, rest: str) -> None:
        if rest == METADATA:
            await send_lasting(exchange, metadata(), _CSVW)
            return
        name = rest.removesuffix(".csv")
        if name not in table_names() or name == rest:
            raise NotFound(f"the tables are {', '.join(table_names())}, with .csv")
        described = (f"{exchange.origin}/exports/tables/{METADATA}", "describedby", _CSVW)
        request = self._request(table_query(name), bindings="csv")
        await self._asker.answer(exchange, request, [link_header([described])])

    async def _query(self, exchange: Exchange, rest: str) -> None:
        name, _, extension = rest.rpartition(".")
        saved = {path.stem: path for path in resource("queries").glob("*.rq")}
        bindings = next((row.name for row in BINDINGS if row.extension == extension), "")
        graph = next((row.name for row in GRAPHS if row.extension == extension), "")
        if name not in saved or not (bindings or graph):
            extensions = ", ".join(row.extension for row in (*BINDINGS, *GRAPHS))
            raise NotFound(f"give the name of a saved query, a dot, and one of {extensions}")
        text = saved[name].read_text(encoding="utf-8")
        await self._asker.answer(exchange, self._request(text, bindings=bindings, graph=graph))

    async def _article(self, exchange: Exchange, rest: str) -> None:
        key, row = split_export(rest)
        graph = self._names.graph(f"article-{key}")
        await self._make(exchange, row, query="graph", iri=graph, of=NamedNode(graph))

    async def _entity(self, exchange: Exchange, rest: str) -> None:
        path, row = split_export(rest)
        if row.name == "tables":
            raise NotFound("tables are of an article or of everything: see /exports/")
        iri = f"{self._names.base}id/" + "/".join(segment(part) for part in path.split("/"))
        await self._make(exchange, row, query="thing", iri=iri, of=DefaultGraph())

    async def _make(
        self, exchange: Exchange, row: Export, *, query: str, iri: str, of: Graph
    ) -> None:
        edition = self._editions.current()
        if await is_known(exchange, edition, row.name):
            return
        request = self._inquiry.request(query, iri, bindings="", graph="ntriples")
        triples = await self._inquiry.whole(exchange, replace(request, max_bytes=LARGEST))
        if not triples:
            await self._inquiry.refuse(exchange, iri)
        loop = asyncio.get_running_loop()
        material = Material(
            self._names,
            current(self._settings.store).created,
            partial(statements_in, triples, of),
            partial(self._rows, loop, iri),
        )
        body = await loop.run_in_executor(None, _written, row, material)
        await send(exchange, body, row.media_type, edition=edition, name=row.name)

    def _rows(self, loop: asyncio.AbstractEventLoop, graph: str, name: str) -> Iterable[bytes]:
        """Return a table of one graph; for other threads than the loop's."""
        request = self._request(table_query(name), bindings="csv")
        return [self._asker.from_thread(loop)(replace(request, named_graphs=(graph,)))]

    def _request(self, text: str, *, bindings: str = "", graph: str = "") -> QueryRequest:
        return QueryRequest(
            text,
            bindings=bindings,
            graph=graph,
            timeout=self._settings.timeout,
            max_rows=self._settings.max_rows or None,
            max_bytes=self._settings.max_bytes or None,
            id=new_query_id(),
        )


def split_export(rest: str) -> tuple[str, Export]:
    """Return what `rest` is an export of, and the row for its extension. Raises NotFound."""
    for row in sorted(EXPORTS, key=lambda row: -len(row.extension)):
        if rest.endswith(f".{row.extension}"):
            return rest.removesuffix(f".{row.extension}"), row
    raise NotFound(f"end the name with one of {', '.join(row.extension for row in EXPORTS)}")


def _written(row: Export, material: Material) -> bytes:
    output = io.BytesIO()
    row.write(material, output)
    return output.getvalue()
