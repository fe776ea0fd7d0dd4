"""The tables of background knowledge, as their tests read them."""

from functools import cache
from pathlib import Path

BACKGROUND = Path(__file__).parent.parent / "data" / "background"

Row = dict[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    header, *lines = read_text(name).removesuffix("\n").split("\n")
    return tuple(dict(zip(header.split("\t"), line.split("\t"), strict=True)) for line in lines)


def read_text(name: str) -> str:
    return (BACKGROUND / f"{name}.tsv").read_bytes().decode("utf-8")


def key_of(row: Row) -> str:
    return next(iter(row.values()))
