"""One release as the steps of extraction see it: its sentences, mentions, acts and expressions of time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from dateline.events.candidates import Candidate, Reading, readings
from dateline.events.context import Setting, setting
from dateline.events.dates import Clock, TimeExpression, clock, reference_day
from dateline.events.figures import Count, counts
from dateline.events.lexicon import Lexicon, lexicon
from dateline.events.numerals import may_hold
from dateline.events.passage import Passage
from dateline.events.timing import TimeContext
from dateline.events.when import ahead
from dateline.models import EventDate, Mention, Release

_LEAD = 2
"""How many sentences the lead of a release has."""


class Parsed(Protocol):
    """What the geoparser gives for one release."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Mentions of the body."""

    @property
    def title_mentions(self) -> tuple[Mention, ...]:
        """Mentions of the title."""


@dataclass(slots=True)
class Text:
    """One release as the steps of extraction see it."""

    release: Release
    passage: Passage
    mentions: tuple[Mention, ...]
    words: Lexicon
    readings: list[Reading]
    setting: Setting
    today: date | None
    watch: Clock
    times: dict[int, list[TimeExpression]] = field(default_factory=dict)
    _counts: dict[int, list[Count]] = field(default_factory=dict)
    _named: list[tuple[int | None, int | None]] = field(default_factory=list)

    def times_of(self, index: int) -> list[TimeExpression]:
        """The expressions of time in a sentence, found when first asked for; offsets in the body."""
        found = self.times.get(index)
        if found is None:
            sentence, inside = self.passage.sentences[index], list[TimeExpression]()
            if self.watch.may_find(sentence.lowered):
                inside = self.watch.find(self.release.body[sentence.start : sentence.end], self.today)
            found = self.times[index] = [t.moved(sentence.start) for t in inside]
        return found

    def counts_of(self, reading: Reading) -> list[Count]:
        """The numbers of a sentence that may be counts, found when first asked for."""
        index = reading.sentence.index
        found = self._counts.get(index)
        if found is None:
            found = []
            if may_hold(reading.sentence.lowered):
                found = counts(reading.sentence, self.passage, self.times_of(index), self.words.lang)
            self._counts[index] = found
        return found

    def ahead_of(self, candidate: Candidate) -> bool | None:
        """Whether the act's own time lies after publication; None where it has none."""
        return ahead(candidate, self.times_of(candidate.reading.sentence.index), self.today)

    def lead_says_today(self) -> bool:
        """Whether the first sentences name the day of publication."""
        last = min(_LEAD, len(self.readings)) - 1
        return last >= 0 and self._last_named(last)[0] is not None

    def time_context(self, candidate: Candidate, ruled: EventDate) -> TimeContext:
        """The expressions of time around an act that the plain rule dates as ``ruled``."""
        at = candidate.reading.sentence.index
        today, another = self._last_named(at)
        return TimeContext(
            basis=ruled.basis,
            expressions=len(self.times_of(at)),
            ahead=self.ahead_of(candidate),
            lead=self.lead_says_today(),
            since=None if today is None else at - today,
            other=None if another is None else at - another,
        )

    def _last_named(self, at: int) -> tuple[int | None, int | None]:
        """The last sentence up to ``at`` that names the day of publication, and the last that names another one."""
        known = self._named
        today, another = known[-1] if known else (None, None)
        for index in range(len(known), at + 1):
            for expression in self.times_of(index):
                if _only(expression) == self.today:
                    today = index
                else:
                    another = index
            known.append((today, another))
        return known[at]


def _only(expression: TimeExpression) -> date | None:
    """The day that an expression names, where it names one day in the year of publication."""
    single = expression.first == expression.last and expression.prec == 1
    return expression.first if single else None


def read(release: Release, parsed: Parsed) -> Text:
    """Cut a release into what the steps of extraction look at."""
    passage = Passage.of(release.body)
    words = lexicon(release.lang)
    found = readings(passage, parsed.mentions, words)
    today = reference_day(release.published)
    told = setting(release, passage, parsed.title_mentions, words)
    return Text(release, passage, parsed.mentions, words, found, told, today, clock(release.lang))
