"""What a reading gets right, against annotated sentences: counts of right, said and wanted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, repeat

from communique.language.annotation import Frame as ReadFrame
from communique.language.annotation import Sentence
from communique.language.reader import Reader
from communique.training.corpora import Annotated, Frame
from communique.training.inventory import role_name

Figures = dict[str, float]
Spot = tuple[int, int]
Placed = tuple[int, Annotated]

_PARAGRAPHS = 20
_BLANK = "\n\n"


@dataclass(slots=True)
class Count:
    """How much was right, said, and wanted."""

    right: float = 0
    said: int = 0
    wanted: int = 0

    def add(self, said: Iterable[object], wanted: Iterable[object]) -> None:
        """Count two collections without repeats."""
        said, wanted = set(said), set(wanted)
        self.right += len(said & wanted)
        self.said += len(said)
        self.wanted += len(wanted)

    @property
    def f1(self) -> float:
        """The balanced F score in percent."""
        return 200 * self.right / max(1, self.said + self.wanted)


def parses(reader: Reader, sentences: Sequence[Annotated]) -> Figures:
    """Score tokens, sentences, tags, lemmas and trees of raw paragraphs.

    Words match where they stand at the same place of the text; marks are left out of trees.
    """
    counts: dict[str, Count] = defaultdict(Count)
    for text, placed in documents(sentences):
        gold = _facts_wanted(placed)
        found = _facts_said(reader.read(text).sentences)
        for name, wanted in gold.items():
            counts[name].add(found[name], wanted)
    return {name: count.f1 for name, count in counts.items()}


def entities(
    reader: Reader,
    sentences: Sequence[Annotated],
    *,
    same: Mapping[str, str] | None = None,
    raw: bool,
) -> Figures:
    """Score entities, of all types ("all") and of each, that have the same place and type.

    `same` renames types before they are compared. What touches a word whose entity is not known
    does not count. With `raw`, the text is read, not the words that are given.
    """
    counts: dict[str, Count] = defaultdict(Count)
    rename = same or {}
    wanted_types = {kind for s in sentences for *_, kind in s.entities or ()}
    for sentence, said in _with_entities(reader, sentences, raw=raw):
        spots = word_spots(sentence)
        unsure = {spots[at] for at in sentence.unsure}
        wanted = {
            (spots[a][0], spots[b - 1][1], rename.get(kind, kind))
            for a, b, kind in sentence.entities or ()
        }
        kept = {
            (a, b, rename.get(kind, kind))
            for a, b, kind in said
            if not any(a < end and start < b for start, end in unsure)
        }
        kept = {each for each in kept if each[2] in {rename.get(k, k) for k in wanted_types}}
        counts["all"].add(kept, wanted)
        for kind in {each[2] for each in kept | wanted}:
            counts[kind].add(*([e for e in side if e[2] == kind] for side in (kept, wanted)))
    return {kind: count.f1 for kind, count in counts.items()}


def frames(reader: Reader, sentences: Sequence[Annotated]) -> Figures:
    """Score predicates, rolesets and arguments on given words, as CoNLL-2005 does.

    Arguments count when place and role are the same, all roles; "given" has the predicates of
    the treebank, "found" those of the reader.
    """
    known = [s for s in sentences if s.frames is not None and s.tags]
    words = [(s.words, s.spaces) for s in known]
    predicates = [[frame.predicate for frame in s.frames or ()] for s in known]
    given = reader.read_words(words, predicates=predicates)
    found = reader.read_words(words)
    counts: dict[str, Count] = defaultdict(Count)
    for sentence, with_given, with_found in zip(known, given, found, strict=True):
        _count_predicates(counts, sentence, with_found)
        _count_arguments(counts, "given", sentence, with_given)
        _count_arguments(counts, "found", sentence, with_found)
        _count_heads(counts, sentence, with_given)
    return {name: count.f1 for name, count in counts.items()}


def documents(sentences: Sequence[Annotated]) -> Iterator[tuple[str, list[Placed]]]:
    """Yield texts of a few paragraphs, with blank lines between, and where their sentences are."""
    parts: list[str] = []
    placed: list[Placed] = []
    size = 0
    for number, (_, group) in enumerate(groupby(sentences, key=lambda s: s.group)):
        if parts and number % _PARAGRAPHS == 0:
            yield "".join(parts), placed
            parts, placed, size = [], [], 0
        for gap, sentence in zip(chain([_BLANK], repeat(" ")), group, strict=False):
            before = gap if parts else ""
            parts += [before, sentence.text]
            placed.append((size + len(before), sentence))
            size += len(before) + len(sentence.text)
    if parts:
        yield "".join(parts), placed


def word_spots(sentence: Annotated, offset: int = 0) -> list[Spot]:
    """Return where the words of `sentence` stand in its text, or in its words set in a row."""
    spots, at = [], 0
    for word, spaced in zip(sentence.words, sentence.spaces, strict=True):
        if sentence.text:
            at = max(sentence.text.find(word, at), at)
        spots.append((offset + at, offset + at + len(word)))
        at += len(word) + (0 if sentence.text else spaced)
    return spots


def _facts_wanted(placed: Sequence[Placed]) -> dict[str, set[object]]:
    facts: dict[str, set[object]] = defaultdict(set)
    for offset, sentence in placed:
        spots = word_spots(sentence, offset)
        facts["sentences"].add((spots[0][0], spots[-1][1]))
        for spot, tag in zip(spots, sentence.tags or (), strict=True):
            head = spots[tag.head - 1] if tag.head else (-1, -1)
            _add_facts(facts, spot, (tag.upos, tag.xpos, tag.lemma), head, tag.deprel)
    return facts


def _facts_said(sentences: Sequence[Sentence]) -> dict[str, set[object]]:
    facts: dict[str, set[object]] = defaultdict(set)
    for sentence in sentences:
        tokens = sentence.tokens
        facts["sentences"].add((sentence.start, sentence.end))
        for t in tokens:
            head = (tokens[t.head].start, tokens[t.head].end) if t.head >= 0 else (-1, -1)
            _add_facts(facts, (t.start, t.end), (t.upos, t.xpos, t.lemma), head, t.deprel)
    return facts


def _add_facts(
    facts: dict[str, set[object]], spot: Spot, tags: tuple[str, str, str], head: Spot, deprel: str
) -> None:
    facts["tokens"].add(spot)
    for name, value in zip(("upos", "xpos", "lemma"), tags, strict=True):
        facts[name].add((spot, value))
    if deprel != "punct":
        facts["uas"].add((spot, head))
        facts["las"].add((spot, head, deprel))


def _with_entities(
    reader: Reader, sentences: Sequence[Annotated], *, raw: bool
) -> Iterable[tuple[Annotated, list[tuple[int, int, str]]]]:
    if not raw:
        read = reader.read_words([(s.words, s.spaces) for s in sentences])
        for sentence, found in zip(sentences, read, strict=True):
            spots = word_spots(sentence)
            yield (
                sentence,
                [(spots[e.start][0], spots[e.end - 1][1], e.type) for e in found.entities],
            )
        return
    for text, placed in documents(sentences):
        said = [
            (s.tokens[e.start].start, s.tokens[e.end - 1].end, e.type)
            for s in reader.read(text).sentences
            for e in s.entities
        ]
        for offset, sentence in placed:
            end = offset + len(sentence.text)
            inside = [each for each in said if offset <= each[0] < end]
            yield sentence, [(a - offset, b - offset, kind) for a, b, kind in inside]


def _count_predicates(counts: dict[str, Count], gold: Annotated, read: Sentence) -> None:
    wanted = {frame.predicate for frame in gold.frames or ()}
    said = {frame.predicate for frame in read.frames}
    counts["predicates"].add(said, wanted)
    for upos in ("VERB", "NOUN", "ADJ", "AUX"):
        own = {at for at, tag in enumerate(gold.tags or ()) if tag.upos == upos}
        counts[f"predicates {upos}"].add(said & own, wanted & own)


def _count_arguments(counts: dict[str, Count], mode: str, gold: Annotated, read: Sentence) -> None:
    wanted = {f.predicate: f for f in gold.frames or ()}
    said = {f.predicate: f for f in read.frames}
    upos = [tag.upos for tag in gold.tags or ()]
    for at in wanted.keys() | said.keys():
        right = _roles_wanted(wanted.get(at))
        found = _roles_said(said.get(at))
        counts[mode].add(found, right)
        counts[f"{mode} {upos[at]}"].add(found, right)
        if mode == "given":
            rolesets = [[f.roleset] for f in (said.get(at), wanted.get(at)) if f]
            if len(rolesets) == 2:
                counts["rolesets"].add(*rolesets)
            for role in {each[2] for each in found | right}:
                sides = ([e for e in side if e[2] == role] for side in (found, right))
                counts[f"role {role}"].add(*sides)


def _count_heads(counts: dict[str, Count], gold: Annotated, read: Sentence) -> None:
    """Count core arguments whose head, by the treebank's tree, is in one of the same role."""
    said = {f.predicate: f for f in read.frames}
    for frame in gold.frames or ():
        right, found = _roles_wanted(frame), _roles_said(said.get(frame.predicate))
        for role in ("ARG0", "ARG1", "ARG2"):
            wanted = [e for e in right if e[2] == role]
            claimed = [e for e in found if e[2] == role]
            count = counts[f"head {role}"]
            hits = sum(_covers(claimed, _top(gold, a, b)) for a, b, _ in wanted)
            back = sum(_covers(wanted, _top(gold, a, b)) for a, b, _ in claimed)
            count.right += (hits + back) / 2  # so that F weighs both directions alike
            count.said += len(claimed)
            count.wanted += len(wanted)


def _roles_wanted(frame: Frame | None) -> set[tuple[int, int, str]]:
    return {(a, b, role_name(role)) for a, b, role in frame.args} if frame else set()


def _roles_said(frame: ReadFrame | None) -> set[tuple[int, int, str]]:
    return {(a.start, a.end, a.role) for a in frame.arguments} if frame else set()


def _covers(spans: Sequence[tuple[int, int, str]], at: int) -> bool:
    return any(start <= at < end for start, end, _ in spans)


def _top(gold: Annotated, start: int, end: int) -> int:
    tags = gold.tags or ()
    tops = [at for at in range(start, end) if not start <= tags[at].head - 1 < end]
    return min(tops, key=lambda at: (tags[at].deprel == "punct", _depth(gold, at)))


def _depth(gold: Annotated, at: int) -> int:
    tags = gold.tags or ()
    depth = 0
    while tags[at].head:
        at, depth = tags[at].head - 1, depth + 1
    return depth
