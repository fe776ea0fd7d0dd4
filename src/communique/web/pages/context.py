"""What all pages are made with."""

from dataclasses import dataclass

from communique.settings import Settings
from communique.vocab import Names
from communique.web.pages.answers import Answers
from communique.web.pages.search import Search
from communique.web.pages.things import Catalogue


@dataclass(frozen=True, slots=True)
class Context:
    """The settings in force, and who answers questions about the graph."""

    settings: Settings
    names: Names
    answers: Answers
    catalogue: Catalogue
    search: Search
