"""What the model that ships gets right, on a tenth of the development sets, against its floors."""

import json
from pathlib import Path

import pytest

from communique.language.reader import reader
from communique.resources import resource
from communique.training.evaluate import MEASURES, Run, below, evaluate

TREEBANKS = Path(__file__).parents[3] / "shared" / "treebanks"
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
GROUPS = ("ewt", "gum", "frames", "politics", "gum entities")


@pytest.mark.skipif(not TREEBANKS.exists(), reason="the treebanks are not beside this checkout")
def test_no_figure_fell_under_its_floor():
    run = Run(reader(), resource("data", "model"), TREEBANKS, "dev", quick=True)
    assert below(evaluate(run, GROUPS), FLOORS) == []


def test_floors_are_of_measures_in_these_groups():
    assert FLOORS.keys() == {m.name for m in MEASURES if m.group in GROUPS}


def test_a_figure_under_its_floor_is_named():
    assert below({"GUM LAS": 80.0, "EWT LAS": 90.0}, {"GUM LAS": 81.0, "EWT LAS": 90.0}) == [
        "GUM LAS: 80, and its limit is 81"
    ]
