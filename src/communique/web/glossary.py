"""The pages on what programs take from here: the terms of the ontology, and the exports."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

from flask import Blueprint, render_template
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from communique.exports.dumps import dumps
from communique.exports.table import EXPORTS
from communique.exports.tables import table_names
from communique.exports.words import dataset_words
from communique.formats import GRAPHS
from communique.resources import resource
from communique.settings import Settings
from communique.vocab import CMQ, ONTOLOGY_VERSION, OWL, RDF, RDFS, SCHEMA, SKOS
from communique.web.namespace import LICENSE
from communique.web.pages.answers import Ask

_EVENT = f"{CMQ}Event"

# The kinds of terms by their rdf:type, in the order of the page; classes of events come apart.
_SECTIONS = {
    "Classes": f"{OWL}Class",
    "Event classes": _EVENT,
    "Object properties": f"{OWL}ObjectProperty",
    "Data properties": f"{OWL}DatatypeProperty",
    "Annotation properties": f"{OWL}AnnotationProperty",
    "Factuality": f"{CMQ}Factuality",
    "PLOVER categories": f"{SKOS}Concept",
}

# What leads from a term to others, and how the page says it.
_LINKS = {
    f"{RDFS}subClassOf": "is a kind of",
    f"{RDFS}subPropertyOf": "is a kind of",
    f"{RDFS}domain": "from",
    f"{SCHEMA}domainIncludes": "from",
    f"{RDFS}range": "to",
    f"{SCHEMA}rangeIncludes": "to",
    f"{OWL}inverseOf": "inverse of",
    f"{CMQ}shortcut": "shortcut",
    f"{CMQ}ploverCategory": "PLOVER category",
    f"{RDFS}seeAlso": "see also",
}


@dataclass(slots=True)
class Entry:
    """A term as the page shows it."""

    name: str
    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def label(self) -> str:
        """What it is called."""
        return next(iter(self.values[f"{RDFS}label"]), self.name)

    @property
    def definition(self) -> str:
        """What it means."""
        return next(iter(self.values[f"{SKOS}definition"]), "")

    @property
    def notes(self) -> list[str]:
        """What to mind."""
        return self.values[f"{SKOS}scopeNote"]

    @property
    def examples(self) -> list[str]:
        """What it fits."""
        return self.values[f"{SKOS}example"]

    @property
    def links(self) -> list[tuple[str, list[str]]]:
        """The IRIs that it leads to, by how the page says it."""
        found: dict[str, list[str]] = {}
        for property_iri, words in _LINKS.items():
            found.setdefault(words, []).extend(self.values.get(property_iri, ()))
        return [(words, iris) for words, iris in found.items() if iris]

    @property
    def section(self) -> str:
        """The title of the section that it is in."""
        if _EVENT in self.values[f"{RDFS}subClassOf"]:
            return "Event classes"
        types = self.values[f"{RDF}type"]
        return next((title for title, kind in _SECTIONS.items() if kind in types), "Others")


def glossary(settings: Settings, _: Ask) -> Blueprint:
    """Return the pages at `/ontology` and `/exports/`."""
    blueprint = Blueprint("glossary", __name__)

    @blueprint.get("/ontology")
    @blueprint.get(f"/ontology/{ONTOLOGY_VERSION}")
    def ontology() -> str:
        terms = entries()
        sections = [
            (title, [one for one in terms.values() if one.section == title])
            for title in (*_SECTIONS, "Others")
        ]
        return render_template(
            "ontology.html",
            title="The Communique ontology",
            terms=terms,
            sections=[(title, members) for title, members in sections if members],
            formats=GRAPHS,
            namespace=CMQ,
            license=LICENSE,
            version_of_terms=ONTOLOGY_VERSION,
        )

    @blueprint.get("/exports/")
    @blueprint.get("/exports")
    def exports() -> str:
        return render_template(
            "exports.html",
            dumps=dumps(settings.store),
            tables=table_names(),
            exports=EXPORTS,
            license=dataset_words()["license"],
        )

    return blueprint


@cache
def entries() -> dict[str, Entry]:
    """Return the terms of the ontology that ships with the program, by their IRIs."""
    path = resource("ontology", "communique.ttl")
    found: dict[str, Entry] = {}
    for quad in sorted(parse(path=path, format=RdfFormat.TURTLE), key=str):
        subject, value = quad.subject, quad.object
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
            name = subject.value.removeprefix(CMQ)
            entry = found.setdefault(subject.value, Entry(name))
            entry.values[quad.predicate.value].append(value.value)
    return {iri: entry for iri, entry in found.items() if iri.startswith(CMQ)}
