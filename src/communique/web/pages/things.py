"""Things as pages show them: what each is called, what it is, and where its page is."""

from collections.abc import Iterable
from dataclasses import dataclass

from communique.vocab import CMQ, ONTOLOGY, PREFIXES, RDF, Names, segment
from communique.web.pages.answers import Answers, Row
from communique.web.pages.questions import bound, page_query

# Types that say less than another one that the same thing has.
_VAGUE = {"Event", "Claim", "Actor", "Organization", "Person", "Instrument", "Polity", "Concept"}


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with an IRI; `kind` is the name of its class in the ontology, "" when unknown.

    `path` is where its page is below `/page/`, "" for what is not ours to show.
    """

    iri: str
    label: str
    kind: str = ""
    path: str = ""

    @property
    def kind_words(self) -> str:
        """The kind as words: ExportControl is an export control."""
        return words(self.kind)


class Catalogue:
    """Knows the things of one store by their IRIs."""

    def __init__(self, answers: Answers, names: Names) -> None:
        self._answers = answers
        self.names = names

    def of(self, iris: Iterable[str]) -> dict[str, Thing]:
        """Return the things with these IRIs, those that nobody named with what their IRI tells."""
        wanted = sorted({iri for iri in iris if ":" in iri})
        found: dict[str, list[Row]] = {iri: [] for iri in wanted}
        if wanted:
            query = bound(page_query("names", self.names), thing=wanted)
            for row in self._answers.rows(query):
                found.setdefault(row["thing"].value, []).append(row)
        return {iri: self._thing(iri, rows) for iri, rows in found.items()}

    def path(self, iri: str) -> str:
        """Return where the page of a thing is below `/page/`, "" when it is none of ours."""
        start = f"{self.names.base}id/"
        return iri.removeprefix(start) if iri.startswith(start) else ""

    def iri(self, path: str) -> str:
        """Return the IRI of what has its page at `path` (decoded)."""
        return f"{self.names.base}id/" + "/".join(segment(part) for part in path.split("/"))

    def _thing(self, iri: str, rows: list[Row]) -> Thing:
        known = sorted({row["known"].value for row in rows if "known" in row}, key=_by_length)
        labels = sorted({row["label"].value for row in rows if "label" in row}, key=_by_length)
        kinds = {row["type"].value for row in rows if "type" in row}
        label = (known or labels or [local_name(iri)])[0]
        return Thing(iri, label, kind_of(kinds), self.path(iri))


def kind_of(types: Iterable[str]) -> str:
    """Return the most telling class name of ours among the IRIs of `types`."""
    ours = sorted(iri.removeprefix(CMQ) for iri in types if iri.startswith(CMQ))
    if f"{RDF}Statement" in types:
        return "Statement"
    telling = [name for name in ours if name not in _VAGUE]
    return (telling or ours or [""])[0]


def local_name(iri: str) -> str:
    """Return the last part of an IRI, as words where it is a term of ours."""
    name = iri.rstrip("/#").replace("#", "/").rpartition("/")[2]
    return words(name) if iri.startswith((CMQ, *PREFIXES.values())) else name


def words(name: str) -> str:
    """Return a class or property name as words: holdsPosition is "holds position"."""
    if name.startswith(("AI", "PLOVER")):
        return name.replace("AISystem", "AI system").replace("PLOVER-", "")
    return "".join(f" {char.lower()}" if char.isupper() else char for char in name).strip()


def term_path(iri: str) -> str:
    """Return where a term of the ontology is described on this server, "" for other terms."""
    return f"/ontology#{iri.removeprefix(CMQ)}" if iri.startswith(f"{ONTOLOGY}#") else ""


def _by_length(text: str) -> tuple[int, str]:
    return len(text), text
