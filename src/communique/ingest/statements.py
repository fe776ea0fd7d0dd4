"""Who said which words: a statement with its quotation."""

from collections.abc import Iterator, Sequence

from communique.ingest.attribution import Quote, Source, find_quotes, find_sources
from communique.ingest.events import Found, found_event
from communique.ingest.names import Line
from communique.model import Article, Event, Factuality, Passage

_FEWEST_WORDS = 4
_SPEAKERS = ("Person", "Organization")
_SURE = 0.85
_RULE = "quotation"


def find_statements(lines: Sequence[Line], article: Article) -> Iterator[Found]:
    """Yield a statement for each sentence in which one known speaker is quoted at length."""
    inside, paragraph = False, -1
    for line in lines:
        began_inside = inside and line.paragraph == paragraph
        paragraph = line.paragraph
        quotes, inside = find_quotes(line, inside=began_inside)
        sources = [
            source
            for source in find_sources(line, quotes)
            if source.verb >= 0 and source.names and not source.denies
        ]
        if not began_inside and not inside:
            yield from _statements(line, article, quotes, sources)


def _statements(
    line: Line, article: Article, quotes: tuple[Quote, ...], sources: list[Source]
) -> Iterator[Found]:
    long = [quote for quote in quotes if quote.last - quote.first >= _FEWEST_WORDS]
    if len(long) != 1 or len(sources) != 1 or len(sources[0].names) != 1:
        return
    quote, source = long[0], sources[0]
    name = source.names[0]
    speaker = name.fitting(_SPEAKERS)
    if not speaker or not source.first <= quote.first < max(source.last, quote.first + 1):
        return
    span = line.passage(quote.first, quote.last)
    words = article.text[span.start : span.end]
    event = Event(
        kind="Statement",
        agents=(speaker.id,),
        patients=(),
        passage=Passage(line.sentence.start, line.sentence.end),
        factuality=Factuality.ACTUAL,
        confidence=_SURE,
        extracted_by=_RULE,
        quotation=words,
    )
    yield found_event(line, event, ((name, _SPEAKERS),))
