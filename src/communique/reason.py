"""What follows from the ontology and the data, by the OWL reasoner HermiT.

HermiT is a Java program that owlready2 brings along; which `java` runs it is the caller's choice.
OWL 2 has no xsd:date, xsd:gYearMonth or xsd:gYear, so HermiT is told to pass over such values:
dates never take part in what is derived here.
"""

import io
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import owlready2
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from communique.errors import OntologyError
from communique.vocab import ONTOLOGY, OWL

_INFERRED = "http://inferrences/"  # owlready2's own name, and spelling
_LOCK = threading.Lock()

# HermiT finds these, but owlready2 drops them: it reads inverses from the one stated direction.
_TURN_ROUND = """
    PREFIX owl: <http://www.w3.org/2002/07/owl#>
    INSERT { ?o ?q ?s } WHERE {
      { ?p owl:inverseOf ?q } UNION { ?q owl:inverseOf ?p }
      UNION { ?p a owl:SymmetricProperty BIND(?p AS ?q) }
      ?s ?p ?o
    }"""


class _ContradictionError(OntologyError):
    pass


def load_ontology(turtle: Path, *more: Path) -> owlready2.World:
    """Return a new in-memory world that holds all the given Turtle files, merged.

    owl:imports are left out, so nothing is ever fetched. The world is the caller's to close().
    Raises OntologyError when a file cannot be read or is not Turtle.
    """
    buffer = io.BytesIO()
    triples = [triple for path in (turtle, *more) for triple in _read(path)]
    serialize(triples, buffer, format=RdfFormat.N_TRIPLES)
    buffer.seek(0)
    world = owlready2.World()
    world.get_ontology(ONTOLOGY).load(fileobj=buffer)
    return world


def is_consistent(world: owlready2.World, *, java: str | Path) -> bool:
    """Tell whether `world` is free of contradictions; the world stays as it was.

    Raises OntologyError when `java` cannot be run or HermiT fails.
    """
    try:
        with _reasoned(world, java):
            return True
    except _ContradictionError:
        return False


def unsatisfiable_classes(world: owlready2.World, *, java: str | Path) -> list[str]:
    """Return the sorted IRIs of the named classes that can have no member.

    Raises OntologyError when `java` cannot be run, HermiT fails or the world is inconsistent.
    """
    with _reasoned(world, java):
        found = {impossible.iri for impossible in world.inconsistent_classes()}
    return sorted(found - {OWL + "Nothing"})


def derive(world: owlready2.World, *, java: str | Path) -> list[Triple]:
    """Return, sorted, the triples between named things that follow and are not stated.

    These are the most specific types, the values of object properties (with inverses and both
    ways of symmetric ones) and subclass axioms that were not spelled out. What follows just by
    going up rdfs:subClassOf or rdfs:subPropertyOf is left to the reader. The world stays as it
    was. Raises OntologyError as `unsatisfiable_classes` does.
    """
    stated = set(_triples(world))
    with _reasoned(world, java, property_values=True):
        known = set(_triples(world))
    store = Store()
    store.extend(Quad(*triple) for triple in known)
    store.update(_TURN_ROUND)
    derived = {quad.triple for quad in store} - stated
    named = [t for t in derived if isinstance(t.subject, NamedNode)]
    return sorted((t for t in named if isinstance(t.object, NamedNode)), key=str)


def _read(path: Path) -> Iterator[Triple]:
    """Yield the triples of one file; blank nodes get fresh names, so files share none."""
    imports = NamedNode(OWL + "imports")
    try:
        for quad in parse(path=path, format=RdfFormat.TURTLE, rename_blank_nodes=True):
            if quad.predicate != imports:
                yield quad.triple
    except OSError as error:
        raise OntologyError(f"cannot read the ontology file {path}: {error}") from error
    except SyntaxError as error:
        raise OntologyError(f"{path} is not Turtle: {error.msg}") from error


@contextmanager
def _reasoned(
    world: owlready2.World, java: str | Path, *, property_values: bool = False
) -> Iterator[None]:
    """Run HermiT; what it adds to `world` stays there for the length of the with-block."""
    with _owlready_globals(java):
        try:
            owlready2.sync_reasoner_hermit(
                world, property_values, debug=0, ignore_unsupported_datatypes=True
            )
        except owlready2.OwlReadyInconsistentOntologyError as error:
            raise _ContradictionError("the ontology and the data contradict each other") from error
        except owlready2.OwlReadyJavaError as error:
            raise OntologyError(f"the reasoner failed: {_gist(str(error))}") from error
        except OSError as error:
            raise OntologyError(f"cannot run Java as {java}: {error.strerror}") from error
    try:
        yield
    finally:
        world.get_ontology(_INFERRED).destroy()


@contextmanager
def _owlready_globals(java: str | Path) -> Iterator[None]:
    """Lend owlready2 a java and a folder: both globals, and it leaves files behind on failure."""
    with _LOCK, tempfile.TemporaryDirectory() as folder:
        before = owlready2.JAVA_EXE, tempfile.tempdir
        owlready2.JAVA_EXE, tempfile.tempdir = str(java), folder
        try:
            yield
        finally:
            owlready2.JAVA_EXE, tempfile.tempdir = before


def _triples(world: owlready2.World) -> Iterator[Triple]:
    """Yield all that `world` holds, save that owlready2's place for inferences is an ontology."""
    buffer = io.BytesIO()
    world.save(buffer, format="ntriples")
    inferred = NamedNode(_INFERRED.rstrip("/"))
    for quad in parse(buffer.getvalue(), format=RdfFormat.N_TRIPLES):
        if quad.subject != inferred:
            yield quad.triple


def _gist(message: str) -> str:
    """Return the line of a Java stack trace that says what went wrong."""
    _, *lines = [*message.splitlines(), "it gave no reason"]  # the first is owlready2's heading
    return next((line for line in lines if "Exception" in line), lines[0]).strip()
