"""Things without a name that a noun phrase describes: "29 countries", "a law on cloned voices".

Only phrases that can act or be acted on in an event become things, and only those that say enough
to be told from others.
"""

from collections.abc import Iterator
from functools import cache

from communique.ingest.arguments import preposition
from communique.ingest.forces import as_force, force
from communique.ingest.gatherings import before_place, is_dated, phrase_at
from communique.ingest.institutions import is_institution, office_of
from communique.ingest.kinds import fits, is_a
from communique.ingest.names import Line, Name
from communique.ingest.namings import called_so
from communique.ingest.nouns import PART, Phrase, complemented, is_whoever, nouns_at
from communique.ingest.novelty import is_content, is_owned, tells_what
from communique.ingest.others import is_of_a_body
from communique.ingest.phrases import role
from communique.language.tables import lexicon
from communique.model import Article, Entity, Fact, Passage
from communique.vocab import digest

_RULE = "described"
_SURE = 0.9
_LONGEST = 12
_COUNTED = ("NUM", "NOUN")
_TOLD_ONE_BY_ONE = 30
"""A text may have spoken of so many one by one."""
_VAGUE = {"adv", "punct"}
_WHOEVER, _BODIES = ("Person", "Polity"), ("Organization",)
_SMALL = ("ADP", "DET", "CCONJ", "PART", "PUNCT")
_FAMILIES = ("Person", "Organization", "AISystem")


def find_phrases(line: Line) -> Iterator[Phrase]:
    """Yield the noun phrases of a line that may stand for something, in order."""
    for index in range(len(line.tokens)):
        covered = line.covering(index)
        if covered and covered.how != "demonym":
            continue
        nouns = nouns_at(line, index)
        token = line.tokens[index]
        if (
            not nouns
            or nouns[0].use == PART
            or token.upos == "ADJ"
            or token.deprel.split(":")[0] in ("compound", "flat", "amod")
        ):
            continue
        phrase = as_force(line, phrase_at(line, index, nouns))
        if line.form(phrase.start) == "-":
            continue  # the rest of a longer word: "Not-for-Profit Law"
        if not _belongs_to_name(line, phrase) and not _is_predicate(line, index):
            yield phrase


def describe(line: Line, phrase: Phrase, article: Article, *, first: bool = False) -> Entity | None:
    """Return the new thing that a phrase describes, None when it says too little.

    With `first` nobody like it was spoken of, so that a bare "the mayor" is somebody. An
    association without a name is the Group of those who are in it.
    """
    bare = phrase.definite in ("definite", "owned") and phrase.start == phrase.head
    hosts = bare and phrase.noun.lemma in role("the other")
    nobody = phrase.definite == "none" and not is_a(phrase.kind, "Instrument")
    hosts |= is_of_a_body(line, phrase) or _is_where(line, phrase)
    if nobody or not phrase.kind or hosts or is_some_team(phrase):
        return None
    if body := force(line, phrase, article) or office_of(line, phrase, article):
        return body
    core = line.words(phrase.start, phrase.end)
    end = _cut_off(line, phrase)
    whole, short = line.words(phrase.start, end), line.words(phrase.head, end)
    if phrase.kind in ("Group", "CivilSocietyOrganization") or _is_of_many(line, phrase):
        start = phrase.first if is_whoever(line, phrase.first) else phrase.start
        name = line.words(start, _of_whom(line, phrase))
        key = digest(article.key, "group", name.lower())
        return None if is_counted_again(line, phrase) else Entity("Group", key, name)
    owner = _office_of(line, phrase)
    if owner:
        name, enough = f"{core} of {owner.name}", not line.heading
    elif fits(phrase.kind, ("Actor",)):
        organ = phrase.noun.lemma in role("organ") and is_owned(line, phrase)
        told = first or organ or _tells_who(phrase) or is_institution(phrase)
        told = told or _is_of_a_place(line, phrase)
        name, enough = core, not line.heading and told
        name = line.words(phrase.first, phrase.end) if organ else name
    elif phrase.kind == "Summit" and is_dated(line, phrase) and is_content(line, phrase):
        name, enough = line.words(phrase.first, phrase.end), True
    elif fits(phrase.kind, ("Instrument", "Summit", "AISystem")):
        told = tells_what(line, phrase, counted=count(line, phrase) > 0)
        name, enough = whole, told or (first and is_a(phrase.kind, "Instrument"))
    else:
        return None
    if not enough or phrase.kind in ("Polity", "ExportControl"):
        return None
    place = line.passage(phrase.start, phrase.end).start
    key = digest(article.key, phrase.kind, str(place))
    spelt = [core, whole, short, line.words(phrase.start, complemented(line, phrase.head))]
    spelt += [line.words(phrase.first, phrase.end), f"{owner.name}'s {core}"] if owner else []
    spelt += (
        [line.words(phrase.start, before_place(line, phrase))] if phrase.kind == "Summit" else []
    )
    if line.form(phrase.end) == '"' and phrase.last > phrase.end:
        spelt.append(line.words(phrase.end, phrase.last).strip(' "“”'))
    aliases = tuple(dict.fromkeys(other for other in spelt if other != name))
    return Entity(phrase.kind, key, name, aliases=aliases)


