"""How long does reading take, once the model is loaded?

    python -m bench.reading data/gold/dev [--rounds 3]

Reads the gold articles in a folder on one core, one after the other, and prints for each round how
many seconds 500 words took: with all rules, and with the language model alone.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path

_WORDS = 500


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.reading")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

    # Imported here so that no library starts threads for the cores that were just given up.
    from communique.evaluation.gold import read_gold
    from communique.ingest.background import load_background
    from communique.ingest.paragraphs import paragraphs
    from communique.ingest.pipeline import extract
    from communique.language.reader import reader

    background = load_background()
    articles = [gold.article for gold in read_gold([options.folder])]
    words = sum(len(article.text.split()) for article in articles)
    extract(articles[0], background)
    for number in range(1, options.rounds + 1):
        model = _seconds(lambda one: reader().read(one.text, paragraphs(one)), articles)
        whole = _seconds(lambda one: extract(one, background), articles)
        print(
            f"round {number}: {len(articles)} articles, {words} words; seconds per {_WORDS} words: "
            f"{whole * _WORDS / words:.2f}, the model alone {model * _WORDS / words:.2f}",
            flush=True,
        )


def _seconds(task: Callable[..., object], articles: Iterable[object]) -> float:
    began = time.perf_counter()
    for article in articles:
        task(article)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
