"""Who and what every sentence names: gazetteer, institutions, offices, groups, surnames."""

from collections.abc import Iterable
from dataclasses import dataclass

from communique.ingest.background import Background
from communique.ingest.bodies import find_bodies
from communique.ingest.controls import with_controls
from communique.ingest.descriptions import with_descriptions
from communique.ingest.gazetteer import Hit
from communique.ingest.groups import with_groups
from communique.ingest.names import Line, Name, capitalised
from communique.ingest.paragraphs import headings
from communique.ingest.phrases import cut
from communique.ingest.surnames import Surnames
from communique.ingest.titles import with_titles
from communique.language.annotation import Annotation
from communique.language.tables import lexicon, values
from communique.model import Article, Entity, Fact
from communique.vocab import slug


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentences of an article with their names, and the facts that the names state."""

    lines: tuple[Line, ...]
    facts: tuple[Fact, ...]


def read_names(annotation: Annotation, article: Article, background: Background) -> Reading:
    """Return the names in `annotation`, each stage building on what the ones before it found."""
    lines: list[Line] = []
    facts: list[Fact] = []
    heads = headings(annotation)
    for sentence in annotation.sentences:
        line = Line(sentence, sentence.paragraph in heads)
        line = line.adding(
            *(
                _name(line, hit)
                for hit in background.gazetteer.find([token.text for token in sentence.tokens])
            )
        )
        line = line.without(*_not_meant(line))
        line = line.adding(*_institutions(line))
        line = line.adding(*find_bodies(line))
        line, found = with_titles(line, article, background)
        facts += found
        lines.append(line)
    surnames = Surnames(lines, facts, background)
    lines = [surnames.applied(line) for line in lines]
    for index, line in enumerate(lines):
        line, found = with_groups(line, article)
        line = line.without(*_embedded(line))
        facts += found
        lines[index] = with_controls(line, article)
    return Reading(tuple(with_descriptions(lines)), tuple(facts))


def _name(line: Line, hit: Hit) -> Name:
    hows = {surface.how for surface in hit.surfaces}
    how = "demonym" if "demonym" in hows else "metonym" if "metonym" in hows else "name"
    return line.name(hit.first, hit.last, tuple(surface.entity for surface in hit.surfaces), how)


def _not_meant(line: Line) -> Iterable[Name]:
    """Yield names that are ordinary words here, as data/lexicon/ambiguous.tsv says."""
    for name in line.names:
        text = line.words(name.first, name.last)
        for row in lexicon("ambiguous"):
            if row["name"] == text and not _has_context(line, name, row["before"], row["after"]):
                yield name


def _has_context(line: Line, name: Name, before: str, after: str) -> bool:
    ahead = [cut(phrase) for phrase in values(before)]
    first = name.first - 1 if line.form(name.first - 1) == "the" else name.first
    if any(line.spells(first - len(phrase), phrase) for phrase in ahead if len(phrase) <= first):
        return True
    return any(line.spells(name.last, cut(phrase)) for phrase in values(after))


def _institutions(line: Line) -> Iterable[Name]:
    """Yield capitalised words that end or begin as organizations' names do."""
    if line.title_case:
        return
    for row in lexicon("institutions"):
        phrase = cut(row["words"])
        for index in range(len(line.tokens)):
            if not line.spells(index, phrase) or not capitalised(line.tokens[index].text):
                continue
            first, last = index, index + len(phrase)
            if row["where"] == "last":
                while first > 0 and _proper(line, first - 1):
                    first -= 1
            else:
                while last < len(line.tokens) and _proper(line, last):
                    last += 1
            covered = [name for name in line.names if name.last > first and name.first < last]
            inside = all(name.first >= first and name.last <= last for name in covered)
            whole = any(name.first == first and name.last == last for name in covered)
            if last - first > len(phrase) and inside and not whole:
                text = line.words(first, last)
                yield line.name(
                    first, last, (Entity(row["type"], slug(text) or text, text),), "name"
                )


def _proper(line: Line, index: int) -> bool:
    token = line.tokens[index]
    return token.text[:1].isupper() and line.kind(index) == "open"


def _embedded(line: Line) -> Iterable[Name]:
    """Yield names that are part of a longer name we do not know (China Daily, Michael Jordan)."""
    if line.title_case:
        return
    for name in line.names:
        if name.how in ("title", "group", "control"):
            continue
        after = name.last < len(line.tokens) and _proper(line, name.last)
        before = name.first > 0 and _proper(line, name.first - 1)
        sure = name.first > 1 or name.last - name.first == 1
        country = name.entities[0].kind in ("Country", "Place", "SupranationalUnion")
        before = before and sure and (country or name.first > 1)
        free_before = name.first > 0 and line.free(name.first - 1, name.first)
        free_after = name.last < len(line.tokens) and line.free(name.last, name.last + 1)
        if (after and free_after) or (before and free_before and name.how != "demonym"):
            yield name
