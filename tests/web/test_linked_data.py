"""Every IRI leads to a page or to RDF, as the client prefers; what is served describes itself."""

import hashlib
import json
import re
import subprocess
import urllib.request
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pyoxigraph
import pytest
import rdflib
from pyld import jsonld
from rdflib import OWL, RDF, Namespace, URIRef

from communique.formats import GRAPHS
from communique.resources import resource
from communique.vocab import CMQ, ONTOLOGY, ONTOLOGY_VERSION
from conftest import MANIFEST, communique, serving
from requesting import ask, send, values

# rdflib's readers of data sets use what rdflib itself has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

BASE = "https://w3id.org/communique/"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

KINDS = {  # of thing: a query for one of them
    "country": "SELECT (<https://w3id.org/communique/id/country/CHN> AS ?x) {}",
    "article": "SELECT ?x { ?x a cmq:Article } ORDER BY ?x LIMIT 1",
    "event": "SELECT ?x { ?x a cmq:Signing } ORDER BY ?x LIMIT 1",
    "statement": "SELECT ?x { ?x a rdf:Statement } ORDER BY ?x LIMIT 1",
    "instrument": "SELECT ?x { ?y cmq:signed ?x } ORDER BY ?x LIMIT 1",
    "person": "SELECT ?x { ?x cmq:represents ?y } ORDER BY ?x LIMIT 1",
    "passage": "SELECT ?x { ?y cmq:evidence ?x } ORDER BY ?x LIMIT 1",
    "extractor": "SELECT ?x { ?y cmq:extractedBy ?x } ORDER BY ?x LIMIT 1",
}
PREFIXES = f"PREFIX cmq: <{CMQ}> PREFIX rdf: <{RDF}> "

ACCEPTS = [
    # Accept, what is sent in the end, the extension that the redirect names
    ("", "text/html", ""),
    ("*/*", "text/html", ""),
    (BROWSER, "text/html", ""),
    ("application/xhtml+xml", "text/html", ""),
    ("text/turtle, text/html;q=0.9", "text/turtle", ".ttl"),
    ("text/html;q=0.1, application/rdf+xml", "application/rdf+xml", ".rdf"),
    ("application/json", "application/ld+json", ".jsonld"),
    ("application/ld+json;profile=compacted", "application/ld+json", ".jsonld"),
    *((row.media_type, row.media_type, f".{row.extension}") for row in GRAPHS),
]


def local(server, iri):
    """The URL on `server` of an IRI below the base."""
    return iri.replace(BASE, f"{server}/", 1)


@pytest.fixture(scope="module")
def server(sample_store):
    """A server that is patient, whatever else the machine is busy with."""
    with serving(sample_store, timeout=60) as url:
        yield url


@pytest.fixture(scope="module")
def things(server):
    """An IRI of each kind."""
    return {kind: values(server, f"{PREFIXES}{query}")[0] for kind, query in KINDS.items()}


def curl(url, accept, *options):
    """Follow redirects as curl does; return status, type, hops and last URL."""
    header = f"Accept: {accept}" if accept else "Accept:"
    form = "%{http_code}\\n%{content_type}\\n%{num_redirects}\\n%{url_effective}"
    done = subprocess.run(
        ["curl", "-sSL", "-o", "/dev/null", "-w", form, "-H", header, *options, url],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    status, content_type, hops, last = done.stdout.split("\n")
    return int(status), content_type.partition(";")[0], int(hops), last


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("accept", "content_type", "extension"), ACCEPTS)
def test_a_thing_leads_to_what_the_client_prefers(
    server, things, kind, accept, content_type, extension
):
    path = things[kind].removeprefix(f"{BASE}id/").partition("#")[0]
    status, got, hops, last = curl(local(server, things[kind]), accept)
    assert (status, got, hops) == (200, content_type, 1)
    expected = f"/data/{path}{extension}" if extension else f"/page/{path}"
    assert urlsplit(last).path == expected


def test_the_redirect_is_303_and_depends_on_accept(server):
    response = send(server, path="/id/country/CHN", headers={"Accept": "text/turtle"})
    assert (response.status, response.headers["Vary"]) == (303, "Accept")
    assert response.headers["Location"] == f"{server}/data/country/CHN.ttl"


