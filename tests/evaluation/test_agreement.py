"""A key beside another of the same articles."""

import json
from pathlib import Path

import pytest

from communique.errors import InputError
from communique.evaluation.agreement import agreement
from communique.evaluation.figures import figures
from communique.ingest.background import Background

GOLD = Path(__file__).parents[2] / "data" / "gold" / "dev"
NAME = "01-maputo-accord"


def second(folder: Path, change: str) -> Path:
    page = json.loads((GOLD / f"{NAME}.json").read_text(encoding="utf-8"))
    demanded = [event for event in page["events"] if not event.get("optional")]
    if change == "left out":
        page["events"].remove(demanded[0])
    elif change == "added":
        page["events"].append(demanded[0] | {"class": "Assault", "agents": [], "patients": []})
    (folder / f"{NAME}.json").write_text(json.dumps(page), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("change", "wrong", "missing"), [("none", 0, 0), ("left out", 0, 1), ("added", 1, 0)]
)
def test_two_keys_differ_by_what_one_of_them_has(
    tmp_path: Path, background: Background, change: str, wrong: int, missing: int
) -> None:
    told = figures(agreement(GOLD, second(tmp_path, change), background))
    assert (told["events"]["wrong"], told["events"]["missing"]) == (wrong, missing)
    assert told["facts"]["f1"] == 1
    assert told["faults"] == []


def test_a_key_of_another_text_is_refused(tmp_path: Path, background: Background) -> None:
    (tmp_path / "no-such-text.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="no-such-text"):
        agreement(GOLD, tmp_path, background)
