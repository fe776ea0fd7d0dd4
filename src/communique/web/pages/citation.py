"""How to cite a statement: BibTeX, CSL-JSON and a plain line."""

import json
import re
from dataclasses import dataclass

_BIBTEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#"}


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited: a statement of the graph and the article it was read in.

    `created` is when the graph was published (ISO 8601), `headline` may be empty.
    """

    iri: str
    title: str
    headline: str
    publisher: str
    published: str
    url: str
    created: str

    @property
    def plain(self) -> str:
        """One line, as a footnote has it."""
        source = ", ".join(
            part for part in (self.publisher, f"“{self.headline}”", self.published) if part
        )
        return f"“{self.title}.” Communique, {self.created[:10]}. {self.iri}. Read in: {source}."

    @property
    def bibtex(self) -> str:
        """An entry of type misc."""
        fields = {
            "title": self.title,
            "howpublished": "Communique, knowledge graph of news on AI diplomacy",
            "url": self.iri,
            "year": self.created[:4],
            "note": f"Read in: {self.headline}{', ' + self.url if self.url else ''}",
        }
        key = re.sub(r"\W", "", self.iri.rpartition("/")[2])
        lines = "".join(f"  {name} = {{{_escaped(text)}}},\n" for name, text in fields.items())
        return f"@misc{{communique-{key},\n{lines}}}"

    @property
    def csl(self) -> str:
        """CSL-JSON, one item."""
        item = {
            "id": self.iri,
            "type": "dataset",
            "title": self.title,
            "container-title": "Communique",
            "URL": self.iri,
            "issued": {"date-parts": [[int(part) for part in self.created[:10].split("-")]]},
            "note": f"Read in: {self.headline}",
        }
        return json.dumps([item], ensure_ascii=False, indent=2)


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(char, char) for char in text)
