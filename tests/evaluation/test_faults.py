"""What must not be at all, on the articles of which no figure is pinned."""

from communique.commands.evaluate import evaluate
from communique.evaluation.figures import figures
from communique.settings import EVEN
from conftest import ROOT


def test_nothing_is_quoted_wrongly_and_nothing_claimed_is_made_a_fact():
    later = evaluate([ROOT / "data" / "gold" / "later"], least=EVEN)
    assert figures(later)["faults"] == []
