"""The saved questions, against the sample graph, with the answers they must give.

To renew the answers after a change that was meant: GOLDEN=write pytest tests/test_queries.py
"""

import os

import pytest

from conftest import ROOT, communique

QUERIES = sorted((ROOT / "queries").glob("*.rq"))
ANSWERS = ROOT / "tests" / "golden" / "queries"


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_saved_question_has_a_title_and_a_description(path):
    title, description, third, *_ = path.read_text(encoding="utf-8").splitlines()
    assert title.startswith("# ")
    assert title.endswith("?")
    assert description.startswith("# ")
    assert description.endswith(".")
    assert not third.startswith("#")


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_saved_question_has_this_answer(sample_store, path):
    done = communique("query", path.stem, store=sample_store)
    assert done.returncode == 0, done.stderr
    golden = ANSWERS / f"{path.stem}.csv"
    if os.environ.get("GOLDEN") == "write":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(done.stdout, encoding="utf-8")
    assert done.stdout.count("\n") > 1, "no answer at all"
    assert done.stdout == golden.read_text(encoding="utf-8")
