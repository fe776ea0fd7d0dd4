"""Calibrated confidence: what the table of shares does to scores, and what is left out."""

import pytest

from communique.ingest.article import read_text
from communique.ingest.background import Background
from communique.ingest.confidence import at_least, confidence, sureness
from communique.ingest.pipeline import extract, uncalibrated
from communique.language.tables import lexicon
from communique.settings import EVEN

TEXT = (
    "China signed the Bletchley Declaration on Wednesday. US Commerce Secretary Gina Raimondo met "
    "Rishi Sunak in London."
)


@pytest.mark.parametrize("part", ["events", "facts"])
def test_a_higher_score_never_gives_less(part: str) -> None:
    groups = {row["group"] for row in lexicon("calibration") if row["part"] == part} | {"new-rule"}
    for group in groups:
        shares = [confidence(part, group, step / 100) for step in range(101)]
        assert shares == sorted(shares)
        assert 0 <= shares[0] <= shares[-1] <= 1


def test_extract_is_the_reading_with_calibrated_scores(shipped: Background) -> None:
    article = read_text(TEXT, published="2023-11-02")
    raw, made = uncalibrated(article, shipped), extract(article, shipped)
    assert raw.events
    assert [event.confidence for event in made.events] == [sureness(one) for one in raw.events]
    assert [fact.confidence for fact in made.facts] == [
        confidence("facts", fact.extracted_by, fact.confidence) for fact in raw.facts
    ]


def test_what_is_less_sure_is_left_out(shipped: Background) -> None:
    extraction = extract(read_text(TEXT, published="2023-11-02"), shipped)
    scores = sorted(row.confidence for row in (*extraction.events, *extraction.facts))
    assert at_least(extraction, 0.0) == extraction
    for least in (scores[0], scores[-1], 1.0):
        kept = at_least(extraction, least)
        assert sorted(row.confidence for row in (*kept.events, *kept.facts)) == [
            score for score in scores if score >= least
        ]


def test_what_is_rather_wrong_than_right_is_told_only_on_demand(shipped: Background) -> None:
    article = read_text("Norway financed the study.", published="2023-11-02")
    (funding,) = extract(article, shipped, least=0).events
    assert funding.confidence < EVEN
    made = extract(article, shipped)
    assert (made.events, {one.id for one in made.entities}) == ((), {"Country/NOR"})


def test_a_group_counts_where_a_rule_has_no_rows_of_its_own() -> None:
    with_patient = confidence("events", "refuse", 0.8, group="Refusal with patient")
    assert with_patient > confidence("events", "refuse", 0.8, group="Refusal without patient")
    assert confidence("events", "refuse", 0.8) == confidence("events", "refuse", 0.8, group="New")
