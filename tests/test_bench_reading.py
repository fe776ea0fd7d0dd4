"""What docs/evaluation.md says on how long reading takes can be measured again."""

import re
import shutil
import subprocess
import sys

from conftest import ROOT


def test_the_command_measures(tmp_path):
    (command,) = re.findall(
        r"python -m bench\.reading \S+", (ROOT / "docs" / "evaluation.md").read_text()
    )
    *module, folder = command.split()[1:]
    for path in sorted((ROOT / folder).glob("03-*")):
        shutil.copy(path, tmp_path)
    done = subprocess.run(
        [sys.executable, *module, str(tmp_path), "--rounds", "1"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert re.search(r"^round 1: 1 articles, \d+ words; .*: \d+\.\d\d, .* \d+\.\d\d$", done.stdout)
