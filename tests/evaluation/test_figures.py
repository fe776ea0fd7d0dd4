"""Figures from verdicts."""

import pytest

from communique.evaluation.figures import Tally, figures, tally
from communique.evaluation.judging import Judged, Judgement


def judgement(verdict, *, near=False, name="Signing", part="events"):
    return Judgement("one", part, name, verdict, "told", "evidence", near)


def test_precision_recall_and_f1():
    counts = Tally(6, 2, 4)
    assert counts.precision == 0.75
    assert counts.recall == 0.6
    assert counts.f1 == pytest.approx(2 * 0.75 * 0.6 / 1.35)


def test_nothing_found_and_nothing_there_is_perfect():
    assert (Tally().precision, Tally().recall, Tally().f1) == (1, 1, 1)


def test_what_is_near_counts_once_and_only_leniently():
    rows = [judgement("right"), judgement("wrong", near=True), judgement("missing", near=True)]
    assert tally(rows) == Tally(1, 1, 1)
    assert tally(rows, lenient=True) == Tally(2, 0, 0)


def test_intervals_hold_the_figure_and_are_the_same_again():
    articles = [
        Judged("a", tuple(judgement("right") for _ in range(9)), {"time": (1, 2)}, ()),
        Judged("b", (judgement("wrong"), judgement("missing", name="Visit")), {"time": (2, 2)}, ()),
        Judged("c", (judgement("right", part="facts", name="partOf"),), {}, ("a fault",)),
    ]
    found = figures(articles)
    assert found == figures(articles)
    low, high = found["overall"]["intervals"]["precision"]
    assert low < found["overall"]["precision"] < high
    assert found["events"]["right"] == 9
    assert found["by_class"]["Visit"]["missing"] == 1
    assert found["by_property"]["partOf"]["f1"] == 1
    assert found["accuracy"]["time"] == {"right": 3, "of": 4, "share": 0.75}
    assert found["faults"] == ["a fault"]
