"""Tables as the house keeps them: tab-separated, a header line, `|` between values of a cell."""

from functools import lru_cache
from pathlib import Path

from communique.errors import InputError
from communique.resources import resource

Row = dict[str, str]


@lru_cache(maxsize=64)
def lexicon(name: str) -> tuple[Row, ...]:
    """Return the rows of data/lexicon/`name`.tsv, read once."""
    return read_table(resource("data", "lexicon", f"{name}.tsv"))


def read_table(path: Path) -> tuple[Row, ...]:
    """Return the rows of `path` by column name; `#` begins a comment line.

    Raises InputError for a table that cannot be read or has a row of the wrong width.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: this table cannot be read ({error})") from error
    lines = [
        (number, line.split("\t"))
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip() and not line.startswith("#")
    ]
    if not lines:
        raise InputError(f"{path}: the table has no header line; restore the file")
    header = [name.strip() for name in lines[0][1]]
    rows = []
    for number, cells in lines[1:]:
        if len(cells) > len(header):
            raise InputError(
                f"{path}:{number}: {len(cells)} cells where the header names {len(header)}"
            )
        padded = cells + [""] * (len(header) - len(cells))
        rows.append({name: cell.strip() for name, cell in zip(header, padded, strict=True)})
    return tuple(rows)


def values(cell: str) -> tuple[str, ...]:
    """Return the values of a cell, which `|` separates."""
    return tuple(value for part in cell.split("|") if (value := part.strip()))
