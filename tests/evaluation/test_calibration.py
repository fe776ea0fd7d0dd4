"""Reliability and the fit: what a score comes to mean."""

from itertools import pairwise

import pytest

from communique.evaluation.calibration import ENOUGH, SOME, calibration_table, reliability
from communique.evaluation.judging import Judgement


def judgement(score, verdict, *, part="events", rule="sign", group=""):
    return Judgement(
        "one",
        part,
        "Signing",
        verdict,
        "told",
        "evidence",
        confidence=score,
        extracted_by=rule,
        group=group,
    )


def curve(table, part, rule):
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")][1:]
    return [(float(row[2]), float(row[3])) for row in rows if row[:2] == [part, rule]]


def test_reliability_compares_confidence_with_precision():
    rows = [judgement(0.82, "right"), judgement(0.84, "wrong"), judgement(1.0, "right")]
    found = reliability([*rows, judgement(0.0, "missing")])
    assert [(row.low, row.high, row.count) for row in found] == [(0.8, 0.85, 2), (0.95, 1.0, 1)]
    assert found[0].expected == pytest.approx(0.83)
    assert found[0].observed == 0.5


def test_the_fit_rises_and_lies_near_the_shares():
    low = [judgement(0.5 + n / 1000, "right" if n % 4 == 0 else "wrong") for n in range(80)]
    high = [judgement(0.9 + n / 1000, "right" if n % 10 else "wrong") for n in range(80)]
    points = curve(calibration_table([*high, *low]), "events", "")
    assert points == sorted(points)
    assert all(before[1] < after[1] for before, after in pairwise(points))
    assert points[0][1] < 0.4
    assert points[-1][1] > 0.85


def test_equal_scores_are_one_point():
    rows = [judgement(0.9, "right"), judgement(0.9, "wrong"), judgement(0.9, "right")]
    assert len(curve(calibration_table(rows), "events", "")) == 1


def test_a_rule_has_a_curve_of_its_own_when_it_has_been_judged_enough():
    often = [judgement(0.9, "wrong", part="facts", rule="often")] * ENOUGH
    seldom = [judgement(0.9, "right", part="facts", rule="seldom")] * (ENOUGH - 1)
    table = calibration_table([*often, *seldom])
    assert curve(table, "facts", "often")[0][1] < curve(table, "facts", "")[0][1]
    assert curve(table, "facts", "seldom") == []
    assert curve(table, "events", "") == []


def test_a_group_has_a_share_of_its_own_drawn_to_that_of_all():
    wrong = [judgement(0.9, "wrong", group="without")] * SOME
    right = [judgement(0.9, "right", group="with")] * (SOME - 1)
    table = calibration_table([*wrong, *right])
    ((_, share),) = curve(table, "events", "without")
    assert 0 < share < 0.5
    assert curve(table, "events", "with") == []
