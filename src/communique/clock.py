"""The one place that asks what time it is; everything else is told."""

from datetime import UTC, datetime


def now() -> str:
    """Return the time in UTC as xsd:dateTime, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
