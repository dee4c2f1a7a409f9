"""What a telling gives to a journey: a place where somebody was in person on a known day.

Left out is what only looks like one: a visit looked back upon, a place that was talked about, a second place of one
ceremony, a meeting abroad that nothing but the publication of a release at home would date.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.events.company import POINTS, TRAVELS, TRIP, in_person, maybe_in_person
from dateline.events.published import instant
from dateline.models import (
    Event,
    EventStatus,
    EventType,
    MergedEvent,
    Outcome,
    Place,
    PlaceKind,
    Release,
    Source,
)

_SURE = 0.5
"""Least score of an event that a journey rests on."""
_LONGEST_VISIT = 7
"""Days of one visit that is told with its first and last day."""
_SPOTS = POINTS | {PlaceKind.REGION, PlaceKind.DISTRICT, PlaceKind.COUNTRY}
_LOOKING_BACK = re.compile(
    r"\b(?:(?:recent|previous|last|earlier) (?:\w+ ){0,2}(?:visit|trip|tour|meeting|talks|stay)|recently visited"
    r"|last (?:week|month|year|time)|(?:days?|weeks?|months?|years?) ago"
    r"|already|invit(?:ed|es|ing|ation)|convinced|hope[sd]?|would|upcoming|forthcoming|first time he)\b"
    r"|\b(?:нещодавн|попередн|минул(?:ого|ому|ої|ій) (?:тиж|міс|р[оі]|зустр)|запро[сш]|сподіва|майбутн)"
    r"|\b(?:дн\w+|тиж\w+|місяц\w+|рок\w+) тому\b",
    re.IGNORECASE,
)
"""What makes the day of publication no day of the visit."""
_FIRST = re.compile(
    r"\b(?:before the|prior to|first visited|at the beginning|began (?:his|her|their))\b"
    r"|\b(?:перед (?:зустріч|перегов|початк)|спочатку|спершу|на початку|розпоча[вл])",
    re.IGNORECASE,
)
"""What a release tells of after it happened first."""
_WENT_ON = re.compile(
    r"\b(?:then|later|afterwards|after (?:that|this)|next|arriv\w+|flew|went on to|continu\w+ (?:his|her|their|the) (?:trip|tour|visit))\b"
    r"|\b(?:потім|згодом|пізніше|після цього|далі|прибу[вл]|вируши)",
    re.IGNORECASE,
)
"""What says that the way led from one country into another on one day."""
_ABOUT = re.compile(
    r"\b(?:regarding|concerning|about|on the (?:issue|situation)|in the direction|readiness)\b"
    r"|\b(?:щодо|стосовно|про ситуацію|про стан)\b",
    re.IGNORECASE,
)
_STEM = 4
"""Letters by which two spellings or cases of a place's name are the same in one sentence."""
Order = tuple[bool, float, str, int, int]
"""What happened first by its words; when it was published, by which release; where its sentence and its place stand."""


@dataclass(frozen=True, slots=True)
class Day:
    """What a traveller did at one place, from one day to another (mostly the same)."""

    day: date
    last: date
    order: Order
    place: Place
    event: str
    releases: tuple[str, ...]
    planned: bool


class Presence:
    """Who reads releases for stops: it knows their events and which of them give none."""

    def __init__(self, outcomes: Iterable[Outcome]) -> None:
        self._told: dict[str, tuple[Event, Release]] = {}
        self._none: set[str] = set()
        for outcome in outcomes:
            self._told |= {event.id: (event, outcome.release) for event in outcome.events}
            self._none |= {event.id for event in _no_stops(outcome)}

    def telling(self, source: Source) -> tuple[Event, Release]:
        """An event as one of its sources tells it."""
        return self._told[source.event_id]

    def day(self, merged: MergedEvent, source: Source) -> Day | None:
        """The stop that a telling gives; None where nobody was there in person on a day that is known."""
        event, _ = self.telling(source)
        place, when = merged.event.place, merged.event.date
        if place is None or event.id in self._none or event.score < _SURE or not maybe_in_person(event):
            return None
        if when.value is None or len(when.value) != 10 or when.prec not in (1, 2, 3):
            return None
        if not _spot(event, place) or _topic(event.evidence.text, place):
            return None
        first = date.fromisoformat(when.value)
        last = date.fromisoformat(when.end) if when.end and len(when.end) == 10 else first
        if not timedelta(0) <= last - first < timedelta(days=_LONGEST_VISIT):
            return None
        releases = tuple(s.release_id for s in merged.sources)
        planned = merged.event.status is EventStatus.PLANNED
        return Day(first, last, self._order(merged, event), place, merged.id, releases, planned)

    def _order(self, merged: MergedEvent, event: Event) -> Order:
        """Where a stop stands among those of its day: as its first source has it."""
        source = merged.sources[0]
        told, release = self.telling(source)
        later = _FIRST.search(event.evidence.text) is None
        return later, instant(release), release.id, source.evidence.start, told.mention or 0


def _no_stops(outcome: Outcome) -> Iterator[Event]:
    """The events of a release that no journey may rest on."""
    past = {event.place.id for event in outcome.events if event.place and _looks_back(event)}
    yield from (event for event in outcome.events if event.place and event.place.id in past)
    yield from _second_places(outcome.events)
    yield from _abroad(outcome.events)


def _looks_back(event: Event) -> bool:
    """Whether only the day of publication dates a visit of which the sentence tells as past, or merely wished."""
    return event.date.basis == "publication" and _LOOKING_BACK.search(event.evidence.text) is not None


def _second_places(events: Iterable[Event]) -> Iterator[Event]:
    """Of a meeting or ceremony that one sentence puts at two points, those less likely: it was held at one."""
    acts: dict[tuple[EventType, int], list[Event]] = defaultdict(list)
    for event in events:
        if event.type not in TRAVELS and event.place is not None and event.place.kind in POINTS:
            acts[event.type, event.evidence.start].append(event)
    for same in acts.values():
        same.sort(key=lambda e: (-e.score, e.mention or 0, e.id))
        yield from (event for event in same[1:] if event.place != same[0].place)


def _abroad(events: Iterable[Event]) -> Iterator[Event]:
    """What a release tells of another country than the one where it begins, with no day of its own.

    "They held talks in Kyiv. It went on even during the talks in Moscow": these were on another day.
    """
    there = [e for e in events if e.place and e.place.country and e.score >= _SURE and in_person(e)]
    there.sort(key=lambda e: (e.evidence.start, e.mention or 0, e.id))
    for event in there:
        lead = there[0]
        if event.date.basis != "publication" or event.place is None or lead.place is None:
            continue
        left = event.place.country != lead.place.country and event.evidence.start != lead.evidence.start
        if left and not _WENT_ON.search(event.evidence.text):
            yield event


def _spot(event: Event, place: Place) -> bool:
    """Whether the place is narrow enough for what was done there: one visits a region, but meets in a town."""
    if place.kind not in _SPOTS:
        return False
    if event.type in TRAVELS:
        return place.kind is not PlaceKind.COUNTRY or event.type is EventType.VISIT
    return place.kind in POINTS or (
        place.kind is PlaceKind.REGION and TRIP.search(event.evidence.text) is not None
    )


def _topic(text: str, place: Place) -> bool:
    """Whether the place is what was talked about ("met in Kyiv about the plant"), not where somebody was."""
    topic = _ABOUT.search(text)
    if topic is None:
        return False
    names = filter(None, (place.name, place.name_native))
    stems = (name[: min(_STEM, len(name) - 1)].casefold() for name in names)
    return max(text.casefold().find(stem) for stem in stems) > topic.start()
