"""What would leave the machine is found, however it is dressed; what only looks so is not."""

import pytest

from communique.errors import QueryRefused
from communique.store.terminals import refuse_network, terminals

LEAVES = [
    "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * { service<http://x/>{?s ?p ?o} }",
    "SELECT * { SeRvIcE SILENT <http://x/> { ?s ?p ?o } }",
    "SELECT * { SERVICE ?where { ?s ?p ?o } }",
    "PREFIX e: <http://x/> SELECT * { SERVICE e:sparql { ?s ?p ?o } }",
    "SELECT * { # SERVICE in a comment\nSERVICE <http://x/> {} }",
    "SELECT * { # ends with a return\rSERVICE <http://x/> {} }",
    "SELECT * { ?s ?p 'it''s' SERVICE <http://x/> {} }",
    'SELECT * { ?s ?p "a # b" SERVICE <http://x/> {} }',
    'SELECT * { ?s ?p """a "quoted" b""" SERVICE <http://x/> {} }',
    "SELECT * { ?s ?p '''it's''' SERVICE <http://x/> {} }",
    'SELECT * { ?s ?p "a\\" b" SERVICE <http://x/> {} }',
    "SELECT * { \\u0053ERVICE <http://x/> {} }",
    "SELECT * { \\U00000053ERVICE <http://x/> {} }",
    'SELECT * { FILTER("a\\u0022 = "x) SERVICE <http://x/> { } FILTER("y") }',
    "SELECT * { ?s <http://x/#a> ?o SERVICE <http://x/> {} }",
    "SELECT * { ?s ex:a\\'b ?o SERVICE <http://x/> {} FILTER('c') }",
    "SELECT * { FILTER(?a<?b) SERVICE <http://x/> {} FILTER(?c>?d) }",
    "LOAD <http://x/data>",
    "load silent <file:///etc/passwd> INTO GRAPH <urn:g>",
    "INSERT DATA { <urn:a> <urn:b> 1 } ; LOAD <http://x/>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <http://x/> { ?s ?p ?o } }",
]
STAYS = [
    "SELECT * { ?s ?p ?o }",
    "SELECT ?service $load { ?service ?p $load }",
    "PREFIX service: <http://x/> SELECT * { service:x service:load service: }",
    "PREFIX ex: <http://x/> SELECT * { ex:SERVICE ex:a.SERVICE ex:load }",
    "SELECT * { <http://x/SERVICE> <urn:LOAD> _:service }",
    "SELECT * { ?s ?p 'SERVICE <http://x/> {}' }",
    'SELECT * { ?s ?p """LOAD\n"" <http://x/>""" }',
    "SELECT * { ?s ?p 'SERVICE'@service }",
    "SELECT * # SERVICE <http://x/>\n{ ?s ?p ?o }",
    "ASK { ?s ?p 'a\\\\' }",
]


@pytest.mark.parametrize("text", LEAVES)
def test_refused(text):
    with pytest.raises(QueryRefused):
        refuse_network(text)


@pytest.mark.parametrize("text", STAYS)
def test_left_alone(text):
    refuse_network(text)


@pytest.mark.parametrize(
    ("endpoint", "passes"),
    [
        ("<https://good.example/sparql>", True),
        ("SILENT <https://good.example/sparql>", True),
        ("<https://good.example.evil.example/sparql>", False),
        ("<https://good.example@evil.example/>", False),
        ("<https://half.example/open/sparql>", True),
        ("<https://half.example/closed>", False),
        ("<https://half.example/open/../closed>", False),
        ("?anywhere", False),
        ("e:sparql", False),
    ],
)
def test_endpoints_on_the_list_pass(endpoint, passes):
    text = f"SELECT * {{ SERVICE {endpoint} {{ ?s ?p ?o }} }}"
    allowed = ("https://good.example", "https://half.example/open/")
    if passes:
        refuse_network(text, allowed=allowed)
    else:
        with pytest.raises(QueryRefused, match="full IRI"):
            refuse_network(text, allowed=allowed)


def test_terminals():
    text = 'PREFIX e: <urn:x> SELECT ?a { _:b e:c "d"@en-GB, 1.5e3, true }# end'
    assert [kind for kind, _ in terminals(text)] == [
        *("word", "prefixed", "iri", "word", "variable", "other"),
        *("prefixed", "prefixed", "string", "language", "other", "number", "other"),
        *("word", "other"),
    ]


PARTS = [
    "a.",
    "a-",
    '"',
    "'",
    "'''a",
    '"""',
    "<",
    "<a",
    "\\",
    "?",
    "1.",
    "é·",
    "a:",
    "a%",
    "#",
    "_",
]


@pytest.mark.parametrize("part", PARTS)
def test_no_text_takes_long(part):
    """Quadratic time would make each of these run for minutes."""
    refuse_network("service:x " + part * 200_000)
