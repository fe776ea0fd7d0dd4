"""From an article to what it says: the pipeline."""

from communique.ingest.aims import find_aims
from communique.ingest.background import Background
from communique.ingest.beliefs import find_beliefs
from communique.ingest.confidence import at_least, calibrated, sureness
from communique.ingest.entities import collect
from communique.ingest.events import find_events
from communique.ingest.homecoming import without_homecomings
from communique.ingest.merging import merge
from communique.ingest.paragraphs import paragraphs
from communique.ingest.reading import read_names
from communique.ingest.setting import find_settings
from communique.ingest.statements import find_statements
from communique.language.reader import reader
from communique.model import Article, Extraction
from communique.settings import EVEN

VERSION = "rules-1"
"""The version of the extractor: it goes into Run.version and the metadata graph."""


def extract(article: Article, background: Background, *, least: float = EVEN) -> Extraction:
    """Return what was read in `article` and is right with a confidence of `least`, 0 to 1.

    Raises LanguageError if it is not English.
    """
    return at_least(calibrated(_read(article, background, least=least)), least)


def uncalibrated(article: Article, background: Background) -> Extraction:
    """Return all that was read with the scores of the rules, from which the calibration is fitted.

    Raises LanguageError.
    """
    return _read(article, background, least=0.0)


def _read(article: Article, background: Background, *, least: float) -> Extraction:
    annotation = reader().read(article.text, paragraphs(article))
    reading = read_names(annotation, article, background)
    lines = reading.lines
    settings = find_settings(lines, article, background)
    told = find_events(lines, article, settings)
    events = tuple(without_homecomings(told, reading.facts, background))
    aims = find_aims(lines, article, settings, events)
    beliefs = find_beliefs(lines, article, events)
    found = merge([*events, *aims, *beliefs, *find_statements(lines, article, settings)])
    return collect(article, reading, [one for one in found if sureness(one.event) >= least])
