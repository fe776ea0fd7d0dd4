"""`POST /articles`: an article over HTTP, from its text to the answer of a query."""

import fcntl
import json
import time
import urllib.error
import urllib.request
from urllib.parse import urlencode

import pytest

from conftest import communique, serving

TOKEN = "a token for tests"
TEXT = "Brazil signed the Bletchley Declaration.\n"
SIGNED = (
    "ASK { <https://w3id.org/communique/id/country/BRA> "
    "<https://w3id.org/communique/ontology#signed> ?what }"
)


@pytest.fixture(scope="module")
def writable(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("articles") / "store", token=TOKEN) as url:
        yield url


def send(url, data=None, *, token=TOKEN, content_type="text/plain", method=None):
    headers = {"Content-Type": content_type} if data is not None else {}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    body = data.encode() if isinstance(data, str) else data
    request = urllib.request.Request(url, body, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.headers, json.load(response)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, json.load(error)


def finished(location):
    for _ in range(300):
        status, _, job = send(location, token="")
        assert status == 200
        if job["state"] in ("done", "failed"):
            return job
        time.sleep(0.1)
    pytest.fail("the job does not end")


def asks(server, query):
    with urllib.request.urlopen(f"{server}/sparql?{urlencode({'query': query})}") as response:
        return json.load(response)["boolean"]


@pytest.mark.parametrize(
    ("content_type", "body", "query"),
    [
        ("text/plain", TEXT, "?published=2023-11-02&publisher=Tests"),
        ("text/markdown; charset=utf-8", f"---\ntitle: News\n---\n{TEXT}", ""),
        ("application/json", json.dumps({"text": TEXT, "url": "https://news.example/1"}), ""),
    ],
)
def test_an_article_becomes_an_answer(writable, content_type, body, query):
    status, headers, job = send(f"{writable}/articles{query}", body, content_type=content_type)
    assert status == 202
    assert job["state"] in ("queued", "running")
    done = finished(headers["Location"])
    assert (done["state"], done["outcome"], done["events"]) == ("done", "new", 1)
    assert done["snapshot"] > 1
    assert asks(writable, SIGNED)


REFUSED = [
    # content type, body, token, status, words
    ("text/plain", TEXT, "", 401, "send the token"),
    ("text/plain", TEXT, "wrong", 401, "not the one"),
    ("text/plain", "  \n", TOKEN, 400, "empty"),
    ("application/pdf", "%PDF", TOKEN, 415, "text/html"),
    ("application/json", "{", TOKEN, 400, "not JSON"),
    ("application/json", "[]", TOKEN, 400, "one of text"),
    ("application/json", '{"text": "a", "html": "b"}', TOKEN, 400, "one of text"),
    ("application/json", '{"text": 1}', TOKEN, 400, "strings"),
    ("application/json", '{"text": "a", "colour": "red"}', TOKEN, 400, "only"),
    ("application/json", '{"text": "\\ud800"}', TOKEN, 400, "surrogate"),
    ("text/plain", b"x" * (11 << 20), TOKEN, 413, "limit"),
]


@pytest.mark.parametrize(("content_type", "body", "token", "status", "words"), REFUSED)
def test_what_is_refused_at_once(writable, content_type, body, token, status, words):
    got, _, problem = send(f"{writable}/articles", body, content_type=content_type, token=token)
    assert got == status
    assert words in problem["detail"]


@pytest.mark.parametrize(
    ("body", "query", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\x00", "", "article"),
        (TEXT, "?published=yesterday", "YYYY-MM-DD"),
    ],
)
def test_what_cannot_be_ingested_fails_with_a_reason(writable, body, query, words):
    status, headers, _ = send(f"{writable}/articles{query}", body)
    assert status == 202
    job = finished(headers["Location"])
    assert job["state"] == "failed"
    assert words in job["error"]
    assert "/tmp" not in job["error"]


def test_jobs_can_only_be_read(writable):
    assert send(f"{writable}/articles/jobs/unknown", token="")[0] == 404
    assert send(f"{writable}/articles", token="")[0] == 405
    assert send(f"{writable}/articles/jobs/unknown", TEXT)[0] == 405


def test_what_waited_when_the_server_stopped_is_ingested_when_it_is_back(tmp_path):
    store = tmp_path / "store"
    with serving(store, token=TOKEN) as url:
        pass
    place = store / "inbox" / "0123456789abcdef"
    place.mkdir(parents=True)
    (place / "article.txt").write_text(TEXT, encoding="utf-8")
    (place / "options.json").write_text(json.dumps({"--published": "2023-11-02"}))
    with serving(store, token=TOKEN) as url:
        assert finished(f"{url}/articles/jobs/0123456789abcdef")["state"] == "done"
        assert asks(url, SIGNED)
    assert [path.name for path in (store / "inbox").iterdir()] == ["lock"]


def test_while_another_server_has_its_turn_the_inbox_waits(tmp_path):
    store = tmp_path / "store"
    assert communique("publish", store=store).returncode == 0
    (store / "inbox").mkdir()
    with (store / "inbox" / "lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        with serving(store, token=TOKEN) as url:
            location = send(f"{url}/articles", TEXT)[1]["Location"]
            time.sleep(1.5)
            assert send(location, token="")[2]["state"] == "queued"
            fcntl.flock(turn, fcntl.LOCK_UN)
            assert finished(location)["state"] == "done"
