import json

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from communique.errors import GraphNotFound, InputError, StoreError
from communique.store.folder import has_unpublished, read_record
from communique.vocab import PROV, XSD, Names

from .conftest import NAMES, NOW, assert_merged, published, triple, triples, writing

A, B = NAMES.graph("a"), NAMES.graph("b")


def about(name, text="once", when="2024"):
    node = NamedNode(name)
    return [
        Triple(node, NamedNode("https://example.org/how"), Literal(text)),
        Triple(node, NamedNode(f"{PROV}generatedAtTime"), Literal(when)),
    ]


def test_replacing_and_dropping_keep_the_merge(folder):
    with writing(folder) as writer:
        assert writer.replace_graph(A, triples(1, 2))
        assert writer.replace_graph(B, triples(2, 3))
        writer.publish(keep=2, created=NOW)
        assert_merged(published(folder))
        assert published(folder)[""] == set(triples(1, 2, 3))
        writer.replace_graph(A, triples(3, 4))
        writer.publish(keep=2, created=NOW)
        assert published(folder)[""] == set(triples(2, 3, 4))
        writer.drop_graph(B)
        writer.publish(keep=2, created=NOW)
        assert published(folder) == {A: set(triples(3, 4)), "": set(triples(3, 4))}


def test_the_same_content_again_changes_nothing(folder):
    with writing(folder) as writer:
        assert writer.replace_graph(A, triples(1, 2), about=about(A))
        assert writer.publish(keep=2, created=NOW) == 1
    with writing(folder) as writer:
        assert not writer.has_unpublished
        assert not writer.replace_graph(A, triples(2, 1, 1), about=about(A, when="2025"))
        assert not writer.has_unpublished
        assert writer.publish(keep=2, created="later") == 1
        assert writer.replace_graph(A, triples(1, 2), about=about(A, "twice", "2025"))
        assert writer.has_unpublished
        assert writer.publish(keep=2, created="later") == 2
    assert published(folder)[NAMES.metadata_graph] == set(about(A, "twice", "2025"))


def test_what_is_said_about_a_graph_goes_with_it(folder):
    with writing(folder) as writer:
        writer.replace_graph(A, triples(1), about=about(A))
        writer.replace_graph(B, triples(1), about=about(B))
        writer.drop_graph(A)
        writer.publish(keep=2, created=NOW)
    held = published(folder)
    assert held[NAMES.metadata_graph] == set(about(B))
    assert held[""] == set(triples(1))


def test_metadata_and_derived_statements_stay_out_of_the_merge(folder):
    with writing(folder) as writer:
        writer.replace_graph(NAMES.derived_graph, triples(1))
        writer.replace_graph(A, triples(2), about=about(A))
        writer.publish(keep=2, created=NOW)
    assert published(folder)[""] == set(triples(2))


def test_an_empty_graph_is_a_graph(folder):
    with writing(folder) as writer:
        assert writer.replace_graph(A, ())
        assert not writer.replace_graph(A, ())
        assert writer.graphs() == [A]
        assert writer.triples(A) == frozenset()
        writer.publish(keep=2, created=NOW)
    assert published(folder) == {A: set(), "": set()}


def test_quads_lose_their_graph_names(folder):
    with writing(folder) as writer:
        one = triple(1)
        quad = Quad(one.subject, one.predicate, one.object, NamedNode("https://example.org/other"))
        writer.replace_graph(A, [quad])
        assert writer.triples(A) == {one}
        assert writer.graphs() == [A]


def test_blank_nodes_keep_their_labels(folder):
    blank = Triple(BlankNode("mine"), NamedNode("https://example.org/p"), BlankNode("yours"))
    with writing(folder) as writer:
        assert writer.replace_graph(A, [blank])
        assert not writer.replace_graph(A, [blank])
        assert writer.triples(A) == {blank}


@pytest.mark.parametrize(
    ("text", "kind"), [("007", "integer"), ("1.50", "decimal"), ("1", "boolean")]
)
def test_numbers_in_another_spelling_are_no_change(folder, text, kind):
    odd = Triple(
        NamedNode("https://example.org/s"),
        NamedNode("https://example.org/p"),
        Literal(text, datatype=NamedNode(XSD + kind)),
    )
    with writing(folder) as writer:
        assert writer.replace_graph(A, [odd])
        assert not writer.replace_graph(A, [odd])
        writer.publish(keep=2, created=NOW)
    assert len(published(folder)[A]) == 1


