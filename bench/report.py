"""The report: Communique's figures beside those of its peers, and the targets met or not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bench.queries import LONG

_OURS, _NATIVE = "communique", "oxigraph"
_CLIENTS = ("1", "8", "32")
_SLOW = 0.02  # seconds above which the target for long queries counts


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to reach; `met` is None where it could not be measured."""

    text: str
    value: str
    met: bool | None

    @property
    def verdict(self) -> str:
        """The word for it."""
        return {True: "met", False: "NOT met", None: "not measured"}[self.met]


def table(results: dict[str, Any]) -> list[list[str]]:
    """Return the rows of the table, its head first: each figure with Communique's ratio to it."""
    peers = [name for name in results if name != _OURS]
    rows = [["measure", _OURS, *peers]]
    for key, title in (("short", "short queries, cache off"), ("hot", "100 of them, cached")):
        for clients in _CLIENTS:
            text = f"{title}, {clients} client{'s' if clients != '1' else ''}: requests/s"
            rows.append([text, *_rates(results, peers, key, clients)])
            rows.append(_latencies(results, peers, key, clients))
    for long in LONG:
        rows.append([f"{long.title}: s", *_times(results, peers, long.name, "seconds")])
        if long.big:
            rows.append(["first byte of it: ms", *_times(results, peers, long.name, "first")])
    rows.append(["short queries beside 20 killers: p95 ms / failures", *_beside(results, peers)])
    return rows


def _rates(results: dict[str, Any], peers: list[str], key: str, clients: str) -> Iterator[str]:
    ours = _at(results, _OURS, key, clients, "rate")
    yield "-" if ours is None else f"{ours:,.0f}"
    for peer in peers:
        theirs = _at(results, peer, key, clients, "rate")
        yield "-" if theirs is None else f"{theirs:,.0f}{_ratio(ours, theirs)}"


def _latencies(results: dict[str, Any], peers: list[str], key: str, clients: str) -> list[str]:
    cells = []
    for peer in (_OURS, *peers):
        one = _at(results, peer, key, clients)
        cells.append("-" if one is None else f"{one['p50']:.2f} / {one['p95']:.2f}")
    return ["p50 / p95: ms", *cells]


def _times(results: dict[str, Any], peers: list[str], name: str, part: str) -> Iterator[str]:
    ours = _at(results, _OURS, "long", name, part)
    for peer in (_OURS, *peers):
        one = _at(results, peer, "long", name)
        if one is None or "failed" in one:
            yield "-" if one is None else f"failed: {one['failed']}"
            continue
        text = f"{one[part] * 1000:.0f}" if part == "first" else f"{one[part]:.3f}"
        yield text + ("" if peer == _OURS else _ratio(ours, one[part]))


def _beside(results: dict[str, Any], peers: list[str]) -> Iterator[str]:
    for peer in (_OURS, *peers):
        one = _at(results, peer, "killers")
        if one is None:
            yield "-"
        elif "failed" in one:
            yield f"failed: {one['failed']}"
        else:
            end = "" if one["survived"] else ", gone at the end"
            yield f"{one['p95']:.0f} / {one['failures']} of {one['requests']:,}{end}"


def _ratio(ours: float | None, theirs: float) -> str:
    return f" ({ours / theirs:.2f}x)" if ours is not None and theirs else ""


def _at(results: dict[str, Any], *path: str) -> Any:
    place: Any = results
    for name in path:
        if not isinstance(place, dict) or name not in place:
            return None
        place = place[name]
    return place


def targets(results: dict[str, Any]) -> list[Target]:
    """Return what Communique wants to reach, with what it did."""
    found = [_rate(results, "short", "rdflib-endpoint", clients, 4.0) for clients in _CLIENTS]
    found.append(_rate(results, "short", _NATIVE, "1", 0.35))
    found.append(_rate(results, "short", _NATIVE, "8", 0.25))
    found += [_rate(results, "hot", _NATIVE, clients, 1.0) for clients in _CLIENTS]
    for long in LONG:
        ours, theirs = (_at(results, one, "long", long.name, "seconds") for one in (_OURS, _NATIVE))
        if ours and theirs and not long.big and max(ours, theirs) < _SLOW:
            continue
        value = f"{ours / theirs:.2f}x" if ours and theirs else "-"
        met = ours / theirs <= 1.1 if ours and theirs else None
        found.append(Target(f"{long.title}: at most 1.1x the native server's time", value, met))
        if long.big:
            first = _at(results, _OURS, "long", long.name, "first")
            text = f"{long.title}: first byte within 30 ms"
            value = f"{first * 1000:.0f} ms" if first else "-"
            found.append(Target(text, value, first <= 0.03 if first else None))
    return [*found, _attack(results)]


def _rate(results: dict[str, Any], key: str, peer: str, clients: str, least: float) -> Target:
    ours, theirs = (_at(results, one, key, clients, "rate") for one in (_OURS, peer))
    what = "cached answers" if key == "hot" else "short queries, cache off"
    text = f"{what}, {clients} clients: at least {least:g}x {peer}"
    if not ours or not theirs:
        return Target(text, "-", None)
    return Target(text, f"{ours / theirs:.2f}x", ours / theirs >= least)


def _attack(results: dict[str, Any]) -> Target:
    text = "short queries of 10 clients while 20 send killers: p95 under 250 ms, no failure"
    one = _at(results, _OURS, "killers")
    if not one or "failed" in one:
        return Target(text, "-", None)
    value = f"{one['p95']:.0f} ms, {one['failures']} failures"
    met = one["p95"] < 250 and not one["failures"] and one["survived"]
    return Target(text, value, met)


def disagreements(results: dict[str, Any]) -> list[str]:
    """Return one line for each query that a peer answers otherwise than Communique."""
    lines = []
    ours = _at(results, _OURS, "answers") or {}
    for peer in results:
        theirs = _at(results, peer, "answers") or {}
        lines += [
            f"{peer}: {name} gave {theirs[name]}, {_OURS} {ours[name]} (rows, sum of counts)"
            for name in theirs
            if name in ours and theirs[name] != ours[name]
        ]
    return lines


def markdown(rows: list[list[str]]) -> str:
    """Return a Markdown table."""
    head, *body = rows
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *body]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def plain(rows: list[list[str]]) -> str:
    """Return the table for a terminal."""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)
