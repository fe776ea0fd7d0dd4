"""Offices, affiliations, groups and surnames: the facts that names state."""

import pytest

from communique.ingest.article import read_text
from communique.ingest.background import Background
from communique.ingest.pipeline import extract

CASES: list[tuple[str, list[str]]] = [
    (
        "US Secretary of Commerce Gina Raimondo spoke.",
        [
            "gina-raimondo holdsPosition usa-secretary-of-commerce",
            "gina-raimondo positionTitle Secretary of Commerce",
            "gina-raimondo represents USA",
        ],
    ),
    (
        "Chinese Vice Minister of Science and Technology Wu Chaohui spoke.",
        [
            "wu-zhaohui holdsPosition chn-vice-minister-of-science-and-technology",
            "wu-zhaohui positionTitle Vice Minister of Science and Technology",
            "wu-zhaohui represents CHN",
        ],
    ),
    (
        "Kenyan Minister of Information Jane Wanjiku spoke.",
        [
            "jane-wanjiku holdsPosition ken-minister-of-information",
            "jane-wanjiku positionTitle Minister of Information",
            "jane-wanjiku represents KEN",
        ],
    ),
    (
        "Gina Raimondo, the US Secretary of Commerce, spoke.",
        [
            "gina-raimondo holdsPosition usa-secretary-of-commerce",
            "gina-raimondo positionTitle Secretary of Commerce",
            "gina-raimondo represents USA",
        ],
    ),
    (
        "President of France Emmanuel Macron spoke.",
        [
            "emmanuel-macron holdsPosition fra-president",
            "emmanuel-macron positionTitle President",
            "emmanuel-macron represents FRA",
        ],
    ),
    (
        "US President Biden spoke.",
        [
            "joe-biden holdsPosition usa-president",
            "joe-biden positionTitle President",
            "joe-biden represents USA",
        ],
    ),
    ("President Biden spoke.", ["joe-biden positionTitle President"]),
    (
        "Tesla founder Elon Musk spoke.",
        ["elon-musk affiliatedWith tesla", "elon-musk positionTitle founder"],
    ),
    (
        "Professor Jeffrey Ding from George Washington University spoke.",
        ["jeffrey-ding affiliatedWith george-washington-university"],
    ),
    (
        "Professor Ada Okoye of Riverside University spoke.",
        ["ada-okoye affiliatedWith riverside-university"],
    ),
    ("Sam Altman of OpenAI spoke.", ["sam-altman affiliatedWith openai"]),
    ("Former US Secretary of State Antony Blinken spoke.", []),
    ("Mr. Rishi Sunak spoke.", []),
    ("President Smith spoke.", []),
    ("The US sent Gina Raimondo.", []),
    ("The prime minister of India spoke.", []),
    ("29 countries signed the Seoul Declaration.", ["group memberCount 29"]),
    ("Some 29 countries signed the Seoul Declaration.", []),
    ("The two countries signed the Seoul Declaration.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_facts_of_a_sentence(sentence: str, expected: list[str], small: Background) -> None:
    article = read_text(sentence, published="2023-11-02")
    found = []
    for fact in extract(article, small).facts:
        subject = "group" if fact.subject.startswith("Group/") else fact.subject.partition("/")[2]
        value = str(fact.value).partition("/")[2] if fact.value_is_entity else str(fact.value)
        found.append(f"{subject} {fact.predicate} {value}")
        assert article.text[fact.passage.start : fact.passage.end] in sentence
    assert sorted(found) == expected


@pytest.mark.parametrize(
    ("text", "words", "entity"),
    [
        ("Rishi Sunak arrived. Sunak smiled.", "Sunak", "Person/rishi-sunak"),
        ("Wang Yi arrived. Wang smiled.", "Wang", "Person/wang-yi"),
        (
            "Ursula von der Leyen came. Then von der Leyen spoke.",
            "von der Leyen",
            "Person/ursula-von-der-leyen",
        ),
        ("He told Time that it was over.", "Time", "NewsOutlet/time"),
        (
            "The AI Seoul Summit began. Many praised the summit.",
            "summit",
            "Summit/ai-seoul-summit-2024",
        ),
    ],
)
def test_later_names_stand_for_the_one_named_before(
    text: str, words: str, entity: str, small: Background
) -> None:
    article = read_text(text)
    start = text.rindex(words)
    found = {
        (mention.passage.start, mention.passage.end): mention.entity
        for mention in extract(article, small).mentions
    }
    assert found.get((start, start + len(words))) == entity


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Time is short.", "Time"),
        ("They asked us to go.", "us"),
        ("Michael Jordan played.", "Jordan"),
        ("A report in China Daily was short.", "China"),
        ("Jane Sunak came after Rishi Sunak left.", "Jane"),
        ("They met in Beijing.", "Beijing"),
        (
            "The AI Seoul Summit and the AI Safety Summit differ. They praised the summit.",
            "the summit",
        ),
    ],
)
def test_what_is_no_mention(text: str, words: str, small: Background) -> None:
    article = read_text(text)
    start = text.rindex(words)
    for mention in extract(article, small).mentions:
        assert not (mention.passage.start < start + len(words) and start < mention.passage.end)
