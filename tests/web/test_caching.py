"""Validators, codings and the cache: the same answer comes again cheaply, and never a stale one."""

import gzip
import shutil
import zlib
from email.utils import format_datetime, parsedate_to_datetime

import pytest
import zstandard

from communique.formats import BINDINGS, GRAPHS
from conftest import serving
from requesting import BEARER, FORM, QUERY, TOKEN, TURTLE, send, update, urlencode

CHINA = "<https://w3id.org/communique/id/country/CHN>"
SHORT = f"SELECT ?p ?o {{ {CHINA} ?p ?o }} LIMIT 3"
LONG = "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 60"
STREAMED = "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 3000"
GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 60"
VALIDATORS = ("ETag", "Last-Modified", "Cache-Control", "Vary", "Content-Type", "Content-Encoding")

DECODE = {
    None: bytes,
    "gzip": gzip.decompress,
    "zstd": lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data),
}


@pytest.fixture(scope="module")
def changing(sample_store, tmp_path_factory):
    """The URL of a server whose store may be written to."""
    store = tmp_path_factory.mktemp("caching") / "store"
    shutil.copytree(sample_store, store, symlinks=True)
    with serving(store, token=TOKEN) as url:
        yield url


@pytest.fixture(scope="module")
def forgetful(sample_store):
    """The URL of a server over the sample store that keeps no answers."""
    with serving(sample_store, cache=0) as url:
        yield url