def _cut_off(line: Line, phrase: Phrase) -> int:
    """Return where a description ends that is not longer than a name may be, with a whole word."""
    end = min(phrase.last, phrase.start + _LONGEST)
    while phrase.end < end < phrase.last and (
        line.tokens[end - 1].upos in _SMALL or _is_amid(line, end)
    ):
        end -= 1
    return end


def _is_amid(line: Line, index: int) -> bool:
    """Say whether a name goes on at a word."""
    name = line.covering(index)
    return name is not None and name.first < index


def _office_of(line: Line, phrase: Phrase) -> Entity | None:
    """Return whose office somebody holds, or whose aide it is: "Peru's envoy", "his deputy"."""
    owner = line.covering(phrase.first) if phrase.definite == "owned" else None
    bare = phrase.start == phrase.head and not phrase.plural and phrase.noun.scope
    stands = line.tokens[phrase.head].lemma in role("standing for")
    if owner is None or not bare or stands or phrase.kind != "Person":
        return None
    close = line.tokens[phrase.head].lemma in role("close to")
    kinds = ("Polity", "Organization", "Place", *(("Person",) if close else ()))
    return next((one for kind in kinds if (one := owner.fitting((kind,)))), None)


def is_some_team(phrase: Phrase) -> bool:
    """Say whether nothing tells whose "the team" is."""
    alone = phrase.start == phrase.head and phrase.last == phrase.end and not phrase.plural
    return alone and phrase.definite == "definite" and phrase.noun.lemma in role("team")


def _is_where(line: Line, phrase: Phrase) -> bool:
    """Say whether places only tell where something is done: "in 12 cities"."""
    place = phrase.noun.lemma in role("settlement")
    return place and preposition(line, phrase.head) in role("spread over")


def _is_of_many(line: Line, phrase: Phrase) -> bool:
    """Say whether a body is but those who are in it: "an alliance of publishers"."""
    if not is_a(phrase.kind, "IntergovernmentalOrganization") or line.form(phrase.end) != "of":
        return False
    inside = [each for each in line.below(phrase.head, "nmod") if each > phrase.end]
    nouns = [noun for each in inside for noun in nouns_at(line, each)]
    return any(noun.plural == "Group" and not is_a(noun.kind, "Polity") for noun in nouns)


def _of_whom(line: Line, phrase: Phrase) -> int:
    """Return where a phrase with its "of" ends: "heads of government"."""
    whole = (line.subtree(each) for each in line.below(phrase.head, "nmod"))
    ends = (max(words) + 1 for each in whole if min(words := tuple(each)) == phrase.end)
    end = next(ends, 0) if line.form(phrase.end) == "of" else 0
    return end if 0 < end - phrase.start <= _LONGEST else phrase.end


def is_counted_again(line: Line, phrase: Phrase) -> bool:
    """Say whether "the two countries" counts what was spoken of before."""
    pointed = phrase.definite == "definite" and phrase.last == phrase.end
    told_apart = line.below(phrase.head, "acl:relcl", "acl")
    both = any(line.form(each) in role("dual") for each in range(phrase.first, phrase.head))
    few = both or 0 < count(line, phrase) <= _TOLD_ONE_BY_ONE
    return pointed and phrase.plural and few and not told_apart


def _is_of_a_place(line: Line, phrase: Phrase) -> bool:
    """Say whether a body has no name but its place: "Iranian state television"."""
    names = (line.covering(each) for each in range(phrase.start, phrase.head))
    placed = any(name and name.how == "demonym" for name in names)
    return placed and phrase.definite == "bare" and is_a(phrase.kind, "Organization")


def _tells_who(phrase: Phrase) -> bool:
    modified = phrase.start < phrase.head or phrase.last > phrase.end
    pointed = phrase.definite in ("definite", "owned") and modified
    vague = phrase.noun.use == "named" and phrase.start == phrase.head
    return phrase.definite == "indefinite" or (pointed and not vague)


