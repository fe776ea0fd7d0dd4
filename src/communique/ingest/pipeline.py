"""From an article to what it says: the pipeline."""

from communique.ingest.aims import find_aims
from communique.ingest.background import Background
from communique.ingest.beliefs import find_beliefs
from communique.ingest.confidence import calibrated
from communique.ingest.entities import collect
from communique.ingest.events import find_events
from communique.ingest.merging import merge
from communique.ingest.paragraphs import paragraphs
from communique.ingest.reading import read_names
from communique.ingest.setting import find_settings
from communique.ingest.statements import find_statements
from communique.language.reader import reader
from communique.model import Article, Extraction

VERSION = "rules-1"
"""The version of the extractor: it goes into Run.version and the metadata graph."""


def extract(article: Article, background: Background) -> Extraction:
    """Return all that was read in `article`. Raises LanguageError if it is not English."""
    return calibrated(uncalibrated(article, background))


def uncalibrated(article: Article, background: Background) -> Extraction:
    """Return the same with the scores of the rules, from which the calibration is fitted."""
    annotation = reader().read(article.text, paragraphs(article))
    reading = read_names(annotation, article, background)
    lines = reading.lines
    settings = find_settings(lines, article, background)
    events = tuple(find_events(lines, article, settings))
    aims = find_aims(lines, article, settings, events)
    beliefs = find_beliefs(lines, article, events)
    found = merge([*events, *aims, *beliefs, *find_statements(lines, article, settings)])
    return collect(article, reading, found)
