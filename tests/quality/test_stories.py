"""What releases tell together, against what reading them shows: journeys and events of several releases.

The judgements are those of ``data/judged/stories.json``; see the README beside it.
"""

from __future__ import annotations

import json
import random
from functools import lru_cache
from typing import Any

import pytest
from tests.shared import corpus

from dateline.events import merge
from dateline.models import Chronicle, EventStatus, EventType, Journey, MergedEvent
from dateline.pipeline import Pipeline
from dateline.settings import ROOT, get_settings

pytestmark = pytest.mark.quality

Judged = dict[str, Any]
JUDGED: list[Judged] = json.loads((ROOT / "data" / "judged" / "stories.json").read_text(encoding="utf-8"))
JOURNEYS = [each for each in JUDGED if each["what"] == "journey"]
SHARED_EVENTS = [each for each in JUDGED if each["what"] == "several sources"]
DRAWN = 50
PRECISION = 0.9
RECALL = 0.75
"""Of what was judged right when the list was made. Never lower either."""
_LIKE_A_VISIT = ("visit", "inspection", "opening")


@lru_cache(maxsize=1)
def chronicle() -> Chronicle:
    pipeline = Pipeline(get_settings())
    return merge([pipeline.read(release) for release in corpus().values()])


def journey_of(judged: Judged) -> Journey | None:
    """The journey that was found for a judged one: some stops of it, told by some of its releases."""
    for journey in chronicle().journeys:
        touched = {stop.place.name for stop in journey.stops}
        shared = set(journey.releases) & set(judged["releases"])
        if journey.first == judged["first"] and shared and touched <= set(judged["stops"]):
            return journey
    return None


def event_of(judged: Judged) -> MergedEvent | None:
    """The event that was found for a judged one: all its sources among the releases judged to tell of it."""
    wanted = (judged["place"], judged["day"], _kind(judged["type"]))
    for merged in several():
        event, releases = merged.event, {source.release_id for source in merged.sources}
        found = (event.place and event.place.name, event.date.value, _kind(event.type.value))
        if found == wanted and releases <= set(judged["releases"]):
            return merged
    return None


def _kind(type_: str) -> str:
    return "visit" if type_ in _LIKE_A_VISIT else type_


def several() -> list[MergedEvent]:
    return [merged for merged in chronicle().events if len(merged.sources) > 1]


def is_right(journey: Journey, judged: Judged) -> bool:
    """Whether no stop is of another journey and the traveller is among those named."""
    same = bool(set(journey.traveller.split()) & set(judged["traveller"].split()))
    return judged["right"] and same and {stop.place.name for stop in journey.stops} <= set(judged["stops"])


def test_journeys_that_reading_shows_are_found() -> None:
    """At least ten, and most of those listed."""
    right = [each for each in JOURNEYS if each["right"]]
    found = [j for each in right if (j := journey_of(each)) is not None and is_right(j, each)]
    assert len(found) >= max(10, len(right) * RECALL)
    assert all(len(journey.stops) >= 2 for journey in found)


def test_stops_stand_in_the_order_that_reading_shows() -> None:
    told = [
        (j, each["order"]) for each in JOURNEYS if "order" in each and (j := journey_of(each)) is not None
    ]
    wrong = [j for j, order in told if not _in_order([stop.place.name for stop in j.stops], order)]
    assert len(told) >= 8
    assert not wrong


def _in_order(stops: list[str], order: list[list[str]]) -> bool:
    groups = [i for stop in stops for i, group in enumerate(order) if stop in group]
    return groups == sorted(groups)


def test_events_that_several_releases_tell_are_found() -> None:
    """At least ten, and most of those listed."""
    right = [each for each in SHARED_EVENTS if each["right"]]
    found = [each for each in right if event_of(each) is not None]
    assert len(found) >= max(10, len(right) * RECALL)


def test_journeys_are_right_nine_times_in_ten() -> None:
    found = list(chronicle().journeys)
    drawn = random.Random(5).sample(found, min(DRAWN, len(found)))
    judged = {j.id: each for each in JOURNEYS if (j := journey_of(each)) is not None}
    right = sum(is_right(j, judged[j.id]) for j in drawn if j.id in judged)
    assert right / len(drawn) >= PRECISION, [
        j for j in drawn if j.id not in judged or not is_right(j, judged[j.id])
    ]


def test_events_of_several_sources_are_one_event_nine_times_in_ten() -> None:
    found = several()
    drawn = random.Random(5).sample(found, min(DRAWN, len(found)))
    judged = {m.id: each["right"] for each in SHARED_EVENTS if (m := event_of(each)) is not None}
    right = sum(judged.get(m.id, False) for m in drawn)
    assert right / len(drawn) >= PRECISION, [m for m in drawn if not judged.get(m.id, False)]


def test_a_planned_trip_is_matched_with_the_visits_that_carried_it_out() -> None:
    plans = [m for m in chronicle().events if m.event.status is EventStatus.PLANNED]
    carried = {plan for m in chronicle().events for plan in m.confirms}
    announced = {
        m.id
        for m in plans
        if m.sources[0].release_id == "pgu-en-72917" and m.event.type is EventType.VISIT
    }  # fmt: skip
    assert announced
    assert announced <= carried
    assert any(m.id not in carried for m in plans), "what nothing confirms stays planned"
