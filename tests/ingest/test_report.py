"""The reading report: every sentence, with what it yielded, in words and as RDF."""

import pytest
from pyoxigraph import NamedNode

from communique.ingest.article import read_text
from communique.ingest.background import Background
from communique.ingest.pipeline import extract
from communique.ingest.quads import article_quads
from communique.ingest.report import as_lines, reading_report
from communique.model import Extraction
from communique.vocab import CMQ, Names

TEXT = (
    "Rain fell on the harbour all day. China signed the Bletchley Declaration on Wednesday. "
    "US President Joe Biden met Chinese President Xi Jinping. Nobody knew what to make of it."
)


@pytest.fixture(scope="module")
def extraction(shipped: Background) -> Extraction:
    return extract(read_text(TEXT, published="2023-11-02"), shipped)


def test_every_sentence_is_there_and_says_what_it_yielded(extraction: Extraction) -> None:
    rows = reading_report(extraction)
    assert [TEXT[row.sentence.start : row.sentence.end][:5] for row in rows] == [
        "Rain ", "China", "US Pr", "Nobod",
    ]  # fmt: skip
    assert [[event.kind for event in row.events] for row in rows] == [
        [], ["Signing"], ["Meeting"], [],
    ]  # fmt: skip
    assert [bool(row.facts) for row in rows] == [False, False, True, False]
    assert {event for row in rows for event in row.events} == set(extraction.events)
    assert {fact for row in rows for fact in row.facts} == set(extraction.facts)


def test_people_see_the_silent_sentences_too(extraction: Extraction) -> None:
    lines = list(as_lines(extraction))
    assert lines[0] == "4 sentences, 2 of them yielded nothing"
    assert lines[1] == "- Rain fell on the harbour all day."
    assert lines[2].startswith("+ China signed")
    assert lines[3].startswith("    Signing: China signed Bletchley Declaration")
    assert any(line.startswith("    Joe Biden represents United States [") for line in lines)


def test_the_graph_says_the_same(extraction: Extraction) -> None:
    quads = article_quads(extraction, Names())
    subjects = {quad.subject for quad in quads}
    sentences = {quad.object for quad in quads if quad.predicate == NamedNode(CMQ + "sentence")}
    yields = [quad for quad in quads if quad.predicate == NamedNode(CMQ + "yields")]
    assert len(sentences) == 4
    assert {quad.subject for quad in yields} <= sentences
    assert len({quad.subject for quad in yields}) == 2
    assert {quad.object for quad in yields} <= subjects
    events = {quad.subject for quad in quads if quad.predicate == NamedNode(CMQ + "reportedIn")}
    assert events <= {quad.object for quad in yields}
