"""The pages on what programs take from here: the terms of the ontology, and the exports."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from flask import Blueprint, render_template

from communique.exports.dumps import dumps
from communique.exports.table import EXPORTS
from communique.exports.tables import table_names
from communique.exports.words import dataset_words
from communique.formats import GRAPHS
from communique.resources import resource
from communique.settings import Settings
from communique.vocab import CMQ, ONTOLOGY_VERSION, OWL, RDF, RDFS, SCHEMA, SKOS
from communique.web.freshness import Editions
from communique.web.namespace import LICENSE
from communique.web.pages.answers import Answers, Ask, Row

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


def glossary(settings: Settings, ask: Ask) -> Blueprint:
    """Return the pages at `/ontology` and `/exports/`."""
    blueprint = Blueprint("glossary", __name__)
    answers = Answers(ask, settings, Editions(settings.store))

    @blueprint.get("/ontology")
    @blueprint.get(f"/ontology/{ONTOLOGY_VERSION}")
    def ontology() -> str:
        query = resource("queries", "description", "terms.rq").read_text(encoding="utf-8")
        terms = entries(answers.rows(query))
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


def entries(rows: Iterable[Row]) -> dict[str, Entry]:
    """Return the terms that rows (term, property, value) describe, by their IRIs."""
    found: dict[str, Entry] = {}
    for row in rows:
        iri = row["term"].value
        entry = found.setdefault(iri, Entry(iri.removeprefix(CMQ)))
        entry.values[row["property"].value].append(row["value"].value)
    return found
