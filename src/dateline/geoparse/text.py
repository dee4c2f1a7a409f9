"""Sentences with their offsets, and words, in one linear pass each.

Official releases are punctuated in ways that defeat a split at full stops: titles ("Mr."), initials
("V. O. Zelenskyy"), countries ("U.S."), Ukrainian abbreviations ("м. Київ", "2022 р."), quotations that end
outside or inside their mark, paragraphs joined by one space. Both functions keep every offset of the text
that they were given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

MARKS = "\u0300-\u036f\u0483-\u0487"
"""Combining accents: part of the word that they stand on."""
INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
"""Soft hyphens, zero-width spaces and joiners, direction marks, variants: they may stand inside a word."""

_WORD = re.compile(rf"[\w{MARKS}{INVISIBLE}]+(?:['’ʼ`\-‐‑][\w{MARKS}{INVISIBLE}]+)*|[^\w\s]")
_STOP = re.compile(r"[.!?…\n](?:(?<=\n)|(?<![.!?…][.!?…])[.!?…]*+[\"'”’»)\]]*+(?=\s))")
"""The first mark is a plain set of characters, so that the search for it needs no look at any other."""
_BULLET = re.compile(r"(?:[•·▪–—*-]|\d{1,2}[.)]|\(?[a-z]\))\s")

_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "prof",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "cpt",
        "sgt",
        "adm",
        "brig",
        "gov",
        "sen",
        "rep",
        "hon",
        "pres",
        "rev",
        "fr",
        "sr",
        "jr",
        "messrs",
        "mt",
        "ft",
        "no",
        "nos",
        "art",
        "para",
        "vs",
        "etc",
        "fig",
        "vol",
        "pp",
        "approx",
        "inc",
        "ltd",
        "corp",
        "co",
        "bros",
        "dept",
        "est",
        "м",
        "с",
        "смт",
        "вул",
        "обл",
        "р",
        "н",
        "ім",
        "о",
        "просп",
        "пл",
        "буд",
        "кв",
        "пров",
        "бул",
        "мкр",
        "тис",
        "млн",
        "млрд",
        "грн",
        "ст",
        "див",
        "тов",
        "г",
        "д",
        "ул",
        "пос",
        "пгт",
        "проф",
        "акад",
        "ген",
        "полк",
        "підполк",
    ]
)
_MONTHS = frozenset(["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"])
_STATES = frozenset(
    [
        "Ala",
        "Ariz",
        "Ark",
        "Calif",
        "Colo",
        "Conn",
        "Del",
        "Fla",
        "Ga",
        "Ill",
        "Ind",
        "Kan",
        "Ky",
        "La",
        "Md",
        "Mass",
        "Mich",
        "Minn",
        "Miss",
        "Mo",
        "Mont",
        "Neb",
        "Nev",
        "Okla",
        "Ore",
        "Pa",
        "Tenn",
        "Tex",
        "Vt",
        "Va",
        "Wash",
        "Wis",
        "Wyo",
    ]
)
_AFTER_NUMBER = frozenset(["р", "рр", "ст"])
_OPENERS = frozenset(
    [
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "it",
        "he",
        "she",
        "they",
        "we",
        "i",
        "you",
        "this",
        "that",
        "these",
        "those",
        "there",
        "but",
        "and",
        "as",
        "for",
        "if",
        "when",
        "while",
        "after",
        "our",
        "his",
        "her",
        "their",
        "its",
        "today",
        "yesterday",
        "however",
        "also",
        "according",
    ]
)
_DANGLING = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "to",
        "and",
        "or",
        "for",
        "by",
        "with",
        "from",
        "near",
        "that",
        "his",
        "her",
        "their",
        "та",
        "і",
        "й",
        "у",
        "в",
        "на",
    ]
)
_PLAIN_END = re.compile(r"(?!pprox|essrs)[a-z]{5}\. [A-Z]")
"""A long word in small letters, a full stop, a capital: what most sentences end with, and no abbreviation
(those of five small letters, "approx." and "Messrs.", are left out)."""
_LAST_WORD = re.compile(r"[\w.’'-]+\Z")


def split_words(text: str) -> list[str]:
    """The words (hyphens and apostrophes inside them kept) and single marks of punctuation, in order.

    Nothing but white space stands between two of them, so that each piece between white space can be split alone.
    """
    return _WORD.findall(text)


@lru_cache(maxsize=4)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The (start, end) of each sentence, in order, without the white space around it.

    The spans do not overlap and hold every character of ``text`` that is not white space. Those of the last few
    texts are remembered, since several steps read the same release one after the other.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _STOP.finditer(text):
        end = match.end()
        if end <= start or not _ends(text, start, match):
            continue
        _append(spans, text, start, end)
        start = end
    _append(spans, text, start, len(text))
    return tuple(spans)


def sentence_at(spans: Sequence[tuple[int, int]], offset: int) -> int:
    """The index of the sentence that holds ``offset`` (the nearest before it, else 0)."""
    return max(0, bisect_right(spans, (offset, 1 << 62)) - 1)


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end].lstrip()
    start = end - len(piece)
    piece = piece.rstrip()
    if piece:
        spans.append((start, start + len(piece)))


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the mark or line end that ``match`` found ends a sentence."""
    stop, end = match.span()
    if _PLAIN_END.match(text, stop - 5):
        return True
    following = _next(text, end)
    if not following:
        return True
    mark = match.group()
    if mark == "\n":
        return _line_ends(text, start, stop, end, following)
    first = following.lstrip("\"'“”„«‘’([—–-• \n")[:1]
    if first.islower():
        return False
    if mark[0] != "." or len(mark.rstrip("\"'”’»)]")) > 1:
        return True
    return not _abbreviation(text, start, stop, following, closed=len(mark) > 1)


