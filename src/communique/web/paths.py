"""What the path of a request asks for."""

from urllib.parse import unquote

from communique.errors import MethodNotAllowed, NotAcceptable
from communique.formats import GRAPHS, Format, by_name
from communique.vocab import segment
from communique.web.exchange import Exchange
from communique.web.negotiate import best, not_acceptable


def demand_reading(exchange: Exchange) -> None:
    """Pass for GET and HEAD. Raises MethodNotAllowed."""
    if exchange.method not in ("GET", "HEAD"):
        raise MethodNotAllowed("this can only be read")


def rest_of(exchange: Exchange, root: str) -> str:
    """Return what the path has after `root`, spelled as our IRIs are."""
    path = exchange.url.removeprefix(exchange.origin).removeprefix(root)
    return "/".join(segment(unquote(part)) for part in path.split("/"))


def split(rest: str, accept: str) -> tuple[str, Format]:
    """Return the name of what `rest` is a document of, and the format: that of its extension, else
    the best for `accept`. Raises NotAcceptable.
    """
    stem, row = by_extension(rest)
    row = row or by_name(best(accept, GRAPHS), GRAPHS)
    if row is None:
        raise NotAcceptable(not_acceptable(GRAPHS))
    return stem, row


def by_extension(rest: str) -> tuple[str, Format | None]:
    """Return `rest` without the extension of a format, and the format; None where it has none."""
    stem, _, extension = rest.rpartition(".")
    row = next((row for row in GRAPHS if row.extension == extension), None)
    return (stem, row) if stem and row else (rest, None)
