"""The same text gives the same bytes on a processor whose products and sums are other ones."""

import platform
import shutil
import subprocess
import sys

import pytest

OLDER = ["qemu-x86_64", "-cpu", "Haswell"]
"""Without AVX-512 and VNNI: its floats differ in their last bit, its products of bytes saturate."""
TEXT = "French President Emmanuel Macron met Narendra Modi in Paris."
"""Short, since the emulator takes three seconds a word."""
PROGRAM = """
import sys
from communique.ingest.article import read_text
from communique.ingest.background import load_background
from communique.ingest.pipeline import extract
from communique.ingest.quads import article_quads
from communique.vocab import Names
article = read_text(sys.argv[1], published="2025-03-05")
print(*article_quads(extract(article, load_background()), Names("https://example.org/")), sep="\\n")
"""


@pytest.mark.skipif(
    platform.machine() != "x86_64" or not shutil.which(OLDER[0]),
    reason="no emulator of another processor on this machine",
)
def test_another_processor_reads_the_same() -> None:
    command = [sys.executable, "-c", PROGRAM, TEXT]
    here, there = (
        subprocess.run(prefix + command, check=True, capture_output=True, text=True).stdout
        for prefix in ([], OLDER)
    )
    assert len(here.splitlines()) > 50
    assert there == here
