"""Verdicts on hand-made extractions: what is right, near, wrong, missing, and what must not be."""

import pytest

from communique.evaluation.judging import judge
from evaluation.conftest import event, fact, gold_event, gold_fact

SIGNED = gold_event("Signing", "USA CHN", "oslo")
BOTH = "Country/USA Country/CHN"
OSLO = "Declaration/oslo"

# gold, extracted, verdicts in the order of the extraction and then of gold ("~" marks what is near)
CASES = {
    "the same": ([SIGNED], [event("Signing", BOTH, OSLO)], "right"),
    "nothing found": ([SIGNED], [], "missing"),
    "nothing there": ([], [event("Signing", BOTH, OSLO)], "wrong"),
    "an agent less": ([SIGNED], [event("Signing", "Country/USA", OSLO)], "~wrong ~missing"),
    "an agent more": (
        [SIGNED],
        [event("Signing", f"{BOTH} Country/FRA", OSLO)],
        "~wrong ~missing",
    ),
    "it did not happen": (
        [SIGNED],
        [event("Signing", BOTH, OSLO, factuality="Negated")],
        "~wrong ~missing",
    ),
    "another class": ([SIGNED], [event("Adoption", BOTH, OSLO)], "wrong missing"),
    "nobody in common": ([SIGNED], [event("Signing", "Country/FRA")], "wrong missing"),
    "told twice": ([SIGNED], [event("Signing", BOTH, OSLO)] * 2, "right wrong"),
    "one told apart": (
        [gold_event("Signing", "USA", "oslo"), gold_event("Signing", "CHN", "oslo")],
        [event("Signing", "Country/CHN", OSLO), event("Signing", "Country/USA", OSLO)],
        "right right",
    ),
    "the exact one is taken first": (
        [SIGNED, gold_event("Signing", "USA", "oslo")],
        [event("Signing", "Country/USA", OSLO)],
        "right missing",
    ),
    "optional and found": ([SIGNED | {"optional": True}], [event("Signing", BOTH, OSLO)], ""),
    "optional and not found": ([SIGNED | {"optional": True}], [], ""),
    "optional, found as a plan": (
        [SIGNED | {"optional": True}],
        [event("Signing", BOTH, OSLO, factuality="Planned")],
        "wrong",
    ),
    "a group by its members": (
        [gold_event("Praise", "FRA", "two")],
        [event("Praise", "Country/FRA", BOTH)],
        "right",
    ),
    "a group by one member": (
        [gold_event("Praise", "FRA", "two")],
        [event("Praise", "Country/FRA", "Country/USA")],
        "~wrong ~missing",
    ),
    "a group by its words": (
        [gold_event("Praise", "FRA", "two")],
        [event("Praise", "Country/FRA", "Group/both")],
        "right",
    ),
    "a description with more words": (
        [gold_event("Restriction", "USA", "curbs")],
        [event("Restriction", "Country/USA", "ExportControl/curbs")],
        "right",
    ),
    "a more general kind": (
        [gold_event("Launch", "acme")],
        [event("Launch", "Company/acme")],
        "right",
    ),
    "another kind of instrument": (
        [gold_event("Signing", "USA", "treaty")],
        [event("Signing", "Country/USA", OSLO)],
        "right",
    ),
    "a country is no organization of the same name": (
        [gold_event("Launch", "namesake")],
        [event("Launch", "Country/USA")],
        "wrong missing",
    ),
    "a statement in its words": (
        [gold_event("Statement", "ada", quotation="And more words")],
        [event("Statement", "Person/ada-moreau", quotation="more words")],
        "right",
    ),
    "a statement in other words": (
        [gold_event("Statement", "ada", quotation="And more words")],
        [event("Statement", "Person/ada-moreau", quotation="All")],
        "~wrong ~missing",
    ),
    "facts": (
        [gold_fact("ada", "represents", "FRA"), gold_fact("two", "memberCount", 2)],
        [
            fact("Person/ada-moreau", "represents", "Country/FRA"),
            fact("Group/both", "memberCount", 3),
        ],
        "right wrong missing",
    ),
    "an office without its country": (
        [
            gold_fact("ada", "holdsPosition", "office"),
            gold_fact("ada", "positionTitle", "minister"),
        ],
        [
            fact("Person/ada-moreau", "holdsPosition", "Position/minister"),
            fact("Person/ada-moreau", "positionTitle", "AI minister"),
        ],
        "right wrong missing",
    ),
    "a fact told twice": (
        [gold_fact("ada", "represents", "FRA")],
        [fact("Person/ada-moreau", "represents", "Country/FRA")] * 2,
        "right",
    ),
    "a property that gold leaves out": (
        [],
        [fact("Person/ada-moreau", "invented", "Company/acme")],
        "",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_verdicts(case, gold, extraction, background):
    expected, extracted, verdicts = CASES[case]
    article = gold(*expected)
    judged = judge(article, extraction(article.article, *extracted), background)
    found = [f"{'~' if row.near else ''}{row.verdict}" for row in judged.judgements]
    assert found == verdicts.split()


def test_what_is_no_part_of_the_key_is_measured_on_pairs(gold, extraction, background):
    article = gold(
        gold_event("Signing", "USA", "treaty", time="2024-05-20", by="ada"),
        gold_event("Visit", "CHN", "FRA", time="2024"),
        gold_event("Signing", "FRA", "oslo"),
    )
    found = extraction(
        article.article,
        event("Signing", "Country/USA", OSLO, time="2024-05-20", by="Person/ada-moreau"),
        event("Visit", "Country/CHN", "Country/FRA", time="2023", by="Person/ada-moreau"),
    )
    ratios = judge(article, found, background).ratios
    assert ratios["time"] == (1, 2)
    assert ratios["attribution"] == (1, 2)
    assert ratios["factuality"] == (2, 2)
    assert ratios["linking"] == (3, 3)
    assert ratios["kind"] == (3, 4)
    assert ratios["venue"] == (0, 0)


# gold, extracted, words of the fault ("" for none)
FAULTS = {
    "a plan made a fact": (
        [gold_event("Signing", "USA", "oslo", factuality="Planned")],
        [event("Signing", "Country/USA", OSLO)],
        "did not happen",
    ),
    "a claim made a fact": (
        [gold_event("Signing", "USA", "oslo", by="ada")],
        [event("Signing", "Country/USA", OSLO)],
        "did not happen",
    ),
    "a claim told as one": (
        [gold_event("Signing", "USA", "oslo", by="ada")],
        [event("Signing", "Country/USA", OSLO, by="Person/ada-moreau")],
        "",
    ),
    "planned, then done": (
        [
            gold_event("Signing", "USA", "oslo", factuality="Planned"),
            gold_event("Signing", "USA", "oslo"),
        ],
        [event("Signing", "Country/USA", OSLO)],
        "",
    ),
    "words that are not there": (
        [],
        [event("Statement", "Person/ada-moreau", quotation="and other words")],
        "does not have the words",
    ),
    "an interrupted quotation": (
        [],
        [event("Statement", "Person/ada-moreau", quotation="All of more words")],
        "",
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_faults(case, gold, extraction, background):
    expected, extracted, words = FAULTS[case]
    article = gold(*expected)
    faults = judge(article, extraction(article.article, *extracted), background).faults
    assert bool(faults) == bool(words)
    assert all(words in fault for fault in faults)
