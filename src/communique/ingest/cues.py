"""What words say of whether it happened, as data/lexicon/factuality.tsv has them."""

import re
from functools import cache

from communique.language.tables import lexicon, values

_NTH = re.compile(r"[0-9]+(st|nd|rd|th)")
"""What says the same as any ordinal that the table has."""


def cue(where: str, word: str) -> str:
    """Return what a word says at a place, "" when the table does not know it there."""
    return _cues().get((where, "tenth" if _NTH.fullmatch(word) else word), "")


@cache
def _cues() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for row in lexicon("factuality"):
        for word in values(row["cue"]):
            found.setdefault((row["where"], word), row["factuality"])
    return found
