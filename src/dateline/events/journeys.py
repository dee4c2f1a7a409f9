"""Consecutive visits of one person become a journey; planned visits meet those that carried them out.

A stop is a place where the traveller did something in person on a known day. Where somebody is at home is learned:
the place where most of their days pass. A journey ends with a day
without a stop, and where the traveller leaves or enters the home country.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import cos, hypot, radians

from dateline.events.identity import stable_id
from dateline.events.people import Roster
from dateline.events.where import holds
from dateline.models import EventStatus, EventType, Journey, MergedEvent, Place, PlaceKind, Stop

_IN_PERSON = frozenset(
    {
        EventType.VISIT,
        EventType.INSPECTION,
        EventType.MEETING,
        EventType.OPENING,
        EventType.CEREMONY,
    }
)
_REMOTE = re.compile(
    r"\b(?:online|video|videoconference|phone|by telephone|remotely|addressed the|spoke with|virtual|via)\b"
    r"|онлайн|відео|телефон",
    re.IGNORECASE,
)
_BODILY = re.compile(
    r"\b(?:visit\w*|trip|arriv\w+|met|meets|sidelines|took part|working lunch|chair\w+|today in|laid|awarded)\b"
    r"|візит|поїздк|прибу|зустрі|взяв участь",
    re.IGNORECASE,
)
"""What says that somebody was there in person, where a meeting or ceremony may also be joined from afar."""
_LONGEST_GAP = 1
_TRAVELS = frozenset({EventType.VISIT, EventType.INSPECTION})
_POINTS = frozenset({PlaceKind.SETTLEMENT, PlaceKind.SITE})
_SAME_SPOT_KM = 20.0
_SURE = 0.45
"""Least score of an event that a journey rests on."""
_HOME_SHARE = 0.3
_HOME_DAYS = 5
_AWAITED = 30
"""Days within which an undated plan may be carried out."""
_SPOTS = frozenset(
    {PlaceKind.SETTLEMENT, PlaceKind.SITE, PlaceKind.REGION, PlaceKind.DISTRICT, PlaceKind.COUNTRY}
)


@dataclass(frozen=True, slots=True)
class _Day:
    """What a traveller did at one place on one day."""

    day: str
    order: tuple[str, int]
    place: Place
    event: str
    releases: tuple[str, ...]
    planned: bool


def carried_out(merged: Sequence[MergedEvent], keys: Mapping[str, frozenset[str]]) -> list[MergedEvent]:
    """Give every done event the planned ones that it carried out: same kind, place and actor, on the day planned.

    Args:
        merged: all merged events.
        keys: the actors and figures of each event, by event id.
    """
    plans: dict[tuple[str, str, str], list[MergedEvent]] = defaultdict(list)
    for plan in merged:
        if plan.event.status is EventStatus.PLANNED and plan.event.place is not None:
            for key in _plan_keys(plan, keys):
                plans[key].append(plan)
    return [replace(m, confirms=_plans_of(m, plans, keys)) if _is_done(m) else m for m in merged]


def _plan_keys(plan: MergedEvent, keys: Mapping[str, frozenset[str]]) -> set[tuple[str, str, str]]:
    """(place or region, actor, day) for every day on which a plan may be carried out."""
    place = plan.event.place
    assert place is not None
    acting = frozenset().union(*(keys[s.event_id] for s in plan.sources))
    spots = {place.id, place.admin1_id or place.id}
    return {(spot, who, day) for spot in spots for who in acting for day in _awaited(plan)}


def _awaited(plan: MergedEvent) -> list[str]:
    when, published = plan.event.date, plan.sources[0].published
    if when.value is not None and when.prec in (1, 2, 3) and len(when.value) == 10:
        first, last = date.fromisoformat(when.value), date.fromisoformat(when.end or when.value)
    elif when.value is None and published is not None:
        first, last = published.date(), published.date() + timedelta(days=_AWAITED)
    else:
        return []
    return [(first + timedelta(days=i)).isoformat() for i in range(min((last - first).days, _AWAITED) + 1)]


def _is_done(merged: MergedEvent) -> bool:
    return merged.event.status is not EventStatus.PLANNED and merged.event.date.prec == 1


def _plans_of(
    done: MergedEvent,
    plans: Mapping[tuple[str, str, str], list[MergedEvent]],
    keys: Mapping[str, frozenset[str]],
) -> tuple[str, ...]:
    event = done.event
    if event.place is None or event.date.value is None:
        return ()
    acting = frozenset().union(*(keys[s.event_id] for s in done.sources))
    spots = {event.place.id, event.place.admin1_id or event.place.id}
    near = {p.id: p for spot in spots for who in acting for p in plans.get((spot, who, event.date.value), ())}
    return tuple(
        sorted(
            plan.id
            for plan in near.values()
            if _where_planned(plan, event.place)
            and (plan.event.type is event.type or {plan.event.type, event.type} <= _IN_PERSON)
        )
    )


def _where_planned(plan: MergedEvent, place: Place) -> bool:
    planned = plan.event.place
    return planned is not None and (planned.id == place.id or holds(planned, place) or holds(place, planned))


def journeys(
    merged: Sequence[MergedEvent], roster: Roster, publishers: Mapping[str, str]
) -> tuple[Journey, ...]:
    """All journeys of two stops and more, by traveller and date.

    Args:
        merged: merged events.
        roster: who is who.
        publishers: the publisher of each release id.
    """
    confirmed = {plan for m in merged for plan in m.confirms}
    days: dict[str, list[_Day]] = defaultdict(list)
    for one in merged:
        for traveller in _travellers(one, roster, publishers):
            days[traveller] += _days(
                one, planned=one.event.status is EventStatus.PLANNED, confirmed=confirmed
            )
    found = []
    for traveller in sorted(days):
        found += _trips(traveller, roster.name(traveller), days[traveller])
    return tuple(sorted(found, key=lambda j: (j.first, j.id)))


def _travellers(merged: MergedEvent, roster: Roster, publishers: Mapping[str, str]) -> set[str]:
    """Persons who were there: the first named of a visit, all of a meeting face to face."""
    event = merged.event
    if event.type not in _IN_PERSON or event.place is None or event.place.kind not in _SPOTS:
        return set()
    if event.score < _SURE or (event.type is EventType.MEETING and event.place.kind not in _POINTS):
        return set()
    text = event.evidence.text
    if _REMOTE.search(text) or (event.type not in _TRAVELS and not _BODILY.search(text)):
        return set()
    if event.place.kind is PlaceKind.COUNTRY and event.type is not EventType.VISIT:
        return set()
    publisher = publishers.get(merged.sources[0].release_id, "")
    people = [key for actor in event.who if (key := roster.person(actor, publisher))]
    return set(people)


def _days(merged: MergedEvent, *, planned: bool, confirmed: set[str]) -> Iterable[_Day]:
    event = merged.event
    if event.date.value is None or event.date.prec != 1 or event.place is None or merged.id in confirmed:
        return
    source = merged.sources[0]
    published = source.published.isoformat() if source.published else ""
    order = (published, source.evidence.start)
    releases = tuple(s.release_id for s in merged.sources)
    yield _Day(event.date.value, order, event.place, merged.id, releases, planned)


def _home(days: Sequence[_Day]) -> str:
    """The id of the place where most of somebody's days pass; empty where none stands out."""
    spent = Counter(place for place, _ in {(d.place.id, d.day) for d in days if not d.planned})
    if not spent:
        return ""
    place = min(spent, key=lambda p: (-spent[p], p))
    total = len({d.day for d in days if not d.planned})
    return place if spent[place] >= _HOME_DAYS and spent[place] / total >= _HOME_SHARE else ""


