"""What offices are for, as their titles say: "of Science and Technology", "in charge of AI"."""

from communique.ingest.kinds import is_a
from communique.ingest.modelled import is_marked
from communique.ingest.names import Line, capitalised
from communique.ingest.nouns import nouns_at
from communique.ingest.phrases import role

_WORDS = ("NOUN", "PROPN", "ADJ")


def portfolio(line: Line, index: int) -> int:
    """Return where "Science and Technology" ends, which begins at word `index`."""
    end = index
    while index < len(line.tokens) and index - end < 2:
        name = line.covering(index)
        short = (
            line.tokens[index].text.isupper() and name is not None and name.last - name.first == 1
        )
        unknown = name is not None and not name.entities[0].known
        term = name is None or is_a(name.entities[0].kind, "Technology") or (short and unknown)
        term |= name is not None and unknown and _is_next(line, name.first)
        joint = line.form(index) in ("and", "&", ",") and index > end - 1
        person = is_marked(line, index, "PERSON")
        address = line.form(index) in role("before name")  # "of Trade Eng. Ada Lund"
        after = line.form(index - 1) == "," and any(each.scope for each in nouns_at(line, index))
        address |= after  # "of Trade, Senator Ada Lund"
        if not term or person or address:
            break
        token = line.tokens[index]
        if token.upos in _WORDS or (len(token.text) > 1 and token.text.isupper()):
            end = index + 1
        elif not joint or not _is_list(line, index):
            break
        index += 1
    return end


def _is_list(line: Line, index: int) -> bool:
    """Say whether a joint goes on with another portfolio: "Internal Affairs and ..."."""
    after = index + 1
    if after >= len(line.tokens):
        return False
    capitals = capitalised(line.tokens[after].text) and capitalised(line.tokens[index - 1].text)
    return capitals or _is_next(line, after)


def _is_next(line: Line, word: int) -> bool:
    """Say whether a word goes on with a list that has an "and": "security, trade and science"."""
    top = word
    while line.tokens[top].deprel in ("compound", "amod", "flat") and line.head(top) > top:
        top = line.head(top)
    head, last = line.head(top), word - 2
    listed = line.tokens[top].deprel == "conj" and line.form(word - 1) in ("and", ",", "&")
    near = head == last or (line.tokens[last].deprel == "conj" and line.head(last) == head)
    return listed and near and any(line.below(each, "cc") for each in line.below(head, "conj"))


def charged(line: Line, index: int) -> int:
    """Return the preposition that tells an office's field: "of" in "minister in charge of AI"."""
    phrases = [tuple(each.split()) for each in role("heading a field")]
    found = next((each for each in phrases if line.spells(index, each)), ())
    pointed = line.form(index + len(found)) in role("definite")  # "the MP in charge of the file"
    return index + len(found) - 1 if found and not pointed else index


def region_before(line: Line, first: int) -> int:
    """Return where a title with its region begins: "its [Asia Pacific] head", else `first`."""
    name = line.ending(first)
    if name is None or (name.entities[0].known and not name.fitting(("Place",))):
        return first
    before = name.first - 1
    owned = line.form(before) == "'s" or (before >= 0 and line.tokens[before].xpos == "PRP$")
    person = is_a(name.entities[0].kind, "Person") or name.how == "demonym"
    return name.first if owned and not person else first


def chamber_end(line: Line, index: int, owner: int, end: int, *, sitting: bool) -> int:
    """Return where "speaker of the House" ends, which begins at `index`; -1 for no chamber's.

    Word `owner` is of what it is, if the line tells that, and `sitting` says that it is a body.
    """
    if owner < 0:
        at = index + 2 + (line.form(index + 2) == "the")
        return at + 1 if line.form(at) in role("chamber") else -1
    name = line.covering(owner)
    return end if sitting or (name and name.fitting(("GovernmentBody",))) else -1
