"""Consecutive visits of one person or delegation become a journey.

A stop is a place where the traveller did something in person on a known day. Where somebody is at home is learned:
the place where most of their days pass. A journey ends with a day without a stop, and where the traveller leaves
or enters the home country.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import combinations
from math import asin, cos, radians, sin, sqrt

from dateline.events.company import POINTS, TRAVELS, TRIP, Company, Traveller, in_person, maybe_in_person
from dateline.events.identity import stable_id
from dateline.events.people import Roster
from dateline.events.where import holds
from dateline.models import (
    Event,
    EventStatus,
    EventType,
    Journey,
    MergedEvent,
    Outcome,
    Place,
    PlaceKind,
    Stop,
)

_LONGEST_GAP = 1
_SAME_SPOT_KM = 20.0
_DAY_KM = 3000.0
"""Farther than this apart nobody visits two places on one day: one of them was read wrong."""
_EARTH_KM = 6371.0088
_SURE = 0.5
"""Least score of an event that a journey rests on."""
_HOME_SHARE = 0.3
_HOME_DAYS = 5
_LONGEST_VISIT = 7
"""Days of one visit that is told with its first and last day."""
_SPOTS = POINTS | {PlaceKind.REGION, PlaceKind.DISTRICT, PlaceKind.COUNTRY}
_LOOKING_BACK = re.compile(
    r"\b(?:(?:recent|previous|last|earlier) (?:\w+ ){0,2}(?:visit|trip|tour|meeting|talks|stay)|recently visited"
    r"|last (?:week|month|year|time)|(?:days?|weeks?|months?|years?) ago"
    r"|already|invit(?:ed|es|ing|ation)|convinced|hope[sd]?|would|upcoming|forthcoming|first time he)\b",
    re.IGNORECASE,
)
"""What makes the day of publication no day of the visit."""
_FIRST = re.compile(
    r"\b(?:before the|prior to|first visited|at the beginning|began (?:his|her|their))\b", re.IGNORECASE
)
"""What a release tells of after it happened first."""
_ABOUT = re.compile(
    r"\b(?:regarding|concerning|about|on the (?:issue|situation)|in the direction|readiness)\b", re.IGNORECASE
)
_STEM = 4
"""Letters by which two spellings of a place's name are the same in one sentence."""


@dataclass(frozen=True, slots=True)
class _Day:
    """What a traveller did at one place, from one day to another (mostly the same)."""

    day: date
    last: date
    order: tuple[int, str, int, int]
    place: Place
    event: str
    releases: tuple[str, ...]
    planned: bool


@dataclass(slots=True)
class _Stay:
    """A stop as it grows."""

    place: Place
    first: date
    last: date
    planned: bool
    events: list[str] = field(default_factory=list)

    def stop(self) -> Stop:
        first, last = self.first.isoformat(), self.last.isoformat()
        return Stop(self.place, first, last, tuple(self.events), self.planned)

    def grow(self, day: _Day) -> None:
        self.place = self.place if self.place.kind is not PlaceKind.SITE else day.place
        self.first, self.last = min(self.first, day.day), max(self.last, day.last)
        self.events.append(day.event)


def journeys(
    merged: Sequence[MergedEvent], outcomes: Iterable[Outcome], roster: Roster
) -> tuple[Journey, ...]:
    """All journeys of two stops and more, by date; who travelled the very same way travelled together.

    Args:
        merged: merged events.
        outcomes: the releases that tell of them.
        roster: who is who.
    """
    company = Company(roster)
    read = {o.release.id: o for o in outcomes}
    guests = {release_id: company.guests(outcome) for release_id, outcome in read.items()}
    days: dict[Traveller, dict[str, _Day]] = defaultdict(dict)
    confirmed = {plan for m in merged for plan in m.confirms}
    events = {e.id: e for o in read.values() for e in o.events}
    past = {(r, e.place.id) for r, o in read.items() for e in o.events if e.place and _looks_back(e)}
    implied: list[tuple[Traveller, str, _Day]] = []
    for one in merged:
        for source in one.sources if one.id not in confirmed else ():
            event, release = events[source.event_id], read[source.release_id].release
            day = _day(one, event)
            if day is None or (release.id, day.place.id) in past:
                continue
            for traveller in company.travellers(release, event, guests[release.id]):
                if in_person(event):
                    days[traveller].setdefault(one.id, day)
                else:
                    implied.append((traveller, one.id, day))
    for traveller, merged_id, day in implied:
        if any(d.day == day.day and holds(d.place, day.place) for d in list(days[traveller].values())):
            days[traveller].setdefault(merged_id, day)
    found = [trip for traveller in sorted(days) for trip in _trips(traveller, list(days[traveller].values()))]
    return tuple(sorted(_together(found), key=lambda j: (j.first, j.id)))


def _day(merged: MergedEvent, event: Event) -> _Day | None:
    """The stop that a telling gives; None where nobody was there in person on a day that is known."""
    place, when = merged.event.place, merged.event.date
    if place is None or not maybe_in_person(event) or event.score < _SURE or not _spot(event, place):
        return None
    if when.value is None or len(when.value) != 10 or when.prec not in (1, 2, 3):
        return None
    text = event.evidence.text
    if _looks_back(event) or _topic(text, place):
        return None
    first = date.fromisoformat(when.value)
    last = date.fromisoformat(when.end) if when.end and len(when.end) == 10 else first
    if not timedelta(0) <= last - first < timedelta(days=_LONGEST_VISIT):
        return None
    source = merged.sources[0]
    published = source.published.isoformat() if source.published else ""
    order = (0 if _FIRST.search(text) else 1, published, source.evidence.start, event.mention or 0)
    releases = tuple(s.release_id for s in merged.sources)
    planned = merged.event.status is EventStatus.PLANNED
    return _Day(first, last, order, place, merged.id, releases, planned)


