"""Which phrases are restrictions on trade by their own words, and what is stated of them."""

from collections.abc import Iterator

from communique.ingest.arguments import preposition
from communique.ingest.control_words import control_words
from communique.ingest.controls import Terms, find_terms
from communique.ingest.kinds import fits, is_a
from communique.ingest.names import Line, Name
from communique.ingest.nouns import TITLE, Phrase, nouns_at
from communique.model import Article, Entity, Fact
from communique.vocab import digest

_SURE = 0.9
_RULE = "control"
_LONGEST = 25


def tells_control(line: Line, phrase: Phrase) -> bool:
    """Say whether a phrase may be a control: by its noun, or as a text that restricts trade.

    "An order barring Intel from selling chips" is one, and "an order to leave" is not.
    """
    if phrase.noun.kind == "ExportControl":
        return phrase.noun.use != TITLE or _lists(line, phrase)
    if phrase.noun.lemma not in control_words("telling") or phrase.plural:
        return False
    clauses = line.below(phrase.head, "acl", "acl:relcl")
    return (
        any(line.tokens[each].lemma in control_words("imposing") for each in clauses)
        and find_terms(line, phrase).trade
    )


def control(line: Line, phrase: Phrase, article: Article) -> tuple[Entity, Terms] | None:
    """Return the control that a phrase describes with its terms, None when it is no such thing."""
    terms = find_terms(line, phrase)
    sure = phrase.noun.lemma in control_words("sure") or _is_rated(line, phrase)
    sure |= phrase.noun.use == TITLE
    goods = any(
        line.tokens[index].lemma.lower() in control_words("thing")
        for index in range(phrase.start, phrase.head)
    )
    aimed = phrase.noun.lemma in control_words("sanction") and (
        bool(terms.targets) or _is_of_state(line, phrase) or _is_on_somebody(line, phrase)
    )
    if not (sure or terms.trade or goods or terms.goods or aimed):
        return None
    told = terms.restricts or terms.targets or phrase.last > phrase.end
    if not (told or phrase.start < phrase.head or sure):
        return None
    whole = aimed or phrase.noun.use == TITLE  # "list of sensitive goods"
    last = max(terms.last, phrase.end, phrase.last if whole else 0)
    name = line.words(phrase.start, min(last, phrase.start + _LONGEST))
    place = line.passage(phrase.start, phrase.end).start
    key = digest(article.key, "control", str(place))
    short = line.words(phrase.start, phrase.end)
    aliases = (short,) if short != name else ()
    return Entity("ExportControl", key, name, aliases=aliases), terms


def _lists(line: Line, phrase: Phrase) -> bool:
    """Say whether a phrase is a list of what is under control: "its list of sensitive goods"."""
    last = max((*line.subtree(phrase.head), phrase.last - 1)) + 1
    words_ = set(line.words(phrase.start, last).lower().split())
    what = control_words("list")
    return phrase.noun.lemma in what and not words_.isdisjoint(control_words("listed"))


def _is_of_state(line: Line, phrase: Phrase) -> bool:
    """Say whether the words before a noun tell which state's it is: "the American embargo"."""
    names = (line.covering(index) for index in range(phrase.first, phrase.head))
    return any(is_a(one.kind, "Polity") for name in names if name for one in name.entities)


def _is_on_somebody(line: Line, phrase: Phrase) -> bool:
    """Say whether somebody without a name is under sanctions: "sanctions on an institute"."""
    on = (
        each
        for each in line.below(phrase.head, "nmod")
        if preposition(line, each) in control_words("against")
    )
    return any(fits(noun.kind, ("Actor",)) for each in on for noun in nouns_at(line, each)[:1])


def _is_rated(line: Line, phrase: Phrase) -> bool:
    """Say whether a percentage tells that a duty is one on goods: "a duty of 39 percent"."""
    words_ = (line.form(each) for each in range(phrase.start, phrase.last))
    rated = any(each in control_words("rate") for each in words_)
    return rated and phrase.noun.lemma in control_words("duty")


def control_facts(line: Line, first: int, control_: Entity, terms: Terms) -> Iterator[Fact]:
    """Yield what a control restricts and whom it targets, in words from `first` on."""
    if line.title_case:
        return  # capitals hide what is a name: "Chip Licenses for Gulf Data Center"
    passage = line.passage(first, max(terms.last, first + 1))
    for predicate, group in (("restricts", terms.restricts), ("targets", terms.targets)):
        for entity in group:
            yield Fact(
                control_.id,
                predicate,
                entity.id,
                value_is_entity=True,
                passage=passage,
                confidence=_SURE,
                extracted_by=_RULE,
            )


def speaks_of_trade(line: Line, name: Name) -> bool:
    """Say whether the words of a control tell that it restricts trade."""
    words_ = {line.tokens[index].lemma.lower() for index in range(name.first, name.last)}
    if line.tokens[name.head].upos == "VERB":
        words_ |= set(name.entities[0].name.lower().split())  # "ban on the sale of gas"
    return bool(words_ & control_words("trade"))
