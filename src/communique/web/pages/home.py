"""The start page and the lists that it leads to."""

from flask import abort, g, render_template, request

from communique.errors import NothingPublished
from communique.store.snapshot import Snapshot, current
from communique.vocab import CMQ
from communique.web.pages.answers import Row
from communique.web.pages.context import Context
from communique.web.pages.questions import bound, page_query, questions
from communique.web.pages.reports import TONES
from communique.web.pages.things import Thing, words

_NEWEST = 6  # articles on the start page
_LATELY = 40  # articles that the busiest actors of late are counted in
_PER_PAGE = 50


def home(context: Context) -> str:
    """Return the start page."""
    snapshot = _snapshot(context)
    context.search.prepare()
    dated = context.chronicle.get() if snapshot else []
    g.is_partial = dated is None
    newest = [iri for iri, _ in dated or ()]
    return render_template(
        "home.html",
        snapshot=snapshot,
        kinds=_kinds(snapshot),
        totals=_totals(snapshot),
        is_partial=dated is None,
        articles=_lines(context, newest[:_NEWEST]),
        busy=_busy(context, newest[:_LATELY]),
        questions=questions(),
        tones=TONES,
        kind_query=lambda name: bound(page_query("of-kind", context.names), kind=CMQ + name),
    )


def articles(context: Context) -> str:
    """Return one page of the list of all articles, the newest first."""
    number = request.args.get("page", "1")
    if not number.isdecimal() or not 1 <= int(number) < 100_000:
        abort(404)
    page = int(number)
    dated = context.chronicle.get()
    g.is_partial = dated is None
    here = [iri for iri, _ in dated or ()][(page - 1) * _PER_PAGE : page * _PER_PAGE]
    return render_template(
        "articles.html",
        is_partial=dated is None,
        articles=_lines(context, here),
        page=page,
        has_more=len(dated or ()) > page * _PER_PAGE,
    )


def _lines(context: Context, iris: list[str]) -> list[Row]:
    """Return what a list shows of some articles."""
    if not iris:
        return []
    return context.answers.rows(bound(page_query("article-lines", context.names), article=iris))


def _busy(context: Context, iris: list[str]) -> list[tuple[Thing, int]]:
    if not iris:
        return []
    rows = context.answers.rows(bound(page_query("busy", context.names), article=iris))
    things = context.catalogue.of(row["actor"].value for row in rows)
    return [(things[row["actor"].value], int(row["events"].value)) for row in rows]


def _snapshot(context: Context) -> Snapshot | None:
    try:
        return current(context.settings.store)
    except NothingPublished:
        return None


def _totals(snapshot: Snapshot | None) -> dict[str, int]:
    """Return what the publisher counted, under the names of the start page."""
    if snapshot is None or snapshot.counts is None:
        return {}
    of = snapshot.counts.by_class
    return {
        "articles": of.get(f"{CMQ}Article", 0),
        "events": of.get(f"{CMQ}Event", 0),
        "passages": of.get(f"{CMQ}Passage", 0),
        "quads": snapshot.counts.quads,
    }


def _kinds(snapshot: Snapshot | None) -> list[tuple[str, str, int]]:
    """Return (class name, words, number of events), the most frequent event class first."""
    if snapshot is None or snapshot.counts is None:
        return []
    counted = [
        (iri.removeprefix(CMQ), number)
        for iri, number in snapshot.counts.by_class.items()
        if iri.startswith(CMQ) and iri.removeprefix(CMQ) in TONES
    ]
    return [(name, words(name), number) for name, number in sorted(counted, key=lambda it: -it[1])]
