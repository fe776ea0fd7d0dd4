"""Whom "the Baltic state", "its rival" and "the host" mean: which of those spoken of."""

import pytest

from communique.ingest.background import Background

from .conftest import told

CASES: list[tuple[str, list[str]]] = [
    (
        "Estonia met Poland in Vienna. The Baltic state accused Russia of lying.",
        ["Accusation(Estonia -> Russia)"],
    ),
    (
        "Singapore met Malaysia. The island accused China of lying.",
        ["Accusation(Singapore -> China)"],
    ),
    (
        "Qatar met Kenya. The emirate accused China of lying.",
        ["Accusation(Qatar -> China)"],
    ),
    (
        "Tindra bought an Estonian start-up. Kenya invited the Baltic state to join.",
        ["Invitation(Kenya -> Estonia)"],
    ),
    (
        "Latvia met Estonia. The Baltic state accused Russia of lying.",
        [],
    ),
    (
        "Chad met France. The city-state accused Russia of lying.",
        [],
    ),
    (
        "Tindra Systems met Openlab Systems. Tindra Systems accused its rival of theft.",
        ["Accusation(Tindra Systems -> Openlab Systems)"],
    ),
    (
        "Zambia met Zimbabwe. Harare accused its neighbour of theft.",
        ["Accusation(Zimbabwe -> Zambia)"],
    ),
    (
        "Kenya met France. Kenya accused its neighbour of theft.",
        [],
    ),
    (
        "Tindra Labs met Openlab Labs and Kelp Labs. Tindra Labs accused its rival of theft.",
        [],
    ),
    (
        "Vietnam and Laos met in Vientiane on Tuesday. The host accused its neighbour of theft.",
        ["Accusation(Laos -> Vietnam)"],
    ),
    (
        (
            "Kenya banned Tindra Systems and Kelp Robotics. Kelp Robotics left. "
            "The other company accused Kenya of theft."
        ),
        ["Accusation(Tindra Systems -> Kenya)"],
    ),
    (
        (
            "Kenya sued Tindra Systems and Kelp Robotics. "
            "Chad accused the two firms of recruiting engineers in secret."
        ),
        [
            "Accusation(Kenya -> Tindra Systems + Kelp Robotics)",
            "Accusation(Chad -> Tindra Systems + Kelp Robotics)",
        ],
    ),
    (
        "The newspaper Delta Post sued Kenya. Chad invited the paper to sue.",
        ["Accusation(Delta Post -> Kenya)", "Invitation(Chad -> Delta Post)"],
    ),
    (
        "Peru's Congress accused Chile of theft.",
        ["Accusation(Peru's Congress -> Chile)"],
    ),
    (
        "Paul Kagame spoke. Russia's ambassador left. The envoy accused him of theft.",
        ["Accusation(ambassador of Russia -> Paul Kagame)"],
    ),
    (
        "The Kazakh start-up Saiman AI has accused Kenya of theft.",
        ["Accusation(Saiman AI -> Kenya)"],
    ),
    (
        "Two start-ups, Tindra and Jokko, accused Kenya of theft.",
        ["Accusation(Tindra + Jokko -> Kenya)"],
    ),
    (
        "Saudi Arabia's Humain met Nvidia. The Santa Clara company accused Kenya of theft.",
        ["Accusation(Nvidia -> Kenya)"],
    ),
    (
        (
            "The nurses' union Omsorg and the employers' federation met. The federation accused "
            "Kenya of theft."
        ),
        ["Accusation(federation -> Kenya)"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_which_is_meant(text: str, expected: list[str], shipped: Background) -> None:
    assert told(text, shipped, "Accusation", "Invitation") == expected
