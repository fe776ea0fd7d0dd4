"""Quoted words and who said them; not titles, and not what somebody only holds up."""

import pytest

from communique.ingest.article import read_text
from communique.ingest.background import Background
from communique.ingest.pipeline import extract

# text, then its statements as "speaker: words"
CASES: list[tuple[str, list[str]]] = [
    ('"The bridge is open," Ada Lindt said.', ["Ada Lindt: The bridge is open"]),
    # a few words in marks are what somebody says where they tell of what the clause is about
    ('Ada Lindt said Rome was "not in a position" to help.', ["Ada Lindt: not in a position"]),
    ('Ada Lindt said only that it "takes note" of the vote.', ["Ada Lindt: takes note"]),
    ('Ada Lindt said that the "digital shield" plan would be adopted.', []),
    ('Ada Lindt denied that the bridge was "a threat".', []),
    (
        'One of his deputies, Ada Lindt, told me the ban was "a farce".',
        ["Ada Lindt: a farce"],
    ),
    # a colon introduces the words of whom the words before it speak of
    (
        'Rome voted. Ada Lindt, the Swiss envoy, an hour later: "We heard that song in Paris."',
        ["Ada Lindt: We heard that song in Paris."],
    ),
    (
        'Rome voted. Ada Lindt was brief: "We heard that song in Paris."',
        ["Ada Lindt: We heard that song in Paris."],
    ),
    (
        'Ada Lindt\'s advice: "Sing while the bridge is up."',
        ["Ada Lindt: Sing while the bridge is up."],
    ),
    ('Ada Lindt signed a letter with a slogan: "Ships for all, now."', []),
    ('The slogan was simple: "Ships for all, now."', []),
    # a paragraph of its own says whose words the next one quotes, which may go on after it
    (
        'Chair of the bank, Ada Lindt said:\n\n"It is open."\n\nRome voted.',
        ["Ada Lindt: It is open."],
    ),
    ('Swiss envoy Ada Lindt:\n\n"It is open. We swam."', ["Ada Lindt: It is open. We swam."]),
    ('Ada Lindt said:\n\n"It is open.\n\n"We swam."', ["Ada Lindt: It is open. We swam."]),
    ('Ada Lindt said: "It is open.\n\n"We swam."', ["Ada Lindt: It is open. We swam."]),
    ('Ada Lindt said:\n\n"It is open," said Bo Li.', ["Bo Li: It is open"]),
    ('Ada Lindt said: "It is open."\n\n"We swam all day."', ["Ada Lindt: It is open."]),
    ('Ada Lindt said:\n\nRome voted. "We swam all day."', []),
    ('A slogan that Ada Lindt said she loved is painted there:\n\n"We swam all day."', []),
    # whom somebody quotes, and whom an office before a colon is that of
    ('"It is open," the ministry quoted Ada Lindt as saying.', ["Ada Lindt: It is open"]),
    (
        'Tesla cited Ada Lindt as saying that "it is open to all of us".',
        ["Ada Lindt: it is open to all of us"],
    ),
    ('Ada Lindt, founder and CEO of Tesla: "It is open."', ["Ada Lindt: It is open."]),
    # one without a name, also before a colon
    ('"We are lost," one of the pilots said.', ["pilots: We are lost"]),
    ('A senior envoy was more cautious: "We may be lost."', ["senior envoy: We may be lost."]),
    ('Two pilots swam. "We are lost," said one of them.', ["one of them: We are lost"]),
    ('Two pilots swam. "We are lost," groaned one.', ["one: We are lost"]),
    ('Two pilots swam. Another said: "We may be lost."', ["Another: We may be lost."]),
    # of two who are named the words do not tell which
    ('Ada Lindt met Luis Quispe. "We are lost," one of the two said.', []),
    (
        'Ada Lindt met Luis Quispe. "We are lost," the two said.',
        ["Ada Lindt Luis Quispe: We are lost"],
    ),
    # a paragraph goes on with whom it is about, and after a question any verb tells who asks
    (
        'Ada Lindt shrugged. "We have seen worse bridges."',
        ["Ada Lindt: We have seen worse bridges."],
    ),
    ('"Who pays for it?" Ada Lindt fumed. "Not us."', ["Ada Lindt: Who pays for it? Not us."]),
    ('"We may be lost. Or not." Ada Lindt left.', []),
    # any verb between or after commas will do
    ('"The bridge is a swamp," sobbed Ada Lindt.', ["Ada Lindt: The bridge is a swamp"]),
    ('"Nobody swam," grunted one diver from Fiji.', []),
    ('"Nobody swam," grunted one negotiator from Fiji.', ["one negotiator: Nobody swam"]),
    (
        '"Our ships are dry," noted at the pier the envoy of Peru, Luis Quispe.',
        ["Luis Quispe: Our ships are dry"],
    ),
    (
        'The plan is "a ladder without rungs and walls", Ada Lindt sneered.',
        ["Ada Lindt: a ladder without rungs and walls"],
    ),
    (
        'The plan, Ada Lindt sneered, is "a ladder without rungs and walls".',
        ["Ada Lindt: a ladder without rungs and walls"],
    ),
    (
        'As was underlined by Ada Lindt, Oslo "will not swim for anybody".',
        ["Ada Lindt: will not swim for anybody"],
    ),
    ('After Ada Lindt left, Oslo "will not swim for anybody" was a song.', []),
    (
        'Words of the day: "We would rather swim than fly," says Ada Lindt, the Swiss envoy.',
        ["Ada Lindt: We would rather swim than fly"],
    ),
    (
        'Ada Lindt voiced doubts: "We had hoped for a bridge."',
        ["Ada Lindt: We had hoped for a bridge."],
    ),
    (
        'Ada Lindt gave this answer: "We had hoped for a bridge."',
        ["Ada Lindt: We had hoped for a bridge."],
    ),
    (
        '"The bridge is dead", according to Ada Lindt, the Swiss envoy.',
        ["Ada Lindt: The bridge is dead"],
    ),
    (
        'According to Ada Lindt, the plan is "a ladder without rungs and walls".',
        ["Ada Lindt: a ladder without rungs and walls"],
    ),
    ('"We are open," said the White House\'s account on X.', ["White House: We are open"]),
    # whom the words in marks speak of does not say them
    (
        'Joe Biden slept. "A minister should not lie," he said.',
        ["Joe Biden: A minister should not lie"],
    ),
    # a paragraph goes on with the one whom the sentence before it names
    (
        (
            "Joe Biden sang. Joe Biden slept. Joe Biden left.\n\nIn the chair was Bob Lindt.\n\n"
            '"We cannot wait for the tide," he said.'
        ),
        ["Bob Lindt: We cannot wait for the tide"],
    ),
    (
        (
            "Joe Biden sang. Joe Biden slept. Joe Biden left.\n\nJoe Biden thanked Bob Lindt.\n\n"
            '"We cannot wait for the tide," he said.'
        ),
        ["Joe Biden: We cannot wait for the tide"],
    ),
    # a semicolon parts a quote from whoever says something else
    (
        'Ada Lindt called it "a bridge built of straw"; Greenpeace says the plan is vague.',
        ["Ada Lindt: a bridge built of straw"],
    ),
    (
        'Joe Biden slept. His deputy sat. "All is well," he said.',
        ["deputy of Joe Biden: All is well"],
    ),
    # what somebody calls a thing
    (
        'The mayor, Ada Lindt, called this "a bridge built from both ends".',
        ["Ada Lindt: a bridge built from both ends"],
    ),
    (
        'The bridge was dismissed by Ada Lindt as "far too long".',
        ["Ada Lindt: far too long"],
    ),
    (
        'Ada Lindt likened the sale to "pawning the lighthouse".',
        ["Ada Lindt: pawning the lighthouse"],
    ),
    ('Ada Lindt called the ship "Queen Of Norway".', []),
    ('Ada Lindt did not call the ship "a coffin with sails".', []),
    # what is asked for in a word or two is no speech, what a thing is called is
    ('Peru called for "fair access" to chips.', []),
    ('Ada Lindt called the ship "a coffin with sails".', ["Ada Lindt: a coffin with sails"]),
    # a name behind a dash signs the words before it
    ('"We need new rules." — Joe Biden, in Rome.', ["Joe Biden: We need new rules."]),
    (
        '"We need new rules for ships." – President Joe Biden, on Friday',
        ["Joe Biden: We need new rules for ships."],
    ),
    ('"We need new rules." Joe Biden', []),
    ('"We need new rules." — the wish of many', []),
    # what goes on after the verb, and what somebody puts so
    (
        '"It will stand," Ada Lindt said, "until the last of us has learnt to swim across."',
        ["Ada Lindt: It will stand until the last of us has learnt to swim across."],
    ),
    (
        'According to Ada Lindt, "the bridge will stand until we swim".',
        ["Ada Lindt: the bridge will stand until we swim"],
    ),
    ('According to Ada Lindt, the "bridge of sighs" will stand.', []),
    (
        'Ada Lindt, the Swiss envoy, had "slept with one eye open", as she put it.',
        ["Ada Lindt: slept with one eye open"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:60] for text, _ in CASES])
