"""The answer to any query as a table, or as Turtle."""

import json
from dataclasses import dataclass, field

from communique.web.pages.answers import Row, parse_rows


@dataclass(frozen=True, slots=True)
class Table:
    """What a page shows of an answer: at most some rows of `total`, a truth, or a graph."""

    columns: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)
    total: int = 0
    truth: bool | None = None
    turtle: str = ""

    @property
    def constant(self) -> tuple[str, ...]:
        """The columns that say the same in every row, or nothing in any."""
        return tuple(
            name
            for name in self.columns
            if len({row[name].value if name in row else "" for row in self.rows}) == 1
        )


def as_table(body: bytes, *, most: int) -> Table:
    """Return the answer in `body`, SPARQL results in JSON or a graph in Turtle."""
    if not body.startswith(b'{"head"'):
        return Table(turtle=body.decode())
    content = json.loads(body)
    if "boolean" in content:
        return Table(truth=content["boolean"])
    rows = parse_rows(body)
    return Table(tuple(content["head"]["vars"]), rows[:most], len(rows))
