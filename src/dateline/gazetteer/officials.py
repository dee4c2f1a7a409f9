"""Official names of settlements, and how to find the one that a Russian spelling stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from dateline.gazetteer.folding import key
from dateline.gazetteer.transliterate import official

_RUSSIAN_END = re.compile(
    r"(?:[ое]вка|[сць]кое|[сц]кая|[сц]кий|[нвт]ое|ая|[ое]во|ино|[сц]к)(?=\b)", re.IGNORECASE
)
_LATIN_RUSSIAN_END = re.compile(
    r"(?:[oe]vka|skoy?e|ska[iy]a|n[oy]y?e|[ay]ya|[oe]vo|ino|yy|[iy]y)(?=\b)", re.IGNORECASE
)
_TO_UKRAINIAN = (
    (re.compile(r"(?<=[аеєиіїоуюя])евка\b"), "ївка"),
    (re.compile(r"[ое]вка\b"), "івка"),
    (re.compile(r"ь?([сц])кое\b"), r"\1ьке"),
    (re.compile(r"ькое\b"), "ьке"),
    (re.compile(r"ь?([сц])кая\b"), r"\1ька"),
    (re.compile(r"ь?([сц])кий\b"), r"\1ький"),
    (re.compile(r"([сц])к\b"), r"\1ьк"),
    (re.compile(r"([нвт])ое\b"), r"\1е"),
    (re.compile(r"(?<=[аеєиіїоуюя])ево\b"), "єве"),
    (re.compile(r"([ое]в|ин)о\b"), r"\1е"),
    (re.compile(r"ая\b"), "а"),
)
_SKELETON = (
    (re.compile(r"(?:yi|yy|iy|ii)\b"), "!"),  # a masculine adjective is no neuter one: Зарічний, Зарічне
    (re.compile(r"['\u02bc]"), ""),
    (re.compile(r"[yije]+"), "i"),
    (re.compile(r"i(?=[aou])"), ""),
    (re.compile("g"), "h"),
    (re.compile(r"ovka\b"), "ivka"),
    (re.compile(r"(sk|n|v|t)oi\b"), r"\1i"),
    (re.compile(r"(sk|n|v)aa\b"), r"\1a"),
    (re.compile(r"(ov|iv|in)o\b"), r"\1i"),
)


def is_russian(name: str) -> bool:
    """Whether a name, in Cyrillic or Latin letters, ends as Russian names do and Ukrainian ones do not."""
    return bool(_RUSSIAN_END.search(name) or _LATIN_RUSSIAN_END.search(name))


def ukrainised(name: str) -> str:
    """A Russian name in Ukrainian spelling as far as endings decide it (Филатовка, Филатівка)."""
    for pattern, replacement in _TO_UKRAINIAN:
        name = pattern.sub(replacement, name)
    return name


@lru_cache(maxsize=32_768)
def skeleton(latin: str) -> str:
    """What Ukrainian and Russian romanisations of a name have in common."""
    plain = key(latin)
    for pattern, replacement in _SKELETON:
        plain = pattern.sub(replacement, plain)
    return plain


class Officials:
    """The official Ukrainian names of a region's settlements."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names = frozenset(names)
        self._by_skeleton: dict[str, str] | None = None

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def named(self, native: str, label: str) -> str:
        """The official name behind a doubtful one.

        Args:
            native: a name in Ukrainian letters that is not official here, or "".
            label: the name in Latin letters.

        Returns:
            The only official name of that sound; else the doubtful one in Ukrainian spelling.
        """
        if native and not is_russian(native):
            return native
        for latin in filter(None, (native and official(native), label)):
            found = self.sounding(latin)
            if found:
                return found
        return ukrainised(native)

    def sounding(self, latin: str) -> str:
        """The only official name that sounds so, or ""."""
        if self._by_skeleton is None:
            self._by_skeleton = {}
            for name in sorted(self.names):
                sound = skeleton(official(name))
                self._by_skeleton[sound] = "" if sound in self._by_skeleton else name
        return self._by_skeleton.get(skeleton(latin), "")


NONE = Officials()
