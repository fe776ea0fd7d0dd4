"""The one table of exports: what the graph, a part of it or an answer can be taken away as."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Literal

from pyoxigraph import RdfFormat

from communique.exports.annotated import write_annotated
from communique.exports.material import Material
from communique.exports.nanopubs import write_nanopubs
from communique.exports.networks import write_gexf, write_graphml
from communique.exports.rdf import EngineWriter, write_context_jsonld
from communique.exports.tables import write_tables
from communique.formats import GRAPHS, Format

Parts = Literal["default", "named", "both"]
Writer = Callable[[Material, BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Export:
    """One row. `parts` says what an export of everything is made of: the default graph, the named
    graphs, or both.
    """

    name: str
    extension: str
    media_type: str
    parts: Parts
    title: str
    write: Writer


def _of_format(row: Format) -> Export:
    keeps_names = row.kind == "dataset"
    write: Writer = write_context_jsonld
    if row.name != "jsonld" and isinstance(row.engine, RdfFormat):
        write = EngineWriter(row.engine, keeps_names)
    title = f"RDF, {row.w3c_name.replace('_', '/')}"
    parts: Parts = "both" if keeps_names else "default"
    return Export(row.name, row.extension, row.media_type, parts, title, write)


EXPORTS: tuple[Export, ...] = (
    *(_of_format(row) for row in GRAPHS),
    Export(
        "annotated",
        "annotated.ttl",
        "text/turtle;version=1.2",
        parts="default",
        title="RDF 1.2 Turtle, statements annotated with their evidence",
        write=write_annotated,
    ),
    Export(
        "nanopubs",
        "nanopubs.trig",
        "application/trig",
        parts="named",
        title="A nanopublication for each statement and event",
        write=write_nanopubs,
    ),
    Export(
        "tables",
        "tables.zip",
        "application/zip",
        parts="named",
        title="Events, signatures and controls as CSV with CSVW metadata",
        write=write_tables,
    ),
    Export(
        "graphml",
        "graphml",
        "application/graphml+xml",
        parts="default",
        title="Who did what to whom as a network, GraphML",
        write=write_graphml,
    ),
    Export(
        "gexf",
        "gexf",
        "application/gexf+xml",
        parts="default",
        title="Who did what to whom as a network, GEXF for Gephi",
        write=write_gexf,
    ),
)

BY_NAME: dict[str, Export] = {row.name: row for row in EXPORTS}
