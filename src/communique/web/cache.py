"""Small answers kept in memory, as long as the snapshot they come from is the current one."""

from collections import OrderedDict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Self

LARGEST = 256 << 10
"""Bytes above which an answer is not kept."""

_OVERHEAD = 1000  # bytes that an entry costs beyond its body and its key's text


@dataclass(frozen=True, slots=True)
class Kept:
    """A whole response: headers as ASGI takes them, and the body."""

    headers: list[tuple[bytes, bytes]]
    body: bytes

    @classmethod
    def of(cls, headers: Iterable[tuple[str, str]], body: bytes) -> Self:
        """Return a response with `headers`."""
        return cls([(name.encode(), value.encode("latin-1")) for name, value in headers], body)


class AnswerCache:
    """At most `most` bytes of answers, the least recently used go first. For one thread."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._entries: OrderedDict[Hashable, tuple[Kept, int]] = OrderedDict()
        self._number = 0
        self.size = 0
        self.hits = 0
        self.misses = 0

    def get(self, number: int, key: Hashable) -> Kept | None:
        """Return what was kept of snapshot `number` under `key`, None when nothing was."""
        if number != self._number:
            self._entries.clear()
            self.size, self._number = 0, number
        entry = self._entries.get(key)
        if entry is None:
            self.misses += 1
            return None
        self._entries.move_to_end(key)
        self.hits += 1
        return entry[0]

    def put(self, number: int, key: Hashable, kept: Kept, *, key_size: int) -> None:
        """Keep a response of snapshot `number`, unless it is large or the snapshot is gone."""
        cost = len(kept.body) + key_size + _OVERHEAD
        if number != self._number or len(kept.body) > LARGEST or cost > self._most:
            return
        old = self._entries.pop(key, None)
        self.size += cost - (old[1] if old else 0)
        self._entries[key] = (kept, cost)
        while self.size > self._most:
            _, (_, gone) = self._entries.popitem(last=False)
            self.size -= gone
