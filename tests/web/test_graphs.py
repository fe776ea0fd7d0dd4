"""The Graph Store Protocol over HTTP: every method, every way to name a graph, every format."""

import shutil
from uuid import uuid4

import pytest
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
    serialize,
)

from communique.formats import FORMATS, GRAPHS
from conftest import serving
from requesting import (
    BEARER,
    TOKEN,
    TURTLE,
    UPDATE,
    ask,
    graph_path,
    send,
    unheard,
    update,
    values,
)

ONE = "<urn:s> <urn:p> 1 ."
TWO = "<urn:s> <urn:p> 2 ."
OBJECTS = "SELECT ?o { GRAPH <%s> { ?s ?p ?o } }"


@pytest.fixture(scope="module", params=["merge", "strict"])
def modes(request, sample_store, tmp_path_factory):
    """The URL of a server that takes bodies up to 1 MiB, in both modes of the default graph."""
    store = tmp_path_factory.mktemp("graphs") / "store"
    shutil.copytree(sample_store, store, symlinks=True)
    with serving(store, token=TOKEN, default_graph=request.param, max_upload=1) as url:
        yield url


@pytest.fixture(scope="module")
def writable(sample_store, tmp_path_factory):
    store = tmp_path_factory.mktemp("graphs") / "store"
    shutil.copytree(sample_store, store, symlinks=True)
    with serving(store, token=TOKEN, max_upload=1, max_query=64) as url:
        yield url


@pytest.fixture
def name():
    """An IRI that no other test uses."""
    return f"urn:uuid:{uuid4()}"


def write(server, method, path, body=None, content_type=TURTLE, **headers):
    typed = {"Content-Type": content_type} if content_type else {}
    return send(server, method, path, headers=BEARER | typed | headers, body=body)


def read(server, path, accept="application/n-triples"):
    """The triples of a graph."""
    response = send(server, "GET", path, headers={"Accept": accept})
    assert response.status == 200, response
    engine = {row.media_type: row.engine for row in GRAPHS}[response.headers.get_content_type()]
    return {quad.triple for quad in parse(response.body, format=engine)}


def triple(number):
    return Triple(NamedNode("urn:s"), NamedNode("urn:p"), Literal(number))


# -- Every method on a graph that is there, and on one that is not

METHODS = [
    # method, body, content type, status when there is no such graph, what it holds then, status
    # when there is, what it holds then (it held 1)
    ("GET", None, None, 404, None, 200, {1}),
    ("HEAD", None, None, 404, None, 200, {1}),
    ("PUT", TWO, TURTLE, 201, {2}, 204, {2}),
    ("PUT", "", TURTLE, 201, set(), 204, set()),
    ("POST", TWO, TURTLE, 201, {2}, 204, {1, 2}),
    ("POST", ONE, TURTLE, 201, {1}, 204, {1}),
    ("POST", "", TURTLE, 201, set(), 204, {1}),
    ("DELETE", None, None, 404, None, 204, None),
    ("PATCH", "INSERT DATA { <urn:s> <urn:p> 2 }", UPDATE, 201, {2}, 204, {1, 2}),
    ("PATCH", "DELETE WHERE { ?s ?p ?o }", UPDATE, 201, set(), 204, set()),
    ("PATCH", "", UPDATE, 201, set(), 204, {1}),
]


@pytest.mark.parametrize("way", ["indirect", "direct"])
@pytest.mark.parametrize(
    ("method", "body", "content_type", "absent", "made", "present", "left"), METHODS
)
def test_methods(writable, name, way, method, body, content_type, absent, made, present, left):
    path = graph_path(name) if way == "indirect" else f"/graphs/{name}"
    response = write(writable, method, path, body, content_type)
    assert response.status == absent
    assert bool(response.body) == (method in ("GET", "DELETE"))
    check(writable, path, made)
    assert write(writable, "PUT", path, ONE).status in (201, 204)
    response = write(writable, method, path, body, content_type)
    assert response.status == present
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Location" not in response.headers
    check(writable, path, left)


def check(server, path, held):
    if held is None:
        response = send(server, "GET", path)
        assert (response.status, response.problem["code"]) == (404, "graph-not-found")
    else:
        assert read(server, path) == {triple(number) for number in held}


