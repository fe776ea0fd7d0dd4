import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from communique.errors import QueryError, QuerySyntaxError
from communique.store import update
from communique.store.operations import operations

from .conftest import NAMES, NOW, assert_merged, published, triple, triples, writing

G1, G2, DIRECT, META = (
    "https://example.org/g1",
    "https://example.org/g2",
    NAMES.direct_graph,
    NAMES.metadata_graph,
)
START = {G1: {1, 2}, G2: {2, 3}, DIRECT: {4}}
PREFIX = "PREFIX : <https://example.org/>\n"


def t(*numbers):
    return " ".join(f"{one} ." for one in triples(*numbers))


# update → what the graphs hold then, those that stay as they were left out; None: no such graph.
UPDATES = [
    (f"INSERT DATA {{ {t(5)} }}", {DIRECT: {4, 5}}),
    (f"INSERT DATA {{ {t(1)} }}", {DIRECT: {1, 4}}),
    (f"INSERT DATA {{ GRAPH :g1 {{ {t(5)} }} }}", {G1: {1, 2, 5}}),
    (
        f"INSERT DATA {{ {t(5)} GRAPH :g1 {{ {t(6)} }} . {t(7)} GRAPH :g3 {{ {t(8)} }} }}",
        {DIRECT: {4, 5, 7}, G1: {1, 2, 6}, "https://example.org/g3": {8}},
    ),
    (f"DELETE DATA {{ {t(4)} }}", {DIRECT: set()}),
    (f"DELETE DATA {{ {t(1)} }}", {}),
    (f"DELETE DATA {{ GRAPH :g1 {{ {t(1, 2)} }} }}", {G1: set()}),
    ("DELETE WHERE { GRAPH :g1 { ?s ?p ?o } }", {G1: set()}),
    ("DELETE WHERE { GRAPH ?g { :s2 ?p ?o } }", {G1: {1}, G2: {3}}),
    ("DELETE WHERE { ?s ?p ?o }", {DIRECT: set()}),
    ("DELETE WHERE { :s4 ?p ?o . GRAPH :g1 { :s1 ?p1 ?o1 } }", {DIRECT: set(), G1: {2}}),
    (
        'DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } FILTER(?o = "value 2") }',
        {G1: {1}, G2: {3}},
    ),
    ("INSERT { GRAPH :g2 { ?s ?p ?o } } WHERE { GRAPH :g1 { ?s ?p ?o } }", {G2: {1, 2, 3}}),
    ("INSERT { ?s ?p ?o } WHERE { GRAPH :g1 { ?s ?p ?o } }", {DIRECT: {1, 2, 4}}),
    (
        "INSERT { GRAPH :all { ?s ?p ?o } } WHERE { ?s ?p ?o }",
        {"https://example.org/all": {1, 2, 3, 4}},
    ),
    ("WITH :g1 DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", {G1: set()}),
    (f"WITH :g1 INSERT {{ {t(5)} }} WHERE {{ }}", {G1: {1, 2, 5}}),
    (f"WITH :new INSERT {{ {t(5)} }} WHERE {{ }}", {"https://example.org/new": {5}}),
    (
        (
            'WITH :g1 DELETE { :s1 :p "value 1" } '
            'INSERT { :s5 :p "value 5" GRAPH :g2 { ?s ?p ?o } }'
            " USING :g1 WHERE { ?s ?p ?o FILTER (?s = :s1) }"
        ),
        {G1: {2, 5}, G2: {1, 2, 3}},
    ),
    (
        (
            "DELETE { GRAPH :g1 { ?s ?p ?o } } INSERT { GRAPH :g1 { ?s ?p ?o } }"
            " WHERE { GRAPH :g1 { ?s ?p ?o } }"
        ),
        {},
    ),
    (
        f"INSERT {{ GRAPH ?g {{ {t(9)} }} }} WHERE {{ VALUES ?g {{ <{META}> :g1 }} }}",
        {META: {9}, G1: {1, 2, 9}},
    ),
    (f"INSERT DATA {{ GRAPH <{META}> {{ {t(9)} }} }}", {META: {9}}),
    (f"INSERT DATA {{ GRAPH <{DIRECT}> {{ {t(9)} }} }}", {DIRECT: {4, 9}}),
    ("CLEAR DEFAULT", {DIRECT: set()}),
    ("CLEAR GRAPH :g1", {G1: set()}),
    ("CLEAR SILENT GRAPH :nowhere", {}),
    ("CLEAR NAMED", {G1: set(), G2: set()}),
    ("CLEAR ALL", {G1: set(), G2: set(), DIRECT: set()}),
    ("DROP DEFAULT", {DIRECT: set()}),
    ("DROP GRAPH :g1", {G1: None}),
    ("DROP NAMED", {G1: None, G2: None}),
    ("DROP ALL", {G1: None, G2: None, DIRECT: None}),
    ("CREATE GRAPH :g3", {"https://example.org/g3": set()}),
    ("CREATE SILENT GRAPH :g1", {}),
    ("ADD :g1 TO :g2", {G2: {1, 2, 3}}),
    ("ADD :g1 TO DEFAULT", {DIRECT: {1, 2, 4}}),
    ("ADD DEFAULT TO :g1", {G1: {1, 2, 3, 4}}),
    ("COPY :g1 TO :g2", {G2: {1, 2}}),
    ("COPY GRAPH :g1 TO GRAPH :new", {"https://example.org/new": {1, 2}}),
    ("COPY DEFAULT TO :g2", {G2: {1, 2, 3, 4}}),
    ("COPY :g1 TO DEFAULT", {DIRECT: {1, 2}}),
    ("COPY DEFAULT TO DEFAULT", {}),
    ("COPY :g1 TO :g1", {}),
    ("MOVE :g1 TO :g2", {G1: None, G2: {1, 2}}),
    ("MOVE SILENT :g1 TO DEFAULT", {G1: None, DIRECT: {1, 2}}),
    ("MOVE DEFAULT TO :g2", {DIRECT: set(), G2: {1, 2, 3, 4}}),
    ("", {}),
    ("# nothing at all", {}),
    (
        (
            f"INSERT DATA {{ {t(5)} }} ; PREFIX ex: <https://example.org/> "
            "INSERT { GRAPH ex:copy { ?s ?p ?o } } WHERE { ?s ?p ?o } ; DROP GRAPH ex:g1 ;"
        ),
        {DIRECT: {4, 5}, "https://example.org/copy": {1, 2, 3, 4, 5}, G1: None},
    ),
    (
        'INSERT # } comment {\nDATA { GRAPH :g1 { :s "}" , \'\'\'a\'} ; """\'\'\' , "\\"}" } } ;'
        "DELETE WHERE { GRAPH :g1 { :s ?any ?thing } }".replace(":s ", ":s :q ", 1),
        {},
    ),
]


