"""What robots and readers of feeds come back for: Atom feeds, the sitemap, robots.txt."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as WerkzeugResponse

from communique.errors import NotFound
from communique.exports.words import dataset_words
from communique.resources import resource
from communique.settings import Settings
from communique.store.snapshot import current
from communique.vocab import Names, segment
from communique.web.freshness import Editions
from communique.web.links import Place, link_header, links_of_page
from communique.web.pages.answers import Answers, Ask, Row

PART = 20_000
"""Addresses in one part of the sitemap; it may hold 50,000."""

_ATOM = "application/atom+xml"


@dataclass(frozen=True, slots=True)
class Source:
    """What feeds are made from."""

    settings: Settings
    names: Names
    answers: Answers


def feeds(settings: Settings, ask: Ask) -> Blueprint:
    """Return the feeds, the sitemap and robots.txt of the store of `settings`."""
    blueprint = Blueprint("feeds", __name__)
    editions = Editions(settings.store)
    source = Source(settings, Names(settings.base_iri), Answers(ask, settings, editions))
    for rule, view in (
        ("/feeds/articles.atom", _articles),
        ("/feeds/<path:path>.atom", _reports),
        ("/sitemap.xml", _sitemap),
        ("/sitemap/<int:part>.xml", _sitemap_part),
        ("/robots.txt", _robots),
    ):
        blueprint.add_url_rule(rule, view.__name__.strip("_"), partial(view, source))
    _decorate(blueprint, editions, source.names)
    return blueprint


def _articles(source: Source) -> Response:
    rows = source.answers.rows(_query("articles"))
    title = dataset_words()["title"]
    return _feed(rows, source.settings, title=title, of=source.names.base, page="/")


def _reports(source: Source, path: str) -> Response:
    place = _place(source.names, path)
    label = source.answers.rows(_query("name", about=place.iri))[0].get("label")
    if label is None:
        raise NotFound(f"nothing is known of <{place.iri}>")
    rows = source.answers.rows(_query("reports", about=place.iri))
    title = f"{label.value}: what the news reports"
    page = f"/page/{place.rest}"
    return _feed(rows, source.settings, title=title, of=place.iri, page=page)


def _sitemap(source: Source) -> Response:
    pages = int(source.answers.rows(_query("page-count"))[0]["pages"].value)
    parts = range(1, pages // PART + 2)
    text = render_template("sitemap-index.xml", origin=_origin(), parts=parts)
    return Response(text, content_type="application/xml")


def _sitemap_part(source: Source, part: int) -> Response:
    window = f"LIMIT {PART} OFFSET {(part - 1) * PART}"
    rows = source.answers.rows(f"{_query('pages')}{window}") if part else []
    if not rows and part != 1:
        raise NotFound("the sitemap has no such part: /sitemap.xml lists them")
    start = f"{source.names.base}id/"
    ours = [row["thing"].value for row in rows if row["thing"].value.startswith(start)]
    paths = [iri.removeprefix(start) for iri in ours]
    text = render_template("sitemap.xml", origin=_origin(), paths=paths)
    return Response(text, content_type="application/xml")


def _robots(_: Source) -> Response:
    text = render_template("robots.txt", origin=_origin())
    return Response(f"{text}\n", content_type="text/plain; charset=utf-8")


def _decorate(blueprint: Blueprint, editions: Editions, names: Names) -> None:
    """Give feeds their validators, and pages the links to what else says the same."""

    @blueprint.after_request
    def fresh(response: Response) -> WerkzeugResponse:
        edition = editions.current()
        response.headers["Access-Control-Allow-Origin"] = "*"
        if response.status_code != 200 or not edition.number:
            return response
        response.set_etag(edition.etag("feed").strip('"'))
        response.headers["Cache-Control"] = "public, no-cache"
        return response.make_conditional(request)

    @blueprint.after_app_request
    def linked(response: Response) -> Response:
        rest = request.path.removeprefix("/page/")
        if rest != request.path and response.status_code == 200:
            response.headers.extend([link_header(links_of_page(_place(names, rest)))])
        return response


def _feed(rows: Sequence[Row], settings: Settings, *, title: str, of: str, page: str) -> Response:
    """Return the feed of things that are new; `page` is where people read about what it is of."""
    start = f"{settings.base_iri}id/"
    entries = [
        {"iri": row["thing"].value, "path": row["thing"].value.removeprefix(start)}
        | {name: term.value for name, term in row.items()}
        for row in rows
        if "since" in row
    ]
    text = render_template(
        "feed.xml",
        title=title,
        id=f"{of}#feed",
        origin=_origin(),
        page=page,
        path=request.path,
        license=dataset_words()["license"],
        updated=entries[0]["since"] if entries else current(settings.store).created,
        entries=entries,
    )
    return Response(text, content_type=_ATOM)


def _query(name: str, *, about: str = "") -> str:
    """Return a query of feeds, about the thing with an IRI if one is given."""
    text = resource("queries", "feeds", f"{name}.rq").read_text(encoding="utf-8")
    return f"BASE <{about}>\n{text}" if about else text


def _place(names: Names, path: str) -> Place:
    return Place(names, _origin(), "/".join(segment(part) for part in path.split("/")))


def _origin() -> str:
    return request.url_root.rstrip("/")