RESOURCES = [
    # path, Accept, status, content type
    ("/ontology", BROWSER, 200, "text/html"),
    ("/ontology", "", 200, "text/html"),
    *(("/ontology", row.media_type, 200, row.media_type) for row in GRAPHS),
    *((f"/ontology.{row.extension}", "", 200, row.media_type) for row in GRAPHS),
    (f"/ontology/{ONTOLOGY_VERSION}", "text/turtle", 200, "text/turtle"),
    (f"/ontology/{ONTOLOGY_VERSION}", "text/html", 200, "text/html"),
    ("/ontology/9.9.9", "text/turtle", 404, "text/plain"),
    ("/ontology", "image/png", 406, "application/problem+json"),
    ("/context", "", 200, "application/ld+json"),
    (f"/context/{ONTOLOGY_VERSION}.jsonld", "", 200, "application/ld+json"),
    ("/context/9.9.9.jsonld", "", 404, "application/problem+json"),
    *(("/graph/metadata", row.media_type, 200, row.media_type) for row in GRAPHS),
    *((f"/graph/metadata.{row.extension}", "", 200, row.media_type) for row in GRAPHS),
    ("/graph/ontology", BROWSER, 200, "text/html"),
    ("/graph/nowhere", "", 404, "application/problem+json"),
    ("/id/country/ZZZ", "", 404, "application/problem+json"),
    ("/id/country/CHN", "image/png", 406, "application/problem+json"),
    ("/data/country/ZZZ.ttl", "", 404, "application/problem+json"),
    ("/data/country/CHN", "text/html", 406, "text/plain"),
    ("/data/country/CHN", "application/rdf+xml", 200, "application/rdf+xml"),
    ("/data/country/CHN.ttl", "application/rdf+xml", 200, "text/turtle"),
    ("/data/%3Cx%3E", "", 404, "application/problem+json"),
    ("/catalog", "text/turtle", 200, "text/turtle"),
    ("/catalog", "application/ld+json", 200, "application/ld+json"),
    ("/.well-known/void", "text/turtle", 200, "text/turtle"),
    ("/feeds/articles.atom", "", 200, "application/atom+xml"),
    ("/feeds/country/CHN.atom", "", 200, "application/atom+xml"),
    ("/feeds/country/ZZZ.atom", "", 404, "application/problem+json"),
    ("/sitemap.xml", "", 200, "application/xml"),
    ("/sitemap/1.xml", "", 200, "application/xml"),
    ("/sitemap/2.xml", "", 404, "application/problem+json"),
    ("/robots.txt", "", 200, "text/plain"),
    ("/exports/", BROWSER, 200, "text/html"),
    ("/exports/", "application/json", 200, "application/json"),
    ("/exports/", "image/png", 406, "application/problem+json"),
    ("/exports/sandwich/x", "", 404, "application/problem+json"),
    ("/exports/dumps/2001-01-01-000001/x", "", 404, "application/problem+json"),
    ("/exports/graph.docx", "", 404, "application/problem+json"),
    ("/exports/entity/country/CHN.docx", "", 404, "application/problem+json"),
    ("/exports/entity/country/ZZZ.gexf", "", 404, "application/problem+json"),
    ("/exports/query/who-sang.csv", "", 404, "application/problem+json"),
    ("/exports/tables/songs.csv", "", 404, "application/problem+json"),
]


@pytest.mark.parametrize(("path", "accept", "status", "content_type"), RESOURCES)
def test_what_is_at_a_path(server, path, accept, status, content_type):
    got_status, got_type, *_ = curl(f"{server}{path}", accept)
    assert (got_status, got_type) == (status, content_type)


@pytest.mark.parametrize(
    "path",
    ["/id/country/CHN", "/data/country/CHN.ttl", "/ontology", "/graph/background", "/exports/"],
)
def test_nothing_of_it_can_be_written(server, path):
    response = send(server, "POST", path, body="x", headers={"Content-Type": "text/plain"})
    assert response.status == 405
    assert "GET" in response.headers["Allow"]


# What the documents say.


def fetch(url, accept=""):
    request = urllib.request.Request(url, headers={"Accept": accept} if accept else {})
    with urllib.request.urlopen(request, timeout=30) as response:
        return response.read()


