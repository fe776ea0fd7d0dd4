"""The commands as a user runs them: output, errors of one line, exit codes."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request

import pytest

from communique.formats import GRAPHS
from conftest import COMMAND, MANIFEST, communique, environment, serving

ARTICLE = MANIFEST.parent / "ai-safety-summit.txt"


def test_ingest_query_drop(tmp_path):
    store = tmp_path / "store"
    first = communique("ingest", ARTICLE, "--published", "2023-11-02", store=store)
    assert first.returncode == 0, first.stderr
    assert re.search(r"\[1/1\] new: \d+ events", first.stderr)
    again = communique("ingest", ARTICLE, "--published", "2023-11-02", store=store)
    assert "unchanged" in again.stderr
    assert "published snapshot 1" in again.stderr
    answer = communique("query", "who-signed", store=store)
    assert "China,Bletchley Declaration" in answer.stdout
    graph = json.loads(communique("status", "--json", store=store).stdout)["articles"][0].split()[0]
    dropped = communique("drop", graph, store=store)
    assert dropped.stdout == f"dropped {graph}\n"
    assert communique("query", "who-signed", store=store).stdout.count("\n") == 1


def test_order_processes_and_hash_seed_change_no_article(sample_store, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    header, *rows = MANIFEST.read_text(encoding="utf-8").splitlines()
    for number, row in enumerate(reversed(rows)):
        one = tmp_path / f"{number}.tsv"
        one.write_text(f"{header}\n{MANIFEST.parent}/{row}\n", encoding="utf-8")
        done = communique("ingest", "--manifest", one, store=tmp_path / "store")
        assert done.returncode == 0, done.stderr
    together, apart = (told_by_articles(store) for store in (sample_store, tmp_path / "store"))
    assert len(together) > 1000
    assert together == apart


def told_by_articles(store):
    quads = communique("export", "--format", "nquads", store=store).stdout.splitlines()
    return [line for line in quads if "/graph/article-" in line.split()[-2]]


def test_a_changed_file_replaces_its_graph(tmp_path):
    store, file = tmp_path / "store", tmp_path / "news.txt"
    file.write_text("China signed the Bletchley Declaration.\n", encoding="utf-8")
    assert "new: 1 events" in communique("ingest", file, store=store).stderr
    file.write_text("France signed the Bletchley Declaration.\n", encoding="utf-8")
    assert "replaced: 1 events" in communique("ingest", file, store=store).stderr
    answer = communique("query", "who-signed", store=store).stdout
    assert "France,Bletchley Declaration" in answer
    assert "China," not in answer


def test_what_cannot_be_read_is_named_and_the_rest_goes_in(tmp_path):
    store = tmp_path / "store"
    done = communique("ingest", "missing.txt", ARTICLE, store=store)
    assert done.returncode == 1
    assert "missing.txt" in done.stderr
    assert "China" in communique("query", "who-signed", store=store).stdout


BAD = [
    # arguments, files to make, exit code, words on standard error
    (["ingest", "missing.txt"], {}, 1, "missing.txt"),
    (["ingest", "empty.txt"], {"empty.txt": b""}, 1, "empty"),
    (["ingest", "blank.txt"], {"blank.txt": b" \n\t\n"}, 1, "empty"),
    (["ingest", "photo.txt"], {"photo.txt": b"\x89PNG\r\n\x1a\n\x00\x00"}, 1, "photo.txt"),
    (["ingest", "latin.txt"], {"latin.txt": "Élysée".encode("latin-1")}, 1, "UTF-8"),
    (["ingest", "a.txt", "--published", "2023-13-01"], {"a.txt": b"Hi there."}, 1, "YYYY-MM-DD"),
    (["ingest", "a.txt", "--published", "yesterday"], {"a.txt": b"Hi there."}, 1, "YYYY-MM-DD"),
    (["ingest", "."], {}, 1, "folder"),
    (["ingest"], {}, 2, "FILE"),
    (["ingest", "a", "b", "--url", "http://x/"], {}, 2, "--url"),
    (["ingest", "--manifest", "m.tsv"], {"m.tsv": b"path\n"}, 1, "columns"),
    (["ingest", "--manifest", "none.tsv"], {}, 1, "none.tsv"),
    (["query", "who-sang"], {}, 1, "saved are"),
    (["query", "-"], {}, 1, "nothing"),
    (["query", "q.rq", "--format", "docx"], {"q.rq": b"ASK {}"}, 2, "docx"),
    (["export"], {}, 1, "publish"),
    (["export", "--format", "json"], {}, 2, "json"),
    (["drop", "nowhere"], {}, 1, "nowhere"),
    (["drop"], {}, 2, "ARTICLE"),
    (["serve", "--port", "many"], {}, 1, "not a number"),
    (["serve", "--default-graph", "union"], {}, 2, "union"),
    (["sing"], {}, 2, "sing"),
    (["ingest", "a.txt", "--store", "a.txt"], {"a.txt": b"China met France."}, 1, "a.txt"),
    (["query", "who-signed", "--endpoint", "http://127.0.0.1:9/sparql"], {}, 1, "127.0.0.1:9"),
    (["query", "who-signed", "--endpoint", "file:///etc/passwd"], {}, 1, "http"),
]


@pytest.mark.parametrize(
    ("arguments", "files", "code", "words"), BAD, ids=[" ".join(row[0]) for row in BAD]
)
def test_bad_input_gets_one_line_that_says_what_to_do(tmp_path, arguments, files, code, words):
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    done = communique(*arguments, stdin="ASK {}", cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("communique: ")


@pytest.mark.parametrize(
    ("query", "arguments", "words"),
    [
        ("SELECT WHERE {", [], "line 1"),
        ("ASK {}", ["--format", "turtle"], "text/csv"),
        (
            (
                "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
                "FILTER(STRLEN(CONCAT(STR(?a), STR(?d), STR(?g))) > 100000) }"
            ),
            ["--timeout", "0.3"],
            "0.3",
        ),
    ],
)
def test_queries_that_have_no_answer(sample_store, query, arguments, words):
    done = communique("query", "-", *arguments, stdin=query, store=sample_store)
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("row", GRAPHS, ids=lambda row: row.name)
def test_an_export_is_the_same_every_time(sample_store, tmp_path, row):
    file = tmp_path / f"graph.{row.extension}"
    done = communique("export", "--format", row.name, "-o", file, store=sample_store)
    assert done.returncode == 0, done.stderr
    again = communique("export", "--format", row.name, store=sample_store)
    assert file.read_text(encoding="utf-8") == again.stdout
    assert "Bletchley Declaration" in again.stdout


def test_an_export_that_cannot_be_written_leaves_nothing(sample_store, tmp_path):
    done = communique("export", "-o", tmp_path / "no" / "graph.ttl", store=sample_store)
    assert done.returncode == 1
    assert list(tmp_path.iterdir()) == []


def test_the_same_query_here_and_at_an_endpoint(sample_store, server):
    for form in ("csv", "json", "xml", "tsv"):
        here = communique("query", "who-signed", "--format", form, store=sample_store)
        there = communique(
            "query", "who-signed", "--format", form, "--endpoint", f"{server}/sparql"
        )
        assert there.returncode == 0, there.stderr
        assert here.stdout == there.stdout
    bad = communique("query", "-", "--endpoint", f"{server}/sparql", stdin="SELECT")
    assert bad.returncode == 1
    assert bad.stderr.count("\n") == 1


def test_ingest_while_serving_is_seen_within_a_second(own_store, tmp_path):
    file = tmp_path / "news.txt"
    file.write_text("Kenya signed the Bletchley Declaration.\n", encoding="utf-8")
    question = "ASK { <https://w3id.org/communique/id/country/KEN> "
    question += "<https://w3id.org/communique/ontology#signed> ?what }"
    with serving(own_store) as url:

        def answer():
            request = urllib.request.Request(
                f"{url}/sparql", question.encode(), {"Content-Type": "application/sparql-query"}
            )
            with urllib.request.urlopen(request, timeout=10) as response:
                return json.load(response)["boolean"]

        assert answer() is False
        done = communique("ingest", file, store=own_store)
        assert done.returncode == 0, done.stderr
        published = time.monotonic()
        while not answer():
            assert time.monotonic() - published < 1


HOLD = """
import sys
import time
from pathlib import Path

