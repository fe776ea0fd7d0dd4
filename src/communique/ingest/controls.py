"""Restrictions on trade: what they restrict and whom they target, by the words after the noun.

"New restrictions further limiting the sale of advanced AI chips to China" names no control that
background has; it is one by its own words, since it speaks of trade, or of goods.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from communique.ingest.arguments import direct_object, is_passive, preposition, surface_subject
from communique.ingest.control_words import control_words
from communique.ingest.coordination import coordinated
from communique.ingest.cores import is_before_goods
from communique.ingest.kinds import fits, is_a
from communique.ingest.living_under import facing, kept_from, may_get, numbered, under
from communique.ingest.names import Line, Name
from communique.ingest.nouns import Phrase, noun_phrase, nouns_at
from communique.ingest.permits import is_permit, traded_before, traded_with
from communique.ingest.phrases import role
from communique.ingest.times import is_just_when
from communique.model import Entity
from communique.vocab import slug

_TARGETS = ("Polity", "Company", "Group")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a control restricts, whom it targets, if it speaks of trade or goods, and its end."""

    restricts: tuple[Entity, ...]
    targets: tuple[Entity, ...]
    trade: bool
    goods: bool
    last: int


def find_terms(line: Line, phrase: Phrase) -> Terms:
    """Return the terms that the words before and after a noun for a control give it."""
    reader = Reader(line, phrase.noun.lemma)
    for index in range(phrase.start, phrase.head):
        name = line.covering(index)
        thing = name.fitting(("Technology",)) if name else None
        if thing:
            reader.restricts[thing.id] = thing
        elif line.tokens[index].lemma.lower() in control_words("thing") and name is None:
            reader.described(index, phrase.start)
        reader.trade |= line.tokens[index].lemma.lower() in control_words("trade")
    if phrase.noun.lemma not in control_words("list"):
        reader.read(phrase.head)
    own = reader.last
    _read_verb(reader, phrase)
    if phrase.head < line.head(phrase.head):
        reader.last = own  # what stands beyond the verb is no part of what it is called
    own = reader.last
    for done in under(line, phrase.head):
        reader.lived(done)
    reader.last = own
    return reader.terms()


def _read_verb(reader: "Reader", phrase: Phrase) -> None:
    """Take in what the verb of a control says of it: "put a duty on steel", "put A under curbs"."""
    line, verb = reader.line, reader.line.head(phrase.head)
    lemma, mark = line.tokens[verb].lemma, preposition(line, phrase.head)
    if line.tokens[phrase.head].deprel in ("obj", "nsubj:pass"):
        reader.restricted(verb, phrase.end)
        if reader.is_duty:
            reader.charged(verb, phrase.last)
        if lemma in control_words("putting"):
            reader.read(verb, goods=False)
    if is_permit(phrase) and lemma in control_words("obtaining"):
        for clause in traded_before(line, verb):
            reader.trade = True
            reader.limited(clause)
        for trade in traded_with(line, verb, phrase.head):
            reader.take_trade(trade)
    if lemma in control_words("subject") and mark == "to":
        reader.subjected(verb)
    under = lemma in control_words("submitting") and mark == "under"
    listed = lemma in role("listing") and mark in ("to", "on") and _is_list(line, phrase.head)
    if under or listed:
        reader.submitted(verb)


def _is_list(line: Line, word: int) -> bool:
    return line.tokens[word].lemma.lower() in control_words("list")


