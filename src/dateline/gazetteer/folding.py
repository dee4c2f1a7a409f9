"""Folding: text made comparable, one character in, one character out.

Offsets of the folded text are offsets of the original, so that a match found in the one is a
span of the other. Capitals are lost on purpose; who cares about them looks at the original.
"""

from __future__ import annotations

import sys
import unicodedata

APOSTROPHES = "'’‘ʼʹ`´′‛＇ʻʾʿ"
HYPHENS = "-‐‑‒–—―−﹣－"
SPACES = (
    " \t\n\r\f\v\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ß": "s", "æ": "a", "œ": "o", "þ": "t", "ð": "d",
    "ŋ": "n", "ə": "a", "ґ": "г", "ё": "е",
}  # fmt: skip


def _base(char: str) -> str:
    """The character that stands for ``char``: lower case, without an accent in Latin script."""
    lower = char.lower()
    lower = lower if len(lower) == 1 else lower[0]
    if lower in _LETTERS:
        return _LETTERS[lower]
    plain = unicodedata.normalize("NFD", lower)[0]
    return plain if plain.isascii() else lower


def _table() -> dict[int, str]:
    table = {ord(char): " " for char in SPACES}
    table |= {ord(char): "'" for char in APOSTROPHES}
    table |= {ord(char): "-" for char in HYPHENS}
    for code in range(sys.maxunicode + 1):
        # Beyond the scripts that have cases or accents nothing changes, so the walk stops early.
        if code > 0x24FF and not 0xFF00 <= code <= 0xFF5E:
            if code > 0xFF5E:
                break
            continue
        char = chr(code)
        if code not in table and char.isalpha() and _base(char) != char:
            table[code] = _base(char)
    return table


_TABLE = str.maketrans(_table())


def fold(text: str) -> str:
    """``text`` in lower case, with accents, apostrophes, hyphens and spaces unified.

    The result has the same length, and each character stands where its original stood.
    """
    return text.translate(_TABLE)


def key(name: str) -> str:
    """The form under which a name is kept in the index: folded, with single spaces."""
    return " ".join(fold(name).split())


def is_word(char: str) -> bool:
    """True inside a word: letters, digits and combining marks."""
    return char.isalnum() or unicodedata.combining(char) > 0


def ends_word(folded: str, end: int) -> bool:
    """True where a name that ends before ``end`` is not cut out of a longer word.

    An apostrophe goes on with the word (Slov'iansk) unless a possessive ``s`` follows.
    """
    if end >= len(folded):
        return True
    char = folded[end]
    if char != "'":
        return not is_word(char)
    rest = folded[end + 1 : end + 3]
    if not rest or not is_word(rest[0]):
        return True
    return rest[0] == "s" and (len(rest) == 1 or not is_word(rest[1]))
