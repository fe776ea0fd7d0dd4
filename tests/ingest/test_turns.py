"""Who "I", "we", "you" and "our company" are in an interview, by who is asked."""

import pytest

from communique.ingest.article import read_text
from communique.ingest.background import Background
from communique.ingest.pipeline import extract

_INTERVIEW = """{intro}

Q: {asked}

A: {answered}

Q: Why?

A: I forgot."""
_MINISTER = "Amina Sow is Senegal's minister of trade. Our correspondent, Lena Ruiz, met her."
_FORMER = "Paul Hansen was Norway's ambassador in Lima until 2020. He teaches at Oslo University."
_LEADER = "Mina Roy has run Harmattan Models since 2017."
_LED = "Mina Roy, who ran Harmattan Models until 2017, is a singer."
_NEVER = "Mina Roy may run Harmattan Models."
_FOUNDER = "Adaeze Nwosu is the founder of Harmattan Models."

# who is asked, the question, the answer, then the events: "Kind: agents > patients by source"
CASES: list[tuple[str, str, str, list[str]]] = [
    # the guest is no reporter, and speaks for the state whose office she holds
    (
        _MINISTER,
        "Well?",
        "We refused an offer from Huawei.",
        ["Refusal: Senegal > Huawei by Amina Sow"],
    ),
    (
        _MINISTER,
        "Your government accused Meta of theft.",
        "My country will host a conference on fish in May.",
        ["Accusation: Senegal > Meta", "Hosting: Senegal > conference on fish by Amina Sow"],
    ),
    (
        _MINISTER,
        "France accuses you of theft.",
        "Our president has invited the G7 to a dinner.",
        ["Accusation: France > Senegal", "Invitation: president of Senegal > G7 by Amina Sow"],
    ),
    # "she" is somebody else than who speaks
    (_FORMER, "Well?", "He praised Japan.", []),
    # who held an office speaks of its state as "we", but is meant by "you"
    (
        _FORMER,
        "France accuses you of theft.",
        "Chile warned us of a flood.",
        ["Accusation: France > Paul Hansen", "Warning: Chile > Norway by Paul Hansen"],
    ),
    # who leads a body, by a verb, speaks for it; who may lead it does not
    (
        _LEADER,
        "Well?",
        "Chile warned us of a flood.",
        ["Warning: Chile > Harmattan Models by Mina Roy"],
    ),
    (
        _LED,
        "Well?",
        "Chile warned us of a flood.",
        ["Warning: Chile > Harmattan Models by Mina Roy"],
    ),
    (_NEVER, "Well?", "Chile warned us of a flood.", []),
    # a company is its founder's
    (
        _FOUNDER,
        "Your company accused Meta of theft.",
        "Nvidia warned us of a flood.",
        [
            "Accusation: Harmattan Models > Meta",
            "Warning: Nvidia > Harmattan Models by Adaeze Nwosu",
        ],
    ),
]


@pytest.mark.parametrize(("intro", "asked", "answered", "expected"), CASES)
def test_who_is_meant(
    shipped: Background, intro: str, asked: str, answered: str, expected: list[str]
) -> None:
    text = _INTERVIEW.format(intro=intro, asked=asked, answered=answered)
    found = extract(read_text(text, published="2023-11-02"), shipped, least=0)
    names = {entity.id: entity.name for entity in found.entities}

    def told(identities: tuple[str, ...]) -> str:
        return " ".join(names[one] for one in identities)

    events = [
        f"{event.kind}: {told(event.agents)} > {told(event.patients)}"
        + (f" by {told(event.attributed_to)}" if event.attributed_to else "")
        for event in found.events
        if event.kind != "Meeting"
    ]
    assert events == expected


def test_labels_end_in_colons_or_full_stops(shipped: Background) -> None:
    answered = "Nvidia warned us of a flood."
    text = _INTERVIEW.format(intro=_FOUNDER, asked="Go on.", answered=answered)
    for label, marks in (("A:", 1), ("A.", 1), ("A)", 0)):
        labelled = text.replace("A:", label).replace("Q:", "Q" + label[1:])
        found = extract(read_text(labelled, published="2023-11-02"), shipped, least=0)
        spoken = [event for event in found.events if event.kind == "Warning" and event.patients]
        assert len(spoken) == marks, label


_SIGNED = """Let us talk

By Mina Roy-Lund

I urge Kenya to sign. The rest may wait.

{end}"""


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("The writer teaches law at Keio University.", ["affiliatedWith keio-university"]),
        ("Our columnist led Norway's delegation in Bonn.", ["represents NOR"]),
        ("The writers are lawyers.", []),
        ("The writer's house burned.", []),
    ],
)
def test_a_signed_piece_is_its_authors(end: str, expected: list[str], shipped: Background) -> None:
    article = read_text(_SIGNED.format(end=end), published="2024-05-21")
    read = extract(article, shipped, least=0)
    told = [fact for fact in read.facts if fact.subject == "Person/mina-roy-lund"]
    assert [f"{fact.predicate} {str(fact.value).partition('/')[2]}" for fact in told] == expected
    says = [event.agents for event in read.events if event.kind == "Request"]
    assert says == ([("Person/mina-roy-lund",)] if expected else [])
