"""A text laid out for reading: sentences with their words, small-letter words and offsets.

Only sentences in which a place can be named (a capital, or any letter of a script without capitals)
are cut into words; that is where most of the time of a dictionary matcher goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.geoparse.text import INVISIBLE, MARKS, sentences

_WORD = re.compile(r"['’ʼ]s\b|\w+(?:['’ʼ`](?!s\b)\w+)*|[^\w\s]")
_HIDDEN = re.compile(rf"[{MARKS}{INVISIBLE}]")
MAX_SENTENCE = 4000
"""Longer sentences (lists, tables, noise) are read in pieces, so that cost stays linear."""


class Sentence:
    """The words of one sentence. Index ``k`` of each list is the same word.

    ``keys`` are the words by which roles are decided: ``lows`` in English, their English
    counterparts in Ukrainian.
    """

    __slots__ = ("ends", "index", "keys", "lows", "starts", "words")

    def __init__(self, index: int, text: str, start: int, end: int) -> None:
        self.index = index
        spans = [match.span() for match in _WORD.finditer(text, start, end)]
        self.starts = [span[0] for span in spans]
        self.ends = [span[1] for span in spans]
        self.words = [text[a:b] for a, b in spans]
        self.lows = [word.lower() for word in self.words]
        self.keys = self.lows


def read(text: str) -> Iterator[Sentence]:
    """The sentences of ``text`` that hold a capital letter, in order."""
    index = 0
    for start, end in sentences(text):
        for at in range(start, end, MAX_SENTENCE):
            stop = min(end, at + MAX_SENTENCE)
            piece = text[at:stop]
            if piece != piece.lower():
                yield Sentence(index, text, at, stop)
        index += 1


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
