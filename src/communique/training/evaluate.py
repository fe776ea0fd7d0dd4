"""`python -m communique.training.evaluate`: every figure that the model is held to.

Reads the model that ships through its reader; needs the treebanks, not torch.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from communique.language.reader import Reader
from communique.resources import resource
from communique.training import corpora, scores
from communique.training.corpora import Annotated

_QUICK_SHARE = 10
_SPEED_CHARACTERS = 60_000
_ENTITY_SETS = {
    "uner": ("uner", "uner-{}.iob2.xz"),
    "politics": ("crossner", "crossner-politics-{}.txt.xz"),
}
_MEMORY = """
import resource, sys
from pathlib import Path
from communique.language.reader import Reader
Reader(Path(sys.argv[1])).read(sys.stdin.read())
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What is measured, on what."""

    reader: Reader
    model: Path
    treebanks: Path
    split: str
    quick: bool

    def sentences(self, name: str) -> list[Annotated]:
        """Return the sentences of a treebank such as "ewt" or of an entity set, in this split."""
        if name == "pud":
            found = corpora.treebank(self.treebanks, name)
        elif name in _ENTITY_SETS:
            corpus, file = _ENTITY_SETS[name]
            path = self.treebanks / file.format(self.split)
            found = [corpora.relabelled(s, corpus) for s in corpora.iob(path)]
        else:
            found = corpora.treebank(self.treebanks, f"{name}-{self.split}")
        return found[: max(40, len(found) // _QUICK_SHARE)] if self.quick else found


Figures = dict[str, float]


def _parse(name: str) -> Callable[[Run], Figures]:
    return lambda run: scores.parses(run.reader, run.sentences(name))


def _frames(run: Run) -> Figures:
    return scores.frames(run.reader, run.sentences("ewt"))


def _politics(run: Run) -> Figures:
    return scores.entities(run.reader, run.sentences("politics"), raw=False)


def _uner(run: Run) -> Figures:
    # UNER has one type for what is here a POLITY or a PLACE.
    same = {"POLITY": "PLACE"}
    return scores.entities(run.reader, run.sentences("uner"), same=same, raw=True)


def _gum_entities(run: Run) -> Figures:
    return scores.entities(run.reader, run.sentences("gum"), raw=True)


def _speed(run: Run) -> Figures:
    """Words a second of processor time, on one thread, after a first short text."""
    text = _prose(run)
    run.reader.read(text[:2000])
    began = time.process_time()
    found = run.reader.read(text)
    seconds = time.process_time() - began
    return {"words": sum(len(s.tokens) for s in found.sentences) / seconds}


def _memory(run: Run) -> Figures:
    """Peak resident memory in MB of a process of its own that reads the same text."""
    command = [sys.executable, "-c", _MEMORY, str(run.model)]
    done = subprocess.run(command, input=_prose(run), capture_output=True, text=True, check=True)
    return {"peak": float(done.stdout)}


def _prose(run: Run) -> str:
    texts = (text for text, _ in scores.documents(run.sentences("gum")))
    return "\n\n".join(texts)[:_SPEED_CHARACTERS]


GROUPS: dict[str, Callable[[Run], Figures]] = {
    "pud": _parse("pud"),
    "ewt": _parse("ewt"),
    "gum": _parse("gum"),
    "frames": _frames,
    "politics": _politics,
    "uner": _uner,
    "gum entities": _gum_entities,
    "speed": _speed,
    "memory": _memory,
}
# PUD is a test set as a whole, and UNER's development set is trained on.
_TEST_ONLY = {"pud", "uner"}


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure by its group and key, and what it should reach; `least` says which way is good."""

    name: str
    group: str
    key: str
    target: float | None = None
    least: bool = True

    def reached(self, value: float) -> bool:
        """Say whether `value` is good enough."""
        if self.target is None:
            return True
        return value >= self.target if self.least else value <= self.target


