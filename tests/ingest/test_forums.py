"""Forums that stand for their summit, and those that do not."""

import pytest

from communique.ingest.background import Background
from ingest.test_events import shown

CASES: list[tuple[str, list[str]]] = [
    # who attends, skips or hosts a forum goes to its summit; so does who is at it
    ("Narendra Modi will attend the G20.", ["Attendance narendra-modi > summit Planned"]),
    ("Narendra Modi skipped the G20.", ["Attendance narendra-modi > summit Negated"]),
    ("Mark Carney, hosting his first G7, wants a text.", ["Hosting mark-carney > summit"]),
    ("Narendra Modi spoke at APEC.", ["Attendance narendra-modi > summit"]),
    ("Italy will host the G7 leaders.", ["Hosting ITA > summit Planned"]),
    ("Italy hosted the leaders of the G20.", ["Hosting ITA > summit"]),
    # it is the one that the article has named
    (
        "The G7 Hiroshima Summit opened. Narendra Modi attended the G7 as a guest.",
        ["Attendance narendra-modi > g7-hiroshima-2023"],
    ),
    # "the summit" of whose leaders alone the text has spoken
    (
        "NATO leaders smiled. Narendra Modi skipped the summit.",
        ["Attendance narendra-modi > summit Negated"],
    ),
    ("OPEC cut its output. Narendra Modi attended the summit.", []),
    ("NATO and the EU have leaders. Narendra Modi attended the summit.", []),
    # who joins, chairs or leaves a forum does so to its members
    ("Brazil chairs the G20.", []),
    ("Mark Carney received the G7 delegates.", ["Meeting mark-carney group >"]),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_events_of_a_sentence(sentence: str, expected: list[str], shipped: Background) -> None:
    assert sorted(shown(sentence, shipped)) == sorted(expected)