def test_the_default_graph(modes):
    own = "https://w3id.org/communique/graph/default"
    assert write(modes, "PUT", "/graphs?default", "").status in (201, 204)
    assert write(modes, "PUT", "/graphs?default", ONE).status in (201, 204)
    content = read(modes, "/graphs?default")
    is_strict = content == {triple(1)}
    assert triple(1) in content
    assert write(modes, "POST", "/graphs?default", TWO).status == 204
    assert read(modes, "/graphs?default") == content | {triple(2)}
    assert write(modes, "PATCH", "/graphs?default", "CLEAR ALL", UPDATE).status == 204
    assert read(modes, "/graphs?default") == content - {triple(1)}
    assert write(modes, "PUT", "/graphs?default", TWO).status == (201 if is_strict else 204)
    assert write(modes, "PUT", "/graphs?default", TWO).status == 204
    assert send(modes, "GET", graph_path(own)).status == (404 if is_strict else 200)
    assert write(modes, "DELETE", "/graphs?default").status == 204
    assert read(modes, "/graphs?default") == content - {triple(1)}
    assert write(modes, "DELETE", "/graphs?default").status == 204
    assert send(modes, "HEAD", "/graphs?default").status == 200


def test_named_graphs_show_in_the_default_graph_of_merge_mode_alone(modes, name):
    put = write(modes, "PUT", graph_path(name), f"<{name}> <urn:p> 1 .")
    assert put.status == 201
    is_merge = len(read(modes, "/graphs?default")) > 10
    shown = ask(modes, f"ASK {{ <{name}> ?p ?o }}").text
    assert (shown == "true") == is_merge
    assert write(modes, "DELETE", graph_path(name)).status == 204
    assert ask(modes, f"ASK {{ <{name}> ?p ?o }}").text == "false"


# -- Naming a graph


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "POST", "PATCH", "DELETE"])
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("graph=urn:a&default", "one graph"),
        ("graph=urn:a&graph=urn:a", "one graph"),
        ("graph=urn:a&graph=urn:b", "one graph"),
        ("default&default=", "one graph"),
        ("graph=", "absolute IRI"),
        ("graph=relative", "absolute IRI"),
        ("graph=/a/b", "absolute IRI"),
        ("graph=//host/a", "absolute IRI"),
        ("graph=urn:a%20b", "absolute IRI"),
        ("graph=urn:%3Ca%3E", "absolute IRI"),
        ("graph=urn:%00", "absolute IRI"),
        ("graph=urn:%FF", "UTF-8"),
    ],
)
def test_names_that_are_none(writable, method, query, words):
    content_type = UPDATE if method == "PATCH" else TURTLE
    body = None if method in ("GET", "HEAD", "DELETE") else ""
    response = write(writable, method, f"/graphs?{query}", body, content_type)
    assert response.status == 400
    assert method == "HEAD" or words in response.problem["detail"]


