"""What is taken away says the same as what is in the store, each time in the same bytes."""

import gzip
import hashlib
import io
import json
import zipfile
from itertools import product

import csvw
import networkx as nx
import pyoxigraph
import pytest
import rdflib
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from communique.exports.statements import in_order
from communique.exports.table import EXPORTS
from communique.exports.tables import table_names
from communique.formats import GRAPHS
from communique.store.snapshot import current
from communique.vocab import CMQ, RDF
from conftest import communique

# rdflib's readers of data sets use what rdflib itself has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

NP = "http://www.nanopub.org/nschema#"
STATEMENT_PARTS = {f"{RDF}{part}" for part in ("subject", "predicate", "object")}


@pytest.fixture(scope="module")
def exported(sample_store, tmp_path_factory):
    """The file of each export of everything, by name."""
    folder = tmp_path_factory.mktemp("exports")
    files = {}
    for row in EXPORTS:
        files[row.name] = folder / f"all.{row.extension}"
        done = communique("export", "--format", row.name, "-o", files[row.name], store=sample_store)
        assert done.returncode == 0, done.stderr
    return files


@pytest.fixture(scope="module")
def store(sample_store):
    """The published database."""
    return pyoxigraph.Store.read_only(str(current(sample_store).path))


@pytest.fixture(scope="module")
def article(store):
    """The key of an article in whose graph something was signed."""
    (row, *_) = store.query(
        f"SELECT ?g {{ GRAPH ?g {{ ?e a <{CMQ}Signing> ; <{CMQ}agent> ?a }} }} ORDER BY ?g LIMIT 1"
    )
    return row["g"].value.rpartition("/article-")[2]


def triples(quads):
    return {quad.triple for quad in quads}


@pytest.mark.parametrize("row", GRAPHS, ids=lambda row: row.name)
def test_importing_an_export_gives_the_same_graph(exported, store, row):
    read = set(pyoxigraph.parse(path=exported[row.name], format=row.engine))
    if row.kind == "dataset":
        assert read == set(store)
    else:
        default = store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())
        assert triples(read) == triples(default)


@pytest.mark.parametrize("row", GRAPHS, ids=lambda row: row.name)
def test_rdflib_reads_every_export(sample_store, article, row):
    done = communique("export", article, "--format", row.name, store=sample_store)
    names = {"ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld"}
    kind = rdflib.Dataset if row.kind == "dataset" else rdflib.Graph
    graph = kind().parse(data=done.stdout, format=names.get(row.name, row.name))
    plain = communique("export", article, "--format", "ntriples", store=sample_store).stdout
    assert len(list(graph.triples((None, None, None)))) == plain.count("\n") > 50 or kind is (
        rdflib.Dataset
    )
    if kind is rdflib.Dataset:
        assert sum(1 for _ in graph.quads()) == plain.count("\n")


def test_pyld_reads_jsonld_without_fetching_anything(sample_store, article):
    form = ("export", article, "--format")
    document = json.loads(communique(*form, "jsonld", store=sample_store).stdout)

    def refuse(url, _):
        pytest.fail(f"{url} is fetched")

    text = jsonld.to_rdf(document, {"documentLoader": refuse, "format": "application/n-quads"})
    plain = communique(*form, "nquads", store=sample_store).stdout
    expected = set(pyoxigraph.parse(plain, format=pyoxigraph.RdfFormat.N_QUADS))
    assert set(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS)) == expected


@pytest.mark.parametrize("row", EXPORTS, ids=lambda row: row.name)
def test_the_same_snapshot_gives_the_same_bytes(sample_store, exported, tmp_path, row):
    again = tmp_path / "again"
    done = communique("export", "--format", row.name, "-o", again, store=sample_store)
    assert done.returncode == 0, done.stderr
    assert again.read_bytes() == exported[row.name].read_bytes()


def test_turtle_has_its_prefixes_in_order_and_each_subject_once(exported):
    lines = exported["turtle"].read_text(encoding="utf-8").splitlines()
    prefixes = [line for line in lines if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes) == lines[: len(prefixes)]
    subjects = [line.split()[0] for line in lines[len(prefixes) :] if not line.startswith("\t")]
    assert len(subjects) == len(set(subjects))


