"""The tables of the documentation say what the figures say."""

import json
import re

from communique.commands.evaluate import evaluate, evaluate_plover
from communique.evaluation.figures import figures
from communique.evaluation.plover import plover_figures
from communique.evaluation.tables import tables
from conftest import ROOT

GOLD = ROOT / "data" / "gold" / "dev"
RECORD = {
    "id": "one",
    "text": "France accused Japan of theft.",
    "date": "2020-05-01",
    "event": "ACCUSE",
    "source": [{"actorText": "France", "code": "FRA"}],
    "target": [{"actorText": "Japan", "code": "JPN"}],
}


def test_tables_say_what_the_figures_say(tmp_path):
    records = tmp_path / "records.json"
    records.write_text(json.dumps({"records": [RECORD]}), encoding="utf-8")
    ours = figures(evaluate([GOLD / "01-maputo-accord.json"], least=0))
    kept = figures(evaluate([GOLD / "20-earnings.json"], least=0))
    coded = plover_figures(evaluate_plover(records, least=0))

    text = tables({"gold": ours}, {"gold": kept}, {"plover": coded})

    assert f"| events | {ours['events']['right']} | {ours['events']['wrong']} |" in text
    assert f"| events | {kept['events']['right']} | {kept['events']['wrong']} |" in text
    assert "| category | 1.000 | 1 of 1 |" in text
    assert "| ACCUSE | 1 | 1 | 1 |" in text
    widths = [
        {row.count("|") for row in re.findall(r"^\|.*$", part, re.MULTILINE)}
        for part in re.split(r"\n\n", text)
    ]
    assert all(len(width) <= 1 for width in widths)
