"""Common nouns and what they name: data/lexicon/nouns.tsv, and the phrases that they head."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from communique.ingest.cores import core_start, months
from communique.ingest.kinds import is_a
from communique.ingest.names import Line, capitalised
from communique.ingest.phrases import cut, role
from communique.language.tables import lexicon, values

HELD = ("government", "organization", "spokesperson")
"""The scopes of offices that one person holds at a time."""

PART = "part"
"""How a noun for a part of a text is used: it says what it is on, not which text has it."""

TITLE = "title"
"""How a noun is used that names a text only with a capital: "the Dhaka Position"."""

_JOINING = ("IN", "WDT")
"""Tags of the "that" of a clause."""
_ALL_OF_A_PEOPLE = ("ese", "ch", "sh", "s")
_SINGULAR, _ONE = ("NN", "NNP"), ("a", "an")
_PLURAL = ("NNS", "NNPS")
_CONTROL = "ExportControl"
_LEADING_ON = ("of", "to")
_LONGEST_NAME, _YEAR = 8, 4
_ADDED = ("acl:relcl", "appos", "parataxis")
_COMPLEMENTS = ("nmod", "acl", "obl")


@dataclass(frozen=True, slots=True)
class Noun:
    """What a noun names: its class, that of its plural, an office's scope, how it may be used."""

    lemma: str
    kind: str
    plural: str
    scope: str
    use: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: words `first` up to `last`, of which `start` up to `end` are its core.

    `first` takes in a determiner or an owner, `start` the words that modify the `head`, and up to
    `last` go its complements ("on cloned voices"). `kind` is what
    it names. `definite` says how it points: definite, owned, indefinite, bare or none ("no").
    """

    first: int
    start: int
    head: int
    end: int
    last: int
    noun: Noun
    kind: str
    plural: bool
    definite: str


def nouns_at(line: Line, index: int) -> tuple[Noun, ...]:
    """Return what the noun at word `index` can name, by the longest of its spellings.

    What no table of ours knows is somebody if WordNet says so. Past the last word is nothing.
    """
    if index >= len(line.tokens):
        return ()
    token = line.tokens[index]
    halved = line.form(index - 1) == "-" and token.upos in ("ADP", "ADV", "VERB")  # "start-up"
    if token.upos not in ("NOUN", "PROPN", "ADJ") and not halved:
        return ()
    spelt = line.form(index)
    if led := _led_at(line, index):
        return led
    for form in dict.fromkeys((token.lemma.lower(), spelt, singular(spelt))):
        choices = _nouns().get(form, ())
        longest = 0
        found: list[Noun] = []
        for words, noun in choices:
            size = len(words)
            if size >= longest and line.spells(index - size + 1, words[:-1]):
                found = [*found, noun] if size == longest else [noun]
                longest = size
        if found and (longest > 1 or not halved):
            return tuple(found)
    hyphenated = _hyphenated().get(line.form(index), ())
    found = [noun for words, noun in hyphenated if line.spells(index, words)]
    person = _persons().get(token.lemma.lower()) if token.upos == "NOUN" else _people(line, index)
    return tuple(found) or ((person,) if person else ())


def _led_at(line: Line, index: int) -> tuple[Noun, ...]:
    """Return what is named by several words of which the first is the head: "codes of conduct"."""
    rows = _led().get(line.tokens[index].lemma.lower(), ())
    plural = line.tokens[index].xpos in _PLURAL  # "heads of government" are a group as any heads
    return tuple(
        noun
        for words, noun in rows
        if line.spells(index + 1, words[1:]) and not (plural and noun.scope)
    )


def is_one_of_a_people(form: str) -> bool:
    """Say whether a people's name means one of it after "the": "the American", not "the Dutch"."""
    return not form.endswith(_ALL_OF_A_PEOPLE)


def _people(line: Line, index: int) -> Noun | None:
    """Return what members of a people are: "thirty Kurds", "216 Canadians", "a Russian"."""
    token, name = line.tokens[index], line.covering(index)
    counted = token.xpos == _PLURAL[1] and bool(line.below(index, "nummod"))
    state = any(each.how == "demonym" for each in (name, *name.inner)) if name else False
    articles = (line.form(each) for each in line.below(index, "det"))
    one = token.xpos in _SINGULAR and any(article in _ONE for article in articles)
    known = state or (counted and token.lemma.lower() in _persons())
    return (
        Noun(token.lemma.lower(), "Person", "Group", "none", "named")
        if (counted or one) and known
        else None
    )


@lru_cache(maxsize=1 << 14)
def singular(form: str) -> str:
    """Return the regular singular of a plural, whose lemma the model may get wrong."""
    rows = (row for row in lexicon("irregular") if row["form"].startswith("-"))
    endings = {row["form"][1:]: row["lemma"][1:] for row in rows}
    found = next((end for end in endings if form.endswith(end)), "")
    return form.removesuffix(found) + endings.get(found, "")