def prepared(folder, mode):
    with writing(folder, mode) as writer:
        for name, numbers in START.items():
            writer.replace_graph(name, triples(*numbers))
        writer.publish(keep=2, created=NOW)


def numbers_of(held):
    return {
        name: {int(one.object.value.removeprefix("value ")) for one in content}
        for name, content in held.items()
    }


@pytest.mark.parametrize(("text", "changed"), UPDATES, ids=[row[0][:60] for row in UPDATES])
def test_updates_keep_the_merge(folder, text, changed):
    prepared(folder, "merge")
    with writing(folder) as writer:
        writer.update(PREFIX + text)
        writer.publish(keep=2, created=NOW)
    held = published(folder)
    assert_merged(held)
    expected = {name: set() for name in START} | START | changed
    found = numbers_of(held)
    del found[""]
    found.setdefault(DIRECT, set())
    assert found == {
        name: numbers or set()
        for name, numbers in expected.items()
        if numbers is not None or name == DIRECT
    }


@pytest.mark.parametrize("text", [row[0] for row in UPDATES], ids=[r[0][:60] for r in UPDATES])
def test_strict_mode_is_the_engine_alone(folder, text):
    prepared(folder, "strict")
    oracle = Store()
    for name, numbers in START.items():
        graph = DefaultGraph() if name == DIRECT else NamedNode(name)
        for one in triples(*numbers):
            oracle.add(Quad(one.subject, one.predicate, one.object, graph))
    oracle.update(
        PREFIX + text.replace("PREFIX ex: <https://example.org/> ", "").replace("ex:", ":")
    )
    with writing(folder) as writer:
        writer.update(PREFIX + text)
        writer.publish(keep=2, created=NOW)
    expected = {"": set()}
    for quad in oracle:
        name = "" if quad.graph_name == DefaultGraph() else quad.graph_name.value
        expected.setdefault(name, set()).add(quad.triple)
    held = published(folder)  # less empty graphs: the engine's two kinds of store differ there
    assert {name: content for name, content in held.items() if content or not name} == expected


