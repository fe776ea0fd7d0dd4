"""What all pages are made with."""

from dataclasses import dataclass

from communique.settings import Settings
from communique.vocab import Names
from communique.web.pages.answers import Answers, Row
from communique.web.pages.chronicle import Dated
from communique.web.pages.search import Search
from communique.web.pages.standing import Standing
from communique.web.pages.things import Catalogue


@dataclass(frozen=True, slots=True)
class Context:
    """The settings in force, who answers questions about the graph, and what stands for all pages.

    `matrices` holds the answers about pairs of countries, by PLOVER category.
    """

    settings: Settings
    names: Names
    answers: Answers
    catalogue: Catalogue
    search: Search
    chronicle: Standing[list[Dated]]
    matrices: dict[str, Standing[list[Row]]]
