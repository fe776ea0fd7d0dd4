"""What is asked: short queries with ever other constants, long ones, and killers."""

from dataclasses import dataclass
from random import Random

from bench.dataset import EVENTS, Dataset, event_iri, person_iri, person_name

from communique.vocab import CMQ, PREFIXES

_PREFIXES = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("cmq", "rdfs", "schema"))


@dataclass(frozen=True, slots=True)
class Long:
    """A query that takes a while. `result` says what it gives: bindings or a graph.

    `big` marks those that are about moving many bytes, where the first byte counts too.
    """

    name: str
    title: str
    text: str
    result: str = "bindings"
    big: bool = False


def point(random: Random, data: Dataset) -> str:
    """All that is said of one event."""
    return f"SELECT ?p ?o WHERE {{ <{_event(random, data)}> ?p ?o }}"


def star(random: Random, data: Dataset) -> str:
    """Six things that are said of one event."""
    return (
        f"PREFIX cmq: <{CMQ}> PREFIX rdfs: <{PREFIXES['rdfs']}> "
        "SELECT ?label ?agent ?patient ?factuality ?confidence ?passage WHERE { "
        f"<{_event(random, data)}> rdfs:label ?label ; cmq:agent ?agent ; cmq:patient ?patient ; "
        "cmq:factuality ?factuality ; cmq:confidence ?confidence ; cmq:evidence ?passage }"
    )


def hops(random: Random, data: Dataset) -> str:
    """The sentences by which a person did something: two hops."""
    person = person_iri(random.randrange(data.people))
    return (
        f"PREFIX cmq: <{CMQ}> SELECT ?event ?quote WHERE {{ ?event cmq:agent <{person}> ; "
        "cmq:evidence ?passage . ?passage cmq:quote ?quote } LIMIT 20"
    )


def label(random: Random, data: Dataset) -> str:
    """What has a given label."""
    name = person_name(random.randrange(data.people))
    return f'SELECT ?thing WHERE {{ ?thing <{PREFIXES["rdfs"]}label> "{name}" }}'


SHORT = (point, star, hops, label)


def short_queries(data: Dataset, count: int, *, seed: int = 1) -> list[str]:
    """Return `count` short queries, a quarter of each kind, in a mixed order."""
    random = Random(seed)
    queries = [SHORT[n % len(SHORT)](random, data) for n in range(count)]
    random.shuffle(queries)
    return queries


LONG = (
    Long(
        "contains",
        "scan: CONTAINS in all quotes",
        "SELECT ?passage ?quote WHERE { ?passage cmq:quote ?quote . "
        'FILTER(CONTAINS(LCASE(?quote), "treaty chip")) }',
    ),
    Long(
        "regex",
        "scan: REGEX over all quotes",
        "SELECT (COUNT(*) AS ?n) WHERE { ?passage cmq:quote ?quote . "
        'FILTER(REGEX(?quote, "tariff (law|ally)", "i")) }',
    ),
    Long(
        "group",
        "aggregate: count and mean confidence of events by kind",
        "SELECT ?kind (COUNT(?event) AS ?n) (AVG(?confidence) AS ?mean) WHERE { "
        "?event a ?kind ; cmq:confidence ?confidence } GROUP BY ?kind ORDER BY DESC(?n)",
    ),
    Long(
        "predicates",
        "aggregate: count of all triples by predicate",
        "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p ORDER BY DESC(?n)",
    ),
    Long(
        "top",
        "top-k: the 20 latest events",
        "SELECT ?event ?date ?confidence WHERE { ?event cmq:startDate ?date ; "
        "cmq:confidence ?confidence } ORDER BY DESC(?date) ?event LIMIT 20",
    ),
    Long(
        "join",
        "join: actual signings with people, quotes and headlines",
        "SELECT ?label ?quote ?headline WHERE { ?event a cmq:Signing ; "
        "cmq:factuality cmq:Actual ; cmq:agent ?who ; cmq:evidence ?passage ; "
        "cmq:reportedIn ?article . ?who a cmq:Person ; rdfs:label ?label . "
        "?passage cmq:quote ?quote . ?article schema:headline ?headline }",
    ),
    Long(
        "select",
        "SELECT of 500,000 rows, JSON",
        "SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 500000",
        big=True,
    ),
    Long(
        "construct",
        "CONSTRUCT of 100,000 triples, N-Triples",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 100000",
        result="graph",
        big=True,
    ),
)

KILLERS = (
    "SELECT ?x ?y WHERE { ?a cmq:quote ?x . ?b cmq:quote ?y } ORDER BY DESC(?x) ?y",
    (
        "SELECT ?a ?b WHERE { ?a cmq:quote ?x . ?b cmq:quote ?y . "
        'FILTER(REGEX(CONCAT(?x, ?y), "(trea|chi)+ty.*qqq")) }'
    ),
    (
        "SELECT (COUNT(*) AS ?n) WHERE { "
        "?a (cmq:agent|^cmq:agent|cmq:patient|^cmq:patient|cmq:mentions|^cmq:mentions)* ?b }"
    ),
    "SELECT ?x ?y (COUNT(*) AS ?n) WHERE { ?a cmq:quote ?x . ?b cmq:quote ?y } GROUP BY ?x ?y",
)


def with_prefixes(text: str) -> str:
    """Return a long query or a killer as it is sent."""
    return _PREFIXES + text


def _event(random: Random, data: Dataset) -> str:
    return event_iri(random.randrange(data.articles), random.randrange(EVENTS))
