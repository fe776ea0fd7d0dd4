"""`communique evaluate` as a user runs it."""

import json

import pytest

from conftest import ROOT, communique

DEV = ROOT / "data" / "gold" / "dev"
RECORD = {
    "id": "one",
    "date": "2001-02-03",
    "text": "France accused the United States of spying on its ministers.",
    "event": "DISAPPROVE",
    "source": [{"actorText": "France", "code": "FRA"}],
    "target": [{"actorText": "United States", "code": "USA"}],
}


def test_figures_and_errors_of_one_article():
    done = communique("evaluate", DEV / "10-denials.json", "--errors")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 articles\n")
    assert "\nfaults: 0\n" in done.stdout
    assert "Event classes" in done.stdout
    quoted = [line[6:] for line in done.stdout.splitlines() if line.startswith("    > ")]
    text = " ".join((DEV / "10-denials.txt").read_text(encoding="utf-8").split())
    assert all(sentence in text for sentence in quoted)


def test_json_has_gold_and_plover_side_by_side(tmp_path):
    path = tmp_path / "records.json"
    path.write_text(json.dumps({"records": [RECORD]}), encoding="utf-8")
    done = communique("evaluate", DEV / "10-denials.json", "--plover", path, "--json", "--errors")
    page = json.loads(done.stdout)
    assert set(page) == {"gold", "plover"}
    assert page["gold"]["articles"] == 1
    errors = page["gold"]["errors"]
    assert all(row["verdict"] != "right" or row["note"] for row in errors)
    assert page["plover"]["category"]["of"] == 1


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 2, "GOLD"),
        (["nowhere"], 1, "nowhere.json"),
        (["--plover", "nowhere.json"], 1, "nowhere.json"),
    ],
)
def test_what_cannot_be_evaluated_is_said_in_one_line(arguments, code, words, tmp_path):
    done = communique("evaluate", *arguments, cwd=tmp_path)
    assert done.returncode == code
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
