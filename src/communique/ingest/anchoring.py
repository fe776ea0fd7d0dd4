"""Which time in a sentence is that of a predicate: the one that hangs on its words."""

from communique.ingest.arguments import is_verb, preposition
from communique.ingest.clauses import SUBJECTS
from communique.ingest.counting import counted, read_span
from communique.ingest.dates import When
from communique.ingest.names import Line
from communique.ingest.phrases import role

_SPAN = 2
_NEXT_DAY = ("the", "day")
_WAYS = {"after": 1, "before": -1}
_NEXT = ("conj", "parataxis", "acl:relcl")
_RELATIVE = ("WDT", "WP", "WP$", "WRB")
_LOOSE = ("compound", "amod", "nmod:poss", "nmod:desc", "flat", "dep")


def time_of(line: Line, word: int, verb: int, times: tuple[When, ...]) -> When | None:
    """Return the one time that hangs on these words or on what governs them."""
    times = tuple(when for when in times if not _is_of_another(line, verb, when))
    for anchor in _anchors(line, word, verb):
        near = [when for when in times if _hangs_on(line, when, anchor)]
        if near:
            return _only(near)
    return (
        _only([when for when in times if _is_explained(line, when, verb)])
        or _only([when for when in times if _is_argument(line, when, (word, verb))])
        or _in_order(line, verb, times)
    )


def is_counted(line: Line, clause: int) -> bool:
    """Say whether a clause is set apart as so many days from another: ", a day after he left"."""
    return any(
        _distance(line, mark) and line.form(mark - _SPAN - 1) == ","
        for mark in line.below(clause, "mark")
    )


def _distance(line: Line, mark: int) -> tuple[int, str] | None:
    """Return how far, in which unit, a clause lies after (or, below 0, before) another."""
    way = _WAYS.get(line.form(mark), 0)
    count, unit = read_span(line, mark - _SPAN) if mark >= _SPAN else (0, "")
    if line.spells(mark - _SPAN, _NEXT_DAY):
        count, unit = 1, "day"
    return (way * count, unit) if way and count else None


def _in_order(line: Line, verb: int, times: tuple[When, ...]) -> When | None:
    """Return the time that a clause counts from another: "met on Monday, a day after he left"."""
    for mark in range(_SPAN, len(line.tokens)):
        clause, distance = line.head(mark), _distance(line, mark)
        if not distance or line.tokens[mark].deprel != "mark" or not is_verb(line, clause):
            continue
        above = _governors(line, clause)
        others = above if verb == clause else (clause,) if verb in above[:1] else ()
        dated = (_only([when for when in times if _hangs_on(line, when, (at,))]) for at in others)
        other = next((when for when in dated if when), None)
        if other:
            count, unit = distance
            return counted(other, unit, count if verb != clause else -count)
    return None


def _governors(line: Line, word: int) -> tuple[int, ...]:
    """Return the verbs above a word in one clause, the nearest first."""
    found = []
    while line.head(word) >= 0 and line.tokens[word].deprel not in _NEXT:
        word = line.head(word)
        found += [word] if is_verb(line, word) else []
    return tuple(found)


def _only(near: list[When]) -> When | None:
    competing = {(when.value, when.end) for when in near}
    return near[0] if len(competing) == 1 else None


def _anchors(line: Line, word: int, verb: int) -> tuple[tuple[int, ...], ...]:
    """Return the words that the time may hang on, those before others first."""
    own: tuple[int, ...] = (word, verb)
    found = [own, participles(line, verb), _published(line, verb)]
    token = line.tokens[verb]
    head = token.head
    if head < 0:
        return tuple(found)
    above = line.tokens[head]
    if token.deprel == "xcomp" and above.lemma in role("pending"):
        found.append((head,))
    if token.deprel == "acl" and above.deprel == "xcomp":
        found.append((above.head,))
    parallel = token.deprel == "conj" or (
        token.deprel == "parataxis" and _semicolon(line, head, verb)
    )
    predicate = is_verb(line, head) or bool(line.below(head, "cop"))
    if parallel and predicate and _alike(line, verb, head):
        found.append((head,))
    where = token.deprel in ("acl:relcl", "advcl") and _is_adverbial(line, verb)
    if where and (token.deprel == "acl:relcl" or "when" not in _adverbs(line, verb)):
        governor = _governor(line, head)
        together = governor >= 0 and _alike(line, verb, governor)
        found.append((governor, head) if together else (head,))
    occasion = token.deprel == "obl" and preposition(line, verb) in role("at an event")
    if word == verb and occasion and not is_verb(line, verb) and is_verb(line, head):
        found.append((head,))
    return tuple(found)


def participles(line: Line, verb: int) -> tuple[int, ...]:
    """Return the verbs of clauses that tell on which occasion it was: "Speaking in Paris, ..."."""
    apart = [
        each
        for one in line.below(verb, *SUBJECTS)
        for each in line.below(one, "acl")
        if "," in (line.form(first := min(line.subtree(each))), line.form(first - 1))
    ]
    return tuple(
        each
        for each in (*line.below(verb, "advcl"), *apart)
        if each < verb
        and line.tokens[each].xpos == "VBG"
        and not line.below(each, "mark", *SUBJECTS)
        and line.tokens[each].lemma in role("taking the floor")
    )