def test_statements_are_annotated_and_nothing_is_lost(exported, store):
    said = set(pyoxigraph.parse(path=exported["annotated"], format=pyoxigraph.RdfFormat.TURTLE))
    reifies = f"{RDF}reifies"
    found = {quad for quad in said if quad.predicate.value == reifies}
    classic = set()
    for quad in found:
        classic.add((quad.subject, f"{RDF}type", pyoxigraph.NamedNode(f"{RDF}Statement")))
        for part in ("subject", "predicate", "object"):
            classic.add((quad.subject, f"{RDF}{part}", getattr(quad.object, part)))
    rest = {(q.subject, q.predicate.value, q.object) for q in said - found}
    default = store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())
    assert found
    assert rest | classic == {(q.subject, q.predicate.value, q.object) for q in default}


def test_each_nanopublication_is_whole(exported, store):
    quads = list(pyoxigraph.parse(path=exported["nanopubs"], format=pyoxigraph.RdfFormat.TRIG))
    graphs = {}
    for quad in quads:
        graphs.setdefault(quad.graph_name.value, []).append(quad)
    heads = [quad for quad in quads if quad.object == pyoxigraph.NamedNode(f"{NP}Nanopublication")]
    kinds = f"{{ ?s a <{CMQ}Event> }} UNION {{ ?s a <{RDF}Statement> }}"
    (row,) = store.query(f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ {kinds} }}")
    assert len(heads) == int(row["n"].value) > 0
    for head in heads:
        parts = {
            quad.predicate.value.removeprefix(NP): quad.object.value
            for quad in graphs[head.graph_name.value]
            if quad.predicate.value.startswith(NP)
        }
        assert set(parts) == {"hasAssertion", "hasProvenance", "hasPublicationInfo"}
        assert all(graphs[name] for name in parts.values())
        assertion = pyoxigraph.NamedNode(parts["hasAssertion"])
        assert any(quad.subject == assertion for quad in graphs[parts["hasProvenance"]])
        assert any(q.subject == head.subject for q in graphs[parts["hasPublicationInfo"]])
        assert any(q.predicate.value == f"{CMQ}quote" for q in graphs[parts["hasProvenance"]])


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networks_have_an_edge_for_each_agent_and_patient(exported, store, name, read):
    path = exported[name]
    text = path.read_text(encoding="utf-8")
    if name == "gexf":  # networkx knows the version before
        text = text.replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft")
        text = text.replace('version="1.3"', 'version="1.2"')
    network = read(io.BytesIO(text.encode()))
    query = f"SELECT DISTINCT ?e ?a ?b {{ ?e <{CMQ}agent> ?a ; <{CMQ}patient> ?b }}"
    expected = sorted((row["a"].value, row["b"].value) for row in store.query(query))
    assert sorted((source, target) for source, target, *_ in network.edges) == expected
    china = network.nodes["https://w3id.org/communique/id/country/CHN"]
    assert (china["label"], china["kind"]) == ("China", "Country")
    assert all(edge["kind"] and edge["article"] for *_, edge in network.edges(data=True))


def test_tables_are_what_their_metadata_says(exported, tmp_path):
    zipfile.ZipFile(exported["tables"]).extractall(tmp_path)
    group = csvw.CSVW(tmp_path / "csv-metadata.json", validate=True)
    assert group.is_valid, group.warnings
    assert {table.url.string for table in group.tables} == {f"{n}.csv" for n in table_names()}
    for table in group.tables:
        assert list(table), table.url


@pytest.mark.parametrize(
    ("suffix", "unpack"),
    [
        (".gz", gzip.decompress),
        (".zst", lambda data: zstandard.ZstdDecompressor().stream_reader(data).read()),
    ],
)
def test_the_name_of_the_file_asks_for_compression(
    sample_store, exported, tmp_path, suffix, unpack
):
    files = [tmp_path / f"{name}.ttl{suffix}" for name in ("one", "two")]
    for file in files:
        communique("export", "-o", file, store=sample_store)
    assert files[0].read_bytes() == files[1].read_bytes()
    assert unpack(files[0].read_bytes()) == exported["turtle"].read_bytes()


