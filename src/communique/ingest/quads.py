"""An extraction as quads: one named graph per article, and what the metadata graph says of it.

Facts and shortcuts are stated twice: as plain triples, and each as an rdf:Statement that leads
back to the words (cmq:evidence), as events do by themselves.
"""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad, Triple

from communique.errors import InputError
from communique.ingest.iris import article_iri, id_iri, passage_iri
from communique.ingest.labels import event_label
from communique.ingest.report import reading_report
from communique.ingest.shortcuts import Shortcut, shortcuts
from communique.ingest.sketch import sketch
from communique.model import Article, Entity, Event, Extraction, Fact, Passage, Run
from communique.vocab import CMQ, PROV, RDF, RDFS, SCHEMA, SKOS, XSD, Names, digest, slug

_TYPE = NamedNode(RDF + "type")
_LABEL = NamedNode(RDFS + "label")
# Properties of facts that are not the ontology's own.
_BORROWED = {"member": NamedNode(SCHEMA + "member")}
_TIME_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


def article_graph(article: Article, names: Names) -> str:
    """Return the name of the graph that holds everything extracted from `article`."""
    return names.graph(f"article-{article.key}")


def article_quads(extraction: Extraction, names: Names) -> list[Quad]:
    """Return the graph of an article as sorted quads, without blank nodes."""
    graph = NamedNode(article_graph(extraction.article, names))
    quads = {
        Quad(triple.subject, triple.predicate, triple.object, graph)
        for triple in _Writer(extraction, names).triples()
    }
    return sorted(quads, key=str)


def about_triples(article: Article, names: Names, run: Run) -> list[Triple]:
    """Return the description of the article's graph, for the metadata graph (PROV)."""
    graph = NamedNode(article_graph(article, names))
    triples = [
        Triple(graph, NamedNode(PROV + "wasDerivedFrom"), NamedNode(article_iri(names, article))),
        Triple(graph, _cmq("textHash"), Literal(article.text_hash)),
        Triple(graph, _cmq("extractorVersion"), Literal(run.version)),
        Triple(graph, _cmq("sourceKey"), Literal(article.source_key)),
        Triple(
            graph,
            NamedNode(PROV + "generatedAtTime"),
            Literal(run.started, datatype=NamedNode(XSD + "dateTime")),
        ),
        Triple(graph, _cmq("textSketch"), Literal(sketch(article))),
    ]
    if run.min_confidence:
        least = Literal(f"{run.min_confidence:.2f}", datatype=NamedNode(XSD + "decimal"))
        triples.append(Triple(graph, _cmq("minConfidence"), least))
    return sorted(triples, key=str)


