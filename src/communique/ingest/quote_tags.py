"""The verb beside a quote that only tells who speaks it, whatever it means: "...," sighed an envoy.

They are found by their place, since nearly any verb will do: to fume, to shrug, to sob.
"""

from communique.ingest.arguments import authors, is_verb, subject, surface_subject
from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.ingest.speech import Quote, quote_at
from communique.model import Entity

_NEAR = 8
_CLAUSE = 4
"""As few words in marks are a clause of their own if they have a verb of their own."""
_FINITE = ("VBD", "VBZ")
_AFTER = ("nsubj", "obj", "iobj", "appos", "dep")


def find_quote_tags(line: Line, quotes: tuple[Quote, ...]) -> dict[int, tuple[int, ...]]:
    """Return the verbs beside quotes that tell who speaks, each with the heads of who does."""
    found: dict[int, tuple[int, ...]] = {}
    for quote in quotes:
        verb = _after(line, quote) if quote.ends else -1
        who = _sayers(line, quote, verb) if verb >= 0 else ()
        if who:
            found[verb] = tuple(author for each in who for author in authors(line, each))
    for verb in range(len(line.tokens)) if quotes else ():
        if any(is_set_in(line, quote, verb) for quote in quotes):
            who = subject(line, verb)
            found |= {verb: who} if who else {}
    return found


def quoted(line: Line, quotes: tuple[Quote, ...], word: int) -> tuple[Entity, ...]:
    """Return whom the quotes of a line name if `word` is who speaks them: nobody of those."""
    if all(word not in who for who in find_quote_tags(line, quotes).values()):
        return ()
    inside = (name for name in line.names if quote_at(quotes, name.head))
    return tuple(entity for name in inside if name.how != "pronoun" for entity in name.entities)


def is_set_in(line: Line, quote: Quote, verb: int) -> bool:
    """Say whether a verb is set into the clause that a quote belongs to: "It, he sighed, is".

    It stands between commas, or after "as", and says nothing of its own.
    """
    above = line.head(verb)
    if not is_verb(line, verb) or line.tokens[verb].deprel not in ("parataxis", "advcl"):
        return False
    inside = quote.first <= above < quote.last or quote.first in line.subtree(above)
    words = [at for at in line.subtree(verb) if line.tokens[at].deprel != "punct"]
    if not inside or quote.first in words or not _is_clause(line, quote):
        return False
    as_told = line.tokens[verb].deprel == "advcl" and line.form(min(words)) == "as"
    around = (line.form(min(words) - 1), line.form(max(words) + 1))
    commas = all(form in role("comma") for form in around) and quote.first > verb
    content = line.below(verb, "ccomp", "xcomp", "obl:arg")
    it = line.form(verb + 1) == "it"
    return (as_told or commas) and not content and (it or not line.below(verb, "obj"))


def _is_clause(line: Line, quote: Quote) -> bool:
    """Say whether words in marks are more than one phrase: they are many, or have a verb."""
    words = range(quote.first, quote.last)
    verbs = [at for at in words if is_verb(line, at) and line.tokens[at].xpos != "VBN"]
    return len(words) > _CLAUSE + 1 or (len(words) >= _CLAUSE and bool(verbs))


def _after(line: Line, quote: Quote) -> int:
    """Return the first finite verb soon after what a comma closes as said, -1 without one."""
    inside = line.form(quote.last - 1) in role("quote goes on")
    start = quote.last + 1 if inside else quote.last + 2
    if not inside and line.form(quote.last + 1) not in role("comma"):
        return -1
    after = range(start, min(start + _NEAR, len(line.tokens)))
    return next((at for at in after if _is_finite(line, at)), -1)


def _is_finite(line: Line, word: int) -> bool:
    token = line.tokens[word]
    return is_verb(line, word) and (
        token.xpos in _FINITE or (token.xpos == "VBN" and token.deprel == "root")
    )


def _sayers(line: Line, quote: Quote, verb: int) -> tuple[int, ...]:
    """Return who speaks by a verb after a quote: who stands between, or whom it is turned to."""
    between = range(quote.last, verb)
    own = [each for each in line.below(verb, "nsubj") if each in between]
    if own:
        return tuple(own[:1]) if quote.first <= 1 or _is_said(line, quote, verb) else ()
    if any(line.kind(at) not in ("quote", "punct") for at in between):
        return ()
    near = [each for each in line.below(verb, *_AFTER) if each > verb]
    near = [each for each in near if not line.below(each, "case") and line.kind(each) != "time"]
    apposed = [
        at
        for at in range(verb + 1, len(line.tokens))
        if line.tokens[at].deprel == "appos" and line.tokens[at].upos == "PROPN"
    ]
    names = [line.headed_by(each) for each in near[:1]]
    if apposed and not any(name and name.how != "described" for name in names):
        return tuple(apposed) if len(apposed) == 1 else ()
    return tuple(near[:1])


def _is_said(line: Line, quote: Quote, verb: int) -> bool:
    """Say whether a verb that closes the sentence has the clause of a quote for what is said."""
    clauses = line.below(verb, "ccomp", "parataxis")
    said = any(quote.first in line.subtree(each) for each in clauses)
    return said and line.tokens[verb].deprel == "root" and _is_clause(line, quote)


def is_spoken(line: Line, quotes: tuple[Quote, ...], word: int, verb: int) -> bool:
    """Say whether somebody else tells of a deed at `word` in the words of a quote.

    The article tells it itself where the marks stand around no more than a verb of its own clause:
    'Ada "warmly welcomed" it'.
    """
    quote = quote_at(quotes, word)
    if quote is None:
        return False
    done_to = line.below(verb, "obj")
    doing = line.below(verb, "nsubj")
    only = verb == word and quote.begins and quote.ends and verb == quote.last - 1
    around = bool(done_to) and min(done_to) >= quote.last
    head = line.head(verb)
    shared = line.tokens[verb].deprel == "conj" and 0 <= head < quote.first and not doing
    outside = bool(doing) and all(each < quote.first for each in doing)
    return not (only and around and (outside or (shared and is_verb(line, head))))


def saying(line: Line, quote: Quote) -> tuple[int, ...]:
    """Return the subject of the verb that has a quote for what is said: 'Lund said, "..."'."""
    top = line.top(quote.first, quote.last)
    verb = line.head(top)
    said = verb >= 0 and line.tokens[top].deprel in ("ccomp", "parataxis")
    return surface_subject(line, verb) if said and is_verb(line, verb) else ()
