"""The articles in the order of their dates."""

from communique.vocab import Names
from communique.web.pages.answers import Answers
from communique.web.pages.questions import page_query
from communique.web.pages.standing import Standing

Dated = tuple[str, str]
"""The IRI of an article and its date (ISO 8601, "" when unknown)."""


def chronicle(answers: Answers, names: Names) -> Standing[list[Dated]]:
    """Return what knows the articles of the store, the newest first."""

    def gather() -> list[Dated]:
        dates: dict[str, str] = {}
        for row in answers.chunks(page_query("dates", names)):
            iri, date = row["article"].value, row["published"].value if "published" in row else ""
            dates[iri] = max(dates.get(iri, ""), date)
        return sorted(dates.items(), key=lambda item: (item[1], item[0]), reverse=True)

    return Standing(gather, answers.editions)