def test_unknown_graphs_and_names_that_are_none(folder):
    with writing(folder) as writer:
        with pytest.raises(GraphNotFound, match=A):
            writer.drop_graph(A)
        with pytest.raises(GraphNotFound):
            writer.triples(A)
        with pytest.raises(InputError, match="absolute IRI"):
            writer.replace_graph("not an iri", triples(1))
        with pytest.raises(InputError, match="subject"):
            writer.replace_graph(A, triples(1), about=about(B))
        with pytest.raises(InputError, match="metadata"):
            writer.replace_graph(
                NAMES.metadata_graph, triples(1), about=about(NAMES.metadata_graph)
            )
        assert not writer.graphs()


@pytest.mark.parametrize("first", ["merge", "strict"])
def test_changing_the_mode_there_and_back_loses_nothing(folder, first):
    direct = NAMES.direct_graph
    other = {"merge": "strict", "strict": "merge"}[first]
    with writing(folder, first) as writer:
        writer.replace_graph(A, triples(1, 2))
        writer.replace_graph(direct, triples(2, 3))
        assert writer.triples(direct) == set(triples(2, 3))
        writer.publish(keep=2, created=NOW)
    before = published(folder)
    for mode in (other, first):
        with writing(folder, mode) as writer:
            assert writer.default_graph == mode
            assert writer.triples(direct) == set(triples(2, 3))
            writer.publish(keep=2, created=NOW)
        held = published(folder)
        assert held[""] == set(triples(1, 2, 3) if mode == "merge" else triples(2, 3))
        assert (direct in held) == (mode == "merge")
    assert published(folder) == before
    assert read_record(folder).default_graph == first


def test_no_mode_given_keeps_the_recorded_one(folder):
    with writing(folder, "strict"):
        pass
    with writing(folder) as writer:
        assert writer.default_graph == "strict"


def test_the_default_graph_itself_is_always_there(folder):
    for mode in ("merge", "strict"):
        with writing(folder, mode) as writer:
            assert writer.triples(NAMES.direct_graph) == frozenset()
            writer.drop_graph(NAMES.direct_graph)
            writer.replace_graph(NAMES.direct_graph, triples(1))
            writer.drop_graph(NAMES.direct_graph)
            writer.publish(keep=2, created=NOW)
        assert published(folder)[""] == set()


def test_what_was_written_waits_for_the_next_publish(folder):
    with writing(folder) as writer:
        writer.replace_graph(A, triples(1))
        writer.publish(keep=2, created=NOW)
        writer.replace_graph(A, triples(2))
    assert has_unpublished(folder)
    assert published(folder)[A] == set(triples(1))
    with writing(folder) as writer:
        assert writer.triples(A) == set(triples(2))
        assert writer.publish(keep=2, created=NOW) == 2
    assert not has_unpublished(folder)
    assert published(folder)[A] == set(triples(2))


def test_an_error_in_the_block_keeps_what_was_written_and_frees_the_store(folder):
    class Trouble(Exception):
        pass

    def fail(kind):
        raise kind

    caught = None
    try:
        with writing(folder) as writer:
            writer.replace_graph(A, triples(1))
            fail(Trouble)
    except Trouble as error:
        caught = error  # its traceback keeps the frames alive
    with writing(folder, wait=0) as again:
        assert again.triples(A) == set(triples(1))
    assert caught is not None
    with pytest.raises(StoreError, match="closed"):
        writer.graphs()


def test_folders_that_cannot_be_stores(tmp_path):
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(StoreError, match="is a file"), writing(file):
        pass
    with pytest.raises(StoreError, match=r"is a file|cannot be used"), writing(file / "below"):
        pass
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "thesis.doc").write_text("x")
    with pytest.raises(StoreError, match="other files"), writing(foreign):
        pass
    assert [entry.name for entry in foreign.iterdir()] == ["thesis.doc"]


def test_a_store_of_another_base_or_version(folder):
    with writing(folder):
        pass
    with pytest.raises(StoreError, match="--base-iri"):  # noqa: SIM117
        with writing(folder, names=Names("https://example.org/")):
            pass
    record = json.loads((folder / "store.json").read_text())
    (folder / "store.json").write_text(json.dumps(record | {"version": 99}))
    with pytest.raises(StoreError, match="newer"), writing(folder):
        pass
    (folder / "store.json").write_text("{")
    with pytest.raises(StoreError, match="damaged"), writing(folder):
        pass


def test_a_folder_that_may_not_be_written(tmp_path):
    with pytest.raises(StoreError), writing(tmp_path / "x" / ("y" * 300)):
        pass
