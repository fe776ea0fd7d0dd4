"""Bodies of a government that have no full name of their own: seats, administrations, police."""

import pytest

from communique.ingest.background import Background

from .conftest import read
from .test_names import entities

NAMED: list[tuple[str, str, list[str]]] = [
    # the house of a government acts as the body that sits there
    ("The White House accused Iran.", "White House", ["GovernmentBody/us-white-house"]),
    ("Talks with the White House began.", "White House", ["GovernmentBody/us-white-house"]),
    ("Critics of the White House slept.", "White House", ["GovernmentBody/us-white-house"]),
    ("Kenya and the White House agreed.", "White House", ["GovernmentBody/us-white-house"]),
    # a place where somebody is; who comes there comes to its country
    ("They met Joe Biden at the White House.", "White House", ["Place/white-house"]),
    ("They flew to the White House.", "White House", ["Place/white-house", "Country/USA"]),
    ("Rishi Sunak visited the White House.", "White House", ["Place/white-house", "Country/USA"]),
    # a region is no state
    ("They urged Latin America to sign.", "Latin America", ["Place/latin-america"]),
    # administrations by the name of who leads them
    ("The Biden administration agreed.", "Biden administration",
     ["GovernmentBody/biden-administration"]),
    ("President Joe Biden's administration agreed.", "Biden's administration",
     ["GovernmentBody/biden-administration"]),
    ("The Lindqvist administration agreed.", "Lindqvist administration",
     ["GovernmentBody/lindqvist-administration"]),
    ("The Biden administration agreed. Then the administration slept.", "administration",
     ["GovernmentBody/biden-administration"]),
    ("The US administration agreed.", "US administration", ["Country/USA"]),
    ("The network administration failed.", "administration", []),
    # institutions of the state spoken of, which a noun alone names
    ("Kenya's cabinet met. Many praised the cabinet.", "cabinet", ["GovernmentBody/ken-cabinet"]),
    ("Kenya's parliament met. Parliament slept.", "Parliament", ["GovernmentBody/ken-parliament"]),
    ("Kenya's security service slept.", "Kenya's security service",
     ["GovernmentBody/ken-security-service"]),
    # a ministry has its portfolio in its name, but not its seat, nor who is named beside it
    ("Kenya's ministry of labour and trade left.", "Kenya's ministry of labour and trade",
     ["GovernmentBody/ken-ministry-of-labour-and-trade"]),
    ("Kenya's ministry of science in Rome left.", "Kenya's ministry of science",
     ["GovernmentBody/ken-ministry-of-science"]),
    ("Kenya's ministry of science and Japan left.", "Kenya's ministry of science",
     ["GovernmentBody/ken-ministry-of-science"]),
    ("Kenya's ministry left.", "Kenya's ministry", ["GovernmentBody/ken-ministry"]),
    # what somebody in office has is a body, but not where one is
    ("Ada Lindqvist left her office. Many slept in her office.", "office", []),
    # after "and" another body begins, but not the rest of a portfolio
    ("The University of Turku and Oslo University slept.", "University of Turku",
     ["ResearchInstitution/university-of-turku"]),
    ("The Ministry of Trade and the Ports Authority slept.", "Ministry of Trade",
     ["GovernmentBody/ministry-of-trade"]),
    ("The Ministry of Trade and Crafts slept.", "Ministry of Trade and Crafts",
     ["GovernmentBody/ministry-of-trade-and-crafts"]),
    # police and authorities are many who act as one body, also of a state or a town
    ("Kenyan police left.", "Kenyan police", ["GovernmentBody/ken-police"]),
    ("Kenya's authorities left.", "Kenya's authorities", ["GovernmentBody/ken-authorities"]),
    ("Kenyan prosecutors left. Later prosecutors sang.", "prosecutors",
     ["GovernmentBody/ken-prosecutors"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "expected"), NAMED)
def test_bodies(text: str, words: str, expected: list[str], small: Background) -> None:
    assert entities(read(text, small), text, words) == expected


FORCES: list[tuple[str, str, str]] = [
    ("They were removed by police.", "police", "GovernmentBody"),
    ("Quiltby police left.", "Quiltby police", "GovernmentBody"),
    ("Riot police sang.", "Riot police", "GovernmentBody"),
    ("The local authorities sang.", "local authorities", "GovernmentBody"),
    ("The Quiltby municipal government left.", "Quiltby municipal government", "GovernmentBody"),
    ("It was heard by a tribunal.", "tribunal", "GovernmentBody"),
    ("Many praised the Senate.", "Senate", "GovernmentBody"),
    ("Parliament left.", "Parliament", "GovernmentBody"),
    ("The army left.", "army", "GovernmentBody"),
    ("The ministry left.", "ministry", "GovernmentBody"),
    # several of a kind are a group, and so are prosecutors whom nobody has named
    ("Three authorities sang.", "Three authorities", "Group"),
    ("Fish authorities sang.", "Fish authorities", "Group"),
    ("French and German police sang.", "French and German police", "Group"),
    ("Prosecutors sang.", "Prosecutors", "Group"),
]


@pytest.mark.parametrize(("text", "words", "kind"), FORCES)
def test_forces(text: str, words: str, kind: str, small: Background) -> None:
    found = [identity.split("/")[0] for identity in entities(read(text, small), text, words)]
    assert found == [kind]


@pytest.mark.parametrize(
    ("text", "words"),
    [("The office left.", "office"), ("Army left.", "Army"), ("Ministries left.", "Ministries")],
)
def test_no_bodies(text: str, words: str, small: Background) -> None:
    found = entities(read(text, small), text, words)
    assert not any(identity.startswith("GovernmentBody/") for identity in found)


@pytest.mark.parametrize(
    ("text", "first", "again"),
    [
        ("Riot police sang. The mayor defended the police.", "Riot police", "police"),
        (
            "Ada Lindqvist left. Her office praised us. Then the office sang.",
            "Her office",
            "office",
        ),
    ],
)
def test_what_is_called_so_again(text: str, first: str, again: str, small: Background) -> None:
    reading = read(text, small)
    head = text[: text.index(first) + len(first)]
    found = entities(reading, head, first.split()[-1]) or entities(reading, head, first)
    assert found
    assert entities(reading, text, again) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # those in power govern a state, which no words make them a part of
        ("The Biden administration agreed.", []),
        ("Kenyan authorities agreed.", []),
        ("Kenyan police agreed.", [("ken-police", "Country/KEN")]),
        ("Kenyans marched against Parliament.", ["Country/KEN"]),
        ("Kenyans marched against Parliament in Ghana.", []),
        ("Kenyans marched. Parliament sang.", []),
        ("The army accused Kenya of lying.", []),
        ("Ada Lindqvist left. Her ministry praised Kenya.", []),
    ],
)
def test_whose_they_are(text: str, expected: list[object], small: Background) -> None:
    facts = [fact for fact in read(text, small).facts if fact.predicate == "partOf"]
    told = [(fact.subject.split("/")[1], fact.value) for fact in facts]
    assert told == expected or [value for _, value in told] == expected


