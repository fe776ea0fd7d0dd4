"""The pages of events and statements: one each, for good, with the words and how to cite them."""

from collections.abc import Iterable

from flask import render_template
from pyoxigraph import RdfFormat, parse, serialize

from communique.errors import NothingPublished
from communique.store.snapshot import current
from communique.web.pages import structured
from communique.web.pages.answers import Row
from communique.web.pages.citation import Citation
from communique.web.pages.context import Context
from communique.web.pages.questions import bound, page_query, question
from communique.web.pages.reports import passages, reports


def event(context: Context, iri: str) -> str:
    """Return the page of the event with this IRI."""
    (report,) = reports(context.answers, context.catalogue, [iri])
    articles = headlines(context, [report.article])
    return render_template(
        "event.html",
        report=report,
        articles=articles,
        turtle=turtle(context, iri),
        citation=_citation(context, iri, report.thing.label, articles.get(report.article, {})),
        structured=structured.of_event(report),
    )


def statement(context: Context, iri: str) -> str:
    """Return the page of the statement with this IRI."""
    answers, names = context.answers, context.names
    rows = answers.rows(bound(page_query("statement", names), statement=iri))
    row = rows[0]
    supported = passages(answers, context.catalogue, [iri]).get(iri, [])
    things = context.catalogue.of(term.value for term in row.values() if term.kind == "uri")
    articles = headlines(context, (one.article for one in supported))
    value = row["object"]
    label = " ".join(
        things[term.value].label if term.kind == "uri" else term.value
        for term in (row["subject"], row["predicate"], value)
    )
    source = articles[supported[0].article] if supported else {}
    return render_template(
        "statement.html",
        iri=iri,
        path=context.catalogue.path(iri),
        label=label,
        row=row,
        things=things,
        passages=supported,
        articles=articles,
        turtle=turtle(context, iri),
        citation=_citation(context, iri, label, source),
        query=_question(context, row),
    )


def turtle(context: Context, iri: str) -> str:
    """Return what is stated of an event or statement and of its passages, as Turtle."""
    query = bound(page_query("turtle", context.names), thing=iri)
    answer = context.answers.raw(query, graph="ntriples")
    triples = sorted(
        parse(answer, RdfFormat.N_TRIPLES), key=lambda one: (one.subject.value != iri, str(one))
    )
    terms = {str(term) for quad in triples for term in (quad.subject, quad.predicate, quad.object)}
    used = {
        prefix: namespace
        for prefix, namespace in sorted(context.names.prefixes.items())
        if any(namespace in term for term in terms)
    }
    data = serialize((quad.triple for quad in triples), format=RdfFormat.TURTLE, prefixes=used)
    return (data or b"").decode()


def headlines(context: Context, iris: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return what articles are called and who published them when, by IRI."""
    wanted = sorted({iri for iri in iris if iri})
    if not wanted:
        return {}
    rows = context.answers.rows(bound(page_query("headlines", context.names), article=wanted))
    return {row["article"].value: {name: term.value for name, term in row.items()} for row in rows}


def _citation(context: Context, iri: str, title: str, article: dict[str, str]) -> Citation:
    try:
        created = current(context.settings.store).created
    except NothingPublished:
        created = ""
    return Citation(
        iri=iri,
        title=title,
        headline=article.get("headline", ""),
        publisher=article.get("publisher", ""),
        published=article.get("published", ""),
        url=article.get("url", ""),
        created=created,
    )


def _question(context: Context, row: Row) -> str:
    """Return the saved question about all evidence for the triple of this statement."""
    text = question("evidence", context.names).text
    parts = ("subject", "predicate", "object")
    return bound(text, **{part: row[part].value for part in parts if row[part].kind == "uri"})
