"""Validators (RFC 9110, section 8.8) of answers: all of one snapshot are as fresh as it is."""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

from communique.errors import NothingPublished
from communique.store.snapshot import current, pointed_number
from communique.store.terminals import terminals

# Answers to such queries are never the same twice. Finding the words where they mean nothing
# (in a comment, say) only costs the answer its validators.
_FICKLE = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\b")
_FICKLE_PARTS = ("NOW", "RAND", "UUID", "BNODE")  # looking for these alone is ten times as fast

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Edition:
    """The snapshot that answers now: its number, a tag that no other has, and when it was made.

    `is_dated`: no other edition was served that was made in the same second.
    """

    number: int
    tag: str
    created: datetime | None
    is_dated: bool = True

    def headers(self, representation: str) -> list[tuple[str, str]]:
        """Return the validators of an answer; `representation` names its format and coding.

        Without one, when it is not known which would be sent, there is no entity tag.
        """
        headers = [("cache-control", "public, no-cache")]
        if representation:
            headers.append(("etag", self.etag(representation)))
        if self.created is not None and self.is_dated:
            headers.append(("last-modified", _http_date(self.created)))
        return headers

    def etag(self, representation: str) -> str:
        """Return the strong entity tag of an answer."""
        return f'"{self.number}-{self.tag}-{representation}"'

    def known(
        self, if_none_match: str, if_modified_since: str, representations: set[str]
    ) -> str | None:
        """Return which of `representations` the client has, "" when any, None when none."""
        if if_none_match.strip() == "*":
            return ""
        if if_none_match:
            start = f"{self.number}-{self.tag}-"
            tags = re.findall(r'"([^"]*)"', if_none_match)
            mine = [tag.removeprefix(start) for tag in tags if tag.startswith(start)]
            return next((one for one in mine if one in representations), None)
        return "" if if_modified_since and self._is_older_than(if_modified_since) else None

    def is_among(self, tags: str, *, weakly: bool) -> bool:
        """Return whether an entity tag of this edition is in `tags`, a header's value.

        Weak tags count only `weakly` (RFC 9110, section 8.8.3.2).
        """
        start = f"{self.number}-{self.tag}-"
        return any(
            tag.startswith(start) and (weakly or not mark)
            for mark, tag in re.findall(r'(W/)?"([^"]*)"', tags)
        )

    def _is_older_than(self, date: str) -> bool:
        if self.created is None or not self.is_dated:
            return False
        try:
            return self.created.replace(microsecond=0) <= parsedate_to_datetime(date)
        except (ValueError, TypeError):
            return False


class Editions:
    """Knows the current edition of the store in a folder; asking takes microseconds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pointer = str(folder / "snapshots" / "CURRENT")
        self._edition = Edition(0, "", None)

    def current(self) -> Edition:
        """Return the edition that is published now; its number is 0 when there is none."""
        number = pointed_number(self._pointer)
        if number != self._edition.number:
            before, edition = self._edition.created, self._read()
            if before and edition.created and edition.created - before < _SECOND:
                edition = replace(edition, is_dated=False)
            self._edition = edition
        return self._edition

    def _read(self) -> Edition:
        try:
            snapshot = current(self._folder)
        except NothingPublished:
            return Edition(0, "", None)
        tag = hashlib.sha256(snapshot.created.encode()).hexdigest()[:8]
        try:
            created = datetime.fromisoformat(snapshot.created)
        except ValueError:
            created = None
        return Edition(snapshot.number, tag, created)


@lru_cache(maxsize=1024)
def is_fickle(query: str) -> bool:
    """Return whether the same query on the same snapshot may give other bytes."""
    text = query.upper()
    if any(part in text for part in _FICKLE_PARTS) and _FICKLE.search(text):
        return True
    return "CONSTRUCT" in text and _makes_nodes(query)


def _makes_nodes(query: str) -> bool:
    """Return whether `query` is a CONSTRUCT with blank nodes, or lists of them, in its template."""
    tokens = terminals(query)
    for kind, word in tokens:
        if kind == "word" and word.upper() == "CONSTRUCT":
            template = takewhile(lambda token: token[1] != "}", tokens)
            return any(text in ("[", "(") or text.startswith("_:") for _, text in template)
    return False


@lru_cache(maxsize=8)
def _http_date(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)
