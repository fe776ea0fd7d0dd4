"""The saved questions: their words, and the same question about one thing in particular."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from communique.errors import NotFound
from communique.resources import resource
from communique.vocab import BASE_IRI, Names

_NOT_IN_IRIS = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_FIRST_GROUP = re.compile(r"\bWHERE\s*\{")


@dataclass(frozen=True, slots=True)
class Question:
    """A query that is kept in a file; `name` is the file's, `about` its second comment line."""

    name: str
    title: str
    about: str
    text: str


@cache
def questions() -> tuple[Question, ...]:
    """Return the saved questions in the order of their names."""
    return tuple(_read(path.stem) for path in sorted(resource("queries").glob("*.rq")))


def question(name: str, names: Names) -> Question:
    """Return a saved question, with the things it names under our base. Raises NotFound."""
    known = next((one for one in questions() if one.name == name), None)
    if known is None:
        raise NotFound(f"there is no saved question {name!r}: the start page lists them")
    return Question(known.name, known.title, known.about, _rebased(known.text, names))


@cache
def page_query(name: str, names: Names) -> str:
    """Return the query that pages ask under `name`."""
    text = resource("queries", "pages", f"{name}.rq").read_text(encoding="utf-8")
    return _rebased(text, names)


def bound(text: str, **things: str | Iterable[str]) -> str:
    """Return the query `text` about certain `things`: IRIs, by the variable that stands for them.

    Each `VALUES ?variable { ... }` gets the IRIs; without any, one is put at the start of the
    query's first group. Raises NotFound for what is no IRI.
    """
    for variable, iris in things.items():
        terms = " ".join(_term(iri) for iri in ([iris] if isinstance(iris, str) else iris))
        values = f"VALUES ?{variable} {{ {terms} }}"
        pattern = re.compile(rf"VALUES \?{variable}\s*\{{[^}}]*\}}")
        if pattern.search(text):
            text = pattern.sub(values, text)
        else:
            text = _FIRST_GROUP.sub(rf"\g<0>\n  {values}", text, count=1)
    return text


def paged(text: str, *, limit: int, offset: int = 0) -> str:
    """Return `text` with another OFFSET, and the LIMIT before it."""
    return re.sub(r"LIMIT \d+(\s+)OFFSET \d+", rf"LIMIT {limit}\1OFFSET {offset}", text)


def _read(name: str) -> Question:
    text = resource("queries", f"{name}.rq").read_text(encoding="utf-8")
    title, about, *_ = (line.removeprefix("#").strip() for line in text.splitlines())
    return Question(name, title, about, text)


def _rebased(text: str, names: Names) -> str:
    for folder in ("id", "graph"):
        text = text.replace(f"<{BASE_IRI}{folder}/", f"<{names.base}{folder}/")
    return text


def _term(iri: str) -> str:
    if ":" not in iri or _NOT_IN_IRIS.search(iri):
        raise NotFound(f"{iri!r} is not the IRI of anything")
    return f"<{iri}>"
