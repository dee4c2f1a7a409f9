"""Reading without rounds of the collector of cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Without the collector of cycles, for work that makes many small objects and no cycles.

    The collector would walk over all words of a long text again and again, a third of the time for one of 5 MB.
    Where threads read at once, the first to end turns it on.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