def test_who_says_what(shipped: Background, text: str, expected: list[str]) -> None:
    found = extract(read_text(text, published="2023-11-02"), shipped, least=0)
    names = {entity.id: entity.name for entity in found.entities}
    told = [
        f"{' '.join(names[one] for one in event.agents)}: {event.quotation}"
        for event in found.events
        if event.kind == "Statement"
    ]
    assert told == expected


# a text with a criticism, and the quotation of that
CARRIED: list[tuple[str, str]] = [
    ('Kenya condemned Ghana and promised "resolute measures".', ""),
    ('Kenya condemned Ghana but rejected "empty words".', ""),
    ('Kenya condemned Ghana and called it "lazy".', "lazy"),
    ('Kenya condemned Ghana and said it had "no plan".', "no plan"),
    ('Kenya condemned Ghana, calling it "lazy".', "lazy"),
]


@pytest.mark.parametrize(("text", "expected"), CARRIED)
def test_whose_words_a_criticism_quotes(shipped: Background, text: str, expected: str) -> None:
    found = extract(read_text(text, published="2023-11-02"), shipped, least=0)
    assert [one.quotation for one in found.events if one.kind == "Criticism"] == [expected]


# a text with an announcement, and what that is about
TOLD: list[tuple[str, str]] = [
    ("Kenya: OpenAI will build a cluster in Lima with Nvidia, the companies announced.", ""),
    (
        "Ghana announced three goals: bonds, ships and roads.",
        "three goals: bonds, ships and roads",
    ),
    ("Ghana announced bonds and ships.", "bonds and ships"),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_a_label_is_no_topic(shipped: Background, text: str, expected: str) -> None:
    found = extract(read_text(text, published="2023-11-02"), shipped, least=0)
    told = [one.topic_text for one in found.events if one.kind == "Announcement"]
    assert "".join(told) == expected
