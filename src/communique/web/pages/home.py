"""The start page and the lists that it leads to."""

from flask import abort, render_template, request

from communique.errors import NothingPublished
from communique.store.snapshot import Snapshot, current
from communique.vocab import CMQ
from communique.web.pages.answers import Row
from communique.web.pages.context import Context
from communique.web.pages.questions import bound, page_query, paged, questions
from communique.web.pages.reports import TONES
from communique.web.pages.things import words

_NEWEST = 6
_PER_PAGE = 50


def home(context: Context) -> str:
    """Return the start page."""
    snapshot = _snapshot(context)
    articles: list[Row] = []
    busy = []
    if snapshot:
        newest = paged(page_query("newest-articles", context.names), limit=_NEWEST)
        articles = context.answers.standing(newest)
        rows = context.answers.standing(page_query("busy-lately", context.names))
        things = context.catalogue.of(row["actor"].value for row in rows)
        busy = [(things[row["actor"].value], int(row["events"].value)) for row in rows]
    return render_template(
        "home.html",
        snapshot=snapshot,
        kinds=_kinds(snapshot),
        totals=_totals(snapshot),
        articles=articles,
        busy=busy,
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
    query = paged(
        page_query("newest-articles", context.names),
        limit=_PER_PAGE + 1,
        offset=(page - 1) * _PER_PAGE,
    )
    rows = context.answers.rows(query)
    return render_template(
        "articles.html",
        articles=rows[:_PER_PAGE],
        page=page,
        has_more=len(rows) > _PER_PAGE,
        query=query,
    )


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
    """Return (class name, words, number of events) of the event classes, the most frequent first."""
    if snapshot is None or snapshot.counts is None:
        return []
    counted = [
        (iri.removeprefix(CMQ), number)
        for iri, number in snapshot.counts.by_class.items()
        if iri.startswith(CMQ) and iri.removeprefix(CMQ) in TONES
    ]
    return [
        (name, words(name), number) for name, number in sorted(counted, key=lambda it: -it[1])
    ]