def _published(line: Line, verb: int) -> tuple[int, ...]:
    """Return the participles that date the text in which somebody speaks: "in a letter sent"."""
    texts = (each for each in line.below(verb, "obl") if line.tokens[each].lemma in role("speech"))
    return tuple(
        each
        for text in texts
        for each in line.below(text, "acl")
        if line.tokens[each].lemma in role("publishing")
    )


def _is_of_another(line: Line, verb: int, when: When) -> bool:
    """Say whether a time is that of somebody joined without a verb: "and Sweden on Monday"."""
    top = line.top(when.first, when.last)
    joined = [each for each in line.below(verb, "conj") if not is_verb(line, each)]
    return line.head(top) == verb and any(max(line.subtree(each)) < top for each in joined)


def _hangs_on(line: Line, when: When, anchors: tuple[int, ...]) -> bool:
    top = word = line.top(when.first, when.last)
    if line.head(word) in anchors and line.tokens[word].deprel in _LOOSE:
        return not is_verb(line, line.head(word))
    word = _outside(line, word)
    while word >= 0 and word not in anchors:
        if line.tokens[word].deprel in _LOOSE:
            return False
        predicate = is_verb(line, word) or line.below(word, "cop")
        if predicate and not (_is_infinitive(line, word) and _is_over(line, when)):
            return False
        away = not is_verb(line, word) and preposition(line, word) in role("elsewhere")
        if word != top and away and line.form(line.head(word)) not in role("sidelines"):
            return False
        word = line.head(word)
    return word in anchors and not _is_of_occasion(line, when, word)


def _outside(line: Line, top: int) -> int:
    """Return the noun of a relative clause that opens only after a time: "met in May, which"."""
    verb = line.head(top)
    clause = verb > top and line.tokens[verb].deprel == "acl:relcl"
    opens = clause and any(
        line.tokens[at].xpos in _RELATIVE and line.form(at - 1) == "," for at in range(top, verb)
    )
    return line.head(verb) if opens else top


def _is_of_occasion(line: Line, when: When, verb: int) -> bool:
    """Say whether a time is that of what somebody is invited to: "to the forum in May"."""
    if line.tokens[verb].lemma not in role("inviting"):
        return False
    occasions = (
        each for each in line.below(verb, "obl") if preposition(line, each) in ("to", "for")
    )
    return any(max(line.subtree(each)) + 1 == when.first for each in occasions)


def _is_argument(line: Line, when: When, words: tuple[int, int]) -> bool:
    """Say whether the model takes a time, or a clause that tells it, for that of a predicate."""
    for frame in line.sentence.frames:
        for argument in frame.arguments if frame.predicate in words else ():
            inside = argument.start <= when.first and when.last <= argument.end
            direct = when.first - argument.start <= 1
            clause = line.form(argument.start) in role("meanwhile")
            told = inside and not _is_of_occasion(line, when, frame.predicate)
            if argument.role == "ARGM-TMP" and told and (direct or clause):
                return True
    return False


def _is_explained(line: Line, when: When, verb: int) -> bool:
    """Say whether a clause tells what happened at a time: "On Tuesday, when Modi arrived"."""
    return any(
        line.form(each) == "when" and each - when.last in (0, 1)
        for each in line.below(verb, "advmod", "mark")
    )


def _is_adverbial(line: Line, verb: int) -> bool:
    """Say whether a relative clause tells what happened there or then: "where", "at which"."""
    if _adverbs(line, verb) & {"where", "when"}:
        return True
    return any(
        line.form(each) == "which" and preposition(line, each) for each in line.below(verb, "obl")
    )


def _adverbs(line: Line, verb: int) -> set[str]:
    return {line.form(each) for each in line.below(verb, "advmod")}


def _governor(line: Line, word: int) -> int:
    while word >= 0 and not is_verb(line, word):
        word = line.head(word)
    return word


def _semicolon(line: Line, first: int, last: int) -> bool:
    return any(line.form(each) == ";" for each in range(first, last))


def _alike(line: Line, verb: int, head: int) -> bool:
    return line.tokens[verb].feats == line.tokens[head].feats or (
        tense_of(line, verb) == tense_of(line, head) != ""
    )


def tense_of(line: Line, verb: int) -> str:
    """Return past, present or "" for anything else: perfect, modal, infinite."""
    auxiliaries = line.below(verb, "aux", "aux:pass", "cop")
    tags = {line.tokens[each].xpos for each in auxiliaries}
    lemmas = {line.tokens[each].lemma for each in auxiliaries}
    if lemmas & {"have"} or "MD" in tags:
        return ""
    tags = tags or {line.tokens[verb].xpos}
    if "VBD" in tags:
        return "past"
    return "present" if tags & {"VBZ", "VBP"} else ""


def tells_past(line: Line, verb: int) -> bool:
    """Say whether a verb tells of the past, unlike what "is held" in a month to come."""
    return line.tokens[verb].xpos in ("VBD", "VBN") and tense_of(line, verb) != "present"


def _is_infinitive(line: Line, verb: int) -> bool:
    marked = any(line.form(each) == "to" for each in line.below(verb, "mark"))
    return line.tokens[verb].xpos == "VB" and marked and not line.below(verb, "aux", "cop")


def _is_over(line: Line, when: When) -> bool:
    """Say whether the words of a time can only mean the past."""
    words = {line.form(each) for each in range(when.first, when.last)}
    return bool(words & role("over"))
