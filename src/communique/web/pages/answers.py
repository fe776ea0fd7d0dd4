"""Answers to the queries of pages, as rows of terms; kept while the snapshot stays the same."""

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

from communique.errors import QueryTimeout
from communique.settings import Settings
from communique.store.wire import QueryRequest
from communique.web.freshness import Editions
from communique.web.pages.questions import paged

Ask = Callable[[QueryRequest], bytes]
"""Returns the whole answer to a query, in the format it asks for."""

_AT_ONCE = 1000  # solutions of a chunk
_SHORT = 2.0  # seconds for a chunk, and how often it is tried
_TRIES = 5
_MOST_KEPT = 512
_LARGEST_KEPT = 1 << 18  # bytes of an answer


@dataclass(frozen=True, slots=True)
class Term:
    """A term of an answer; `kind` is uri, literal or bnode."""

    value: str
    kind: str = "literal"
    datatype: str = ""
    language: str = ""

    def __str__(self) -> str:
        return self.value


Row = dict[str, Term]


class Answers:
    """Asks the query workers for pages; safe to use from many threads."""

    def __init__(self, ask: Ask, settings: Settings, editions: Editions) -> None:
        self._ask = ask
        self._timeout = settings.timeout
        self.editions = editions
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[int, str], list[Row]] = OrderedDict()

    def rows(self, text: str) -> list[Row]:
        """Return the answer to a SELECT. Raises what the query workers raise."""
        key = (self.editions.current().number, text)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        body = self.raw(text, bindings="json")
        rows = parse_rows(body)
        if len(body) <= _LARGEST_KEPT:
            with self._lock:
                self._kept[key] = rows
                while len(self._kept) > _MOST_KEPT:
                    self._kept.popitem(last=False)
        return rows

    def chunks(self, text: str) -> Iterator[Row]:
        """Yield the rows of a SELECT with LIMIT and OFFSET, for all offsets.

        Short questions are answered at once, however busy the machine is; one long one is not.
        """
        for offset in count(0, _AT_ONCE):
            query = paged(text, limit=_AT_ONCE, offset=offset)
            rows = parse_rows(self._short(query))
            if not rows:
                return
            yield from rows

    def _short(self, query: str) -> bytes:
        """Answer a short question, again when it was set aside for others for too long."""
        for _ in range(_TRIES - 1):
            try:
                return self.raw(query, bindings="json", timeout=_SHORT)
            except QueryTimeout:
                continue
        return self.raw(query, bindings="json")

    def raw(self, text: str, *, bindings: str = "", graph: str = "", timeout: float = 0) -> bytes:
        """Return an answer in the formats given; `timeout` can lower the limit (in seconds)."""
        limit = min(timeout or self._timeout, self._timeout)
        return self._ask(QueryRequest(text, bindings=bindings, graph=graph, timeout=limit))


def parse_rows(body: bytes) -> list[Row]:
    """Return the rows of SPARQL results in JSON."""
    return [
        {name: _term(content) for name, content in binding.items()}
        for binding in json.loads(body)["results"]["bindings"]
    ]


def _term(content: dict[str, str]) -> Term:
    return Term(
        content["value"],
        content["type"],
        content.get("datatype", ""),
        content.get("xml:lang", ""),
    )
