"""How long pages take on a large graph: milliseconds by kind of page, from a server of its own.

    python -m bench.pages [--quads 1000000] [--requests 100]

Things are asked for once each, in the order of the table, so no answer about one was kept before.
"""

import argparse
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from bench.dataset import COUNTRIES, EVENTS, WORDS, article, build, event_iri
from bench.peers import Communique
from bench.server import Files

FIRST = "/search?q=first"  # the server gathers the names of all things when it starts


def main() -> int:
    """Print a row for each kind of page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quads", type=int, default=1_000_000, help="size of the graph")
    parser.add_argument("--requests", type=int, default=100, help="for each kind of page")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="communique-pages-") as name:
        folder = Path(name)
        dataset = build(folder / "store", options.quads)
        files = Files(folder, folder / "store", folder / "quads.nq", folder / "triples.nt")
        print(f"{dataset.quads:,} quads, {dataset.articles:,} articles; milliseconds")
        print("| page | p50 | p95 | most |\n|---|---|---|---|", flush=True)
        with Communique("communique", files).running() as server:
            root = f"http://127.0.0.1:{server.address.port}"
            print(f"| first search after the start | {_milliseconds(root + FIRST):.0f} | | |")
            for kind, paths in _kinds(dataset.articles, options.requests):
                taken = sorted(_milliseconds(root + path) for path in paths)
                p95 = quantiles(taken, n=20)[-1]
                print(f"| {kind} | {median(taken):.0f} | {p95:.0f} | {taken[-1]:.0f} |", flush=True)
    return 0


def _kinds(articles: int, count: int) -> Iterator[tuple[str, list[str]]]:
    numbers = [number * articles // count for number in range(count)]
    yield "home", ["/"] * count
    yield "articles", ["/browse"] * count
    yield "search", [f"/search?q={WORDS[n % len(WORDS)]}+{WORDS[n // 7]}" for n in range(count)]
    yield "completion", [f"/search/names?q=tre{'aty'[: n % 4]}" for n in range(count)]
    yield "article", [f"/page/article/{number:016x}" for number in numbers]
    yield "event", [_page(event_iri(number, number % EVENTS)) for number in numbers]
    yield "person", [_page(_person(number, articles)) for number in numbers]
    yield "country", [f"/page/country/{code}" for code in COUNTRIES[:count]]
    yield (
        "instrument",
        [f"/page/instrument/instrument-{number}" for number in range(min(count, 200))],
    )


def _person(number: int, articles: int) -> str:
    values = (str(triple.object.value) for triple in article(number, articles))
    return next(value for value in values if "/id/person/" in value)


def _page(iri: str) -> str:
    return "/page/" + iri.partition("/id/")[2]


def _milliseconds(url: str) -> float:
    began = time.perf_counter()
    with urllib.request.urlopen(url, timeout=60) as response:
        response.read()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
