"""docs/linked-data.md lists the formats that there are."""

import pytest

from communique.exports.table import EXPORTS
from communique.formats import GRAPHS
from communique.vocab import ONTOLOGY_VERSION
from conftest import ROOT

DOCUMENT = (ROOT / "docs" / "linked-data.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("row", GRAPHS, ids=lambda row: row.name)
def test_it_lists_every_format_of_documents(row):
    assert f"| `.{row.extension}` | `{row.media_type}` |\n" in DOCUMENT


@pytest.mark.parametrize("row", EXPORTS, ids=lambda row: row.name)
def test_it_lists_every_export(row):
    assert f"| `{row.name}` | `.{row.extension}` | {row.title} |\n" in DOCUMENT


def test_it_names_the_version_of_the_context():
    assert f"/context/{ONTOLOGY_VERSION}.jsonld" in DOCUMENT
