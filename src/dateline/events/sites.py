"""Phrases that may name a site inside a place: a building, a position, a road, with a kind.

Three forms: a noun phrase around a word for a site ("school ruined by a bomb"), a name that the gazetteer
knows as a site ("Azovstal"), and an address ("12 Sadova Street"). Whether a phrase is a site of an event is
for ``attachments`` to say.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import compress
from pathlib import Path
from typing import NamedTuple

from dateline.events.lexicon import Lexicon
from dateline.events.nouns import DETERMINERS, STOPS, left_edge, right_edge
from dateline.events.passage import Sentence
from dateline.events.wording import Memo
from dateline.models import Mention, PlaceKind, SiteKind

_FILE = Path(__file__).with_name("sites.toml")
_STREET = r"(?:Street|Avenue|Highway|Boulevard|Lane|Road|Square)\b"
_STREETS = Memo(lambda word: re.match(_STREET, word, re.IGNORECASE) is not None)
"""Whether a word is one that an address has."""
_ADDRESS = re.compile(
    rf"(?P<number>\d+[\w/-]{{0,5}} )?(?:(?:[A-Z0-9][\w’'.-]*|of|the) ){{1,6}}{_STREET}"
    r"(?:, \d+[\w/-]{0,5}\b)?"
)
_SUBJECTS = frozenset(("which", "who", "he", "she", "it"))
_SMALL_WORDS = STOPS | DETERMINERS
_LARGER = (PlaceKind.REGION, PlaceKind.COUNTRY, PlaceKind.AREA)
_PLACES = (*_LARGER, PlaceKind.SETTLEMENT, PlaceKind.DISTRICT, PlaceKind.NATURAL)


class SiteSpan(NamedTuple):
    """A phrase that may name a site: word indices in its sentence, offsets in the body.

    ``form``: "noun", "name" or "address" (``number``: one with the number of a house). ``head`` is the word that
    tells the kind.
    """

    first: int
    head: int
    last: int
    start: int
    end: int
    kind: SiteKind
    form: str = "noun"
    number: bool = False


@dataclass(frozen=True)
class SiteWords:
    """Head nouns by kind, in one language: ``heads`` by their last word, ``openers`` ("house of culture") by the first."""

    heads: Mapping[str, tuple[tuple[tuple[str, ...], SiteKind], ...]]
    openers: Mapping[str, tuple[tuple[tuple[str, ...], SiteKind], ...]]
    stems: Mapping[str, SiteKind]
    adjectives: Mapping[str, SiteKind]
    names: Mapping[str, SiteKind]
    vague: frozenset[str]
    people: frozenset[str]
    abstract: frozenset[str]

    @cached_property
    def no_places(self) -> frozenset[str]:
        """Words for persons and abstract things."""
        return self.people | self.abstract

    @cached_property
    def may_head(self) -> Memo[bool]:
        """Whether a word may be the one that tells the kind of a site; most words of a text are none."""
        return Memo(
            lambda word: word in self.openers or word in self.heads or _kind_by_stem(word, self) is not None
        )


@lru_cache(maxsize=4)
def site_words(lang: str) -> SiteWords:
    """The words for sites in ``lang``; English where it has none."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    section = data.get(lang) or data["en"]
    stemmed = "words" not in section
    heads: dict[str, list[tuple[tuple[str, ...], SiteKind]]] = {}
    openers: dict[str, list[tuple[tuple[str, ...], SiteKind]]] = {}
    stems: dict[str, SiteKind] = {}
    for kind in SiteKind:
        for phrase in section.get(kind.value, []):
            if stemmed:
                stems[phrase] = kind
            else:
                parts = tuple(phrase.split())
                if "of" in parts:
                    openers.setdefault(parts[0], []).append((parts, kind))
                else:
                    heads.setdefault(parts[-1], []).append((parts, kind))
    words = section.get("words", {})
    return SiteWords(
        heads={w: tuple(sorted(e, key=lambda e: -len(e[0]))) for w, e in heads.items()},
        openers={w: tuple(e) for w, e in openers.items()},
        stems=stems,
        adjectives={w: SiteKind(k) for w, k in words.get("kinds_by_adjective", {}).items()},
        names={w: SiteKind(k) for w, k in data["en"]["names"].items()},
        vague=frozenset(words.get("vague", "").split()),
        people=frozenset(words.get("people", "").split()),
        abstract=frozenset(words.get("abstract", "").split()),
    )


