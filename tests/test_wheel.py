"""The wheel by itself: built, installed in an empty environment, run from another folder."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from conftest import MANIFEST, ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel]
    subprocess.run(install, check=True, capture_output=True)
    return folder / "venv" / "bin" / "communique"


def test_it_works_away_from_the_checkout(installed, tmp_path):
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}

    def run(*arguments):
        return subprocess.run(
            [installed, *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    article = Path(MANIFEST).parent / "ai-safety-summit.txt"
    done = run("ingest", str(article), "--published", "2023-11-02")
    assert done.returncode == 0, done.stderr
    assert "China,Bletchley Declaration" in run("query", "who-signed").stdout
    assert (tmp_path / "communique-store").is_dir()
