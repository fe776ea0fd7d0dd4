"""Sessions, talks and dinners: what the words around them make a gathering."""

import pytest

from communique.ingest.background import Background
from ingest.test_events import shown

CASES: list[tuple[str, list[str]]] = [
    # who holds, attends or skips a session makes it a gathering
    ("Xi Jinping attended a session on chips.", ["Attendance xi-jinping > summit"]),
    ("Xi Jinping skipped a meeting of ministers.", ["Attendance xi-jinping > summit Negated"]),
    ("Japan will host a round of informal talks.", ["Hosting JPN > summit Planned"]),
    (
        "Japan will host a side event. China may take part.",
        [
            "Attendance CHN > summit Possible",
            "Hosting JPN > summit Planned",
        ],
    ),
    (
        "A two-day meeting on chips opened. Xi Jinping attended the event.",
        ["Attendance xi-jinping > summit"],
    ),
    ("Next year's meeting will be hosted by France.", ["Hosting FRA > summit Planned"]),
    # what is told of a name makes it one, and a name goes on before "Ministers'"
    (
        "Xi Jinping spoke at TechVista, which took place in May.",
        ["Attendance xi-jinping > tech-vista"],
    ),
    ("Japan invited China to TechVista, which will be held in May.", ["Invitation JPN > CHN"]),
    (
        "The World Cable Assembly wound up. France hosted the assembly.",
        ["Hosting FRA > world-cable-assembly"],
    ),
    ("France hosted the World Cable Assembly's president.", []),
    (
        "France hosted the fourth Nordic Digital Ministers' Meeting.",
        ["Hosting FRA > nordic-digital-ministers-meeting"],
    ),
    (
        "France hosted the Southern sub-Regional Forum on Robotics.",
        ["Hosting FRA > southern-sub-regional-forum-on-robotics"],
    ),
    # two who meet are no gathering; nor is what nobody holds
    ("Xi Jinping attended a meeting with Joe Biden.", ["Meeting xi-jinping joe-biden >"]),
    ("A session on chips cost France a day. Xi Jinping attended.", []),
    # what comes next is none that somebody was at
    (
        "The AI Safety Summit began. France will host the next meeting. Xi Jinping did not come.",
        [
            "Attendance xi-jinping > ai-safety-summit-2023 Negated",
            "Hosting FRA > summit Planned",
        ],
    ),
    ("France will host the next meeting. Xi Jinping came.", ["Hosting FRA > summit Planned"]),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_events_of_a_sentence(sentence: str, expected: list[str], small: Background) -> None:
    assert sorted(shown(sentence, small)) == sorted(expected)