MEASURES = (
    Measure("PUD news LAS", "pud", "las", 89.5),
    Measure("PUD news UAS", "pud", "uas"),
    Measure("PUD news UPOS", "pud", "upos", 97.0),
    Measure("EWT LAS", "ewt", "las", 87.0),
    Measure("EWT UPOS", "ewt", "upos"),
    Measure("EWT lemmas", "ewt", "lemma"),
    Measure("EWT words", "ewt", "tokens"),
    Measure("EWT sentences", "ewt", "sentences"),
    Measure("GUM LAS", "gum", "las", 89.0),
    Measure("GUM UPOS", "gum", "upos"),
    Measure("GUM lemmas", "gum", "lemma"),
    Measure("GUM words", "gum", "tokens"),
    Measure("Predicates F1", "frames", "predicates", 96.5),
    Measure("Predicates F1, verbs", "frames", "predicates VERB"),
    Measure("Predicates F1, nouns", "frames", "predicates NOUN", 89.0),
    Measure("Predicates F1, adjectives", "frames", "predicates ADJ"),
    Measure("Roleset accuracy, gold predicates", "frames", "rolesets", 92.5),
    Measure("Argument spans F1, gold predicates", "frames", "given", 78.0),
    Measure("Argument spans F1, gold predicates, verbs", "frames", "given VERB"),
    Measure("Argument spans F1, gold predicates, nouns", "frames", "given NOUN"),
    Measure("Argument spans F1, end to end", "frames", "found", 76.0),
    Measure("Heads of ARG0, gold predicates", "frames", "head ARG0", 88.0),
    Measure("Heads of ARG1, gold predicates", "frames", "head ARG1", 89.0),
    Measure("Heads of ARG2, gold predicates", "frames", "head ARG2"),
    Measure("MOD spans F1", "frames", "role ARGM-MOD", 96.0),
    Measure("NEG spans F1", "frames", "role ARGM-NEG", 95.0),
    Measure("TMP spans F1", "frames", "role ARGM-TMP", 79.0),
    Measure("CrossNER politics F1", "politics", "all", 75.0),
    Measure("UNER F1", "uner", "all", 82.0),
    Measure("GUM PERSON F1", "gum entities", "PERSON", 85.0),
    Measure("GUM entities F1", "gum entities", "all"),
    Measure("Words a second, one thread", "speed", "words", 3500),
    Measure("Peak memory, MB", "memory", "peak", 400, least=False),
)


def evaluate(run: Run, groups: Sequence[str]) -> dict[str, float]:
    """Return the figures of `groups` by the names of their measures."""
    found: dict[str, float] = {}
    for group in groups:
        figures = GROUPS[group](run)
        found |= {m.name: round(figures.get(m.key, 0.0), 2) for m in MEASURES if m.group == group}
    return found


def as_markdown(figures: dict[str, float]) -> str:
    """Return a table of figures and what they should reach."""
    lines = ["| measure | figure | reach |", "|---|---|---|"]
    for measure in MEASURES:
        if measure.name in figures:
            value = figures[measure.name]
            sign = ">=" if measure.least else "<="
            goal = "" if measure.target is None else f"{sign} {measure.target:g}"
            mark = "" if measure.reached(value) else " (missed)"
            lines.append(f"| {measure.name} | {value:g}{mark} | {goal} |")
    return "\n".join(lines) + "\n"


def below(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Return what fell under its floor, in words."""
    least = {measure.name: measure.least for measure in MEASURES}
    return [
        f"{name}: {figures[name]:g}, and its limit is {floor:g}"
        for name, floor in floors.items()
        if name in figures and (figures[name] < floor if least[name] else figures[name] > floor)
    ]


def main() -> None:
    """Run what the command line asks for; exit with 1 when a figure is below its floor."""
    parser = argparse.ArgumentParser(prog="python -m communique.training.evaluate")
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--model", type=Path, help="by default the one that ships")
    parser.add_argument("--dev", action="store_true", help="development sets, no test sets")
    parser.add_argument("--quick", action="store_true", help="a tenth of each set")
    parser.add_argument("--floors", type=Path, help="a JSON file of least figures")
    parser.add_argument("--groups", nargs="+", choices=list(GROUPS), default=list(GROUPS))
    parser.add_argument("--json", type=Path, help="write the figures here too")
    options = parser.parse_args()
    model = options.model or resource("data", "model")
    split = "dev" if options.dev else "test"
    run = Run(Reader(model), model, options.treebanks, split, options.quick)
    figures = evaluate(run, [g for g in options.groups if not (options.dev and g in _TEST_ONLY)])
    print(as_markdown(figures), end="")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    if options.floors:
        fallen = below(figures, json.loads(options.floors.read_text(encoding="utf-8")))
        for line in fallen:
            print(line, file=sys.stderr)
        sys.exit(1 if fallen else 0)


if __name__ == "__main__":
    main()
