"""Comunica (npm) against running servers: as a source, a destination and one of several sources.

It is installed below this folder by the lock file, once. Comunica 5 needs a newer Node than many
machines have; the override in package.json keeps Comunica 4 from losing the languages of literals,
by mixing versions of a library of its own.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import serving
from requesting import BEARER, TOKEN, TURTLE, send

HERE = Path(__file__).parent
PREFIXES = """
PREFIX cmq: <https://w3id.org/communique/ontology#>
PREFIX id: <https://w3id.org/communique/id/country/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
NOTES = """@prefix id: <https://w3id.org/communique/id/country/> .
<urn:note:1> <urn:about> id:CHN . <urn:note:2> <urn:about> id:FRA .
<urn:note:3> <urn:about> id:XXX .
<urn:note:1> <urn:text> "bonjour"@fr , "2024-01-01"^^<http://www.w3.org/2001/XMLSchema#date> ."""

pytestmark = pytest.mark.skipif(not shutil.which("npm"), reason="no npm on this machine")


@pytest.fixture(scope="module")
def installed():
    lock, mark = HERE / "package-lock.json", HERE / "node_modules" / ".installed"
    if not mark.exists() or mark.read_bytes() != lock.read_bytes():
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
        done = subprocess.run(
            command, cwd=HERE, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, done.stderr
        shutil.copy(lock, mark)


@pytest.fixture(scope="module")
def servers(sample_store, tmp_path_factory):
    """The endpoints of two servers: the second has notes on what the first knows."""
    folder = tmp_path_factory.mktemp("comunica")
    shutil.copytree(sample_store, folder / "store", symlinks=True)
    strict = {"default_graph": "strict", "base_iri": "https://notes.example/"}
    with (
        serving(folder / "store", token=TOKEN) as one,
        serving(folder / "notes", token=TOKEN, **strict) as two,
    ):
        headers = BEARER | {"Content-Type": TURTLE}
        put = send(two, "PUT", "/graphs?default", headers=headers, body=NOTES)
        assert put.status in (201, 204), put
        yield f"{one}/sparql", f"{two}/sparql"


def source(endpoint):
    return {"type": "sparql", "value": endpoint}


@pytest.fixture(scope="module")
def answers(installed, servers):
    """What Comunica makes of all queries, in one run of node."""
    one, two = servers
    alone, both = {"sources": [source(one)]}, {"sources": [source(one), source(two)]}
    notes = {"sources": [source(two)]}
    asked = {
        "select": ("SELECT ?l { id:CHN rdfs:label ?l }", alone),
        "guessed": ("SELECT ?l { id:CHN rdfs:label ?l }", {"sources": [one]}),
        "terms": ("SELECT ?o { <urn:note:1> <urn:text> ?o } ORDER BY ?o", notes),
        "ask": ("ASK { id:CHN a cmq:Country }", alone),
        "ask not": ("ASK { id:CHN a cmq:Person }", alone),
        "construct": (
            "CONSTRUCT { ?c rdfs:label ?l } WHERE { VALUES ?c { id:CHN id:USA } ?c rdfs:label ?l }",
            alone,
        ),
        "describe": ("DESCRIBE <urn:note:2>", notes),
        "count": ("SELECT (COUNT(*) AS ?n) { ?c a cmq:Country }", alone),
        "many": ("SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 5000", alone),
        "federated": ("SELECT ?n ?l { ?n <urn:about> ?c . ?c rdfs:label ?l } ORDER BY ?n", both),
        "optional": (
            "SELECT ?n ?l { ?n <urn:about> ?c OPTIONAL { ?c rdfs:label ?l } } ORDER BY ?n",
            both,
        ),
        "broken": ("SELECT (<urn:no-such-function>(1) AS ?x) { ?s ?p ?o } LIMIT 1", alone),
        "update": (
            "INSERT DATA { GRAPH <urn:comunica> { <urn:s> <urn:p> 'written' } }",
            notes | {"destination": source(two), "httpAuth": f"anyone:{TOKEN}"},
        ),
        "written": ("SELECT ?o { GRAPH <urn:comunica> { ?s ?p ?o } }", notes),
        "stranger": (
            "INSERT DATA { <urn:s> <urn:p> 'stranger' }",
            notes | {"destination": source(two)},
        ),
    }
    sent = {name: {"text": PREFIXES + text, "context": it} for name, (text, it) in asked.items()}
    done = subprocess.run(
        ["node", HERE / "ask.mjs"],
        input=json.dumps(sent),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def rows(answer, *names):
    return [tuple(row.get(name, {}).get("value") for name in names) for row in answer["answer"]]


@pytest.mark.parametrize("name", ["select", "guessed"])
def test_select(answers, name):
    assert rows(answers[name], "l") == [("China",)]


def test_terms(answers):
    terms = [row["o"] for row in answers["terms"]["answer"]]
    assert {(term["value"], term.get("language")) for term in terms} == {
        ("bonjour", "fr"),
        ("2024-01-01", None),
    }
    assert "http://www.w3.org/2001/XMLSchema#date" in {term["datatype"] for term in terms}


def test_ask(answers):
    assert (answers["ask"], answers["ask not"]) == ({"answer": True}, {"answer": False})


def test_graphs(answers):
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    assert sorted(answers["construct"]["answer"]) == [
        ["https://w3id.org/communique/id/country/CHN", label, "China"],
        ["https://w3id.org/communique/id/country/USA", label, "United States"],
    ]
    france = "https://w3id.org/communique/id/country/FRA"
    assert answers["describe"]["answer"] == [["urn:note:2", "urn:about", france]]


def test_large_answers(answers):
    assert int(rows(answers["count"], "n")[0][0]) > 190
    assert len(answers["many"]["answer"]) == 5000


def test_one_query_over_two_servers(answers):
    joined = [("urn:note:1", "China"), ("urn:note:2", "France")]
    assert rows(answers["federated"], "n", "l") == joined
    assert rows(answers["optional"], "n", "l") == [*joined, ("urn:note:3", None)]


def test_errors_reach_the_client(answers):
    assert "HTTP status 400" in answers["broken"]["error"]
    assert "no-such-function" in answers["broken"]["error"]


def test_updates(answers):
    assert answers["update"] == {"answer": None}
    assert rows(answers["written"], "o") == [("written",)]
    assert "401" in answers["stranger"]["error"]


def test_its_command_line(installed, servers):
    command = [HERE / "node_modules" / ".bin" / "comunica-sparql", f"sparql@{servers[0]}"]
    text = PREFIXES + "SELECT ?l { id:CHN rdfs:label ?l }"
    done = subprocess.run([*command, text], capture_output=True, text=True, timeout=60, check=False)
    assert json.loads(done.stdout) == [{"l": '"China"'}], done.stderr
