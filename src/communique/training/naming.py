"""Other names in the same sentences, so that the network learns what surrounds a name.

Names come from the treebanks and from the background tables; those of the sample article stay out.
"""

import random
from collections import defaultdict
from collections.abc import Iterable

from communique.language.tables import read_table, values
from communique.resources import resource
from communique.training.corpora import Annotated, Span, rewritten

Pools = dict[str, list[tuple[str, ...]]]

_TABLES = {
    "people": ("PERSON", ("name",)),
    "organizations": ("ORGANIZATION", ("name", "aliases")),
    "countries": ("POLITY", ("name", "aliases")),
    "places": ("PLACE", ("name",)),
    "summits": ("EVENT", ("name", "aliases")),
    "instruments": ("DOCUMENT", ("name", "aliases")),
    "systems": ("SYSTEM", ("name", "aliases")),
}
_SWAPPED = 0.7


def pools(sentences: Iterable[Annotated], *, without: str = "") -> Pools:
    """Return names by type, from `sentences` and the background; none that `without` contains."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for sentence in sentences:
        for start, end, kind in sentence.entities or ():
            if sentence.words[start][:1].isupper():
                found[kind].add(sentence.words[start:end])
    for table, (kind, columns) in _TABLES.items():
        for row in read_table(resource("data", "background", f"{table}.tsv")):
            for name in (v for column in columns for v in values(row[column])):
                found[kind].add(tuple(name.replace("'s", " 's").replace(",", " ,").split()))
    return {
        kind: sorted(name for name in names if kind == "POLITY" or " ".join(name) not in without)
        for kind, names in found.items()
    }


def renamed(sentence: Annotated, names: Pools, chance: random.Random) -> Annotated:
    """Return the words of `sentence` with most of its entities under other names; no tags."""
    words: list[str] = []
    spaces: list[bool] = []
    entities: list[Span] = []
    unsure: set[int] = set()
    by_start = {start: (end, kind) for start, end, kind in sentence.entities or ()}
    at = 0
    while at < len(sentence.words):
        end, kind = by_start.get(at, (at + 1, ""))
        new = list(sentence.words[at:end])
        if kind in names and chance.random() < _SWAPPED:
            new = list(chance.choice(names[kind]))
        if kind:
            if new[0].lower() == "the" and len(new) > 1:
                new = new[1:] if words[-1:] and words[-1].lower() in ("the", "a") else new
            skip = int(new[0].lower() == "the" and len(new) > 1)
            entities.append((len(words) + skip, len(words) + len(new), kind))
            spaces += [True] * (len(new) - 1) + [sentence.spaces[end - 1]]
        else:
            if at in sentence.unsure:
                unsure.add(len(words))
            spaces.append(sentence.spaces[at])
        words += new
        at = end
    return rewritten(sentence, words, spaces, entities, unsure)
