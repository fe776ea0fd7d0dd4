"""What robots and readers of feeds come back for: Atom feeds, the sitemap, robots.txt."""

from collections.abc import Sequence

from flask import Blueprint, Response, render_template, request

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


def feeds(settings: Settings, ask: Ask) -> Blueprint:
    """Return the feeds, the sitemap and robots.txt of the store of `settings`."""
    blueprint = Blueprint("feeds", __name__)
    editions = Editions(settings.store)
    answers = Answers(ask, settings, editions)
    names = Names(settings.base_iri)

    @blueprint.get("/feeds/articles.atom")
    def articles() -> Response:
        rows = answers.rows(_query("articles"))
        return _feed(rows, settings, title=dataset_words()["title"], of=names.base, page="/")

    @blueprint.get("/feeds/<path:path>.atom")
    def reports(path: str) -> Response:
        place = _place(names, path)
        label = answers.rows(_query("name", about=place.iri))[0].get("label")
        if label is None:
            raise NotFound(f"nothing is known of <{place.iri}>")
        rows = answers.rows(_query("reports", about=place.iri))
        title = f"{label.value}: what the news reports"
        return _feed(rows, settings, title=title, of=place.iri, page=f"/page/{place.rest}")

    @blueprint.get("/sitemap.xml")
    def sitemap() -> Response:
        pages = int(answers.rows(_query("page-count"))[0]["pages"].value)
        parts = range(1, pages // PART + 2)
        text = render_template("sitemap-index.xml", origin=_origin(), parts=parts)
        return Response(text, content_type="application/xml")

    @blueprint.get("/sitemap/<int:part>.xml")
    def sitemap_part(part: int) -> Response:
        window = f"LIMIT {PART} OFFSET {(part - 1) * PART}"
        rows = answers.rows(f"{_query('pages')}{window}") if part else []
        if not rows:
            raise NotFound("the sitemap has no such part: /sitemap.xml lists them")
        start = f"{names.base}id/"
        paths = [
            row["thing"].value.removeprefix(start)
            for row in rows
            if row["thing"].value.startswith(start)
        ]
        text = render_template("sitemap.xml", origin=_origin(), paths=paths)
        return Response(text, content_type="application/xml")

    @blueprint.get("/robots.txt")
    def robots() -> Response:
        text = render_template("robots.txt", origin=_origin())
        return Response(text, content_type="text/plain; charset=utf-8")

    @blueprint.after_request
    def fresh(response: Response) -> Response:
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

    return blueprint


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
