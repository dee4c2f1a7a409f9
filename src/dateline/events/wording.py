"""Small closed classes of words, written as one string each, and what is known of any word."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_LIMIT = 50_000
Known = TypeVar("Known")


def word_set(text: str) -> frozenset[str]:
    """The words of ``text``, which blanks divide."""
    return frozenset(text.split())


class Memo(dict[str, Known]):
    """What ``find`` says of each word, found when a word is first asked for.

    Texts say the same few thousand words over and over; should they not, the memo begins anew.
    """

    def __init__(self, find: Callable[[str], Known]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> Known:
        if len(self) >= _LIMIT:
            self.clear()
        found = self[word] = self._find(word)
        return found
