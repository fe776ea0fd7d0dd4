"""When and where events took place: what hangs on their words, and what their report says once."""

import pytest

from communique.ingest.article import read_text
from communique.ingest.background import Background
from communique.ingest.pipeline import extract

_AT_A_MEETING = ["Meeting 2023-10-30", "Praise 2023-10-30"]
_TWO = ["Praise", "Meeting"]
_AFTER = ["Praise 2023-11-01"]

# text, then its events as "Kind time/end venue", in the order of the text; published 2023-11-02
CASES: list[tuple[str, list[str]]] = [
    # a capital is called by whose it is, or named after that
    ("Joe Biden met Xi Jinping in the Chinese capital.", ["Meeting beijing"]),
    ("Joe Biden met Xi Jinping in the capital of Kenya.", ["Meeting nairobi"]),
    ("Joe Biden met Xi Jinping in the Kenyan capital, Mombasa.", ["Meeting mombasa"]),
    ("Joe Biden met Xi Jinping in the capital.", ["Meeting"]),
    ("With Chinese capital, Joe Biden met Xi Jinping.", ["Meeting"]),
    # a time before a comma and "which" is none of what the clause after them tells
    (
        "China met Joe Biden in 2010 and hosted the AI Safety Summit last October, which sank.",
        ["Hosting 2023-10", "Meeting 2010"],
    ),
    # the time hangs on the predicate, or on what governs it
    ("China signed the Bletchley Declaration on Wednesday.", ["Signing 2023-11-01"]),
    (
        "China signed the Bletchley Declaration on Wednesday; Nigeria refused.",
        ["Refusal 2023-11-01", "Signing 2023-11-01"],
    ),
    (
        "China rejected a British proposal to add a clause last week.",
        ["Refusal 2023-10"],
    ),
    (
        "On Tuesday, when Joe Biden met Xi Jinping, protesters marched.",
        ["Meeting 2023-10-31", "Protest 2023-10-31"],
    ),
    (
        "France praised Kenya as the summit ended on Tuesday.",
        ["Praise 2023-10-31"],
    ),
    ("India signed the Bletchley Declaration before the summit on Monday.", ["Signing"]),
    ("TOMORROW: Joe Biden meets Xi Jinping in Paris.", ["Meeting 2023-11-03 paris"]),
    (
        "Ada Lund was in Oslo on Sunday, and she praised Huawei.",
        ["Praise 2023-10-29", "Visit 2023-10-29"],
    ),
    # what somebody is invited to has a time of its own, and so has what was answered
    ("Britain invited China to the AI Safety Summit in November.", ["Invitation"]),
    ("In March, China turned down an invitation from France.", ["Invitation", "Refusal 2023-03"]),
    (
        "14:10 Joe Biden and Xi Jinping emerge from a side room after an hour of talks.",
        ["Meeting 2023-11-02"],
    ),
    (
        "Ada Lindt visited Kenya on 5 October at the invitation of the Government of Kenya.",
        ["Invitation", "Visit 2023-10-05"],
    ),
    # what is planned lies ahead, up to a limit
    ("Joe Biden will meet Xi Jinping in March.", ["Meeting 2024-03"]),
    ("India will sign the Bletchley Declaration before the end of 2024.", ["Signing /2024"]),
    ("The members meet in Paris in March.", ["Meeting 2024-03 paris"]),
    # a deadline is not when something was promised
    (
        "Joe Biden apologised on Tuesday and promised Kenya a report by the end of January.",
        ["Concession 2023-10-31", "Pledge 2023-10-31"],
    ),
    # the sentence before says when
    (
        "The summit closed in Paris on Tuesday with the Bletchley Declaration. Kenya signed it.",
        ["Signing 2023-10-31 paris"],
    ),
    (
        "The summit closed on Tuesday with the Bletchley Declaration. Kenya has not signed it.",
        ["Signing"],
    ),
    # a live report and one of "today" tell of the day of publication
    ("10:20 Kenya signs the Bletchley Declaration.", ["Signing 2023-11-02"]),
    ("10:20 Kenya will sign the Bletchley Declaration.", ["Signing"]),
    ("Kenya signs the Bletchley Declaration.", ["Signing"]),
    (
        "Kenya today signed the Bletchley Declaration. France praised Kenya.",
        ["Signing 2023-11-02", "Praise"],
    ),
    # an entry of a chronology begins with its date; one such date alone is a dateline
    (
        (
            "4 May 2021 – France praises Kenya. India praises Chad.\n\n"
            "May 2022 – Kenya signs a treaty on ships.\n\n2023: Chad praises Mali."
        ),
        ["Praise 2021-05-04", "Praise", "Signing 2022-05", "Praise 2023"],
    ),
    ("May 2022 – Kenya signs the Bletchley Declaration.", ["Signing"]),
    (
        "July 6-9, 2023 - Joe Biden visits China.\n\n2021 - France praises Kenya.",
        ["Visit 2023-07-06/2023-07-09", "Praise 2021"],
    ),
    # the hours of a live report may have lines of their own, but one alone is a time stamp
    (
        (
            "10.20 CET\n\nKenya praises France.\n\nJoe Biden met Xi Jinping. "
            "Joe Biden last met Narendra Modi.\n\n4:51 p.m. ET\n\nJoe Biden thanked Chad."
        ),
        ["Praise 2023-11-02", "Meeting 2023-11-02", "Meeting", "Praise 2023-11-02"],
    ),
    ("10.20 CET\n\nKenya praises France.", ["Praise"]),
    # days above the items of an agenda are theirs, and so are those of a list of what has been
    (
        (
            "Monday 6 November\n\nJoe Biden meets Xi Jinping. India met Peru.\n\n"
            "Tuesday 7 November\n\nFrance praises Kenya. "
            "Joe Biden will meet Lula da Silva."
        ),
        ["Meeting 2023-11-06", "Meeting", "Praise 2023-11-07", "Meeting 2023-11-07"],
    ),
    (
        "Mon, Oct 30\n\nFrance praises Kenya.\n\nTue, Oct 31\n\nIndia met Peru.",
        ["Praise 2023-10-30", "Meeting 2023-10-31"],
    ),
    ("Monday 6 November\n\nFrance praises Kenya.", ["Praise"]),
    (
        (
            "The week ahead\n\nMONDAY\n\nJoe Biden meets Xi Jinping.\n\n"
            "FRIDAY\n\nFrance praises Kenya.\n\nLAST WEEK\n\nIndia met Peru."
        ),
        ["Meeting 2023-11-06", "Praise 2023-11-03", "Meeting"],
    ),
    (
        "The week\n\nMONDAY\n\nJoe Biden met Xi Jinping.\n\nFRIDAY\n\nFrance praises Kenya.",
        ["Meeting", "Praise"],
    ),
    # an end is to come, unless the text tells of the past
    ("The members meet in Paris until Friday.", ["Meeting /2023-11-03 paris"]),
    ("The members met in Paris until Friday.", ["Meeting /2023-10-27 paris"]),
    ("Chapter 6 May\n\nFrance praises Kenya.\n\nChapter 7 May\n\nIndia met Peru.", _TWO),
    # a release that begins with the day on which it is published tells of that day
    (
        "On November 2, France praised Kenya. India met Peru.",
        ["Praise 2023-11-02", "Meeting 2023-11-02"],
    ),
    (
        "OSLO, Nov 2 (Wire) - On November 2, France praised Kenya. India met Peru.",
        ["Praise 2023-11-02", "Meeting"],
    ),
    ("On Thursday, France praised Kenya. India met Peru.", ["Praise 2023-11-02", "Meeting"]),
    # and what is said at a hearing was said on its day, but not what has happened before
    (
        "Kenya sold ships, jurors were told yesterday. India met Peru. Joe Biden warned Egypt.",
        ["Meeting", "Warning 2023-11-01"],
    ),
    # what has been so since then is no time of what the sentence tells first
    (
        "In June Kenya praised France, and it has been a member of it since 2021.",
        ["Praise 2023-06"],
    ),
    # words read apart date the sentence that goes on with them
    ("Last month France praised Kenya.", ["Praise 2023-10"]),
    # what has taken place is of the day of a live report, but not what has been said or done at all
    ("10:20 Kenya has signed the Bletchley Declaration.", ["Signing 2023-11-02"]),
    ("10:20 Kenya has praised France.", ["Praise"]),
    ("Kenya has signed the Bletchley Declaration.", ["Signing"]),
    ('10:20 Joe Biden, later: "We will see."', ["Statement 2023-11-02"]),
    # an "on" that is past is not to come, and one joined without a verb has a day of its own
    ("Kenya reportedly praised France on Monday.", ["Praise 2023-10-30"]),
    ("France is due to praise Kenya on Friday.", ["Praise 2023-11-03"]),
    # a clause counts from the day of the other
    (
        "Kenya praised France on Monday, two days after Egypt praised Ghana.",
        ["Praise 2023-10-28", "Praise 2023-10-30"],
    ),
    (
        "A day before Egypt praised Ghana on Monday, Kenya praised France.",
        ["Praise 2023-10-30", "Praise 2023-10-29"],
    ),
    ("Kenya praised France a day after Egypt fell.", ["Praise"]),
    (
        "On the sidelines of a fair in Oslo on Tuesday, Joe Biden met Xi Jinping.",
        ["Meeting 2023-10-31 oslo"],
    ),
    # the letter in which somebody says so has a date, and so has the talk about which it goes on
    ("In a letter sent on Monday, Kenya accused Egypt of theft.", ["Accusation 2023-10-30"]),
    ("Egypt and Kenya met on Monday. At the meeting, Kenya praised Ghana.", _AT_A_MEETING),
    ("The vote took place on Monday. Kenya praised Ghana two days after the vote.", _AFTER),
    ("A vote took place. Kenya praised Ghana two days after the vote.", ["Praise"]),
    # what happened long before does not hide the day from which a report counts
    (
        "A vote was on Monday. Kenya praised Peru ten years ago. A day earlier, Fiji praised Mali.",
        ["Praise 2013", "Praise 2023-10-29"],
    ),
    # places
    (
        "Joe Biden arrived in Lima from Rome, where he met Xi Jinping.",
        ["Meeting rome", "Visit"],
    ),
    ("Joe Biden flew to Lima and met Xi Jinping there.", ["Meeting lima", "Visit"]),
    ("Joe Biden met Xi Jinping at the University of Lyon.", ["Meeting university-of-lyon"]),
    (
        "OSLO, Nov 2 (X) - Joe Biden met Xi Jinping after Kenya signed the Seoul Declaration.",
        ["Meeting oslo", "Signing"],
    ),
    ("Joe Biden met Xi Jinping in Paris.", ["Meeting paris"]),
    (
        "Joe Biden flew to Paris on Tuesday and met Xi Jinping.",
        ["Meeting 2023-10-31 paris", "Visit 2023-10-31"],
    ),
    ("The talks were in Geneva, where Joe Biden met Xi Jinping.", ["Meeting geneva"]),
    ("Kenya signed the Bletchley Declaration in Paris.", ["Signing paris"]),
    ("GENEVA, Nov 2 (Wire) - Kenya signed the Bletchley Declaration.", ["Signing geneva"]),
    ("GENEVA, Nov 2 (Wire) - Joe Biden met Xi Jinping in Paris.", ["Meeting paris"]),
    ("GENEVA/PARIS, Nov 2 (Wire) - Kenya signed the Bletchley Declaration.", ["Signing"]),
    ("GENEVA, Nov 2 (Wire) - Kenya will sign the Bletchley Declaration.", ["Signing"]),
    (
        "OSAKA (Wire) - Leaders argued. Joe Biden met Xi Jinping on the sidelines.",
        ["Meeting osaka"],
    ),
    ("OSAKA (Wire) - Leaders argued. Joe Biden met Xi Jinping.", ["Meeting"]),
    (
        "Joe Biden will meet Xi Jinping on the margins of a fair in Oslo.",
        ["Meeting oslo"],
    ),
    # the occasion on which it was
    ("Speaking in Geneva on Monday, Joe Biden accused Kenya of theft.", ["Accusation 2023-10-30"]),
    (
        "Meeting in Lima on Monday, Joe Biden and Xi Jinping agreed to share ships.",
        ["Agreement 2023-10-30 lima", "Meeting 2023-10-30 lima"],
    ),
    (
        "In Oslo Joe Biden of the US met China's Xi Jinping. The two had met in Lima in March.",
        ["Meeting oslo", "Meeting 2023-03 lima"],
    ),
    # what is only said has the place of the verb, not of what it is about
    ("In Paris, Joe Biden promised new ships.", ["Pledge paris"]),
    ("Joe Biden announced in Paris that Kenya may sell ships.", ["Announcement paris"]),
    ("Joe Biden promised new ships in Paris.", ["Pledge"]),
    ("In Paris, Joe Biden asked Huawei to sell ships.", ["Request paris"]),
    ("Joe Biden asked Huawei to sell ships in Paris.", ["Request"]),
    (
        "In Paris, Joe Biden met Xi Jinping and promised new ships.",
        ["Meeting paris", "Pledge paris"],
    ),
    ("Farmers marched through Paris.", ["Protest paris"]),
    # a hall or a beach with a name, and the place of an occasion
    ("Joe Biden met Xi Jinping at the Anna Reyes hall.", ["Meeting anna-reyes-hall"]),
    ("Farmers protested against Kenya at Tindra beach.", ["Protest tindra-beach"]),
    ("Farmers protested on a beach.", ["Protest"]),
    ("At a session of the water board in Paris, Joe Biden warned Huawei.", ["Warning paris"]),
    (
        "Envoys of Kenya meeting in Paris on Monday signed a treaty on ships.",
        ["Signing paris"],
    ),
    ("OSLO, Nov 2 (Wire) - Joe Biden and Xi Jinping agreed to share ships.", ["Agreement oslo"]),
    # where those met who then did something together
    (
        "Kenya and France met in Geneva and signed a treaty on ships.",
        ["Meeting geneva", "Signing geneva"],
    ),
    (
        "Kenya and France met in Geneva and later signed a treaty on ships.",
        ["Meeting geneva", "Signing"],
    ),
    (
        "Kenya and France met in Geneva and signed a treaty on ships in Oslo.",
        ["Meeting geneva", "Signing"],
    ),
    ("Kenya and France opened an office in Geneva and signed a treaty on ships.", ["Signing"]),
    # a visit or a gathering during which it was
    (
        "Kenya hosted a summit in Geneva, at which Joe Biden and Xi Jinping signed a treaty.",
        ["Hosting geneva", "Signing geneva"],
    ),
    (
        "Joe Biden made a trip to Geneva, in the course of which he met Xi Jinping.",
        ["Meeting geneva", "Visit"],
    ),
    (
        "Joe Biden returned from a trip to Geneva, after which he met Xi Jinping.",
        ["Meeting"],
    ),
    # what "is held" may lie ahead
    (
        "France, where the next AI summit is held on 10 and 11 February, praised Kenya.",
        ["Hosting 2024-02-10/2024-02-11 FRA", "Praise"],
    ),
    # what a noun names is on the day on which its verb says that it begins, or by which one leaves
    ("Talks between Kenya and Ghana begin on Friday.", ["Meeting 2023-11-03"]),
    ("Talks between Kenya and Ghana took place on Monday.", ["Meeting 2023-10-30"]),
    ("Modi leaves for home on Friday after talks with Joe Biden.", ["Meeting 2023-11-03"]),
    ("Modi left for home on Friday after talks with Joe Biden.", ["Meeting 2023-10-27"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:60] for text, _ in CASES])
def test_when_and_where(shipped: Background, text: str, expected: list[str]) -> None:
    found = extract(read_text(text, published="2023-11-02"), shipped, least=0)
    told = []
    for event in found.events:
        time = f"{event.time}/{event.time_end}" if event.time_end else event.time
        venue = "".join(venue.partition("/")[2] for venue in event.venues)
        told.append(" ".join(filter(None, (event.kind, time, venue))))
    assert told == expected
