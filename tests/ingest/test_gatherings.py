"""Who was where, and who was not; what was asked and taken back: exactly these events."""

import pytest

from communique.ingest.background import Background
from ingest.test_events import shown

CASES: list[tuple[str, list[str]]] = [
    # somebody is not there, or somebody else is in his stead
    (
        "The AI Safety Summit began. Xi Jinping skipped the summit and sent Wang Yi instead.",
        [
            "Attendance xi-jinping > ai-safety-summit-2023 Negated",
            "Attendance wang-yi > ai-safety-summit-2023",
        ],
    ),
    (
        "The AI Safety Summit began. China was represented by Wang Yi.",
        ["Attendance wang-yi > ai-safety-summit-2023"],
    ),
    (
        "The AI Safety Summit began. Emmanuel Macron stayed away.",
        ["Attendance emmanuel-macron > ai-safety-summit-2023 Negated"],
    ),
    (
        "Emmanuel Macron stayed away from the AI Safety Summit.",
        ["Attendance emmanuel-macron > ai-safety-summit-2023 Negated"],
    ),
    (
        "The AI Safety Summit began. Emmanuel Macron could not come because of the floods.",
        ["Attendance emmanuel-macron > ai-safety-summit-2023 Negated"],
    ),
    (
        "The AI Safety Summit began. Xi Jinping was absent.",
        ["Attendance xi-jinping > ai-safety-summit-2023 Negated"],
    ),
    ("The AI Safety Summit began. Xi Jinping was absent from the vote.", []),
    ("India skipped the talks with Japan.", ["Refusal IND > JPN"]),
    # a capital that is host is its state, one where something is held is a place
    ("Seoul will host the AI Safety Summit.", ["Hosting KOR > ai-safety-summit-2023 Planned"]),
    ("The AI Safety Summit is held in Seoul.", []),
    # what is to be visited is still to be held, unless its day is past
    (
        "Kenya will sign the Seoul Declaration at the AI Safety Summit, hosted by Japan.",
        [
            "Hosting JPN > ai-safety-summit-2023 Planned",
            "Signing KEN > seoul-declaration Planned",
        ],
    ),
    (
        "Kenya signed the Seoul Declaration at the AI Safety Summit, hosted by Japan.",
        ["Hosting JPN > ai-safety-summit-2023", "Signing KEN > seoul-declaration"],
    ),
    # a summit that has no name; whose turn it is to host one
    ("China will host the follow-up meeting.", ["Hosting CHN > summit Planned"]),
    ("China hosted a two-day meeting on chips.", ["Hosting CHN > summit"]),
    ("China will host the meeting.", []),
    ("Next year's summit will be hosted by France.", ["Hosting FRA > summit Planned"]),
    ("Xi Jinping attended Monday's ceremony.", ["Attendance xi-jinping > summit"]),
    (
        "The UK hosted the AI Safety Summit. China attended Tuesday's summit.",
        ["Hosting GBR > ai-safety-summit-2023", "Attendance CHN > ai-safety-summit-2023"],
    ),
    (
        "The AI Safety Summit began. The UK, as host, wrote the text.",
        ["Hosting GBR > ai-safety-summit-2023"],
    ),
    (
        "As host of the AI Safety Summit, the UK wrote the text.",
        ["Hosting GBR > ai-safety-summit-2023"],
    ),
    ("China named Japan as host of the AI Safety Summit.", []),
    # the last minute is no place, nor is somebody's stead; who is a guest is there
    (
        "The AI Safety Summit began. Joe Biden cancelled at the last minute.",
        ["Attendance joe-biden > ai-safety-summit-2023 Negated"],
    ),
    (
        "The AI Safety Summit began. Wang Yi, who came in Xi Jinping's place, spoke.",
        ["Attendance wang-yi > ai-safety-summit-2023"],
    ),
    ("The AI Safety Summit began. Wang Yi came in a limousine.", []),
    (
        "The AI Safety Summit began. Japan, a guest at the summit, kept silent.",
        ["Attendance JPN > ai-safety-summit-2023"],
    ),
    (
        "The AI Safety Summit began. OpenAI has confirmed its attendance.",
        ["Attendance openai > ai-safety-summit-2023 Planned"],
    ),
    (
        "Xi Jinping boycotted the AI Safety Summit.",
        [
            "Attendance xi-jinping > ai-safety-summit-2023 Negated",
        ],
    ),
    # of what a clause tells that hangs on another word
    (
        "China met Japan at a forum organised by France and hosted by Kenya.",
        [
            "Hosting FRA > summit",
            "Hosting KEN > summit",
            "Meeting CHN JPN >",
        ],
    ),
    (
        "China invited Japan to a round table on chips, to be hosted by France.",
        ["Hosting FRA > summit Planned", "Invitation CHN > JPN"],
    ),
    (
        "China invited Japan to a summit that France plans to host.",
        ["Hosting FRA > summit Planned", "Invitation CHN > JPN"],
    ),
    # "the summit" is the one that has been
    (
        "The AI Safety Summit began. France hosts next year's summit. China skipped the summit.",
        [
            "Attendance CHN > ai-safety-summit-2023 Negated",
            "Hosting FRA > summit Planned @2026",
        ],
    ),
    # visits told by the way
    (
        "During the state visit of Emmanuel Macron to Japan, a text was signed.",
        ["Visit emmanuel-macron > JPN"],
    ),
    (
        "On the second day of President Joe Biden's state visit to Japan, a text was signed.",
        ["Visit joe-biden > JPN"],
    ),
    # taking something back, walking out, asking
    (
        "Kenya signed the Bletchley Declaration. It has since withdrawn its signature.",
        ["Signing KEN > bletchley-declaration", "Withdrawal KEN > bletchley-declaration"],
    ),
    ("China withdrew its proposal.", ["Withdrawal CHN >"]),
    ("China left the hall.", ["Withdrawal CHN >"]),
    ("Wang Yi left the hall.", []),
    ("China requested Japan to lift the curbs.", ["Request CHN > JPN"]),
    ("Russia lobbied Japan to lift the curbs.", ["Request RUS > JPN"]),
    ("China recommended that Japan ratify the treaty.", ["Request CHN > JPN"]),
    ("Spain condemned the curbs; Russia asked Japan for help.", ["Request RUS > JPN"]),
    ("China used the occasion to urge Japan to act.", ["Request CHN > JPN"]),
    (
        "Wang Yi led the Chinese team at the AI Safety Summit.",
        ["Attendance wang-yi > ai-safety-summit-2023"],
    ),
    ("Wang Yi led a delegation to Japan.", []),
    ("Wang Yi flew home for talks with Japan.", []),
    ("Wang Yi left for Japan.", ["Visit wang-yi > JPN"]),
    (
        "Russia announced its departure from the AI Safety Summit.",
        ["Announcement RUS >", "Withdrawal RUS > ai-safety-summit-2023"],
    ),
    ("The AI Safety Summit began. Russia announced the departure.", ["Announcement RUS >"]),
    # what is said of a gathering between commas is still to be done
    (
        "The summit on drones, to be hosted by Kenya, has a theme.",
        ["Hosting KEN > summit Planned"],
    ),
    # who takes part in a meeting attends it; with whom somebody has one, he meets
    ("Kenya took part in an online meeting.", ["Attendance KEN > summit"]),
    ("Kenya took part in a meeting with Japan.", ["Meeting KEN JPN >"]),
    ("Ada Lund said that Kenya was in talks with Japan.", ["Meeting KEN JPN > by ada-lund"]),
    # who hosts it with whom
    (
        "Kenya co-hosted the AI Safety Summit with Japan.",
        ["Hosting KEN JPN > ai-safety-summit-2023"],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_events_of_a_sentence(sentence: str, expected: list[str], small: Background) -> None:
    assert sorted(shown(sentence, small)) == sorted(expected)
