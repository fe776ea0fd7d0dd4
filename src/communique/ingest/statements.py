"""Who said which words: a statement with its quotation, also over several sentences.

Only direct speech counts: words in marks that are what somebody says, not a word or two quoted
within a sentence of the article's own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.ingest.arguments import is_passive, is_verb, surface_subject
from communique.ingest.asides import is_saying
from communique.ingest.dating import when_told
from communique.ingest.fillers import Filler
from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.ingest.setting import Setting
from communique.ingest.sources import Source, names_of, unnamed
from communique.ingest.speakers import find_speaker, is_said, signature
from communique.ingest.speech import Quote, find_quotes
from communique.ingest.telling import Found, found_event
from communique.ingest.vouching import vouching
from communique.model import Article, Event, Factuality, Passage

_SURE = 0.9
_RULE = "quotation"
_FEWEST = 2
_BRIEF = 6
"""A sentence of no more words that follows a quotation is a tag: "Ada Lund fumed." """
_CONTENT = ("ccomp", "xcomp", "parataxis")


@dataclass(frozen=True, slots=True)
class _Utterance:
    """Parts of one quotation, each with its line; the verb that tells who speaks, if any.

    `told` is false where that is only the one whom the sentence before speaks of.
    """

    parts: tuple[tuple[int, Quote], ...] = ()
    line: int = -1
    verb: int = -1
    speaker: Filler | None = None
    told: bool = True

    def joining(self, parts: Sequence[tuple[int, Quote]]) -> "_Utterance":
        return replace(self, parts=(*self.parts, *parts))


def find_statements(
    lines: Sequence[Line], article: Article, settings: Sequence[Setting]
) -> Iterator[Found]:
    """Yield a statement for each quotation whose speaker the text tells."""
    for utterance in _utterances(lines, article):
        if utterance.speaker and utterance.parts:
            yield _statement(lines, article, settings, utterance, utterance.speaker)


def _utterances(lines: Sequence[Line], article: Article) -> Iterator[_Utterance]:
    current = _Utterance()
    paragraph = -1
    for number, (line, quotes) in enumerate(zip(lines, find_quotes(lines), strict=True)):
        if line.paragraph != paragraph:
            paragraph = line.paragraph
            if not _goes_on(current, line):
                yield current
                current = _introduced(lines, number, article)
        if all(line.kind(word) in ("quote", "punct") for word in range(len(line.tokens))):
            continue
        parts = [(number, quote) for quote in quotes if quote.last - quote.first >= _FEWEST]
        verb, speaker = find_speaker(line, quotes, article)
        direct = [part for part in parts if verb >= 0 and is_said(line, part[1], verb)]
        if direct:
            if current.verb >= 0 and current.told:
                yield current
                current = _Utterance()
            joined = current.joining(direct)
            current = replace(joined, line=number, verb=verb, speaker=speaker, told=True)
        elif parts and _all_quoted(line, quotes):
            known = current.parts or current.speaker
            current = current if known else _of_subject(lines, number, article)
            current = current.joining(parts)
        elif current.parts and (tagged := _tagged(current, lines, number, article)):
            current = tagged
        else:
            yield current
            current = _Utterance()
    yield current


def _introduced(lines: Sequence[Line], number: int, article: Article) -> _Utterance:
    """Return what a paragraph quotes as said by whom the one before ends with: "Ada Lund said:"."""
    before = lines[number - 1] if number else None
    if before is None or before.form(len(before.tokens) - 1) != ":" or not _opens(lines[number]):
        return _Utterance()
    verb, speaker = find_speaker(before, (), article)
    if speaker:
        closed = before.head(verb) >= 0 and verb != len(before.tokens) - 1
        return _Utterance() if closed else _Utterance((), number - 1, verb, speaker)
    name = before.ending(len(before.tokens) - 1)
    person = name.fitting(("Person",)) if name else None
    found = Filler(name, (person,)) if name and person else None
    return _Utterance((), number - 1, before.children(-1)[0], found) if found else _Utterance()


def _goes_on(utterance: _Utterance, line: Line) -> bool:
    """Say whether a new paragraph goes on with a quotation that the last one left open."""
    return bool(utterance.parts) and not utterance.parts[-1][1].ends and _opens(line)


def _opens(line: Line) -> bool:
    """Say whether a paragraph begins with a quotation mark."""
    return line.kind(0) == "quote"


def _tagged(
    current: _Utterance, lines: Sequence[Line], number: int, article: Article
) -> _Utterance | None:
    """Return the words before a sentence with their speaker, if it tells no more than that."""
    line = lines[number]
    if signed := signature(line, 0):
        verb, speaker = signed.head, Filler(signed, signed.all_fitting(("Person",)))
        return replace(current, line=number, verb=verb, speaker=speaker, told=True)
    if (current.verb >= 0 and current.told) or not _says_so(lines, number):
        return None
    found, who = find_speaker(line, (), article)
    if found < 0:
        found, who = line.children(-1)[0], _person(line, article)
    return replace(current, line=number, verb=found, speaker=who, told=True)


def _of_subject(lines: Sequence[Line], number: int, article: Article) -> _Utterance:
    """Return what begins in line `number` as said by whom the sentence before it is about."""
    before = lines[number - 1] if number else None
    if before is None or before.heading or before.paragraph != lines[number].paragraph:
        return _Utterance()
    speaker = _person(before, article)
    root = before.children(-1)[0]
    return _Utterance((), number - 1, root, speaker, told=False) if speaker else _Utterance()


def _person(line: Line, article: Article) -> Filler | None:
    """Return the one person that a sentence is about, as its active subject."""
    root = line.children(-1)[0]
    who = surface_subject(line, root)
    source = Source(root, names_of(line, who), unnamed(line, who))
    found = vouching(line, source, article) if source.known else ()
    people = [one for one in found if all(entity.kind == "Person" for entity in one.entities)]
    return people[0] if len(people) == len(found) == 1 and not is_passive(line, root) else None


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


def _says_so(lines: Sequence[Line], number: int) -> bool:
    """Say whether a sentence only tells who said the words before it."""
    line, before = lines[number], lines[number - 1]
    root = line.children(-1)[0]
    asks = any(before.form(at) in role("quote goes on") for at in _last(before))
    if asks and len(line.tokens) <= _BRIEF and is_verb(line, root):
        return not line.below(root, "obj", *_CONTENT)
    verbs = [word for word in range(len(line.tokens)) if line.tokens[word].upos == "VERB"]
    return any(
        is_saying(line, word) and line.head(word) < 0 and not line.below(word, *_CONTENT)
        for word in verbs
    )


def _last(line: Line) -> tuple[int, int]:
    """Return the last two words of a line: a question mark, and a quotation mark after it."""
    return len(line.tokens) - 2, len(line.tokens) - 1


def _text(line: Line, quote: Quote, article: Article) -> str:
    span = line.passage(quote.first, quote.last)
    return article.text[span.start : span.end].rstrip(",").rstrip()


def _all_quoted(line: Line, quotes: tuple[Quote, ...]) -> bool:
    inside = {word for quote in quotes for word in range(quote.first, quote.last)}
    outside = (word for word in range(len(line.tokens)) if word not in inside)
    return all(line.kind(word) in ("quote", "punct") for word in outside)
