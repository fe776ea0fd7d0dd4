"""Background knowledge as quads of the background graph.

It names and connects things. It holds no event and no shortcut of one: who signed or attended is
for articles to say.
"""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad, Triple

from communique.ingest.background import Background, Tenure, Thing
from communique.ingest.iris import thing_iri
from communique.vocab import CMQ, OWL, RDF, RDFS, SCHEMA, SKOS, XSD, Names, digest

_WIKIDATA = "http://www.wikidata.org/entity/"
_TIME_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}

# column, predicate: words
_WORDS = (
    ("official", CMQ + "officialName"),
    ("alpha2", CMQ + "isoAlpha2"),
    ("alpha3", CMQ + "isoAlpha3"),
    ("numeric", CMQ + "isoNumeric"),
    ("capital", CMQ + "capital"),
    ("demonyms", CMQ + "demonym"),
    ("metonyms", CMQ + "metonym"),
    ("aliases", SKOS + "altLabel"),
    ("source", CMQ + "sourceNote"),
)
# table, column, predicate, what the column names
_LINKS = (
    ("organizations", "part_of", CMQ + "partOf", "Organization"),
    ("places", "country", SCHEMA + "containedInPlace", "Polity"),
    ("summits", "place", CMQ + "heldIn", "Place"),
    ("summits", "hosts", SCHEMA + "organizer", "Actor"),
    ("instruments", "adopted_by", SCHEMA + "creator", "Actor"),
    ("instruments", "adopted_at", CMQ + "adoptedAt", "Summit"),
    ("instruments", "targets", CMQ + "targets", "Actor"),
    ("instruments", "restricts", CMQ + "restricts", "Technology"),
    ("technologies", "broader", SKOS + "broader", "Technology"),
    ("systems", "developer", CMQ + "developedBy", "Actor"),
    ("polities", "members", SCHEMA + "member", "Country"),
)
_TIMES = (
    ("summits", "start", CMQ + "startDate"),
    ("summits", "end", CMQ + "endDate"),
    ("instruments", "date", CMQ + "instrumentDate"),
    ("systems", "released", SCHEMA + "datePublished"),
)


def background_quads(background: Background, names: Names) -> list[Quad]:
    """Return all of `background` as sorted quads of `names.background_graph`."""
    graph = NamedNode(names.background_graph)
    triples = set[Triple]()
    for thing in background.things:
        triples.update(_about(thing, background, names))
    for tenure in background.tenures:
        triples.update(_about_tenure(tenure, background, names))
    return sorted(
        (Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples),
        key=str,
    )


def _about(thing: Thing, background: Background, names: Names) -> Iterator[Triple]:
    node = _node(thing, names)
    yield Triple(node, NamedNode(RDF + "type"), NamedNode(CMQ + thing.entity.kind))
    yield Triple(node, NamedNode(RDFS + "label"), Literal(thing.entity.name))
    for column, predicate in _WORDS:
        for words in thing.cell(column):
            if words != thing.entity.name or predicate != SKOS + "altLabel":
                yield Triple(node, NamedNode(predicate), Literal(words))
    for table, column, predicate, ancestor in _LINKS:
        for key in thing.cell(column) if table == thing.table else ():
            other = background.find(key, ancestor)
            if other:
                yield Triple(node, NamedNode(predicate), _node(other, names))
    home = background.find(thing.row["polity"], "Polity") if "polity" in thing.row else None
    if home:
        owned = thing.entity.kind == "GovernmentBody"
        belongs = CMQ + "partOf" if owned else SCHEMA + "location"
        yield Triple(node, NamedNode(belongs), _node(home, names))
    for table, column, predicate in _TIMES:
        if table == thing.table and thing.row.get(column):
            yield Triple(node, NamedNode(predicate), _when(thing.row[column]))
    yield from _elsewhere(thing, node)


def _elsewhere(thing: Thing, node: NamedNode) -> Iterator[Triple]:
    """Yield the links to other data sets: the EU's authority tables and Wikidata."""
    concept = thing.entity.kind == "Technology"
    same = NamedNode(SKOS + "exactMatch" if concept else OWL + "sameAs")
    for address in thing.cell("eu_authority"):
        yield Triple(node, NamedNode(SKOS + "exactMatch"), NamedNode(address))
    for item in thing.cell("wikidata"):
        yield Triple(node, same, NamedNode(_WIKIDATA + item))


def _about_tenure(tenure: Tenure, background: Background, names: Names) -> Iterator[Triple]:
    person = background.find(tenure.person, "Person")
    owner = background.find(tenure.body, "Actor") or background.find(tenure.polity, "Polity")
    polity = background.find(tenure.polity, "Polity")
    if person is None:
        return
    holder = _node(person, names)
    position = NamedNode(thing_iri(names, "Position", tenure.position))
    key = digest(tenure.person, tenure.position, tenure.start)
    node = NamedNode(thing_iri(names, "Tenure", key))
    where = (polity or owner or person).entity.name
    yield Triple(position, NamedNode(RDF + "type"), NamedNode(CMQ + "Position"))
    yield Triple(position, NamedNode(RDFS + "label"), Literal(f"{tenure.title}, {where}"))
    for place in (owner, polity):
        if place:
            yield Triple(position, NamedNode(CMQ + "positionIn"), _node(place, names))
    if not tenure.end:
        yield Triple(holder, NamedNode(CMQ + "holdsPosition"), position)
    yield Triple(node, NamedNode(RDF + "type"), NamedNode(CMQ + "Tenure"))
    yield Triple(node, NamedNode(CMQ + "tenureOf"), holder)
    yield Triple(node, NamedNode(CMQ + "tenurePosition"), position)
    for day, predicate in ((tenure.start, "startDate"), (tenure.end, "endDate")):
        if day:
            yield Triple(node, NamedNode(CMQ + predicate), _when(day))
    if tenure.source:
        yield Triple(node, NamedNode(CMQ + "sourceNote"), Literal(tenure.source))


def _node(thing: Thing, names: Names) -> NamedNode:
    return NamedNode(thing_iri(names, thing.entity.kind, thing.entity.key))


def _when(value: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD + _TIME_TYPES[len(value)]))
