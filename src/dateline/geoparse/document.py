"""A text laid out for reading: sentences with their words, small-letter words and offsets.

Only sentences in which a place can be named (a capital, or any letter of a script without capitals)
are cut into words; that is where most of the time of a dictionary matcher goes.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from dateline.geoparse.text import INVISIBLE, MARKS, sentences
from dateline.geoparse.ukrainian import pivot

_WORD = re.compile(r"(\w+(?:['’ʼ`](?!s\b)\w+)*+|['’ʼ]s\b|[^\w\s])")
"""With a group, so that ``split`` gives white space and words in turn."""
_HIDDEN = re.compile(rf"[{MARKS}{INVISIBLE}]")
_MARK = re.compile(rf"[{MARKS}]")
_ODD = re.compile(rf"[{MARKS}{INVISIBLE}\u0400-\u04ff]")
"""What most texts in Latin script have none of: one look tells that there is nothing to mend."""
_MIXED = re.compile(
    r"[A-Za-z]++[\u0400-\u04ff][A-Za-z\u0400-\u04ff]*+|[\u0400-\u04ff]++[A-Za-z][A-Za-z\u0400-\u04ff]*+"
)
_LATIN, _CYRILLIC = "ABCEHIJKMOPSTXYaceijopsxy", "АВСЕНІЈКМОРЅТХУасеіјорѕху"
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_MEMO_LIMIT = 50_000
MAX_SENTENCE = 4000
"""Longer sentences (lists, tables, noise) are read in pieces, so that cost stays linear."""


class _Lows(dict[str, str]):
    """Each word in small letters: one copy of it, however often a text has it."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MEMO_LIMIT:
            self.clear()
        low = self[word] = word.lower()
        return low


_LOWS = _Lows()


class Sentence:
    """The words of one sentence. Index ``k`` of each list is the same word.

    ``start`` and ``end`` are offsets in the text, ``starts`` and ``ends`` of its words in the sentence itself: small
    numbers, which Python keeps once.

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
        return self.text[self.starts[first] : self.ends[last - 1]]

    def _read(self) -> None:
        gaps_and_words = _WORD.split(self.text)
        offsets = list(accumulate(map(len, gaps_and_words), initial=0))
        self.starts = offsets[1:-1:2]
        self.ends = offsets[2::2]
        self.words = self.forms = gaps_and_words[1::2]
        self.lows = self.keys = list(map(_LOWS.__getitem__, self.words))
        if self.lang == "uk":
            self.keys = [pivot(low) for low in self.lows]
            pairs = zip(self.words, self.keys, strict=True)
            self.forms = [key.capitalize() if word[0].isupper() else key for word, key in pairs]


def read(text: str, lang: str = "en") -> Iterator[Sentence]:
    """The sentences of ``text`` that hold a capital letter, in order."""
    for index, (start, end) in enumerate(sentences(text)):
        at = start
        while at < end:
            stop = min(end, at + MAX_SENTENCE)
            if stop < end:
                stop = text.rfind(" ", at + MAX_SENTENCE // 2, stop) + 1 or stop
            sentence = Sentence(index, text, at, stop, lang)
            if sentence.text != sentence.text.lower():
                yield sentence
            at = stop


def _no_offsets() -> array[int]:
    return array("q")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as it is read: no stray accents, no invisible characters, no look-alike letters of another script.

    ``dropped`` counts for each character of ``original`` that is not read the characters of ``text`` before it.
    """

    text: str
    original: str
    dropped: array[int] = field(default_factory=_no_offsets)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the original, with the accents that stand on the last letter."""
        if not self.dropped:
            return start, end
        stop, following = self._back(end - 1) + 1, self._back(end)
        while stop < following and _MARK.match(self.original, stop):
            stop += 1
        return self._back(start), stop

    def _back(self, offset: int) -> int:
        return offset + bisect_right(self.dropped, offset)


def plain(text: str) -> Plain:
    """What is read of ``text``, and the way back to its offsets."""
    if _ODD.search(text) is None:
        return Plain(text, text)
    read = _MIXED.sub(_one_script, text)
    pieces: list[str] = []
    dropped = _no_offsets()
    at = 0
    for match in _HIDDEN.finditer(read):
        offset = match.start()
        piece = read[at:offset]
        if piece and not piece[-1].isascii():
            # Half of "й" and "ї" is a mark; an accent that only tells the stress has no letter of its own.
            whole = unicodedata.normalize("NFC", piece[-1] + read[offset])
            piece = piece[:-1] + whole if len(whole) == 1 else piece
        pieces.append(piece)
        dropped.append(offset - len(dropped))
        at = offset + 1
    return Plain("".join([*pieces, read[at:]]), text, dropped)


def _one_script(match: re.Match[str]) -> str:
    """A word of Latin and Cyrillic letters in the one script that all its letters fit, as far as there is one."""
    word = match.group()
    for table in (_TO_LATIN, _TO_CYRILLIC):
        found = word.translate(table)
        if not _MIXED.fullmatch(found):
            return found
    return word
