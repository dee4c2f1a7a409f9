"""The language of a text, by its letters and its function words."""

from __future__ import annotations

import re
from collections import Counter

UNKNOWN = "und"
"""ISO 639-2 for "undetermined"."""

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
# Letters that one of the two languages has and the other has not.
_LETTERS = {"uk": frozenset("іїєґ"), "ru": frozenset("ыэъё")}
_ENGLISH = """
a an and are as at be by for from had has have he her his in is it its not of on our she that
the their they this to was we were which who will with
"""
_UKRAINIAN = """
або буде в вона від він для до з за й ми на не про та також у це що як який є і із
"""
_RUSSIAN = """
будет был были в для до за и или как который мы на не о он она от с со также что это
"""
# Function words of other languages in Latin letters; some English ones ("a", "in", "on") are theirs too.
_FOREIGN_WORDS = """
att au aux che con da dans das de del della dem der des det di du een ein eine el en er est et
gli het il ist jest la las le les los mit na nel nie och og os pour que qui się som uma un und
une von w y z zu
"""
_WORDS = {
    "en": frozenset(_ENGLISH.split()),
    "uk": frozenset(_UKRAINIAN.split()),
    "ru": frozenset(_RUSSIAN.split()),
}
_FOREIGN = frozenset(_FOREIGN_WORDS.split())
_NAMES = {
    "ua": "uk",
    "ukr": "uk",
    "ukrainian": "uk",
    "українська": "uk",
    "eng": "en",
    "english": "en",
    "rus": "ru",
    "russian": "ru",
}


def detect(text: str) -> str:
    """ISO 639-1 code of a text: "en", "uk" or "ru"; "und" where it looks like none of them."""
    words = _WORD.findall(text[:_SAMPLE].lower())
    letters = Counter("".join(words))
    cyrillic = sum(n for c, n in letters.items() if "\u0400" <= c <= "\u052f")
    if 2 * cyrillic > letters.total():
        return _cyrillic(words, letters)
    return _latin(words)


def normalise(code: str) -> str:
    """An ISO 639 code as given ("en-US", "UA", "Ukrainian") in our form; "" where it is none."""
    name = code.strip().lower().replace("_", "-").split("-")[0]
    name = _NAMES.get(name, name)
    return name if re.fullmatch(r"[a-z]{2,3}", name) else ""


def _cyrillic(words: list[str], letters: Counter[str]) -> str:
    # A letter that the other alphabet lacks says more than a word that both may have.
    scores = {
        lang: 3 * sum(letters[c] for c in own) + sum(word in _WORDS[lang] for word in words)
        for lang, own in _LETTERS.items()
    }
    if scores["uk"] == scores["ru"]:
        return UNKNOWN
    return max(scores, key=scores.__getitem__)


def _latin(words: list[str]) -> str:
    if not words:
        return UNKNOWN
    english = sum(word in _WORDS["en"] for word in words)
    foreign = sum(word in _FOREIGN for word in words)
    # English prose has a third or more of them, a headline a tenth; names alone have none.
    return "en" if english >= 0.1 * len(words) and english > foreign else UNKNOWN
