"""Words that tell of events, read from ``lexicon.toml`` and inflected once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, compress
from pathlib import Path
from typing import Any, NamedTuple

from dateline.events.wording import Memo
from dateline.models import EventType

_FILE = Path(__file__).with_name("lexicon.toml")
_VOWELS = "aeiou"
_MIN_STEM = 4
_TURNING = (
    "negative",
    "if_words",
    "prevent",
    "future",
    "planning",
    "modal",
    "arranged",
    "ongoing",
    "be_present",
)
"""The groups of status words that make a noun anything but an act done."""
_NONE: frozenset[str] = frozenset()
_NEVER: frozenset[int] = frozenset()


class Entry(NamedTuple):
    """One form of a trigger: its type, its lemma, and what kind of word it is.

    ``form`` is "base", "s", "past", "ing" for verbs, "noun" or "phrase" otherwise.
    """

    type: EventType
    lemma: str
    form: str
    weak: bool


Hit = tuple[int, tuple[Entry, ...]]
"""How many words a trigger spans, and what it may be."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Triggers and status words of one language; phrases by their first word."""

    lang: str
    words: Mapping[str, tuple[Entry, ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    stems: Mapping[str, tuple[tuple[str, Entry], ...]] = field(default_factory=dict)
    sets: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def _phrase_backs(self) -> dict[str, frozenset[int]]:
        """How far before a word the phrases may start that it is the rarest word of.

        "The" and "will" begin too many phrases to try them wherever one stands.
        """
        common = frozenset().union(*self.sets.values())
        backs: dict[str, frozenset[int]] = {}
        for phrase, _ in chain.from_iterable(self.phrases.values()):
            rarest = max(phrase, key=lambda word: (len(word) > 3 and word not in common, len(word)))
            backs[rarest] = backs.get(rarest, _NEVER) | {phrase.index(rarest)}
        return backs

    @cached_property
    def _backs(self) -> Memo[tuple[int, ...]]:
        """How far before a word the triggers may start that it tells of."""

        def find(word: str) -> tuple[int, ...]:
            backs = self._phrase_backs.get(word, _NEVER)
            return tuple(backs if self.single(word) is None else backs | {0})

        return Memo(find)

    @cached_property
    def _telling(self) -> frozenset[str]:
        """The words of which every trigger has one, stems aside."""
        return frozenset(self.words) | frozenset(self._phrase_backs)

    def openings(self, lowered: Sequence[str]) -> Sequence[int]:
        """The words at which a trigger may start; most sentences have none."""
        if not self.stems and self._telling.isdisjoint(lowered):
            return ()
        backs = self._backs
        told = compress(range(len(lowered)), map(backs.__getitem__, lowered))
        return sorted({at - back for at in told for back in backs[lowered[at]] if back <= at})

    def at(self, lowered: Sequence[str], i: int) -> Hit | None:
        """The trigger that starts at word ``i``: the longest phrase, else the word alone."""
        word = lowered[i]
        for phrase, entry in self.phrases.get(word, ()):
            if tuple(lowered[i : i + len(phrase)]) == phrase:
                return len(phrase), (entry,)
        return self.single(word)

    def single(self, word: str) -> Hit | None:
        """The trigger that one word is."""
        if word in self.words:
            return 1, self.words[word]
        for stem, entry in self.stems.get(word[:_MIN_STEM], ()):
            if word.startswith(stem):
                return 1, (entry,)
        return None

    def has(self, group: str, word: str) -> bool:
        """Whether ``word`` (lower case) belongs to the named group of status words."""
        return word in self.sets.get(group, ())

    def says(self, group: str, said: Iterable[str]) -> bool:
        """Whether one of ``said`` (lower case) belongs to the named group of status words."""
        return not self.sets.get(group, _NONE).isdisjoint(said)

    @cached_property
    def _turning(self) -> frozenset[str]:
        return frozenset().union(*[self.sets.get(group, _NONE) for group in _TURNING])

    def plain(self, said: Iterable[str]) -> bool:
        """Whether none of ``said`` (lower case) makes an act planned, ongoing, denied or wished for."""
        return self._turning.isdisjoint(said)

    def groups(self, names: Sequence[str], words: Sequence[str]) -> list[str]:
        """Those of the named groups of status words that one of ``words`` (lower case) belongs to."""
        return [name for name in names if self.says(name, words)]


def english_forms(lemma: str, irregular: Mapping[str, str]) -> dict[str, str]:
    """The forms of an English verb, each with its kind: base, s, past, ing."""
    past = irregular[lemma].split() if lemma in irregular else [_add_ed(lemma)]
    forms = {lemma: "base", _add_s(lemma): "s", _add_ing(lemma, past[0]): "ing"}
    forms.update(dict.fromkeys(past, "past"))
    return forms


def _add_s(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _add_ed(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + "ed"


def _add_ing(lemma: str, past: str) -> str:
    if lemma.endswith("e") and not lemma.endswith(("ee", "ye")):
        return lemma[:-1] + ("ying" if lemma.endswith("die") else "ing")
    if past.endswith(lemma[-1] * 2 + "ed") and not lemma.endswith(lemma[-1] * 2):
        return lemma + lemma[-1] + "ing"
    if lemma in ("get", "hit", "set"):
        return lemma + "ting"
    return lemma + "ing"


@lru_cache(maxsize=4)
def lexicon(lang: str) -> Lexicon:
    """The lexicon of ``lang`` (ISO 639-1); English where a language has none."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    section = data.get(lang) or data["en"]
    words: dict[str, list[Entry]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    stems: dict[str, list[tuple[str, Entry]]] = {}
    irregular = section.get("irregular", {})
    for kind in EventType:
        for form, written in _forms(section.get(kind.value, {}), irregular):
            entry = Entry(kind, written[1], form, written[1] in _weak(section.get(kind.value, {})))
            _file(written[0], entry, words=words, phrases=phrases, stems=stems)
    return Lexicon(
        lang=lang,
        words={word: tuple(entries) for word, entries in words.items()},
        phrases={word: tuple(sorted(e, key=lambda p: -len(p[0]))) for word, e in phrases.items()},
        stems={word: tuple(sorted(e, key=lambda s: -len(s[0]))) for word, e in stems.items()},
        sets={name: frozenset(text.split()) for name, text in section.get("words", {}).items()},
    )


def _weak(section: Mapping[str, Any]) -> set[str]:
    return {*section.get("weak", "").split(), *section.get("weak_phrases", ())}


def _forms(section: Mapping[str, Any], irregular: Mapping[str, str]) -> Iterable[tuple[str, tuple[str, str]]]:
    """(kind of form, (form, lemma)) of every trigger in one section."""
    for lemma in section.get("verbs", "").split():
        for form, kind in english_forms(lemma, irregular).items():
            yield kind, (form, lemma)
    for noun in section.get("nouns", "").split():
        yield "noun", (noun, noun)
    for phrase in section.get("phrases", []):
        yield "phrase", (phrase, phrase)
    for stem in section.get("stems", "").split():
        yield "stem", (stem, stem)


def _file(
    written: str,
    entry: Entry,
    *,
    words: dict[str, list[Entry]],
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]],
    stems: dict[str, list[tuple[str, Entry]]],
) -> None:
    if entry.form == "stem":
        stems.setdefault(written[:_MIN_STEM], []).append((written, entry))
    elif " " in written:
        parts = tuple(written.split())
        phrases.setdefault(parts[0], []).append((parts, entry))
    else:
        words.setdefault(written, []).append(entry)
