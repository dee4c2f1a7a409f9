"""Which candidates are mentions: a logistic model over named features, then the best that do not overlap."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.geoparse import features
from dateline.geoparse.document import Sentence
from dateline.geoparse.model import LogLinear
from dateline.geoparse.spans import Span
from dateline.geoparse.templates import Group
from dateline.models import Place, PlaceKind

_THRESHOLD = 0.0
"""Log-odds from which a candidate is a mention: likelier than not."""
_MEMO_LIMIT = 20_000
_LIST_MARKS = frozenset((",", "and", "or", "-", "–", "та", "і", "й", "the", ";"))
_INSIDE_MARKS = frozenset((",", "(", "in", "of", "the", "у", "в"))


Whereabouts = tuple[str, str, PlaceKind]
"""Country, id of the region, and kind of a place."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A span that is a mention, how sure that is, and the rows of the features that said so."""

    span: Span
    score: float
    rows: tuple[int, ...]


class Describer:
    """Turns candidates into features; remembers what the gazetteer says of each name."""

    def __init__(self, row: Callable[[int], Place], whereabouts: Callable[[int], Whereabouts]) -> None:
        self._row = row
        self._whereabouts = whereabouts
        self._memo: dict[tuple[str, tuple[int, ...]], Group] = {}
        self._where: dict[tuple[int, ...], Where] = {}

    def gazetteer(self, name: str, rows: tuple[int, ...]) -> Group:
        """What the gazetteer says of a name that has these rows."""
        found = self._memo.get((name, rows))
        if found is None:
            if len(self._memo) > _MEMO_LIMIT:
                self._memo.clear()
            places = [self._row(row) for row in rows[:4]]
            found = self._memo[name, rows] = features.gazetteer_features(name, places, len(rows))
        return found

    def where(self, rows: tuple[int, ...]) -> Where:
        """In which countries and regions the places of a name lie."""
        found = self._where.get(rows)
        if found is None:
            if len(self._where) > _MEMO_LIMIT:
                self._where.clear()
            found = self._where[rows] = Where.of([self._whereabouts(row) for row in rows[:80]])
        return found

    def describe(self, text: str, spans: Sequence[Span], home: str) -> Iterator[list[Group]]:
        """The features of every candidate of a text that ``home`` (ISO 3166-1, or "") publishes, in groups."""
        names = [text[span.start : span.end] for span in spans]
        flags = features.document_flags(spans, names)
        places = [self.where(span.rows) for span in spans]
        named = {country for where in places for country in where.is_country}
        own = coverage(spans)
        _neighbours(spans, places, own)
        for span, name, where, found in zip(spans, names, places, own, strict=True):
            groups, more = features.recognition(span, name, self.gazetteer, flags[name])
            found.extend(more)
            if span.rows and not where.is_country:
                if home in where.countries:
                    found.append("home")
                if not named.isdisjoint(where.countries):
                    found.append("country named")
            groups.append(tuple(found))
            yield groups


@dataclass(frozen=True, slots=True)
class Where:
    """The countries and regions of a name's places, and which it names itself."""

    countries: frozenset[str]
    regions: frozenset[str]
    is_country: frozenset[str]
    is_region: frozenset[str]

    @classmethod
    def of(cls, places: Sequence[Whereabouts]) -> Where:
        """Gathered from the most prominent places of a name."""
        country, _, kind = places[0] if places else ("", "", None)
        return cls(
            countries=frozenset(country for country, _, _ in places if country),
            regions=frozenset(region for _, region, _ in places if region),
            is_country=frozenset((country,) if kind is PlaceKind.COUNTRY else ()),
            is_region=frozenset(region for _, region, kind in places if region and kind is PlaceKind.REGION),
        )


