"""The words around a noun or verb for a restriction on trade: data/lexicon/controls.tsv."""

from communique.ingest.phrases import words
from communique.language.tables import lexicon, values


def control_words(part: str) -> frozenset[str]:
    """Return the words of controls.tsv that play a part."""
    singles = words("controls", "words", "role", part)
    if part not in ("sure", "called"):
        return singles
    rows = [row for row in lexicon("controls") if row["role"] == part]
    return frozenset(value for row in rows for value in values(row["words"]))
