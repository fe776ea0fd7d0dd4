"""Looking around: events around things, between two actors, between countries."""

import re

from flask import g, render_template, request

from communique.errors import NotFound, PoolBusy
from communique.vocab import CMQ
from communique.web.pages.context import Context
from communique.web.pages.evidence import headlines
from communique.web.pages.questions import bound, page_query, question
from communique.web.pages.reports import TONES
from communique.web.pages.standing import Standing
from communique.web.pages.things import Thing, words

_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_MOST_COUNTRIES = 14


def explore(context: Context) -> str:
    """Return the graph of events around the thing of `?thing=`, with its filters."""
    thing = _chosen(context, "thing")
    if thing is None:
        return render_template("explore.html", thing=None, kinds=_kinds())
    chosen = {
        "kind": [CMQ + name for name in request.args.getlist("kind") if name in TONES],
        "article": [iri for iri in request.args.getlist("article") if iri],
    }
    query = bound(page_query("around", context.names), thing=thing.iri)
    query = bound(query, **{name: iris for name, iris in chosen.items() if iris})
    start, end = _day("from"), _day("to")
    query = query.replace('("" "9999")', f'("{start}" "{end or "9999"}")')
    rows = context.answers.rows(query)
    things = context.catalogue.of(
        row[part].value for row in rows for part in ("agent", "patient", "event")
    )
    return render_template(
        "explore.html",
        thing=thing,
        rows=rows,
        things=things,
        articles=headlines(context, (row["article"].value for row in rows)),
        kinds=_kinds(),
        tones=TONES,
        chosen=chosen,
        start=start,
        end=end,
        query=query,
    )


def timeline(context: Context) -> str:
    """Return the events between the actors of `?one=` and `?other=`, in order."""
    one, other = _chosen(context, "one"), _chosen(context, "other")
    if one is None or other is None:
        return render_template("timeline.html", one=one, other=other)
    query = bound(question("timeline-of-two", context.names).text, one=one.iri, other=other.iri)
    rows = context.answers.rows(query)
    return render_template(
        "timeline.html",
        one=one,
        other=other,
        rows=rows,
        paths={row["event"].value: context.catalogue.path(row["event"].value) for row in rows},
        articles=headlines(context, (row["article"].value for row in rows)),
        tones={words(name): tone for name, tone in TONES.items()},
        query=query,
    )


def matrix(context: Context) -> str:
    """Return how often countries did to each other what the category of `?category=` covers."""
    categories = context.answers.rows(page_query("categories", context.names))
    wanted = request.args.get("category", "SANCTION")
    category = next((row for row in categories if row["label"].value == wanted), None)
    if category is None:
        raise NotFound(f"there is no PLOVER category {wanted!r}")
    query = bound(page_query("matrix", context.names), category=category["category"].value)
    standing = context.matrices.setdefault(
        wanted, Standing(lambda: context.answers.rows(query), context.answers.editions)
    )
    rows = standing.get()
    g.is_partial = rows is None
    counts = {
        (row["actor"].value, row["target"].value): int(row["events"].value) for row in rows or ()
    }
    sums: dict[str, int] = {}
    for pair, number in counts.items():
        for iri in pair:
            sums[iri] = sums.get(iri, 0) + number
    countries = sorted(sums, key=lambda iri: (-sums[iri], iri))[:_MOST_COUNTRIES]
    things = context.catalogue.of(countries)
    return render_template(
        "matrix.html",
        categories=categories,
        category=category,
        countries=[things[iri] for iri in countries],
        counts=counts,
        largest=max(counts.values(), default=1),
        is_partial=rows is None,
        query=query,
    )


def _chosen(context: Context, name: str) -> Thing | None:
    """Return the thing of a parameter: the path of its page, its IRI, or words that name it."""
    text = request.args.get(name, "").strip()
    if not text:
        return None
    if "/" in text:
        iri = text if ":" in text else context.catalogue.iri(text)
        return context.catalogue.of([iri]).get(iri)
    hits = context.search.find(text, most=1)
    if not context.search.is_ready:
        raise PoolBusy("the names are still being gathered: try again in a moment")
    if not hits:
        raise NotFound(f"nothing is called {text!r}: try a part of the name in the search")
    return hits[0].thing


def _day(name: str) -> str:
    text = request.args.get(name, "").strip()
    if text and not _DAY.fullmatch(text):
        raise NotFound(f"{name} is a year, a month or a day, such as 2023 or 2023-11-02")
    return text


def _kinds() -> list[tuple[str, str, str]]:
    return [(name, words(name), tone) for name, tone in sorted(TONES.items())]
