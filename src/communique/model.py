"""The waist of the hourglass: what the reader of language hands to the writer of RDF.

Plain frozen values that know neither language models nor RDF. Offsets count Unicode code points
of `Article.text`, end exclusive, so that `text[start:end]` is the quote itself.
"""

from dataclasses import dataclass
from enum import StrEnum

CLAIM = "Claim"
"""The kind of an event that is of no class of events: what somebody believes, in words."""


class Factuality(StrEnum):
    """Did it happen, as far as the article's words go?"""

    ACTUAL = "Actual"
    PLANNED = "Planned"
    POSSIBLE = "Possible"
    NEGATED = "Negated"


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of the article, in code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """A source document as it was read: the whole text, and which spans of it are content.

    `key` names the article for good: its URL where one is known, else its text hash.
    `published` is an ISO 8601 date (2023-11-02) or empty. `content` lists the spans that are not
    chrome, in order. `source_key` tells one origin (a URL or a file) from another, so that a
    changed file replaces the graph it gave before.
    """

    key: str
    text: str
    content: tuple[Passage, ...]
    text_hash: str
    headline: str = ""
    published: str = ""
    publisher: str = ""
    url: str = ""
    source_key: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something the article speaks of.

    `kind` is a class name of the ontology (Country, Person, Summit, ...). `key` is stable:
    background entities carry their background key (`known`), others one derived from kind and
    name. `name` is what the article calls it in full, `aliases` its other names there.
    """

    kind: str
    key: str
    name: str
    known: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Identity inside one extraction, e.g. Country/USA."""
        return f"{self.kind}/{self.key}"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the article that stand for an entity."""

    passage: Passage
    entity: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A property that the article's words state of an entity, with the words.

    `subject` is an entity id; `value` is an entity id when `value_is_entity`, else a literal.
    """

    subject: str
    predicate: str
    value: str | int
    value_is_entity: bool
    passage: Passage
    confidence: float
    extracted_by: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something the article reports, or a Claim when `attributed_to` names who vouches for it.

    `kind` is an event class of the ontology. Participants are entity ids. `time` and `time_end`
    are ISO 8601 at the precision of the text: YYYY, YYYY-MM or YYYY-MM-DD, or empty.
    `extracted_by` names the rule, frame or model; `confidence` is within 0..1.
    """

    kind: str
    agents: tuple[str, ...]
    patients: tuple[str, ...]
    passage: Passage
    factuality: Factuality
    confidence: float
    extracted_by: str
    topics: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    time: str = ""
    time_end: str = ""
    attributed_to: tuple[str, ...] = ()
    quotation: str = ""
    topic_text: str = ""
    more_evidence: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Which version of the extractor made an extraction, and when (ISO 8601, passed in).

    Events and facts with less than `min_confidence` are left out.
    """

    version: str
    started: str
    min_confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read in one article; `sentences` are its content as the reader divided it."""

    article: Article
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...]
    events: tuple[Event, ...]
    sentences: tuple[Passage, ...] = ()
