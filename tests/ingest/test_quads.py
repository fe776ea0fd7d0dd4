"""From an extraction to RDF: one graph, no blank nodes, shortcuts only where they are earned."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Dataset, NamedNode, Quad, RdfFormat, parse, serialize

from communique.errors import InputError
from communique.ingest.article import read_article, read_text
from communique.ingest.background import Background, load_background
from communique.ingest.background_quads import background_quads
from communique.ingest.iris import article_iri
from communique.ingest.pipeline import extract
from communique.ingest.quads import about_triples, article_graph, article_quads
from communique.ingest.sketch import sketch
from communique.model import Run
from communique.resources import resource
from communique.vocab import CMQ, RDF, Names

NAMES = Names("https://example.org/kg/")
SHORTCUTS = {
    "signed", "agreedWith", "pledged", "declinedToSign", "rejected", "attended", "hosted",
    "metWith", "visited", "invited", "cooperatesWith", "competesWith", "praised", "funded",
    "concededTo", "withdrewFrom", "urged", "accused", "criticized", "warned", "imposed",
    "restrictsExportsTo", "investigated", "adopted", "launched", "announced", "stated",
}  # fmt: skip


def quads_of(text: str, background: Background) -> list[Quad]:
    article = read_text(text, published="2025-03-05", url="https://example.org/a")
    return article_quads(extract(article, background), NAMES)


def stated(quads: list[Quad]) -> set[tuple[str, str, str]]:
    def last(iri: str) -> str:
        return iri.rpartition("/")[2].rpartition("#")[2]

    return {
        (last(quad.subject.value), last(quad.predicate.value), last(quad.object.value))
        for quad in quads
        if last(quad.predicate.value) in SHORTCUTS
    }


def test_every_term_is_one_of_the_ontology(small: Background) -> None:
    ontology = resource("ontology", "communique.ttl").read_bytes()
    known = {t.subject.value for t in parse(ontology, format=RdfFormat.TURTLE) if is_named(t)}
    quads = quads_of("Sixty countries, including China and India, met in Paris.", small)
    terms = {str(node.value) for quad in quads for node in (quad.predicate, quad.object)}
    ours = {term for term in terms if term.startswith(CMQ)}
    assert f"{CMQ}memberCount" in ours
    assert ours <= known


def is_named(quad: Quad) -> bool:
    return isinstance(quad.subject, NamedNode)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "China signed the Seoul Declaration.",
            {("CHN", "signed", "seoul-declaration")},
        ),
        (
            "The US declined to sign the Paris declaration.",
            {("USA", "declinedToSign", "paris-statement")},
        ),
        ("The US rejected the Paris declaration.", {("USA", "rejected", "paris-statement")}),
        (
            "Joe Biden and Xi Jinping met.",
            {("joe-biden", "metWith", "xi-jinping"), ("xi-jinping", "metWith", "joe-biden")},
        ),
        ("China may sign the Seoul Declaration.", set()),
        ("France will host the AI Action Summit.", set()),
        ("China did not attend the AI Safety Summit.", set()),
        ("China reportedly accused Japan of espionage.", set()),
        ("Reuters reported that China accused Japan of espionage.", set()),
        ("China signed the Seoul Declaration. China did not sign the Seoul Declaration.", set()),
        (
            "China signed the Seoul Declaration. China refused to sign the Seoul Declaration.",
            {("CHN", "declinedToSign", "seoul-declaration")},
        ),
    ],
)
def test_shortcuts(text: str, expected: set[tuple[str, str, str]], small: Background) -> None:
    assert stated(quads_of(text, small)) == expected


def test_a_control_restricts_exports_to_its_target(small: Background) -> None:
    found = stated(quads_of("The US imposed export controls on AI chips to China.", small))
    assert ("USA", "restrictsExportsTo", "CHN") in found
    assert {predicate for _, predicate, _ in found} == {"imposed", "restrictsExportsTo"}


def test_a_claim_names_its_source(small: Background) -> None:
    quads = quads_of("Reuters reported that China accused Japan of espionage.", small)
    types = {quad.object.value for quad in quads if quad.predicate.value == RDF + "type"}
    assert {CMQ + "Claim", CMQ + "Event", CMQ + "Accusation"} <= types
    assert any(quad.predicate.value == CMQ + "attributedTo" for quad in quads)


def test_every_fact_and_shortcut_leads_back_to_words(small: Background) -> None:
    quads = quads_of(
        "US President Joe Biden met Chinese President Xi Jinping. China accused Japan of lies.",
        small,
    )
    triples = {(quad.subject, quad.predicate, quad.object) for quad in quads}
    reified = {}
    for quad in quads:
        reified.setdefault(quad.subject, {}).setdefault(quad.predicate.value, set()).add(
            quad.object
        )
    statements = [row for row in reified.values() if RDF + "subject" in row]
    assert statements
    for row in statements:
        (subject,), (predicate,), (value,) = (
            row[RDF + "subject"], row[RDF + "predicate"], row[RDF + "object"],
        )  # fmt: skip
        assert (subject, predicate, value) in triples
        assert row[CMQ + "evidence"]
        assert row[CMQ + "extractedBy"]


def test_one_graph_sorted_and_without_blank_nodes(
    shipped: Background, shipped_articles: Path
) -> None:
    for path in sorted(shipped_articles.iterdir()):
        if path.suffix == ".tsv":
            continue
        article = read_article(path)
        quads = article_quads(extract(article, shipped), NAMES)
        again = article_quads(extract(read_article(path), shipped), NAMES)
        assert quads == again == sorted(set(quads), key=str)
        assert {quad.graph_name.value for quad in quads} == {article_graph(article, NAMES)}
        assert not any(isinstance(term, BlankNode) for quad in quads for term in quad)
        data = serialize(quads, format=RdfFormat.N_QUADS)
        assert Dataset(parse(data, format=RdfFormat.N_QUADS)) == Dataset(quads)


def test_the_description_of_a_graph() -> None:
    article = read_text("China signed it.", url="https://example.org/a")
    run = Run("0.1.0 rules-1", "2025-03-05T10:00:00Z", min_confidence=0.75)
    triples = about_triples(article, NAMES, run)
    said = {(row.predicate.value.rpartition("#")[2], row.object.value) for row in triples}
    assert said == {
        ("wasDerivedFrom", article_iri(NAMES, article)),
        ("textHash", article.text_hash),
        ("extractorVersion", "0.1.0 rules-1"),
        ("sourceKey", "https://example.org/a"),
        ("generatedAtTime", "2025-03-05T10:00:00Z"),
        ("textSketch", sketch(article)),
        ("minConfidence", "0.75"),
    }
    assert {row.subject.value for row in triples} == {article_graph(article, NAMES)}


def test_background_states_no_event_and_no_shortcut(shipped: Background) -> None:
    quads = background_quads(shipped, NAMES)
    assert {quad.graph_name.value for quad in quads} == {NAMES.background_graph}
    assert not any(isinstance(term, BlankNode) for quad in quads for term in quad)
    predicates = {quad.predicate.value.removeprefix(CMQ) for quad in quads}
    assert not predicates & SHORTCUTS
    types = {quad.object.value for quad in quads if quad.predicate.value == RDF + "type"}
    assert CMQ + "Event" not in types
    assert CMQ + "Country" in types


def test_background_describes_a_country_and_an_office(small: Background) -> None:
    lines = {
        f"{row.subject} {row.predicate} {row.object}" for row in background_quads(small, NAMES)
    }
    china = "<https://example.org/kg/id/country/CHN>"
    assert f'{china} <{CMQ}isoAlpha3> "CHN"' in lines
    assert (
        f"{china} <http://www.w3.org/2002/07/owl#sameAs> <http://www.wikidata.org/entity/Q148>"
        in lines
    )
    office = "<https://example.org/kg/id/position/usa-secretary-of-commerce>"
    assert f"{office} <{CMQ}positionIn> <https://example.org/kg/id/country/USA>" in lines
    assert any(f"<{CMQ}tenurePosition> {office}" in row for row in lines)


WORDS = """China|the US|Joe Biden|US President|signed|did not sign|the Seoul Declaration|
accused|said|that|and|,|.|“|”|"|Baidu launched Ernie Bot|
export controls on AI chips to|on Wednesday|who|—|by|to|according to Reuters|
the summit|AI Safety Summit|attended|29 countries|é|中国|share|(|)|will|not|'s|
Professor Jane Doe of|University"""
PIECES = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        [*(word.strip("\n") for word in WORDS.split("|")), "\n", "\n\n", "\u200b", "\u00a0"]
    ),
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@example(pieces=["'S", "Professor Jane Doe of"], spaces=[])
@example(pieces=["Professor Jane Doe of", "²"], spaces=[])
@given(
    pieces=st.lists(PIECES, min_size=1, max_size=40),
    spaces=st.lists(st.sampled_from(" \t\n"), max_size=3),
)
def test_any_text_is_read_with_exact_quotes(pieces: list[str], spaces: list[str]) -> None:
    small = load_background(Path(__file__).parent / "background")
    text = ("".join(spaces) or " ").join([*pieces, "Words."])
    try:
        extraction = extract(read_text(text, published="2025-03-05"), small)
    except InputError:
        return
    whole = extraction.article.text
    for quad in article_quads(extraction, NAMES):
        assert quad.predicate.value
    spans = [event.passage for event in extraction.events]
    spans += [mention.passage for mention in extraction.mentions]
    spans += [fact.passage for fact in extraction.facts]
    for span in spans:
        assert 0 <= span.start < span.end <= len(whole)
        assert whole[span.start : span.end].strip()
    for event in extraction.events:
        assert event.quotation in whole
        assert event.topic_text in whole
