"""People or states named only together: "29 countries", "former prime ministers"."""

from functools import cache

from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name
from communique.ingest.phrases import longest, phrases, role
from communique.language.tables import lexicon
from communique.model import Article, Entity, Fact, Passage
from communique.vocab import digest

_RULE = "group"
_SURE = 0.9


def with_groups(line: Line, article: Article) -> tuple[Line, list[Fact]]:
    """Return the line with its groups, and the counts that the words give of them."""
    facts = []
    heads = phrases("groups", "words", "role", "state") + phrases(
        "groups", "words", "role", "people"
    )
    index = 0
    while index < len(line.tokens):
        end = longest(line, index, heads)
        if end == index or not line.free(index, end):
            index += 1
            continue
        first, inner = _beginning(line, index)
        if first < index and not _two_before(line, first):
            entity = _group(line, first, end, article)
            name = line.name(first, end, (entity,), "group", inner=inner)
            line = line.adding(name)
            count = _count(line, first)
            if count:
                passage = line.passage(first, end)
                facts.append(_counted(entity, count, passage))
        index = end
    return line, facts


def _counted(group: Entity, count: int, passage: Passage) -> Fact:
    return Fact(
        group.id,
        "memberCount",
        count,
        value_is_entity=False,
        passage=passage,
        confidence=_SURE,
        extracted_by=_RULE,
    )


def _beginning(line: Line, head: int) -> tuple[int, tuple[Name, ...]]:
    """Return where the words begin that belong to the head noun, and the polity among them."""
    modifiers = phrases("groups", "words", "role", "modifier")
    first = head
    inner: tuple[Name, ...] = ()
    while first > 0:
        owner = line.ending(first)
        if owner and (owner.how == "demonym" or is_a(owner.entities[0].kind, "Country")):
            return owner.first, (owner,)
        before = max(
            (len(phrase) for phrase in modifiers if line.spells(first - len(phrase), phrase)),
            default=0,
        )
        if before:
            first -= before
        elif line.kind(first - 1) == "num" and line.free(first - 1, first):
            return first - 1, inner
        else:
            break
    return first, inner


def _two_before(line: Line, first: int) -> bool:
    """Say whether this is "the two countries", which points back and names nobody new."""
    return line.form(first) in role("dual")


def _group(line: Line, first: int, end: int, article: Article) -> Entity:
    name = line.words(first, end)
    head, _, rest = name.partition(" ")
    name = rest if head.lower() in role("indefinite") else name
    return Entity("Group", digest(article.key, "group", name.lower()), name)


def _count(line: Line, first: int) -> int:
    form = line.form(first)
    if line.form(first - 1) in role("rough") or line.kind(first) != "num":
        return 0
    plain = form.replace(",", "")
    return int(plain) if plain.isascii() and plain.isdigit() else _numbers().get(form, 0)


@cache
def _numbers() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in lexicon("numbers")}