PARTS = [
    # arguments, words in the output
    (["--entity", "country/CHN", "--format", "turtle"], "isoAlpha3"),
    (["--entity", "https://w3id.org/communique/id/country/CHN", "--format", "gexf"], "China"),
    (["--query", "who-signed", "--format", "csv"], "signatory"),
    (["--query", "who-signed", "--format", "json"], "bindings"),
    (["--query", "-", "--format", "annotated"], "reifies"),
    (["--query", "-", "--format", "ntriples", "--compress", "gzip"], ""),
]
REIFICATIONS = f"DESCRIBE ?s {{ ?s a <{RDF}Statement> }}"


@pytest.mark.parametrize(("arguments", "words"), PARTS, ids=lambda it: " ".join(it)[:40])
def test_a_part_can_be_exported(sample_store, tmp_path, arguments, words):
    file = tmp_path / "part"
    done = communique("export", *arguments, "-o", file, stdin=REIFICATIONS, store=sample_store)
    assert done.returncode == 0, done.stderr
    assert words in file.read_bytes().decode("latin-1")


REFUSED = [
    # arguments, exit code, words
    (["export", "--format", "csv"], 2, "--query"),
    (["export", "key", "--entity", "country/CHN"], 2, "one of"),
    (["export", "--query", "who-signed", "--format", "turtle"], 1, "json, xml, csv, tsv"),
    (["export", "--query", "-", "--format", "csv"], 1, "no format for graphs"),
    (["export", "--query", "-", "--format", "tables"], 1, "tables"),
    (["export", "--query", "no such query"], 1, "saved are"),
    (["export", "--entity", "country/ZZZ"], 1, "nothing is known"),
    (["export", "--entity", "x y:z"], 1, "IRI"),
    (["export", "--entity", "country/CHN", "--format", "tables"], 1, "tables"),
    (["export", "nowhere"], 1, "nowhere"),
    (["export", "--format", "docx"], 2, "docx"),
    (["dump", "--format", "docx"], 2, "docx"),
    (["dump", "--to", "/dev/null/x"], 1, "/dev/null"),
]


@pytest.mark.parametrize(("arguments", "code", "words"), REFUSED, ids=lambda it: str(it)[:50])
def test_what_makes_no_sense_is_said_and_nothing_written(sample_store, arguments, code, words):
    done = communique(*arguments, stdin=REIFICATIONS, store=sample_store)
    assert (done.returncode, done.stdout) == (code, ""), done
    assert words in done.stderr.splitlines()[-1]


def test_a_dump_has_a_manifest_with_true_hashes(sample_store, tmp_path):
    arguments = ("dump", "--to", tmp_path, "--format", "nquads", "--format", "tables")
    done = communique(*arguments, "--compress", "gzip", store=sample_store)
    assert done.returncode == 0, done.stderr
    (folder,) = tmp_path.iterdir()
    assert done.stdout.strip() == str(folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    assert folder.name == f"{manifest['created'][:10]}-{manifest['snapshot']:06d}"
    assert [file["format"] for file in manifest["files"]] == ["nquads", "tables"]
    sums = dict(
        reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines()
    )
    for file in manifest["files"]:
        data = (folder / file["name"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (file["bytes"], file["sha256"])
        assert sums[file["name"]] == file["sha256"]
    again = communique(*arguments, store=sample_store)
    assert "already" in again.stderr


TERMS = [b"<urn:a>", b"<urn:b>", b'"x y"', b"_:n", f"<{RDF}type>".encode()]
LINES = [
    b"%s %s %s .\n" % line
    for line in product([TERMS[0], TERMS[1], TERMS[3]], [TERMS[1], TERMS[4]], TERMS)
]


@given(st.lists(st.sampled_from(LINES)), st.integers(1, 7))
@settings(deadline=None)
def test_sorting_in_runs_is_sorting(lines, run):
    assert list(in_order(lines, run=run)) == list(in_order(lines, run=len(lines) + 1))


def test_the_order_is_by_subject_with_the_type_first():
    kind, other = (f"<urn:a> <{RDF}type> <urn:b> .\n".encode(), b"<urn:a> <urn:0> <urn:b> .\n")
    first = b"<urn:A> <urn:z> <urn:b> .\n"
    assert list(in_order([other, kind, first])) == [first, kind, other]
