"""Write ``countries.tsv``: the codes of ISO 3166-1 joined with the names the press uses.

Codes and formal names come from pycountry; what the press calls a country, its people and its
seat of government is kept by hand in ``country_names.tsv``.  The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import pycountry

HERE = Path(__file__).resolve().parent
NAMES = HERE / "country_names.tsv"
OUTPUT = HERE / "countries.tsv"
COLUMNS = (
    "alpha3",
    "alpha2",
    "numeric",
    "name",
    "official",
    "aliases",
    "demonyms",
    "capital",
    "metonyms",
    "eu_authority",
    "wikidata",
    "source",
)
EU_AUTHORITY = "http://publications.europa.eu/resource/authority/country/"
AMBIGUOUS = frozenset({"Congo"})
"""Names of ISO 3166-1 that the press gives to more than one country: never an alias."""


class Code(NamedTuple):
    """What a code list says of one country."""

    alpha2: str
    numeric: str
    official: str
    names: tuple[str, ...]
    source: str


def read_codes() -> dict[str, Code]:
    """Return the entries of ISO 3166-1, and Kosovo, by alpha-3 code."""
    source = f"ISO 3166-1 (pycountry {version('pycountry')})"
    codes = {
        # The European institutions use these codes; ISO reserves them for private use.
        "XKX": Code("XK", "", "", (), "user-assigned codes XK and XKX, outside ISO 3166-1"),
    }
    for entry in pycountry.countries:
        official = getattr(entry, "official_name", "").removeprefix("the ")
        names = (entry.name, getattr(entry, "common_name", ""), official)
        codes[entry.alpha_3] = Code(entry.alpha_2, entry.numeric, official, names, source)
    return codes


def read_names(path: Path) -> dict[str, dict[str, str]]:
    """Return the rows of the hand-written table by alpha-3 code."""
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    keys = header.split("\t")
    rows = (dict(zip(keys, line.split("\t"), strict=True)) for line in lines)
    return {row["alpha3"]: row for row in rows}


def country_row(alpha3: str, code: Code, names: dict[str, str]) -> dict[str, str]:
    """Join what the code list and the hand-written table say of one country."""
    official = names["official"] or code.official
    aliases = dict.fromkeys([*names["aliases"].split("|"), *code.names, official])
    kept = [alias for alias in aliases if alias not in AMBIGUOUS | {"", names["name"]}]
    return {
        **names,
        "alpha2": code.alpha2,
        "numeric": code.numeric,
        "official": official,
        "aliases": "|".join(kept),
        "eu_authority": EU_AUTHORITY + alpha3,
        "source": f"{code.source}; names: country_names.tsv",
    }


def render(codes: dict[str, Code], names: dict[str, dict[str, str]]) -> str:
    """Return the whole table as text."""
    if missing := sorted(codes.keys() ^ names.keys()):
        raise SystemExit(f"not in both the code list and {NAMES.name}: {' '.join(missing)}")
    lines = ["\t".join(COLUMNS)]
    for alpha3 in sorted(codes):
        row = country_row(alpha3, codes[alpha3], names[alpha3])
        lines.append("\t".join(row[column] for column in COLUMNS))
    return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Write the table, or with ``--check`` say whether it is up to date."""
    parser = argparse.ArgumentParser(description="Write countries.tsv.")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail when the file differs"
    )
    options = parser.parse_args(arguments)
    table = render(read_codes(), read_names(NAMES)).encode()
    if not options.check:
        OUTPUT.write_bytes(table)
    elif not OUTPUT.is_file() or OUTPUT.read_bytes() != table:
        print(f"{OUTPUT.name} is not what {Path(__file__).name} writes", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
