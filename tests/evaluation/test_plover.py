"""PLOVER records of our own making against hand-made extractions."""

import json

import pytest

from communique.errors import InputError
from communique.evaluation.event_classes import event_classes
from communique.evaluation.plover import code, plover_figures, read_records
from evaluation.conftest import event, fact

ROW = {
    "id": "one",
    "date": "2001-02-03",
    "text": "It is told here who did what to whom.",
    "event": "DEMAND",
    "source": [{"actorText": "Moreau", "code": "FRA"}],
    "target": [{"actorText": "Americans", "code": "USA"}],
}
MOREAU = "Person/ada-moreau"
FRENCH = fact(MOREAU, "represents", "Country/FRA")

# what differs from ROW, extracted, whether the category is found, whether the actors are too
CASES = {
    "whole": ({}, [event("Request", MOREAU, "Country/USA"), FRENCH], True, True),
    "the other way round": ({}, [event("Request", "Country/USA", MOREAU), FRENCH], True, False),
    "of no known country": ({}, [event("Request", MOREAU, "Country/CHN")], True, False),
    "another category": ({}, [event("Visit", MOREAU, "Country/USA"), FRENCH], False, False),
    "a category of its own": ({}, [event("Statement", MOREAU)], False, False),
    "no target": ({"target": ""}, [event("Request", "Country/FRA")], True, True),
    "both act": (
        {"event": "CONSULT"},
        [event("Meeting", "Country/FRA Country/USA")],
        True,
        True,
    ),
    "planned cooperation is an agreement": (
        {"event": "AGREE"},
        [event("Visit", "Country/FRA", "Country/USA", factuality="Planned")],
        True,
        True,
    ),
    "a planned attack is a threat": (
        {"event": "THREATEN"},
        [event("Assault", "Country/FRA", "Country/USA", factuality="Planned")],
        True,
        True,
    ),
    "a visit that was not made is a refusal": (
        {"event": "REJECT"},
        [event("Visit", "Country/FRA", "Country/USA", factuality="Negated")],
        True,
        True,
    ),
    "a meeting that may be held is no event": (
        {"event": "CONSULT"},
        [event("Meeting", "Country/FRA Country/USA", factuality="Possible")],
        False,
        False,
    ),
    "an attempt to attack is an attack": (
        {"event": "ASSAULT"},
        [event("Assault", "Country/FRA", "Country/USA", factuality="Possible")],
        True,
        True,
    ),
    "a signature is support": (
        {"event": "SUPPORT", "target": ""},
        [event("Signing", "Country/FRA")],
        True,
        True,
    ),
    "a signature to come is an agreement": (
        {"event": "AGREE", "target": ""},
        [event("Signing", "Country/FRA", factuality="Planned")],
        True,
        True,
    ),
    "what a protest asks for is its topic": (
        {},
        [event("Protest", "Country/FRA"), event("Request", "Country/FRA", "Country/USA")],
        False,
        False,
    ),
    "to reject a request is one event": (
        {},
        [
            event("Refusal", "Country/USA", "Country/FRA"),
            event("Request", "Country/FRA", "Country/USA"),
        ],
        False,
        False,
    ),
    "to kill while fighting is to fight": (
        {"event": "ASSAULT"},
        [event("Fighting", "Country/FRA"), event("Assault", "Country/FRA", "Country/USA")],
        False,
        False,
    ),
    "to prepare an attack is to mobilize": (
        {"event": "THREATEN"},
        [
            event("Mobilization", "Country/FRA"),
            event("Fighting", "Country/FRA Country/USA", factuality="Planned"),
        ],
        False,
        False,
    ),
    "what others ask for beside a protest is not": (
        {},
        [event("Protest", "Country/CHN"), event("Request", "Country/FRA", "Country/USA")],
        True,
        True,
    ),
    "an actor of no country, by its words": (
        {"target": [{"actorText": "the Acme group", "code": "IMG"}]},
        [event("Request", "Country/FRA", "Company/acme")],
        True,
        True,
    ),
    "a country by the words of another": (
        {"target": [{"actorText": "China seas", "code": "IGO"}]},
        [event("Request", "Country/FRA", "Country/CHN")],
        True,
        False,
    ),
}


def records(tmp_path, *rows):
    path = tmp_path / "records.json"
    path.write_text(json.dumps({"records": rows}), encoding="utf-8")
    return read_records(path)


@pytest.mark.parametrize("case", CASES)
def test_coding(case, tmp_path, extraction, background):
    changes, extracted, category, whole = CASES[case]
    record = records(tmp_path, ROW | changes)[0]
    coded = code(record, extraction(record.article, *extracted), background)
    assert (coded.category, coded.whole) == (category, whole)


def test_shares_have_denominators(tmp_path, extraction, background):
    record = records(tmp_path, ROW)[0]
    coded = [
        code(record, extraction(record.article, *extracted), background)
        for extracted, *_ in (
            ([], ...),
            ([event("Request", "Country/FRA", "Country/USA"), event("Visit", MOREAU)], ...),
        )
    ]
    found = plover_figures(coded)
    assert found["category"] == {"right": 1, "of": 2, "share": 0.5}
    assert found["extra_events"] == {"right": 1, "of": 2, "share": 0.5}
    assert found["by_category"]["REQUEST"]["whole"]["right"] == 1


def test_what_another_record_of_the_text_codes_is_not_extra(tmp_path, extraction, background):
    first, second = records(tmp_path, ROW, ROW | {"id": "two", "event": "CONSULT"})
    both = [event("Request", "Country/FRA"), event("Visit", "Country/FRA")]
    coded = [code(each, extraction(each.article, *both), background) for each in (first, second)]
    assert plover_figures(coded)["extra_events"]["right"] == 0


def test_classes_have_their_categories():
    classes = event_classes()
    assert (classes["Signing"], classes["Coercion"], classes["Statement"]) == (
        "AGREE",
        "COERCE",
        "",
    )


def test_a_file_without_records(tmp_path):
    path = tmp_path / "none.json"
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(InputError, match="no PLOVER records"):
        read_records(path)
