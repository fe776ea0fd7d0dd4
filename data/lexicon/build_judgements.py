"""Write ``judgements.tsv``: words that judge, out of VADER's.

A word counts if its raters agreed on which side it is and found it strong enough, and if WordNet
has met it as a noun or adjective, none of whose senses it marks as slang, slur or otherwise of a
special use.
"""

import json
import re
import sys
from collections import defaultdict
from itertools import groupby
from pathlib import Path

OUTPUT = Path(__file__).resolve().parent / "judgements.tsv"
STRONG = {"bad": -1.5, "good": 2.0}
WORD = re.compile(r"[a-z]{4,}(-[a-z]{2,})*")
PARTS = {"noun": ("1",), "adj": ("3", "5")}
"""The numbers that a part of speech has in WordNet's index."""


def read_words(wordnet: Path) -> set[str]:
    """Return the nouns and adjectives of WordNet that it has met, without a special use."""
    special, met = set(), set()
    for part in PARTS:
        for line in (wordnet / f"data.{part}").read_text(encoding="utf-8").splitlines():
            if line[:1].isdigit() and " ;u " in line:
                fields = line.split()
                special |= {word.lower() for word in fields[4 : 4 + 2 * int(fields[3], 16) : 2]}
    numbers = {number for part in PARTS.values() for number in part}
    for line in (wordnet / "index.sense").read_text(encoding="utf-8").splitlines():
        key, _, _, count = line.split()
        lemma, _, rest = key.partition("%")
        if rest[:1] in numbers and count != "0":
            met.add(lemma)
    return met - special


def judgement(mean: float, ratings: list[int]) -> str:
    """Return "bad" or "good", "" for a weak word or one whose raters differ on its side."""
    if mean <= STRONG["bad"] and max(ratings) <= 0:
        return "bad"
    return "good" if mean >= STRONG["good"] and min(ratings) >= 0 else ""


def render(vader: Path, wordnet: Path) -> str:
    """Return the whole table as text: for each judgement a row for each first letter."""
    known, found = read_words(wordnet), defaultdict(list)
    for line in vader.read_text(encoding="utf-8").splitlines():
        word, mean, _, ratings = line.split("\t")[:4]
        if WORD.fullmatch(word) and word in known:
            found[judgement(float(mean), json.loads(ratings))].append(word)
    lines = [
        "# Nouns and adjectives that judge what they are said of, of VADER (its licence is beside",
        "# this table). What roles.tsv says of a word goes before.",
        "judgement\twords",
    ]
    for side in ("bad", "good"):
        rows = groupby(sorted(found[side]), key=lambda word: word[0])
        lines += [f"{side}\t{'|'.join(group)}" for _, group in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    OUTPUT.write_text(render(Path(sys.argv[1]), Path(sys.argv[2])), encoding="utf-8")