def _next(text: str, offset: int) -> str:
    """A short look ahead from the first character that is not white space."""
    window = text[offset : offset + 200].lstrip()
    return window[:40]


def _line_ends(text: str, start: int, offset: int, after: int, following: str) -> bool:
    if text[after : after + 1] in "\n\r" or _BULLET.match(following):
        return True
    if following[:1].islower():
        return False
    line = text[max(start, offset - 40) : offset].rstrip()
    if not line or line[-1] in ",-–(":
        return not line
    word = _LAST_WORD.search(line)
    return word is None or word.group().lower() not in _DANGLING


def _abbreviation(text: str, start: int, stop: int, following: str, *, closed: bool) -> bool:
    """Whether the full stop at ``stop`` belongs to an abbreviation and the sentence goes on."""
    match = _LAST_WORD.search(text[max(start, stop - 24) : stop])
    if match is None or closed:
        return False
    word = match.group()
    before = text[max(start, stop - len(word) - 12) : stop - len(word)].rstrip()
    lowered = word.lower()
    if lowered in _AFTER_NUMBER and before[-1:].isdigit():
        return not following[:1].isupper()
    if lowered in _MONTHS or lowered in ("no", "art", "nos"):
        return following[:1].isdigit()
    if lowered in _TITLES or word in _STATES:
        return lowered in _TITLES or before.endswith(",")
    if len(word) == 1 and word.isalpha() and word.isupper():
        return _initial(following, before)
    return "." in word and _dotted(word, following)


def _initial(following: str, before: str) -> bool:
    """Tell "V. Zelenskyy", "J. R. Smith"; but not "vitamin C. The ..."."""
    opener = re.match(r"\w+", following)
    return following[:1].isupper() and not (opener and opener.group().lower() in _OPENERS and bool(before))


def _dotted(word: str, following: str) -> bool:
    """Tell "U.S. forces" goes on, "in the U.S. The President" does not; "5 p.m. Monday" does."""
    if not all(len(part) <= 2 for part in word.split(".")):
        return False
    opener = re.match(r"\w+", following)
    return bool(opener) and opener.group().lower() not in _OPENERS  # type: ignore[union-attr]
