"""Consecutive visits of one person or delegation become a journey.

A stop is a place where the traveller did something in person on a known day. Where somebody is at home is learned:
the place where by far most of their days pass. A journey ends with a day without a stop, and where the traveller leaves
or enters the home country.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations
from math import asin, cos, radians, sin, sqrt

from dateline.events.company import POINTS, Company, Traveller, in_person
from dateline.events.identity import stable_id
from dateline.events.people import Roster
from dateline.events.stops import Day, Presence
from dateline.events.where import holds
from dateline.models import Journey, MergedEvent, Outcome, Place, PlaceKind, Stop

_LONGEST_GAP = 1
_SAME_SPOT_KM = 20.0
_DAY_KM = 3000.0
"""Farther than this apart nobody visits two places on one day: one of them was read wrong."""
_EARTH_KM = 6371.0088
_HOME_DAYS = 5
_HOME_LEAD = 2
"""How often as many days somebody spends at home as at any other place."""


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

    def grow(self, day: Day) -> None:
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
    read = {o.release.id: o for o in outcomes}
    days = _days(merged, read, Company(roster))
    found = [trip for traveller in sorted(days) for trip in _trips(traveller, list(days[traveller].values()))]
    return tuple(sorted(_together(found), key=lambda j: (j.first, j.id)))


def _days(
    merged: Sequence[MergedEvent], read: Mapping[str, Outcome], company: Company
) -> dict[Traveller, dict[str, Day]]:
    """The stops of every traveller, by event.

    Whom a sentence puts at a place without a word of having been there was so only where other stops agree.
    """
    guests = {release_id: company.guests(outcome) for release_id, outcome in read.items()}
    presence = Presence(read.values())
    confirmed = {plan for m in merged for plan in m.confirms}
    days: dict[Traveller, dict[str, Day]] = defaultdict(dict)
    implied: list[tuple[Traveller, str, Day]] = []
    for one in merged:
        for source in one.sources if one.id not in confirmed else ():
            if (day := presence.day(one, source)) is None:
                continue
            event, release = presence.telling(source)
            for traveller in company.travellers(release, event, guests[release.id]):
                if in_person(event):
                    days[traveller].setdefault(one.id, day)
                else:
                    implied.append((traveller, one.id, day))
    around = defaultdict(list)
    for traveller, own in days.items():
        for day in own.values():
            around[traveller, day.day].append(day.place)
    for traveller, merged_id, day in implied:
        if any(holds(place, day.place) for place in around[traveller, day.day]):
            days[traveller].setdefault(merged_id, day)
    return days


def _home(days: Sequence[Day]) -> str:
    """The id of the place where most of somebody's days pass; empty where none stands out."""
    spent = Counter(place for place, _ in {(d.place.id, d.day) for d in days if not d.planned})
    most, second, *_ = (*sorted(spent, key=lambda p: (-spent[p], p)), "", "")
    return most if spent[most] >= max(_HOME_DAYS, _HOME_LEAD * spent[second]) else ""


def _trips(traveller: Traveller, days: Sequence[Day]) -> list[Journey]:
    home = _home(days)
    home_place = next((d.place for d in days if d.place.id == home), None)
    ordered = sorted(days, key=lambda d: (d.day, d.order, d.event))
    away = [d for d in ordered if not _at_home(d.place, home_place)]
    country = home_place.country if home_place else ""
    runs: list[list[Day]] = []
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


def _follows(before: Day, after: Day, country: str) -> bool:
    gap = (after.day - before.last).days
    crossed = (before.place.country == country) != (after.place.country == country)
    return gap <= _LONGEST_GAP and not (country and crossed)


def _journey(traveller: Traveller, run: Sequence[Day]) -> Journey | None:
    stays: list[_Stay] = []
    for day in run:
        known = next((stay for stay in stays if _one_stay(stay, day)), None)
        if known is None:
            stays.append(_Stay(day.place, day.day, day.last, day.planned, [day.event]))
        else:
            known.grow(day)
    stays = _narrowest(stays)
    if len({s.place.id for s in stays}) < 2 or all(s.planned for s in stays) or _impossible(stays):
        return None
    first, last = stays[0].first.isoformat(), max(s.last for s in stays).isoformat()
    kept = {event for s in stays for event in s.events}
    releases = tuple(dict.fromkeys(r for d in run if d.event in kept for r in d.releases))
    journey_id = stable_id("j", traveller.key, first, stays[0].place.id)
    return Journey(journey_id, traveller.name, first, last, tuple(s.stop() for s in stays), releases)


def _narrowest(stays: Sequence[_Stay]) -> list[_Stay]:
    """The stays that no other says more narrowly, in order.

    Who was in a region before another stop of that day was so at the region's towns.
    """
    rank = list(range(len(stays)))
    kept = []
    for i, stay in enumerate(stays):
        heirs = [k for k, other in enumerate(stays) if k != i and _stands_for(other, stay)]
        if not heirs:
            kept.append(i)
        for k in heirs:
            if stays[k].first == stay.first and stays[k].planned == stay.planned:
                rank[k] = min(rank[k], rank[i])
    return [stays[i] for i in sorted(kept, key=lambda i: (rank[i], i))]


def _impossible(stays: Sequence[_Stay]) -> bool:
    """Whether somebody would have been at two ends of the world on one day."""
    return any(
        s.first == s.last == o.first == o.last and _km(s.place, o.place) > _DAY_KM
        for s, o in combinations(stays, 2)
    )


def _one_stay(stay: _Stay, day: Day) -> bool:
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
