"""Who said which words: a statement with its quotation, also over several sentences.

Only direct speech counts: words in marks that are what somebody says, not a word or two quoted
within a sentence of the article's own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.ingest.arguments import is_verb, preposition, subject, surface_subject
from communique.ingest.asides import is_saying
from communique.ingest.dating import when_told
from communique.ingest.events import Found, found_event
from communique.ingest.factuality import cue, judged
from communique.ingest.fillers import Filler
from communique.ingest.names import Line, capitalised
from communique.ingest.phrases import role
from communique.ingest.setting import Setting
from communique.ingest.sources import names_of
from communique.ingest.speech import Quote, find_quotes
from communique.model import Article, Event, Factuality, Passage

_SPEAKERS = ("Person", "Organization", "Polity", "Group")
_SURE = 0.9
_RULE = "quotation"
_FEWEST = 2
_LONG = 6
"""As many words in marks within a clause are somebody's own, not one phrase of theirs."""
_SAID = ("ccomp", "parataxis", "obj", "obl", "xcomp", "dep", "root", "advcl")


@dataclass(frozen=True, slots=True)
class _Utterance:
    """Parts of one quotation, each with its line; the verb that tells who speaks, if any."""

    parts: tuple[tuple[int, Quote], ...] = ()
    line: int = -1
    verb: int = -1
    speaker: Filler | None = None

    def joining(self, parts: Sequence[tuple[int, Quote]]) -> "_Utterance":
        return replace(self, parts=(*self.parts, *parts))


def find_statements(
    lines: Sequence[Line], article: Article, settings: Sequence[Setting]
) -> Iterator[Found]:
    """Yield a statement for each quotation whose speaker the text tells."""
    for utterance in _utterances(lines):
        if utterance.speaker:
            yield _statement(lines, article, settings, utterance, utterance.speaker)


def _utterances(lines: Sequence[Line]) -> Iterator[_Utterance]:
    current = _Utterance()
    paragraph = -1
    for number, (line, quotes) in enumerate(zip(lines, find_quotes(lines), strict=True)):
        if line.paragraph != paragraph:
            yield current
            current, paragraph = _Utterance(), line.paragraph
        parts = [(number, quote) for quote in quotes if quote.last - quote.first >= _FEWEST]
        verb, speaker = _speaker(line, quotes)
        direct = [part for part in parts if verb >= 0 and _is_said(line, part[1], verb)]
        if direct:
            if current.verb >= 0:
                yield current
                current = _Utterance()
            current = replace(current.joining(direct), line=number, verb=verb, speaker=speaker)
        elif parts and _all_quoted(line, quotes):
            current = current.joining(parts)
        elif current.parts and current.verb < 0 and _says_so(line):
            verb, speaker = _speaker(line, ())
            current = replace(current, line=number, verb=verb, speaker=speaker)
        else:
            yield current
            current = _Utterance()
    yield current


def _statement(
    lines: Sequence[Line],
    article: Article,
    settings: Sequence[Setting],
    utterance: _Utterance,
    speaker: Filler,
) -> Found:
    line = lines[utterance.line]
    verb, setting = utterance.verb, settings[utterance.line]
    time = when_told(line, verb, verb, setting, Factuality.ACTUAL)
    words = " ".join(_text(lines[number], quote, article) for number, quote in utterance.parts)
    spans = (lines[number].sentence for number, _ in utterance.parts)
    passage = Passage(line.sentence.start, line.sentence.end)
    others = dict.fromkeys(Passage(span.start, span.end) for span in spans)
    event = Event(
        kind="Statement",
        agents=tuple(entity.id for entity in speaker.entities),
        patients=(),
        passage=passage,
        factuality=Factuality.ACTUAL,
        confidence=round(_SURE * speaker.name.probability, 4),
        extracted_by=_RULE,
        time=time.value if time else setting.today if setting.live else "",
        quotation=words,
        more_evidence=tuple(span for span in others if span != passage),
    )
    return found_event(line, event, (speaker,))


def _says_so(line: Line) -> bool:
    """Say whether a sentence only tells who said the words before it."""
    return any(
        is_saying(line, word) and line.head(word) < 0 and not line.below(word, "ccomp", "xcomp")
        for word in range(len(line.tokens))
    )