from communique.store.live import open_writer
from communique.vocab import Names

options = {"default_graph": None, "command": "a slow writer", "wait": 1, "now": "2026-01-01"}
with open_writer(Path(sys.argv[1]), names=Names(), **options):
    print("held", flush=True)
    time.sleep(60)
"""


def test_two_writers_at_once(own_store, tmp_path):
    """The second says for whom it waits, and gives up when told to."""
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            HOLD,
            str(own_store),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout.readline() == "held\n"
        began = time.monotonic()
        done = communique("ingest", ARTICLE, "--lock-wait", "0.5", store=own_store)
        assert time.monotonic() - began < 10
        assert done.returncode == 1
        assert "a slow writer" in done.stderr
        assert str(holder.pid) in done.stderr
        state = json.loads(communique("status", "--json", store=own_store).stdout)
        assert state["writer"].startswith("a slow writer")
        later = subprocess.Popen(
            [*COMMAND, "ingest", str(ARTICLE), "--lock-wait", "30"],
            env=environment(store=own_store),
            stderr=subprocess.PIPE,
            text=True,
        )
        assert "waiting for a slow writer" in later.stderr.readline()
        holder.kill()
        told = later.communicate(timeout=60)[1]
        assert later.returncode == 0, told
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()


def test_an_interrupted_ingest_says_so_and_can_be_run_again(tmp_path):
    files = []
    for number in range(60):
        file = tmp_path / f"{number}.txt"
        file.write_text(f"China signed the Bletchley Declaration. Note {number}.\n", "utf-8")
        files.append(str(file))
    store = tmp_path / "store"
    process = subprocess.Popen(
        [*COMMAND, "ingest", *files],
        env=environment(store=store),
        stderr=subprocess.PIPE,
        text=True,
    )
    assert "[1/60]" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=60)[1]
    assert process.returncode == 130, rest
    assert "run the same command again" in rest
    again = communique("ingest", *files, store=store)
    assert again.returncode == 0, again.stderr
    assert "unchanged" in again.stderr
    assert len(json.loads(communique("status", "--json", store=store).stdout)["articles"]) == 60


def test_a_reader_that_stops_early_is_no_error(sample_store):
    line = f"{' '.join(COMMAND)} export --format nquads | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        env=environment(store=sample_store),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_a_taken_port_is_said(own_store, server):
    port = server.rsplit(":", 1)[1]
    done = communique("serve", "--port", port, store=own_store)
    assert done.returncode == 1
    assert "--port" in done.stderr.splitlines()[-1]


def test_the_environment_and_options_name_the_same_settings(tmp_path):
    by_option = communique("status", "--store", tmp_path / "a")
    by_variable = communique("status", store=tmp_path / "a")
    assert by_option.stdout == by_variable.stdout
    assert os.fspath(tmp_path / "a") in by_option.stdout


def test_the_report_shows_what_was_found_and_what_was_not(tmp_path):
    file = tmp_path / "news.txt"
    file.write_text("It rained. China signed the Bletchley Declaration.\n", encoding="utf-8")
    done = communique("ingest", file, "--report", store=tmp_path / "store")
    graph, summary, silent, found, event = done.stdout.splitlines()
    assert graph.startswith("https://")
    assert summary == "2 sentences, 1 of them yielded nothing"
    assert silent == "- It rained."
    assert found == "+ China signed the Bletchley Declaration."
    assert event.startswith("    Signing: China signed Bletchley Declaration [")
    lines = communique("ingest", file, "--report", "--json", store=tmp_path / "store").stdout
    assert json.loads(lines)["sentences"] == [
        {"start": 0, "end": 10, "yields": []},
        {"start": 11, "end": 50, "yields": ["Signing: China signed Bletchley Declaration"]},
    ]


def test_what_is_less_sure_than_asked_stays_out(tmp_path):
    file = tmp_path / "news.txt"
    file.write_text("China signed the Bletchley Declaration.\n", encoding="utf-8")
    store = tmp_path / "store"
    assert ": 0 events" in communique("ingest", file, "--min-confidence", "1", store=store).stderr
    again = communique("ingest", file, store=store)
    assert "replaced: 1 events" in again.stderr


def test_a_copy_in_another_paper_is_known_as_one(tmp_path):
    store = tmp_path / "store"
    text = ARTICLE.read_text(encoding="utf-8")
    copy = tmp_path / "copy.txt"
    copy.write_text(text.replace("marking a significant step", "a step"), encoding="utf-8")
    for file in (ARTICLE, copy):
        assert "new:" in communique("ingest", file, store=store).stderr
    links = tmp_path / "links.rq"
    links.write_text(
        "SELECT ?copy ?first { GRAPH ?g { ?copy <https://w3id.org/communique/ontology#sameTextAs> "
        "?first } }",
        encoding="utf-8",
    )
    answer = communique("query", links, store=store).stdout.splitlines()
    assert len(answer) == 2
    later, first = answer[1].split(",")
    assert later != first
    for file in (ARTICLE, copy):
        assert "unchanged:" in communique("ingest", file, store=store).stderr
    assert communique("query", links, store=store).stdout.splitlines() == answer
