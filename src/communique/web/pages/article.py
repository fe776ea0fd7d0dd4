"""The page of an article: its words, with what was read in them."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from typing import Any

from flask import render_template

from communique.settings import Settings
from communique.web.pages import structured
from communique.web.pages.answers import Row
from communique.web.pages.context import Context
from communique.web.pages.marks import Piece, Span, name_spans, paragraphs
from communique.web.pages.questions import bound, page_query
from communique.web.pages.reports import Report, reports
from communique.web.pages.things import Thing

Names = dict[str, set[str]]
"""What things are called in an article, by their IRIs."""


def article(context: Context, iri: str) -> str:
    """Return the page of the article with this IRI."""
    answers, names = context.answers, context.names
    about = _about(iri, answers.rows(bound(page_query("article", names), article=iri)))
    events = answers.rows(bound(page_query("article-events", names), article=iri))
    told = reports(answers, context.catalogue, (row["event"].value for row in events))
    told.sort(key=lambda one: [(it.start, it.end) for it in one.passages if it.article == iri])
    stated = answers.rows(bound(page_query("article-statements", names), article=iri))
    named = answers.rows(bound(page_query("article-names", names), article=iri))
    things = context.catalogue.of(
        [row["thing"].value for row in named]
        + [row[part].value for row in stated for part in ("subject", "predicate", "object")]
    )
    is_shown = may_show(context.settings, iri, about.get("url", "")) and "text" in about
    text, spans = about.get("text", ""), _spans(iri, told, stated)
    names_of = _names(named)
    whole = paragraphs(text, spans, name_spans(text, names_of)) if is_shown else []
    return render_template(
        "article.html",
        article=about,
        reports=told,
        report_of={one.thing.iri: one for one in told},
        number_of={one.thing.iri: place for place, one in enumerate(told, 1)},
        statements=[_statement(row, things) for row in stated],
        things=things,
        mentioned=_grouped(things[row["thing"].value] for row in named),
        paragraphs=whole,
        excerpts=_excerpts(spans, told, stated, names_of) if not is_shown else [],
        silent=sum(not any(piece.passages for piece in one) for one in whole),
        structured=structured.of_article(about, sorted(_mentioned(named, things), key=_by_label)),
    )


def may_show(settings: Settings, iri: str, url: str) -> bool:
    """Return whether the whole text may be shown: whether no prefix of the setting fits."""
    return not any(
        prefix == "*" or iri.startswith(prefix) or (url and url.startswith(prefix))
        for prefix in settings.quotes_only
    )


def _about(iri: str, rows: list[Row]) -> dict[str, str]:
    row = rows[0] if rows else {}
    found = {name: term.value for name, term in row.items()}
    publisher = found.pop("publisherName", "")
    return {
        **found,
        "iri": iri,
        "headline": found.get("headline") or "An article without a headline",
        "publisher": publisher,
        "publisher_iri": found.get("publisher", ""),
    }


def _spans(iri: str, told: list[Report], stated: list[Row]) -> list[Span]:
    events = [
        Span(it.start, it.end, one.thing.iri)
        for one in told
        for it in one.passages
        if it.article == iri
    ]
    facts = [
        Span(int(row["start"].value), int(row["end"].value), row["statement"].value)
        for row in stated
    ]
    return [*events, *facts]


def _excerpts(
    spans: list[Span], told: list[Report], stated: list[Row], names: Names
) -> list[list[Piece]]:
    """Return the quotes alone, as paragraphs, for an article whose text is not shown."""
    quotes = {(it.start, it.end): it.quote for one in told for it in one.passages}
    for row in stated:
        quotes[int(row["start"].value), int(row["end"].value)] = row["quote"].value
    found = []
    for (start, end), quote in sorted(quotes.items()):
        owners = sorted({span.of for span in spans if (span.start, span.end) == (start, end)})
        marks = [Span(0, len(quote), owner) for owner in owners]
        several = paragraphs(quote, marks, name_spans(quote, names))
        first, *rest = chain(*several)
        found.append([replace(first, anchors=(f"c{start}-{end}",)), *rest])
    return found


def _names(rows: list[Row]) -> Names:
    found: Names = {}
    for row in rows:
        if len(name := row["name"].value) > 1:
            found.setdefault(row["thing"].value, set()).add(name)
    return found


def _statement(row: Row, things: dict[str, Thing]) -> dict[str, Any]:
    value = row["object"]
    return {
        "iri": row["statement"].value,
        "subject": things[row["subject"].value],
        "predicate": things[row["predicate"].value],
        "object": things.get(value.value) if value.kind == "uri" else None,
        "words": value.value,
        "anchor": f"c{row['start'].value}-{row['end'].value}",
    }


def _mentioned(rows: list[Row], things: dict[str, Thing]) -> set[Thing]:
    return {things[row["thing"].value] for row in rows}


def _grouped(things: Iterable[Thing]) -> list[tuple[str, list[Thing]]]:
    groups: dict[str, set[Thing]] = {}
    for thing in things:
        groups.setdefault(thing.kind_words, set()).add(thing)
    return [(kind, sorted(groups[kind], key=_by_label)) for kind in sorted(groups)]


def _by_label(thing: Thing) -> tuple[str, str]:
    return thing.label, thing.iri