def site_spans(
    sentence: Sentence, words: Lexicon, mentions: Iterable[Mention] = (), text: str = ""
) -> list[SiteSpan]:
    """All phrases of ``sentence`` that may name a site, in order, none inside another.

    Args:
        sentence: where to look.
        words: the language's words.
        mentions: the mentions of the sentence; those of sites are sites, those of larger places are none.
        text: the body that offsets refer to; without it no address is found.
    """
    known = site_words(words.lang)
    inside = list(mentions)
    found = _noun_spans(sentence, words, known)
    found += _names(sentence, inside, known)
    found += _addresses(sentence, text)
    if not found:
        return found
    found = [_trimmed(span, sentence, inside) for span in found]
    return _joined([s for s in found if not _is_place(s, inside)], sentence)


def _noun_spans(sentence: Sentence, words: Lexicon, known: SiteWords) -> list[SiteSpan]:
    found: list[SiteSpan] = []
    for head in compress(range(len(sentence.lowered)), map(known.may_head.__getitem__, sentence.lowered)):
        kind = None if _is_verb(sentence, head) else _kind(sentence, head, known)
        if kind is None or (found and head < found[-1].last):
            continue
        span = _span(sentence, head, kind, words, known)
        if span is not None:
            found.append(span)
    return found


def _is_verb(sentence: Sentence, head: int) -> bool:
    """Whether a word in -s has its subject right before it: "a school that shelters people"."""
    return head > 0 and sentence.lowered[head].endswith("s") and sentence.lowered[head - 1] in _SUBJECTS


def _kind(sentence: Sentence, head: int, known: SiteWords) -> SiteKind | None:
    word = sentence.lowered[head]
    for parts, kind in known.openers.get(word, ()):
        if sentence.lowered[head : head + len(parts)] == parts:
            return kind  # "house of culture"
    for parts, kind in known.heads.get(word, ()):
        if sentence.lowered[max(0, head + 1 - len(parts)) : head + 1] == parts:
            return kind
    return _kind_by_stem(word, known)


def _kind_by_stem(word: str, known: SiteWords) -> SiteKind | None:
    for stem, kind in known.stems.items():
        if word == stem[:-1] if stem.endswith("$") else word.startswith(stem):
            return kind
    return None


def _span(sentence: Sentence, head: int, kind: SiteKind, words: Lexicon, known: SiteWords) -> SiteSpan | None:
    if head + 1 < len(sentence.lowered) and sentence.lowered[head + 1] in known.no_places:
        return None  # "hospital staff", "road construction"
    first = left_edge(sentence, head, words)
    if _governed_by(sentence, first, known.no_places) or _turned_into(sentence, first):
        return None
    if words.lang == "uk":
        first = head
    last = right_edge(sentence, head, words)
    if kind is SiteKind.OTHER or sentence.lowered[head] in known.vague:
        for word in sentence.lowered[first:last]:
            kind = known.adjectives.get(word, kind)  # "station of the National Police"
    return SiteSpan(first, head, last, sentence.starts[first], sentence.end_before(last), kind)


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


def _names(sentence: Sentence, mentions: Sequence[Mention], known: SiteWords) -> list[SiteSpan]:
    """The sites that the gazetteer knows by name."""
    found = []
    for mention in mentions:
        if mention.place is None or mention.place.kind is not PlaceKind.SITE:
            continue
        first, last = sentence.word_at(mention.start), sentence.word_at(mention.end - 1) + 1
        kind = _kind_of_name(f"{mention.text} {mention.place.name}", known)
        found.append(SiteSpan(first, last - 1, last, mention.start, mention.end, kind, "name"))
    return found


