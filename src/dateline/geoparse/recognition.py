"""Which candidates are mentions: a logistic model over named features, then the best that do not overlap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dateline.geoparse import features
from dateline.geoparse.candidates import Span
from dateline.geoparse.model import LogLinear, logistic
from dateline.models import Place

THRESHOLD = 0.5


@dataclass(frozen=True, slots=True)
class Recognised:
    """A span that is a mention, how sure that is, and the rows of the features that said so."""

    span: Span
    score: float
    rows: tuple[int, ...]


class Describer:
    """Turns candidates into features; remembers what the gazetteer says of each name."""

    def __init__(self, row: Callable[[int], Place]) -> None:
        self._row = row
        self._memo: dict[tuple[str, tuple[int, ...]], tuple[str, ...]] = {}

    def gazetteer(self, name: str, rows: tuple[int, ...]) -> tuple[str, ...]:
        """What the gazetteer says of a name that has these rows."""
        found = self._memo.get((name, rows))
        if found is None:
            if len(self._memo) > 20_000:
                self._memo.clear()
            places = [self._row(row) for row in rows[:4]]
            found = self._memo[name, rows] = features.gazetteer_features(name, places, len(rows))
        return found

    def describe(self, text: str, spans: Sequence[Span]) -> list[list[str]]:
        """The features of every candidate of a text."""
        flags = features.document_flags(spans, lambda span: text[span.start : span.end])
        described = []
        for span, covers in zip(spans, coverage(spans), strict=True):
            name = text[span.start : span.end]
            found = features.recognition(span, name, self.gazetteer, flags.get(name, 0))
            described.append(found + covers)
        return described


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


def choose(spans: Sequence[Span], described: Iterable[list[str]], model: LogLinear) -> list[Recognised]:
    """The mentions among the candidates: likely ones, the likeliest first where they overlap."""
    likely = []
    for span, found in zip(spans, described, strict=True):
        rows = model.rows(found)
        score = logistic(model.scores(rows)[0])
        if score >= THRESHOLD:
            likely.append(Recognised(span, score, tuple(rows)))
    likely.sort(key=lambda item: (-item.score, item.span.start))
    taken: list[Recognised] = []
    words: set[tuple[int, int]] = set()
    for item in likely:
        sentence = id(item.span.sentence)
        covered = {(sentence, at) for at in range(item.span.first, item.span.last)}
        if not covered & words:
            words |= covered
            taken.append(item)
    taken.sort(key=lambda item: item.span.start)
    return taken
