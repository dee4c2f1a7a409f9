"""What the main map and its timeline draw, as plain JSON values: columns rather than one object an event.

Text goes out as it is: the browser puts it into the page as text, never as markup.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dateline.atlas import Period, Selection
from dateline.models import EventStatus, EventType, SiteKind

Json = dict[str, Any]
Naming = Callable[[str], str]

TYPES = tuple(kind.value for kind in EventType)
KINDS = tuple(kind.value for kind in SiteKind)
POINTS_AT_MOST = 12_000
"""Above so many events the server groups them by zoom and view and sends only what is seen."""

_EPOCH = pd.Timestamp("1970-01-01")
_CELL = 20
"""Pixels within which the server joins places; the browser joins further, up to its own radius."""


def explore(selection: Selection, *, native: bool = False, country_name: Naming = str) -> Json:
    """Everything that the map shows of a selection, whatever its view.

    ``native`` labels places in their own language; ``country_name`` names an ISO 3166-1 code.
    In mode "points" it holds ``places`` and ``events``; in mode "cells" the caller asks for `cells`.
    """
    events = selection.events
    counts, sites = selection.facets["types"], selection.facets["site_kinds"]
    points = len(events) <= POINTS_AT_MOST
    return {
        "mode": "points" if points else "cells",
        "total": len(events),
        "planned": int((events["status"] == EventStatus.PLANNED).sum()),
        "types": list(TYPES),
        "type_counts": [int(counts.get(kind, 0)) for kind in TYPES],  # also of types that are not chosen
        "chosen_types": list(selection.filter.types),
        "site_kinds": list(KINDS),
        "site_counts": [int(sites.get(kind, 0)) for kind in KINDS],  # events with such a site
        "chosen_sites": list(selection.filter.site_kinds),
        **(columns(selection, native=native) if points else {}),
        "areas": areas(events, native=native),
        "regions": _regions(selection),
        "countries": _countries(selection, country_name),
        "timeline": timeline(selection),
        "bounds": bounds(events),
    }


def _label(frame: pd.DataFrame, *, native: bool) -> pd.Series[str]:
    label = frame["place"]
    return frame["place_native"].where(frame["place_native"].notna(), label) if native else label


def _codes(values: pd.Series[Any], order: Iterable[str]) -> npt.NDArray[np.intp]:
    return pd.Categorical(values, categories=list(order)).codes.astype(np.intp)


def _days(values: pd.Series[Any]) -> list[int | None]:
    days = (values - _EPOCH).dt.days
    return [None if math.isnan(day) else int(day) for day in days.tolist()]


def columns(selection: Selection, *, native: bool = False) -> Json:
    """Places (key, lat, lon, name, exact) and, of each event, the index of its place (-1: none),
    type, days since 1970 of its first and last day, and whether it is only planned."""
    events = selection.events
    drawn = events[events["on_map"]]
    codes, keys = pd.factorize(drawn["place_id"])
    first = drawn.assign(label=_label(drawn, native=native)).drop_duplicates("place_id")
    place = np.full(len(events), -1)
    place[events["on_map"].to_numpy(dtype=bool)] = codes
    return {
        "places": {
            "key": list(keys),
            "lat": first["lat"].round(5).tolist(),
            "lon": first["lon"].round(5).tolist(),
            "name": first["label"].tolist(),
            "exact": (first["place_kind"] == "site").astype(int).tolist(),
        },
        "events": {
            "place": place.tolist(),
            "type": _codes(events["type"], TYPES).tolist(),
            "day": _days(events["day"]),
            "last": _days(events["day_end"]),
            "planned": (events["status"] == EventStatus.PLANNED).astype(int).tolist(),
        },
    }


def _tally(
    codes: npt.NDArray[np.intp], groups: npt.NDArray[np.intp], size: int, width: int
) -> list[list[int]]:
    """How often each code occurs in each group."""
    flat = np.bincount(groups * width + codes, minlength=size * width)
    return flat.reshape(size, width).tolist()


def areas(events: pd.DataFrame, *, native: bool = False) -> list[Json]:
    """Regions, countries and other areas with the events known only to that level."""
    known = events[~events["on_map"] & events["place_id"].notna()]
    if known.empty:
        return []
    label = _label(known, native=native)
    grouped = known.assign(label=label).groupby("place_id", sort=False)
    found = grouped.agg(
        name=("label", "first"),
        kind=("place_kind", "first"),
        lat=("lat", "first"),
        lon=("lon", "first"),
        n=("label", "size"),
    )
    found = found.sort_values("n", ascending=False).reset_index()
    return [
        {
            "id": row["place_id"],
            **{key: row[key] for key in ("name", "kind", "lat", "lon", "n")},
            "lang": "uk" if native else None,
        }
        for row in found[found["lat"].notna()].to_dict("records")
    ]


def site_points(sites: pd.DataFrame) -> list[Json]:
    """Visited and affected sites, summed by where they are drawn."""
    drawn = sites[sites["lat"].notna()]
    if drawn.empty:
        return []
    groups, _ = pd.factorize(drawn["place_id"])
    size = int(groups.max()) + 1
    types = _tally(_codes(drawn["kind"], KINDS), groups, size, len(KINDS))
    first = drawn.drop_duplicates("place_id")
    rows = zip(
        first["place_id"],
        first["place"],
        first["lat"],
        first["lon"],
        first["own_position"],
        types,
        strict=True,
    )
    return [
        {
            "key": key,
            "name": name,
            "lat": lat,
            "lon": lon,
            "exact": bool(own),
            "n": sum(kinds),
            "types": kinds,
            "places": 1,
            "planned": 0,
        }
        for key, name, lat, lon, own, kinds in rows
    ]


def journeys(selection: Selection, *, native: bool = False) -> list[Json]:
    """Journeys whose stops can be drawn as a line: who, whether only planned, and the stops in order.

    A stop has its number in the whole journey, of which regions and countries are not drawn, and says
    whether it is only planned. ``native`` names places in their own language.
    """
    stops = selection.stops
    drawn = stops[
        stops["lat"].notna() & (stops["place_kind"] != "region") & (stops["place_kind"] != "country")
    ]
    place = selection.atlas.gazetteer.place
    columns = ("place_id", "place", "lat", "lon", "first", "number", "planned")
    at = {
        str(journey_id): [
            {
                "name": (native and (known := place(place_id)) and known.name_native) or name,
                "lat": lat,
                "lon": lon,
                "day": day,
                "number": int(number),
                "planned": bool(planned),
            }
            for place_id, name, lat, lon, day, number, planned in zip(
                *(rows[column] for column in columns), strict=True
            )
        ]
        for journey_id, rows in drawn.sort_values("number").groupby("journey_id")
    }
    return [
        {"id": str(journey_id), "who": who, "planned": bool(planned), "stops": at[str(journey_id)]}
        for journey_id, who, planned in zip(
            selection.journeys["journey_id"],
            selection.journeys["traveller"],
            selection.journeys["planned"],
            strict=True,
        )
        if len(at.get(str(journey_id), ())) > 1
    ]


def _regions(selection: Selection) -> list[Json]:
    found = selection.regions
    return [
        {"id": key, "name": name, "n": int(n)}
        for key, name, n in zip(found.index, found["admin1"], found["events"], strict=True)
    ]


def _countries(selection: Selection, country_name: Naming) -> list[Json]:
    found = selection.facets["actors"] if not selection.filter.actors else None
    if found is None:
        found = selection.events["actor_countries"].explode().value_counts()
    return [
        {"id": f"iso:{code}", "name": country_name(str(code)), "n": int(n)} for code, n in found.items() if n
    ]


def timeline(selection: Selection) -> Json:
    """Bars by type over the dates that the other criteria leave, and the range that is chosen.

    One event of 1943 among thousands of 2022 must not press these into one bar, nor a year press
    a chosen week: the bars cover where events lie densely, or the surroundings of the choice;
    ``before`` and ``after`` count what lies outside them.
    """
    filter = selection.filter
    whole = (
        selection.atlas.select(filter.without("since", "until"))
        if filter.since or filter.until
        else selection
    )
    days = whole.events["day"].dropna().sort_values()
    chosen = {
        "from": filter.since.isoformat() if filter.since else None,
        "to": filter.until.isoformat() if filter.until else None,
    }
    if days.empty:
        return {"unit": "day", "bins": [], "before": 0, "after": 0, **chosen}
    first, last = _window(days, filter.since, filter.until)
    unit = _unit((last - first).days)
    table = whole.histogram(unit).reindex(columns=list(TYPES), fill_value=0)
    starts = pd.DatetimeIndex(table.index)
    table = table[(starts + _STEPS[unit] > first) & (starts <= last)]
    return {
        "unit": unit,
        "bins": [
            {
                "start": start.date().isoformat(),
                "end": (start + _STEPS[unit]).date().isoformat(),
                "n": sum(row),
                "types": row,
            }
            for start, row in zip(table.index, table.to_numpy().tolist(), strict=True)
        ],
        "before": int((days < table.index[0]).sum()) if len(table) else 0,
        "after": int((days >= table.index[-1] + _STEPS[unit]).sum()) if len(table) else 0,
        **chosen,
    }


_FENCE = 3
"""Days further from the middle half of all days than so many times its length are outliers (Tukey)."""

_STEPS: dict[Period, pd.DateOffset] = {
    "day": pd.DateOffset(days=1),
    "week": pd.DateOffset(weeks=1),
    "month": pd.DateOffset(months=1),
    "year": pd.DateOffset(years=1),
}


def _unit(days: int) -> Period:
    """The length of bar that suits a span: some tens of bars, seldom more than two hundred."""
    return "day" if days <= 150 else "week" if days <= 900 else "month" if days <= 7300 else "year"


def _window(
    days: pd.Series[Any], since: date | None, until: date | None
) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day that the bars should cover."""
    first, last = days.iloc[0], days.iloc[-1]
    early, late = days.iloc[len(days) // 4], days.iloc[(len(days) * 3) // 4]
    reach = (late - early) * _FENCE + pd.Timedelta(days=30)
    bulk = days[(days >= early - reach) & (days <= late + reach)]
    if (bulk.iloc[-1] - bulk.iloc[0]) * 2 < last - first:
        first, last = bulk.iloc[0], bulk.iloc[-1]
    start = pd.Timestamp(since) if since else first
    end = pd.Timestamp(until) if until else last
    length = max(end - start, pd.Timedelta(days=6))
    if length * 12 < last - first or start < first or end > last:
        first, last = start - length * 1.5, end + length * 1.5
    return first, last


def bounds(events: pd.DataFrame) -> list[list[float]] | None:
    """[[south, west], [north, east]] of most points: of the country that has most of them, if there is
    one, so that a summit abroad does not shrink the rest to a dot."""
    drawn = events[events["on_map"]]
    if drawn.empty:
        return None
    home = drawn["country"].value_counts()
    if len(home) and home.iloc[0] * 2 > len(drawn):
        drawn = drawn[drawn["country"] == home.index[0]]
    low, high = (0.02, 0.98) if len(drawn) >= 20 else (0.0, 1.0)
    lat, lon = drawn["lat"].to_numpy(), drawn["lon"].to_numpy()
    south, north = np.quantile(lat, [low, high])
    west, east = np.quantile(lon, [low, high])
    return [[float(south), float(west)], [float(north), float(east)]]


def cells(
    selection: Selection, *, zoom: int, bbox: tuple[float, float, float, float], native: bool = False
) -> list[Json]:
    """Events within (west, south, east, north), places within a few pixels of one another joined.

    Each cell stands at its place of most events; ``places`` says how many it joins.
    """
    events = selection.events
    west, south, east, north = bbox
    lat, lon = events["lat"].to_numpy(), events["lon"].to_numpy()
    seen = (
        events["on_map"].to_numpy(dtype=bool)
        & (lat >= south)
        & (lat <= north)
        & (lon >= west)
        & (lon <= east)
    )
    drawn = events[seen]
    if drawn.empty:
        return []
    places, keys = pd.factorize(drawn["place_id"])
    first = drawn.assign(label=_label(drawn, native=native)).drop_duplicates("place_id")
    per_place = np.bincount(places)
    x, y = _pixels(first["lat"].to_numpy(), first["lon"].to_numpy(), zoom)
    cell, _ = pd.factorize((np.floor(x / _CELL) * 1e7 + np.floor(y / _CELL)).astype(np.int64))
    size = int(cell.max()) + 1
    types = _tally(_codes(drawn["type"], TYPES), cell[places], size, len(TYPES))
    planned = np.bincount(
        cell[places], weights=(drawn["status"] == EventStatus.PLANNED).to_numpy(), minlength=size
    )
    joined = np.bincount(cell, minlength=size)
    order = np.lexsort((-per_place, cell))
    heads = order[np.r_[True, np.diff(cell[order]) > 0]]
    exact = (first["place_kind"] == "site").to_numpy()
    names, lats, lons = first["label"].to_numpy(), first["lat"].to_numpy(), first["lon"].to_numpy()
    return [
        {
            "key": str(keys[head]),
            "name": names[head],
            "lat": round(float(lats[head]), 5),
            "lon": round(float(lons[head]), 5),
            "exact": bool(exact[head]),
            "n": sum(types[i]),
            "types": types[i],
            "planned": int(planned[i]),
            "places": int(joined[i]),
        }
        for i, head in enumerate(heads)
    ]


def _pixels(
    lat: npt.NDArray[np.float64], lon: npt.NDArray[np.float64], zoom: int
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Spherical Mercator pixels at a zoom."""
    scale = 256 * 2**zoom
    sin = np.sin(np.radians(np.clip(lat, -85.0511, 85.0511)))
    return (lon + 180) / 360 * scale, (0.5 - np.log((1 + sin) / (1 - sin)) / (4 * np.pi)) * scale
