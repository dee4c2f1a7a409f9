"""A person's name as a key that is the same however releases spell it: accents, romanisations, script and case.

Ukrainian names are put into Latin letters by the systems of the gazetteer (Cabinet of Ministers Resolution 55 of
27 January 2010 first) and into the nominative by its dictionary; of foreign names, which Ukrainian writes as they
sound, first and last name are compared by their sounds. So nobody keeps lists of persons.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Mapping
from functools import lru_cache
from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from dateline.events.wording import Memo, word_set
from dateline.gazetteer import from_ukrainian, lemmas

_NOT_NAMES = word_set("the of president head state minister first lady delegation armed forces")
_NO_PERSON = word_set(
    "agency republic office service nations stability today duchy kingdom union council commission court holiness "
    "energy bank ministry committee congress security"
)
_PARTICLES = word_set("von der van de фон дер ван де")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ADJECTIVE = re.compile(r"(?:yi|iy|ii|ij|yj|y+)$")
"""The ending of a masculine adjective, as Zelenskyi, Zelenskyy, Zelenskiy, Zelenskii, Zelensky have it."""
_BEGINNING = 2
"""Letters of a first name's sound: Yuliia and Iuliia are one, Joe and Joseph too, Joe and Jill are not."""
_MOST = 12
"""Keys of one name in Cyrillic letters that are tried."""
_ALIKE = 0.8
"""Likeness (Jaro-Winkler) of first and of last names from which they may be one person's in two scripts.

Of 77 politicians named in both, it joins 72 and no two persons (tests/events/politicians.tsv).
"""
_SOUNDS = (
    ("tsch", "ch"), ("sch", "sh"), ("cz", "ch"), ("sz", "sh"), ("ck", "k"), ("ph", "f"), ("th", "t"), ("gh", "g"),
    ("x", "ks"), ("dzh", "j"), ("kh", "h"), ("zh", "j"), ("ch", "sh"), ("c", "k"), ("q", "k"), ("w", "v"), ("y", "i"),
    ("j", "i"), ("h", "g"), ("z", "s"),
)  # fmt: skip
"""How letters of many languages come close to each other, in this order."""
_DOUBLE = re.compile(r"(.)\1+")
_BY_RULE = "UA"
"""The country whose names are put into Latin letters by rule, so that likeness would only mislead."""


@lru_cache(maxsize=65536)
def person_key(text: str) -> str:
    """A person's key: the sound that the first name begins with and the last name, its spellings made one.

    Empty where the text is no name of a person ("the delegation"). A name in Cyrillic letters is taken for a
    nominative; `person_keys` gives what else it may be.
    """
    return next(iter(person_keys(text)), "")


@lru_cache(maxsize=65536)
def person_keys(text: str) -> tuple[str, ...]:
    """Keys that a name may have, likeliest first: of a name in Cyrillic letters one for each case and romanisation."""
    words = text.replace("’", "'").split()
    if any(w.casefold() in _NOT_NAMES or w.casefold() in _NO_PERSON for w in words):
        return ()
    if not 2 <= len(words) <= 4 or not all(w[:1].isupper() or w in _PARTICLES for w in words):
        return ()
    if not is_cyrillic(text):
        return (_key(words[0], words[-1]),)
    last = words[-1].lower()
    nominatives = dict.fromkeys((last, *lemmas(last)))
    spelt = dict.fromkeys(latin for word in nominatives for latin in _spellings(word))
    keys = (_key(words[0], latin) for latin in spelt)
    return tuple(islice(dict.fromkeys(keys), _MOST))


def _spellings(word: str) -> tuple[str, ...]:
    """Latin spellings of a last name; г is written h in Ukrainian names, g in most others."""
    usual = from_ukrainian(word)
    return (*usual, *from_ukrainian(word.replace("г", "ґ"))) if "г" in word else usual


def _key(first: str, last: str) -> str:
    plain = _ADJECTIVE.sub("y", _plain(last)).replace("ii", "y").replace("iy", "y").replace("ei", "ey")
    return f"{sounds(first)[0][:_BEGINNING]} {plain}"


