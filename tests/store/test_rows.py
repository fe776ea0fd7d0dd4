"""Counting rows in bytes, however they are cut."""

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, Store

from communique.store.rows import RowCounter

NASTY = st.text(alphabet='"\\\r\n,{}[]:<>result}},{"a":{"type" \u2028', max_size=25)
FORMATS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}


@given(
    st.lists(NASTY, max_size=8, unique=True), st.sampled_from(sorted(FORMATS)), st.integers(1, 70)
)
def test_rows_are_counted_whatever_they_hold(values, name, size):
    store = Store()
    for value in values:
        store.add(Quad(NamedNode("a:s"), NamedNode("a:p"), Literal(value)))
    query = "SELECT ?o ?missing { ?s ?p ?o }"
    data = store.query(query).serialize(format=FORMATS[name])
    counter = RowCounter(name)
    for start in range(0, len(data), size):
        total = counter.add(data[start : start + size])
    assert total == len(values)


def test_graphs_have_no_rows():
    assert RowCounter("turtle").add(b"<a:s> <a:p> 1 .\n") == 0
