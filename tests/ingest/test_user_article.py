"""The article the project was asked to read: what it must yield, and nothing false."""

import os
from pathlib import Path

import pytest
from pyoxigraph import Quad

from communique.ingest.article import read_article
from communique.ingest.background import Background
from communique.ingest.pipeline import extract
from communique.ingest.quads import article_quads
from communique.model import Event, Extraction
from communique.vocab import Names

GOLDEN = Path(__file__).parent / "golden" / "ai-safety-summit.nq"


@pytest.fixture(scope="module")
def extraction(shipped: Background, shipped_articles: Path) -> Extraction:
    article = read_article(shipped_articles / "ai-safety-summit.txt", published="2023-11-02")
    return extract(article, shipped)


def event(extraction: Extraction, kind: str, patient: str) -> Event:
    found = [
        event
        for event in extraction.events
        if event.kind == kind and any(row.startswith(patient) for row in event.patients)
    ]
    assert len(found) == 1, f"{kind} of {patient}"
    return found[0]


def quote(extraction: Extraction, event: Event) -> str:
    return extraction.article.text[event.passage.start : event.passage.end]


def test_the_sample_is_the_article_byte_for_byte(shipped_articles: Path) -> None:
    data = (shipped_articles / "ai-safety-summit.txt").read_bytes()
    assert data.startswith(b"AI Safety Summit | US and China Declare Cooperation")
    assert b"\r" not in data


def test_the_us_and_china_signed(extraction: Extraction) -> None:
    signing = event(extraction, "Signing", "Declaration/bletchley-declaration")
    assert {"Country/USA", "Country/CHN"} <= set(signing.agents)
    assert signing.factuality == "Actual"
    assert quote(extraction, signing).startswith("Both the US and China are among the 29 countries")


def test_raimondo_and_wu_attended_in_office(extraction: Extraction) -> None:
    (attendance,) = (
        event
        for event in extraction.events
        if event.kind == "Attendance" and "Person/gina-raimondo" in event.agents
    )
    assert attendance.agents == ("Person/gina-raimondo", "Person/wu-zhaohui")
    assert attendance.time == "2023-11-01"
    facts = {(fact.subject, fact.predicate, fact.value) for fact in extraction.facts}
    assert facts >= {
        ("Person/gina-raimondo", "positionTitle", "Secretary of Commerce"),
        ("Person/gina-raimondo", "represents", "Country/USA"),
        ("Person/wu-zhaohui", "positionTitle", "Vice Minister of Science and Technology"),
        ("Person/wu-zhaohui", "represents", "Country/CHN"),
        (
            "Person/jeffrey-ding",
            "affiliatedWith",
            "ResearchInstitution/george-washington-university",
        ),
        ("Person/elon-musk", "affiliatedWith", "Company/tesla"),
    }
    assert ("Person/jeffrey-ding", "affiliatedWith", "Company/tesla") not in facts
    names = {entity.id: (entity.name, *entity.aliases) for entity in extraction.entities}
    assert "Wu Chaohui" in names["Person/wu-zhaohui"]


def test_the_export_control(extraction: Extraction) -> None:
    restriction = event(extraction, "Restriction", "ExportControl/")
    assert restriction.agents == ("GovernmentBody/us-department-of-commerce",)
    assert restriction.time == "2022-10"
    control = restriction.patients[0]
    said = {(fact.predicate, fact.value) for fact in extraction.facts if fact.subject == control}
    assert said == {
        ("targets", "Country/CHN"),
        ("restricts", "Technology/advanced-ai-chips"),
        ("restricts", "Technology/semiconductor-manufacturing-equipment"),
    }


def test_the_accusation_and_the_launch(extraction: Extraction) -> None:
    accusation = event(extraction, "Accusation", "Country/USA")
    assert accusation.agents == ("GovernmentBody/cn-ministry-of-foreign-affairs",)
    assert accusation.topic_text == "violating market competition principles"
    launch = event(extraction, "Launch", "AISystem/ernie-bot")
    assert launch.agents == ("Company/baidu",)


