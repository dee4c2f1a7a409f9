"""A text laid out for reading: sentences with their words, small-letter words and offsets.

Only sentences in which a place can be named (a capital, or any letter of a script without capitals)
are cut into words; that is where most of the time of a dictionary matcher goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from dateline.geoparse.text import INVISIBLE, MARKS, sentences
from dateline.geoparse.ukrainian import pivot

_WORD = re.compile(r"(['’ʼ]s\b|\w+(?:['’ʼ`](?!s\b)\w+)*|[^\w\s])")
"""With a group, so that ``split`` gives white space and words in turn."""
_HIDDEN = re.compile(rf"[{MARKS}{INVISIBLE}]")
MAX_SENTENCE = 4000
"""Longer sentences (lists, tables, noise) are read in pieces, so that cost stays linear."""


class Sentence:
    """The words of one sentence. Index ``k`` of each list is the same word.

    ``keys`` and ``forms`` are what the models look at: ``lows`` and ``words`` in English, their English
    counterparts (with the capital of the original) in Ukrainian. The text is cut into words when somebody
    first asks for them: many sentences name nothing.
    """

    __slots__ = (
        "end", "ends", "forms", "index", "keys", "lang", "lows", "start", "starts", "text", "words",
    )  # fmt: skip
    ends: list[int]
    forms: list[str]
    keys: list[str]
    lows: list[str]
    starts: list[int]
    words: list[str]

    def __init__(self, index: int, text: str, start: int, end: int, lang: str = "en") -> None:
        self.index = index
        self.lang = lang
        self.start = start
        self.end = end
        self.text = text[start:end]

    def __getattr__(self, name: str) -> Any:
        """Reached once, when the words are not there yet."""
        if name not in Sentence.__slots__:
            raise AttributeError(name)
        self._read()
        return getattr(self, name)

    def written(self, first: int, last: int) -> str:
        """The text from word ``first`` to before word ``last``, as it stands."""
        return self.text[self.starts[first] - self.start : self.ends[last - 1] - self.start]

    def _read(self) -> None:
        gaps_and_words = _WORD.split(self.text)
        offsets = list(accumulate(map(len, gaps_and_words), initial=self.start))
        self.starts = offsets[1:-1:2]
        self.ends = offsets[2::2]
        self.words = self.forms = gaps_and_words[1::2]
        self.lows = self.keys = list(map(str.lower, self.words))
        if self.lang == "uk":
            self.keys = [pivot(low) for low in self.lows]
            pairs = zip(self.words, self.keys, strict=True)
            self.forms = [key.capitalize() if word[0].isupper() else key for word, key in pairs]


def read(text: str, lang: str = "en") -> Iterator[Sentence]:
    """The sentences of ``text`` that hold a capital letter, in order."""
    for index, (start, end) in enumerate(sentences(text)):
        for at in range(start, end, MAX_SENTENCE):
            sentence = Sentence(index, text, at, min(end, at + MAX_SENTENCE), lang)
            if sentence.text != sentence.text.lower():
                yield sentence


def without_hidden(text: str) -> tuple[str, list[int] | None]:
    """``text`` without accents that stand alone and invisible characters, and the way back.

    Returns:
        The text to read, and for each of its offsets (and its end) the offset in ``text``; None where
        nothing was hidden and both are the same.
    """
    if _HIDDEN.search(text) is None:
        return text, None
    kept = [offset for offset, char in enumerate(text) if not _HIDDEN.match(char)]
    return "".join(text[offset] for offset in kept), [*kept, len(text)]
