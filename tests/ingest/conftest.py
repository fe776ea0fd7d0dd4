"""What the tests of the ingester share."""

from pathlib import Path

import pytest

from communique.ingest.background import Background, load_background

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
