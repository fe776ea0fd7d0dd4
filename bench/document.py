"""docs/benchmarks.md, written from one run of the measurements and one of the soak."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.queries import LONG
from bench.report import markdown, table, targets

_TEMPLATE = Path(__file__).with_name("benchmarks.md.in")


def write(path: Path, results: dict[str, Any], soak: dict[str, Any] | None, *, note: str) -> None:
    """Write the report of `results` to `path`, with what `soak` tells, if there was one.

    `note` is what else to tell of the circumstances.
    """
    peers, data = results["peers"], results["dataset"]
    values = {
        "DATE": results["date"] or "an unknown day",
        "MACHINE": results["machine"] + (f". {note}" if note else ""),
        "VERSIONS": "; ".join(one["version"] for one in peers.values() if "version" in one),
        "QUADS": f"{data['quads']:,}",
        "TRIPLES": f"{data['triples']:,}",
        "ARTICLES": f"{data['articles']:,}",
        "AGREEMENT": _agreement(results["disagreements"]),
        "KILLER_SECONDS": f"{results['killer_seconds']:g}",
        "SECONDS": f"{results['seconds']:g}",
        "ROUNDS": "once" if results["rounds"] == 1 else f"{results['rounds']} times",
        "REPEATS": str(results["repeats"]),
        "TABLE": markdown(table(peers)),
        "PROCESSOR": ", ".join(_processor(peers)),
        "KILLERS": "\n".join(_attacks(peers)),
        "TARGETS": markdown(
            [["target", "reached", ""], *([t.text, t.value, t.verdict] for t in targets(peers))]
        ),
        "PEERS": "".join(_faster(peers)) or "Nowhere in this run.\n",
        "SOAK": _soaked(soak) if soak else "Not run this time.\n",
    }
    text = _TEMPLATE.read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    path.write_text(text, encoding="utf-8")


def _soaked(soak: dict[str, Any]) -> str:
    names = {
        "rss_mib": "memory: MiB, shared pages counted once",
        "descriptors": "open descriptors",
        "processes": "processes",
        "disk_mib": "disk: MiB",
    }
    rows = [["mean of", "second quarter", "last quarter", ""]]
    for name, (before, after, holds) in soak["verdicts"].items():
        rows.append([names[name], f"{before:,.1f}", f"{after:,.1f}", "holds" if holds else "GROWS"])
    minutes = soak["samples"][-1]["seconds"] / 60
    told = ", ".join(f"{name} {number:,}" for name, number in soak["outcomes"].items())
    return f"{minutes:.0f} minutes:\n\n{markdown(rows)}\nRequests: {told}.\n"


def _agreement(disagreements: list[str]) -> str:
    return f"They differ: {'; '.join(disagreements)}." if disagreements else "They agree."


def _processor(peers: dict[str, Any]) -> Iterator[str]:
    for name, one in peers.items():
        if "processor_us" in one.get("short", {}).get("8", {}):
            yield f"{name} {one['short']['8']['processor_us']:.0f} us"


def _attacks(peers: dict[str, Any]) -> Iterator[str]:
    for name, one in peers.items():
        figures = one.get("killers", {})
        if "killers" in figures:
            told = ", ".join(f"{count} {what}" for what, count in figures["killers"].items())
            yield (
                f"\nKillers got from {name}: {told or 'no answer'}. Its processes used up to "
                f"{figures['memory_mib']:,} MiB.{_end(figures)}"
            )


def _end(figures: dict[str, Any]) -> str:
    if figures["ended_by_us"]:
        return " It was ended then, before it could take all of the machine's memory."
    return "" if figures["survived"] else f" It did not survive: {figures['last_words']}"


def _faster(peers: dict[str, Any]) -> Iterator[str]:
    ours = peers.get("communique", {})
    for name, one in peers.items():
        if name == "communique":
            continue
        wins = [
            f"short queries with {clients} clients ({figures['rate'] / mine:.1f}x the rate)"
            for clients, figures in one.get("short", {}).items()
            if (mine := ours.get("short", {}).get(clients, {}).get("rate"))
            and figures["rate"] > mine
        ]
        for long in LONG:
            theirs = one.get("long", {}).get(long.name, {}).get("seconds")
            mine = ours.get("long", {}).get(long.name, {}).get("seconds")
            if theirs and mine and theirs < mine:
                wins.append(f"{long.title} ({mine / theirs:.1f}x as fast)")
        if wins:
            yield f"- **{name}**: {'; '.join(wins)}.\n"
