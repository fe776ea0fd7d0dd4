"""What pages are made of: marked words, citations, names, questions about certain things."""

import json

import pytest

from communique.errors import NotFound
from communique.web.pages.citation import Citation
from communique.web.pages.marks import Span, name_spans, paragraphs
from communique.web.pages.questions import bound, paged
from communique.web.pages.search import folded
from communique.web.pages.things import kind_of, words

NAMES = {"usa": {"US", "United States"}, "commerce": {"US Department of Commerce"}}

NAMED = [
    # text, the names in it and whose they are
    ("The US and United States of old", [("US", "usa"), ("United States", "usa")]),
    ("The US Department of Commerce", [("US Department of Commerce", "commerce")]),
    ("USELESS: BUS, US!", [("US", "usa")]),
    ("us and them", []),
]


@pytest.mark.parametrize(("text", "found"), NAMED)
def test_names_are_whole_words_and_the_longest(text, found):
    spans = name_spans(text, NAMES)
    assert [(text[span.start : span.end], span.of) for span in spans] == found


def test_nothing_has_names():
    assert name_spans("anything", {}) == []


MARKED = [
    # text, passages, pieces of all paragraphs: words and whose passages
    ("ab cd\n\nef", [(0, 2, "x")], [[("ab", "x"), (" cd", "")], [("ef", "")]]),
    ("abcdef", [(0, 4, "x"), (2, 6, "y")], [[("ab", "x"), ("cd", "x y"), ("ef", "y")]]),
    ("ab\ncd", [(0, 5, "x")], [[("ab", "x")], [("cd", "x")]]),
    ("a🙂b", [(1, 2, "x")], [[("a", ""), ("🙂", "x"), ("b", "")]]),
    ("ab", [(0, 2, "x"), (0, 2, "x")], [[("ab", "x")]]),
    ("", [], []),
]


@pytest.mark.parametrize(("text", "passages", "pieces"), MARKED)
def test_a_text_is_cut_where_marks_begin_and_end(text, passages, pieces):
    found = paragraphs(text, [Span(*passage) for passage in passages], [])
    assert [[(one.text, " ".join(one.passages)) for one in several] for several in found] == pieces


BOUND = [
    # query, what it becomes for x = <urn:a> and <urn:b>
    ("SELECT * WHERE { ?x ?p ?o }", "SELECT * WHERE {\n  VALUES ?x { <urn:a> <urn:b> } ?x ?p ?o }"),
    ("{ VALUES ?x { <urn:c> } ?x ?p ?xy }", "{ VALUES ?x { <urn:a> <urn:b> } ?x ?p ?xy }"),
    (
        "{ VALUES ?xy { 1 } } WHERE {",
        "{ VALUES ?xy { 1 } } WHERE {\n  VALUES ?x { <urn:a> <urn:b> }",
    ),
]


@pytest.mark.parametrize(("text", "expected"), BOUND)
def test_a_question_becomes_one_about_certain_things(text, expected):
    assert bound(text, x=["urn:a", "urn:b"]) == expected


@pytest.mark.parametrize("iri", ["", "no scheme", "urn:a> } DELETE {", "urn:\\u003e", "urn:a b"])
def test_what_is_no_iri_gets_into_no_query(iri):
    with pytest.raises(NotFound):
        bound("SELECT * WHERE { ?x ?p ?o }", x=iri)


def test_a_page_of_an_answer():
    text = paged("{ LIMIT 5 } LIMIT 10\nOFFSET 0", limit=3, offset=6)
    assert text == "{ LIMIT 5 } LIMIT 3\nOFFSET 6"


CITED = Citation(
    iri="https://w3id.org/communique/id/event/1a2b",
    title="A & B signed {C}",
    headline="100% sure",
    publisher="The Herald",
    published="2031-05-03",
    url="https://herald.example/1",
    created="2031-05-05T00:00:00Z",
)


def test_bibtex_is_escaped():
    assert CITED.bibtex.startswith("@misc{communique-1a2b,\n")
    assert r"title = {A \& B signed \{C\}}" in CITED.bibtex
    assert r"note = {Read in: 100\% sure, https://herald.example/1}" in CITED.bibtex


def test_csl_is_json_with_a_date():
    (item,) = json.loads(CITED.csl)
    assert item["issued"] == {"date-parts": [[2031, 5, 5]]}
    assert item["URL"] == CITED.iri


def test_the_plain_citation_names_graph_and_source():
    assert CITED.plain == (
        "“A & B signed {C}.” Communique, 2031-05-05. https://w3id.org/communique/id/event/1a2b. "
        "Read in: The Herald, “100% sure”, 2031-05-03."
    )


@pytest.mark.parametrize(
    ("text", "expected"), [("  São  PAULO ", "sao paulo"), ("Zürich", "zurich"), ("", "")]
)
def test_names_are_compared_without_case_and_accents(text, expected):
    assert folded(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("ExportControl", "export control"), ("AISystem", "AI system"), ("signed", "signed")],
)
def test_terms_as_words(name, expected):
    assert words(name) == expected


CMQ = "https://w3id.org/communique/ontology#"
STATEMENT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement"


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        ({f"{CMQ}Event", f"{CMQ}Claim", f"{CMQ}Signing"}, "Signing"),
        ({f"{CMQ}Organization"}, "Organization"),
        ({STATEMENT}, "Statement"),
        ({"urn:x"}, ""),
    ],
)
def test_the_most_telling_class_is_the_kind(types, kind):
    assert kind_of(types) == kind
