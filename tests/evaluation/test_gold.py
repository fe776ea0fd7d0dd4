"""Gold files: all of ours can be read, and what is wrong in one is named."""

import json

import pytest

from communique.errors import InputError
from communique.evaluation.gold import read_gold
from conftest import ROOT
from evaluation.conftest import gold_event, gold_fact


@pytest.mark.parametrize(("folder", "count"), [("dev", 56), ("held", 20)])
def test_ours_follow_the_format(folder, count):
    articles = read_gold([ROOT / "data" / "gold" / folder])
    assert len(articles) == count
    assert all(article.article.published for article in articles)


BAD = [
    (gold_event("Singing", "USA"), "event 1.*Singing"),
    (gold_event("Signing", "USA", factuality="Maybe"), "event 1.*Maybe"),
    (
        gold_event("Signing", "USA", evidence="Not there."),
        "event 1: the evidence is not in the text",
    ),
    (gold_event("Signing") | {"agents": ["US"]}, "event 1"),
    (gold_event("Signing") | {"agents": [{"labels": ["X"], "type": "Planet"}]}, "event 1.*Planet"),
    (gold_fact("ada", "knows", "USA"), "fact 1.*knows"),
]


@pytest.mark.parametrize(("item", "message"), BAD)
def test_a_bad_item_is_named(item, message, gold):
    with pytest.raises(InputError, match=message):
        gold(item)


def test_a_folder_without_gold_and_a_file_that_is_none(tmp_path):
    with pytest.raises(InputError, match="no gold articles"):
        read_gold([tmp_path])
    (tmp_path / "x.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="is not JSON"):
        read_gold([tmp_path])
    (tmp_path / "x.json").write_text(json.dumps({"events": []}), encoding="utf-8")
    with pytest.raises(InputError, match="published"):
        read_gold([tmp_path])
