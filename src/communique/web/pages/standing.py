"""What takes long to gather from the whole graph, and stands until another snapshot has come."""

import gc
import logging
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from communique.errors import CommuniqueError
from communique.web.freshness import Editions

_log = logging.getLogger(__name__)

_PATIENCE = 1.0  # seconds

T = TypeVar("T")


class Standing(Generic[T]):
    """Something gathered once for each snapshot, behind the readers' back.

    `gather` may take long and may raise CommuniqueError: what was gathered before then stands.
    `patience` is how many seconds a reader waits for what was never gathered before.
    """

    def __init__(
        self, gather: Callable[[], T], editions: Editions, *, patience: float = _PATIENCE
    ) -> None:
        self._gather = gather
        self._editions = editions
        self._patience = patience
        self._lock = threading.Lock()
        self._known: tuple[int, T] | None = None
        self._gathering: threading.Thread | None = None

    def get(self) -> T | None:
        """Return what was gathered last; None when that has not come yet."""
        self.prepare()
        with self._lock:
            known, gathering = self._known, self._gathering
        if known is None and gathering:
            gathering.join(self._patience)
            known = self._known
        return known[1] if known else None

    @property
    def is_ready(self) -> bool:
        """Whether anything was gathered yet."""
        return self._known is not None

    def prepare(self) -> None:
        """Have it gathered, unless it is at hand or nothing is published; this does not wait."""
        number = self._editions.current().number
        with self._lock:
            is_due = self._known is None or self._known[0] != number
            if number and is_due and self._gathering is None:
                self._gathering = threading.Thread(target=self._renew, args=(number,), daemon=True)
                self._gathering.start()

    def _renew(self, number: int) -> None:
        try:
            self._known = (number, self._gather())
            # What stands until the next snapshot would slow down every full collection until then.
            gc.collect()
            gc.freeze()
        except CommuniqueError as error:
            _log.warning("not gathered, and tried again when next asked: %s", error)
        finally:
            with self._lock:
                self._gathering = None
