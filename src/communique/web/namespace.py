"""The terms by their IRIs: `/ontology` in RDF and for people, and the JSON-LD context."""

from collections.abc import Awaitable, Callable
from functools import lru_cache

from pyoxigraph import RdfFormat, parse, serialize

from communique.errors import NotAcceptable, NotFound
from communique.exports.jsonld import published_context, write_jsonld
from communique.formats import GRAPHS, Format, by_name, with_sorted_prefixes
from communique.resources import resource
from communique.vocab import ONTOLOGY, ONTOLOGY_VERSION, PREFIXES
from communique.web.asking import CORS
from communique.web.document import send_lasting
from communique.web.exchange import Exchange
from communique.web.links import Link, link_header
from communique.web.negotiate import Offer, Page, best, not_acceptable
from communique.web.paths import demand_reading

ROOT = "/ontology"
CONTEXT = "/context"

LICENSE = "https://creativecommons.org/licenses/by/4.0/"
_LD_JSON = "application/ld+json"


class Namespace:
    """Answers `/ontology`, `/ontology.ttl` and so on, and those of its version.

    What people read is left to `pages`.
    """

    def __init__(self, pages: Callable[[Exchange], Awaitable[None]]) -> None:
        self._pages = pages

    async def __call__(self, exchange: Exchange) -> None:
        """Answer one request. Raises NotFound, NotAcceptable."""
        demand_reading(exchange)
        offers: tuple[Offer, ...] = (Page(), *GRAPHS)
        rest = exchange.path.removeprefix(ROOT).removeprefix(f"/{ONTOLOGY_VERSION}")
        if rest in ("", "/"):
            name = best(exchange.headers.get("accept", ""), offers)
        else:
            name = next((row.name for row in GRAPHS if rest == f".{row.extension}"), "")
            if not name:
                raise NotFound(f"the ontology is at {ROOT}, its version is {ONTOLOGY_VERSION}")
        if name == Page().name:
            await self._pages(exchange)
            return
        row = by_name(name, GRAPHS)
        if row is None:
            raise NotAcceptable(not_acceptable(offers))
        location = f"{exchange.origin}{ROOT}.{row.extension}"
        headers = [("content-location", location), link_header(_links(exchange.origin))]
        body = ontology_in(row, context_url(exchange.origin))
        await send_lasting(exchange, body, row.content_type, headers=headers)


async def context(exchange: Exchange) -> None:
    """Answer with the JSON-LD context of the version asked for; `/context` leads to the newest."""
    demand_reading(exchange)
    if exchange.path.rstrip("/") == CONTEXT:
        location = ("location", context_url(exchange.origin))
        await exchange.reply(302, [location, ("content-length", "0"), *CORS])
        return
    if exchange.path != f"{CONTEXT}/{ONTOLOGY_VERSION}.jsonld":
        raise NotFound(f"the context is at {CONTEXT}/{ONTOLOGY_VERSION}.jsonld")
    body = resource("ontology", "context.jsonld").read_bytes()
    await send_lasting(exchange, body, _LD_JSON)


def context_url(origin: str) -> str:
    """Return where the context is that our JSON-LD names."""
    return f"{origin}{CONTEXT}/{ONTOLOGY_VERSION}.jsonld"


@lru_cache(maxsize=64)
def ontology_in(row: Format, context: str) -> bytes:
    """Return the ontology in a format; Turtle as its authors wrote it."""
    path = resource("ontology", "communique.ttl")
    if row.name == "turtle":
        return path.read_bytes()
    triples = parse(path=path, format=RdfFormat.TURTLE)
    if row.name == "jsonld":
        return b"".join(write_jsonld(triples, published_context(), context=context))
    engine = row.engine if isinstance(row.engine, RdfFormat) else RdfFormat.TURTLE
    return with_sorted_prefixes(serialize(triples, format=engine, prefixes=PREFIXES) or b"")


def _links(origin: str) -> list[Link]:
    alternates = [
        (f"{origin}{ROOT}.{row.extension}", "alternate", row.media_type) for row in GRAPHS
    ]
    return [
        *alternates,
        (ONTOLOGY, "canonical", ""),
        (ONTOLOGY, "cite-as", ""),
        (LICENSE, "license", ""),
    ]