def quads(data, row):
    return set(pyoxigraph.parse(data, format=row.engine))


@pytest.mark.parametrize("kind", KINDS)
def test_all_formats_say_the_same_to_every_reader(server, things, kind):
    url = local(server, things[kind]).replace("/id/", "/data/").partition("#")[0]
    expected = quads(fetch(f"{url}.nt"), GRAPHS[1])
    assert any(quad.subject.value == things[kind] for quad in expected)
    as_read_by_rdflib = set(rdflib.Graph().parse(data=fetch(f"{url}.nt"), format="nt"))
    for row in GRAPHS:
        data = fetch(f"{url}.{row.extension}")
        if row.name != "jsonld":  # its context would have to be fetched
            assert quads(data, row) == expected, row.name
        assert read_by_rdflib(data, row) == as_read_by_rdflib, row.name


def read_by_rdflib(data, row):
    names = {"ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld"}
    kind = rdflib.Dataset if row.kind == "dataset" else rdflib.Graph
    graph = kind().parse(data=data, format=names.get(row.name, row.name))
    return set(graph.triples((None, None, None)))


def test_jsonld_has_the_published_context_and_means_the_same(server, things):
    url = local(server, things["event"]).replace("/id/", "/data/")
    document = json.loads(fetch(f"{url}.jsonld"))
    context = f"{server}/context/{ONTOLOGY_VERSION}.jsonld"
    assert document["@context"] == context
    assert json.loads(fetch(context)) == json.loads(
        resource("ontology", "context.jsonld").read_text()
    )
    assert any(
        node["id"] == things["event"] and "Signing" in node["type"] and "agent" in node
        for node in document["@graph"]
    )

    def load(asked, _):
        assert asked == context, "only the context is fetched"
        return {"document": json.loads(fetch(asked)), "documentUrl": asked, "contextUrl": None}

    text = jsonld.to_rdf(document, {"documentLoader": load, "format": "application/n-quads"})
    assert quads(text, GRAPHS[-1]) == quads(fetch(f"{url}.nt"), GRAPHS[1])


def test_a_description_holds_reports_with_their_evidence(server, things):
    url = local(server, things["instrument"]).replace("/id/", "/data/")
    graph = rdflib.Graph().parse(data=fetch(f"{url}.ttl"), format="turtle")
    cmq = Namespace(CMQ)
    signings = set(graph.subjects(cmq.patient, URIRef(things["instrument"])))
    assert signings
    for signing in signings:
        for passage in graph.objects(signing, cmq.evidence):
            assert graph.value(passage, cmq.quote)


