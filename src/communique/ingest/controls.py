"""Restrictions on trade that have no name of their own: "new restrictions limiting the sale of
advanced AI chips to China". What is restricted and whom it targets must be named.
"""

from communique.ingest.clauses import noun_final
from communique.ingest.names import Line, Name
from communique.ingest.phrases import longest, phrases, words
from communique.model import Article, Entity, Fact
from communique.vocab import digest

_LONGEST = 30
_SURE = 0.9
_RULE = "control"


def with_controls(line: Line, article: Article) -> Line:
    """Return the line with the export controls that it describes."""
    heads = phrases("controls", "words", "role", "sure") + phrases(
        "controls", "words", "role", "head"
    )
    index = 0
    while index < len(line.tokens):
        end = longest(line, index, heads)
        if end == index or not line.free(index, end):
            index += 1
            continue
        sure = longest(line, index, phrases("controls", "words", "role", "sure")) == end
        last, exporting, inner = _after(line, end)
        restricts, targets = _terms(inner)
        about_trade = sure or exporting or bool(restricts and targets)
        if about_trade and (restricts or targets):
            first = _beginning(line, index)
            text = line.words(first, last)
            span = line.passage(first, last)
            entity = Entity("ExportControl", digest(article.key, "control", str(span.start)), text)
            line = line.adding(line.name(first, last, (entity,), "control", inner=inner))
            end = last
        index = end
    return line


def control_facts(line: Line, name: Name, control: Entity) -> list[Fact]:
    """Return what the name of a described control says: whom it targets, what it restricts."""
    restricts, targets = _terms(name.inner)
    passage = line.passage(name.first, name.last)
    return [
        Fact(
            control.id,
            predicate,
            entity.id,
            value_is_entity=True,
            passage=passage,
            confidence=_SURE,
            extracted_by=_RULE,
        )
        for predicate, group in (("restricts", restricts), ("targets", targets))
        for entity in group
    ]


def _terms(inner: tuple[Name, ...]) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
    technologies = [name.fitting(("Technology",)) for name in inner]
    actors = [name.fitting(("Country", "Company", "Group")) for name in inner]
    return (
        tuple(dict.fromkeys(entity for entity in technologies if entity)),
        tuple(dict.fromkeys(entity for entity in actors if entity)),
    )


def _beginning(line: Line, head: int) -> int:
    modifiers = words("controls", "words", "role", "modifier")
    first = head
    while line.form(first - 1) in modifiers and line.free(first - 1, first):
        first -= 1
    while first < head and line.kind(first) == "det":
        first += 1
    return first


def _after(line: Line, start: int) -> tuple[int, bool, tuple[Name, ...]]:
    """Read on from the head noun: where the phrase ends, if it speaks of exports, its names."""
    introducing = words("controls", "words", "role", "on")
    against = words("controls", "words", "role", "against")
    trade = words("controls", "words", "role", "exporting")
    filler = words("controls", "words", "role", "filler")
    names: list[Name] = []
    exporting = False
    last = index = start
    introduced = ""
    while index < min(len(line.tokens), start + _LONGEST):
        name = line.starting(index)
        form = line.form(index)
        if name:
            actor = name.fitting(("Country", "Company", "Group"))
            technology = name.fitting(("Technology",))
            alike = bool(names) and (names[-1].fitting(("Technology",)) is None) == bool(actor)
            coordinated = alike and last >= index - 2
            if not noun_final(line, name.last) or not (actor or technology):
                break
            if actor and introduced not in against and not coordinated:
                break
            if technology and not introduced:
                break
            names.append(name)
            last = index = name.last
            continue
        if form in introducing or form in against:
            introduced = form
        elif form in trade:
            exporting = True
        elif form not in filler and line.kind(index) not in ("adv", "det", "num"):
            break
        index += 1
    return last, exporting and bool(names), tuple(names)
