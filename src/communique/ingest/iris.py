"""The IRIs of things: one function, so that articles and background name alike."""

from communique.ingest.kinds import segment_of
from communique.model import Article, Passage
from communique.vocab import Names


def thing_iri(names: Names, kind: str, key: str) -> str:
    """Return the IRI of a thing of `kind`, e.g. id/country/USA or id/person/gina-raimondo."""
    return names.thing(segment_of(kind), key)


def id_iri(names: Names, identity: str) -> str:
    """Return the IRI of an entity by its id inside an extraction, such as Country/USA."""
    kind, _, key = identity.partition("/")
    return thing_iri(names, kind, key)


def article_iri(names: Names, article: Article) -> str:
    """Return the IRI of an article."""
    return names.thing("article", article.key)


def passage_iri(names: Names, article: Article, passage: Passage) -> str:
    """Return the IRI of a passage: a text fragment of the article (RFC 5147)."""
    return f"{article_iri(names, article)}#char={passage.start},{passage.end}"
