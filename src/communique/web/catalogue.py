"""The DCAT catalogue: the data set, where it can be asked, and the files it can be had as."""

from collections.abc import Iterator
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from communique.exports.dumps import Dump, DumpFile, dumps
from communique.exports.packing import CODINGS
from communique.exports.words import dataset_words
from communique.settings import Settings
from communique.store.snapshot import Snapshot
from communique.vocab import DCTERMS, ONTOLOGY, RDF, XSD
from communique.web.describe import DCAT, WELL_KNOWN, Site, Statement
from communique.web.downloads import ROOT as EXPORTS_ROOT
from communique.web.downloads import path_of

FOAF = "http://xmlns.com/foaf/0.1/"
SPDX = "http://spdx.org/rdf/terms#"
ROOT = "/catalog"

_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_SPARQL = "https://www.w3.org/TR/sparql11-protocol/"


def catalogue(settings: Settings, snapshot: Snapshot | None, site: Site) -> list[Triple]:
    """Return the catalogue of what is served, with the dumps that there are."""
    statements = [
        *_catalogue(site),
        *_dataset(snapshot, site),
        *_service(site),
        *(
            statement
            for dump in dumps(settings.store)
            for file in dump.files
            for statement in _distribution(dump, file, site)
        ),
    ]
    return [Triple(NamedNode(s), NamedNode(p), o) for s, p, o in statements]


def _catalogue(site: Site) -> Iterator[Statement]:
    it = f"{site.origin}{ROOT}#catalog"
    yield it, f"{RDF}type", NamedNode(f"{DCAT}Catalog")
    yield it, f"{DCTERMS}title", Literal(dataset_words()["title"], language="en")
    yield it, f"{DCTERMS}description", Literal(dataset_words()["description"], language="en")
    yield it, f"{DCTERMS}license", NamedNode(dataset_words()["license"])
    yield it, f"{DCAT}dataset", NamedNode(_dataset_of(site))
    yield it, f"{DCAT}service", NamedNode(f"{site.endpoint}#service")
    yield it, f"{FOAF}homepage", NamedNode(f"{site.origin}/")


def _dataset(snapshot: Snapshot | None, site: Site) -> Iterator[Statement]:
    it = _dataset_of(site)
    yield it, f"{RDF}type", NamedNode(f"{DCAT}Dataset")
    yield it, f"{DCTERMS}title", Literal(dataset_words()["title"], language="en")
    yield it, f"{DCTERMS}description", Literal(dataset_words()["description"], language="en")
    yield it, f"{DCTERMS}license", NamedNode(dataset_words()["license"])
    yield it, f"{DCTERMS}conformsTo", NamedNode(ONTOLOGY)
    yield it, f"{DCAT}landingPage", NamedNode(f"{site.origin}/")
    yield it, f"{FOAF}page", NamedNode(f"{site.origin}{EXPORTS_ROOT}/")
    if snapshot is not None:
        modified = Literal(snapshot.created, datatype=NamedNode(f"{XSD}dateTime"))
        yield it, f"{DCTERMS}modified", modified
        yield it, f"{DCAT}version", Literal(str(snapshot.number))


def _service(site: Site) -> Iterator[Statement]:
    it = f"{site.endpoint}#service"
    yield it, f"{RDF}type", NamedNode(f"{DCAT}DataService")
    yield it, f"{DCTERMS}title", Literal("SPARQL 1.1 endpoint", language="en")
    yield it, f"{DCTERMS}conformsTo", NamedNode(_SPARQL)
    yield it, f"{DCAT}endpointURL", NamedNode(site.endpoint)
    yield it, f"{DCAT}endpointDescription", NamedNode(site.endpoint)
    yield it, f"{DCAT}servesDataset", NamedNode(_dataset_of(site))


def _distribution(dump: Dump, file: DumpFile, site: Site) -> Iterator[Statement]:
    it = f"{site.origin}{ROOT}#{dump.name}-{quote(file.format, safe='')}"
    checksum = f"{it}-checksum"
    media_type = file.media_type.partition(";")[0]
    yield _dataset_of(site), f"{DCAT}distribution", NamedNode(it)
    yield it, f"{RDF}type", NamedNode(f"{DCAT}Distribution")
    yield it, f"{DCTERMS}title", Literal(f"{file.title}, {dump.created[:10]}", language="en")
    yield it, f"{DCTERMS}license", NamedNode(dump.license)
    issued = Literal(dump.created, datatype=NamedNode(f"{XSD}dateTime"))
    yield it, f"{DCTERMS}issued", issued
    yield it, f"{DCAT}accessURL", NamedNode(f"{site.origin}{EXPORTS_ROOT}/")
    yield it, f"{DCAT}downloadURL", NamedNode(f"{site.origin}{path_of(dump, file)}")
    yield it, f"{DCAT}mediaType", NamedNode(_MEDIA_TYPES + media_type)
    if file.compression in CODINGS:
        packed = NamedNode(f"{_MEDIA_TYPES}application/{file.compression}")
        yield it, f"{DCAT}compressFormat", packed
    size = Literal(str(file.bytes), datatype=NamedNode(f"{XSD}nonNegativeInteger"))
    yield it, f"{DCAT}byteSize", size
    yield it, f"{SPDX}checksum", NamedNode(checksum)
    yield checksum, f"{RDF}type", NamedNode(f"{SPDX}Checksum")
    yield checksum, f"{SPDX}algorithm", NamedNode(f"{SPDX}checksumAlgorithm_sha256")
    value = Literal(file.sha256, datatype=NamedNode(f"{XSD}hexBinary"))
    yield checksum, f"{SPDX}checksumValue", value


def _dataset_of(site: Site) -> str:
    return f"{site.origin}{WELL_KNOWN}#dataset"
