"""The shape of the house, as rules about the source."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "communique"
SOURCES = sorted(PACKAGE.rglob("*.py"))

WAIST = {"clock", "errors", "resources", "settings", "model", "vocab", "formats", "__init__"}
ALLOWED = {
    "errors": set(),
    "resources": {"errors"},
    "settings": {"errors", "resources", "vocab"},
    "clock": set(),
    "model": set(),
    "vocab": set(),
    "formats": {"errors"},
    "language": WAIST,
    "training": WAIST | {"language"},
    "ingest": WAIST | {"language"},
    "store": WAIST,
    "reason": WAIST | {"ingest", "store"},
    "check": WAIST | {"ingest", "store"},
    "records": WAIST | {"store"},
    "intake": WAIST | {"ingest", "store", "records"},
    "foundation": WAIST | {"ingest", "store", "records"},
    "exports": WAIST | {"store"},
    "web": WAIST | {"exports", "store", "intake", "foundation", "reason", "check"},
    "commands": WAIST
    | {"exports", "language", "ingest", "store", "intake", "foundation", "web", "reason"},
    "commandline": WAIST,
    "cli_exports": WAIST | {"commandline", "commands", "exports"},
    "cli": WAIST | {"cli_exports", "commandline", "commands", "web", "intake", "foundation"},
    "__main__": {"cli"},
    "__init__": set(),
}
FORBIDDEN = {
    "language": {"rdflib", "pyoxigraph", "owlready2"},
    "model": {"rdflib", "pyoxigraph", "owlready2", "onnxruntime"},
    "store": {"flask"},
    "web": {"onnxruntime", "tokenizers"},
}


def noun(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_one_way(path):
    own = noun(path)
    assert own in ALLOWED, f"{own} has no place in the house yet: give it one here"
    for name in imports(path):
        head, *rest = name.split(".")
        if head == "communique" and rest:
            target = (
                rest[0]
                if (PACKAGE / rest[0]).exists() or (PACKAGE / f"{rest[0]}.py").exists()
                else "__init__"
            )
            assert target == own or target in ALLOWED[own], f"{own} must not import {target}"
        assert head not in FORBIDDEN.get(own, ()), f"{own} must not import {head}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_modules_are_small_and_well_named(path):
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 400, "split it by noun"
    assert path.stem not in {"utils", "util", "helpers", "helper", "common", "base", "misc"}


def test_only_the_waist_is_free_of_both_sides():
    assert {name.split(".")[0] for name in imports(PACKAGE / "model.py")} <= {"dataclasses", "enum"}
