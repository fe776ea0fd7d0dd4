"""Ten minutes of mixed load and writes: does anything grow?

    python -m bench.soak [--minutes 10] [--json FILE]

Starts `communique serve` on a new store on this machine, sends it short queries, scans, queries
that run into their limit, updates, graph writes and articles at once, and watches the memory,
descriptors, processes and disk of the server and all its children. Exits 1 when the last quarter
of the run uses more than the second quarter by over the margin in `MARGINS`, or when a request
that must succeed fails.
"""

import argparse
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import mean
from urllib.parse import quote

import psutil

TOKEN = "soak"
MARGINS = {"rss_mib": 1.15, "descriptors": 1.15, "processes": 1.25, "disk_mib": 1.5}
ARTICLES = Path(__file__).parent.parent / "data" / "articles" / "articles.tsv"

LABELS = (
    "SELECT ?l WHERE { ?c a <https://w3id.org/communique/ontology#Country> ; "
    "<https://w3id.org/communique/ontology#isoAlpha3> ?code ; "
    "<http://www.w3.org/2000/01/rdf-schema#label> ?l FILTER(STR(?code) > '%s') } LIMIT 5"
)
SCAN = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o FILTER(CONTAINS(STR(?o), '%s')) }"
KILLER = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i ?%s"


@dataclass(frozen=True, slots=True)
class Sample:
    """What the server and its children use at one moment."""

    seconds: float
    rss_mib: float
    descriptors: int
    processes: int
    disk_mib: float