def _trips(traveller: str, name: str, days: Sequence[_Day]) -> list[Journey]:
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
    return [j for run in runs if (j := _journey(traveller, name, run)) is not None]


def _at_home(place: Place, home: Place | None) -> bool:
    return home is not None and (place.id == home.id or holds(place, home) or _one_spot(place, home))


def _one_spot(one: Place, other: Place) -> bool:
    """A building and its town, or two names of one town."""
    kinds = {one.kind, other.kind}
    if not kinds <= _POINTS | {PlaceKind.DISTRICT} or (len(kinds) == 1 and PlaceKind.SITE not in kinds):
        return False
    north = (one.lat - other.lat) * 111.2
    east = (one.lon - other.lon) * 111.2 * cos(radians(one.lat))
    return hypot(north, east) <= _SAME_SPOT_KM


def _follows(before: _Day, after: _Day, country: str) -> bool:
    gap = (date.fromisoformat(after.day) - date.fromisoformat(before.day)).days
    crossed = (before.place.country == country) != (after.place.country == country)
    return gap <= _LONGEST_GAP and not (country and crossed)


def _journey(traveller: str, name: str, run: Sequence[_Day]) -> Journey | None:
    stops: list[Stop] = []
    for day in run:
        known = next((i for i, s in enumerate(stops) if _one_stop(s, day)), None)
        if known is None:
            stops.append(Stop(day.place, day.day, day.day, (day.event,), day.planned))
        else:
            stops[known] = _grown(stops[known], day)
    stops = [
        s for s in stops if not any(o is not s and holds(s.place, o.place) and _meets(s, o) for o in stops)
    ]
    if len({s.place.id for s in stops}) < 2 or all(s.planned for s in stops):
        return None
    first, last = stops[0].first, max(s.last for s in stops)
    kept = {e for s in stops for e in s.events}
    releases = tuple(dict.fromkeys(r for d in run if d.event in kept for r in d.releases))
    return Journey(
        stable_id("j", traveller, first, stops[0].place.id), name, first, last, tuple(stops), releases
    )


def _one_stop(stop: Stop, day: _Day) -> bool:
    return stop.planned == day.planned and (stop.place.id == day.place.id or _one_spot(stop.place, day.place))


def _meets(stop: Stop, other: Stop) -> bool:
    return stop.first <= other.last and other.first <= stop.last


def _grown(stop: Stop, day: _Day) -> Stop:
    town = stop.place if stop.place.kind is not PlaceKind.SITE else day.place
    return Stop(
        town, min(stop.first, day.day), max(stop.last, day.day), (*stop.events, day.event), stop.planned
    )