class _Writer:
    """Turns one extraction into triples."""

    def __init__(self, extraction: Extraction, names: Names) -> None:
        self._extraction = extraction
        self._article = extraction.article
        self._names = names
        self._entities = {entity.id: entity for entity in extraction.entities}
        self._node = NamedNode(article_iri(names, extraction.article))

    def triples(self) -> Iterator[Triple]:
        """Yield all triples, some more than once."""
        yield from self._about_article()
        for entity in self._extraction.entities:
            yield from self._about_entity(entity)
        for event in self._extraction.events:
            yield from self._about_event(event)
        for fact in self._extraction.facts:
            yield from self._about_fact(fact)
        for shortcut in shortcuts(self._extraction):
            yield from self._about_shortcut(shortcut)
        yield from self._about_sentences()

    def _about_article(self) -> Iterator[Triple]:
        article, node = self._article, self._node
        yield Triple(node, _TYPE, _cmq("Article"))
        yield Triple(node, _TYPE, NamedNode(SCHEMA + "NewsArticle"))
        yield Triple(node, _cmq("text"), Literal(article.text))
        yield Triple(node, _cmq("textHash"), Literal(article.text_hash))
        if article.headline:
            yield Triple(node, _LABEL, Literal(article.headline))
            yield Triple(node, NamedNode(SCHEMA + "headline"), Literal(article.headline))
        if article.published:
            day = Literal(article.published, datatype=NamedNode(XSD + "date"))
            yield Triple(node, NamedNode(SCHEMA + "datePublished"), day)
        if article.url:
            yield Triple(node, NamedNode(SCHEMA + "url"), _address(article.url))
        if article.publisher:
            key = slug(article.publisher) or digest(article.publisher)
            publisher = NamedNode(self._names.thing("organization", key))
            yield Triple(node, NamedNode(SCHEMA + "publisher"), publisher)
            yield Triple(publisher, NamedNode(SCHEMA + "name"), Literal(article.publisher))

    def _about_entity(self, entity: Entity) -> Iterator[Triple]:
        node = self._thing(entity.id)
        yield Triple(node, _TYPE, _cmq(entity.kind))
        yield Triple(node, _LABEL, Literal(entity.name))
        for alias in entity.aliases:
            yield Triple(node, NamedNode(SKOS + "altLabel"), Literal(alias))
        yield Triple(self._node, _cmq("mentions"), node)

    def _about_event(self, event: Event) -> Iterator[Triple]:
        node = self._event(event)
        yield Triple(node, _TYPE, _cmq("Event"))
        yield Triple(node, _TYPE, _cmq(event.kind))
        if event.attributed_to:
            yield Triple(node, _TYPE, _cmq("Claim"))
        yield Triple(node, _LABEL, Literal(event_label(event, self._entities)))
        yield Triple(node, _cmq("reportedIn"), self._node)
        yield Triple(node, _cmq("factuality"), _cmq(event.factuality.value))
        for role, identities in (
            ("agent", event.agents),
            ("patient", event.patients),
            ("topic", event.topics),
            ("venue", event.venues),
            ("attributedTo", event.attributed_to),
        ):
            for identity in identities:
                yield Triple(node, _cmq(role), self._thing(identity))
        if event.kind == "Statement" and not event.attributed_to:
            for agent in event.agents:
                yield Triple(self._thing(agent), _cmq("stated"), node)
        yield from self._words(node, event)
        for predicate, value in (("time", event.time), ("timeEnd", event.time_end)):
            if value:
                yield Triple(node, _cmq(predicate), _when(value))
        yield from self._vouched(node, event.confidence, event.extracted_by)
        for passage in (event.passage, *event.more_evidence):
            yield from self._evidence(node, passage)

    def _words(self, node: NamedNode, event: Event) -> Iterator[Triple]:
        """Yield the quotation, and a topic that is only words."""
        if event.quotation:
            yield Triple(node, _cmq("quotation"), Literal(event.quotation))
        if event.topic_text:
            words = " ".join(event.topic_text.split())
            topic = NamedNode(self._names.thing("topic", digest(words)))
            yield Triple(node, _cmq("topic"), topic)
            yield Triple(topic, _TYPE, NamedNode(SKOS + "Concept"))
            yield Triple(topic, _LABEL, Literal(words))

    def _about_sentences(self) -> Iterator[Triple]:
        """Yield the reading report: what each sentence yields, nothing for many."""
        for row in reading_report(self._extraction):
            sentence = NamedNode(passage_iri(self._names, self._article, row.sentence))
            yield Triple(self._node, _cmq("sentence"), sentence)
            yield from self._passage(sentence, row.sentence)
            found = [self._event(event) for event in row.events]
            found += [self._fact_statement(fact, self._stated(fact)) for fact in row.facts]
            for node in found:
                yield Triple(sentence, _cmq("yields"), node)

    def _about_fact(self, fact: Fact) -> Iterator[Triple]:
        triple = self._stated(fact)
        yield triple
        statement = self._fact_statement(fact, triple)
        yield from _reified(statement, triple)
        yield from self._vouched(statement, fact.confidence, fact.extracted_by)
        yield from self._evidence(statement, fact.passage)

    def _about_shortcut(self, shortcut: Shortcut) -> Iterator[Triple]:
        event = self._event(shortcut.event)
        value = self._thing(shortcut.value)
        triple = Triple(self._thing(shortcut.subject), _cmq(shortcut.predicate), value)
        yield triple
        statement = self._statement(triple, event.value)
        yield from _reified(statement, triple)
        yield Triple(statement, NamedNode(PROV + "wasDerivedFrom"), event)
        yield from self._vouched(statement, shortcut.event.confidence, shortcut.event.extracted_by)
        for passage in (shortcut.event.passage, *shortcut.event.more_evidence):
            yield from self._evidence(statement, passage)

    def _vouched(self, node: NamedNode, confidence: float, rule: str) -> Iterator[Triple]:
        number = Literal(f"{confidence:.2f}", datatype=NamedNode(XSD + "decimal"))
        extractor = NamedNode(self._names.thing("extractor", rule))
        yield Triple(node, _cmq("confidence"), number)
        yield Triple(node, _cmq("extractedBy"), extractor)
        yield Triple(extractor, _TYPE, _cmq("Extractor"))
        yield Triple(extractor, _LABEL, Literal(f"rule {rule}"))

    def _evidence(self, node: NamedNode, passage: Passage) -> Iterator[Triple]:
        place = NamedNode(passage_iri(self._names, self._article, passage))
        yield Triple(node, _cmq("evidence"), place)
        yield from self._passage(place, passage)

    def _passage(self, place: NamedNode, passage: Passage) -> Iterator[Triple]:
        quote = self._article.text[passage.start : passage.end]
        yield Triple(place, _TYPE, _cmq("Passage"))
        yield Triple(place, _cmq("passageOf"), self._node)
        yield Triple(place, _cmq("quote"), Literal(quote))
        for predicate, offset in (("start", passage.start), ("end", passage.end)):
            number = Literal(str(offset), datatype=NamedNode(XSD + "integer"))
            yield Triple(place, _cmq(predicate), number)

    def _thing(self, identity: str) -> NamedNode:
        return NamedNode(id_iri(self._names, identity))

    def _event(self, event: Event) -> NamedNode:
        """Return the node of an event: its words, class and participants are its identity."""
        span = f"{event.passage.start},{event.passage.end}"
        roles = (event.agents, event.patients, event.attributed_to)
        parts = ("|".join(role) for role in roles)
        words = (event.factuality.value, event.topic_text, event.quotation)
        key = digest(self._article.key, event.kind, span, *parts, *words)
        return NamedNode(self._names.thing("event", key))

    def _stated(self, fact: Fact) -> Triple:
        """Return a fact as one triple."""
        value: NamedNode | Literal
        if fact.value_is_entity:
            value = self._thing(str(fact.value))
        elif isinstance(fact.value, int):
            value = Literal(str(fact.value), datatype=NamedNode(XSD + "integer"))
        else:
            value = Literal(fact.value)
        predicate = _BORROWED.get(fact.predicate) or _cmq(fact.predicate)
        return Triple(self._thing(fact.subject), predicate, value)

    def _fact_statement(self, fact: Fact, triple: Triple) -> NamedNode:
        return self._statement(triple, str(fact.passage.start), str(fact.passage.end))

    def _statement(self, triple: Triple, *place: str) -> NamedNode:
        return NamedNode(
            self._names.thing("statement", digest(self._article.key, str(triple), *place))
        )


def _reified(statement: NamedNode, triple: Triple) -> Iterator[Triple]:
    yield Triple(statement, _TYPE, NamedNode(RDF + "Statement"))
    yield Triple(statement, NamedNode(RDF + "subject"), triple.subject)
    yield Triple(statement, NamedNode(RDF + "predicate"), triple.predicate)
    yield Triple(statement, NamedNode(RDF + "object"), triple.object)


def _when(value: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD + _TIME_TYPES[len(value)]))


def _cmq(name: str) -> NamedNode:
    return NamedNode(CMQ + name)


def _address(url: str) -> NamedNode:
    try:
        return NamedNode(url)
    except ValueError as error:
        raise InputError(f"{url!r} is no web address ({error}): give the page's own") from error
