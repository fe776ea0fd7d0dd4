"""Write ``given_names.tsv``: first names that are nearly always those of one gender.

The shares come from the package nomquamgender, which joins 36 public sources; names are without
accents there.  A name counts that five sources and a hundred people have, 97 in 100 of one gender.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

OUTPUT = Path(__file__).resolve().parent / "given_names.tsv"
SOURCES, PEOPLE, SHARE = 5, 100, 0.97


def read_shares() -> dict[str, tuple[int, int, float]]:
    """Return of each name how many sources and people have it, and the share of women."""
    package = find_spec("nomquamgender")
    if package is None or not package.submodule_search_locations:
        raise SystemExit("nomquamgender is not installed: pip install -e '.[train]'")
    path = Path(package.submodule_search_locations[0]) / "name_data.json"
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {name: (row[0], row[1], row[2]) for name, row in rows.items()}


def gender(sources: int, people: int, women: float) -> str:
    """Return "f" or "m", "" where that is not sure enough."""
    if sources < SOURCES or people < PEOPLE or max(women, 1 - women) < SHARE:
        return ""
    return "f" if women > 1 - women else "m"


def render(shares: dict[str, tuple[int, int, float]]) -> str:
    """Return the whole table as text: a row for each gender and first letter."""
    told = sorted(
        (of, name)
        for name, row in shares.items()
        if name.isascii() and name.isalpha() and len(name) > 1 and (of := gender(*row))
    )
    package = f"nomquamgender {version('nomquamgender')} (MIT licence, Ian Van Buskirk)"
    lines = [
        f"# First names without accents, of one gender in {SHARE:.0%} of cases: {package}",
        "gender\tnames",
    ]
    for (of, _), names in groupby(told, key=lambda pair: (pair[0], pair[1][0])):
        lines.append(f"{of}\t{'|'.join(name for _, name in names)}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    OUTPUT.write_text(render(read_shares()), encoding="utf-8")