@pytest.mark.parametrize("query", ["", "?", "?other=1"])
@pytest.mark.parametrize("path", ["/graphs", "/graphs/"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE"])
def test_the_store_itself_only_takes_new_graphs(writable, method, path, query):
    content_type = UPDATE if method == "PATCH" else TURTLE
    body = None if method in ("GET", "HEAD", "DELETE") else ""
    response = write(writable, method, path + query, body, content_type)
    assert response.status == 400
    assert method == "HEAD" or "name a graph" in response.problem["detail"]


@pytest.mark.parametrize(
    "path",
    [
        "plain",
        "a/b/c",
        "a%2Fb",
        "a%20b",
        "%C3%A9t%C3%A9",
        "a//b",
        "with.dots-and_~tilde",
        "a:b@c!$&'()*+,;=d",
        "trailing/",
    ],
)
def test_direct_names_are_the_urls_as_they_were_sent(writable, path):
    assert write(writable, "PUT", f"/graphs/{path}", "<> <urn:p> <x> .").status == 201
    iri = f"{writable}/graphs/{path}"
    assert read(writable, f"/graphs/{path}") == read(writable, graph_path(iri))
    folder = iri.rpartition("/")[0]
    assert values(writable, f"SELECT ?s {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}") == [iri]
    assert values(writable, OBJECTS % iri) == [f"{folder}/x"]
    assert write(writable, "DELETE", f"/graphs/{path}").status == 204


def test_names_in_other_scripts(writable):
    iri = "http://example.org/été?a=b&c=d#ø"
    assert write(writable, "PUT", graph_path(iri), "<x> <urn:p> <#y> .").status == 201
    assert values(writable, OBJECTS % iri) == ["http://example.org/été?a=b&c=d#y"]
    assert write(writable, "DELETE", graph_path(iri)).status == 204


def test_indirect_names_win_over_the_path(writable, name):
    assert write(writable, "PUT", f"/graphs/elsewhere?graph={name}", ONE).status == 201
    assert read(writable, graph_path(name)) == {triple(1)}
    assert send(writable, "GET", "/graphs/elsewhere").status == 404


@pytest.mark.parametrize("path", ["/graphs", "/graphs/"])
def test_post_to_the_store_makes_a_graph(writable, path):
    locations = set()
    for body in ("<> <urn:p> 1 .", "<> <urn:p> 1 .", ""):
        response = write(writable, "POST", path, body)
        assert (response.status, response.body) == (201, b"")
        location = response.headers["Location"]
        assert location.startswith(f"{writable}/graphs/")
        assert "Location" in response.headers["Access-Control-Expose-Headers"]
        content = send(writable, "GET", location.removeprefix(writable))
        assert content.status == 200
        assert (b"1" in content.body) == bool(body)
        locations.add(location)
    assert len(locations) == 3


# -- Formats

TERMS = [
    Triple(NamedNode("urn:é"), NamedNode("http://example.org/p"), value)
    for value in (
        NamedNode("http://example.org/a?b=c&d#e"),
        Literal('plain "quoted" \n & <b> \' \t \\ 日本語 \U0001f600'),
        Literal("العربية", language="ar"),
        Literal(5),
        Literal(1.5),
        Literal(True),
        Literal("2024-01-01", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date")),
        Literal("", datatype=NamedNode("urn:own")),
    )
]


@pytest.mark.parametrize(
    ("row", "media_type"),
    [(row, media_type) for row in GRAPHS for media_type in row.media_types],
    ids=lambda value: getattr(value, "name", value),
)
def test_every_format_in(writable, name, row, media_type):
    body = serialize(TERMS, format=row.engine)
    assert write(writable, "PUT", graph_path(name), body, media_type).status == 201
    assert read(writable, graph_path(name)) == set(TERMS)
    shouted = f"{media_type.upper()} ; charset=utf-8"
    assert write(writable, "POST", graph_path(name), body, shouted).status == 204
    assert read(writable, graph_path(name)) == set(TERMS)


@pytest.mark.parametrize("row", GRAPHS, ids=lambda row: row.name)
def test_every_format_out(writable, name, row):
    assert write(
        writable, "PUT", graph_path(name), serialize(TERMS, format=RdfFormat.TURTLE)
    ).status
    path = graph_path(name)
    response = send(writable, "GET", path, headers={"Accept": row.media_type})
    assert response.headers["Content-Type"] == row.content_type
    assert "Accept" in response.headers["Vary"]
    assert read(writable, path, row.media_type) == set(TERMS)
    quads = list(parse(response.body, format=row.engine))
    assert quads == [quad for quad in quads if quad == Quad(*quad.triple)]


@pytest.mark.parametrize(
    "accept", ["text/csv", "application/sparql-results+json", "image/png", "text/turtle;q=0"]
)
def test_no_such_format_out(writable, name, accept):
    assert write(writable, "PUT", graph_path(name), ONE).status == 201
    response = send(writable, "GET", graph_path(name), headers={"Accept": accept})
    assert response.status == 406
    for row in GRAPHS:
        assert row.media_type in response.text


@pytest.mark.parametrize("method", ["PUT", "POST"])
@pytest.mark.parametrize(
    "content_type",
    [
        None,
        "",
        "turtle",
        "text/html",
        "text",
        "*/*",
        "application/octet-stream",
        "application/x-www-form-urlencoded",
        "application/sparql-update",
        *(row.media_type for row in FORMATS if row.kind == "bindings"),
    ],
)
def test_no_such_format_in(writable, name, method, content_type):
    body = ONE.encode()
    response = write(writable, method, graph_path(name), body, content_type)
    assert (response.status, response.problem["code"]) == (415, "bad-media-type")
    assert TURTLE in response.problem["detail"]
    assert send(writable, "GET", graph_path(name)).status == 404


def test_coded_bodies_are_refused_not_misread(writable, name):
    for path, content_type in ((graph_path(name), TURTLE), ("/sparql", UPDATE)):
        method = "PUT" if content_type == TURTLE else "POST"
        coded = {"Content-Encoding": "gzip"}
        response = write(writable, method, path, b"\x1f\x8b", content_type, **coded)
        assert response.status == 415, response
    plain = write(writable, "PUT", graph_path(name), ONE, **{"Content-Encoding": "identity"})
    assert plain.status == 201


BROKEN = [
    ("text/turtle", "<urn:s> <urn:p>\n <urn:o", "line 2"),
    ("text/turtle", "<urn:s> <urn:p> <a b> .", "line 1"),
    ("text/turtle", b'<urn:s> <urn:p> "\xff" .', "line 1"),
    ("text/turtle", "<urn:s> <urn:p> un:known .", "line 1"),
    ("text/turtle", "<urn:s> <urn:p> 1 .".encode("utf-16"), "line 1"),
    ("application/n-triples", "<urn:s> <urn:p> 1 .", "line 1"),
    ("application/n-triples", '<urn:s> <urn:p> "x" .\n<urn:s> <urn:p>', "line 2"),
    ("application/n-triples", '<s> <urn:p> "x" .', "line 1"),
    ("application/rdf+xml", "<a>\n<b></a>", "RDF"),
    ("application/ld+json", '{"@id":\n [1,', "line 2"),
    ("application/ld+json", "\0", "line 1"),
    ("application/trig", "{ <urn:s> <urn:p> 1", "line 1"),
    ("application/trig", "<urn:g> { <urn:s> <urn:p> 1 }", "one graph"),
    ("application/n-quads", "<urn:s> <urn:p> <urn:o> <urn:g> .", "one graph"),
    ("application/ld+json", '{"@id": "urn:g", "@graph": [{"urn:p": 1}]}', "one graph"),
]


@pytest.mark.parametrize(("content_type", "body", "where"), BROKEN)
def test_broken_rdf_says_where_and_changes_nothing(writable, content_type, body, where):
    path = graph_path("urn:broken")
    assert write(writable, "PUT", path, ONE).status in (201, 204)
    for method in ("PUT", "POST"):
        response = write(writable, method, path, body, content_type)
        assert (response.status, response.problem["code"]) == (400, "bad-input")
        assert where in response.problem["detail"]
        assert "/tmp" not in response.text
    assert read(writable, path) == {triple(1)}


# -- Blank nodes

BLANK = "_:b <urn:p> 1 . _:b <urn:q> 2 ."


def subjects(server, path):
    return {one.subject for one in read(server, path)}


def test_blank_nodes_of_each_payload_are_its_own(writable, name):
    path = graph_path(name)
    assert write(writable, "PUT", path, BLANK).status == 201
    first = subjects(writable, path)
    assert len(first) == 1
    assert isinstance(*first, BlankNode)
    assert write(writable, "POST", path, BLANK).status == 204
    assert len(subjects(writable, path)) == 2
    assert first < subjects(writable, path)
    assert write(writable, "POST", graph_path(f"{name}/other"), BLANK).status == 201
    assert not subjects(writable, path) & subjects(writable, graph_path(f"{name}/other"))
    parts = [("text/turtle", BLANK), ("application/n-triples", '_:b <urn:p> "1" .')]
    content_type, body = form(parts)
    assert write(writable, "PUT", path, body, content_type).status == 204
    assert len(subjects(writable, path)) == 2


@pytest.mark.parametrize("row", GRAPHS, ids=lambda row: row.name)
def test_blank_nodes_that_go_out_and_in_again_are_new(writable, name, row):
    path = graph_path(name)
    assert write(writable, "PUT", path, "[] <urn:p> [ <urn:q> 1 ] .").status == 201
    out = send(writable, "GET", path, headers={"Accept": row.media_type})
    assert write(writable, "POST", path, out.body, row.media_type).status == 204
    assert len(subjects(writable, path)) == 4


# -- Forms with files


def form(parts, boundary="A-boundary"):
    """A multipart/form-data body: the Content-Type and the bytes."""
    blocks = []
    for place, (content_type, text) in enumerate(parts):
        typed = f"\r\nContent-Type: {content_type}" if content_type else ""
        head = f'Content-Disposition: form-data; name="file"; filename="{place}.rdf"{typed}'
        data = text if isinstance(text, bytes) else text.encode()
        blocks.append(f"--{boundary}\r\n{head}\r\n\r\n".encode() + data + b"\r\n")
    body = b"".join(blocks) + f"--{boundary}--\r\n".encode()
    return f"multipart/form-data; boundary={boundary}", body


@pytest.mark.parametrize("method", ["PUT", "POST"])
@pytest.mark.parametrize("path", ["indirect", "direct"])
def test_a_form_with_several_files(writable, name, method, path):
    path = graph_path(name) if path == "indirect" else f"/graphs/{name}"
    rows = [serialize([one], format=row.engine) for one, row in zip(TERMS, GRAPHS, strict=False)]
    content_type, body = form(zip((row.media_type for row in GRAPHS), rows, strict=True))
    assert write(writable, method, path, body, content_type).status == 201
    assert read(writable, path) == set(TERMS[: len(GRAPHS)])
    assert write(writable, method, path, iter([body[:100], body[100:]]), content_type).status == 204
    assert read(writable, path) == set(TERMS[: len(GRAPHS)])


def test_a_form_with_unix_line_ends(writable, name):
    content_type, body = form([("text/turtle", ONE), ("text/turtle", TWO)])
    body = body.replace(b"\r\n", b"\n")
    assert write(writable, "POST", graph_path(name), body, content_type).status == 201
    assert read(writable, graph_path(name)) == {triple(1), triple(2)}


def test_a_form_may_make_a_graph(writable):
    content_type, body = form([("text/turtle; charset=utf-8", ONE)], '"quoted boundary"')
    body = body.replace(b'"quoted boundary"', b"quoted boundary")
    response = write(writable, "POST", "/graphs", body, content_type)
    assert response.status == 201, response
    assert read(writable, response.headers["Location"].removeprefix(writable)) == {triple(1)}


FORMS = [
    # content type, body, status
    (*form([]), 400),
    (*form([("text/html", ONE)]), 415),
    (*form([(None, ONE)]), 415),
    (*form([("text/turtle", ONE), ("image/png", TWO)]), 415),
    (*form([("text/turtle", ONE), ("text/turtle", "<urn:s> <urn:p>")]), 400),
    (*form([("text/turtle", ONE), ("application/trig", "<urn:g> { <urn:s> <urn:p> 1 }")]), 400),
    (*form([("text/turtle", f"<urn:s> <urn:p> {n} .") for n in range(101)]), 413),
    ("multipart/form-data", form([("text/turtle", ONE)])[1], 400),
    ("multipart/form-data; boundary=", form([("text/turtle", ONE)])[1], 400),
    ("multipart/form-data; boundary=other", form([("text/turtle", ONE)])[1], 400),
    ("multipart/form-data; boundary*=UTF-8''%E2%82%AC", form([("text/turtle", ONE)])[1], 400),
    (form([])[0], form([("text/turtle", ONE)])[1][:-20], 400),
    (form([])[0], b"", 400),
    (form([])[0], b"--A-boundary\r\n\xff\xfe: x\r\n\r\n\r\n--A-boundary--", 400),
    (form([])[0], b"--A-boundary\r\nno header at all", 400),
    ("multipart/mixed; boundary=A-boundary", form([("text/turtle", ONE)])[1], 415),
    (*form([("text/turtle", "#" * (1 << 20))]), 413),
]


@pytest.mark.parametrize(("content_type", "body", "status"), FORMS)
def test_forms_that_cannot_be_taken(writable, name, content_type, body, status):
    response = write(writable, "POST", graph_path(name), body, content_type)
    assert response.status == status
    assert response.problem["detail"]
    assert send(writable, "GET", graph_path(name)).status == 404


# -- Limits


@pytest.mark.parametrize("method", ["PUT", "POST"])
@pytest.mark.parametrize("chunked", [False, True], ids=["declared", "chunked"])
def test_bodies_over_the_limit(writable, name, method, chunked):
    fits, over = b"#" * ((1 << 20) - 1) + b"\n", b"#" * (1 << 20) + b"\n"
    for body, status in ((over, 413), (fits, 201), (b"#" * (20 << 20), 413)):
        blocks = (body[start : start + 65536] for start in range(0, len(body), 65536))
        response = write(writable, method, graph_path(name), blocks if chunked else body)
        assert response.status == status, response
    assert response.problem["code"] == "too-large"
    assert read(writable, graph_path(name)) == set()


def test_a_patch_over_the_limit(writable, name):
    response = write(writable, "PATCH", graph_path(name), "#" * (65 << 10), UPDATE)
    assert response.status == 413


# -- PATCH

PATCHES = [
    # content type, body, status
    (TURTLE, ONE, 415),
    ("application/sparql-query", "ASK {}", 415),
    (None, "CLEAR ALL", 415),
    (UPDATE, "INSERT DATA {", 400),
    (UPDATE, b"INSERT DATA { <urn:s> <urn:p> '\xff' }", 400),
    (UPDATE, "INSERT DATA { GRAPH <urn:other> { <urn:s> <urn:p> 2 } }", 400),
    (UPDATE, "INSERT DATA { <urn:s> <urn:p> 2 } ; CREATE GRAPH <urn:other>", 400),
    (UPDATE, "DROP GRAPH <urn:other>", 409),
    (UPDATE, "LOAD <http://127.0.0.1:9999/>", 403),
    (UPDATE, "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9999/> { ?s ?p ?o } }", 403),
]


@pytest.mark.parametrize(("content_type", "body", "status"), PATCHES)
def test_patches_that_cannot_be_taken(writable, name, content_type, body, status):
    assert write(writable, "PUT", graph_path(name), ONE).status == 201
    body = body if isinstance(body, bytes) else body.encode()
    response = write(writable, "PATCH", graph_path(name), body, content_type)
    assert response.status == status
    assert response.problem["detail"]
    assert read(writable, graph_path(name)) == {triple(1)}
    assert send(writable, "GET", graph_path("urn:other")).status == 404


def test_a_patch_sees_and_changes_its_graph_alone(writable, name):
    path, other = graph_path(name), graph_path(f"{name}/other")
    assert write(writable, "PUT", path, ONE).status == 201
    assert write(writable, "PUT", other, TWO).status == 201
    patch = "DELETE { ?s ?p ?o } INSERT { ?s ?p 3 . <> <rel> 1 } WHERE { ?s ?p ?o }"
    assert write(writable, "PATCH", path, patch, UPDATE).status == 204
    assert triple(3) in read(writable, path)
    assert len(read(writable, path)) == 2
    assert values(writable, f"SELECT ?s {{ GRAPH <{name}> {{ ?s ?p 1 }} }}") == [name]
    assert read(writable, other) == {triple(2)}
    assert write(writable, "PATCH", path, "DROP ALL", UPDATE).status == 204
    assert read(writable, path) == set()
    assert read(writable, other) == {triple(2)}


def test_a_patch_that_takes_too_long_leaves_the_graph(own_store, name):
    rows = " ".join(f"<urn:{n}> <urn:p> {n} ." for n in range(500))
    endless = (
        "INSERT { <urn:late> <urn:p> ?n } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . "
        "BIND (CONCAT(STR(?c), STR(?f), STR(?i)) AS ?n) FILTER (STRLEN(?n) > 1000000) }"
    )
    with serving(own_store, token=TOKEN, write_timeout=1.5) as url:
        assert write(url, "PUT", graph_path(name), rows).status == 201
        before = read(url, graph_path(name))
        response = write(url, "PATCH", graph_path(name), endless, UPDATE)
        assert (response.status, response.problem["code"]) == (503, "query-timeout")
        assert read(url, graph_path(name)) == before
        assert write(url, "PATCH", graph_path(name), "CLEAR DEFAULT", UPDATE).status == 204


def test_a_write_is_whole_or_nothing_however_late_it_is_stopped(own_store):
    """Stopped before there is no way back it leaves nothing; after that it is not stopped."""
    with serving(own_store, token=TOKEN, write_timeout=1) as url:
        for count in (500, 10_000, 20_000, 30_000, 60_000):
            body = "".join(
                f"<urn:s{n}> <urn:p> _:b{n} . _:b{n} <urn:q> {n} .\n" for n in range(count)
            )
            status = write(url, "PUT", graph_path(f"urn:{count}"), body).status
            assert status in (201, 503)
            assert write(url, "PUT", graph_path(f"urn:after:{count}"), ONE).status == 201
            found = send(url, "HEAD", graph_path(f"urn:{count}")).status
            assert (status, found) in ((201, 200), (503, 404)), count


# -- Methods and rights


@pytest.mark.parametrize("method", ["TRACE", "BREW", "get", "LOCK", "QUERY"])
@pytest.mark.parametrize("path", ["/graphs?default", "/graphs?graph=urn:a", "/graphs/a", "/graphs"])
def test_methods_there_are_not(writable, method, path):
    response = write(writable, method, path)
    assert response.status == 405
    allowed = {word.strip() for word in response.headers["Allow"].split(",")}
    assert allowed == {"GET", "HEAD", "PUT", "POST", "PATCH", "DELETE", "OPTIONS"}


@pytest.mark.parametrize("path", ["/graphs?default", "/graphs/a", "/graphs"])
def test_options_says_what_may_be_done(server, path):
    response = send(server, "OPTIONS", path)
    assert (response.status, response.body) == (204, b"")
    assert "PATCH" in response.headers["Allow"]
    assert "DELETE" in response.headers["Access-Control-Allow-Methods"]
    assert "Authorization" in response.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("method", ["PUT", "POST", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/graphs?default", "/graphs?graph=urn:a", "/graphs/a"])
def test_writing_needs_the_token(server, writable, method, path):
    content_type = {"Content-Type": UPDATE if method == "PATCH" else TURTLE}
    for headers in (content_type, content_type | {"Authorization": "Bearer wrong"}):
        response = send(writable, method, path, headers=headers, body="")
        assert response.status == 401
        assert "Bearer" in response.headers["WWW-Authenticate"]
        assert send(server, method, path, headers=headers, body="").status == 403
    response = send(server, method, path, headers=content_type | BEARER, body="")
    assert response.status == 403
    assert send(server, "GET", "/graphs?default").status == 200


# -- Reading


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples", "application/ld+json"])
def test_head_is_get_without_a_body(writable, name, accept):
    assert write(writable, "PUT", graph_path(name), ONE).status == 201
    for path in (graph_path(name), "/graphs?default"):
        get = send(writable, "GET", path, headers={"Accept": accept})
        head = send(writable, "HEAD", path, headers={"Accept": accept})
        assert (head.status, head.body) == (200, b"")
        for field in ("Content-Type", "ETag", "Last-Modified", "Vary", "Cache-Control"):
            assert head.headers[field] == get.headers[field], field
        if get.headers["Content-Length"]:
            assert head.headers["Content-Length"] == get.headers["Content-Length"]


def test_reading_again_is_conditional(writable, name):
    path = graph_path(name)
    assert write(writable, "PUT", path, ONE).status == 201
    first = send(writable, "GET", path)
    tag = {"If-None-Match": first.headers["ETag"]}
    again = send(writable, "GET", path, headers=tag)
    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert send(writable, "HEAD", path, headers=tag).status == 304
    assert send(writable, "GET", path, headers=tag | {"Accept": "text/turtle;q=0"}).status == 406
    other = send(writable, "GET", path, headers=tag | {"Accept": "application/n-triples"})
    assert other.status == 200
    assert write(writable, "PUT", path, TWO).status == 204
    assert send(writable, "GET", path, headers=tag).status == 200
    assert write(writable, "DELETE", path).status == 204
    assert send(writable, "GET", path, headers=tag).status == 404


CONDITIONS = [
    # headers with OLD and NOW for entity tags, method, what becomes of a graph that is there
    ({"If-Match": "NOW"}, "PUT", 204),
    ({"If-Match": '"other", NOW'}, "POST", 204),
    ({"If-Match": "W/NOW"}, "PUT", 412),
    ({"If-Match": "OLD"}, "PUT", 412),
    ({"If-Match": "OLD"}, "PATCH", 412),
    ({"If-Match": "OLD"}, "DELETE", 412),
    ({"If-Match": "*"}, "DELETE", 204),
    ({"If-None-Match": "*"}, "PUT", 412),
    ({"If-None-Match": "W/NOW"}, "PUT", 412),
    ({"If-None-Match": "OLD"}, "PUT", 204),
]


@pytest.mark.parametrize(("headers", "method", "status"), CONDITIONS)
def test_writing_is_conditional(writable, name, headers, method, status):
    path = graph_path(name)
    write(writable, "PUT", path, ONE)
    old = send(writable, "GET", path).headers["ETag"]
    write(writable, "PUT", path, ONE + TWO)
    now = send(writable, "GET", path).headers["ETag"]
    [(header, value)] = headers.items()
    content_type = UPDATE if method == "PATCH" else TURTLE
    condition = {header: value.replace("OLD", old).replace("NOW", now)}
    body = {"PATCH": "CLEAR ALL", "DELETE": None}.get(method, TWO)
    response = send(
        writable,
        method,
        path,
        headers={**BEARER, "Content-Type": content_type} | condition,
        body=body,
    )
    assert response.status == status
    if status == 412:
        assert response.problem["code"] == "precondition-failed"
        assert read(writable, path) == {triple(1), triple(2)}


def test_a_graph_is_made_only_where_none_is(writable, name):
    headers = {**BEARER, "Content-Type": TURTLE}
    path = graph_path(name)
    assert send(writable, "PUT", path, headers=headers | {"If-Match": "*"}, body=ONE).status == 412
    only_new = headers | {"If-None-Match": "*"}
    assert send(writable, "PUT", path, headers=only_new, body=ONE).status == 201
    assert send(writable, "PUT", path, headers=only_new, body=TWO).status == 412
    assert read(writable, path) == {triple(1)}


def test_writes_and_queries_see_the_same_graphs(writable, name):
    text = f"INSERT DATA {{ GRAPH <{name}> {{ <urn:s> <urn:p> 1 }} }}"
    assert update(writable, text).status == 204
    assert read(writable, graph_path(name)) == {triple(1)}
    assert update(writable, f"DROP GRAPH <{name}>").status == 204
    assert send(writable, "GET", graph_path(name)).status == 404
    assert update(writable, f"CREATE GRAPH <{name}>").status == 204
    assert read(writable, graph_path(name)) == set()


# -- Nothing is fetched


EXTERNAL = """<!DOCTYPE r [<!ENTITY e SYSTEM "URL/e"> <!ENTITY % p SYSTEM "URL/p"> %p;]>
<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<r:Description r:about="urn:s"><p xmlns="urn:">&e;</p></r:Description></r:RDF>"""


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/ld+json", '{"@context": "URL/context", "a": 1}'),
        ("application/ld+json", '{"@context": ["URL/context", {"a": "urn:a"}], "a": 1}'),
        ("application/ld+json", '{"@context": {"@import": "URL/context"}, "a": 1}'),
        (
            "application/ld+json",
            '{"@context": {"a": {"@id": "urn:a", "@context": "URL"}}, "a": {}}',
        ),
        (
            "application/rdf+xml",
            EXTERNAL,
        ),
    ],
)
def test_documents_that_point_elsewhere_are_refused(writable, name, content_type, body):
    with unheard() as url:
        body = body.replace("URL", url)
        response = write(writable, "PUT", graph_path(name), body, content_type)
    assert (response.status, response.problem["code"]) == (400, "bad-input")
    is_told = "write the context into the document" in response.problem["detail"]
    assert is_told == (content_type == "application/ld+json")
    assert send(writable, "GET", graph_path(name)).status == 404


def test_a_bomb_of_entities_is_harmless(own_store, name):
    entities = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 100}">' for n in range(12)
    )
    body = (
        f"<!DOCTYPE r [{entities}]>"
        '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<r:Description r:about="urn:s"><p xmlns="urn:">&e11;</p></r:Description></r:RDF>'
    )
    with serving(own_store, token=TOKEN, write_memory=256) as url:
        response = write(url, "PUT", graph_path(name), body, "application/rdf+xml")
        assert (response.status, response.problem["code"]) == (503, "query-memory")
        assert "256 MiB" in response.problem["detail"]
        assert send(url, "GET", graph_path(name)).status == 404
        assert write(url, "PUT", graph_path(name), ONE).status == 201