def test_a_graph_is_what_the_store_holds(server):
    graph = f"{BASE}graph/metadata"
    count = values(server, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    assert len(quads(fetch(f"{server}/graph/metadata.nt"), GRAPHS[1])) == int(count[0])


def test_the_ontology_is_the_same_in_all_formats_and_every_term_has_its_place_on_the_page(server):
    path = resource("ontology", "communique.ttl")
    graph = rdflib.Graph().parse(path)
    for row in GRAPHS:
        data = fetch(f"{server}/ontology", row.media_type)
        assert len(read_by_rdflib(data, row)) == len(graph), row.name
    page = fetch(f"{server}/ontology", "text/html").decode()
    for term in {s for s in graph.subjects() if str(s).startswith(CMQ)}:
        assert f'id="{str(term).removeprefix(CMQ)}"' in page


def test_the_version_in_the_code_is_that_of_the_ontology():
    graph = rdflib.Graph().parse(resource("ontology", "communique.ttl"))
    assert str(graph.value(URIRef(ONTOLOGY), OWL.versionInfo)) == ONTOLOGY_VERSION


# Headers.


def links_of(response):
    """The Link header as (target, relation, type)."""
    pattern = r'<([^>]*)>; rel="([^"]*)"(?:; type="([^"]*)")?'
    return re.findall(pattern, response.headers["Link"])


@pytest.mark.parametrize("path", ["/data/country/CHN.ttl", "/page/country/CHN", "/id/country/CHN"])
def test_links_say_what_to_cite_and_where_else_to_look(server, path):
    found = links_of(send(server, path=path, headers={"Accept": "text/turtle"}))
    relations = {relation for _, relation, _ in found}
    assert {"cite-as", "license"} < relations
    assert (f"{BASE}id/country/CHN", "cite-as", "") in found
    if not path.startswith("/id/"):
        assert {"canonical", "describes", "alternate"} < relations
    for target, relation, media_type in found:
        if relation in ("alternate", "describedby"):
            assert curl(target, "")[:2] == (200, media_type)


@pytest.mark.parametrize(
    "path",
    [
        "/data/country/CHN.ttl",
        "/data/country/CHN.jsonld",
        "/graph/metadata.nt",
        "/ontology.rdf",
        f"/context/{ONTOLOGY_VERSION}.jsonld",
        "/exports/tables/events.csv",
        "/exports/entity/country/CHN.gexf",
        "/feeds/articles.atom",
        "/sitemap.xml",
    ],
)
@pytest.mark.parametrize("coding", ["identity", "gzip", "zstd"])
def test_freshness_head_and_cors(server, path, coding):
    headers = {"Accept-Encoding": coding}
    whole = send(server, path=path, headers=headers)
    assert whole.status == 200
    assert whole.headers["Access-Control-Allow-Origin"] == "*"
    tag = whole.headers["ETag"]
    assert tag.startswith('"')
    again = send(server, path=path, headers=headers | {"If-None-Match": tag})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"] == tag
    assert send(server, path=path, headers=headers | {"If-None-Match": '"other"'}).status == 200
    head = send(server, "HEAD", path, headers=headers)
    assert (head.status, head.body) == (200, b"")
    assert head.headers["ETag"] == tag
    assert head.headers["Content-Type"] == whole.headers["Content-Type"]


def test_the_same_document_twice_is_the_same_bytes(server):
    for extension in ("ttl", "jsonld", "rdf", "nq"):
        path = f"/data/country/USA.{extension}"
        assert send(server, path=path).body == send(server, path=path).body


# What was withdrawn, and other bases.


def test_what_was_dropped_is_gone_until_it_comes_back(own_store):
    with serving(own_store, timeout=60) as url:
        article = values(url, f"{PREFIXES}SELECT ?x {{ ?x a cmq:Article }} LIMIT 1")[0]
        about = f"{PREFIXES}SELECT ?x {{ ?x cmq:reportedIn <{article}> }} LIMIT 1"
        event = values(url, about)[0]
        key = article.rpartition("/")[2]
        paths = [
            *(
                local("", iri).replace("/id/", start)
                for iri in (article, event)
                for start in ("/id/", "/data/")
            ),
            f"/graph/article-{key}.ttl",
            f"/exports/article/{key}.gexf",
        ]
        assert {send(url, path=path).status for path in paths} <= {200, 303}
        assert communique("drop", key, store=own_store).returncode == 0
        for path in paths:
            response = send(url, path=path)
            assert response.status == 410, path
            assert response.problem["code"] == "withdrawn"
        assert send(url, path="/id/country/CHN").status == 303
        communique("ingest", "--manifest", MANIFEST, store=own_store)
        assert {send(url, path=path).status for path in paths} <= {200, 303}


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """A server whose IRIs have a base with a path, on a host that is not the server's."""
    store = tmp_path_factory.mktemp("elsewhere") / "store"
    file = store.parent / "news.txt"
    file.write_text("China signed the Bletchley Declaration.\n", encoding="utf-8")
    base = "https://data.example/kg/"
    assert communique("ingest", file, store=store, base_iri=base).returncode == 0
    with serving(store, base_iri=base, timeout=60) as url:
        yield url


@pytest.mark.parametrize("prefix", ["", "/kg"])
def test_iris_stay_what_the_base_says_wherever_they_are_served(elsewhere, prefix):
    first = send(elsewhere, path=f"{prefix}/id/country/CHN", headers={"Accept": "text/turtle"})
    assert first.status == 303
    assert first.headers["Location"] == f"{elsewhere}{prefix}/data/country/CHN.ttl"
    document = send(elsewhere, path=f"{prefix}/data/country/CHN.nt")
    subjects = {str(quad.subject.value) for quad in quads(document.body, GRAPHS[1])}
    assert "https://data.example/kg/id/country/CHN" in subjects
    assert not any(iri.startswith(BASE) and not iri.startswith(ONTOLOGY) for iri in subjects)
    assert curl(f"{elsewhere}{prefix}/id/country/CHN", BROWSER)[:2] == (200, "text/html")
    assert curl(f"{elsewhere}{prefix}/graph/metadata", "text/turtle")[:2] == (200, "text/turtle")
    assert curl(f"{elsewhere}{prefix}/ontology", "text/turtle")[:2] == (200, "text/turtle")


def test_a_strict_store_is_described_too(tmp_path):
    store, file = tmp_path / "store", tmp_path / "news.txt"
    file.write_text("China signed the Bletchley Declaration.\n", encoding="utf-8")
    assert communique("ingest", file, store=store).returncode == 0
    with serving(store, default_graph="strict", timeout=60) as url:
        assert b"Bletchley Declaration" in fetch(f"{url}/data/country/CHN.ttl")


# Catalogue, feeds, sitemap.


def test_the_catalogue_lists_dumps_with_true_hashes(own_store):
    done = communique("dump", "--format", "turtle", "--format", "tables", store=own_store)
    assert done.returncode == 0, done.stderr
    with serving(own_store, timeout=60) as url:
        graph = rdflib.Graph().parse(data=fetch(f"{url}/catalog", "text/turtle"), format="turtle")
        distributions = list(graph.subjects(RDF.type, DCAT.Distribution))
        assert len(distributions) == 2
        for one in distributions:
            data = fetch(graph.value(one, DCAT.downloadURL))
            assert len(data) == int(graph.value(one, DCAT.byteSize))
            checksum = graph.value(graph.value(one, SPDX.checksum), SPDX.checksumValue)
            assert hashlib.sha256(data).hexdigest() == str(checksum)
        (dataset,) = graph.subjects(RDF.type, DCAT.Dataset)
        void = rdflib.Graph().parse(data=fetch(f"{url}/.well-known/void"), format="turtle")
        assert (dataset, None, None) in void
        newest = curl(f"{url}/exports/graph.ttl.zst", "")
        assert newest[:2] == (200, "application/zstd")
        page = fetch(f"{url}/exports/", "text/html").decode()
        assert all(
            urlsplit(graph.value(one, DCAT.downloadURL)).path in page for one in distributions
        )


@pytest.mark.parametrize("path", ["articles", "country/CHN"])
def test_a_feed_is_atom_whose_entries_lead_to_pages(server, path):
    feed = ET.fromstring(fetch(f"{server}/feeds/{path}.atom"))
    for name in ("id", "title", "updated"):
        assert feed.findtext(f"{ATOM}{name}")
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    assert [one.findtext(f"{ATOM}updated") for one in entries] == sorted(
        (one.findtext(f"{ATOM}updated") for one in entries), reverse=True
    )
    for entry in entries:
        assert entry.findtext(f"{ATOM}id").startswith(f"{BASE}id/")
        for link in entry.findall(f"{ATOM}link"):
            assert curl(link.get("href"), "")[:2] == (200, link.get("type"))


def test_robots_find_the_sitemap_and_what_it_lists(server):
    sitemap = re.search(r"^Sitemap: (.*)$", fetch(f"{server}/robots.txt").decode(), re.MULTILINE)[1]
    parts = [loc.text for loc in ET.fromstring(fetch(sitemap)).iter(f"{SITEMAP}loc")]
    pages = [loc.text for part in parts for loc in ET.fromstring(fetch(part)).iter(f"{SITEMAP}loc")]
    articles = values(server, f"{PREFIXES}SELECT ?x {{ ?x a cmq:Article }}")
    assert {local(server, iri).replace("/id/", "/page/") for iri in articles} <= set(pages)
    assert len(pages) == len(set(pages))
    for page in pages[::10]:
        assert curl(page, BROWSER)[:2] == (200, "text/html")


@pytest.mark.parametrize("extension", ["csv", "srj", "srx", "tsv"])
def test_an_answer_can_be_taken_away(server, extension):
    response = send(server, path=f"/exports/query/who-signed.{extension}")
    assert response.status == 200
    assert "Bletchley" in response.text
    query = (resource("queries") / "who-signed.rq").read_text(encoding="utf-8")
    assert extension != "csv" or response.text == ask(server, query).text