def noun_phrase(line: Line, index: int, noun: Noun) -> Phrase:
    """Return the phrase that the noun at word `index` heads."""
    start = core_start(line, index)
    first, definite = _determined(line, start, index)
    plural = line.tokens[index].xpos in _PLURAL
    owned = definite == "owned" and noun.lemma in role("owned collective")
    many = plural or owned or (start == index and noun.lemma in role("collective"))
    many |= is_whoever(line, first) and bool(line.below(index, "acl:relcl"))
    kind = noun.plural if many else noun.kind
    words = cut(noun.lemma)
    led = line.spells(index + 1, words[1:]) and (_is_led(words, noun) or _leads(words))
    end = index + (len(words) if led else 1)
    last = _complemented(line, index, end, aims=noun.kind == _CONTROL)
    if last == end and definite == "indefinite" and noun.use == "content":
        last = _beside(line, index, end)
    if plural and definite == "definite" and _is_about_a_field(line, end, last):
        last = end
    return Phrase(first, start, index, end, last, noun, kind, plural, definite)


def is_whoever(line: Line, first: int) -> bool:
    """Say whether a phrase that begins there means all that do something: "any state that"."""
    return line.form(first) in role("whoever they are")


def _is_about_a_field(line: Line, start: int, end: int) -> bool:
    """Say whether words tell in what somebody does something: "the two states in the field of AI".

    They hang on what is done, though the tree may hang them on who does it.
    """
    lemmas = (line.tokens[each].lemma for each in range(start + 1, min(start + 4, end)))
    return line.form(start) == "in" and any(lemma in role("sphere") for lemma in lemmas)


def _determined(line: Line, start: int, head: int) -> tuple[int, str]:
    """Return where the phrase begins with its determiner or owner, and how that points."""
    before = start - 1
    form = line.form(before)
    owners = line.below(head, "nmod:poss")
    if owners and owners[0] < start:
        first = min(each for each in line.subtree(owners[0]) if each <= owners[0])
        return first, "owned"
    if form in role("definite") and line.tokens[before].xpos not in _JOINING:
        return before, "definite"
    if form in ("a", "an"):
        return before, "indefinite"
    if form in role("negative"):
        return before, "none"
    if form in role("indefinite") or form in role("every"):
        return before, "indefinite"
    one = line.tokens[start].lemma == "one" and line.head(start) == head
    return start, "indefinite" if one and line.tokens[head].xpos == "NN" else "bare"


def _complemented(line: Line, head: int, end: int, *, aims: bool) -> int:
    """Return where the complements of the head end: "on ...", "of ...", "limiting ...".

    What it is aimed at is only part of it with `aims`.
    """
    last = _quoted(line, end)
    inner = range(head, end)  # "code of conduct for labs" may hang on either noun
    for child in sorted(each for at in inner for each in line.children(at)):
        relation = line.tokens[child].deprel
        if child in inner or _is_when(line, child) or _is_where(line, head, child):
            continue
        if _is_held_against(line, head, child):
            break
        if not aims and line.tokens[child].lemma in role("aiming"):
            continue
        if relation == "acl" and is_made_by(line, child):
            break
        if child > head and relation in _COMPLEMENTS:
            members = sorted(_close(line, child))
            apart = line.form(members[0]) == "," and relation == "acl"
            close = members == list(range(last, members[-1] + 1))
            if close and not apart:
                last = members[-1] + 1
            else:
                break
    while last > end and line.tokens[last - 1].upos == "PUNCT" and line.form(last - 1) != '"':
        last -= 1
    return last


def is_made_by(line: Line, clause: int) -> bool:
    """Say whether a clause tells only who built something: "developed by Humain"."""
    agents = [*line.below(clause, "obl:agent")]
    agents += [
        each
        for each in line.below(clause, "obl")
        if any(line.form(at) in ("by", "with") for at in line.below(each, "case"))
    ]
    return bool(agents) and line.tokens[clause].lemma in role("building")


def _is_held_against(line: Line, head: int, child: int) -> bool:
    """Say whether a complement tells what one is accused of: "accused the firm of delay"."""
    verb = line.head(head)
    if verb < 0 or line.tokens[head].deprel != "obj":
        return False
    of = any(line.form(each) in role("accused of") for each in line.below(child, "case"))
    return of and line.tokens[verb].lemma in role("accusing")


def _is_when(line: Line, index: int) -> bool:
    """Say whether a complement only tells when: "a law on voices in 2019", "last year"."""
    form = line.form(index)
    year = form.isdigit() and len(form) == _YEAR
    time = year or line.kind(index) == "time" or line.tokens[index].text in months()
    of = any(line.form(each) == "of" for each in line.below(index, "case"))
    return time and not of and line.tokens[index].deprel != "acl"