def count(line: Line, phrase: Phrase) -> int:
    """Return how many a phrase says they are, 0 when it does not."""
    for index in range(phrase.start, phrase.head):
        token = line.tokens[index]
        if token.deprel == "nummod" and line.head(index) == phrase.head:
            start, end = index, index + 1
            while start - 1 >= phrase.start and _is_joined(line, start - 1):
                start -= 1
            while end < phrase.head and _is_joined(line, end):
                end += 1
            some = line.form(start - 1) in role("unsaid number")  # "several hundred", "a few dozen"
            some |= "or" in (line.form(start - 1), line.form(end))  # "two or three capitals"
            return 0 if some else number(line.words(start, end))
    return 0


def number(words: str) -> int:
    """Return the number that digits or words spell: "1,000", "twenty-seven", "three hundred"."""
    plain = words.replace(",", "").lower()
    if plain.isascii() and plain.isdigit():
        return int(plain)
    value = _numbers().get(plain, 0)
    if not value and "-" in plain:
        tens, _, unit = plain.partition("-")
        parts = [_numbers().get(part, 0) for part in (tens, unit)]
        value = sum(parts) if all(parts) else 0  # "two-thirds" are no two
    if not value and " " in plain:
        parts = [_numbers().get(part, 0) for part in plain.split()]
        value = parts[0] * parts[1] if len(parts) == len("ab") and all(parts) else 0
    return value


def part_of(line: Line, index: int, article: Article) -> tuple[Name, tuple[Fact, ...]] | None:
    """Return the group that "nine of the ten members" is, with its size, None for anything else.

    So is "two" in "Two were arrested" or "Two resigned", which says nothing but how many.
    """
    first = index - 2 if line.form(index - 1) == "-" and number(line.form(index - 2)) else index
    size = number(line.words(first, index + 1)) if line.tokens[index].upos in _COUNTED else 0
    of = line.form(index + 1) == "of"
    rest = line.form(first - 1) in role("the rest") and line.form(first - 2) == "the"
    if size and rest and line.tokens[index].deprel in ("nsubj", "nsubj:pass", "obj"):
        return _counted(line, first - 1, index + 1, size, article)
    counting = line.below(index, "nummod") if line.form(index) in role("the others") else ()
    start = min(line.subtree(counting[0])) if counting else index
    others = number(line.words(start, index)) if counting else 0
    if others and _acts_as_people(line, index):
        return _counted(line, start, index + 1, others, article)
    for whole in line.below(index, "nmod") if size and of else ():
        nouns = nouns_at(line, whole)
        who = bool(nouns) and fits(nouns[0].kind, _WHOEVER) and _is_pointed(line, whole)
        body = bool(nouns) and size > 1 and fits(nouns[0].kind, _BODIES)
        body &= not line.below(whole, "amod")  # which are "the largest labs" is not told
        who |= body and any(
            line.form(each) in role("definite") for each in line.below(whole, "det")
        )
        told = line.below(whole, "nummod") or line.form(whole) in role("membership") or who
        plural = line.tokens[whole].xpos in ("NNS", "NNPS") and told
        if (
            line.form(whole) == "them"
            or _is_of_as_many(line, index, whole)
            or (nouns and plural and nouns[0].plural == "Group")
        ):
            return _counted(line, first, whole + 1, size, article)
    if size and not of and (_is_done_to_people(line, index) or _is_people_doing(line, index)):
        name, _ = _counted(line, first, index + 1, size, article)
        return name, ()
    return None


def _is_of_as_many(line: Line, index: int, whole: int) -> bool:
    """Say whether a count of a count is of those who do something: "nine of the ten signed"."""
    token, verb = line.tokens[index], line.head(index)
    acts = token.deprel == "nsubj" and verb >= 0 and line.tokens[verb].upos == "VERB"
    return acts and line.tokens[whole].upos == "NUM" and _is_pointed(line, whole)


def _counted(
    line: Line, first: int, last: int, size: int, article: Article
) -> tuple[Name, tuple[Fact, ...]]:
    words = line.words(first, last)
    group = Entity("Group", digest(article.key, "group", words.lower()), words)
    fact = _member_fact(group, "memberCount", size, line.passage(first, last))
    inner = line.among(first, last)
    return line.name(first, last, (group,), "group", inner=inner), (fact,)


def _is_pointed(line: Line, word: int) -> bool:
    determiners = line.below(word, "det")
    pointed = any(line.form(each) in role("definite") for each in determiners)
    return pointed or bool(line.below(word, "nmod:poss"))


def _is_done_to_people(line: Line, index: int) -> bool:
    """Say whether a bare number counts people, by what is done to them: "Two were arrested"."""
    token, verb = line.tokens[index], line.head(index)
    done = token.deprel in ("nsubj:pass", "obj") and token.upos == "NUM" and verb >= 0
    beside = (line.kind(each) for each in line.children(index))
    return done and line.tokens[verb].lemma in role("done to people") and set(beside) <= _VAGUE


