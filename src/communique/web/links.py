"""Link headers (RFC 8288): where else a thing is described, what to cite, under which licence."""

from collections.abc import Iterable
from dataclasses import dataclass

from communique.exports.words import dataset_words
from communique.formats import GRAPHS
from communique.vocab import Names

Link = tuple[str, str, str]
"""Target, relation and media type ("" where it does not matter)."""


@dataclass(frozen=True, slots=True)
class Place:
    """A thing as this server shows it.

    `rest` is what its IRI has after id/, and its page and its documents after page/ and data/.
    """

    names: Names
    origin: str
    rest: str

    @property
    def iri(self) -> str:
        """The thing itself."""
        return f"{self.names.base}id/{self.rest}"

    @property
    def page(self) -> str:
        """Where people read about it."""
        return f"{self.origin}/page/{self.rest}"

    def document(self, extension: str) -> str:
        """Where programs read about it, in the format with this extension."""
        return f"{self.origin}/data/{self.rest}.{extension}"


def links_of_thing(place: Place) -> list[Link]:
    """Return the links of the redirect from a thing."""
    return [*_documents(place, "describedby"), *_citation(place)]


def links_of_page(place: Place) -> list[Link]:
    """Return the links of the page about a thing (its signposts)."""
    canonical = f"{place.names.base}page/{place.rest}"
    about = (place.iri, "describes", "")
    alternates = _documents(place, "alternate")
    return [
        *alternates,
        *_documents(place, "describedby"),
        (canonical, "canonical", ""),
        about,
        *_citation(place),
    ]


def links_of_document(place: Place, extension: str) -> list[Link]:
    """Return the links of the document about a thing in one format."""
    alternates = [
        link for link in _documents(place, "alternate") if link[0] != place.document(extension)
    ]
    return [
        (place.page, "alternate", "text/html"),
        *alternates,
        (f"{place.names.base}data/{place.rest}.{extension}", "canonical", ""),
        (place.iri, "describes", ""),
        *_citation(place),
    ]


def link_header(links: Iterable[Link]) -> tuple[str, str]:
    """Return `links` as a header."""
    values = [
        f'<{target}>; rel="{relation}"' + (f'; type="{media_type}"' if media_type else "")
        for target, relation, media_type in links
    ]
    return "link", ", ".join(values)


def _documents(place: Place, relation: str) -> list[Link]:
    return [(place.document(row.extension), relation, row.media_type) for row in GRAPHS]


def _citation(place: Place) -> list[Link]:
    return [(place.iri, "cite-as", ""), (dataset_words()["license"], "license", "")]
