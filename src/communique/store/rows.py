"""Counting the rows of a result in its bytes, as they pass: the engine gives no other way."""

import re

# A row that ends, a row that begins with a variable: inside a string the quotes would be escaped,
# so nothing else looks like this. Rows without a single binding are not counted.
_JSON_ROW = re.compile(rb'(?:\}\},|\[)\{"[^"\\]{1,200}":\{"type"')
_OVERLAP = 256
_COUNTED = {"json", "xml", "csv", "tsv", "ntriples", "nquads"}


def counts_rows(format_name: str) -> bool:
    """Return whether the rows, or triples, of that format can be counted in its bytes."""
    return format_name in _COUNTED


class RowCounter:
    """Counts the solutions or triples in a stream; formats it cannot count have no rows."""

    def __init__(self, format_name: str) -> None:
        self._add = {
            "json": self._json,
            "xml": self._xml,
            "csv": self._csv,
            "tsv": self._tsv,
            "ntriples": self._statements,
            "nquads": self._statements,
        }.get(format_name, self._none)
        self._rows = 0
        self._lines = 0
        self._tail = b""
        self._quoted = False

    def add(self, data: bytes) -> int:
        """Return the number of rows so far, those of the next piece `data` included."""
        self._add(data)
        return self._rows

    def _json(self, data: bytes) -> None:
        seen = len(self._tail)
        text = self._tail + data
        self._rows += sum(found.end() > seen for found in _JSON_ROW.finditer(text))
        self._tail = text[-_OVERLAP:]

    def _xml(self, data: bytes) -> None:
        text = self._tail + data
        self._rows += text.count(b"<result>")
        self._tail = text[-len(b"<result>") + 1 :]

    def _csv(self, data: bytes) -> None:
        """Line ends inside quotes belong to a value; a doubled quote closes and opens again."""
        pieces = data.split(b'"')
        outside = pieces[1::2] if self._quoted else pieces[::2]
        self._quoted ^= len(pieces) % 2 == 0
        self._count_lines(sum(piece.count(b"\n") for piece in outside))

    def _tsv(self, data: bytes) -> None:
        self._count_lines(data.count(b"\n"))

    def _statements(self, data: bytes) -> None:
        self._rows += data.count(b"\n")

    def _count_lines(self, lines: int) -> None:
        self._lines += lines
        self._rows = max(self._lines - 1, 0)  # the first names the variables

    def _none(self, data: bytes) -> None:
        pass
