"""What docs/deploy names exists: settings, commands, paths; and systemd takes the unit."""

import re
import shutil
import subprocess
import sys

import pytest

from communique.cli import main
from communique.settings import BY_NAME, SETTINGS, load
from communique.web import health, metrics, running
from conftest import ROOT

FOLDER = ROOT / "docs" / "deploy"
FILES = sorted(path for path in FOLDER.iterdir() if path.is_file())
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in FILES}
VARIABLES = {row.variable for row in SETTINGS}


def test_the_files_are_there():
    assert set(TEXTS) == {
        *("README.md", "communique.service", "communique.env"),
        *("Dockerfile", "nginx.conf", "Caddyfile"),
    }


@pytest.mark.parametrize("name", TEXTS)
def test_every_variable_is_a_setting(name):
    named = set(re.findall(r"COMMUNIQUE_[A-Z_]+", TEXTS[name]))
    assert named, "it names none: is the pattern still right?"
    assert named <= VARIABLES


@pytest.mark.parametrize("name", TEXTS)
def test_every_command_and_option_is_ours(name):
    for command, rest in re.findall(r"communique (\w+)((?: +[^\s`]+)*)", TEXTS[name]):
        if command not in main.commands:
            assert not re.search(rf"bin/communique {command}", TEXTS[name]), command
            continue
        options = {option for one in main.commands[command].params for option in one.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= options, command


def test_its_values_make_sense():
    pairs = re.findall(r"^(COMMUNIQUE_\w+)=(.*)$", TEXTS["communique.env"], re.MULTILINE)
    assert len(pairs) > 5
    load(dict(pairs))
    pattern = re.compile(r"^Environment=(COMMUNIQUE_\w+)=(.*)$", re.MULTILINE)
    pairs = pattern.findall(TEXTS["communique.service"])
    assert len(pairs) == 2
    load(dict(pairs))


def test_proxies_and_unit_agree_with_the_defaults():
    upload = BY_NAME["max_upload"].default
    assert f"client_max_body_size {upload}m;" in TEXTS["nginx.conf"]
    assert f"max_size {upload}MB" in TEXTS["Caddyfile"]
    seconds = int(re.search(r"proxy_read_timeout (\d+)s", TEXTS["nginx.conf"])[1])
    assert seconds > max(BY_NAME["timeout"].default, BY_NAME["write_timeout"].default)
    stop = int(re.search(r"TimeoutStopSec=(\d+)", TEXTS["communique.service"])[1])
    assert stop > BY_NAME["grace"].default + 10


def test_paths_and_metrics_exist():
    for path in ("/health", "/ready", "/metrics"):
        assert path in TEXTS["README.md"]
    source = "".join(
        (
            ROOT / "src" / "communique" / "web" / f"{module.__name__.rpartition('.')[2]}.py"
        ).read_text()
        for module in (health, metrics, running)
    )
    for name in re.findall(r"`communique_(\w+?)(?:_total)?`", TEXTS["README.md"]):
        assert f'"communique_{name}"' in source or f'"{name}"' in source, name


def test_the_image_copies_what_the_build_needs(tmp_path):
    """The sources that the Dockerfile copies make the wheel, by themselves."""
    for line in re.findall(r"^COPY (?!--from)(.*)$", TEXTS["Dockerfile"], re.MULTILINE):
        *sources, _ = line.split()
        for source in sources:
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, tmp_path / source)
            else:
                shutil.copy(ROOT / source, tmp_path / source)
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", "dist", "."]
    done = subprocess.run(build, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "dist").glob("communique-*.whl"))


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd on this machine")
def test_systemd_understands_the_unit(tmp_path):
    unit = TEXTS["communique.service"].replace("/opt/communique/bin/communique", sys.executable)
    (tmp_path / "communique.service").write_text(unit)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", tmp_path / "communique.service"],
        capture_output=True,
        text=True,
        check=False,
    )
    complaints = [line for line in done.stderr.splitlines() if "communique.service" in line]
    assert complaints == []
