"""Write ``persons.tsv``: nouns that mean somebody, out of WordNet's.

A noun counts whose most frequent sense is a person's and, where WordNet counted its senses, four in
five of its uses; without counts, none of whose senses is anything else.  Names, and what WordNet
marks as slang, slur or otherwise of a special use, are left out.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

OUTPUT = Path(__file__).resolve().parent / "persons.tsv"
PERSON, SHARE = "18", 0.8
NOUN = re.compile(r"[a-z]{3,}(-[a-z]{2,})*")

Sense = tuple[int, str, str, int]
"""Its rank among those of its word, its lexicographer file, its synset, how often it was met."""


def read_senses(folder: Path) -> dict[str, list[Sense]]:
    """Return the senses of each noun in WordNet's index.sense."""
    found: dict[str, list[Sense]] = defaultdict(list)
    for line in (folder / "index.sense").read_text(encoding="utf-8").splitlines():
        key, synset, rank, count = line.split()
        lemma, _, rest = key.partition("%")
        if rest.startswith("1:"):
            found[lemma].append((int(rank), rest[2:4], synset, int(count)))
    return found


def left_out(folder: Path) -> Iterator[str]:
    """Yield the synsets of names (instances) and of words of a special use in data.noun."""
    for line in (folder / "data.noun").read_text(encoding="utf-8").splitlines():
        if line[:1].isdigit() and (" @i " in line or " ;u " in line):
            yield line.split(" ", 1)[0]


def is_person(senses: list[Sense], special: set[str]) -> bool:
    """Say whether a noun with those senses means a person nearly always."""
    told = sorted(senses)
    if told[0][1] != PERSON or any(synset in special for _, _, synset, _ in told):
        return False
    total = sum(count for *_, count in told)
    persons = sum(count for _, file, _, count in told if file == PERSON)
    return persons >= SHARE * total if total else all(file == PERSON for _, file, *_ in told)


def render(folder: Path) -> str:
    """Return the whole table as text: a row for each first letter."""
    special = set(left_out(folder))
    senses = read_senses(folder)
    found = sorted(
        noun for noun, rows in senses.items() if NOUN.fullmatch(noun) and is_person(rows, special)
    )
    lines = [
        "# Nouns that mean a person, by lemma, of WordNet 3.1 (its licence is beside this table).",
        "# What nouns.tsv says of a noun goes before.",
        "nouns",
    ]
    lines += ["|".join(group) for _, group in groupby(found, key=lambda noun: noun[0])]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    OUTPUT.write_text(render(Path(sys.argv[1])), encoding="utf-8")