@hypothesis_settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from([row[0] for row in UPDATES if row[0]]), min_size=2, max_size=5))
def test_any_sequence_in_one_request_keeps_it_too(texts):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as base:
        folder = Path(base) / "store"
        prepared(folder, "merge")
        with writing(folder) as writer:
            try:
                writer.update(PREFIX + " ;\n".join(text.rstrip(" ;") for text in texts))
            except QueryError:  # a graph that an earlier operation dropped
                before = numbers_of(published(folder))
                assert {name: before[name] for name in START} == START
            writer.publish(keep=2, created=NOW)
        assert_merged(published(folder))


@pytest.mark.parametrize(
    "text",
    [
        f"INSERT DATA {{ GRAPH <{G1}> {{ [] <a:p> [ <a:q> (1 2) ] }} }}",
        "INSERT { GRAPH ?g { ?s <a:p> [] } } WHERE { GRAPH ?g { ?s ?p ?o } }",
        f"WITH <{G1}> INSERT {{ ?s <a:p> (1 2) }} WHERE {{ ?s ?p ?o }}",
        "INSERT { ?s <a:p> [ <a:q> 1 ] } WHERE { ?s ?p ?o }",
    ],
)
def test_nodes_without_a_label(folder, text):
    prepared(folder, "merge")
    with writing(folder) as writer:
        writer.update(text)
        writer.publish(keep=2, created=NOW)
    held = published(folder)
    assert_merged(held)
    assert len(held[""]) > 4


@pytest.mark.parametrize("mode", ["merge", "strict"])
def test_blank_nodes_are_the_same_in_graph_and_merge(folder, mode):
    with writing(folder, mode) as writer:
        writer.update(f"INSERT DATA {{ GRAPH <{G1}> {{ _:b <{G1}> _:b, [] }} }}")
        writer.update(
            f"INSERT {{ GRAPH <{G2}> {{ _:c <{G2}> ?o }} }} WHERE {{ GRAPH <{G1}> {{ ?s ?p ?o }} }}"
        )
        writer.publish(keep=2, created=NOW)
    held = published(folder)
    assert len(held[G1]) == len(held[G2]) == 2
    assert len({one.subject for one in held[G2]}) == 2
    if mode == "merge":
        assert held[""] == held[G1] | held[G2]


@pytest.mark.parametrize("mode", ["merge", "strict"])
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("INSERT DATA {\n <a:s> <a:p> }", "line 2, column 14"),
        ("INSERT DATA {\n ?s <a:p> 1 }", "line 2, column"),
        ("DELETE WHERE { GRAPH <a:g> { ?s ?p ?o }", "line 1, column 40"),
        ("SELECT * { ?s ?p ?o }", "line 1, column"),
        ("DELETE DATA { _:a <a:p> 1 }", "line 1, column"),
        ("INSERT DATA { } } ;", "line 1, column"),
        ("COPY <a:a> <a:b>", "line 1, column"),
        ("INSERT { ?s ?p ?o }", "line 1, column"),
        ("CLEAR EVERYTHING", "line 1, column"),
    ],
)
def test_wrong_ones_say_where(folder, mode, text, place):
    with writing(folder, mode) as writer:
        with pytest.raises(QuerySyntaxError, match=place):
            writer.update(text)
        with pytest.raises(QuerySyntaxError):
            writer.update(text, using_default=["https://example.org/g"])
        assert not writer.graphs()


