"""One-to-one matching of what was found to what was annotated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

G = TypeVar("G")
P = TypeVar("P")


def pair(gold: Sequence[G], found: Sequence[P], likeness: Callable[[G, P], float]) -> list[tuple[int, int]]:
    """As many one-to-one pairs with ``likeness`` above 0 as there can be, the likest tried first.

    Kuhn's augmenting paths: a pair is given up only where that lets one more be made.

    Returns:
        Pairs of indices (gold, found), in the order of ``gold``.
    """
    options: list[list[int]] = []
    for item in gold:
        scored = [(likeness(item, other), j) for j, other in enumerate(found)]
        options.append([j for value, j in sorted(scored, key=lambda s: (-s[0], s[1])) if value > 0])
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in options[i]:
            if j in seen:
                continue
            seen.add(j)
            if j not in owner or place(owner[j], seen):
                owner[j] = i
                return True
        return False

    best = [max((likeness(item, other) for other in found), default=0.0) for item in gold]
    for i in sorted(range(len(gold)), key=lambda i: (-best[i], i)):
        place(i, set())
    return sorted((i, j) for j, i in owner.items())