def get(server, text=SHORT, method="GET", accept="*/*", **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return send(server, method, query={"query": text}, headers={"Accept": accept, **named})


# -- Validators


@pytest.mark.parametrize("text", [SHORT, LONG, STREAMED, GRAPH, "ASK {}", f"DESCRIBE {CHINA}"])
@pytest.mark.parametrize("coding", ["identity", "gzip", "zstd"])
def test_an_answer_is_known_again(server, text, coding):
    first = get(server, text, Accept_Encoding=coding)
    assert first.headers["Cache-Control"] == "public, no-cache"
    tag = first.headers["ETag"]
    assert tag.startswith('"')
    for sent in (tag, f'"other", {tag}', f'W/{tag} , "x"', "*"):
        again = get(server, text, Accept_Encoding=coding, If_None_Match=sent)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["ETag"] == (None if sent == "*" else tag)
        for field in ("Last-Modified", "Cache-Control", "Vary"):
            assert again.headers[field] == first.headers[field], field
        assert get(server, text, "HEAD", If_None_Match=sent).status == 304
    for sent in ('"other"', f'"{tag[1:-2]}"', tag.strip('"'), tag.replace("-", ""), '""', ""):
        again = get(server, text, Accept_Encoding=coding, If_None_Match=sent)
        assert (again.status, again.body) == (200, first.body)


def test_an_answer_has_a_date(server):
    first = get(server)
    date = first.headers["Last-Modified"]
    made = parsedate_to_datetime(date)
    assert get(server, If_Modified_Since=date).status == 304
    assert (
        get(server, If_Modified_Since=format_datetime(made.replace(year=2099), usegmt=True)).status
        == 304
    )
    assert (
        get(server, If_Modified_Since=format_datetime(made.replace(year=1999), usegmt=True)).status
        == 200
    )
    for nonsense in ("yesterday", "", "0", "Mon, 99 Nov 2026 99:99:99 GMT", "Mon, 23 Nov 2026"):
        assert get(server, If_Modified_Since=nonsense).status == 200
    # The tag says more than the date (RFC 9110, section 13.1.3).
    assert get(server, If_None_Match='"other"', If_Modified_Since=date).status == 200


def test_a_post_is_never_answered_by_304(server):
    first = get(server)
    known = {"If-None-Match": first.headers["ETag"], "Accept": "*/*"}
    for content_type, body in ((FORM, urlencode({"query": SHORT})), (QUERY, SHORT)):
        headers = known | {"Content-Type": content_type}
        again = send(server, "POST", headers=headers, body=body)
        assert (again.status, again.body) == (200, first.body)


def test_what_is_wrong_is_wrong_though_known(server):
    tag = get(server).headers["ETag"]
    assert get(server, accept="image/png", If_None_Match=tag).status == 406
    assert send(server, "PUT", headers={"If-None-Match": tag}).status == 405
    refused = get(server, "SELECT * { SERVICE <http://x/> {} }", If_None_Match=tag)
    assert refused.status == 403


@pytest.mark.parametrize(
    ("text", "rows"), [(LONG, BINDINGS), (GRAPH, GRAPHS), ("ASK {}", BINDINGS)]
)
def test_each_format_and_coding_has_a_tag_of_its_own(server, text, rows):
    tags = {}
    for row in rows:
        for coding in ("identity", "gzip", "zstd"):
            answer = get(server, text, accept=row.media_type, Accept_Encoding=coding)
            assert answer.status == 200
            tags.setdefault(answer.headers["ETag"], set()).add(answer.body)
    assert len(tags) == len(rows) * (1 if text.startswith("ASK") else 3)
    assert all(len(bodies) == 1 for bodies in tags.values())
    first, second = rows[0].media_type, rows[1].media_type
    tag = get(server, text, accept=first).headers["ETag"]
    assert get(server, text, accept=second, If_None_Match=tag).status == 200
    assert get(server, text, accept=f"{second};q=0.5, {first}", If_None_Match=tag).status == 304


def test_problems_and_answers_do_not_mix(server):
    for text in ("SELECT", "SELECT * { SERVICE <http://x/> {} }"):
        answer = get(server, text)
        assert answer.status in (400, 403)
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["ETag"] is None
        assert answer.headers["Last-Modified"] is None


# -- After a write


def test_a_write_changes_every_validator(changing):
    text = "SELECT ?o { GRAPH <urn:g> { <urn:s> <urn:p> ?o } }"
    seen = []
    for number in range(4):
        data = f"GRAPH <urn:g> {{ <urn:s> <urn:p> {number} }}"
        change = f"DROP SILENT GRAPH <urn:g> ; INSERT DATA {{ {data} }}"
        assert update(changing, change).status == 204
        fresh = get(changing, text, accept="text/csv")
        kept = get(changing, text, accept="text/csv")
        assert fresh.text == kept.text == f"o\r\n{number}\r\n"
        for old in seen:
            assert old.headers["ETag"] != fresh.headers["ETag"]
            tag = old.headers["ETag"]
            assert get(changing, text, accept="text/csv", If_None_Match=tag).status == 200
            if date := old.headers["Last-Modified"]:  # writes come faster than dates change
                later = get(changing, text, accept="text/csv", If_Modified_Since=date)
                assert later.text == fresh.text
        seen.append(fresh)
    deleted = send(changing, "DELETE", "/graphs?graph=urn:g", headers=BEARER)
    assert deleted.status == 204
    assert get(changing, text, accept="text/csv").text == "o\r\n"


def test_a_write_that_fails_changes_none(changing):
    before = get(changing)
    assert update(changing, "INSERT DATA {").status == 400
    headers = BEARER | {"Content-Type": TURTLE}
    assert send(changing, "PUT", "/graphs?default", headers=headers, body="<").status == 400
    assert get(changing, If_None_Match=before.headers["ETag"]).status == 304


# -- Answers that are never the same

FICKLE = [
    "SELECT (NOW() AS ?x) {}",
    "SELECT (rand() AS ?x) {}",
    "SELECT (UUID() AS ?x) {}",
    "SELECT (StrUUID ( ) AS ?x) {}",
    "SELECT (BNODE() AS ?x) {}",
    "SELECT ?x { BIND (STR(NOW())AS ?x) }",
    "CONSTRUCT { <urn:s> <urn:p> [] } WHERE {}",
    "CONSTRUCT { <urn:s> <urn:p> _:b } WHERE {}",
    "CONSTRUCT { <urn:s> <urn:p> (1 2) } WHERE {}",
    "CONSTRUCT { <urn:s> <urn:p> '}' , [ <urn:q> 1 ] } WHERE {}",
    "CONSTRUCT # {}\n { <urn:s> <urn:p> [] } WHERE {}",
]
STEADY = [
    "SELECT ?nowhere ?random { VALUES (?nowhere ?random) { ('uuids' 2) } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . FILTER (?o IN (1, 2)) OPTIONAL { [] ?p ?s } }",
    "SELECT ?construct { VALUES ?construct { 1 } [] ?p ?o } LIMIT 1",
]


@pytest.mark.parametrize("text", FICKLE)
def test_fickle_answers_are_not_kept(server, text):
    answers = [get(server, text) for _ in range(3)]
    assert all(answer.status == 200 for answer in answers), answers[0]
    assert len({answer.body for answer in answers}) == 3
    for answer in answers:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["ETag"] is None
        assert answer.headers["Last-Modified"] is None
    steady = get(server)
    for known in (steady.headers["ETag"], "*"):
        assert get(server, text, If_None_Match=known).status == 200
    assert get(server, text, If_Modified_Since=steady.headers["Last-Modified"]).status == 200


@pytest.mark.parametrize("text", STEADY)
def test_steady_answers_are(server, text):
    answers = [get(server, text) for _ in range(3)]
    assert all(answer.status == 200 for answer in answers), answers[0]
    assert len({answer.body for answer in answers}) == 1
    assert answers[0].headers["ETag"]


# -- Codings

CODINGS = [
    # Accept-Encoding, the coding of an answer that is worth it
    (None, None),
    ("", None),
    ("identity", None),
    ("gzip", "gzip"),
    ("GZIP", "gzip"),
    ("zstd", "zstd"),
    ("gzip, zstd", "zstd"),
    ("gzip, deflate, br, zstd", "zstd"),
    ("gzip, deflate, br", "gzip"),
    ("gzip;q=1.0, zstd;q=0.5", "gzip"),
    ("gzip;q=0.5, zstd;q=0.9", "zstd"),
    ("gzip ; q=0.5 , identity", None),
    ("gzip;q=0.5, identity;q=0.1", "gzip"),
    ("gzip;q=0", None),
    ("gzip;q=0, zstd;q=0", None),
    ("*", "zstd"),
    ("*;q=0", None),
    ("zstd;q=0, *", "gzip"),
    ("br, deflate", None),
    ("gzip;q=nonsense", None),
    (";q=1", None),
    (",,,", None),
]


@pytest.mark.parametrize(("accept_encoding", "coding"), CODINGS)
def test_codings(server, accept_encoding, coding):
    sent = {} if accept_encoding is None else {"Accept_Encoding": accept_encoding}
    plain = {text: get(server, text, Accept_Encoding="identity").body for text in (LONG, STREAMED)}
    for text, body in plain.items():
        for _ in range(2):  # the second time from the cache
            answer = get(server, text, **sent)
            assert answer.status == 200
            assert answer.headers["Content-Encoding"] == coding
            assert "Accept-Encoding" in answer.headers["Vary"]
            assert DECODE[coding](answer.body) == body
            assert coding is None or len(answer.body) < len(body)


def test_short_answers_and_problems_are_sent_as_they_are(server):
    for text in ("ASK {}", "SELECT"):
        answer = get(server, text, Accept_Encoding="gzip, zstd")
        assert answer.headers["Content-Encoding"] is None
        assert int(answer.headers["Content-Length"]) == len(answer.body)


def test_graphs_are_coded_too(server):
    plain = send(server, path="/graphs?default", headers={"Accept-Encoding": "identity"})
    for coding in ("gzip", "zstd"):
        answer = send(server, path="/graphs?default", headers={"Accept-Encoding": coding})
        assert answer.headers["Content-Encoding"] == coding
        assert DECODE[coding](answer.body) == plain.body
        assert answer.headers["ETag"] != plain.headers["ETag"]


def test_a_coded_stream_that_is_whole_says_so(server):
    """The end of a gzip stream is its check sum: without it a client would see it cut."""
    answer = get(server, STREAMED, Accept_Encoding="gzip")
    reader = zlib.decompressobj(wbits=31)
    reader.decompress(answer.body)
    assert reader.eof
    assert not reader.unused_data


# -- HEAD


@pytest.mark.parametrize("coding", ["identity", "gzip"])
@pytest.mark.parametrize("text", [SHORT, LONG, STREAMED, GRAPH, "SELECT (0 * RAND() AS ?n) {}"])
def test_head_is_get_without_a_body(server, text, coding):
    answer = get(server, text, Accept_Encoding=coding)
    head = get(server, text, "HEAD", Accept_Encoding=coding)
    assert (head.status, head.body) == (200, b"")
    for field in VALIDATORS:
        assert head.headers[field] == answer.headers[field], field
    if answer.headers["Content-Length"]:
        assert head.headers["Content-Length"] == answer.headers["Content-Length"]


def test_head_of_a_problem_has_its_status(server):
    for text, status in (("SELECT", 400), ("SELECT * { SERVICE <http://x/> {} }", 403)):
        head = get(server, text, "HEAD")
        assert (head.status, head.body) == (status, b"")


# -- The cache

ASKED = [
    SHORT,
    LONG,
    STREAMED,
    GRAPH,
    f"DESCRIBE {CHINA}",
    "SELECT DISTINCT ?p { ?s ?p ?o }",
    "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p",
    "SELECT ?t (SAMPLE(?s) AS ?one) (GROUP_CONCAT(?s) AS ?all) { ?s a ?t } GROUP BY ?t",
    "SELECT ?o { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?o } ORDER BY ?o LIMIT 50",
    "SELECT ?c ?d { ?c <http://www.w3.org/2000/01/rdf-schema#subClassOf>* ?d }",
    "CONSTRUCT { ?p <urn:of> ?t } WHERE { ?s a ?t ; ?p ?o }",
    "SELECT * { { ?s a ?t } UNION { ?s ?t ?u } MINUS { ?s ?t 1 } } LIMIT 200",
]


@pytest.mark.parametrize("text", ASKED)
def test_kept_answers_are_the_fresh_ones(server, forgetful, text):
    for coding in ("identity", "gzip"):
        kept = [get(server, text, Accept_Encoding=coding) for _ in range(3)]
        fresh = [get(forgetful, text, Accept_Encoding=coding) for _ in range(3)]
        assert {answer.status for answer in kept + fresh} == {200}
        assert len({answer.body for answer in kept + fresh}) == 1
        for field in VALIDATORS:
            assert len({answer.headers[field] for answer in kept + fresh}) == 1, field


def test_a_cache_that_is_off_stays_empty(server, forgetful):
    """Only what was computed has an id of its own; what is kept is sent without one."""
    text = f"{SHORT} # kept"
    assert all(get(forgetful, text).headers["X-Query-Id"] for _ in range(3))
    assert get(server, text).headers["X-Query-Id"]
    assert get(server, text).headers["X-Query-Id"] is None


def test_answers_are_kept_for_what_asks_the_same(server):
    """Everything that an answer hangs on keeps answers apart."""
    csv, json = "text/csv", "application/json"
    text = (
        "SELECT (IRI('x') AS ?x) ?o { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?o } LIMIT 1"
    )
    seen = {get(server, text, accept=accept).body for accept in (csv, json) for _ in range(2)}
    assert len(seen) == 2
    other = get(server, text, accept=csv, Host="other.example").body
    assert b"http://other.example/x" in other
    assert other not in seen
    plain = send(server, query={"query": text}, headers={"Accept": csv}).body
    strict = {"query": text, "default-graph-uri": "urn:none"}
    assert send(server, query=strict, headers={"Accept": csv}).body == b"x,o\r\n"
    assert send(server, query={"query": text}, headers={"Accept": csv}).body == plain


def test_an_endless_supply_of_queries_does_not_fill_memory(sample_store):
    """One MiB holds some of these: the oldest go, and all are right."""
    with serving(sample_store, cache=1) as url:
        texts = [f"SELECT * {{ ?s ?p ?o }} LIMIT {number}" for number in range(200, 240)]
        first = {text: get(url, text, accept="text/csv").body for text in texts}
        assert sum(map(len, first.values())) > 1 << 20
        for text, body in first.items():
            assert get(url, text, accept="text/csv").body == body