def _text(line: Line, quote: Quote, article: Article) -> str:
    span = line.passage(quote.first, quote.last)
    return article.text[span.start : span.end].rstrip(",").rstrip()


def _speaker(line: Line, quotes: tuple[Quote, ...]) -> tuple[int, Filler | None]:
    """Return the verb of saying outside the quotes, and who speaks; -1 without one."""
    inside = {word for quote in quotes for word in range(quote.first, quote.last)}
    for word in range(len(line.tokens)):
        put = preposition(line, word) == "as" and line.form(word + 1) == "it"
        put = put and line.tokens[word].lemma in role("putting")
        if word in inside or not (put or is_saying(line, word)):
            continue
        lemma = line.tokens[word].lemma
        if not put and cue("clause", lemma) != "Claimed" and lemma not in role("thinking aloud"):
            continue
        names = names_of(line, surface_subject(line, word))
        if not names or judged(line, word) is not Factuality.ACTUAL:
            continue
        entities = names[0].all_fitting(_SPEAKERS)
        return word, Filler(names[0], entities) if len(names) == 1 and entities else None
    for quote in quotes:
        found = _naming(line, quote, inside) or _introducing(line, quote)
        if found:
            return found
    return -1, None


def _naming(line: Line, quote: Quote, inside: set[int]) -> tuple[int, Filler] | None:
    """Return the verb by which somebody calls a thing what is quoted, and who does."""
    for word in range(quote.first):
        verb = word not in inside and is_verb(line, word) and line.tokens[word].lemma
        if verb not in role("calling") or quote.first not in line.subtree(word):
            continue
        names = names_of(line, subject(line, word))
        entities = names[0].all_fitting(_SPEAKERS) if len(names) == 1 else ()
        titled = all(capitalised(line.tokens[at].text) for at in range(quote.first, quote.last))
        if entities and not titled and judged(line, word) is Factuality.ACTUAL:
            return word, Filler(names[0], entities)
    return None


def _introducing(line: Line, quote: Quote) -> tuple[int, Filler] | None:
    """Return the colon before a quote, and who the words before it speak of: "Modi was brief:"."""
    colon = quote.first - 2
    if line.form(colon) != ":":
        return None
    name = line.ending(colon)
    if not name:
        tops = (at for at in range(colon) if line.tokens[at].deprel in ("root", "parataxis"))
        full = ("obj", "ccomp", "xcomp")
        top = next((at for at in tops if all(on > colon for on in line.below(at, *full))), -1)
        about = (*line.below(top, "nsubj"), top) if top >= 0 else ()
        name = next((found for at in about if at < colon and (found := line.headed_by(at))), None)
    entities = name.all_fitting(_SPEAKERS) if name else ()
    return (colon, Filler(name, entities)) if name and entities else None


def _is_said(line: Line, quote: Quote, verb: int) -> bool:
    """Say whether a quote is what the verb says: beside it, or its complement in the tree."""
    between = range(quote.last, verb) if quote.last <= verb else range(verb + 1, quote.first)
    if quote.first == 0 or (quote.first == 1 and quote.last < verb):
        return True
    if line.form(verb) == ":":
        return quote.first - 2 == verb
    if line.tokens[verb].lemma in role("calling") and quote.first > verb:
        called = line.below(verb, "xcomp", "obj", "obl", "advcl", "ccomp")
        return any(quote.first in line.subtree(each) for each in called)
    if quote.last - quote.first >= _LONG and quote.first > verb:
        return any(quote.first in line.subtree(each) for each in line.below(verb, "ccomp"))
    if any(line.kind(word) == "that" for word in between):
        return False
    if quote.first > verb:
        before = line.form(quote.first - 2)
        return before in (",", ":") or quote.first - 2 == verb or before in role("after said")
    below = {word for child in line.below(verb, "nsubj", "advmod") for word in line.subtree(child)}
    if all(word in below or line.kind(word) in ("quote", "punct") for word in between):
        return True
    top = line.top(quote.first, quote.last)
    return line.tokens[top].deprel in _SAID and line.head(top) in (-1, verb)


def _all_quoted(line: Line, quotes: tuple[Quote, ...]) -> bool:
    inside = {word for quote in quotes for word in range(quote.first, quote.last)}
    outside = (word for word in range(len(line.tokens)) if word not in inside)
    return all(line.kind(word) in ("quote", "punct") for word in outside)
