"""Small closed classes of words, written as one string each, and what is known of any word."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_LIMIT, _LONGEST = 50_000, 64
Known = TypeVar("Known")


def word_set(text: str) -> frozenset[str]:
    """The words of ``text``, which blanks divide."""
    return frozenset(text.split())


class Memo(dict[str, Known]):
    """What ``find`` says of each word, found when a word is first asked for.

    Texts say the same few thousand words over and over; should they not, the memo begins anew. What is too long
    for a word is found each time, so that no text can fill the memory.
    """

    def __init__(self, find: Callable[[str], Known]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> Known:
        found = self._find(word)
        if len(word) <= _LONGEST:
            if len(self) >= _LIMIT:
                self.clear()
            self[word] = found
        return found
