"""Who stands before a verb and who after it, when the words leave no doubt.

Without a tree, nearness and boundaries decide: a subject is a name that ends right before the verb
group and begins right after a boundary of clauses; an object is the last word of the noun phrase
right after the verb. Anything else is no answer, which is an empty tuple.
"""

from functools import cache

from communique.ingest.kinds import fits, is_a
from communique.ingest.names import Line, Name
from communique.ingest.phrases import role
from communique.ingest.verbs import cues
from communique.language.tables import lexicon

_TOGETHER = (("as", "well", "as"), ("along", "with"), ("together", "with"), ("alongside",))
_FINAL = {
    *("punct", "quote", "prep", "conj", "rel", "that", "adv"),
    *("aux", "modal", "sub", "det", "pron", "time", "neg"),
}
_MODIFIERS = 5
_ASIDE = 25


def subject(
    line: Line, index: int, kinds: tuple[str, ...] = ("Actor",), *, floor: int = 0
) -> tuple[Name, ...]:
    """Return the names that are the subject of a verb group that begins at `index`.

    What ends at `floor` or before it is the object of an earlier verb.
    """
    if line.kind(index - 1) in ("rel", "that") and not _is_complementizer(line, index - 1):
        return _antecedent(line, index - 1, kinds)
    end = _before_aside(line, index)
    names = _coordinated_before(line, end, kinds, floor)
    if not names or not _begins_clause(line, _without_determiners(line, names[0].first)):
        return ()
    return names


def is_negative(line: Line, first: int) -> bool:
    """Say whether the noun phrase at `first` is "neither A nor B" or "no country"."""
    start = first
    while line.kind(start - 1) in ("det", "num"):
        start -= 1
        if line.form(start) in role("negative"):
            return True
    return False


def objects(line: Line, index: int, kinds: tuple[str, ...]) -> tuple[tuple[Name, ...], int]:
    """Return the names of `kinds` that are the object at `index`, and where the last one ends."""
    position = index
    modifiers = 0
    while position < len(line.tokens):
        name = line.starting(position)
        if name:
            if name.how == "control" or noun_final(line, name.last):
                return _coordinated_after(line, name, kinds)
            if not _modifies(name):
                return (), index
            position = name.last
            continue
        kind, form = line.kind(position), line.form(position)
        if form in role("unchosen"):
            return (), index
        if kind == "open" and form not in role("naming") and modifiers < _MODIFIERS:
            modifiers += 1
        elif form in role("naming") or (kind == "prep" and modifiers):
            return _named_later(line, position, kinds)
        elif form == "," and modifiers:
            return _apposed(line, position + 1, kinds)
        elif kind not in ("det", "num", "quote", "adv"):
            return (), index
        position += 1
    return (), index


def noun_final(line: Line, index: int) -> bool:
    """Say whether a noun phrase can end right before token `index`."""
    if index >= len(line.tokens):
        return True
    return line.kind(index) in _FINAL and line.form(index) != "'s"


def boundary(line: Line, names: tuple[Name, ...]) -> int:
    """Return where the noun phrase of a subject begins, with its determiners and modifiers."""
    start = _without_determiners(line, names[0].first)
    while start > 0 and _is_modifier(line, start - 1):
        start -= 1
    return _without_determiners(line, start)


def _coordinated_before(
    line: Line, end: int, kinds: tuple[str, ...], floor: int
) -> tuple[Name, ...]:
    name = line.ending(end)
    if not name or not name.fitting(kinds):
        return ()
    names = [name]
    while True:
        start = _without_determiners(line, names[0].first)
        joint = _joint_before(line, start)
        if joint == start:
            return tuple(names)
        if line.form(start - 1) == "or":
            return ()
        bare = joint == start - 1 and line.form(joint) == ","
        if len(names) == 1 and bare and not line.heading:
            return tuple(names)
        left = line.ending(joint) or line.ending(_before_aside(line, joint))
        if not left or not left.fitting(kinds) or left.last <= floor:
            return tuple(names)
        names.insert(0, left)


def _joint_before(line: Line, start: int) -> int:
    """Return where the conjunction that ends right before `start` begins."""
    for phrase in _TOGETHER:
        if line.spells(start - len(phrase), phrase):
            start -= len(phrase)
            return start - 1 if line.form(start - 1) == "," else start
    if line.form(start - 1) in ("and", "&", "or", "nor"):
        return start - 2 if line.form(start - 2) == "," else start - 1
    return start - 1 if line.form(start - 1) == "," else start


def _coordinated_after(
    line: Line, name: Name, kinds: tuple[str, ...]
) -> tuple[tuple[Name, ...], int]:
    if not name.fitting(kinds):
        return (), name.last
    names = [name]
    end = name.last
    while True:
        position = end + 1 if line.kind(end) == "quote" else end
        if line.form(position) == "or":
            return (), name.last
        comma = line.form(position) == ","
        position += comma
        joined = line.form(position) in role("and")
        position += joined
        if not (comma or joined):
            return tuple(names), end
        while line.kind(position) in ("det", "quote"):
            position += 1
        following = line.starting(position)
        if not following or not following.fitting(kinds) or not noun_final(line, following.last):
            return tuple(names), end
        if line.kind(following.last) in ("aux", "modal") or line.kind(following.last) == "adv":
            return tuple(names), end
        names.append(following)
        end = following.last


