"""Names of tables that are ordinary words here: "March", "the Time of day"."""

from communique.ingest.gazetteer import Hit
from communique.ingest.kinds import fits, is_a
from communique.ingest.names import Line
from communique.ingest.nouns import HELD, nouns_at
from communique.ingest.phrases import cut, role
from communique.language.tables import lexicon, values


def is_ordinary(line: Line, hit: Hit) -> bool:
    """Say whether a name is an ordinary word here, by its tag or by ambiguous.tsv."""
    text = line.words(hit.first, hit.last)
    rows = [row for row in lexicon("ambiguous") if row["name"] in (text, f"The {text}")]
    if rows:
        return not any(_has_context(line, hit, row["before"], row["after"]) for row in rows)
    whole = hit.surfaces[0].how == "demonym" or text.lower() in role("continent")
    if line.form(hit.first - 1) in role("continental") and whole:
        return True
    kind = hit.surfaces[0].entity.kind
    if is_a(kind, "GovernmentBody") and _is_an_office(line, hit):
        return True
    alone = hit.last - hit.first == 1
    common = line.tokens[hit.first].upos not in ("PROPN", "NOUN", "X", "ADJ")
    term = fits(kind, ("Technology", "Polity", "Place"))
    unseen = not any(entity.start <= hit.first < entity.end for entity in line.sentence.entities)
    return alone and common and unseen and not term


def _is_an_office(line: Line, hit: Hit) -> bool:
    """Say whether a body of one is who holds it: "the eSafety Commissioner, Ada Lund"."""
    held = any(noun.scope in HELD for noun in nouns_at(line, hit.last - 1))
    people = {entity.start for entity in line.sentence.entities if entity.type == "PERSON"}
    return held and line.form(hit.last) == "," and hit.last + 1 in people


def is_wide(line: Line, hit: Hit) -> bool:
    """Say whether a place is a part of the world, in which no one thing has its seat."""
    return line.form(hit.last - 1) in role("part of the world")


def _has_context(line: Line, hit: Hit, before: str, after: str) -> bool:
    ahead = [cut(phrase) for phrase in values(before)]
    first = hit.first - 1 if line.form(hit.first - 1) == "the" else hit.first
    if any(line.spells(first - len(phrase), phrase) for phrase in ahead if len(phrase) <= first):
        return True
    return any(line.spells(hit.last, cut(phrase)) for phrase in values(after))
