"""Figures on the development articles may rise, never fall: data/gold/floors.json pins them."""

import json
from functools import reduce

import pytest

from communique.commands.evaluate import evaluate, evaluate_plover
from communique.evaluation.figures import figures
from communique.evaluation.plover import plover_figures
from communique.settings import EVEN
from conftest import ROOT

GOLD = ROOT / "data" / "gold"
FLOORS = json.loads((GOLD / "floors.json").read_text(encoding="utf-8"))
PLOVER = ROOT.parent / "shared" / "gold" / "plover-dev.json"


def limits(bound, part):
    return [
        (name.removeprefix(f"{part}."), value)
        for name, value in FLOORS[bound].items()
        if name.startswith(f"{part}.")
    ]


def figure(page, name):
    return reduce(lambda level, key: level[key], name.split("."), page)


@pytest.fixture(scope="module")
def gold():
    return figures(evaluate([GOLD / "dev"], least=EVEN))


@pytest.fixture(scope="module")
def plover():
    if not PLOVER.exists():
        pytest.skip("the PLOVER records are not part of the project")
    return plover_figures(evaluate_plover(PLOVER, least=0))


@pytest.mark.parametrize(("name", "floor"), limits("floors", "gold"))
def test_no_figure_on_gold_falls(gold, name, floor):
    assert figure(gold, name) >= floor


@pytest.mark.parametrize(("name", "floor"), limits("floors", "plover"))
def test_no_figure_on_plover_falls(plover, name, floor):
    assert figure(plover, name) >= floor


@pytest.mark.parametrize(("name", "ceiling"), limits("ceilings", "plover"))
def test_no_share_of_extra_events_rises(plover, name, ceiling):
    assert figure(plover, name) <= ceiling


def test_nothing_is_quoted_wrongly_and_nothing_claimed_is_made_a_fact(gold):
    assert gold["faults"] == []
