"""The README cannot lie: its commands run, and print what it says they print."""

import re
import shlex
import subprocess

import pytest

from communique.settings import SETTINGS
from conftest import COMMAND, ROOT, environment, serving

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
EXAMPLE = "http://127.0.0.1:8000"


def examples():
    """Yield (command, expected output) of every console block."""
    for block in BLOCKS:
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            lines = part.splitlines(keepends=True)
            length = next(n for n in range(1, len(lines) + 1) if closed("".join(lines[:n])))
            yield "".join(lines[:length]), "".join(lines[length:])


def closed(command):
    """Whether no quotation is open at the end of `command`."""
    try:
        shlex.split(command)
    except ValueError:
        return False
    return True


@pytest.fixture(scope="module")
def running(sample_store):
    with serving(sample_store) as url:
        yield url


@pytest.mark.parametrize(("command", "expected"), list(examples()), ids=lambda text: text[:40])
def test_an_example_prints_what_the_readme_says(running, sample_store, command, expected):
    line = command.replace(EXAMPLE, running)
    done = subprocess.run(
        ["bash", "-c", f'communique() {{ {" ".join(COMMAND)} "$@"; }}\n{line}'],
        cwd=ROOT,
        env=environment(store=sample_store),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    shown = (done.stdout or done.stderr).replace(running, EXAMPLE).replace("\r\n", "\n")
    if expected.endswith("...\n"):
        assert shown.startswith(expected.removesuffix("...\n"))
    else:
        assert shown.rstrip() == expected.rstrip()


def test_it_has_examples():
    assert len(list(examples())) >= 5


@pytest.mark.parametrize("target", ["demo", "test", "bench"])
def test_its_targets_are_there(target):
    assert f"make {target}" in README
    done = subprocess.run(
        ["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("row", SETTINGS, ids=lambda row: row.name)
def test_it_lists_every_setting(row):
    default = f"`{row.default}`" if row.default not in ("", ()) else "none"
    assert f"| `{row.option}` | `{row.variable}` | {default} | {row.help} |" in README
