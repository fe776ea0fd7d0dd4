"""Whom "the minister", "the government" and their like mean: events of short texts."""

import pytest

from communique.ingest.background import Background

from .conftest import told

CASES: list[tuple[str, list[str]]] = [
    (
        (
            "Norway leaves, the defence minister told parliament. Tore Sandvik said the pact was "
            "old. The minister invited Paul Kagame to Oslo."
        ),
        ["Invitation(Tore Sandvik -> Paul Kagame)"],
    ),
    (
        (
            "Norway leaves, the defence minister told parliament after the prime minister. "
            "Tore Sandvik said the pact was old. The minister invited Paul Kagame to Oslo."
        ),
        ["Invitation(defence minister -> Paul Kagame)"],
    ),
    (
        "Prime minister Narendra Modi came. The minister invited Paul Kagame to Delhi.",
        [],
    ),
    (
        "Foreign minister Ada Lund came. The minister invited Paul Kagame to Delhi.",
        ["Invitation(Ada Lund -> Paul Kagame)"],
    ),
    (
        "Vice President JD Vance came. The president invited Paul Kagame to Delhi.",
        [],
    ),
    (
        "Norway left. Finland stayed. Ada Lund, a Norwegian deputy, accused the government.",
        ["Accusation(Ada Lund -> Norway)"],
    ),
    (
        (
            "Norway left. Finland stayed. Deputies in Oslo were divided. Ada Lund accused the "
            "government."
        ),
        ["Accusation(Ada Lund -> Norway)"],
    ),
    (
        (
            "Norway left. Deputies in Oslo were divided. Finland stayed. Ada Lund accused the "
            "government."
        ),
        ["Accusation(Ada Lund -> Finland)"],
    ),
    (
        "Finland left. Danish unions urged the government to stay.",
        ["Request(Danish unions -> Denmark)"],
    ),
    (
        "Kenya left. US officials asked the government for help.",
        ["Request(US officials -> Kenya)"],
    ),
    (
        "US officials asked the government for help.",
        [],
    ),
    (
        "Polish miners met. Apple urged the government to act.",
        ["Request(Apple -> Poland)"],
    ),
    (
        "Rich nations promised to pay, campaigners said. They urged rich nations to pay.",
        ["Request(campaigners -> Rich nations)"],
    ),
    (
        "Residents and a parish priest met miners. They accused the miners of theft.",
        ["Accusation(Residents + parish priest -> miners)"],
    ),
    (
        "The visitors, eleven engineers, met their Omani hosts and asked them to share pictures.",
        ["Request(visitors -> Omani hosts)"],
    ),
    (
        "Kenya and Japan met doctors. They invited Paul Kagame to Oslo.",
        ["Invitation(Kenya + Japan -> Paul Kagame)"],
    ),
    (
        "Doctors met lawmakers. The lawmakers urged them to wait.",
        ["Request(lawmakers -> Doctors)"],
    ),
    (
        "Two former employees of Meta met Bo Ek. The pair invited Ada Lund to Oslo.",
        ["Invitation(Two former employees of Meta -> Ada Lund)"],
    ),
    (
        "Four officials went to Rome. All four accused Japan of delay. The men urged Peru to act.",
        ["Accusation(Four officials -> Japan)", "Request(Four officials -> Peru)"],
    ),
    (
        "Ada Lund met Bo Ek. Two envoys said that the pair had accused Japan of delay.",
        ["Accusation(Ada Lund + Bo Ek -> Japan)"],
    ),
    (
        "A widow met Ada Lund in Rome. The woman accused Japan of delay.",
        ["Accusation(widow -> Japan)"],
    ),
    (
        "The mayor met residents. They urged her to act.",
        ["Request(residents -> mayor)"],
    ),
    (
        "Unions accused the governor of theft. The governor, Davi Prates, invited them to Belem.",
        ["Accusation(Unions -> Davi Prates)", "Invitation(Davi Prates -> Unions)"],
    ),
    (
        "Ada Lund met Bo Ek. The mayor accused Japan of delay.",
        [],
    ),
    (
        "Unions met. Residents accused the company of delay.",
        [],
    ),
    (
        "Ada Lund met Eva Ek. The woman accused Japan of delay.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_whom_events_are_of(text: str, expected: list[str], shipped: Background) -> None:
    assert told(text, shipped, "Accusation", "Invitation", "Request") == expected
