"""curl against a running server, as the documentation and the standards' examples use it."""

import json
import os
import shutil
import subprocess

import pytest

from conftest import serving
from requesting import TOKEN, values

pytestmark = pytest.mark.skipif(not shutil.which("curl"), reason="no curl on this machine")

LABEL = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?l WHERE { <https://w3id.org/communique/id/country/CHN> rdfs:label ?l }"""


@pytest.fixture(scope="module")
def writable(sample_store, tmp_path_factory):
    store = tmp_path_factory.mktemp("curl") / "store"
    shutil.copytree(sample_store, store, symlinks=True)
    with serving(store, token=TOKEN) as url:
        yield url


def curl(*arguments, stdin=b""):
    """Run curl; return its exit code and what it printed."""
    done = subprocess.run(
        ["curl", "-sS", *arguments], input=stdin, capture_output=True, timeout=30, check=False
    )
    return done.returncode, done.stdout


CSV = ["-H", "Accept: text/csv"]
WAYS = [
    ["-G", "--data-urlencode", f"query={LABEL}"],
    ["--data-urlencode", f"query={LABEL}"],
    ["-H", "Content-Type: application/sparql-query", "--data-binary", LABEL],
    ["-H", "Content-Type: application/sparql-query; charset=utf-8", "-d", LABEL],
    [
        "-H",
        "Content-Type: application/sparql-query",
        "-H",
        "Transfer-Encoding: chunked",
        "-d",
        LABEL,
    ],
    ["--http1.0", "--data-urlencode", f"query={LABEL}"],
    ["--http2-prior-knowledge", "--data-urlencode", f"query={LABEL}"],
    ["--compressed", "-G", "--data-urlencode", f"query={LABEL}"],
    ["-H", "Expect: 100-continue", "--data-urlencode", f"query={LABEL}"],
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way[0])
def test_every_way_to_ask(server, way):
    assert curl("--fail", *CSV, *way, f"{server}/sparql") == (0, b"l\r\nChina\r\n")


def test_a_form_with_files_is_no_query(server):
    code, answer = curl("-F", f"query={LABEL}", f"{server}/sparql")
    assert (code, json.loads(answer)["status"]) == (0, 415)


def test_a_query_from_a_file(server, tmp_path):
    (tmp_path / "query.rq").write_text(LABEL)
    code, answer = curl(
        *CSV, "--data-urlencode", f"query@{tmp_path / 'query.rq'}", f"{server}/sparql"
    )
    assert (code, answer) == (0, b"l\r\nChina\r\n")


def test_a_terminal_reads_an_error(server):
    code, answer = curl(*CSV, "--data-urlencode", "query=SELECT", f"{server}/sparql")
    assert code == 0
    assert b"status: 400\n" in answer
    assert b"line 1, column" in answer
    code, answer = curl("--fail-with-body", "--data-urlencode", "query=SELECT", f"{server}/sparql")
    assert code == 22
    assert json.loads(answer)["status"] == 400


def test_head_and_conditions(server, tmp_path):
    target = f"{server}/sparql?query=ASK%20%7B%7D"
    code, head = curl("-I", *CSV, target)
    assert code == 0
    assert head.startswith(b"HTTP/1.1 200")
    tag, body = tmp_path / "tag", tmp_path / "body"
    for expected in (b"200", b"304"):
        command = [
            "--etag-save",
            tag,
            "--etag-compare",
            tag,
            "-o",
            body,
            "-w",
            "%{http_code}",
            target,
        ]
        assert curl(*map(str, command)) == (0, expected)


@pytest.mark.parametrize(
    "authorization", [["-u", f"anyone:{TOKEN}"], ["-H", f"Authorization: Bearer {TOKEN}"]]
)
def test_updates(writable, authorization):
    iri = f"urn:curl:{authorization[0]}"
    text = f"INSERT DATA {{ GRAPH <{iri}> {{ <urn:s> <urn:p> 1 }} }}"
    asked = f"SELECT ?o {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}"
    target = f"{writable}/sparql"
    assert curl("--fail", "--data-urlencode", f"update={text}", target)[0] == 22
    assert values(writable, asked) == []
    assert curl("--fail", *authorization, "--data-urlencode", f"update={text}", target) == (0, b"")
    assert values(writable, asked) == ["1"]
    direct = ["-H", "Content-Type: application/sparql-update", "-d", text.replace(" 1 ", " 2 ")]
    assert curl("--fail", *authorization, *direct, f"{target}/update") == (0, b"")
    assert values(writable, asked) == ["1", "2"]


def test_a_graph_store(writable, tmp_path):
    data, more = tmp_path / "data.ttl", tmp_path / "more.nt"
    data.write_text("<> <urn:p> 1 .")
    more.write_text('<urn:s> <urn:p> "2" .\n')
    write = ["--fail", "-u", f"x:{TOKEN}", "-w", "%{http_code}", "-o", os.devnull]
    turtle = ["-H", "Content-Type: text/turtle"]
    target = f"{writable}/graphs/by/curl"
    assert curl(*write, *turtle, "-T", str(data), target) == (0, b"201")
    assert curl(*write, *turtle, "-T", "-", target, stdin=data.read_bytes()) == (0, b"204")
    assert curl(*write, *turtle, "--data-binary", f"@{data}", target) == (0, b"204")
    files = ["-F", f"a=@{data};type=text/turtle", "-F", f"b=@{more};type=application/n-triples"]
    assert curl(*write, *files, target) == (0, b"204")
    code, answer = curl("-H", "Accept: application/n-triples", target)
    assert code == 0
    assert set(answer.decode().splitlines()) == {
        f'<{target}> <urn:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .',
        '<urn:s> <urn:p> "2" .',
    }
    indirect = ["-G", "--data-urlencode", f"graph={target}", f"{writable}/graphs"]
    assert curl("-H", "Accept: application/n-triples", *indirect) == (0, answer)
    assert curl(*write, "-X", "DELETE", target) == (0, b"204")
    assert curl("--fail", target)[0] == 22


def test_a_large_upload_waits_to_be_welcome(writable, tmp_path):
    """curl sends Expect: 100-continue with it, and must not wait in vain."""
    large = tmp_path / "large.nt"
    large.write_text("".join(f"<urn:s> <urn:p> <urn:{n:06}> .\n" for n in range(40_000)))
    options = ["--expect100-timeout", "20", "-H", "Content-Type: application/n-triples"]
    target = f"{writable}/graphs?graph=urn:large"
    refused = [*options, "-w", "%{http_code}", "-o", os.devnull, "-T", str(large), target]
    assert curl("-m", "15", *refused) == (0, b"401")
    assert curl("-m", "15", "-u", f"x:{TOKEN}", *refused) == (0, b"201")
    assert values(writable, "SELECT (COUNT(*) AS ?n) { GRAPH <urn:large> { ?s ?p ?o } }") == [
        "40000"
    ]
