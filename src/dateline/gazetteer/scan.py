"""Names in a text by the gazetteer and a stop rule alone.

For quick looks and as a measure of the gazetteer by itself. Releases are read by the geoparser, which
weighs the context.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files

from dateline.gazetteer.folding import fold, is_word
from dateline.gazetteer.gazetteer import Gazetteer

Found = tuple[int, int, tuple[int, ...]]
_WORDS = {
    name: frozenset(words.split())
    for name, words in tomllib.loads(
        files("dateline.gazetteer").joinpath("stop_words.toml").read_text(encoding="utf-8")
    ).items()
}
_LONGEST_ACRONYM = 5
_WORD = re.compile(r"\w+(?:['’]\w+)*")


def scan(gazetteer: Gazetteer, text: str) -> Iterator[Found]:
    """Names of places in ``text``, the longest at each place, without overlaps.

    Yields:
        (start, end, rows), offsets in code points, rows most prominent first.
    """
    folded = fold(text)
    words = [(m.start(), m.end()) for m in _WORD.finditer(folded)]
    done = 0
    for number, (start, _) in enumerate(words):
        if start < done or not text[start].isupper():
            continue
        for end, rows in gazetteer.matches(folded, start):
            if _is_name(gazetteer, text, start, end, _word_before(folded, words, number)):
                yield start, end, rows
                done = end
                break


def _is_name(gazetteer: Gazetteer, text: str, start: int, end: int, before: str) -> bool:
    """Whether a name of the gazetteer at [start, end) may be a place; ``before`` is the word before it."""
    written = text[start:end]
    name = fold(written)
    if name in gazetteer.capitals_only:
        return written.isupper()
    if name in _WORDS["never"] or end - start < 3 or (written.isupper() and end - start <= _LONGEST_ACRONYM):
        return False
    if before in _WORDS["given"] | _WORDS["titles"]:
        return False
    if name in _WORDS["cued"] | _WORDS["given"] and before not in _WORDS["place_cues"]:
        return False
    return not (name in _WORDS["as_person"] and _surname_follows(text, end))


def _word_before(folded: str, words: list[tuple[int, int]], number: int) -> str:
    """The word just before, with nothing but spaces between; "" where there is none."""
    if not number:
        return ""
    begin, end = words[number - 1]
    return folded[begin:end] if not folded[end : words[number][0]].strip(" ") else ""


def _surname_follows(text: str, end: int) -> bool:
    rest = text[end : end + 3]
    return len(rest) > 2 and rest[0] == " " and rest[1].isupper() and is_word(rest[2])
