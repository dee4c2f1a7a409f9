"""What releases tell together, as columns of the events and as frames of journeys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from dateline.atlas import schema
from dateline.atlas.columns import POINT_KINDS, WGS84, tuples
from dateline.models import Journey, Judgement, Stop, Verdict
from dateline.store import Rows


def joined(event_ids: pd.Series[str], tellings: Rows) -> dict[str, pd.Series[Any]]:
    """The columns merged_id, lead, source_count, differences and confirms of events with these ids.

    An event that no chronicle knows stands for itself.
    """
    table = pd.DataFrame.from_records(tellings.rows, columns=list(tellings.columns)).set_index("event_id")
    known = table.reindex(event_ids)
    merged = pd.Series(known["merged_id"].to_numpy(), dtype="str").fillna(event_ids.reset_index(drop=True))
    alone = known["merged_id"].isna().to_numpy()
    lead = alone | (known["lead"].to_numpy() == event_ids.to_numpy())
    return {
        "merged_id": merged,
        "lead": pd.Series(_with_one_lead(merged, lead), dtype=bool),
        "source_count": merged.map(merged.value_counts()).astype("int64"),
        "differences": tuples(
            _frozen(each) if isinstance(each, list) else () for each in known["differences"]
        ),
        "confirms": tuples(tuple(each) if isinstance(each, list) else () for each in known["confirms"]),
    }


def _with_one_lead(merged: pd.Series[str], lead: Any) -> Any:
    """The first telling leads where the one that led is gone (its release was read anew)."""
    orphan = ~pd.Series(lead).groupby(merged).transform("any")
    first = ~merged.duplicated()
    return (pd.Series(lead) | (orphan & first)).to_numpy()


def _frozen(differences: list[Any]) -> tuple[Any, ...]:
    return tuple(
        (field, tuple((reading, tuple(ids)) for reading, ids in readings)) for field, readings in differences
    )


def reviewed(journeys: Iterable[Journey], verdicts: Mapping[str, Verdict]) -> list[Journey]:
    """The journeys as persons' verdicts leave them.

    A stop of which every event was rejected, or said to have no date, is none; one whose events were corrected to another place or day is
    there and then. What has no two places left is no journey.

    Args:
        journeys: as the machine found them.
        verdicts: those in force, by the merged id of their event.
    """
    return [left for journey in journeys if (left := _reviewed_journey(journey, verdicts)) is not None]


def _reviewed_journey(journey: Journey, verdicts: Mapping[str, Verdict]) -> Journey | None:
    if not any(event in verdicts for stop in journey.stops for event in stop.events):
        return journey
    stops = [left for stop in journey.stops if (left := _reviewed_stop(stop, verdicts)) is not None]
    if len({stop.place.id for stop in stops}) < 2:
        return None
    stops.sort(key=lambda stop: stop.first)
    first, last = stops[0].first, max(stop.last for stop in stops)
    return replace(journey, first=first, last=last, stops=tuple(stops))


def _reviewed_stop(stop: Stop, verdicts: Mapping[str, Verdict]) -> Stop | None:
    said = {event: verdicts.get(event) for event in stop.events}
    events = tuple(e for e, v in said.items() if v is None or v.judgement is not Judgement.REJECTED)
    if not events:
        return None
    corrected = [v for event in events if (v := said[event]) is not None]
    if len(corrected) < len(events):
        return replace(stop, events=events)
    if any(v.date is not None and v.date.value is None for v in corrected):
        return None
    places = {v.place for v in corrected}
    place = next(iter(places)) if len(places) == 1 else None
    days = [v.date for v in corrected if v.date is not None and v.date.prec == 1 and v.date.value]
    first, last = stop.first, stop.last
    if len(days) == len(corrected):
        first, last = min(d.value or "" for d in days), max(d.end or d.value or "" for d in days)
    return replace(stop, place=place or stop.place, first=first, last=last, events=events)


def journeys_frame(journeys: Iterable[Journey]) -> gpd.GeoDataFrame:
    """The journeys; see ``schema.JOURNEYS``."""
    found = list(journeys)
    rows = [
        {
            "journey_id": journey.id,
            "traveller": journey.traveller,
            "first": journey.first,
            "last": journey.last,
            "stop_count": len(journey.stops),
            "planned": all(stop.planned for stop in journey.stops),
            "places": tuple(stop.place.name for stop in journey.stops),
            "merged_ids": tuple(event for stop in journey.stops for event in stop.events),
            "releases": journey.releases,
        }
        for journey in found
    ]
    frame = pd.DataFrame(rows, columns=list(schema.JOURNEYS))
    lines = gpd.GeoSeries([_line(journey.stops) for journey in found], crs=WGS84)
    return gpd.GeoDataFrame(frame, geometry=lines, crs=WGS84)


def _line(stops: tuple[Stop, ...]) -> shapely.LineString | None:
    """The path through the stops that are points; a region has none that could be drawn."""
    path = [(stop.place.lon, stop.place.lat) for stop in stops if stop.place.kind in POINT_KINDS]
    return shapely.LineString(path) if len(path) > 1 else None


def stops_frame(journeys: Iterable[Journey]) -> gpd.GeoDataFrame:
    """The stops of journeys in their order; see ``schema.STOPS``."""
    rows = [
        {
            "journey_id": journey.id,
            "number": number,
            "place_id": stop.place.id,
            "place": stop.place.name,
            "place_kind": stop.place.kind.value,
            "country": stop.place.country or None,
            "admin1": stop.place.admin1,
            "admin1_id": stop.place.admin1_id,
            "admin2": stop.place.admin2,
            "admin2_id": stop.place.admin2_id,
            "first": stop.first,
            "last": stop.last,
            "planned": stop.planned,
            "merged_ids": stop.events,
            "lat": stop.place.lat,
            "lon": stop.place.lon,
        }
        for journey in journeys
        for number, stop in enumerate(journey.stops, start=1)
    ]
    frame = pd.DataFrame(rows, columns=list(schema.STOPS)).astype({"lat": "float64", "lon": "float64"})
    drawn = frame["place_kind"].isin(POINT_KINDS)
    points = gpd.GeoSeries(gpd.points_from_xy(frame["lon"], frame["lat"]), index=frame.index, crs=WGS84)
    return gpd.GeoDataFrame(frame, geometry=points.where(drawn, None), crs=WGS84)
