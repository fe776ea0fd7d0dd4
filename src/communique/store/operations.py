"""The operations of a SPARQL 1.1 Update, taken apart only as far as rewriting needs.

Graph names, template parts and group patterns stay the text they were. The engine remains the
judge of what is right SPARQL; this reader only has to understand everything that is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from communique.errors import QuerySyntaxError

_ENDS = r"\s<>\"'{}()\[\],;|^`?$@\#&=!*/+"
_TOKEN = re.compile(
    r"""
      (?P<space>(?:\s+|\#[^\r\n]*)+)
    | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    | (?P<string>\"{3}(?:[^"\\]|\\.|\"{1,2}(?!\"))*\"{3}|'{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
        |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    | (?P<variable>[?$][\w·]+)
    | (?P<word>(?:[^ENDS.\\]|\\.|\.(?=[^ENDS.\\]|\\.))+)
    | (?P<sign>\{\||\|\}|.)
    """.replace("ENDS", _ENDS),
    re.VERBOSE | re.DOTALL,
)


# The declarations before an operation, each (keyword, prefix or "", IRI).
Prologue = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Triples of a template that go to one graph: its name or variable, "" where none is said.

    `anonymous`: they have nodes without a label ([], lists), new ones wherever they are written.
    """

    graph: str
    triples: str
    anonymous: bool = False

    def text(self) -> str:
        """Return it as SPARQL."""
        return f"GRAPH {self.graph} {{ {self.triples} }}" if self.graph else self.triples


@dataclass(slots=True)
class Data:
    """INSERT DATA or DELETE DATA."""

    prologue: Prologue
    verb: str
    parts: list[Part]

    def text(self) -> str:
        """Return it as SPARQL."""
        return f"{self.verb} DATA {template(self.parts)}"


@dataclass(slots=True)
class Modify:
    """DELETE and INSERT with a pattern; DELETE WHERE is one whose template is its pattern."""

    prologue: Prologue
    target: str  # of WITH
    delete: list[Part]
    insert: list[Part]
    using: str
    where: str

    def text(self) -> str:
        """Return it as SPARQL."""
        target = f"WITH {self.target} " if self.target else ""
        delete = f"DELETE {template(self.delete)} " if self.delete else ""
        insert = f"INSERT {template(self.insert)} " if self.insert or not delete else ""
        return f"{target}{delete}{insert}{self.using} WHERE {self.where}"


@dataclass(slots=True)
class Manage:
    """CLEAR, DROP or CREATE of a graph, or of "DEFAULT", "NAMED" or "ALL"."""

    prologue: Prologue
    verb: str
    silent: str
    what: str

    def text(self) -> str:
        """Return it as SPARQL."""
        what = self.what if self.what in ("DEFAULT", "NAMED", "ALL") else f"GRAPH {self.what}"
        return f"{self.verb} {self.silent} {what}"


@dataclass(slots=True)
class Transfer:
    """ADD, MOVE or COPY from a graph to a graph; "" is the default graph."""

    prologue: Prologue
    verb: str
    silent: str
    source: str
    to: str

    def text(self) -> str:
        """Return it as SPARQL."""
        return f"{self.verb} {self.silent} {_either(self.source)} TO {_either(self.to)}"


@dataclass(slots=True)
class Load:
    """LOAD of a document into a graph; "" is the default graph."""

    prologue: Prologue
    silent: str
    document: str
    to: str

    def text(self) -> str:
        """Return it as SPARQL."""
        into = f" INTO GRAPH {self.to}" if self.to else ""
        return f"LOAD {self.silent} {self.document}{into}"


Operation = Data | Modify | Manage | Transfer | Load


def operations(text: str) -> Iterator[Operation]:
    """Yield the operations of update `text`, in order.

    Raises QuerySyntaxError where it is not understood; only what is no SPARQL 1.1 is not.
    """
    reader = _Reader(text)
    while True:
        prologue = reader.prologue()
        if reader.done:
            return
        yield reader.operation(prologue)
        if not reader.done:
            reader.sign(";")


def template(parts: list[Part]) -> str:
    """Return the quads of `parts` as SPARQL, with their braces."""
    texts = [part.text() for part in parts]
    pieces = []
    for part, text in zip(parts, texts, strict=True):
        pieces.append(text if part.graph or not text else f"{text} .")
    return "{ " + " ".join(pieces) + " }"


def _either(graph: str) -> str:
    return f"GRAPH {graph}" if graph else "DEFAULT"


@dataclass(slots=True)
class _Reader:
    """Reads terms from left to right."""

    text: str
    tokens: list[re.Match[str]] = field(init=False)
    place: int = 0

    def __post_init__(self) -> None:
        self.tokens = [found for found in _TOKEN.finditer(self.text) if found.lastgroup != "space"]

    @property
    def done(self) -> bool:
        return self.place >= len(self.tokens)

    def prologue(self) -> Prologue:
        declarations = []
        while (keyword := self.peek()) in ("PREFIX", "BASE"):
            self.place += 1
            prefix = self.term() if keyword == "PREFIX" else ""
            declarations.append((keyword, prefix, self.term()))
        return tuple(declarations)

    def operation(self, prologue: Prologue) -> Operation:
        verb = self.word()
        if verb in ("INSERT", "DELETE") and self.accept("DATA"):
            return Data(prologue, verb, self.quads())
        if verb in ("INSERT", "DELETE", "WITH"):
            return self.modify(prologue, verb)
        silent = "SILENT" if self.accept("SILENT") else ""
        if verb in ("CLEAR", "DROP", "CREATE"):
            return Manage(prologue, verb, silent, self.graphs())
        if verb in ("ADD", "MOVE", "COPY"):
            source = self.graph_or_default()
            self.expect("TO")
            return Transfer(prologue, verb, silent, source, self.graph_or_default())
        if verb == "LOAD":
            document, to = self.term(), ""
            if self.accept("INTO"):
                self.expect("GRAPH")
                to = self.term()
            return Load(prologue, silent, document, to)
        raise self.puzzled()

    def modify(self, prologue: Prologue, verb: str) -> Modify:
        target = ""
        if verb == "WITH":
            target, verb = self.term(), self.word()
        delete: list[Part] = []
        insert: list[Part] = []
        if verb == "DELETE":
            if not target and self.accept("WHERE"):
                start = self.place
                delete = self.quads()
                return Modify(prologue, "", delete, [], "", self.slice(start, self.place))
            delete = self.quads()
            verb = "INSERT" if self.accept("INSERT") else ""
        if verb == "INSERT":
            insert = self.quads()
        start = self.place
        while self.accept("USING"):
            self.accept("NAMED")
            self.term()
        using = self.slice(start, self.place)
        self.expect("WHERE")
        start = self.place
        self.skip_group()
        return Modify(prologue, target, delete, insert, using, self.slice(start, self.place))

    def quads(self) -> list[Part]:
        parts: list[Part] = []
        self.sign("{")
        while not self.accept("}"):
            if self.accept("GRAPH"):
                graph = self.term()
                start = self.place
                self.skip_group()
                parts.append(self.part(graph, start + 1, self.place - 1))
                self.accept(".")
            else:
                start = self.place
                while self.peek() not in ("GRAPH", "}"):
                    self.advance()
                stop = self.place
                while stop > start and self.tokens[stop - 1].group() == ".":
                    stop -= 1
                parts.append(self.part("", start, stop))
        return parts

    def part(self, graph: str, start: int, stop: int) -> Part:
        anonymous = any(token.group() in ("[", "(") for token in self.tokens[start:stop])
        return Part(graph, self.slice(start, stop), anonymous)

    def graphs(self) -> str:
        if self.accept("GRAPH"):
            return self.term()
        word = self.word()
        if word not in ("DEFAULT", "NAMED", "ALL"):
            raise self.puzzled()
        return word

    def graph_or_default(self) -> str:
        if self.accept("DEFAULT"):
            return ""
        self.accept("GRAPH")
        return self.term()

    def skip_group(self) -> None:
        """Pass over a group in braces."""
        self.sign("{")
        depth = 1
        while depth:
            sign = self.advance()
            depth += (sign == "{") - (sign == "}")

    def term(self) -> str:
        """Pass over an IRI, a prefixed name or a variable; return it."""
        if self.done or self.tokens[self.place].lastgroup not in ("iri", "word", "variable"):
            raise self.puzzled()
        return self.advance()

    def word(self) -> str:
        """Pass over a keyword; return it in capitals."""
        if self.done or self.tokens[self.place].lastgroup != "word":
            raise self.puzzled()
        return self.advance().upper()

    def expect(self, keyword: str) -> None:
        if not self.accept(keyword):
            raise self.puzzled()

    def sign(self, sign: str) -> None:
        self.expect(sign)

    def accept(self, keyword: str) -> bool:
        """Pass over `keyword` if it comes next; return whether it did."""
        if self.peek() != keyword:
            return False
        self.place += 1
        return True

    def peek(self) -> str:
        """Return the next keyword or sign in capitals; "" for anything else."""
        if self.done or self.tokens[self.place].lastgroup not in ("word", "sign"):
            return ""
        return self.tokens[self.place].group().upper()

    def advance(self) -> str:
        if self.done:
            raise self.puzzled()
        self.place += 1
        return self.tokens[self.place - 1].group()

    def slice(self, start: int, stop: int) -> str:
        """Return the text of the tokens from `start` up to `stop`, comments included."""
        if start >= stop:
            return ""
        return self.text[self.tokens[start].start() : self.tokens[stop - 1].end()]

    def puzzled(self) -> QuerySyntaxError:
        last = self.tokens[self.place] if not self.done else None
        place = last.start() if last else len(self.text)
        line = self.text.count("\n", 0, place) + 1
        column = place - self.text.rfind("\n", 0, place)
        found = f"`{last.group()[:40]}`" if last else "the end"
        return QuerySyntaxError(f"line {line}, column {column}: {found} is not understood here")
