"""What somebody believes or fears: a claim of theirs, where no event class is told by it.

"Ding believes that this gap may narrow" is no event of data/lexicon/frames.tsv; it is what Ding
vouches for, possible at most.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from communique.ingest.arguments import surface_subject
from communique.ingest.factuality import asserted
from communique.ingest.fillers import Filler, identities
from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.ingest.polarity import is_negated
from communique.ingest.sources import names_of, sources
from communique.ingest.speech import find_quotes, quote_at
from communique.ingest.telling import Found, found_event
from communique.model import CLAIM, Article, Event, Factuality, Passage

_SURE = 0.9
_RULE = "belief"
_SUBJECTS = ("nsubj", "nsubj:pass", "expl")


def find_beliefs(
    lines: Sequence[Line], article: Article, found: Sequence[Found]
) -> Iterator[Found]:
    """Yield a claim for each clause that somebody named believes, in order.

    `found` are the events of the article: what one of them tells is not told again.
    """
    for line, quotes in zip(lines, find_quotes(lines), strict=True):
        if line.heading or line.tokens[-1].text == "?":
            continue
        for clause, holders in _believed(line):
            words = _words(line, clause)
            quoted = any(quote_at(quotes, word) for word in words)
            if holders and not quoted:
                claim = _claim(line, article, words, holders)
                if not any(_tells(one.event, claim.event) for one in found):
                    yield claim


def _tells(one: Event, claim: Event) -> bool:
    return one.passage == claim.passage and one.attributed_to == claim.attributed_to


def _believed(line: Line) -> Iterator[tuple[int, tuple[Filler, ...]]]:
    """Yield the verb of each such clause, with who believes it; nobody where it is not told."""
    for word, token in enumerate(line.tokens):
        if token.lemma not in role("holding true") or is_negated(line, word):
            continue
        # "fearing that" can hang on its clause as if it were a conjunction.
        marks = token.deprel == "mark"
        clauses = (token.head, *line.below(word, "ccomp")) if marks else line.below(word, "ccomp")
        subjects = surface_subject(line, line.head(token.head) if marks else word)
        vouching = () if marks else sources(line, word)
        names = [names_of(line, subjects), *(source.names for source in vouching)]
        holders = chain.from_iterable(names) if all(names) and asserted(line, word) else ()
        fillers = tuple(Filler(name, name.all_fitting(("Actor",))) for name in holders)
        for clause in clauses:
            if line.below(clause, *_SUBJECTS):
                yield clause, fillers


def _words(line: Line, clause: int) -> range:
    """Return the words of a clause without what introduces it and what is joined to it."""
    inside = tuple(line.subtree(clause))
    first = max((at + 1 for at in line.below(clause, "mark") if at < clause), default=min(inside))
    joined = (min(line.subtree(at)) for at in line.below(clause, "conj"))
    last = min((at for at in joined if at > clause), default=max(inside) + 1)
    while line.kind(last - 1) == "punct":
        last -= 1
    return range(first, last)


def _claim(line: Line, article: Article, words: range, holders: tuple[Filler, ...]) -> Found:
    span = line.passage(words.start, words.stop)
    event = Event(
        kind=CLAIM,
        agents=(),
        patients=(),
        passage=Passage(line.sentence.start, line.sentence.end),
        factuality=Factuality.POSSIBLE,
        confidence=round(_SURE * min(one.name.probability for one in holders), 4),
        extracted_by=_RULE,
        attributed_to=identities(holders),
        topic_text=article.text[span.start : span.end],
    )
    return found_event(line, event, holders)
