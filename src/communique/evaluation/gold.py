"""Gold articles: what a careful reader finds in them, as data/gold/README.md describes."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.errors import InputError
from communique.evaluation.event_classes import event_classes
from communique.ingest.article import read_article
from communique.ingest.kinds import known_kind
from communique.model import Article, Factuality

PROPERTIES = (
    "represents",
    "positionTitle",
    "holdsPosition",
    "affiliatedWith",
    "partOf",
    "adoptedAt",
    "heldIn",
    "targets",
    "restricts",
    "developedBy",
    "memberCount",
    "signatoryCount",
)
"""The properties that gold annotates; others of an extraction are not judged."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Somebody or something by the labels it may go by; `members` are those a Group names."""

    labels: tuple[str, ...]
    kind: str
    member_count: int = 0
    members: tuple["Thing", ...] = ()


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event that a careful reader finds; a topic is a thing or only words."""

    kind: str
    agents: tuple[Thing, ...]
    patients: tuple[Thing, ...]
    topics: tuple[Thing | str, ...]
    venue: Thing | None
    time: str
    time_end: str
    factuality: Factuality
    attributed_to: tuple[Thing, ...]
    quotation: str
    evidence: str
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldFact:
    """A fact that a careful reader finds; its value is a thing, words or a number."""

    subject: Thing
    predicate: str
    value: Thing | str | int
    evidence: str
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with all that should be found in it."""

    name: str
    style: str
    article: Article
    events: tuple[GoldEvent, ...]
    facts: tuple[GoldFact, ...]


def read_gold(paths: Iterable[Path], *, texts: Path | None = None) -> list[GoldArticle]:
    """Return the gold articles in `paths`: each a NAME.json beside a NAME.txt, or a folder of them.

    With `texts`, the texts are in that folder instead.
    Raises InputError where there is none, and for what the format does not allow, naming the item.
    """
    files: dict[Path, None] = {}
    for path in paths:
        found = sorted(path.glob("*.json")) if path.is_dir() else [path.with_suffix(".json")]
        if not found:
            raise InputError(f"{path} holds no gold articles: give a folder of NAME.json files")
        files |= dict.fromkeys(found)
    return [_read(path, (texts or path.parent) / f"{path.stem}.txt") for path in files]


def read_json(path: Path) -> Any:
    """Return what the JSON file at `path` holds. Raises InputError."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {path}: {error}") from error
    except json.JSONDecodeError as error:
        raise InputError(f"{path} is not JSON: {error}") from error


def _read(path: Path, text: Path) -> GoldArticle:
    page = read_json(path)
    try:
        article = read_article(text, published=page["published"], publisher=page["publisher"])
        return GoldArticle(
            name=path.stem,
            style=page["style"],
            article=article,
            events=tuple(
                _checked(_event, row, article, f"{path}: event {number}")
                for number, row in enumerate(page["events"], start=1)
            ),
            facts=tuple(
                _checked(_fact, row, article, f"{path}: fact {number}")
                for number, row in enumerate(page["facts"], start=1)
            ),
        )
    except (KeyError, TypeError) as error:
        raise InputError(f"{path} is no gold article: {error!r} (data/gold/README.md)") from error


def _checked(build: Any, row: dict[str, Any], article: Article, where: str) -> Any:
    try:
        item = build(row)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{where} does not follow data/gold/README.md: {error!r}") from error
    if not item.evidence or item.evidence not in article.text:
        raise InputError(f"{where}: the evidence is not in the text: copy it from there")
    return item


def _event(row: dict[str, Any]) -> GoldEvent:
    if row["class"] not in event_classes():
        raise ValueError(row["class"])
    return GoldEvent(
        kind=row["class"],
        agents=_things(row, "agents"),
        patients=_things(row, "patients"),
        topics=tuple(
            topic if isinstance(topic, str) else _thing(topic) for topic in row.get("topics", ())
        ),
        venue=_thing(row["venue"]) if row.get("venue") else None,
        time=row.get("time", ""),
        time_end=row.get("timeEnd", ""),
        factuality=Factuality(row["factuality"]),
        attributed_to=_things(row, "attributedTo"),
        quotation=row.get("quotation", ""),
        evidence=row["evidence"],
        optional=bool(row.get("optional")),
    )


def _fact(row: dict[str, Any]) -> GoldFact:
    if row["property"] not in PROPERTIES:
        raise ValueError(row["property"])
    value = row["object"]
    return GoldFact(
        subject=_thing(row["subject"]),
        predicate=row["property"],
        value=_thing(value) if isinstance(value, dict) else value,
        evidence=row["evidence"],
        optional=bool(row.get("optional")),
    )


def _things(row: dict[str, Any], key: str) -> tuple[Thing, ...]:
    return tuple(_thing(value) for value in row.get(key, ()))


def _thing(row: dict[str, Any]) -> Thing:
    if not row["labels"] or not known_kind(row["type"]):
        raise ValueError(row)
    return Thing(
        tuple(row["labels"]), row["type"], row.get("memberCount", 0), _things(row, "members")
    )
