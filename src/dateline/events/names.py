"""A person's name as a key that is the same however releases spell it: accents, romanisations, script and case.

Ukrainian names are put into Latin letters by the systems of the gazetteer (Cabinet of Ministers Resolution 55 of
27 January 2010 first) and into the nominative by its dictionary, so that nobody keeps lists of persons.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import islice

from rapidfuzz.distance import JaroWinkler

from dateline.events.wording import word_set
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
_MOST = 12
"""Keys of one name in Cyrillic letters that are tried."""
_ALIKE = 0.7
"""Likeness (Jaro-Winkler) from which two last names may be one name in two scripts: Johnson, Dzhonson (Джонсон)."""


@lru_cache(maxsize=65536)
def person_key(text: str) -> str:
    """A person's key: initial and last name, without accents and with the spellings of one sound made one.

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
    first, last = words[0].lower(), words[-1].lower()
    initials = dict.fromkeys(spelling[:1] for spelling in from_ukrainian(first))
    nominatives = dict.fromkeys((last, *lemmas(last)))
    spelt = dict.fromkeys(latin for word in nominatives for latin in _spellings(word))
    keys = (_key(initial, latin) for latin in spelt for initial in initials)
    return tuple(islice(dict.fromkeys(keys), _MOST))


def _spellings(word: str) -> tuple[str, ...]:
    """Latin spellings of a last name; г is written h in Ukrainian names, g in most others."""
    usual = from_ukrainian(word)
    return (*usual, *from_ukrainian(word.replace("г", "ґ"))) if "г" in word else usual


def _key(first: str, last: str) -> str:
    plain = unicodedata.normalize("NFKD", f"{first[:1]} {last}".casefold())
    plain = "".join(c for c in plain if c.isalpha() or c == " ")
    plain = _ADJECTIVE.sub("y", plain)
    return plain.replace("ii", "y").replace("iy", "y").replace("ei", "ey")


def is_cyrillic(text: str) -> bool:
    """Whether a name is written in Cyrillic letters."""
    return _CYRILLIC.search(text) is not None


def alike(key: str, other: str) -> bool:
    """Whether two keys may be of one foreign name that Ukrainian writes by its sound (Scholz, Шольц)."""
    one, two = key.partition(" ")[2], other.partition(" ")[2]
    return JaroWinkler.similarity(one, two) >= _ALIKE


class Names:
    """Which key each written name stands for among all that a set of releases writes.

    A name in Cyrillic letters stands for one in Latin letters that it may be, else for what most names in Cyrillic
    letters may be: "Андрієм Єрмаком" and "Андрій Єрмак" have one nominative in common. ``other`` tells of keys that
    stand for another key.
    """

    def __init__(self, written: Mapping[str, int]) -> None:
        self.latin = frozenset(person_key(text) for text in written if not is_cyrillic(text))
        self.other: dict[str, str] = {}
        self._votes: Counter[str] = Counter()
        for text, times in written.items():
            for key in person_keys(text):
                self._votes[key] += times
        self._keys = {text: self._chosen(person_keys(text)) for text in written}

    def key(self, text: str) -> str:
        """The key of a name; empty where it is no name of a person, or none that was written."""
        known = self._keys.get(text)
        if known is None:
            known = self._keys[text] = self._chosen([k for k in person_keys(text) if k in self._votes])
        return self.other.get(known, known)

    def _chosen(self, keys: Sequence[str]) -> str:
        ranked = ((key not in self.latin, -self._votes[key], place, key) for place, key in enumerate(keys))
        return min(ranked, default=(True, 0, 0, ""))[-1]
