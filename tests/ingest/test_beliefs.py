"""What somebody believes is a claim of theirs; what is aimed at by a date, a pledge to keep."""

import pytest

from communique.ingest.article import read_text
from communique.ingest.background import Background
from communique.ingest.pipeline import extract
from communique.ingest.shortcuts import shortcuts
from communique.model import Event, Extraction, Factuality

# sentence, who believes, what
BELIEFS: list[tuple[str, list[str], str]] = [
    ("Brazil fears that the gap may widen.", ["Brazil"], "the gap may widen"),
    ("Egypt is concerned that Sudan could fall behind.", ["Egypt"], "Sudan could fall behind"),
    ("Kenya, fearing that it may fall behind, slept badly.", ["Kenya"], "it may fall behind"),
    (
        "Emmanuel Macron predicts that prices will rise, and France waits.",
        ["Emmanuel Macron"],
        "prices will rise",
    ),
    # nobody named, nobody sure, a question, a denial
    ("It is feared that the gap may widen.", [], ""),
    ("Brazil may fear that the gap may widen.", [], ""),
    ("Brazil does not believe that the gap will widen.", [], ""),
    ("Does Brazil fear that the gap may widen?", [], ""),
    # what is of a class of events is an event of that class alone
    ("Brazil believes that Chile may sign the Bletchley Declaration.", [], ""),
    # quoted words are a statement
    ('Emmanuel Macron believes that "the gap may widen soon".', [], ""),
]

# sentence, who, what, by when
AIMS: list[tuple[str, list[tuple[str, str, str]]]] = [
    (
        "Chile aims to lead the region by 2030.",
        [("Chile", "lead the region by 2030", "2030")],
    ),
    (
        "Kenya adopted a health strategy designed to end malaria by 2029.",
        [("Kenya", "end malaria by 2029", "2029")],
    ),
    ("Chile aims to lead the region.", []),
    ("Chile may aim to lead the region by 2030.", []),
    ("Peru says that Chile aims to lead the region by 2030.", []),
    ("The strategy is aimed at leading the region by 2030.", []),
]


def told(sentence: str, background: Background) -> Extraction:
    return extract(read_text(sentence, published="2025-03-07"), background, least=0)


def of_rule(extraction: Extraction, rule: str) -> list[Event]:
    return [event for event in extraction.events if event.extracted_by == rule]


@pytest.mark.parametrize(("sentence", "who", "what"), BELIEFS)
def test_beliefs(sentence: str, who: list[str], what: str, shipped: Background) -> None:
    extraction = told(sentence, shipped)
    names = {entity.id: entity.name for entity in extraction.entities}
    found = of_rule(extraction, "belief")
    assert [[names[one] for one in event.attributed_to] for event in found] == ([who] * bool(who))
    assert [event.topic_text for event in found] == [what] * bool(who)
    assert {event.factuality for event in found} <= {Factuality.POSSIBLE}
    assert not [*shortcuts(extraction)]


@pytest.mark.parametrize(("sentence", "aims"), AIMS)
def test_aims(sentence: str, aims: list[tuple[str, str, str]], shipped: Background) -> None:
    extraction = told(sentence, shipped)
    names = {entity.id: entity.name for entity in extraction.entities}
    found = of_rule(extraction, "aim")
    assert [(names[one.agents[0]], one.topic_text, one.time_end) for one in found] == aims
    assert {event.factuality for event in found} <= {Factuality.PLANNED}
