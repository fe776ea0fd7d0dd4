"""Who speaks the quoted words of a sentence, and which of them are what somebody says there."""

from collections.abc import Iterator

from communique.ingest.arguments import (
    authors,
    is_passive,
    is_verb,
    preposition,
    subject,
    surface_subject,
)
from communique.ingest.asides import according, asks_for, is_saying
from communique.ingest.cues import cue
from communique.ingest.factuality import judged
from communique.ingest.fillers import Filler, counted
from communique.ingest.names import Line, Name, capitalised
from communique.ingest.phrases import role
from communique.ingest.quote_tags import find_quote_tags, is_set_in
from communique.ingest.sources import Source, names_of, unnamed
from communique.ingest.speech import Quote
from communique.ingest.vouching import vouching
from communique.model import Article, Factuality

_SPEAKERS = ("Person", "Organization", "Polity", "Group")
_LONG = 6
"""As many words in marks within a clause are somebody's own, not one phrase of theirs."""
_NEAR = 8
_SAID = ("ccomp", "parataxis", "obj", "obl", "xcomp", "dep", "root", "advcl")
_FULL = ("obj", "ccomp", "xcomp")
_TELLING = ("ccomp", "xcomp", "conj", "obj", "obl", "advcl", "advmod")


def find_speaker(
    line: Line, quotes: tuple[Quote, ...], article: Article
) -> tuple[int, Filler | None]:
    """Return the word outside the quotes by which somebody speaks, and who; -1 without one.

    It is a verb of saying, or what introduces a quote: a colon, "according to". People without a
    name are somebody of this article's.
    """
    inside = {word for quote in quotes for word in range(quote.first, quote.last)}
    outside = [word for word in range(len(line.tokens)) if word not in inside]
    said = find_quote_tags(line, quotes)
    said |= {word: who for word in outside if word not in said and (who := _saying(line, word))}
    said = {word: _quoted(line, word) or who for word, who in said.items()}
    for word in sorted(said):
        names = names_of(line, said[word])
        if names and (not quotes or any(_is_near(line, word, quote) for quote in quotes)):
            return word, _one(names)
    for quote in quotes:
        for word in outside:
            speaker = _one(_beside(line, word, quote))
            if speaker:
                return word, speaker
    unknown = sorted(said.items())
    colons = (at for at in outside if line.form(at) == ":")
    unknown += [(colon, _subject_before(line, colon)) for colon in colons]
    for word, sayers in unknown:
        source = Source(word, (), unnamed(line, sayers))
        if source.known:
            return word, next(iter(vouching(line, source, article)))
    return -1, None


def is_said(line: Line, quote: Quote, word: int) -> bool:
    """Say whether a quote is what somebody speaks by `word`: beside it, or its complement."""
    between = range(quote.last, word) if quote.last <= word else range(word + 1, quote.first)
    if quote.first == 0 or (quote.first == 1 and quote.last < word):
        return True
    if not is_verb(line, word) or according(line, word) or is_set_in(line, quote, word):
        return True
    relative = any(line.kind(at) in ("that", "rel") for at in between)
    if quote.first > word:
        before = line.form(quote.first - 2)
        if line.tokens[word].lemma in role("calling") and _is_below(line, quote, word, _SAID):
            return not asks_for(line, word)
        if _is_told_in(line, quote, word):
            return True
        if quote.last - quote.first >= _LONG and before != ",":
            return False
        near = before in (",", ":") or quote.first - 2 == word or before in role("after said")
        return near and not relative
    if relative:
        return False
    below = {at for child in line.below(word, "nsubj", "advmod") for at in line.subtree(child)}
    if all(at in below or line.kind(at) in ("quote", "punct") for at in between):
        return True
    top = line.top(quote.first, quote.last)
    return line.tokens[top].deprel in _SAID and line.head(top) in (-1, word)


def _is_told_in(line: Line, quote: Quote, verb: int) -> bool:
    """Say whether a quote is of what a clause says by `verb`: 'said that Kenya was "not ready"'.

    A few words must be what the clause tells of its subject, not a name that it gives something:
    'said the "digital shield" plan would be adopted'.
    """
    if quote.last - quote.first >= _LONG:
        return _is_below(line, quote, verb, ("ccomp",))
    word = line.top(quote.first, quote.last)
    while line.tokens[word].deprel in _TELLING and line.head(word) != verb:
        word = line.head(word)
    return line.head(word) == verb and line.tokens[word].deprel == "ccomp"


def _is_near(line: Line, word: int, quote: Quote) -> bool:
    """Say whether no semicolon parts a word from a quote, which would be somebody else's."""
    between = range(min(word, quote.last), max(word, quote.first))
    return all(line.form(at) != ";" for at in between)


def _one(names: tuple[Name, ...]) -> Filler | None:
    entities = names[0].all_fitting(_SPEAKERS) if len(names) == 1 else ()
    return Filler(names[0], entities) if entities else None


