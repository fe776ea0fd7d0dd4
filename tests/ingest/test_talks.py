"""Who talked or signed, where a noun tells it: a journey for talks, a pact between two."""

import pytest

from communique.ingest.background import Background
from ingest.test_events import shown

CASES: list[tuple[str, list[str]]] = [
    # a journey made for talks tells that they were held
    (
        "Joe Biden flew to Geneva for talks with Xi Jinping.",
        ["Meeting joe-biden xi-jinping >", "Visit joe-biden > geneva"],
    ),
    (
        "Joe Biden will travel to Geneva for a meeting with Xi Jinping.",
        ["Meeting joe-biden xi-jinping > Planned", "Visit joe-biden > geneva Planned"],
    ),
    ("Joe Biden left for Geneva for talks with Xi Jinping.", []),
    (
        "Joe Biden did not travel to Geneva for talks with Xi Jinping.",
        ["Visit joe-biden > geneva Negated"],
    ),
    ("Joe Biden flew to Geneva for a book about Xi Jinping.", ["Visit joe-biden > geneva"]),
    # a pact between two is signed by them
    ("A treaty between Kenya and Japan was signed.", ["Signing KEN JPN > treaty"]),
    (
        "After the signing of a treaty between Kenya and Japan, it rained.",
        ["Signing KEN JPN > treaty"],
    ),
    ("France signed a treaty on trade between Japan and Kenya.", ["Signing FRA > treaty"]),
    ("Kenya opened a road between Japan and France.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_events_of_a_sentence(sentence: str, expected: list[str], small: Background) -> None:
    assert sorted(shown(sentence, small)) == sorted(expected)
