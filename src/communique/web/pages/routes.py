"""Where the pages are, and what their answers carry beside the page."""

from pathlib import Path
from typing import Any, NoReturn

from flask import Blueprint, Response, g, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from communique import __version__
from communique.errors import NotFound, Withdrawn
from communique.settings import Settings
from communique.vocab import CMQ, RDF, Names
from communique.web.freshness import Editions
from communique.web.pages import article, editor, entity, evidence, explore, home
from communique.web.pages.answers import Answers, Ask
from communique.web.pages.chronicle import chronicle
from communique.web.pages.context import Context
from communique.web.pages.questions import bound, page_query
from communique.web.pages.search import Search
from communique.web.pages.things import Catalogue, local_name, term_path, words

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""Nothing inline, and nothing from anywhere else."""

_BUNDLE = Path(__file__).parent.parent / "static" / "bundle"
_COMPLETIONS = 8
_HITS = 60


def pages(settings: Settings, ask: Ask) -> Blueprint:
    """Return the pages of the store of `settings`; `ask` answers their queries."""
    names = Names(settings.base_iri)
    editions = Editions(settings.store)
    answers = Answers(ask, settings, editions)
    context = Context(
        settings=settings,
        names=names,
        answers=answers,
        catalogue=Catalogue(answers, names),
        search=Search(answers, names),
        chronicle=chronicle(answers, names),
        matrices={},
    )
    context.search.prepare()
    context.chronicle.prepare()
    blueprint = Blueprint("pages", __name__)
    blueprint.add_url_rule("/", "home", lambda: home.home(context))
    blueprint.add_url_rule("/browse", "articles", lambda: home.articles(context))
    blueprint.add_url_rule("/search", "search", lambda: _search(context))
    blueprint.add_url_rule("/search/names", "names", lambda: _names(context))
    blueprint.add_url_rule("/explore", "explore", lambda: explore.explore(context))
    blueprint.add_url_rule("/explore/timeline", "timeline", lambda: explore.timeline(context))
    blueprint.add_url_rule("/explore/matrix", "matrix", lambda: explore.matrix(context))
    blueprint.add_url_rule("/query", "editor", lambda: editor.editor(context))
    blueprint.add_url_rule(
        "/query/evidence",
        "row_evidence",
        lambda: Response(page_query("row-evidence", names), mimetype="application/sparql-query"),
    )
    blueprint.add_url_rule("/page/<path:path>", "page", lambda path: _page(context, path))
    _decorate(blueprint, editions)
    return blueprint


def _page(context: Context, path: str) -> str:
    iri = context.catalogue.iri(path)
    rows = context.answers.rows(bound(page_query("types", context.names), thing=iri))
    types = {row["type"].value for row in rows}
    if not types:
        _refuse(context, iri)
    return _about(context, iri, types)


def _refuse(context: Context, iri: str) -> NoReturn:
    """Raise Withdrawn when what had this IRI was withdrawn, else NotFound."""
    query = bound(page_query("withdrawn", context.names), thing=iri)
    for row in context.answers.rows(query):
        raise Withdrawn(f"{iri} was withdrawn on {row['since'].value[:10]}")
    raise NotFound(f"nothing is known of {iri}")


def _about(context: Context, iri: str, types: set[str]) -> str:
    if f"{CMQ}Article" in types:
        return article.article(context, iri)
    if f"{CMQ}Event" in types:
        return evidence.event(context, iri)
    if f"{RDF}Statement" in types:
        return evidence.statement(context, iri)
    return entity.entity(context, iri, types)


def _search(context: Context) -> str | AnyResponse:
    words_sought = request.args.get("q", "").strip()
    hits = context.search.find(words_sought, most=_HITS)
    g.is_partial = not context.search.is_ready
    exact = [hit for hit in hits if hit.name.casefold() == words_sought.casefold()]
    if len(exact) == 1 and exact[0].thing.path and "all" not in request.args:
        return redirect(page_url(exact[0].thing.path), 303)
    return render_template("search.html", sought=words_sought, hits=hits, most=_HITS)


def _names(context: Context) -> Response:
    hits = context.search.find(request.args.get("q", ""), most=_COMPLETIONS)
    g.is_partial = not context.search.is_ready
    return jsonify(
        [
            {
                "label": hit.thing.label,
                "name": hit.name,
                "kind": hit.thing.kind_words,
                "path": hit.thing.path,
            }
            for hit in hits
        ]
    )


def page_url(path: str) -> str:
    """Return the address of the page of what has `path` below id/ in its IRI."""
    return f"{url_for('pages.page', path='-')[:-1]}{path}"


def _decorate(blueprint: Blueprint, editions: Editions) -> None:
    """Give every page its words for templates, its policy, and its freshness."""

    @blueprint.before_app_request
    def unchanged() -> Response | None:
        tag = _tag(editions)
        if request.blueprint == "pages" and tag and request.if_none_match.contains_weak(tag):
            return _fresh(Response(status=304), tag)
        return None

    @blueprint.after_app_request
    def described(response: Response) -> Response:
        if response.mimetype == "text/html":
            response.headers["Content-Security-Policy"] = POLICY
            response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Content-Type-Options"] = "nosniff"
        tag = _tag(editions)
        if g.get("is_partial"):
            response.headers["Cache-Control"] = "no-store"
        elif request.blueprint == "pages" and response.status_code == 200 and tag:
            _fresh(response, tag)
        return response

    @blueprint.app_context_processor
    def words_of_templates() -> dict[str, Any]:
        return {
            "has_bundle": (_BUNDLE / "editor.js").exists(),
            "local_name": local_name,
            "page_url": page_url,
            "term_path": term_path,
            "version": __version__,
            "words": words,
        }


def _tag(editions: Editions) -> str:
    edition = editions.current()
    return f"{edition.number}-{edition.tag}-page-{__version__}" if edition.number else ""


def _fresh(response: Response, tag: str) -> Response:
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept-Encoding")
    return response
