"""A person's verdict shows in frames and filters; the machine's value is kept beside."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pandas as pd
import pytest
from tests import factories as f

from dateline.atlas import Atlas, Filter, exports
from dateline.models import Chronicle, EventDate, EventType, Judgement
from dateline.store import Store


@pytest.fixture
def store() -> Store:
    outcomes = [f.make_outcome(f"r-{i}") for i in range(1, 5)]
    return f.store_of([*outcomes, f.make_outcome("r-5", events=(f.make_event("r-5-e1", f.ODESA_OBLAST),))])


def atlas_of(store: Store) -> Atlas:
    return Atlas(store, f.FakeGazetteer())


def ids(frame: pd.DataFrame) -> list[str]:
    return list(frame["event_id"])


def event(atlas: Atlas, event_id: str) -> dict[str, Any]:
    (row,) = atlas.events[atlas.events["event_id"] == event_id].to_dict("records")
    return {str(name): value for name, value in row.items()}


def test_without_a_verdict_nothing_is_reviewed(store: Store) -> None:
    events = atlas_of(store).events
    assert set(events["reviewed"]) == {"unreviewed"}
    assert set(events["machine"]) == {()}
    assert events["reviewed_by"].isna().all()


def test_what_is_rejected_is_hidden_until_asked_for(store: Store) -> None:
    store.judge("r-2-e1", Judgement.REJECTED, who="Ana", note="a video call")
    atlas = atlas_of(store)
    assert ids(atlas.select().events) == ["r-1-e1", "r-3-e1", "r-4-e1", "r-5-e1"]
    assert ids(atlas.select(Filter(reviewed=("rejected",))).events) == ["r-2-e1"]
    assert atlas.select(Filter(releases=("r-2",))).event_count == 0
    row = event(atlas, "r-2-e1")
    assert (row["reviewed"], row["reviewed_by"], row["review_note"]) == ("rejected", "Ana", "a video call")


def test_facets_count_what_each_choice_would_show(store: Store) -> None:
    store.judge("r-1-e1", Judgement.CONFIRMED)
    store.judge("r-2-e1", Judgement.REJECTED)
    selection = atlas_of(store).select()
    assert selection.facets["reviewed"].to_dict() == {"unreviewed": 3, "confirmed": 1, "rejected": 1}
    assert selection.facets["types"].to_dict() == {"visit": 4}
    for state, count in selection.facets["reviewed"].items():
        assert atlas_of(store).select(Filter(reviewed=(str(state),))).event_count == count


def test_a_correction_moves_the_event_and_keeps_what_the_machine_found(store: Store) -> None:
    date = EventDate("2022-10", prec=4, basis="person")
    store.judge("r-5-e1", Judgement.CORRECTED, type=EventType.AID, date=date, place=f.ODESA)
    atlas = atlas_of(store)
    row = event(atlas, "r-5-e1")
    assert (row["type"], row["date"], row["date_prec"], row["dated_by"]) == ("aid", "2022-10", 4, "person")
    assert (row["place_id"], row["where_prec"], row["geo_precision"], row["on_map"]) == (
        f.ODESA.id,
        1,
        1,
        True,
    )
    assert row["geometry"].coords[0] == (f.ODESA.lon, f.ODESA.lat)
    assert row["day_end"] == pd.Timestamp("2022-10-31")
    machine = dict(row["machine"])
    assert (machine["type"], machine["date"], machine["place_id"]) == (
        "visit",
        "2022-09-23",
        f.ODESA_OBLAST.id,
    )
    assert machine["where_prec"] == 4
    assert "country" not in machine, "what stays the same was not corrected"
    assert ids(atlas.select(Filter(reviewed=("corrected",), places=(f.ODESA.id,))).events) == ["r-5-e1"]
    assert ids(atlas.select(Filter(regions=(f.ODESA_OBLAST.id,), types=("aid",))).events) == ["r-5-e1"]


def test_a_correction_can_say_that_there_is_no_date(store: Store) -> None:
    store.judge("r-5-e1", Judgement.CORRECTED, date=EventDate(None, basis="person"))
    atlas = atlas_of(store)
    row = event(atlas, "r-5-e1")
    assert pd.isna(row["date"])
    assert pd.isna(row["date_prec"])
    assert row["dated_by"] == "person"
    assert dict(row["machine"])["date"] == "2022-09-23"
    data = json.loads(exports.render(atlas.select(), "geojson"))
    told = {each["id"]: each["properties"] for each in data["features"]}["r-5-e1"]
    assert (told["date"], told["date_prec"], told["time_precision"]) == (None, None, None)
    assert (told["dated_by"], told["machine"]["date"]) == ("person", "2022-09-23")


def test_a_correction_to_a_region_takes_the_point_away(store: Store) -> None:
    store.judge("r-1-e1", Judgement.CORRECTED, place=f.KHARKIV_OBLAST)
    atlas = atlas_of(store)
    row = event(atlas, "r-1-e1")
    assert (row["on_map"], row["geometry"], row["where_prec"]) == (False, None, 4)
    assert atlas.sites.set_index("event_id").loc["r-1-e1", "lat"].isna().all()


def test_sites_go_with_their_event(store: Store) -> None:
    store.judge("r-1-e1", Judgement.CORRECTED, place=f.BUCHA)
    sites = atlas_of(store).sites.set_index("event_id").loc["r-1-e1"]
    assert set(sites["lat"]) == {f.BUCHA.lat}
    assert set(sites["place"]) == {"Bucha"}


def test_a_verdict_holds_for_every_telling_of_an_event(store: Store) -> None:
    store.save_chronicle(Chronicle(events=(f.told_by("r-2-e1", "r-1-e1"),)))
    store.judge("r-2-e1", Judgement.CONFIRMED)
    store.judge("r-1-e1", Judgement.REJECTED)
    atlas = atlas_of(store)
    assert set(atlas.tellings("m-1")["reviewed"]) == {"rejected"}
    assert ids(atlas.select().events) == ["r-3-e1", "r-4-e1", "r-5-e1"]


def test_a_verdict_on_an_event_that_is_gone_does_no_harm(store: Store) -> None:
    store.judge("r-1-e1", Judgement.REJECTED)
    store.save(f.make_outcome("r-1", events=()))
    assert atlas_of(store).select().event_count == 4


def test_the_filter_says_what_it_takes() -> None:
    filter, faults = Filter.from_query("reviewed=confirmed,corrected")
    assert (filter.reviewed, faults) == (("confirmed", "corrected"), ())
    assert filter.to_query() == "reviewed=confirmed%2Ccorrected"
    _, faults = Filter.from_query("reviewed=perhaps")
    assert "perhaps is none of confirmed, corrected, rejected, unreviewed" in faults[0]


def test_exports_tell_who_corrected_what(store: Store) -> None:
    store.judge("r-1-e1", Judgement.CORRECTED, who="=Ana", note="read it", place=f.KHARKIV)
    selection = atlas_of(store).select(Filter(releases=("r-1",)))
    feature = json.loads(exports.render(selection, "geojson"))["features"][0]
    told = feature["properties"]
    assert feature["geometry"]["coordinates"] == [f.KHARKIV.lon, f.KHARKIV.lat]
    assert (told["reviewed"], told["reviewed_by"], told["place"]) == ("corrected", "=Ana", "Kharkiv")
    assert told["machine"]["place"] == "Izyum"
    assert told["machine"]["lat"] == f.IZYUM.lat
    (row,) = csv.DictReader(io.StringIO(exports.render(selection, "csv").decode("utf-8-sig")))
    assert row["reviewed"] == "corrected"
    assert row["reviewed_by"] == "'=Ana"
    assert "place: Izyum" in row["machine"]
    for name in exports.FORMATS:
        assert exports.render(selection, name)


def test_a_new_verdict_reads_no_event_anew_and_shows_all_the_same(store: Store) -> None:
    before = atlas_of(store)
    asked: list[str] = []
    snapshot = store.snapshot
    store.snapshot = lambda *views: asked.extend(views) or snapshot(*views)  # type: ignore[method-assign, func-returns-value]
    store.judge("r-5-e1", Judgement.CORRECTED, place=f.ODESA)
    after = Atlas(store, f.FakeGazetteer(), before=before)
    assert asked == []
    pd.testing.assert_frame_equal(pd.DataFrame(after.events), pd.DataFrame(atlas_of(store).events))
    pd.testing.assert_frame_equal(pd.DataFrame(after.sites), pd.DataFrame(atlas_of(store).sites))
    assert event(before, "r-5-e1")["place_id"] == f.ODESA_OBLAST.id, "the earlier atlas is as it was"
    asked.clear()
    store.save(f.make_outcome("r-1", events=()))
    assert Atlas(store, f.FakeGazetteer(), before=after).select().event_count == 4
    assert "events" in asked