def _plain(word: str) -> str:
    """The letters of a word without case and accents."""
    return "".join(filter(str.isalpha, unicodedata.normalize("NFKD", word.casefold())))


def is_cyrillic(text: str) -> bool:
    """Whether a name is written in Cyrillic letters."""
    return _CYRILLIC.search(text) is not None


def nominative(name: str) -> bool:
    """Whether every word of a Ukrainian name is in the nominative: it is the subject of its sentence."""
    return all(word in lemmas(word) for word in name.lower().split())


@lru_cache(maxsize=65536)
def sounds(word: str) -> tuple[str, ...]:
    """How a first or last name may sound, in coarse Latin letters; one in Cyrillic letters in any case."""
    if not is_cyrillic(word):
        return (_sound(word),)
    nominatives = dict.fromkeys((*lemmas(word.lower()), word.lower()))
    official = (_spellings(nominative) for nominative in nominatives)
    return tuple(dict.fromkeys(_sound(latin) for spelt in official for latin in spelt))


def _sound(latin: str) -> str:
    plain = _plain(latin)
    for letters, sound in _SOUNDS:
        plain = plain.replace(letters, sound)
    return _DOUBLE.sub(r"\1", plain)


class Names:
    """Which key each written name stands for among all that a set of releases writes.

    A name in Cyrillic letters stands for one in Latin letters that it may be or that sounds like it, else for what
    most names in Cyrillic letters may be: "Андрієм Єрмаком" and "Андрій Єрмак" have one nominative in common.

    Args:
        written: names and how often they are written.
        countries: the country (ISO 3166-1 alpha-2) that the persons of these names stand for, where it is known.
    """

    def __init__(self, written: Mapping[str, int], countries: Mapping[str, str]) -> None:
        self._votes: Counter[str] = Counter()
        self._latin: set[str] = set()
        self._countries: dict[str, str] = {}
        self._foreign: dict[str, dict[str, str]] = {}
        for text, times in sorted(written.items()):
            for key in person_keys(text):
                self._votes[key] += times
                if country := countries.get(text):
                    self._countries.setdefault(key, country)
        for text in sorted(text for text in written if not is_cyrillic(text) and person_keys(text)):
            key, words = person_key(text), text.split()
            self._latin.add(key)
            if self._countries.get(key, _BY_RULE) != _BY_RULE:
                self._foreign.setdefault(_sound(words[-1]), {}).setdefault(_sound(words[0]), key)
        self._lasts = list(self._foreign)
        self._written = {text: self._meant(text, self._votes) for text in written}
        self._known = frozenset(self._written.values())
        self._other: Memo[str] = Memo(lambda text: self._meant(text, self._known))

    def key(self, text: str) -> str:
        """The key of a name; empty where it is no name of a person, or none that was written."""
        known = self._written.get(text)
        return self._other[text] if known is None else known

    def _meant(self, text: str, among: Container[str]) -> str:
        keys = person_keys(text)
        ranked = (
            (key not in self._latin, -self._votes[key], place, key)
            for place, key in enumerate(keys)
            if key in among
        )
        chosen = min(ranked, default=(True, 0, 0, ""))[-1]
        if not keys or chosen in self._latin or not is_cyrillic(text):
            return chosen
        return self._heard(text, self._countries.get(chosen, "")) or chosen

    def _heard(self, text: str, country: str) -> str:
        """The key of the foreigner (of this country, if it is known) whose name sounds most like a Cyrillic one."""
        words = text.split()
        first = sounds(words[0])
        found: list[tuple[float, str]] = []
        for last in sounds(words[-1]):
            for heard, closeness, _ in process.extract(
                last, self._lasts, scorer=JaroWinkler.similarity, score_cutoff=_ALIKE, limit=None
            ):
                for other, key in self._foreign[heard].items():
                    like = min(closeness, max(JaroWinkler.similarity(other, one) for one in first))
                    if like >= _ALIKE and country in ("", self._countries[key]):
                        found.append((-like, key))
        return min(found, default=(0.0, ""))[1]