def _acts_as_people(line: Line, index: int) -> bool:
    """Say whether a word is the subject of what only people do: "resign", "put their names to"."""
    while line.tokens[index].deprel == "conj" and line.head(index) >= 0:
        index = line.head(index)
    verb = line.head(index) if line.tokens[index].deprel == "nsubj" else -1
    marks = line.below(verb, "obj") if verb >= 0 else ()
    own = any(line.form(each) in role("own mark") for each in marks)
    return own or (verb >= 0 and line.tokens[verb].lemma in role("people do"))


def _is_people_doing(line: Line, index: int) -> bool:
    """Say whether a bare number counts people, by what they do: "a dozen resigned"."""
    token, verb = line.tokens[index], line.head(index)
    people = token.deprel == "nsubj" and verb >= 0 and line.tokens[verb].lemma in role("people do")
    beside = (line.kind(each) for each in line.children(index))
    return people and set(beside) <= _VAGUE | {"det"}


def group_facts(
    line: Line, phrase: Phrase, group: Entity, members: tuple[Entity, ...]
) -> Iterator[Fact]:
    """Yield how many a group has, and whom of them the text names."""
    passage = line.passage(phrase.first, phrase.end)
    counted = count(line, phrase)
    if counted:
        yield _member_fact(group, "memberCount", counted, passage)
    for member in members:
        yield _member_fact(group, "member", member.id, passage)


def _member_fact(group: Entity, predicate: str, value: str | int, passage: Passage) -> Fact:
    is_entity = isinstance(value, str)
    return Fact(
        group.id,
        predicate,
        value,
        value_is_entity=is_entity,
        passage=passage,
        confidence=_SURE,
        extracted_by=_RULE,
    )


def _belongs_to_name(line: Line, phrase: Phrase) -> bool:
    """Say whether the phrase is part of what a name next to it says: a title, an apposition."""
    before = line.ending(phrase.first - 1) if line.form(phrase.first - 1) == "," else None
    after = line.starting(phrase.end)
    apposed = line.starting(phrase.last + 1) if line.form(phrase.last) == "," else None
    head = line.tokens[phrase.head]
    governor = line.covering(head.head) if head.head >= 0 else None
    aside = head.deprel in ("nmod:desc", "appos") and line.form(phrase.last) == ","
    if aside and head.head > phrase.head and line.tokens[head.head].xpos == "PRP":
        return True  # "Peru's envoy in Rome, she spoke"
    if after and after.how != "demonym" and not fits(after.entities[0].kind, ("Technology",)):
        return not phrase.plural
    if head.deprel == "appos" and governor is not None:
        return not (phrase.plural and count(line, phrase)) or before is not None
    if not phrase.plural and any(line.covering(at) for at in called_so(line, phrase.head)):
        return True  # "an AI model in Thai called Sen"
    named = [apposed] if apposed else _apposed(line, phrase)
    apposition = any(line.tokens[one.head].deprel == "appos" for one in named)
    joined = apposition and any(line.head(one.head) == phrase.head for one in named)
    if joined and not phrase.plural:
        return True
    return before is not None and (head.deprel == "appos" or _is_gloss(line, before, phrase))


def _apposed(line: Line, phrase: Phrase) -> list[Name]:
    """Return who is named after a longer office: "the minister of trade and fish, Ada Lund"."""
    person = is_a(phrase.kind, "Person")
    names = (line.covering(each) for each in line.below(phrase.head, "appos") if person)
    return [name for name in names if name and line.form(name.first - 1) == ","]


def _is_gloss(line: Line, name: Name, phrase: Phrase) -> bool:
    """Say whether a phrase after a name and a comma says what that is, whatever the tree has."""
    told = phrase.definite in ("definite", "indefinite", "owned") and not phrase.plural
    closed = line.form(phrase.last) in (",", ".", ";", ")", "")
    kinds = [entity.kind for entity in name.entities]
    same = len(kinds) == 1 and any(
        is_a(kinds[0], family) and is_a(phrase.kind, family) for family in _FAMILIES
    )
    return told and closed and same


def _is_predicate(line: Line, index: int) -> bool:
    """Say whether a noun only says what somebody is: "is a rival", "viewed as a rival"."""
    seen = preposition(line, index) == "as" and line.tokens[index].deprel == "obl"
    return seen or (bool(line.below(index, "cop")) and not line.below(index, "case"))


def _is_joined(line: Line, index: int) -> bool:
    hyphen = "-" in (line.form(index), line.form(index - 1))
    joined = line.tokens[index].deprel in ("compound", "nummod", "punct", "goeswith")
    return joined and (hyphen or number(line.form(index)) > 0)


@cache
def _numbers() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in lexicon("numbers")}
