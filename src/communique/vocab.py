"""IRIs: the terms we write, and how the IRIs of things and graphs derive from content."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote

CMQ = "https://w3id.org/communique/ontology#"
ONTOLOGY = "https://w3id.org/communique/ontology"
ONTOLOGY_VERSION = "0.1.0"
BASE_IRI = "https://w3id.org/communique/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
SCHEMA = "https://schema.org/"

PREFIXES: dict[str, str] = {
    "cmq": CMQ,
    "dcterms": DCTERMS,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "xsd": XSD,
}


@dataclass(frozen=True, slots=True)
class Names:
    """The IRIs below one base; `base` ends with a slash.

    Things live under id/, named graphs under graph/ (ontology.md of the design).
    """

    base: str = BASE_IRI

    def thing(self, kind: str, key: str) -> str:
        """Return the IRI of a thing, e.g. id/country/USA; both parts are made IRI-safe."""
        return f"{self.base}id/{slug(kind)}/{segment(key)}"

    def graph(self, name: str) -> str:
        """Return the name of a graph, e.g. graph/background."""
        return f"{self.base}graph/{segment(name)}"

    @property
    def ontology_graph(self) -> str:
        """The graph that holds the ontology."""
        return self.graph("ontology")

    @property
    def background_graph(self) -> str:
        """The graph of background knowledge."""
        return self.graph("background")

    @property
    def metadata_graph(self) -> str:
        """The graph that describes the other graphs (PROV)."""
        return self.graph("metadata")

    @property
    def derived_graph(self) -> str:
        """The graph of what a reasoner derived."""
        return self.graph("derived")

    @property
    def direct_graph(self) -> str:
        """The graph that keeps what was put into the default graph itself."""
        return self.graph("default")

    @property
    def prefixes(self) -> dict[str, str]:
        """Prefixes for serialisations: those of the vocabularies plus ours for things."""
        return PREFIXES | {"cmqg": f"{self.base}graph/", "cmqi": f"{self.base}id/"}


def slug(text: str) -> str:
    """Return `text` as lower ASCII words joined by hyphens; "" when nothing is left."""
    camel = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", text)
    plain = unicodedata.normalize("NFKD", camel).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))


def segment(text: str) -> str:
    """Return `text` as one path segment of an IRI (RFC 3987 ipchar, percent-encoded)."""
    return quote(text, safe="-._~")


def digest(*parts: str, length: int = 16) -> str:
    """Return a short hexadecimal SHA-256 of `parts`, which may not be confused by joining."""
    joined = "\x1f".join(parts).encode()
    return hashlib.sha256(joined).hexdigest()[:length]