def _kind_of_name(name: str, known: SiteWords) -> SiteKind:
    """The kind that a name's words tell ("Mechnikov Hospital"), its last word first."""
    lowered = name.casefold()
    for part, kind in known.names.items():
        if part in lowered:
            return kind
    parts = lowered.split()
    for at in range(len(parts) - 1, -1, -1):
        for head, kind in known.heads.get(parts[at], ()):
            if tuple(parts[max(0, at + 1 - len(head)) : at + 1]) == head and kind is not SiteKind.OTHER:
                return kind
    return SiteKind.OTHER


def _addresses(sentence: Sentence, text: str) -> list[SiteSpan]:
    found: list[SiteSpan] = []
    if not any(map(_STREETS.__getitem__, sentence.lowered)):
        return found
    for match in _ADDRESS.finditer(text, sentence.start, sentence.end):
        first, last = sentence.word_at(match.start()), sentence.word_at(match.end() - 1) + 1
        while first < last and match["number"] is None and sentence.lowered[first] in _SMALL_WORDS:
            first += 1  # "In Sadova Street"
        if last - first < 2:
            continue
        start, end = sentence.starts[first], sentence.end_before(last)
        number = match["number"] is not None
        found.append(SiteSpan(first, last - 1, last, start, end, SiteKind.OTHER, "address", number))
    return found


def _trimmed(span: SiteSpan, sentence: Sentence, mentions: Sequence[Mention]) -> SiteSpan:
    """Without the region or country at its end: "positions in the Donetsk region" are positions.

    A name that its end would cut is taken whole.
    """
    for mention in mentions:
        if not (span.start < mention.end and mention.start <= span.end) or mention.start <= span.start:
            continue
        if mention.start < span.end < mention.end:
            last = sentence.word_at(mention.end - 1) + 1
            span = span._replace(last=last, end=sentence.end_before(last))
        at = sentence.word_at(mention.start)
        while at > span.head + 1 and sentence.lowered[at - 1] in DETERMINERS:
            at -= 1
        larger = mention.place is not None and mention.place.kind in _LARGER
        if larger and at > span.head + 1 and sentence.lowered[at - 1] == "in" and mention.end >= span.end - 7:
            return span._replace(last=at - 1, end=sentence.end_before(at - 1))
    return span


def _is_place(span: SiteSpan, mentions: Sequence[Mention]) -> bool:
    """Whether a phrase is but the name of a larger place ("Odesa region", "the Saltivka district")."""
    return any(
        m.place is not None
        and m.place.kind in _PLACES
        and m.start <= span.start
        and span.end <= m.end + len(" region")
        for m in mentions
    )


def _joined(found: Sequence[SiteSpan], sentence: Sentence) -> list[SiteSpan]:
    """Phrases that overlap are one: the outer words, the kind of the noun before that of a name or address."""
    order = {"noun": 0, "name": 1, "address": 2}
    joined: list[SiteSpan] = []
    for span in sorted(found, key=lambda s: (s.first, -s.last)):
        if not joined or span.first >= joined[-1].last:
            joined.append(span)
            continue
        one, other = sorted((joined[-1], span), key=lambda s: order[s.form])
        if other.form == "address" and one.head == other.head and other.number:
            one, other = other, one  # "12 Sadova Street" is an address, no street
        first, last = min(one.first, other.first), max(one.last, other.last)
        kind = one.kind if one.kind is not SiteKind.OTHER or one.number else other.kind
        joined[-1] = one._replace(
            first=first,
            last=last,
            start=sentence.starts[first],
            end=sentence.end_before(last),
            kind=kind,
        )
    return joined
