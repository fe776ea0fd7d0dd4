"""Controls that a verb tells of, or what it says of one: "banned exports of gallium"."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from communique.ingest.arguments import (
    direct_object,
    is_passive,
    preposition,
    subject,
    surface_subject,
)
from communique.ingest.control_words import control_words
from communique.ingest.controls import Reader, Terms, find_terms
from communique.ingest.factuality import judged
from communique.ingest.kinds import is_a
from communique.ingest.living_under import described_by
from communique.ingest.names import Line, Name
from communique.ingest.nouns import Phrase, nouns_at
from communique.ingest.phrases import role
from communique.ingest.restrictions import control_facts
from communique.model import Article, Entity, Fact, Factuality
from communique.vocab import digest

_TOLD = (Factuality.ACTUAL, Factuality.PLANNED)


def verb_control(line: Line, verb: int, article: Article) -> tuple[Entity, Terms] | None:
    """Return the control that a verb tells of with its terms: "banned exports of gallium".

    It is called by the noun of the verb, "ban on exports of gallium", and by the words of the text.
    What somebody is kept from is one too: "barred Huawei from supplying masts" makes a bar on
    supplying masts.
    """
    if line.tokens[verb].upos != "VERB" or line.tokens[verb].lemma not in control_words("imposing"):
        return None
    if _is_lifted(line, verb):
        return None
    reader = Reader(line)
    if line.tokens[verb].lemma not in control_words("sanctioning"):
        reader.limited(verb)  # "sanctioned a trader over chips" restricts no chips
    terms = reader.terms()
    held = _held(line, verb)
    whom = ("Actor",) if line.tokens[verb].lemma in control_words("sanctioning") else ("Company",)
    firms = tuple(one for name in held for one in name.all_fitting(whom))
    firms = firms if judged(line, verb) in _TOLD else ()
    kept = _kept_from(line, verb)
    if not (terms.trade or terms.goods or held or kept):
        return None
    first, last = kept or _about(line, verb, max(terms.last, *(name.last for name in held), 0))
    if last <= first:
        return None
    name = f"{_called()[line.tokens[verb].lemma]} {line.words(first, last)}"
    place = line.passage(verb, verb + 1).start
    targets = tuple(dict.fromkeys((*terms.targets, *firms)))
    told = () if is_passive(line, verb) else (line.words(verb, last),)
    entity = Entity("ExportControl", digest(article.key, "control", str(place)), name, aliases=told)
    return entity, replace(terms, targets=targets, last=max(terms.last, last))


def _about(line: Line, verb: int, last: int) -> tuple[int, int]:
    """Return the words that tell what a verb restricts, up to the last of its terms."""
    taken_up = [name for name in _held(line, verb) if name.last <= verb]
    if taken_up and not is_passive(line, verb):
        return taken_up[0].first, taken_up[0].last  # "ChatGPT, which Italy banned last month"
    if not is_passive(line, verb):
        return verb + 1, last
    about = [word for each in direct_object(line, verb) for word in line.subtree(each)]
    return (min(about), max(about) + 1) if about else (0, 0)


def _held(line: Line, verb: int) -> list[Name]:
    """Return the AI systems and firms that a verb restricts: "blocked Grok", "the use of Grok"."""
    held = [_described(line, each) for each in direct_object(line, verb)]
    goods = control_words("using") | control_words("trade") | control_words("thing")
    used = (each for each in held if line.tokens[each].lemma in goods)
    inside = (end for each in used for end in line.below(each, "nmod", "compound"))
    names = (line.headed_by(each) for each in (*held, *inside))
    whom = ("Actor",) if line.tokens[verb].lemma in control_words("sanctioning") else ("Company",)
    return [name for name in names if name and name.fitting(("AISystem", *whom))]


def _described(line: Line, word: int) -> int:
    """Return the name that a noun only describes: "Grok, the chatbot, which Kenya banned"."""
    head = line.head(word)
    apposed = line.tokens[word].deprel == "appos" and line.headed_by(word) is None
    return head if apposed and line.headed_by(head) else word


def _kept_from(line: Line, verb: int) -> tuple[int, int] | tuple[()]:
    """Return the words of what a system or firm, or others with its goods, are kept from doing."""
    held = direct_object(line, verb)
    if _is_of_court(line, verb) and any(_is_of_state(line, each) for each in held):
        return ()  # whom a court holds back from what it had ordered is not restricted in trade
    it = any(line.form(each) in role("it") for each in held)
    it = it or any(noun.kind == "Company" for each in held for noun in nouns_at(line, each))
    for each in line.below(verb, "advcl", "obl"):
        inside = sorted(line.subtree(each))
        named = any(
            name.fitting(("AISystem", "Company", "Technology"))
            for name in line.names
            if inside[0] <= name.first < inside[-1] + 1
        )
        if line.tokens[each].deprel == "obl" and _held(line, verb):
            continue  # "banned Grok from schools" is a ban on Grok
        trades = line.tokens[each].lemma in control_words("trading")
        known = it or named or trades or _held(line, verb)
        if preposition(line, each) == "from" and known:
            first = next((at for at in inside if line.form(at) == "from"), inside[0]) + 1
            ends = (at for at in inside if at > first and line.form(at) in (",", "by"))
            return first, next(ends, inside[-1] + 1)
    return ()


def _is_lifted(line: Line, verb: int) -> bool:
    """Say whether a verb stops a rule rather than making one: "blocked the ban on TikTok"."""
    if line.tokens[verb].lemma not in role("stopping rules"):
        return False
    stopped = direct_object(line, verb)
    kinds = (noun.kind for each in stopped for noun in nouns_at(line, each))
    acts = any(line.tokens[each].lemma in role("ordered by office") for each in stopped)
    return acts or any(is_a(kind, "Instrument") for kind in kinds)


def _is_of_court(line: Line, verb: int) -> bool:
    return any(line.tokens[each].lemma.lower() in role("court") for each in subject(line, verb))


def _is_of_state(line: Line, index: int) -> bool:
    name = line.headed_by(index)
    return name is not None and bool(name.all_fitting(("GovernmentBody", "Polity")))


def stated_terms(line: Line, verb: int) -> tuple[Entity, Terms] | None:
    """Return a control and what a verb says of it: "The rules cover slower processors"."""
    lived = _lived_under(line, verb)
    if lived or line.tokens[verb].lemma not in control_words("limiting") | control_words(
        "imposing"
    ):
        return lived
    if any(line.kind(each) == "neg" for each in line.children(verb)):
        return None
    held = _control_among(line, surface_subject(line, verb))
    if held is None:
        return None
    reader = Reader(line)
    reader.limited(verb)
    terms = reader.terms()
    goods = tuple(thing for thing in terms.restricts if thing.known)
    named = terms.trade or terms.goods
    return held, terms if named else replace(terms, restricts=goods)


def aimed_late(line: Line, phrases: Iterable[Phrase]) -> Iterator[Fact]:
    """Yield which groups controls target, as the words for those come after the control."""
    for phrase in phrases:
        name = line.covering(phrase.head) if phrase.noun.kind == "ExportControl" else None
        held = name.fitting(("ExportControl",)) if name and name.how == "control" else None
        if held:
            yield from _of_groups(line, phrase.first, held, find_terms(line, phrase))
    for verb in (each for each in range(len(line.tokens)) if line.tokens[each].upos == "VERB"):
        if stated := stated_terms(line, verb):
            yield from _of_groups(line, verb, *stated)


def _of_groups(line: Line, first: int, held: Entity, terms: Terms) -> Iterator[Fact]:
    groups = tuple(one for one in terms.targets if one.kind == "Group")
    yield from control_facts(line, first, held, replace(terms, restricts=(), targets=groups))


def _lived_under(line: Line, verb: int) -> tuple[Entity, Terms] | None:
    """Return a control with what is told of those under it: "Under the rule, Kenya faces caps"."""
    beside = (each for each in line.below(verb, "obl") if preposition(line, each) == "under")
    held = _control_among(line, (*beside, *described_by(line, verb)))
    if held is None:
        return None
    reader = Reader(line)
    reader.lived(verb)
    terms = reader.terms()
    return (held, terms) if terms.restricts or terms.targets else None


def _control_among(line: Line, words: Iterable[int]) -> Entity | None:
    """Return the first control that words stand for, None without one."""
    names = (line.headed_by(each) for each in words)
    found = (name.fitting(("ExportControl",)) for name in names if name)
    return next((each for each in found if each), None)


@cache
def _called() -> dict[str, str]:
    """Return by its verb how a control is called, up to what it restricts: "ban on"."""
    pairs = (pair.partition(">") for pair in control_words("called"))
    return {verb: noun for verb, _, noun in pairs}
