"""What a headline tells before the text does, in texts of our own: exactly these events."""

import pytest

from communique.ingest.background import Background
from ingest.test_events import shown

CASES = {
    # the text tells it in full, the headline only calls attention to it
    "Kenya vows appeal over drone tariff\n\nKenya vowed on Monday to appeal against the tariff.": [
        "Pledge KEN > @2025-03-03"
    ],
    "India, Japan agree to test models\n\nIndia and Japan agreed on Monday to test models, "
    "Narendra Modi said.": ["Agreement IND JPN > @2025-03-03 by narendra-modi"],
    # two that only a comma joins, as the plural verb tells
    "Kenya, Japan pledge restraint\n\nIt rained all day.": ["Pledge KEN JPN >"],
    "Kenya, Japan pledged restraint\n\nIt rained all day.": ["Pledge KEN >"],
    # the text tells something else, or the same of somebody else
    "Kenya condemns Japan over leaks\n\nGhana condemned Japan on Monday.": [
        "Criticism KEN > JPN",
        "Criticism GHA > JPN @2025-03-03",
    ],
    # who acts for the state that the headline names does it in the text
    "Kenya condemns Japan over leaks\n\nKenya's foreign minister, Ada Lund, condemned Japan.": [
        "Criticism ada-lund > JPN"
    ],
    "Kenya condemns Japan over leaks\n\nGhana's foreign minister, Ada Lund, condemned Japan.": [
        "Criticism KEN > JPN",
        "Criticism ada-lund > JPN",
    ],
    "Kenya condemns Japan over leaks\n\nIt rained all day.": ["Criticism KEN > JPN"],
    # people without a name are those that the text names or counts
    "Senators condemn Japan over leaks\n\nIt rained all day.": [],
    "Kenya condemns students over leaks\n\nIt rained all day.": [],
    # what the lead only describes is the one that the headline names
    "Bletchley Declaration divides Asia\n\nKenya signed a declaration on AI.": [
        "Signing KEN > bletchley-declaration"
    ],
    "Bletchley Declaration divides Asia\n\nKenya signed a treaty on artificial intelligence.": [
        "Signing KEN > treaty"
    ],
    "Bletchley Declaration divides Asia\n\nKenya signed a declaration on artificial intelligence. "
    "Ghana signed a declaration on drones.": [
        "Signing KEN > bletchley-declaration",
        "Signing GHA > declaration",
    ],
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_events_of_a_headline_and_its_text(
    text: str, expected: list[str], small: Background
) -> None:
    assert sorted(shown(text, small)) == sorted(expected)
