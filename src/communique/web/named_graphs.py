"""Named graphs by their IRIs: `/graph/...`, whole, in every format."""

from communique.exports.words import dataset_words
from communique.formats import GRAPHS
from communique.settings import Settings
from communique.vocab import Names
from communique.web.asking import CORS, Asker
from communique.web.exchange import Exchange
from communique.web.inquiry import Inquiry
from communique.web.links import Link, link_header
from communique.web.negotiate import Page, best
from communique.web.paths import by_extension, demand_reading, rest_of, split

ROOT = "/graph"
_PAGE = Page()
_ARTICLE = "article-"


class NamedGraphs:
    """Answers `/graph/...`; people are sent to the page of the article."""

    def __init__(self, settings: Settings, asker: Asker) -> None:
        self._asker = asker
        self._names = Names(settings.base_iri)
        self._inquiry = Inquiry(settings, asker)

    async def __call__(self, exchange: Exchange) -> None:
        """Answer one request. Raises NotFound, Withdrawn, NotAcceptable."""
        demand_reading(exchange)
        accept = exchange.headers.get("accept", "")
        rest = rest_of(exchange, f"{ROOT}/")
        page = "" if by_extension(rest)[1] else _page(rest, exchange.origin)
        if page and best(accept, (_PAGE, *GRAPHS)) == _PAGE.name:
            headers = [("location", page), ("vary", "Accept"), ("content-length", "0"), *CORS]
            await exchange.reply(303, headers)
            return
        name, row = split(rest, accept)
        graph = f"{self._names.base}graph/{name}"
        await self._inquiry.demand(exchange, graph, "is-graph")
        headers = [
            ("content-location", f"{exchange.origin}{ROOT}/{name}.{row.extension}"),
            link_header(self._links(exchange.origin, name)),
        ]
        request = self._inquiry.request("graph", graph, bindings="", graph=row.name)
        await self._asker.answer(exchange, request, headers)

    def _links(self, origin: str, name: str) -> list[Link]:
        graph = f"{self._names.base}graph/{name}"
        page = _page(name, origin)
        return [
            *([(page, "alternate", "text/html")] if page else []),
            *(
                (f"{origin}{ROOT}/{name}.{row.extension}", "alternate", row.media_type)
                for row in GRAPHS
            ),
            (f"{origin}{ROOT}/metadata", "describedby", ""),
            (graph, "canonical", ""),
            (graph, "cite-as", ""),
            (dataset_words()["license"], "license", ""),
        ]


def _page(name: str, origin: str) -> str:
    """Return where people read what is in a graph; "" where there is no page for it."""
    if name.startswith(_ARTICLE):
        return f"{origin}/page/article/{name.removeprefix(_ARTICLE)}"
    return f"{origin}/ontology" if name == "ontology" else ""