def _saying(line: Line, verb: int) -> tuple[int, ...]:
    """Return who says something by a verb of saying: "X said", "as X put it"."""
    lemma = line.tokens[verb].lemma
    aloud = cue("clause", lemma) == "Claimed" or lemma in role("thinking aloud")
    put = lemma in role("putting") and preposition(line, verb) == "as"
    says = (is_saying(line, verb) and aloud) or (put and line.form(verb + 1) == "it")
    happened = says and judged(line, verb) is Factuality.ACTUAL
    who = surface_subject(line, verb) if happened else ()
    return tuple(author for each in who for author in authors(line, each))


def _quoted(line: Line, verb: int) -> tuple[int, ...]:
    """Return whom others quote: "the ministry quoted Ada Lund as saying"."""
    verb = line.head(verb) if preposition(line, verb) == "as" and line.head(verb) >= 0 else verb
    told = any(
        preposition(line, each) == "as" and line.tokens[each].lemma in role("tagging")
        for each in line.below(verb, "advcl", "xcomp", "obl")
    )
    return line.below(verb, "obj", "iobj")[:1] if told and not is_passive(line, verb) else ()


def _beside(line: Line, word: int, quote: Quote) -> tuple[Name, ...]:
    """Return who speaks a quote by `word` though no verb says so."""
    opens = quote.first <= 1 and word in (quote.last + 1, quote.last + 2)
    aside = according(line, word) if opens or quote.last - quote.first >= _LONG else None
    if aside and not aside.first <= quote.first < aside.last:
        return names_of(line, aside.sayers)
    if word == quote.first - 2 and line.form(word) == ":":
        return tuple(_introducing(line, word))
    whole = quote.first <= 1 and quote.ends and word == quote.last + 1
    signed = signature(line, word) if whole else None
    if signed:
        return (signed,)
    titled = all(capitalised(line.tokens[at].text) for at in range(quote.first, quote.last))
    calls = is_verb(line, word) and line.tokens[word].lemma in role("calling") and not titled
    if not calls or word > quote.first or not _is_below(line, quote, word, _SAID):
        return ()
    return names_of(line, subject(line, word)) if judged(line, word) is Factuality.ACTUAL else ()


def signature(line: Line, dash: int) -> Name | None:
    """Return who signs a quote behind a dash: '"We need rules." — Ada Lund, in Oslo'."""
    name = line.starting(dash + 1) if line.form(dash) in role("dash") else None
    if name is None or not name.fitting(("Person",)):
        return None
    after = line.form(name.last)
    closed = after in ("", ".", *role("comma"), *role("located"))
    return name if closed else None


def _subject_before(line: Line, colon: int) -> tuple[int, ...]:
    """Return the subject of what introduces a quote: "a negotiator put it bluntly:"."""
    tops = (at for at in range(colon) if line.tokens[at].deprel in ("root", "parataxis"))
    subjects = (each for top in tops for each in line.below(top, "nsubj") if each < colon)
    return tuple(counted(line, each) for each in subjects)[:1]


def _introducing(line: Line, colon: int) -> Iterator[Name]:
    """Yield whom the words before a colon speak of: "X:", "X was brief:", "X's advice:".

    One who has a word with somebody, or voices a feeling, goes on with what that is.
    """
    name = line.ending(colon)
    if name:
        yield _described(line, name)
        return
    tops = (at for at in range(colon) if line.tokens[at].deprel in ("root", "parataxis"))
    top = next((at for at in tops if _is_open(line, at, colon)), -1)
    if top < 0:
        return
    own = line.tokens[top].lemma in role("utterance")
    about = line.below(top, "nmod:poss") if own else (*line.below(top, "nsubj"), top)
    found = (line.headed_by(at) for at in about if at < colon)
    yield from [each for each in found if each][:1]


def _described(line: Line, name: Name) -> Name:
    """Return whom words that end with a name only describe: "Ada Lund, the head of Nvidia:"."""
    top = line.top(name.first, name.last)
    while line.tokens[top].deprel in ("nmod", "conj", "compound", "nmod:poss"):
        top = line.head(top)
    beside = line.headed_by(line.head(top)) if line.tokens[top].deprel == "appos" else None
    person = beside and beside.fitting(("Person",)) and not name.fitting(("Person",))
    return beside if beside and person else name


def _is_open(line: Line, verb: int, colon: int) -> bool:
    """Say whether what somebody does before a colon leaves open what they say."""
    content = [each for each in line.below(verb, *_FULL) if each < colon]
    voiced = line.tokens[verb].lemma in role("giving voice")
    return voiced or all(line.tokens[each].lemma in role("utterance") for each in content)


def _is_below(line: Line, quote: Quote, verb: int, relations: tuple[str, ...]) -> bool:
    return any(quote.first in line.subtree(each) for each in line.below(verb, *relations))
