"""What the tests of the ingester share."""

from pathlib import Path

import pytest

from communique.ingest.article import read_text
from communique.ingest.background import Background, load_background
from communique.ingest.names import Name
from communique.ingest.paragraphs import paragraphs
from communique.ingest.pipeline import extract
from communique.ingest.reading import Reading, read_names
from communique.language.reader import reader

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def small() -> Background:
    """A small background that never changes."""
    return load_background(HERE / "background")


@pytest.fixture(scope="session")
def shipped() -> Background:
    """The background that ships with the package."""
    return load_background()


@pytest.fixture(scope="session")
def shipped_articles() -> Path:
    """The folder of sample articles."""
    return HERE.parent.parent / "data" / "articles"


def read(text: str, background: Background, published: str = "2023-11-02") -> Reading:
    """Return the names and the facts of a text."""
    article = read_text(text, published=published)
    return read_names(reader().read(article.text, paragraphs(article)), article, background)


def every(names: tuple[Name, ...]) -> list[Name]:
    """Return names and those inside them."""
    return [each for name in names for each in (name, *every(name.inner))]


def told(text: str, background: Background, *kinds: str) -> list[str]:
    """Return the events of some classes that a text tells by default: "Visit(Ada Lund -> Peru)"."""
    extraction = extract(read_text(text, published="2025-08-23"), background, least=0.5)
    names = {entity.id: entity.name for entity in extraction.entities}
    return [
        f"{event.kind}({' + '.join(names[each] for each in event.agents)} -> "
        f"{' + '.join(names[each] for each in event.patients)})"
        for event in extraction.events
        if event.kind in kinds
    ]
