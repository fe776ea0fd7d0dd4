"""The command line: what to measure, in which order, and where the results go."""

import argparse
import json
import os
import platform
import signal
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench import dataset, measure, report
from bench.document import write
from bench.load import LoadError, demand_tools
from bench.measure import Plan
from bench.peers import (
    Communique,
    LimitedOxigraph,
    Oxigraph,
    RdflibEndpoint,
    Virtuoso,
)
from bench.server import Files, Peer, PeerMissing

PEERS: dict[str, type[Peer]] = {
    "communique": Communique,
    "oxigraph": Oxigraph,
    "virtuoso": Virtuoso,
    "rdflib-endpoint": RdflibEndpoint,
}
_NO_CACHE = {"COMMUNIQUE_CACHE": "0"}


def main() -> int:
    """Run what the command line asks for; return the exit status."""
    options = _options()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        demand_tools()
        if options.read:
            results = json.loads(options.read.read_text())
            return _tell(options, results)
        with tempfile.TemporaryDirectory(prefix="communique-bench-") as folder:
            results = _run(options, Path(folder))
    except KeyboardInterrupt:
        _say("interrupted")
        return 130
    except LoadError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n")
    return _tell(options, results)


def _tell(options: argparse.Namespace, results: dict[str, Any]) -> int:
    """Print and write the report of `results`; return the exit status."""
    rows = report.table(results["peers"])
    print("\n" + report.plain(rows) + "\n")
    for target in report.targets(results["peers"]):
        print(f"{target.verdict:>12}  {target.value:>22}  {target.text}")
    for line in results["disagreements"]:
        print(f"bench: answers differ: {line}", file=sys.stderr)
    if options.write:
        soak = json.loads(options.soak.read_text()) if options.soak else None
        write(options.write, results, soak, note=options.note)
    return 1 if results["disagreements"] else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/http.py", description=__doc__)
    add = parser.add_argument
    add("--quads", type=int, default=1_000_000, help="size of the dataset in named graphs")
    add("--seconds", type=float, default=4, help="for each measurement of short queries")
    add("--killer-seconds", type=float, default=60, help="length of the killers scenario")
    add("--repeats", type=int, default=6, help="runs of each long query, the best counts")
    add("--rounds", type=int, default=6, help="times to go through all servers, the best counts")
    add("--peers", nargs="+", choices=PEERS, default=list(PEERS), help="whom to measure")
    add("--bin", type=Path, help="folder with the programs oxigraph and rdflib-endpoint")
    add("--quick", action="store_true", help="50,000 quads and two seconds each: does it work?")
    add("--read", type=Path, help="measure nothing, report what --json wrote to this file")
    add("--soak", type=Path, help="report what bench.soak --json wrote to this file, too")
    add("--json", type=Path, help="write everything measured to this file")
    add("--write", type=Path, help="write the report to this file (docs/benchmarks.md)")
    add("--date", default="", help="the day to put in the report")
    add("--note", default="", help="what else to tell of the circumstances in the report")
    options = parser.parse_args()
    if options.quick:
        options.quads, options.seconds, options.killer_seconds = 50_000, 2, 5
        options.repeats, options.rounds = 3, 1
    options.bin = options.bin.resolve() if options.bin else None
    return options


def _run(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    files = Files(folder, folder / "store", folder / "all.nq", folder / "default.nt")
    started = time.monotonic()
    data = dataset.build(files.store, options.quads)
    loaded = time.monotonic() - started
    dataset.dump(files.store, files.quads, files.triples)
    _say(f"{data} made and loaded into Communique in {loaded:.0f} s")
    plan = Plan(options.seconds, options.killer_seconds, options.repeats, 60, folder, data)
    peers: dict[str, Any] = {}
    for number in range(options.rounds):
        for name in options.peers:
            if "failed" in peers.get(name, {}) or number >= PEERS[name].most_rounds:
                continue
            try:
                figures = _measure(
                    PEERS[name](name, files, options.bin),
                    plan,
                    first=not number,
                    last=number == options.rounds - 1,
                )
            except (LoadError, PeerMissing) as error:
                _say(f"{name}: {error}")
                figures = {"failed": str(error)}
            peers[name] = measure.better(peers[name], figures) if number else figures
            if options.json:  # what there is so far
                options.json.write_text(json.dumps({"peers": peers}, indent=1) + "\n")
    peers.get("communique", {}).setdefault("load_seconds", loaded)
    return {
        "date": options.date,
        "machine": _machine(),
        "dataset": asdict(data),
        "seconds": options.seconds,
        "killer_seconds": options.killer_seconds,
        "repeats": options.repeats,
        "rounds": options.rounds,
        "peers": peers,
        "disagreements": report.disagreements(peers),
    }


def _measure(peer: Peer, plan: Plan, *, first: bool, last: bool) -> dict[str, Any]:
    """Measure one server; loading and answers only the `first` time, killers the `last`."""
    figures: dict[str, Any] = {"version": peer.version()}
    started = time.monotonic()
    ours = isinstance(peer, Communique)
    if first and not ours:
        peer.load()
        figures["load_seconds"] = time.monotonic() - started
    peer.env = _NO_CACHE if ours else {}
    unanswered: dict[str, str] = {}
    if first:
        with peer.running() as server:
            figures["answers"] = measure.answers(server, plan)
        unanswered = {
            name: told for name, told in figures["answers"].items() if isinstance(told, str)
        }
    # A fresh process: a server may still be at work on what it did not answer in time.
    with peer.running() as server:
        _say(f"{figures['version']}: up after {time.monotonic() - started:.0f} s")
        server.settle()
        figures["short"] = measure.short(server, plan)
        figures["long"] = measure.long(server, plan, unanswered)
        if not ours:
            figures["hot"] = measure.short(server, plan, repeated=True)
        elif last:
            figures["killers"] = measure.killed(server, plan)
    if ours:
        peer.env = {}
        with peer.running() as server:
            server.settle()
            figures["hot"] = measure.short(server, plan, repeated=True)
    if isinstance(peer, Oxigraph) and last:
        figures["killers"] = _native_killed(peer, plan)
    _say(f"{peer.name}: measured in {time.monotonic() - started:.0f} s in all")
    return figures


def _native_killed(peer: Oxigraph, plan: Plan) -> dict[str, Any]:
    """The native server knows a time limit too: see whether it survives with it."""
    try:
        with LimitedOxigraph(peer.name, peer.files, peer.bin).running() as server:
            return measure.killed(server, plan)
    except (LoadError, ValueError) as error:
        return {"failed": str(error)}


def _machine() -> str:
    names = [
        line for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line
    ]
    model = names[0].partition(":")[2].strip() if names else platform.machine()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} processors ({model}), {memory:.0f} GiB, Linux {platform.release()}, "
        f"Python {platform.python_version()}; load average at the end {load:.1f}"
    )


def _say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)
