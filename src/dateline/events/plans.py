"""Planned trips and the events that carried them out: the same person at the same place on a day foreseen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice, product

from dateline.events.company import IN_PERSON
from dateline.models import EventStatus, MergedEvent, Place

_AWAITED = 30
"""Days within which an undated plan may be carried out."""
_LOOKED_AT = 20
"""Events with all in common that are tried: what is told so often on one day needs no more."""
_STEPS = 6
"""Events that may carry out one plan: a trip to a region is several visits."""
Key = tuple[str, str, str]
Persons = Mapping[str, frozenset[str]]


def carried_out(merged: Sequence[MergedEvent], persons: Persons) -> list[MergedEvent]:
    """Give every done event the planned ones that it carried out.

    A plan (a visit, meeting, opening, ceremony) is carried out on the first day foreseen on which one of its persons
    was at its place, in it, or where a release names only the region around it, as a later release tells; an undated
    plan within a month.
    What nothing carried out stays planned.

    Args:
        merged: all merged events.
        persons: who was there, hosts left out, by event id.
    """
    done: dict[Key, list[MergedEvent]] = defaultdict(list)
    for event in sorted(merged, key=lambda m: m.id):
        if event.event.status is not EventStatus.PLANNED and _is_trip(event) and event.event.date.prec == 1:
            spots = _where_done(event.event.place) if event.event.place else ()
            for spot, who in product(spots, _persons(event, persons)):
                done[spot, who, event.event.date.value or ""].append(event)
    confirms: dict[str, set[str]] = defaultdict(set)
    for plan in merged:
        if plan.event.status is EventStatus.PLANNED and _is_trip(plan):
            for event_id in _first(plan, persons, done):
                confirms[event_id].add(plan.id)
    return [replace(m, confirms=tuple(sorted(confirms[m.id]))) if m.id in confirms else m for m in merged]


def _persons(merged: MergedEvent, persons: Persons) -> frozenset[str]:
    return frozenset().union(*(persons[s.event_id] for s in merged.sources))


def _is_trip(merged: MergedEvent) -> bool:
    return merged.event.type in IN_PERSON


def _wider(place: Place) -> set[str]:
    """Ids of the region and the country around a place."""
    around = {place.admin1_id or "", f"iso:{place.country}"} if place.country else {place.admin1_id or ""}
    return around - {"", place.id}


def _where_done(place: Place) -> set[str]:
    return {f"at {place.id}", *(f"in {around}" for around in _wider(place))}


def _where_planned(place: Place) -> set[str]:
    """A plan is met at its place, inside it, or where a release names only what is around it."""
    return {f"at {place.id}", f"in {place.id}", *(f"at {around}" for around in _wider(place))}


def _first(plan: MergedEvent, persons: Persons, done: Mapping[Key, list[MergedEvent]]) -> list[str]:
    spots = _where_planned(plan.event.place) if plan.event.place else ()
    ways = list(product(spots, _persons(plan, persons)))
    for day in _foreseen(plan):
        keys = ((spot, who, day) for spot, who in ways)
        met = (event for key in keys for event in islice(done.get(key, ()), _LOOKED_AT))
        found = {event.id for event in met if _later(event, plan)}
        if found:
            return sorted(found)[:_STEPS]
    return []


def _later(event: MergedEvent, plan: MergedEvent) -> bool:
    """Whether another release, none older than the plan, tells of an event."""
    planned = plan.sources[0]
    return any(
        source.release_id != planned.release_id
        and (source.published is None or planned.published is None or source.published >= planned.published)
        for source in event.sources
    )


def _foreseen(plan: MergedEvent) -> Iterator[str]:
    when, published = plan.event.date, plan.sources[0].published
    if when.value is not None and when.prec in (1, 2, 3) and len(when.value) == 10:
        first, last = date.fromisoformat(when.value), date.fromisoformat(when.end or when.value)
    elif when.value is None and published is not None:
        first, last = published.date(), published.date() + timedelta(days=_AWAITED)
    else:
        return
    for i in range(min((last - first).days, _AWAITED) + 1):
        yield (first + timedelta(days=i)).isoformat()