def _is_where(line: Line, head: int, index: int) -> bool:
    """Say whether a complement only tells where somebody did it: "adopted its strategy in Oslo".

    So does "denounced the deal in parliament".
    """
    name = line.headed_by(index)
    place = name is not None and name.entities[0].kind == "Place"
    place |= line.tokens[index].lemma.lower() in role("said in")
    inside = any(line.form(each) in ("in", "at", "before") for each in line.below(index, "case"))
    text = any(is_a(noun.kind, "Instrument") for noun in nouns_at(line, head))
    return place and inside and text and line.tokens[head].deprel in ("obj", "nsubj:pass")


def _beside(line: Line, head: int, end: int) -> int:
    """Return where a complement ends that the tree hangs on the verb: "adopt a law on voices"."""
    for each in line.below(line.head(head), "obl"):
        members = sorted(_close(line, each))
        joined = members == list(range(end, members[-1] + 1))
        about = line.form(end) in role("about") and line.kind(each) == "open"
        name = line.covering(each)
        if joined and about and (name is None or name.fitting(("Technology",))):
            return members[-1] + 1
    return end


def _close(line: Line, index: int) -> Iterator[int]:
    """Yield the words below a complement, without what only adds: clauses, appositions, times."""
    yield index
    for child in line.children(index):
        done = line.tokens[index].upos == "VERB"  # "adopted in 2023" is told by its time
        if line.tokens[child].deprel not in _ADDED and (done or not _is_when(line, child)):
            yield from _close(line, child)


def _quoted(line: Line, start: int) -> int:
    """Return where a name in quotation marks ends: Strategy "Thinking Republic 2035"."""
    if line.form(start) != '"' or start + 1 >= len(line.tokens):
        return start
    if not capitalised(line.tokens[start + 1].text):
        return start
    for index in range(start + 2, min(start + _LONGEST_NAME, len(line.tokens))):
        if line.form(index) == '"':
            return index + 1
    return start


def _leads(words: tuple[str, ...]) -> bool:
    """Say whether the first word of a noun may be its head: "chargé d'affaires"."""
    return "-" in words or any(word.startswith("d'") for word in words)


@cache
def _hyphenated() -> dict[str, tuple[tuple[tuple[str, ...], Noun], ...]]:
    """Return nouns of several words by their first where that may be their head."""
    found: dict[str, list[tuple[tuple[str, ...], Noun]]] = {}
    for group in _nouns().values():
        for words, noun in group:
            if _leads(words):
                found.setdefault(words[0], []).append((words, noun))
    return {first: tuple(group) for first, group in found.items()}


@cache
def _led() -> dict[str, tuple[tuple[tuple[str, ...], Noun], ...]]:
    """Return the nouns for texts and offices whose first word is their head, by that word."""
    found: dict[str, list[tuple[tuple[str, ...], Noun]]] = {}
    for group in _rows().values():
        for words, noun in group:
            if _is_led(words, noun):
                found.setdefault(words[0], []).append((words, noun))
    return {first: tuple(group) for first, group in found.items()}


def _is_led(words: tuple[str, ...], noun: Noun) -> bool:
    text = noun.use == "content" and not noun.scope
    return any(each in words for each in _LEADING_ON) and (text or noun.use == "led")


@cache
def _nouns() -> dict[str, tuple[tuple[tuple[str, ...], Noun], ...]]:
    """Return the nouns by the last of their words, which is their head, but for those of `_led`."""
    return {
        head: tuple((words, noun) for words, noun in group if not _is_led(words, noun))
        for head, group in _rows().items()
    }


@cache
def _rows() -> dict[str, tuple[tuple[tuple[str, ...], Noun], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], Noun]]] = {}
    for row in lexicon("nouns"):
        for lemma in values(row["nouns"]):
            words = cut(lemma)
            noun = Noun(lemma, row["kind"], row["plural"], row["scope"], row["use"])
            found.setdefault(words[-1], []).append((words, noun))
    return {head: tuple(group) for head, group in found.items()}


@cache
def _persons() -> dict[str, Noun]:
    lemmas = (lemma for row in lexicon("persons") for lemma in values(row["nouns"]))
    return {lemma: Noun(lemma, "Person", "Group", "none", "named") for lemma in lemmas}


def complemented(line: Line, head: int) -> int:
    """Return where a noun ends with the words right after it that describe it.

    Thus "manager at Acme" of "a manager at Acme, the biggest maker", "person close to her".
    """
    for close in line.below(head, "nmod", "amod"):
        words = list(line.subtree(close))
        if min(words) == head + 1:
            commas = (at for at in words if line.form(at) == ",")
            return min(commas, default=max(words) + 1)
    return head + 1
