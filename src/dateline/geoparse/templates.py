"""Feature templates: functions of a few words whose features are computed once.

A feature template (Ratnaparkhi 1996, "A maximum entropy model for part-of-speech tagging") gives features, which are
short strings, for the words that it is filled with. The same words come again and again, in a text and from
text to text, so what a filled template gave is remembered, in the form that its user wants: the strings
themselves for training, the rows of the model's table for reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

T = TypeVar("T")
Group = tuple[str, ...]
"""Features that come together whenever the words of their template do."""
Filled = tuple[Any, ...]
"""A template and the words that fill it."""
_MEMO_LIMIT = 100_000
_LONGEST_WORD = 100
"""Characters of a word that is remembered; text without spaces makes words of any length."""


class _ByWord(dict[str, tuple[T, ...]], Generic[T]):
    """A template filled but for its last word: that word → codes."""

    def __init__(self, codes: Codes[T], filled: Filled) -> None:
        super().__init__()
        self._codes = codes
        self._filled = filled

    def __missing__(self, word: str) -> tuple[T, ...]:
        found = self._codes.compute((*self._filled, word))
        if len(word) <= _LONGEST_WORD:
            if len(self) >= _MEMO_LIMIT:
                self.clear()
            self[word] = found
        return found


class Codes(dict[Filled, tuple[T, ...]], Generic[T]):
    """The features of each filled template, as codes.

    Args:
        code: gives the codes of features, in their order; it may leave out some.
    """

    def __init__(self, code: Callable[[Iterable[str]], Iterable[T]]) -> None:
        super().__init__()
        self._code = code
        self._words: dict[Filled, _ByWord[T]] = {}

    def __missing__(self, filled: Filled) -> tuple[T, ...]:
        found = self.compute(filled)
        for word in filled:
            if isinstance(word, str) and len(word) > _LONGEST_WORD:
                return found
        if len(self) >= _MEMO_LIMIT:
            self.clear()
        self[filled] = found
        return found

    def compute(self, filled: Filled) -> tuple[T, ...]:
        """The codes of a filled template, whether they are remembered or not."""
        return tuple(self._code(filled[0](*filled[1:])))

    def each(self, *filled: Any) -> Callable[[str], tuple[T, ...]]:
        """A template that lacks its last word, as a function of that word: for all words of a window."""
        found = self._words.get(filled)
        if found is None:
            if len(self._words) >= _MEMO_LIMIT:
                self._words.clear()
            found = self._words[filled] = _ByWord(self, filled)
        return found.__getitem__


def strings() -> Codes[str]:
    """Features as they are, for training and tests."""
    return Codes(tuple)
