"""What long reads tell: background in the pluperfect, people named once and then by their role."""

import pytest

from communique.ingest.article import read_text
from communique.ingest.background import Background
from communique.ingest.pipeline import extract

# a text, and its events as "Kind agents > patients [factuality] [time] [by source]"
CASES: list[tuple[str, list[str]]] = [
    # who is spoken of in a quote does not speak it
    (
        'Joe Roe, 61, knew little of ships. "They want no pilot," he said.',
        ["Statement Joe Roe >"],
    ),
    ('Joe Roe spoke first. "The pilot is asleep," he said.', ["Statement Joe Roe >"]),
    # a question asks for nothing
    (
        'China has ships near Japan. "If it sinks, will it float?" asked Ada Lund, a sailor.',
        ["Statement Ada Lund >"],
    ),
    (
        '"Sink the ship," Ada Lund urged Japan.',
        ["Request Ada Lund > Japan", "Statement Ada Lund >"],
    ),
    # the one whom a paragraph has named without saying who that is
    (
        "Ada Lund sat when Joe Roe, the Danish envoy, rang. The science minister praised China.",
        ["Praise Ada Lund > China"],
    ),
    (
        "Ada Lund, a judge, sat. The science minister accused China of theft.",
        ["Accusation science minister > China"],
    ),
    (
        "Ada Lund sang and Joe Roe danced. The science minister accused China of theft.",
        ["Accusation science minister > China"],
    ),
    # ", and demanded" goes on with who told, not with whom that was about
    (
        "Ada Lund told reporters that China broke the deal, and accused Japan of theft.",
        ["Accusation Ada Lund > Japan"],
    ),
    (
        "France told Kenya that Japan was using the ship to spy, and demanded that Kenya sink it.",
        ["Request France > Kenya"],
    ),
    # nobody visits the state that he stands for
    ("Xi Jinping told Mark Rutte, when he came to Beijing, that no ship could pass.", []),
    ("Xi Jinping came to Moscow.", ["Visit Xi Jinping > Russia"]),
    # the bill of a state is no law of a union
    (
        "Ada Lund wrote a Kenyan bill on ships. Many praised the AI Act. Kenya passed the bill.",
        ["Adoption Kenya > Kenyan bill on ships"],
    ),
    # whose treatment of somebody is looked into
    (
        "Kenya opened an inquiry into Japan's treatment of Norway.",
        ["Investigation Kenya > Japan"],
    ),
    ("Kenya opened an inquiry into China's Huawei.", ["Investigation Kenya > Huawei"]),
    # a month without a year after one with it
    (
        "Joe Biden met Xi Jinping in January 2021; in June France accused Kenya of theft.",
        ["Meeting Joe Biden Xi Jinping > 2021-01", "Accusation France > Kenya 2021-06"],
    ),
    # what was still to come then
    ("France would later accuse Kenya of theft.", ["Accusation France > Kenya"]),
    (
        "Over the following months Japan would accuse Kenya of theft.",
        ["Accusation Japan > Kenya"],
    ),
    ("Over the following months Japan will accuse Kenya.", ["Accusation Japan > Kenya Planned"]),
    (
        "If it rained, Japan would later accuse Kenya of theft.",
        ["Accusation Japan > Kenya Possible"],
    ),
    # members of a party, and of one in a chamber, are people
    (
        "Republicans on the panel demanded that Kenya sink it.",
        ["Request Republicans > Kenya"],
    ),
    ("Senate Democrats urged Joe Biden to sink it.", ["Request Senate Democrats > Joe Biden"]),
    # of a deal whose other party the clause does not name it tells no signing
    ("Kenya has a deal with Japan, signed in May.", []),
    ("The deal with Japan, signed by Kenya, is dead.", ["Signing Kenya Japan > deal with Japan"]),
    # whom the police question they look into
    ("Ada Lund was questioned by police.", ["Investigation police > Ada Lund"]),
    ("Police questioned whether it rained.", ["Criticism Police >"]),
    # where it was adopted is no part of a text's name
    ("Kenya adopted its maritime strategy in Lagos.", ["Adoption Kenya > maritime strategy"]),
    (
        "Kenya adopted its strategy for trade in ships.",
        ["Adoption Kenya > strategy for trade in ships"],
    ),
    # how a source knows is no event
    (
        "Kenya praised Japan, according to two people who attended a meeting with Ghana.",
        [
            "Praise Kenya > Japan by two people",
        ],
    ),
    (
        "A woman who attended the AI Seoul Summit said that Kenya praised Japan.",
        [
            "Praise Kenya > Japan by woman",
        ],
    ),
    (
        "Two envoys who attended the AI Seoul Summit praised Japan.",
        [
            "Attendance Two envoys > AI Seoul Summit 2024",
            "Praise Two envoys > Japan",
        ],
    ),
    (
        "Joe Roe sat. People who have worked with him say Kenya praised Japan.",
        ["Praise Kenya > Japan by People"],
    ),
    # what somebody calls a step is something done, not a state
    (
        "Kenya met Ghana. Joe Biden called it a big step forward.",
        [
            "Meeting Kenya Ghana >",
        ],
    ),
    ("Kenya banned ships. Joe Biden called it an excellent host.", ["Praise Joe Biden > Kenya"]),
    # one of the first to do it does it
    ("Kenya was one of the first states to praise Japan.", ["Praise Kenya > Japan"]),
    ("One of the first states to praise Japan was small.", ["Praise first states > Japan"]),
    ("Kenya was the first state to accuse Japan of theft.", ["Accusation Kenya > Japan"]),
    # two who are spoken of together are not somebody known and somebody new
    (
        "Ada Lund sat. A diplomat recalls how Joe Roe sang. Then the pair praised Japan.",
        [],
    ),
    (
        "Ada Lund sat near Joe Roe. Then the pair praised Japan.",
        ["Praise Ada Lund Joe Roe > Japan"],
    ),
    # what somebody would rather do he has not done
    ("He sat. Joe Biden would rather accuse Kenya.", ["Accusation Joe Biden > Kenya Possible"]),
    # a resolution is no statement
    (
        "A diplomat read out a statement. Kenya adopted the resolution.",
        ["Adoption Kenya > resolution"],
    ),
    # what somebody does himself makes the name a person's
    (
        "Haluk Bayraktar, whose ships had made him famous, praised Kenya himself.",
        ["Praise Haluk Bayraktar > Kenya"],
    ),
    # the government of whoever leads it is the state
    ("The government of Emmanuel Macron praised Japan.", ["Praise France > Japan"]),
    ("The government of Sir Keir Starmer praised Japan.", ["Praise United Kingdom > Japan"]),
    ("The party of Emmanuel Macron praised Japan.", []),
    # a leader, in a paragraph of its own, is whom the one before has named
    (
        "Ada Lund flew home.\n\nThe Danish leader praised Japan.",
        ["Praise Ada Lund > Japan"],
    ),
    (
        "Sam Altman flew home.\n\nThe Danish leader praised Japan.",
        ["Praise Danish leader > Japan"],
    ),
    (
        "Ada Lund and Joe Roe flew home.\n\nThe Danish leader praised Japan.",
        ["Praise Danish leader > Japan"],
    ),
    # whose law it is has passed it
    (
        "Japan's law on ships, passed in May 2023, is old.",
        ["Adoption Japan > law on ships 2023-05"],
    ),
    ("Joe Biden's law on ships, passed by Japan, is old.", ["Adoption Japan > law on ships"]),
    # when it was does not stand as a sentence of its own
    (
        "They chose. In April 2022 Joe Biden, the president, accused Kenya of theft.",
        ["Accusation Joe Biden > Kenya 2022-04"],
    ),
    (
        "They chose. Tomorrow Ada Lund, the commerce secretary, is to meet Joe Biden.",
        ["Meeting Ada Lund Joe Biden > Planned 2023-11-03"],
    ),
    (
        "They chose. More than 90 countries have been invited, Trade Minister Ada Lund said.",
        ["Invitation > 90 countries by Ada Lund"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:60] for text, _ in CASES])
def test_what_a_long_read_tells(shipped: Background, text: str, expected: list[str]) -> None:
    assert sorted(_shown(text, shipped)) == sorted(expected)


def _shown(text: str, background: Background) -> list[str]:
    found = extract(read_text(text, published="2023-11-02"), background, least=0)
    names = {entity.id: entity.name for entity in found.entities}
    rows = []
    for event in found.events:
        parts = [event.kind, *(names[one] for one in event.agents), ">"]
        parts += [names[one] for one in event.patients]
        parts += [event.factuality.value] if event.factuality.value != "Actual" else []
        parts += [event.time] if event.time else []
        parts += [f"by {names[one]}" for one in event.attributed_to]
        rows.append(" ".join(parts))
    return rows