def _neighbours(spans: Sequence[Span], places: Sequence[Where], described: list[list[str]]) -> None:
    """Add what candidates beside one another say: a list of places, a place in its region or country."""
    ends: dict[tuple[int, int], int] = {}
    for at, span in enumerate(spans):
        sentence = id(span.sentence)
        lows, first = span.sentence.lows, span.first
        for back in (1, 2, 3):
            before = ends.get((sentence, first - back))
            if before is None:
                continue
            between = lows[first - back : first]
            if all(low in _LIST_MARKS for low in between):
                described[at].append("list after " + ("known" if spans[before].rows else "unknown"))
                described[before].append("list before " + ("known" if span.rows else "unknown"))
            if all(low in _INSIDE_MARKS for low in between) and span.rows and spans[before].rows:
                inner, outer = places[before], places[at]
                if inner.regions & outer.is_region or inner.countries & outer.is_country:
                    described[before].append("within next")
                    described[at].append("holds previous")
            break
        key = (sentence, span.last)
        if key not in ends or (span.rows and not spans[ends[key]].rows):
            ends[key] = at


def coverage(spans: Sequence[Span]) -> list[list[str]]:
    """For each span whether a longer candidate covers it, or it covers a shorter one."""
    found: list[list[str]] = [[] for _ in spans]
    for at, span in enumerate(spans):
        for other_at in range(at + 1, min(at + 12, len(spans))):
            other = spans[other_at]
            if other.start >= span.end:
                break
            if other.end <= span.end:
                found[other_at].append("inside=" + ("known" if span.rows else span.asked or "unknown"))
                found[at].append("covers=" + ("known" if other.rows else other.asked or "unknown"))
            else:
                found[other_at].append("crossed")
    return found


def choose(spans: Sequence[Span], described: Iterable[Sequence[Group]], model: LogLinear) -> list[Recognised]:
    """The mentions among the candidates: likely ones, the likeliest first where they overlap."""
    likely = []
    for span, groups in zip(spans, described, strict=True):
        odds = model.log_odds(groups)
        if odds >= _THRESHOLD:
            likely.append(Recognised(span, 1.0 / (1.0 + math.exp(-min(odds, 30.0))), model.rows_of(groups)))
    taken: list[Recognised] = []
    kept: list[tuple[int, int]] = []
    for item in sorted(likely, key=lambda item: (-item.score, item.span.start)):
        start, end = item.span.start, item.span.end
        at = bisect_left(kept, (end, 0))
        if at == 0 or kept[at - 1][1] <= start:
            kept.insert(at, (start, end))
            taken.append(item)
    taken.sort(key=lambda item: item.span.start)
    return taken


def adopt(
    found: Iterable[tuple[int, int, float]], sentences: Sequence[Sentence], spans: Sequence[Span]
) -> list[Recognised]:
    """What another recogniser found, as spans of whole words with the places that the gazetteer knows."""
    known = {(span.start, span.end): span for span in reversed(spans)}
    starts = [sentence.start + sentence.starts[0] for sentence in sentences]
    adopted = []
    for start, end, score in found:
        at = bisect_right(starts, start) - 1
        if at < 0 or start >= sentences[at].start + sentences[at].ends[-1]:
            continue
        sentence = sentences[at]
        first = bisect_right(sentence.ends, start - sentence.start)
        last = bisect_left(sentence.starts, end - sentence.start)
        while first < last and sentence.lows[first] in ("the", "a", "an"):
            first += 1
        if first < last:
            span = Span(sentence, first, last, ())
            adopted.append(Recognised(known.get((span.start, span.end), span), score, ()))
    return joined([], adopted)


def joined(own: Sequence[Recognised], other: Iterable[Recognised]) -> list[Recognised]:
    """Both, in order of the text; where they overlap, ``own`` stays."""
    kept = list(own)
    taken = sorted((item.span.start, item.span.end) for item in own)
    for item in other:
        at = bisect_left(taken, (item.span.end, 0))
        if at == 0 or taken[at - 1][1] <= item.span.start:
            kept.append(item)
            insort(taken, (item.span.start, item.span.end))
    return sorted(kept, key=lambda item: item.span.start)
