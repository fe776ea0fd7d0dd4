"""Who vouches for what a sentence tells: a claim has its source, and one of nobody is not told."""

import pytest

from communique.ingest.article import read_text
from communique.ingest.background import Background
from communique.ingest.pipeline import extract
from communique.ingest.shortcuts import shortcuts

_TRANSCRIPT = """Ada Lund sat.

HOST: Kenya praised Ghana.

LUND: Egypt praised Fiji.

HOST: You?

LUND: I?
"""
_TALKS = ["Meeting", "Praise by Joe Biden"]

# sentence, then its events as "Kind [factuality] by source"
CASES: list[tuple[str, list[str]]] = [
    ("Kenya asks for rules, Ghana asks for time.", ["Request", "Request"]),
    ("Kenya asks for rules, Ghana says.", ["Request by Ghana"]),
    ("Japan met China in Lima, three people who were there say.", ["Meeting by three people"]),
    # what a clause says itself somebody denies is nobody's report
    ("Kenya accused Japan of fraud, a charge China denied.", ["Accusation"]),
    # remembering and describing are telling, too
    ("One envoy remembers Ana Ruiz meeting Li Wei in Geneva.", ["Meeting by One envoy"]),
    ("Two aides describe how Joe Biden met Xi Jinping in a garage.", ["Meeting by Two aides"]),
    ("In a hotel in Lima, so the story goes, Joe Biden met Xi Jinping.", []),
    ("Joe Biden met Xi Jinping in May, or so India claims.", ["Meeting by India"]),
    ("Joe Biden met Xi Jinping in May, as India remembers it.", ["Meeting by India"]),
    # whom a headline has it from stands before a colon, but so does what it is about
    ("Envoys: Kenya praised Ghana\n\nMany slept in Lima.", ["Praise by Envoys"]),
    ("Tech summit: Kenya praised Ghana\n\nMany slept in Lima.", ["Praise"]),
    # what somebody would not tell may never have been
    ("Kenya did not say what Ghana had demanded of Chad.", ["Request Possible"]),
    ("Kenya said what Ghana had demanded of Chad.", ["Request"]),
    # the tree hangs the infinitive on the firms
    (
        "Japan fined four suppliers that were alleged to have helped Huawei build plants in Kobe.",
        ["Aid Possible", "Coercion"],
    ),
    # at the end of a sentence such words speak of all of it, whatever they hang on
    (
        "Chile has asked Peru to lend it two ships, according to an envoy who was at the talks.",
        ["Request by envoy"],
    ),
    (
        "Oslo fined a ship, and Sweden accused Russia of spying, according to a port officer.",
        ["Accusation by port officer"],
    ),
    # a paper whose name has another's in it
    (
        "A report by the newsletter Chip Reuters said that Japan met China in Lima.",
        ["Meeting by Chip Reuters"],
    ),
    ("In the words of Reuters, India criticised Nepal.", ["Criticism by Reuters"]),
    ("Kenya praised Ghana, by Reuters's account.", ["Praise by Reuters"]),
    ("Baidu, critics allege, launched the model Ernie Bot.", ["Launch by critics"]),
    ("According to a report by Reuters, Kenya praised Ghana.", ["Praise by Reuters"]),
    ("According to a release by Reuters, Kenya praised Ghana.", ["Praise by Reuters"]),
    (
        "Kenya praised Ghana, a statement issued by the ministry of trade said.",
        ["Announcement", "Praise by ministry"],
    ),
    ("Kenya praised Ghana, according to him.", []),
    (
        "Kenya praised Ghana, according to Joe Biden, and may sign soon.",
        ["Praise by Joe Biden"],
    ),
    ("Kenya praised Ghana, per Reuters.", ["Praise by Reuters"]),
    ("Kenya praised Ghana for growth of five per cent.", ["Praise"]),
    # a side tells of itself what it did before; what it says now it does by saying so
    ("Oslo says that it criticised the raid by Israel.", ["Criticism by Norway"]),
    ("Nvidia said it had signed the Bletchley Declaration.", ["Signing by Nvidia"]),
    ("Oslo said it condemned the raid by Israel.", ["Criticism"]),
    ("Nvidia says it will sign the Bletchley Declaration.", ["Signing Planned"]),
    # nobody known vouches for it
    ("Kenya praised Ghana, jurors were told on Friday.", []),
    ("Kenya praised Ghana because Egypt had praised Sudan, jurors were told on Friday.", []),
    ("Jurors were told that Kenya praised Ghana.", []),
    ("A court heard that Kenya praised Ghana.", []),
    ("Kenya praised Ghana, a court heard.", []),
    ("It emerged that Kenya praised Ghana.", []),
    ("Kenya praised Ghana, it emerged last night.", []),
    ("It was announced that Kenya praised Ghana.", []),
    ("Kenya, it is said, praised Ghana.", []),
    ("Kenya praised Ghana, Egypt was informed.", []),
    ("The audit found that India criticised Nepal.", []),
    ("Kenya reportedly praised Ghana.", ["Praise Possible"]),
    ("After an alleged meeting between Kenya and Egypt, Ghana slept.", ["Meeting Possible"]),
    # people without a name are a source too
    (
        "Chile has accused Peru of theft, if three fishermen are to be believed.",
        ["Accusation by three fishermen"],
    ),
    (
        "If three fishermen are to be believed, Chile accused Peru of theft.",
        ["Accusation by three fishermen"],
    ),
    ("India criticised Nepal, say traders familiar with the border.", ["Criticism by traders"]),
    ("India criticised Nepal, we hear from two ministers.", ["Criticism by two ministers"]),
    # the words of a tag count, whatever the tree makes of them
    ("The US has accused China of theft, say officials.", ["Accusation by officials"]),
    ("Kenya, Egypt's minister said on Friday, praised Ghana.", ["Praise by minister"]),
    ("Kenya, says Egypt, praised Ghana.", ["Praise by Egypt"]),
    ("Kenya, says Egypt, signed the Bletchley Declaration.", []),
    ("Kenya praised Ghana, documents show.", []),
    ("Leaked files show that Kenya praised Ghana.", []),
    (
        "Kenya praised Ghana, a source close to the president told Reuters.",
        ["Praise by source"],
    ),
    ("Kenya praised Ghana, a claim that Egypt has neither confirmed nor denied.", ["Praise"]),
    ("After Kenya praised Ghana, Egypt said nothing.", ["Praise"]),
    ("Kenya praised Ghana, the Global Fund (GF) said Thursday.", ["Praise by Global Fund"]),
    ("Egypt has evidence that Kenya praised Ghana.", ["Praise Possible"]),
    ("Kenya would have praised Ghana.", ["Praise Possible"]),
    (
        "If it fails, the Security Council may be closed, warns Joe Biden of the United States.",
        ["Warning"],
    ),
    (
        "Kenya praised Ghana, warned Egypt and urged Sudan to rest.",
        ["Praise", "Request", "Warning"],
    ),
    # what is found, put in words or quoted is somebody's too
    ("Reuters found that India criticised Nepal.", ["Criticism by Reuters"]),
    ("Reuters has learned that Kenya praised Ghana.", ["Praise by Reuters"]),
    ("India criticised Nepal, as Reuters put it.", ["Criticism by Reuters"]),
    (
        "Joe Biden was quoted as saying that India criticised Nepal.",
        ["Criticism by Joe Biden"],
    ),
    ("Jurors were told by Egypt that Kenya praised Ghana.", ["Praise by Egypt"]),
    # what is to happen stays planned when somebody says so
    ("Kenya is to sign the Seoul Declaration, a diplomat said.", ["Signing Planned by diplomat"]),
    ("A diplomat said Kenya was to sign the Seoul Declaration.", ["Signing Planned by diplomat"]),
    # a pronoun is whom the clause beside it does not name
    (
        "Joe Biden sat. Pressed by Emmanuel Macron, he admitted that India criticised Nepal.",
        ["Criticism by Joe Biden", "Request"],
    ),
    # what somebody expects of others is that one's expectation
    (
        "A diplomat who expects Kenya to sign the Seoul Declaration slept.",
        ["Signing Possible by diplomat"],
    ),
    # a semicolon parts what is told from what is said
    ("Kenya praised Ghana; Egypt did not respond to the letter.", ["Praise"]),
    ("Egypt said that it was tired; Kenya praised Ghana.", ["Praise"]),
    # whoever has told them so, whatever the tree makes of it, and no document
    (
        "Kenya praised Ghana, its envoy, Ada Lund, has just told reporters.",
        ["Praise by Ada Lund"],
    ),
    ("Kenya, the report says, praised Ghana.", []),
    ("Kenya praised Ghana, Reuters reported, citing two envoys.", ["Praise by Reuters"]),
    ("Kenya accused Ghana of theft, citing leaked files.", ["Accusation"]),
    # a stop before a capital parts sentences, though the model is not sure of it
    (
        (
            "The Commerce Department put the Chinese company on a blacklist in May. "
            "Huawei's founder, Ren Zhengfei, has denied that it spies for Beijing."
        ),
        ["Restriction"],
    ),
    # what somebody is blamed for is what the one who blames says, and what one thanks for is so
    (
        "Egypt condemned Kenya for signing the Seoul Declaration.",
        ["Criticism", "Signing by Egypt"],
    ),
    ("Egypt thanked Kenya for signing the Seoul Declaration.", ["Praise", "Signing"]),
    (
        "Kenya accused Egypt of dodging tax on Monday, two days after Ghana praised Kenya.",
        ["Accusation", "Praise"],
    ),
    ("Kenya praised Ghana, one of the envoys said.", ["Praise by envoys"]),
    ("Joe Biden said on Monday after talks with Xi Jinping that Kenya had praised Ghana.", _TALKS),
    # in an interview who answers vouches, and is "I"; a column is in its author's own voice
    (
        "Ada Lund sat.\n\nQ: Who?\n\nA: Kenya praised Ghana.\n\nQ: Why?\n\nA: I accused Egypt.",
        ["Praise by Ada Lund", "Accusation"],
    ),
    (
        _TRANSCRIPT,
        ["Praise", "Praise by Ada Lund"],
    ),
    (
        "Ada Lund\n\nKenya praised Ghana. I accused Egypt of theft.\n\nAda Lund is an envoy.",
        ["Praise", "Accusation"],
    ),
    # what goes on in the tense of a report is reported
    (
        "A lawyer told the court that Kenya had attacked Egypt. Kenya had also praised Sudan.",
        ["Assault by lawyer", "Praise by lawyer"],
    ),
    (
        "A lawyer told the court that Kenya had attacked Egypt. Kenya praised Sudan.",
        ["Assault by lawyer", "Praise"],
    ),
    (
        "A lawyer told the court that Kenya had attacked Egypt.\n\nKenya had also praised Sudan.",
        ["Assault by lawyer", "Praise"],
    ),
    # what follows a quoted end of a report is the article's own; baseless reports are denied
    (
        'Ada Lund said that the ship "fell over", and on Friday Kenya praised Ghana.',
        ["Praise", "Statement"],
    ),
    ("Media reports that Kenya praised Ghana are baseless.", ["Praise Negated"]),
    ("By Egypt's account, Kenya praised Ghana.", ["Praise by Egypt"]),
    # who only goes on about what somebody told vouches for nothing
    (
        "Kenya and Egypt have met, according to the press service. They discussed chips.",
        ["Meeting by press service"],
    ),
    ("Kenya and Egypt have met. They discussed chips with Ghana.", ["Meeting"]),
    (
        "In private, according to a former adviser, all was split: Ada Lund praised Ghana.",
        ["Praise by former adviser"],
    ),
    ("Sudan lost. Ghana, Ada Lund pointed out, had praised Kenya.", ["Praise by Ada Lund"]),
    ("Ghana, which Ada Lund saw, praised Kenya.", ["Praise"]),
    ("Kenya praised Ghana before Egypt broke its word.", ["Praise"]),
    # an aide is somebody else than whose aide it is
    (
        "Joe Biden slept. His deputy said that Kenya praised Ghana.",
        ["Praise by deputy of Joe Biden"],
    ),
    # what the article tells by the way is its own
    ("Kenya, which praised Ghana in May, is broke, according to a banker.", ["Praise"]),
    ("When Kenya praised Ghana, Egypt complained.", ["Praise"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:60] for text, _ in CASES])
def test_who_vouches(shipped: Background, text: str, expected: list[str]) -> None:
    found = extract(read_text(text, published="2023-11-02"), shipped, least=0)
    names = {entity.id: entity.name for entity in found.entities}
    told = []
    for event in found.events:
        sure = "" if event.factuality == "Actual" else event.factuality.value
        by = " ".join(f"by {names[source]}" for source in event.attributed_to)
        told.append(" ".join(filter(None, (event.kind, sure, by))))
    assert told == expected
    own_voice = any(" " not in row for row in expected)
    assert own_voice or not list(shortcuts(found))