def _looks_back(event: Event) -> bool:
    """Whether only the day of publication dates a visit of which the sentence tells as past, or merely wished."""
    return event.date.basis == "publication" and _LOOKING_BACK.search(event.evidence.text) is not None


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
    at = text.casefold().find(place.name[:_STEM].casefold())
    return topic is not None and at > topic.start()


def _home(days: Sequence[_Day]) -> str:
    """The id of the place where most of somebody's days pass; empty where none stands out."""
    spent = Counter(place for place, _ in {(d.place.id, d.day) for d in days if not d.planned})
    if not spent:
        return ""
    place = min(spent, key=lambda p: (-spent[p], p))
    total = len({d.day for d in days if not d.planned})
    return place if spent[place] >= _HOME_DAYS and spent[place] / total >= _HOME_SHARE else ""


def _trips(traveller: Traveller, days: Sequence[_Day]) -> list[Journey]:
    home = _home(days)
    home_place = next((d.place for d in days if d.place.id == home), None)
    ordered = sorted(days, key=lambda d: (d.day, d.order, d.event))
    away = [d for d in ordered if not _at_home(d.place, home_place)]
    country = home_place.country if home_place else ""
    runs: list[list[_Day]] = []
    for day in away:
        if runs and _follows(runs[-1][-1], day, country):
            runs[-1].append(day)
        else:
            runs.append([day])
    return [j for run in runs if (j := _journey(traveller, run)) is not None]


def _at_home(place: Place, home: Place | None) -> bool:
    return home is not None and (place.id == home.id or holds(place, home) or _one_spot(place, home))


def _one_spot(one: Place, other: Place) -> bool:
    """A building and its town, or a town and its district."""
    kinds = {one.kind, other.kind}
    if not kinds <= POINTS | {PlaceKind.DISTRICT} or (len(kinds) == 1 and PlaceKind.SITE not in kinds):
        return False
    return _km(one, other) <= _SAME_SPOT_KM


def _km(one: Place, other: Place) -> float:
    """The great-circle distance in km."""
    lat, other_lat = radians(one.lat), radians(other.lat)
    half = sin((lat - other_lat) / 2) ** 2
    half += cos(lat) * cos(other_lat) * sin(radians(one.lon - other.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(half, 1.0)))


def _follows(before: _Day, after: _Day, country: str) -> bool:
    gap = (after.day - before.last).days
    crossed = (before.place.country == country) != (after.place.country == country)
    return gap <= _LONGEST_GAP and not (country and crossed)


def _journey(traveller: Traveller, run: Sequence[_Day]) -> Journey | None:
    stays: list[_Stay] = []
    for day in run:
        known = next((stay for stay in stays if _one_stay(stay, day)), None)
        if known is None:
            stays.append(_Stay(day.place, day.day, day.last, day.planned, [day.event]))
        else:
            known.grow(day)
    stays = [s for s in stays if not any(_stands_for(o, s) for o in stays if o is not s)]
    if len({s.place.id for s in stays}) < 2 or all(s.planned for s in stays) or _impossible(stays):
        return None
    first, last = stays[0].first.isoformat(), max(s.last for s in stays).isoformat()
    kept = {event for s in stays for event in s.events}
    releases = tuple(dict.fromkeys(r for d in run if d.event in kept for r in d.releases))
    journey_id = stable_id("j", traveller.key, first, stays[0].place.id)
    return Journey(journey_id, traveller.name, first, last, tuple(s.stop() for s in stays), releases)


def _impossible(stays: Sequence[_Stay]) -> bool:
    """Whether somebody would have been at two ends of the world on one day."""
    return any(
        s.first == s.last == o.first == o.last and _km(s.place, o.place) > _DAY_KM
        for s, o in combinations(stays, 2)
    )


def _one_stay(stay: _Stay, day: _Day) -> bool:
    if stay.planned != day.planned:
        return False
    return stay.place.id == day.place.id or _one_spot(stay.place, day.place)


def _stands_for(other: _Stay, stay: _Stay) -> bool:
    """Whether another stay says the same more narrowly, or tells that what was planned here took place."""
    if not _meets(stay, other):
        return False
    done = stay.planned and not other.planned
    near = other.place.id == stay.place.id or holds(other.place, stay.place)
    return holds(stay.place, other.place) or (done and near)


def _meets(stay: _Stay, other: _Stay) -> bool:
    return stay.first <= other.last and other.first <= stay.last


def _together(trips: Sequence[Journey]) -> list[Journey]:
    """Journeys by the same stops on the same days, told by the same release, as one of all who made them."""
    groups: list[list[Journey]] = []
    by_way: dict[tuple[tuple[str, str, str, bool], ...], list[list[Journey]]] = defaultdict(list)
    for trip in sorted(trips, key=lambda j: j.id):
        same_way = by_way[tuple((s.place.id, s.first, s.last, s.planned) for s in trip.stops)]
        group = next((g for g in same_way if not set(g[0].releases).isdisjoint(trip.releases)), None)
        if group is None:
            same_way.append(group := [])
            groups.append(group)
        group.append(trip)
    return [_joint(group) for group in groups]


def _joint(group: list[Journey]) -> Journey:
    first, *others = group
    if not others:
        return first
    names = sorted({trip.traveller for trip in group})
    stops = tuple(
        replace(same[0], events=tuple(dict.fromkeys(event for stop in same for event in stop.events)))
        for same in zip(*(trip.stops for trip in group), strict=True)
    )
    releases = tuple(dict.fromkeys(release for trip in group for release in trip.releases))
    who = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    return Journey(first.id, who, first.first, first.last, stops, releases)
