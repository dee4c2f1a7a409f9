"""An event that several releases tell of is one event; journeys are paths with ordered stops."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest
from tests import factories as f

from dateline.atlas import Atlas, Filter, exports, schema
from dateline.models import Chronicle, Difference, EventDate, Judgement, Stop
from dateline.store import Store

DIFFERENCE = Difference("figures", (("53 dead", ("r-1-e1",)), ("54 dead", ("r-2-e1",))))
CHRONICLE = Chronicle(
    events=(
        f.told_by("r-2-e1", "r-1-e1", differences=(DIFFERENCE,), confirms=("m-9",)),
        f.told_by("r-3-e1", merged_id="m-3"),
    ),
    journeys=(
        f.journey(
            Stop(f.ODESA, "2022-09-22", "2022-09-22", ("m-7",)),
            Stop(f.KHARKIV_OBLAST, "2022-09-23", "2022-09-23", ("m-8",)),
            Stop(f.IZYUM, "2022-09-23", "2022-09-24", ("m-1",), planned=True),
        ),
        f.journey(
            Stop(f.KHARKIV_OBLAST, "2022-10-01", "2022-10-01", ("m-5",)),
            Stop(f.KYIV, "2022-10-02", "2022-10-02", ("m-6",)),
            journey_id="j-2",
        ),
    ),
)


@pytest.fixture
def store() -> Store:
    outcomes = [
        f.make_outcome("r-1", release=f.make_release("r-1", publisher="First Office")),
        f.make_outcome("r-2", release=f.make_release("r-2", publisher="Second Office")),
        f.make_outcome("r-3", events=(f.make_event("r-3-e1", f.ODESA),)),
    ]
    store = f.store_of(outcomes)
    store.save_chronicle(CHRONICLE)
    return store


@pytest.fixture
def atlas(store: Store) -> Atlas:
    return Atlas(store, f.FakeGazetteer())


def ids(frame: pd.DataFrame) -> list[str]:
    return list(frame["event_id"])


def test_two_tellings_are_one_event(atlas: Atlas) -> None:
    selection = atlas.select()
    assert ids(selection.events) == ["r-2-e1", "r-3-e1"]
    assert ids(selection.tellings) == ["r-1-e1", "r-2-e1", "r-3-e1"]
    assert (selection.event_count, selection.release_count, selection.place_count) == (2, 3, 2)
    event = selection.events.iloc[0]
    assert (event["merged_id"], event["source_count"], event["confirms"]) == ("m-1", 2, ("m-9",))
    assert event["differences"] == (("figures", (("53 dead", ("r-1-e1",)), ("54 dead", ("r-2-e1",)))),)
    assert selection.events.iloc[1]["merged_id"] == "r-3-e1"
    assert set(selection.sites["event_id"]) == {"r-2-e1"}
    assert set(selection.releases["release_id"]) == {"r-1", "r-2", "r-3"}
    assert ids(atlas.tellings("m-1")) == ["r-1-e1", "r-2-e1"]


def test_another_telling_stands_where_the_fullest_is_filtered_away(atlas: Atlas) -> None:
    selection = atlas.select(Filter(publishers=("First Office",)))
    assert ids(selection.events) == ["r-1-e1"]
    assert selection.release_count == 1


def test_counts_take_an_event_once(atlas: Atlas) -> None:
    facets = atlas.select().facets
    assert facets["types"].to_dict() == {"visit": 2}
    assert facets["regions"].to_dict() == {"iso:UA-63": 1, "iso:UA-51": 1}
    assert facets["publishers"].to_dict() == {"First Office": 1, "Second Office": 1, "Office of Examples": 1}
    assert atlas.select().histogram("day").to_numpy().sum() == 2
    assert atlas.select().regions["events"].sum() == 2
    for value, count in facets["publishers"].items():
        assert count == atlas.select(Filter(publishers=(str(value),))).event_count


def test_an_event_whose_fullest_telling_is_gone_keeps_one(store: Store) -> None:
    store.save(f.make_outcome("r-2", events=()))
    assert not store.is_joined()
    selection = Atlas(store, f.FakeGazetteer()).select()
    assert ids(selection.events) == ["r-1-e1", "r-3-e1"]


def test_a_chronicle_is_replaced_whole(store: Store) -> None:
    assert store.is_joined()
    assert store.journeys() == CHRONICLE.journeys
    store.save_chronicle(Chronicle())
    assert store.journeys() == ()
    assert Atlas(store, f.FakeGazetteer()).select().event_count == 3


def test_journeys_and_stops_are_frames(atlas: Atlas) -> None:
    assert list(atlas.journeys.columns) == [*schema.JOURNEYS, "geometry"]
    assert list(atlas.stops.columns) == [*schema.STOPS, "geometry"]
    first, second = atlas.journeys.to_dict("records")
    assert first["places"] == ("Odesa", "Kharkiv Oblast", "Izyum")
    assert list(first["geometry"].coords) == [(f.ODESA.lon, f.ODESA.lat), (f.IZYUM.lon, f.IZYUM.lat)]
    assert second["geometry"] is None
    assert atlas.stops["number"].tolist() == [1, 2, 3, 1, 2]
    assert atlas.stops.geometry.isna().tolist() == [False, True, False, True, False]


def test_a_journey_is_shown_with_an_event_of_one_stop(atlas: Atlas) -> None:
    assert atlas.select().journeys["journey_id"].tolist() == ["j-1"]
    assert len(atlas.select().stops) == 3
    assert atlas.select(Filter(places=(f.ODESA.id,))).journeys.empty


def test_a_journey_is_shown_also_where_each_stop_is_told_by_one_release(store: Store) -> None:
    stops = (
        Stop(f.ODESA, "2022-09-22", "2022-09-22", ("m-3",)),
        Stop(f.KYIV, "2022-09-23", "2022-09-23", ("m-x",)),
    )
    store.save_chronicle(
        Chronicle(events=(f.told_by("r-3-e1", merged_id="m-3"),), journeys=(f.journey(*stops),))
    )
    atlas = Atlas(store, f.FakeGazetteer())
    assert atlas.select(Filter(places=(f.ODESA.id,))).journeys["journey_id"].tolist() == ["j-1"]
    assert atlas.select(Filter(places=(f.IZYUM.id,))).journeys.empty


def test_without_a_chronicle_frames_are_empty() -> None:
    atlas = Atlas(f.store_of([]), f.FakeGazetteer())
    assert list(atlas.journeys.columns) == [*schema.JOURNEYS, "geometry"]
    assert atlas.select().journeys.empty
    assert atlas.select().stops.empty


def test_exports_list_sources_differences_and_journeys(atlas: Atlas) -> None:
    found: dict[str, Any] = json.loads(exports.render(atlas.select(), "geojson"))
    by_id = {feature["id"]: feature for feature in found["features"]}
    event = by_id["r-2-e1"]["properties"]
    assert [source["release_id"] for source in event["sources"]] == ["r-1", "r-2"]
    assert event["differences"][0]["readings"][0] == {"reading": "53 dead", "event_ids": ["r-1-e1"]}
    assert len(by_id["r-3-e1"]["properties"]["sources"]) == 1
    journey = by_id["j-1"]
    assert journey["geometry"]["type"] == "LineString"
    assert [stop["place"] for stop in journey["properties"]["stops"]] == ["Odesa", "Kharkiv Oblast", "Izyum"]
    assert journey["properties"]["stops"][1]["lat"] is None
    for name in exports.FORMATS:
        assert exports.render(atlas.select(), name)
    table = exports.render(atlas.select(), "csv").decode("utf-8-sig")
    assert "figures: 53 dead / 54 dead" in table
    assert "https://example.org/news/r-1; https://example.org/news/r-2" in table


STOPS = (
    Stop(f.ODESA, "2022-09-22", "2022-09-22", ("r-3-e1",)),
    Stop(f.IZYUM, "2022-09-23", "2022-09-23", ("m-1",)),
    Stop(f.KHARKIV, "2022-09-24", "2022-09-24", ("m-8",)),
)


def test_a_rejected_event_is_no_stop_and_a_corrected_one_stands_elsewhere(store: Store) -> None:
    store.save_chronicle(Chronicle(CHRONICLE.events, (f.journey(*STOPS),)))
    store.judge("r-3-e1", Judgement.REJECTED)
    store.judge("r-1-e1", Judgement.CORRECTED, place=f.BUCHA, date=EventDate("2022-09-25", prec=1))
    atlas = Atlas(store, f.FakeGazetteer())
    (journey,) = atlas.journeys.to_dict("records")
    assert (journey["places"], journey["first"], journey["last"]) == (
        ("Kharkiv", "Bucha"),
        "2022-09-24",
        "2022-09-25",
    )
    assert atlas.stops["number"].tolist() == [1, 2]
    assert list(journey["geometry"].coords) == [(f.KHARKIV.lon, f.KHARKIV.lat), (f.BUCHA.lon, f.BUCHA.lat)]


def test_what_verdicts_leave_with_one_place_is_no_journey(store: Store) -> None:
    store.save_chronicle(Chronicle(CHRONICLE.events, (f.journey(*STOPS[:2]),)))
    assert len(Atlas(store, f.FakeGazetteer()).journeys) == 1
    store.judge("r-3-e1", Judgement.REJECTED)
    assert Atlas(store, f.FakeGazetteer()).journeys.empty
    store.judge("r-3-e1", Judgement.CORRECTED, date=EventDate(None, basis="person"))
    assert Atlas(store, f.FakeGazetteer()).journeys.empty, "a stop needs a day"
    store.judge("r-3-e1", Judgement.WITHDRAWN)
    assert len(Atlas(store, f.FakeGazetteer()).journeys) == 1


def test_sites_are_features_of_their_own_that_refer_to_their_event(atlas: Atlas) -> None:
    features = json.loads(exports.render(atlas.select(), "geojson"))["features"]
    events = {each["id"] for each in features if each["properties"]["feature"] == "event"}
    sites = [each for each in features if each["properties"]["feature"] == "site"]
    assert sites
    assert {each["properties"]["event_id"] for each in sites} <= events
    assert len({each["id"] for each in features}) == len(features)