def main() -> int:
    """Run the soak and print what it saw."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="communique-soak-") as folder:
        samples, outcomes = soak(Path(folder) / "store", options.minutes * 60)
    verdicts = judge(samples)
    report = {
        "samples": [asdict(sample) for sample in samples],
        "outcomes": dict(sorted(outcomes.items())),
        "verdicts": verdicts,
    }
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    for name, (before, after, holds) in verdicts.items():
        print(f"{name:12} {before:10.1f} -> {after:10.1f}  {'ok' if holds else 'GROWS'}")
    for name, number in sorted(outcomes.items()):
        print(f"{name:28} {number}")
    failed = [name for name in outcomes if name.endswith(" failed")]
    return 0 if all(holds for _, _, holds in verdicts.values()) and not failed else 1


def soak(store: Path, seconds: float) -> tuple[list[Sample], Counter[str]]:
    """Run the load for `seconds`; return samples and what became of the requests."""
    command = [sys.executable, "-m", "communique"]
    environment = os.environ | {"COMMUNIQUE_STORE": str(store), "COMMUNIQUE_TOKEN": TOKEN}
    ingest = [*command, "ingest", "--manifest", str(ARTICLES)]
    subprocess.run(ingest, env=environment, check=True, capture_output=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment |= {"COMMUNIQUE_SLOW_QUERY": "0"}
    server = subprocess.Popen([*command, "serve", "--port", str(port)], env=environment)
    outcomes: Counter[str] = Counter()
    ended = threading.Event()
    try:
        _await(port)
        users = [
            threading.Thread(target=_repeat, args=(name, work, pause, port, outcomes, ended))
            for name, work, pause, number in LOAD
            for _ in range(number)
        ]
        for user in users:
            user.start()
        samples = _watch(server.pid, store, seconds)
        ended.set()
        for user in users:
            user.join()
    finally:
        ended.set()
        server.send_signal(signal.SIGTERM)
        server.wait(30)
    return samples, outcomes


def judge(samples: list[Sample]) -> dict[str, tuple[float, float, bool]]:
    """Compare the second quarter with the last, by measure."""
    quarter = max(len(samples) // 4, 1)
    verdicts = {}
    for name, margin in MARGINS.items():
        before = mean(getattr(sample, name) for sample in samples[quarter : 2 * quarter])
        after = mean(getattr(sample, name) for sample in samples[-quarter:])
        verdicts[name] = (before, after, after <= before * margin)
    return verdicts


def _short(port: int, turn: int) -> int:
    return _ask(port, LABELS % "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[turn % 26])


def _scan(port: int, turn: int) -> int:
    return _ask(port, SCAN % f"word{turn}")


def _kill(port: int, turn: int) -> int:
    return 200 if _ask(port, KILLER % f"v{turn}", timeout="2") in (429, 503) else 0


def _update(port: int, turn: int) -> int:
    name = f"<urn:soak:{turn % 50}>"
    text = f"DELETE WHERE {{ GRAPH <urn:soak> {{ {name} ?p ?o }} }} ; "
    text += f"INSERT DATA {{ GRAPH <urn:soak> {{ {name} <urn:at> {turn} }} }}"
    return _send(port, "POST", "/sparql", text, "application/sparql-update")


def _graph(port: int, turn: int) -> int:
    path = f"/graphs?graph={quote(f'urn:soak:graph:{turn % 10}', safe='')}"
    if turn % 3 == 2:
        return 200 if _send(port, "DELETE", path) in (204, 404) else 0
    body = "".join(f"<urn:s{n}> <urn:p> {turn + n} .\n" for n in range(300))
    return _send(port, "PUT", path, body, "text/turtle")


def _article(port: int, turn: int) -> int:
    text = f"Kenya signed the Bletchley Declaration. This is note {turn % 20}.\n"
    path = f"/articles?url=https://soak.example/{turn % 20}"
    return _send(port, "POST", path, text, "text/plain")


LOAD: tuple[tuple[str, Callable[[int, int], int], float, int], ...] = (
    # what, how, seconds between two of one user, users
    ("short query", _short, 0.01, 4),
    ("scan", _scan, 0.2, 2),
    ("killer", _kill, 0.5, 3),
    ("update", _update, 0.5, 1),
    ("graph write", _graph, 0.5, 1),
    ("article", _article, 5.0, 1),
)


def _repeat(
    name: str,
    work: Callable[[int, int], int],
    pause: float,
    port: int,
    outcomes: "Counter[str]",
    ended: threading.Event,
) -> None:
    turn = random.Random(threading.get_ident()).randrange(1000)
    while not ended.wait(pause):
        turn += 1
        try:
            status = work(port, turn)
        except (OSError, http.client.HTTPException):
            status = 0
        outcomes[f"{name} {'ok' if status and status < 300 else 'failed'}"] += 1


def _ask(port: int, query: str, **parameters: str) -> int:
    more = "".join(f"&{name}={quote(value)}" for name, value in parameters.items())
    return _send(port, "GET", f"/sparql?query={quote(query)}{more}")


def _send(port: int, method: str, path: str, body: str = "", media_type: str = "") -> int:
    headers = {"Authorization": f"Bearer {TOKEN}"} if method != "GET" else {}
    if media_type:
        headers["Content-Type"] = media_type
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, body.encode() or None, headers)
        response = connection.getresponse()
        response.read()
        return response.status
    finally:
        connection.close()


def _watch(pid: int, store: Path, seconds: float) -> list[Sample]:
    began = time.monotonic()
    samples = []
    while (elapsed := time.monotonic() - began) < seconds:
        family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
        rss, descriptors, processes = 0, 0, 0
        for process in family:
            try:
                rss += process.memory_full_info().pss
                descriptors += process.num_fds()
                processes += 1
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        samples.append(
            Sample(round(elapsed, 1), rss / 2**20, descriptors, processes, _disk(store) / 2**20)
        )
        time.sleep(min(2.0, seconds / 40))
    return samples


def _disk(folder: Path) -> int:
    """The bytes that all below `folder` takes; what is deleted meanwhile does not count."""
    seen = {}
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):
                status = Path(place, name).stat()
                seen[status.st_ino] = status.st_blocks * 512
    return sum(seen.values())


def _await(port: int) -> None:
    for _ in range(100):
        try:
            if _send(port, "GET", "/health") == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise SystemExit("the server does not answer")


if __name__ == "__main__":
    sys.exit(main())
