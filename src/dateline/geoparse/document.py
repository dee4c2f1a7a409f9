"""A text laid out for reading: sentences with their words, small-letter words and offsets.

Only sentences in which a place can be named (a capital, or any letter of a script without capitals)
are cut into words; that is where most of the time of a dictionary matcher goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.geoparse.text import INVISIBLE, MARKS, sentences
from dateline.geoparse.ukrainian import pivot

_WORD = re.compile(r"['’ʼ]s\b|\w+(?:['’ʼ`](?!s\b)\w+)*|[^\w\s]")
_HIDDEN = re.compile(rf"[{MARKS}{INVISIBLE}]")
MAX_SENTENCE = 4000
"""Longer sentences (lists, tables, noise) are read in pieces, so that cost stays linear."""


class Sentence:
    """The words of one sentence. Index ``k`` of each list is the same word.

    ``keys`` and ``forms`` are what the models look at: ``lows`` and ``words`` in English, their English
    counterparts (with the capital of the original) in Ukrainian.
    """

    __slots__ = ("ends", "forms", "index", "keys", "lang", "lows", "starts", "words")

    def __init__(self, index: int, text: str, start: int, end: int, lang: str = "en") -> None:
        self.index = index
        self.lang = lang
        spans = [match.span() for match in _WORD.finditer(text, start, end)]
        self.starts = [span[0] for span in spans]
        self.ends = [span[1] for span in spans]
        self.words = [text[a:b] for a, b in spans]
        self.lows = [word.lower() for word in self.words]
        self.keys = self.lows
        self.forms = self.words
        if lang == "uk":
            self.keys = [pivot(low) for low in self.lows]
            pairs = zip(self.words, self.keys, strict=True)
            self.forms = [key.capitalize() if word[0].isupper() else key for word, key in pairs]


def read(text: str, lang: str = "en") -> Iterator[Sentence]:
    """The sentences of ``text`` that hold a capital letter, in order."""
    for index, (start, end) in enumerate(sentences(text)):
        for at in range(start, end, MAX_SENTENCE):
            stop = min(end, at + MAX_SENTENCE)
            piece = text[at:stop]
            if piece != piece.lower():
                yield Sentence(index, text, at, stop, lang)


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
