"""Manners towards a service: a least pause between requests, and retries that give it rest."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from dateline.errors import ServiceUnavailable

T = TypeVar("T")
Clock = Callable[[], float]
Sleep = Callable[[float], None]


@dataclass
class Pacer:
    """Lets one request through every ``pause`` seconds, over all threads."""

    pause: float
    clock: Clock = time.monotonic
    sleep: Sleep = time.sleep
    _next: float = field(default=float("-inf"), init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)

    def wait(self) -> None:
        """Return when the next request may go out."""
        with self._lock:
            now = self.clock()
            turn = max(now, self._next)
            self._next = turn + self.pause
        if turn > now:
            self.sleep(turn - now)


class Later(ServiceUnavailable):
    """A service asks for patience; ``after`` is its own word on how many seconds, or None."""

    def __init__(self, message: str, *, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


@dataclass(frozen=True, slots=True)
class Retries:
    """How often and when to ask again: pauses double from ``first`` up to ``ceiling`` seconds."""

    attempts: int = 3
    first: float = 1.0
    ceiling: float = 20.0
    jitter: float = 0.25

    def run(self, request: Callable[[], T], *, pacer: Pacer) -> T:
        """The result of the first request that succeeds.

        Raises:
            ServiceUnavailable: all attempts failed, or the service asks to wait beyond the ceiling.
        """
        for attempt in range(1, self.attempts + 1):
            pacer.wait()
            try:
                return request()
            except ServiceUnavailable as error:
                wait = self._pause(attempt, error)
                if attempt == self.attempts or wait is None:
                    raise
                pacer.sleep(wait)
        raise AssertionError("attempts is at least one")

    def _pause(self, attempt: int, error: ServiceUnavailable) -> float | None:
        """Seconds to wait before the next attempt; None where that would be too long."""
        asked = error.after if isinstance(error, Later) else None
        if asked is not None:
            return asked if asked <= self.ceiling else None
        doubled: float = min(self.ceiling, self.first * 2.0 ** (attempt - 1))
        return doubled * (1 + self.jitter * random.random())