@pytest.mark.parametrize("mode", ["merge", "strict"])
def test_one_that_fails_half_way_changes_nothing(folder, mode):
    prepared(folder, mode)
    with writing(folder) as writer, pytest.raises(QueryError, match="nowhere"):
        writer.update(f"INSERT DATA {{ {t(5)} }} ; DROP GRAPH <https://example.org/nowhere>")
    with writing(folder) as writer:
        assert writer.triples(DIRECT) == set(triples(4))


@pytest.mark.parametrize("mode", ["merge", "strict"])
def test_the_dataset_of_the_protocol(folder, mode):
    prepared(folder, mode)
    copy = "INSERT { GRAPH <https://example.org/c> { ?s ?p ?o } } WHERE { ?s ?p ?o }"
    named = "INSERT { GRAPH <https://example.org/n> { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }"
    with writing(folder) as writer:
        writer.update(f"{copy} ; {named}", using_default=[G1], using_named=[G2])
        assert writer.triples("https://example.org/c") == set(triples(1, 2))
        assert writer.triples("https://example.org/n") == set(triples(2, 3))
        writer.update("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", using_named=[G2])
        assert writer.triples(G2) == frozenset()
        assert writer.triples(G1) == set(triples(1, 2))
        for own in (f"WITH <{G1}> DELETE {{ ?s ?p ?o }}", f"DELETE {{ ?s ?p ?o }} USING <{G1}>"):
            with pytest.raises(QuerySyntaxError, match="USING or WITH"):
                writer.update(f"{own} WHERE {{ ?s ?p ?o }}", using_default=[G1])
        with pytest.raises(QuerySyntaxError, match="IRI"):
            writer.update(copy, using_default=["> } ; DROP ALL ; #"])


def test_relative_names_need_a_base(folder):
    with writing(folder) as writer:
        with pytest.raises(QuerySyntaxError):
            writer.update("INSERT DATA { GRAPH <g> { <s> <p> 1 } }")
        writer.update(
            "INSERT DATA { GRAPH <g> { <s> <p> 1 } }", base_iri="https://example.org/base/"
        )
        assert writer.graphs() == ["https://example.org/base/g"]


def test_rewriting_leaves_the_text_as_it_was():
    text = 'PREFIX a: <b#> INSERT { a:x.y a:p "a\\"b", 1.5 . } WHERE { ?s a:p ?o . # }\n }'
    (operation,) = operations(text)
    assert operation.insert[0].triples == 'a:x.y a:p "a\\"b", 1.5'
    assert operation.where == "{ ?s a:p ?o . # }\n }"
    assert operation.prologue == (("PREFIX", "a:", "<b#>"),)
    assert "urn:x-communique" in update.prepared(text, merge_of=NAMES, dataset=None)
    assert update.prepared(text, merge_of=None, dataset=None) == text


def test_declarations_that_change_their_meaning_stay_where_they_are():
    """The engine refuses them then, which is better than doing something else."""
    text = "PREFIX a: <b#> INSERT DATA { a:s a:p 1 } ; PREFIX a: <c#> INSERT DATA { a:s a:p 1 }"
    assert update.prepared(text, merge_of=None, dataset=None).count("PREFIX") == 2
    same = text.replace("c#", "b#")
    assert update.prepared(same, merge_of=None, dataset=None).count("PREFIX") == 1


def test_an_update_after_a_change_is_not_undone_by_the_journal(folder):
    """The journal is emptied first, or replaying it would bring back what the update removed."""
    with writing(folder) as writer:
        writer.replace_graph(G1, triples(1))
        writer.update(f"DELETE DATA {{ GRAPH <{G1}> {{ {triple(1)} }} }}")
        assert not list((folder / "journal").iterdir())
        assert writer.triples(G1) == frozenset()