def _named_later(line: Line, index: int, kinds: tuple[str, ...]) -> tuple[tuple[Name, ...], int]:
    """Read "a product similar to ChatGPT called ErnieBot"."""
    while index < len(line.tokens) and line.form(index) not in (",", ".", ";", ":"):
        if line.kind(index) in ("rel", "that", "sub"):
            break
        if line.form(index) in role("naming"):
            after = index + 1
            while line.kind(after) in ("det", "quote"):
                after += 1
            name = line.starting(after)
            if name and noun_final(line, name.last):
                return _coordinated_after(line, name, kinds)
            break
        index += 1
    return (), index


def _apposed(line: Line, index: int, kinds: tuple[str, ...]) -> tuple[tuple[Name, ...], int]:
    """Read "its new chatbot, ErnieBot": things only, since people come in lists."""
    while line.kind(index) in ("det", "quote"):
        index += 1
    name = line.starting(index)
    entity = name.fitting(kinds) if name else None
    if not name or not entity or fits(entity.kind, ("Actor",)) or not noun_final(line, name.last):
        return (), index
    return _coordinated_after(line, name, kinds)


def _before_aside(line: Line, index: int) -> int:
    """Return where the noun phrase ends, when an aside in commas or brackets follows it."""
    end = index
    while line.kind(end - 1) == "quote":
        end -= 1
    closer = line.form(end - 1)
    opener = {",": ",", ")": "("}.get(closer)
    if opener is None:
        return end
    for position in range(end - 2, max(-1, end - _ASIDE), -1):
        if line.form(position) == opener:
            if line.ending(position) and line.kind(position + 1) not in ("conj", "num"):
                return position
            break
    return end


def _antecedent(line: Line, pronoun: int, kinds: tuple[str, ...]) -> tuple[Name, ...]:
    """Return what "who", "which" or "that" stands for, when it is sure."""
    end = pronoun - 1 if line.form(pronoun - 1) == "," else pronoun
    name = line.ending(end)
    if not name or not name.fitting(kinds):
        return ()
    start = _without_determiners(line, name.first)
    if line.form(start - 1) in (*role("and"), "or"):
        return ()
    if name.how != "group":
        return (name,) if _begins_clause(line, start) else ()
    return (*_members(line, start, kinds), name)


def _members(line: Line, start: int, kinds: tuple[str, ...]) -> tuple[Name, ...]:
    """Read "Both the US and China are among the 29 countries that": the two are members."""
    position = start - 1
    if line.form(position) == "of":
        position -= 1
    if line.form(position) not in role("member"):
        return ()
    while line.kind(position - 1) in ("adv", "num"):
        position -= 1
    if line.form(position - 1) not in ("is", "are", "was", "were"):
        return ()
    position -= 1
    if line.kind(position + 1) == "neg":
        return ()
    return subject(line, position, kinds)


def _begins_clause(line: Line, start: int) -> bool:
    """Say whether a clause can begin at `start`, or a few words of description before it."""
    position = start
    modifiers = 0
    while position > 0 and _is_modifier(line, position - 1) and modifiers < _MODIFIERS:
        position -= 1
        modifiers += 1
    position = _without_owner(line, _without_determiners(line, position))
    if position == 0:
        return True
    kind, form = line.kind(position - 1), line.form(position - 1)
    if kind == "prep":
        return form in role("subordinating") and modifiers == 0
    if kind in ("rel", "pron", "aux", "modal", "neg"):
        return kind == "rel" and modifiers == 0
    if line.ending(position):
        return False
    if kind == "open":
        return modifiers == 0 and (form in _saying() or form in cues("scope"))
    return kind in ("punct", "quote", "conj", "sub", "that", "adv", "time", "num")


def _is_modifier(line: Line, index: int) -> bool:
    """Say whether the word may describe the name after it ("search giant Baidu")."""
    name = line.ending(index + 1)
    if name:
        return name.how == "group" or (name.last - name.first == 1 and _modifies(name))
    form = line.form(index)
    return (
        line.kind(index) == "open"
        and form not in _verb_forms()
        and form not in _saying()
        and form not in cues("scope")
        and not form.endswith(("ed", "ing"))
        and (index == 0 or line.title_case or not line.tokens[index].text[:1].isupper())
    )


def _modifies(name: Name) -> bool:
    kind = name.entities[0].kind
    return (
        name.how == "demonym"
        or is_a(kind, "Technology")
        or (is_a(kind, "Polity") and name.how == "name")
    )


def _without_owner(line: Line, start: int) -> int:
    """Return where "France's" begins in "France's Emmanuel Macron", else `start`."""
    owner = line.ending(start - 1) if line.form(start - 1) == "'s" else None
    return _without_determiners(line, owner.first) if owner else start


def _without_determiners(line: Line, start: int) -> int:
    while start > 0 and (
        line.kind(start - 1) in ("det", "quote") or line.form(start - 1) == "both"
    ):
        start -= 1
    return start


def _is_complementizer(line: Line, index: int) -> bool:
    """Say whether "that" follows a verb of saying rather than a noun."""
    return line.form(index) == "that" and not line.ending(index) and line.form(index - 1) != ","


@cache
def _verb_forms() -> frozenset[str]:
    columns = ("base", "third", "past", "participle", "gerund")
    return frozenset(row[column] for row in lexicon("triggers") for column in columns)


@cache
def _saying() -> frozenset[str]:
    return frozenset(
        cue
        for row in lexicon("attribution")
        if row["where"] != "source"
        for cue in row["cue"].split("|")
    )
