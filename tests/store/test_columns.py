"""The columns of SELECT * come in the order of the query, and hold what they held before."""

import csv

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, Store

from communique.store.columns import with_columns

QUERIES = (
    ("SELECT * { ?s ?p ?o }", "s p o"),
    ("SELECT * { ?a ?b ?c }", "a b c"),
    ("SELECT * {}", ""),
    ("select distinct*{?s ?p ?o}", "s p o"),
    ("# ?o\nPREFIX a: <a:>\nSELECT REDUCED * { $s a:p ?o OPTIONAL { ?o a:p ?b } }", "s o b"),
    ("PREFIX : <a:> prefix a-b_1.c:<a:> SELECT * WHERE { ?s :p ?o }", "s o"),
    ("BASE <http://x/> SELECT * { ?s ?p ?o FILTER(?q = '?a') MINUS { ?x ?p ?o } }", "s p o"),
    ("SELECT * { { SELECT * { ?s ?p ?o } } BIND(1 AS ?b) }", "s p o b"),
    ("SELECT * { { SELECT (COUNT(?s) AS ?n) ?b { ?s ?p ?b } GROUP BY ?b } }", "n b"),
    ("SELECT * { ?s ?p ?o } ORDER BY ?z VALUES (?y ?a) { (1 2) }", "s p o y a"),
    ("SELECT * { ?b\u203f ?a 1 }", "a b\u203f"),  # a name that the lexer cuts short
    ("SELECT ?o ?s { ?s ?p ?o }", "o s"),
    ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "n"),
    ("SELECT * { ?s ?p ?o SERVICE <http://x/> {} }", None),
)


@pytest.mark.parametrize(("query", "columns"), QUERIES)
def test_columns_come_as_the_query_names_them(query, columns):
    text = with_columns(query, None)
    if columns is None:
        assert text == query
        return
    store = Store()
    store.extend(Quad(NamedNode("a:s"), NamedNode("a:p"), Literal(value)) for value in "xy")
    assert [name.value for name in store.query(text).variables] == columns.split()
    assert rows(store, text) == rows(store, query)


def rows(store, query):
    body = store.query(query).serialize(format=QueryResultsFormat.CSV).decode()
    return sorted(sorted(row.items()) for row in csv.DictReader(body.splitlines()))


def test_what_is_no_query_is_refused_where_it_goes_wrong():
    with pytest.raises(SyntaxError, match="1:17"):
        with_columns("SELECT * { ?s ?p", None)
