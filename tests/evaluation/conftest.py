"""Gold articles and extractions in a few words."""

import json

import pytest

from communique.evaluation.gold import read_gold
from communique.ingest.background import load_background
from communique.model import Entity, Event, Extraction, Fact, Factuality, Passage

NAMES = {
    "Country/USA": "United States",
    "Country/CHN": "China",
    "Country/FRA": "France",
    "Person/ada-moreau": "Ada Moreau",
    "Company/acme": "Acme",
    "Declaration/oslo": "Oslo Declaration",
    "ExportControl/curbs": "new curbs on AI chips",
    "Group/both": "the two countries",
    "Position/minister": "AI minister, France",
}
LABELS = {
    "USA": (["United States", "US"], "Country"),
    "CHN": (["China", "Beijing"], "Country"),
    "FRA": (["France"], "Country"),
    "ada": (["Ada Moreau", "Moreau"], "Person"),
    "acme": (["ACME"], "Organization"),
    "oslo": (["Declaration of Oslo", "the Oslo Declaration"], "Declaration"),
    "treaty": (["Oslo Declaration"], "Treaty"),
    "curbs": (["curbs on AI chips"], "ExportControl"),
    "namesake": (["United States"], "Company"),
    "office": (["AI minister"], "Position"),
    "two": (["two countries"], "Group"),
}


def thing(key):
    labels, kind = LABELS[key]
    made = {"labels": labels, "type": kind}
    if key == "two":
        made |= {"memberCount": 2, "members": [thing("USA"), thing("CHN")]}
    return made


def things(words):
    return [thing(key) for key in words.split()]


def gold_event(kind, agents="", patients="", *, factuality="Actual", by="", **more):
    return {
        "class": kind,
        "agents": things(agents),
        "patients": things(patients),
        "factuality": factuality,
        "attributedTo": things(by),
        "evidence": "All of it.",
    } | more


def gold_fact(subject, name, value, **more):
    value = thing(value) if value in LABELS else value
    return {
        "subject": thing(subject),
        "property": name,
        "object": value,
        "evidence": "All of it.",
    } | more


def event(kind, agents="", patients="", *, factuality="Actual", by="", **more):
    return Event(
        kind=kind,
        agents=tuple(agents.split()),
        patients=tuple(patients.split()),
        passage=Passage(0, 10),
        factuality=Factuality(factuality),
        confidence=0.9,
        extracted_by="rule",
        attributed_to=tuple(by.split()),
        **more,
    )


def fact(subject, predicate, value):
    return Fact(subject, predicate, value, value in NAMES, Passage(0, 10), 0.9, "rule")


@pytest.fixture(scope="session")
def background():
    return load_background()


@pytest.fixture
def gold(tmp_path):
    """Write a gold article and return it as read."""

    def write(*items, text="All of it. And more words.", name="one"):
        events = [item for item in items if "class" in item]
        facts = [item for item in items if "property" in item]
        page = {
            "style": "brief",
            "title": "",
            "publisher": "The Paper",
            "published": "2024-05-21",
            "events": events,
            "facts": facts,
        }
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"{name}.json").write_text(json.dumps(page), encoding="utf-8")
        return read_gold([tmp_path / f"{name}.json"])[0]

    return write


@pytest.fixture
def extraction():
    """Make an extraction of an article from events and facts."""

    def make(article, *items):
        return Extraction(
            article=article,
            entities=tuple(
                Entity(*key.split("/"), name, known=key.startswith("Country"))
                for key, name in NAMES.items()
            ),
            mentions=(),
            facts=tuple(item for item in items if isinstance(item, Fact)),
            events=tuple(item for item in items if isinstance(item, Event)),
        )

    return make
