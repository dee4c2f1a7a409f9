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
_WORDS = {
    "en": frozenset(
        [
            "the",
            "of",
            "and",
            "to",
            "in",
            "a",
            "is",
            "that",
            "for",
            "on",
            "with",
            "as",
            "was",
            "were",
            "by",
            "at",
            "from",
            "has",
            "have",
            "had",
            "his",
            "her",
            "its",
            "it",
            "this",
            "which",
            "who",
            "will",
            "be",
            "are",
            "an",
            "not",
            "their",
            "our",
            "we",
            "he",
            "she",
            "they",
        ]
    ),
    "uk": frozenset(
        [
            "і",
            "та",
            "що",
            "в",
            "у",
            "на",
            "з",
            "із",
            "до",
            "не",
            "є",
            "від",
            "або",
            "це",
            "як",
            "за",
            "й",
            "про",
            "для",
            "ми",
            "він",
            "вона",
            "буде",
            "який",
            "також",
        ]
    ),
    "ru": frozenset(
        [
            "и",
            "что",
            "в",
            "на",
            "с",
            "со",
            "до",
            "не",
            "от",
            "или",
            "это",
            "как",
            "за",
            "о",
            "для",
            "мы",
            "он",
            "она",
            "будет",
            "который",
            "также",
            "был",
            "были",
        ]
    ),
}
# Function words of other languages in Latin letters; some English ones ("a", "in", "on") are theirs too.
_FOREIGN = frozenset(
    [
        "le",
        "la",
        "les",
        "et",
        "est",
        "une",
        "des",
        "du",
        "que",
        "qui",
        "dans",
        "pour",
        "au",
        "aux",
        "der",
        "das",
        "und",
        "ist",
        "ein",
        "eine",
        "mit",
        "von",
        "zu",
        "dem",
        "el",
        "los",
        "las",
        "y",
        "en",
        "con",
        "del",
        "il",
        "di",
        "che",
        "un",
        "gli",
        "nel",
        "della",
        "w",
        "z",
        "na",
        "się",
        "jest",
        "nie",
        "de",
        "da",
        "os",
        "uma",
        "het",
        "een",
        "och",
        "att",
        "som",
        "og",
        "det",
        "er",
    ]
)
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
