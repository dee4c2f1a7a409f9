"""Sites visited or affected inside a place: noun phrases with a kind, named or not."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dateline.events.lexicon import Lexicon
from dateline.events.nouns import DETERMINERS, left_edge, right_edge
from dateline.events.passage import Sentence
from dateline.models import SiteKind

_FILE = Path(__file__).with_name("sites.toml")


class SiteSpan(NamedTuple):
    """A noun phrase that names a site: word indices in its sentence, offsets in the body."""

    first: int
    head: int
    last: int
    start: int
    end: int
    kind: SiteKind


@dataclass(frozen=True, slots=True)
class SiteWords:
    """Head nouns by kind, in one language."""

    heads: Mapping[str, tuple[tuple[tuple[str, ...], SiteKind], ...]]
    stems: Mapping[str, SiteKind]
    adjectives: Mapping[str, SiteKind]
    people: frozenset[str]
    abstract: frozenset[str]


@lru_cache(maxsize=4)
def site_words(lang: str) -> SiteWords:
    """The words for sites in ``lang``; English where it has none."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    section = data.get(lang) or data["en"]
    stemmed = "words" not in section
    heads: dict[str, list[tuple[tuple[str, ...], SiteKind]]] = {}
    stems: dict[str, SiteKind] = {}
    for kind in SiteKind:
        for phrase in section.get(kind.value, []):
            if stemmed:
                stems[phrase] = kind
            else:
                parts = tuple(phrase.split())
                heads.setdefault(parts[-1], []).append((parts, kind))
    words = section.get("words", {})
    adjectives = {w: SiteKind(k) for w, k in words.get("kinds_by_adjective", {}).items()}
    return SiteWords(
        heads={w: tuple(sorted(e, key=lambda e: -len(e[0]))) for w, e in heads.items()},
        stems=stems,
        adjectives=adjectives,
        people=frozenset(words.get("people", "").split()),
        abstract=frozenset(words.get("abstract", "").split()),
    )


def site_spans(sentence: Sentence, words: Lexicon) -> list[SiteSpan]:
    """All phrases of ``sentence`` that name a site, in order, none inside another."""
    known = site_words(words.lang)
    found: list[SiteSpan] = []
    for head in range(len(sentence.words)):
        kind = _kind(sentence, head, known)
        if kind is None or (found and head < found[-1].last):
            continue
        span = _span(sentence, head, kind, words, known)
        if span is not None:
            found.append(span)
    return found


def _kind(sentence: Sentence, head: int, known: SiteWords) -> SiteKind | None:
    word = sentence.lowered[head]
    for parts, kind in known.heads.get(word, ()):
        if sentence.lowered[max(0, head + 1 - len(parts)) : head + 1] == parts:
            return kind
    for stem, kind in known.stems.items():
        if word.startswith(stem):
            return kind
    return None


def _span(sentence: Sentence, head: int, kind: SiteKind, words: Lexicon, known: SiteWords) -> SiteSpan | None:
    first = left_edge(sentence, head, words)
    if head + 1 < len(sentence.words) and sentence.lowered[head + 1] in known.people:
        return None  # "hospital staff"
    if kind is SiteKind.OTHER:
        for word in sentence.lowered[first:head]:
            kind = known.adjectives.get(word, kind)
    last = right_edge(sentence, head, words)
    if _governed_by(sentence, first, known.people | known.abstract) or _turned_into(sentence, first):
        return None
    if words.lang == "uk":
        first = head
    return SiteSpan(first, head, last, sentence.words[first].start, sentence.words[last - 1].end, kind)


def _turned_into(sentence: Sentence, first: int) -> bool:
    """Whether the phrase says what another site became: "turned into a torture chamber"."""
    before = [w for w in sentence.lowered[max(0, first - 3) : first] if w not in DETERMINERS]
    return before[-1:] in (["into"], ["like"], ["as"])


def _governed_by(sentence: Sentence, first: int, nouns: frozenset[str]) -> bool:
    """Whether the phrase hangs by "of" on a person or an abstract thing: no site then."""
    at = first - 1
    while at >= 0 and sentence.lowered[at] in DETERMINERS:
        at -= 1
    return at >= 1 and sentence.lowered[at] in ("of", "for") and sentence.lowered[at - 1] in nouns