@pytest.mark.parametrize(
    ("text", "body", "whole"),
    [
        # the whole begins the name, and what is of the whole is the known body
        ("It was signed by the Commerce Department's Bureau of Industry and Security.",
         "GovernmentBody/us-bureau-of-industry-and-security",
         "GovernmentBody/us-department-of-commerce"),
        ("The Commission of the African Union left.",
         "IntergovernmentalOrganization/african-union-commission",
         "IntergovernmentalOrganization/african-union"),
    ],
)  # fmt: skip
def test_of_what_known_bodies_are_parts(
    text: str, body: str, whole: str, shipped: Background
) -> None:
    parts = [fact for fact in read(text, shipped).facts if fact.predicate == "partOf"]
    assert {(fact.subject, fact.value) for fact in parts} == {(body, whole)}


@pytest.mark.parametrize(
    ("words", "place", "body"),
    [
        ("White House", "white-house", "us-white-house"),
        ("Kremlin", "kremlin", "ru-kremlin"),
        ("Downing Street", "downing-street", "gb-prime-ministers-office"),
        ("Elysee", "elysee-palace", "fr-elysee"),
        ("Blue House", "blue-house", "kr-presidential-office"),
        ("Casa Rosada", "casa-rosada", "ar-casa-rosada"),
        ("Capitol Hill", "capitol-hill", "us-congress"),
    ],
)
def test_seats_of_governments(words: str, place: str, body: str, shipped: Background) -> None:
    text = f"The {words} praised Kenya. They met Ada Lindqvist at the {words}."
    first, second = text.split(". ")
    assert entities(read(first, shipped), first, words) == [f"GovernmentBody/{body}"]
    assert entities(read(second, shipped), second, words) == [f"Place/{place}"]
