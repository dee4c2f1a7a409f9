"""Ukrainian names in Latin letters, by rule: every system that releases and maps have used.

Sources: Cabinet of Ministers Resolution 55 of 27 January 2010 (UNGEGN X/9); BGN/PCGN 1965 for
Ukrainian and 1947 for Russian; ISO 9 in its everyday forms (German, Polish and Czech writing).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_OFFICIAL = dict(
    zip(
        "абвгґдежзийіклмнопрстуфхьцчшщєїюя'",
        ["a", "b", "v", "h", "g", "d", "e", "zh", "z", "y", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s",
         "t", "u", "f", "kh", "", "ts", "ch", "sh", "shch", "ie", "i", "iu", "ia", ""],
        strict=True,
    )
)  # fmt: skip
_OFFICIAL_INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_BGN = _OFFICIAL | {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya", "ь": "'"}
_RUSSIAN = _BGN | {
    "г": "g", "и": "y", "і": "i", "ї": "i", "є": "e", "ы": "y", "э": "e", "ъ": "'", "ё": "e", "й": "y",
}  # fmt: skip
_RUSSIAN_NATIVE = _RUSSIAN | {"и": "i", "е": "e"}
_GERMAN = _OFFICIAL | {
    "ж": "sch", "з": "s", "в": "w", "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch", "щ": "schtsch", "й": "j",
    "ї": "ji", "є": "je", "ю": "ju", "я": "ja", "с": "s",
}  # fmt: skip
_SCIENTIFIC = _OFFICIAL | {
    "ж": "z", "х": "ch", "ц": "c", "ч": "c", "ш": "s", "щ": "sc", "й": "j", "ї": "ji", "є": "je", "ю": "ju",
    "я": "ja",
}  # fmt: skip
UKRAINIAN = frozenset("абвгґдежзийіклмнопрстуфхьцчшщєїюя'")
_RUSSIAN_ENDINGS = (
    (re.compile(r"иїв\b"), "иев"),
    (re.compile(r"їв\b"), "ев"),
    (re.compile(r"([жчшщцй])ів\b"), r"\1ев"),
    (re.compile(r"ів(?=\b|ка\b)"), "ов"),
    (re.compile(r"ськ"), "ск"),
    (re.compile(r"цьк"), "цк"),
    (re.compile(r"ький\b"), "кий"),
    (re.compile(r"ьке\b"), "кое"),
    (re.compile(r"ька\b"), "кая"),
    (re.compile(r"піль\b"), "поль"),
    (re.compile(r"лля\b"), "лье"),
    (re.compile(r"ння\b"), "нье"),
    (re.compile(r"ття\b"), "тье"),
    (re.compile(r"жжя\b"), "жье"),
    (re.compile(r"ччя\b"), "чье"),
    (re.compile(r"ське\b"), "ское"),
    (re.compile(r"не\b"), "ное"),
    (re.compile(r"вка\b"), "вка"),
)


def _russian(name: str) -> str:
    """The Russian form of a Ukrainian name as far as endings decide it (Харків, Харков)."""
    lower = name.lower()
    for pattern, replacement in _RUSSIAN_ENDINGS:
        lower = pattern.sub(replacement, lower)
    return lower


def _loose(latin: str) -> Iterator[str]:
    """Spellings that differ only in how Latin letters write the same sounds."""
    yield latin
    without = latin.replace("'", "")
    yield without
    if "iy" in without or "yy" in without:
        yield re.sub(r"(iy|yy)\b", "y", without)
        yield re.sub(r"(iy|yy)\b", "yi", without)
    if "yi" in without:
        yield without.replace("yi", "i")
        yield without.replace("yi", "iy")
    if "ie" in without:
        yield without.replace("ie", "e")
    if "ye" in without[1:]:
        yield without[0] + without[1:].replace("ye", "e")
    if "iia" in without:
        yield without.replace("iia", "ia")
        yield without.replace("iia", "iya")
        yield without.replace("iia", "iya").replace("yi", "i")
        yield without.replace("iia", "ija")
    if "iya" in without:
        yield without.replace("iya", "ia")


class _System:
    """A system of transliteration; capitals stay capitals."""

    __slots__ = ("_initial", "_map", "_zgh")

    def __init__(self, table: dict[str, str], initial: dict[str, str] | None = None) -> None:
        self._initial = bool(initial)
        self._zgh = table["г"] == "h"
        small = table | {_AT_START[letter]: latin for letter, latin in (initial or {}).items()} | {_GH: "gh"}
        capitals = {letter.upper(): latin.capitalize() for letter, latin in table.items()}
        capitals |= {
            _AT_START[letter.upper()]: latin.capitalize() for letter, latin in (initial or {}).items()
        }
        self._map = str.maketrans(small | capitals)

    def spell(self, name: str) -> str:
        """A name in Latin letters."""
        if self._zgh:  # зг is zgh, so that it is not read as zh
            name = name.replace("зг", f"з{_GH}").replace("Зг", f"З{_GH}")
        if self._initial:
            name = _FIRST.sub(_mark_start, name)
        return name.translate(self._map)


def _mark_start(found: re.Match[str]) -> str:
    return _AT_START[found[0]]


_GH = "\ue000"
"""Stands for a г after з while a name is spelt."""
_AT_START = {letter: chr(0xE001 + number) for number, letter in enumerate("єїйюяЄЇЙЮЯ")}
"""Stand for letters that are spelt otherwise at the beginning of a word."""
_FIRST = re.compile(r"(?<![\w'’ʼ])[єїйюяЄЇЙЮЯ]")
_UKRAINIAN_SYSTEMS = (
    _System(_OFFICIAL, _OFFICIAL_INITIAL),
    _System(_OFFICIAL | {"'": "'"}, _OFFICIAL_INITIAL),
    _System(_OFFICIAL | {"ь": "'", "'": "'"}, _OFFICIAL_INITIAL),
    _System(_BGN),
    _System(_BGN | {"ь": "", "'": "'"}),
    _System(_BGN | {"ь": ""}),
    _System(_BGN | {"й": "i"}),
    _System(_BGN | {"и": "i"}),
)
_RUSSIAN_SYSTEM = _System(_RUSSIAN_NATIVE | {"є": "ye", "ы": "y", "й": "y"})
_RUSSIAN_YE = re.compile(r"(?:(?<=[аеёиоуыэюяьъй])|\b)е")
"""Where a Russian е sounds as ye: at the beginning of a word, after a vowel or a sign."""
_THROUGH_RUSSIAN = (_System(_RUSSIAN), _System(_RUSSIAN_NATIVE))
_ELSEWHERE = (_System(_GERMAN), _System(_SCIENTIFIC))


@lru_cache(maxsize=32_768)
def official(name: str) -> str:
    """The Latin form of a Ukrainian name by Resolution 55: ``official("Ізюм") == "Izium"``."""
    return _UKRAINIAN_SYSTEMS[0].spell(name.replace("’", "'").replace("ʼ", "'"))


def _spellings(lower: str, systems: tuple[_System, ...]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for spelling in dict.fromkeys(system.spell(lower) for system in systems):
        found |= dict.fromkeys(_loose(spelling))
    return tuple(found)


def from_ukrainian(name: str) -> tuple[str, ...]:
    """Usual Latin spellings of a Ukrainian name, lower case, the official one first."""
    return _spellings(_plain(name), _UKRAINIAN_SYSTEMS)


def through_russian(name: str) -> tuple[str, ...]:
    """Latin spellings that go back to the Russian form of a Ukrainian name, lower case."""
    return _spellings(_russian(_plain(name)), _THROUGH_RUSSIAN)


def elsewhere(name: str) -> tuple[str, ...]:
    """German and scientific spellings of a Ukrainian name, lower case."""
    return _spellings(_plain(name), _ELSEWHERE)


def _plain(name: str) -> str:
    return name.replace("’", "'").replace("ʼ", "'").lower()


def from_russian(name: str) -> tuple[str, ...]:
    """Usual Latin spellings of a Russian name (BGN/PCGN and everyday), lower case."""
    lower = name.lower()
    spellings: dict[str, None] = {}
    for source in (_RUSSIAN_YE.sub("є", lower), lower):
        spellings |= dict.fromkeys(_loose(_RUSSIAN_SYSTEM.spell(source)))
    return tuple(spellings)


_CYRILLIC = UKRAINIAN | frozenset("ыэъё")


def is_ukrainian(name: str) -> bool:
    """True where every letter of ``name`` is a letter of the Ukrainian alphabet."""
    letters = set(filter(str.isalpha, _plain(name)))
    return bool(letters) and letters <= UKRAINIAN


def is_cyrillic(name: str) -> bool:
    """True where every letter is Cyrillic of the Ukrainian or Russian alphabet."""
    letters = set(filter(str.isalpha, name.lower()))
    return bool(letters) and letters <= _CYRILLIC