TOLD = [
    ("Accusation", ["cn-ministry-of-foreign-affairs"], ["USA"], ""),
    ("Adoption", ["CHN"], ["Strategy"], ""),
    ("Announcement", ["USA", "CHN"], [], ""),
    ("Announcement", ["google-deepmind"], [], "2017"),
    ("Announcement", ["jeffrey-ding"], [], ""),
    ("Attendance", ["USA", "CHN"], ["ai-safety-summit-2023"], ""),
    ("Attendance", ["USA", "CHN", "Group"], ["ai-safety-summit-2023"], ""),
    ("Attendance", ["gina-raimondo", "wu-zhaohui"], ["ai-safety-summit-2023"], "2023-11-01"),
    ("Claim", [], [], ""),
    ("Claim", [], [], ""),
    ("Claim", [], [], ""),
    ("Competition", ["USA", "CHN"], [], ""),
    ("Cooperation", ["USA", "CHN"], [], ""),
    ("Criticism", ["Group"], [], ""),
    ("Criticism", ["Group"], ["rishi-sunak"], ""),
    ("Criticism", ["USA"], [], ""),
    ("Invitation", ["rishi-sunak"], ["CHN"], ""),
    ("Launch", ["baidu"], ["ernie-bot"], ""),
    ("Meeting", ["rishi-sunak", "elon-musk"], [], ""),
    ("Pledge", ["CHN"], [], ""),
    ("Pledge", ["CHN"], [], ""),
    ("Restriction", ["us-department-of-commerce"], ["ExportControl"], "2022-10"),
    ("Signing", ["USA", "CHN", "Group"], ["bletchley-declaration"], ""),
    ("Statement", ["rishi-sunak"], [], ""),
]


def test_what_it_tells_and_nothing_else(extraction: Extraction) -> None:
    found = [
        (event.kind, short(event.agents), short(event.patients), event.time)
        for event in extraction.events
    ]
    assert sorted(found) == TOLD
    ahead = {"Claim": "Possible", "Pledge": "Planned"}
    assert all(one.factuality == ahead.get(one.kind, "Actual") for one in extraction.events)


def test_what_it_tells_by_report_of_others(extraction: Extraction) -> None:
    claims = [
        (event.kind, short(event.attributed_to), event.topic_text[-42:])
        for event in extraction.events
        if event.attributed_to
    ]
    assert claims == [
        ("Attendance", ["time"], ""),
        ("Claim", ["USA"], "y surpass its advantage in the field of AI"),
        ("Claim", ["Group"], "inder the establishment of global AI norms"),
        ("Claim", ["jeffrey-ding"], "s in catching up, this gap may soon narrow"),
    ]


def test_what_the_plan_aims_at(extraction: Extraction) -> None:
    aims = [(event.topic_text, event.time_end) for event in extraction.events if event.time_end]
    assert aims == [
        ("achieving significant progress by 2025", "2025"),
        ("securing global leadership in the AI field by 2030", "2030"),
    ]


def short(identities: tuple[str, ...]) -> list[str]:
    """Return the keys of entities; of those that have no name the class."""
    parts = (identity.split("/") for identity in identities)
    return [kind if set(key) <= set("0123456789abcdef") else key for kind, key in parts]


def test_every_quote_equals_its_offsets(extraction: Extraction) -> None:
    text = extraction.article.text
    quads = article_quads(extraction, Names())
    read: dict[str, dict[str, str]] = {}
    for quad in quads:
        name = quad.predicate.value.rpartition("#")[2]
        if name in ("start", "end", "quote"):
            read.setdefault(str(quad.subject), {})[name] = quad.object.value
    assert len(read) >= 8
    for passage in read.values():
        assert text[int(passage["start"]) : int(passage["end"])] == passage["quote"]


def test_the_graph_is_the_golden_one(extraction: Extraction) -> None:
    """COMMUNIQUE_GOLDEN=write writes it again; look at the difference before you keep it."""
    lines = "".join(f"{line(quad)}\n" for quad in article_quads(extraction, Names()))
    if os.environ.get("COMMUNIQUE_GOLDEN") == "write":
        GOLDEN.write_text(lines, encoding="utf-8")
    assert lines == GOLDEN.read_text(encoding="utf-8")


def line(quad: Quad) -> str:
    return f"{quad.subject} {quad.predicate} {quad.object} {quad.graph_name} ."