class Reader:
    """Reads the terms of a control from the words below a noun or verb in the tree.

    What the control is called says more: sanctions aim at anybody, a duty at whose goods it is on.
    """

    def __init__(self, line: Line, called: str = "") -> None:
        self.line = line
        self.aimed_at = ("Actor",) if called in control_words("sanction") else _TARGETS
        self.is_duty = called in control_words("duty")
        self.restricts: dict[str, Entity] = {}
        self.targets: dict[str, Entity] = {}
        self.trade = False
        self.goods = False
        self.last = 0
        self._seen: set[int] = set()

    def terms(self) -> Terms:
        """Return what was read."""
        restricts, targets = tuple(self.restricts.values()), tuple(self.targets.values())
        return Terms(restricts, targets, self.trade, self.goods, self.last)

    def read(
        self, head: int, *, trading: bool = False, goods: bool = True, meant: bool = False
    ) -> None:
        """Take in the complements of a noun or verb: of goods only whom they go to.

        Goods can also be `meant` for somebody: "tools for Huawei".
        """
        line = self.line
        aiming = role("aiming") | control_words("putting")
        towards = control_words("against") | (control_words("meant") if meant else frozenset())
        self._seen.add(head)
        for child in line.children(head):
            token = line.tokens[child]
            relation = token.deprel.split(":")[0]
            by = token.deprel == "obl:agent" and preposition(line, child) == "by"
            if child < head or child in self._seen or by:
                continue
            if relation in ("nmod", "obl"):
                cases = {line.form(each) for each in line.below(child, "case")}
                aimed = bool(cases & towards)
                self._complement(child, cases, aimed=aimed, trading=trading, goods=goods)
            elif token.deprel == "acl" and token.lemma in control_words("trading"):
                self.trade, self.last = True, max(self.last, child + 1)
                self.limited(child)
            elif token.deprel == "acl:relcl" and self._set(child):
                continue
            elif token.deprel in ("acl", "acl:relcl") and token.lemma in aiming:
                last = self.last
                self.read(child, goods=False)
                self.last = last
            elif token.deprel in ("acl", "acl:relcl") and token.lemma in control_words("limiting"):
                self.last = max(self.last, child + 1)
                self.limited(child)
            elif token.deprel == "acl" and line.below(child, "obl:agent"):
                self._issued(child)
            elif relation == "conj" and token.upos == "NOUN" and trading:
                self.read(child, trading=True)

    def _set(self, verb: int) -> bool:
        """Take in on what goods a clause tells that a control was set, if it does."""
        line = self.line
        if line.tokens[verb].lemma not in control_words("setting"):
            return False
        on = [each for each in line.below(verb, "obl") if preposition(line, each) in ("on", "for")]
        goods = control_words("thing") | control_words("trade")
        goods_ = [each for each in on if line.tokens[each].lemma.lower() in goods]
        for each in goods_:
            self._complement(each, {"on"}, aimed=False, trading=False, goods=True)
        for each in line.below(verb, "obl") if goods_ else ():
            if preposition(line, each) in control_words("against") | control_words("meant"):
                self._under((each,))
        return bool(goods_)

    def _issued(self, verb: int) -> None:
        """Take in what the tree tells of whoever issued it: "issued by A, which caps exports"."""
        line = self.line
        issuers = line.below(verb, "obl:agent")
        for clause in (each for one in issuers for each in line.below(one, "acl:relcl")):
            which = any(line.form(each) == "which" for each in line.below(clause, "nsubj"))
            if which and line.tokens[clause].lemma in control_words("limiting"):
                self.limited(clause)

    def restricted(self, verb: int, at: int) -> None:
        """Take in "on exports of chips" right after the noun where the tree hangs it on the verb.

        What follows then tells whom those go to.
        """
        line = self.line
        for child in line.below(verb, "obl"):
            lemma = line.tokens[self._measured(child)].lemma.lower()
            case = next(iter(line.below(child, "case")), at)
            case = case if is_just_when(line, verb, at, case) else at
            if line.form(case) not in control_words("on") or case not in line.below(child, "case"):
                continue
            if lemma in control_words("trade"):
                self._seen.add(child)
                self.take_trade(child)
            elif lemma in control_words("thing") and line.form(case) == "on":
                self._seen.add(child)
                self.take_goods(child)
                meant = control_words("meant") | {"to"}
                beside = line.below(verb, "obl")
                self._under(each for each in beside if preposition(line, each) in meant)

    def charged(self, verb: int, at: int) -> None:
        """Take in on what somebody "put a duty", where the tree hangs that on the verb."""
        for child in self.line.below(verb, "obl"):
            if at in self.line.below(child, "case") and self.line.form(at) == "on":
                self._seen.add(child)
                self._complement(child, {"on"}, aimed=True, trading=False, goods=True)

    def limited(self, verb: int) -> None:
        """Take in the object of "limiting", "bars American firms from shipping"."""
        line = self.line
        clauses = line.below(verb, "advcl", "xcomp")
        trades = [each for each in clauses if line.tokens[each].lemma in control_words("trading")]
        kept = any(not is_passive(line, each) for each in trades)  # "bars the plant from exporting"
        for each in line.below(verb, "obj", "nsubj:pass"):
            thing = self._measured(each)
            name = line.headed_by(thing)
            if kept and name is None:
                continue
            if line.tokens[thing].lemma.lower() in control_words("trade"):
                self.take_trade(thing)
            elif name is None or not name.fitting(("Actor",)):
                self.take_goods(thing)
            elif line.tokens[verb].lemma in control_words("targeting"):
                self.targets |= {actor.id: actor for actor in self._actors(thing)}
        for goods, buyers in numbered(line, verb):
            self.take_goods(goods)
            self._under(buyers)
        for clause in trades:
            self.trade = True
            self.limited(clause)
        self.read(verb, trading=self.trade)
        self._serviced(verb)

    def _serviced(self, word: int) -> None:
        """Take in where goods are that nobody may service: "the repair of tools in Kenya"."""
        if self.line.tokens[word].lemma.lower() in control_words("servicing"):
            near = (word, *self.line.below(word, "nmod", "obj"))
            inside = (each for at in near for each in self.line.below(at, "nmod", "obl"))
            self._under(each for each in inside if preposition(self.line, each) == "in")

    def lived(self, verb: int) -> None:
        """Take in what a verb tells of those who live under it: who cannot get what."""
        who, goods = kept_from(self.line, verb)
        for each in goods:
            self.trade = True
            self.take_goods(self._measured(each))
        self._under((*who, *facing(self.line, verb)))

    def _measured(self, word: int) -> int:
        """Return the goods of which a noun says only how many: "the number of chips"."""
        if self.line.tokens[word].lemma not in control_words("amount"):
            return word
        of = (one for one in self.line.below(word, "nmod") if preposition(self.line, one) == "of")
        return next(of, word)

    def subjected(self, word: int) -> None:
        """Take in who or what is "subject to" it."""
        self._under(surface_subject(self.line, word))

    def submitted(self, verb: int) -> None:
        """Take in what somebody "put under" it: what is named, and goods."""
        put = direct_object(self.line, verb)
        self._under(put)
        for each in put:
            goods = self.line.tokens[each].lemma.lower() in control_words("thing")
            if goods and self.line.headed_by(each) is None:
                self.take_goods(each)

    def _under(self, words_: Iterable[int]) -> None:
        for each in words_:
            for head in coordinated(self.line, each):
                name = self.line.headed_by(head)
                thing = name.fitting(("Technology",)) if name else None
                actor = name.fitting(self.aimed_at) if name and not thing else None
                self.restricts |= {thing.id: thing} if thing else {}
                self.targets |= {actor.id: actor} if actor else {}

    def _complement(
        self, head: int, cases: set[str], *, aimed: bool, trading: bool, goods: bool
    ) -> None:
        line = self.line
        if line.form(head) in control_words("rate"):
            return
        if line.tokens[head].lemma in control_words("reason") and cases & control_words("why"):
            return  # "banned it over privacy concerns"
        if goods and line.tokens[head].lemma.lower() in control_words("trade"):
            self.take_trade(head)
            return
        actors = self._actors(head)
        if actors and aimed:
            for actor in actors:
                self.targets[actor.id] = actor
            self._extend(head)
        elif goods and not actors and (cases & control_words("on") or (trading and "of" in cases)):
            self.take_goods(head)

    def take_trade(self, head: int) -> None:
        """Take in what a noun for trade tells to be traded, and to whom."""
        self.trade = True
        self.last = max(self.last, head + 1)
        self._traded(head)
        self.read(head, trading=True)
        self._serviced(head)
        for other in self.line.below(head, "conj"):
            self.read(other, trading=True)

    def _traded(self, head: int) -> None:
        """Take in the goods before a noun for trade: "drone exports"."""
        line = self.line
        start = head
        while start > 0 and line.tokens[start - 1].deprel in ("compound", "punct"):
            if line.form(start - 1) in (",", "(", '"'):
                break
            start -= 1
        names = [line.covering(index) for index in range(start, head)]
        thing = next((name.fitting(("Technology",)) for name in names if name), None)
        words_ = line.words(start, head)
        if not thing and slug(words_) and not any(names) and _is_thing(line, head - 1):
            thing = Entity("Technology", slug(words_), words_)
        if thing:
            self.restricts[thing.id] = thing

    def _actors(self, head: int) -> list[Entity]:
        found = []
        for each in (head, *self.line.below(head, "conj")):
            many = self.line.tokens[each].lemma in role("many of")  # "to dozens of countries"
            of = self.line.below(each, "nmod") if many else ()
            index = next(iter(of), each)
            name = self.line.covering(index)
            entity = name.fitting(self.aimed_at) if name and name.head == index else None
            owner = name is not None and self.line.form(name.last) == "'s"
            if entity and not owner:
                found.append(entity)
        return found

    def take_goods(self, head: int) -> None:
        """Take in the goods that a noun and those coordinated with it name."""
        line = self.line
        for each in (head, *line.below(head, "conj")):
            index = self._measured(each)
            if line.tokens[index].lemma in control_words("using"):
                for used in line.below(index, "nmod"):
                    if preposition(line, used) == "of":
                        self.take_goods(used)
                continue
            self._made_by(index)
            self._under(may_get(line, index))
            name = line.covering(index)
            thing = name.fitting(("Technology",)) if name else None
            self.goods |= line.tokens[index].lemma.lower() in control_words("thing")
            if thing and name:
                self.restricts[thing.id] = thing
                self.last = max(self.last, name.last)
            elif name is None and _is_thing(line, index):
                self.described(index, 0)
            self.read(index, goods=False, meant=True)

    def _made_by(self, head: int) -> None:
        """Take in whose goods they are: "Micron's memory", of a duty also "Brazilian goods"."""
        for owner in self.line.below(head, "nmod:poss"):
            name = self.line.headed_by(owner)
            actor = name.fitting(("Company",)) if name else None
            if actor and self.line.tokens[head].lemma.lower() in control_words("thing"):
                self.targets[actor.id] = actor
        if not self.is_duty:
            return
        origins = self.line.below(head, "nmod")
        self._under(each for each in origins if preposition(self.line, each) == "from")
        for described in self.line.below(head, "amod", "compound"):
            name = self.line.headed_by(described)
            states = name.entities if name and name.how == "demonym" else ()
            self.targets |= {one.id: one for one in states if is_a(one.kind, "Polity")}

    def described(self, head: int, floor: int) -> None:
        """Take in goods that background does not have, by their own words."""
        line = self.line
        nouns = nouns_at(line, head)
        start = head
        if nouns:
            start = noun_phrase(line, head, nouns[0]).start
        else:
            while start - 1 >= floor and is_before_goods(line, start - 1, head):
                start -= 1
        while line.form(start) in control_words("many"):
            start += 1
        words_ = line.words(start, head + 1)
        key = slug(words_)
        if key:
            thing = Entity("Technology", key, words_)
            self.restricts[thing.id] = thing
            self.last = max(self.last, head + 1)

    def _extend(self, head: int) -> None:
        name: Name | None = self.line.covering(head)
        self.last = max(self.last, name.last if name else head + 1)


def _is_thing(line: Line, index: int) -> bool:
    actor = any(fits(noun.kind, ("Actor",)) for noun in nouns_at(line, index))
    noun = line.tokens[index].upos in ("NOUN", "PROPN") and line.kind(index) != "time"
    return noun and not actor
