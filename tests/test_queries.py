"""The saved questions, against the sample graph, with the answers they must give.

To renew the answers after a change that was meant: GOLDEN=write pytest tests/test_queries.py
"""

import os

import pytest

from communique.vocab import Names
from communique.web.pages.questions import bound, question
from conftest import ROOT, communique

QUERIES = sorted((ROOT / "queries").glob("*.rq"))
ANSWERS = ROOT / "tests" / "golden" / "queries"


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_saved_question_has_a_title_and_a_description(path):
    title, description, third, *_ = path.read_text(encoding="utf-8").splitlines()
    assert title.startswith("# ")
    assert title.endswith("?")
    assert description.startswith("# ")
    assert description.endswith(".")
    assert not third.startswith("#")


GOLDEN = sorted(ANSWERS.glob("*.csv"))


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_a_saved_question_has_this_answer(sample_store, golden):
    done = communique("query", golden.stem, store=sample_store)
    assert done.returncode == 0, done.stderr
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(done.stdout, encoding="utf-8")
    assert done.stdout.count("\n") > 1, "no answer at all"
    assert done.stdout == golden.read_text(encoding="utf-8")


# Over the invented articles: a question, parts of rows that its answer has, parts that it lacks.
ANSWERED = [
    (
        "adopted-and-unsigned",
        ["Harbour Declaration,Harbour Summit,Kenya,true"],
        ["Harbour Declaration,Harbour Summit,Norway"],
    ),
    ("between-countries", ["Norway,Kenya,SANCTION,2031,1", "Kenya,Norway,ACCUSE,2031,1"], []),
    ("busiest-actors", ["https://w3id.org/communique/id/country/NOR,3"], []),
    ("claims", ["Gazette,accusation,Kenya accused Norway,actual"], ["Acme launched"]),
    ("disagreements", ["Harbour Declaration,number of signatories,10,11"], ["11,10"]),
    ("launches", ["Acme,Sextant,,,"], []),
    ("offices", ["Keir Starmer,"], []),
    ("officials", ["Norway,Ola Nord,"], []),
    ("planned-and-done", ["Chile,hosting,Harbour Summit,,,"], ["Norway"]),
    ("single-source", ["Ola Nord,represents,Norway,"], ["Norway,signed,Harbour Declaration"]),
    ("summits", ["Harbour Summit,2031-05-01"], []),
]


@pytest.mark.parametrize(("name", "has", "lacks"), ANSWERED, ids=[row[0] for row in ANSWERED])
def test_a_saved_question_finds_what_was_invented(invented_store, name, has, lacks):
    done = communique("query", name, store=invented_store)
    assert done.returncode == 0, done.stderr
    assert [part for part in has if part not in done.stdout] == []
    assert [part for part in lacks if part in done.stdout] == []


ABOUT = [
    # question, what it is about, the start of a row
    ("timeline-of-two", {"one": "country/NOR", "other": "country/KEN"}, "2031-04,restriction,"),
    (
        "evidence",
        {"subject": "country/NOR", "object": "instrument/harbour-declaration"},
        "Norway signed.",
    ),
    ("export-controls", {"targeted": "country/KEN"}, "Kenya,Norway,2031-04,survey drones,"),
    ("who-attended", {"who": "person/ola-nord"}, "Harbour Summit,Ola Nord,minister,Norway,"),
]


@pytest.mark.parametrize(("name", "about", "row"), ABOUT, ids=[row[0] for row in ABOUT])
def test_a_saved_question_can_be_about_one_thing(invented_store, name, about, row):
    things = {variable: Names().base + "id/" + path for variable, path in about.items()}
    text = bound(question(name, Names()).text, **things)
    done = communique("query", "-", stdin=text, store=invented_store)
    assert done.returncode == 0, done.stderr
    assert row in done.stdout


@pytest.mark.parametrize(
    "path", sorted((ROOT / "queries" / "pages").glob("*.rq")), ids=lambda path: path.stem
)
def test_a_query_of_pages_is_sparql(invented_store, path):
    done = communique("query", str(path), store=invented_store)
    assert done.returncode == 0, done.stderr
