"""What the main map and its timeline draw, as plain JSON values: columns rather than one object an event.

Text goes out as it is: the browser puts it into the page as text, never as markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dateline.atlas import Period, Selection, bulk, period_numbers, period_starts
from dateline.models import EventStatus, EventType, SiteKind

Json = dict[str, Any]
Naming = Callable[[str], str]
Days = npt.NDArray[np.datetime64]
Degrees = npt.NDArray[np.float64]

TYPES = tuple(kind.value for kind in EventType)
KINDS = tuple(kind.value for kind in SiteKind)
POINTS_AT_MOST = 6_000
"""Above so many events the server groups them by zoom and view and sends only what is seen."""

_CELL = 20
"""Pixels within which the server joins places; the browser joins further, up to its own radius."""


def explore(selection: Selection, *, native: bool = False, country_name: Naming = str) -> Json:
    """Everything that the map shows of a selection, whatever its view.

    ``native`` labels places in their own language; ``country_name`` names an ISO 3166-1 code.
    In mode "points" it holds ``places`` and ``events``; in mode "cells" the caller asks for `cells`.
    """
    counts, sites = selection.tally.facet("types"), selection.tally.facet("site_kinds")
    total = selection.event_count
    points = total <= POINTS_AT_MOST
    return {
        "mode": "points" if points else "cells",
        "total": total,
        "planned": int(np.count_nonzero(selection.tally.among("status", EventStatus.PLANNED))),
        "types": list(TYPES),
        "type_counts": [int(counts.get(kind, 0)) for kind in TYPES],  # also of types that are not chosen
        "chosen_types": list(selection.filter.types),
        "site_kinds": list(KINDS),
        "site_counts": [int(sites.get(kind, 0)) for kind in KINDS],  # events with such a site
        "chosen_sites": list(selection.filter.site_kinds),
        **(columns(selection, native=native) if points else {}),
        "areas": areas(selection, native=native),
        "regions": _regions(selection, native=native),
        "countries": _countries(selection, country_name),
        "timeline": timeline(selection),
        "bounds": _bounds(selection),
    }


def _codes(values: pd.Series[Any], order: Iterable[str]) -> npt.NDArray[np.intp]:
    return pd.Categorical(values, categories=list(order)).codes.astype(np.intp)


def _types(selection: Selection, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """The number in ``TYPES`` of the type of some events."""
    column = selection.atlas.index.column("type")
    known = np.array([TYPES.index(value) for value in column.values], dtype=np.intp)
    return known[column.dense[rows]]


def _days(days: Days) -> list[int | None]:
    """Days since 1970, None where unknown."""
    numbers = days.astype(np.int64).astype(object)
    numbers[np.isnat(days)] = None
    found: list[int | None] = numbers.tolist()
    return found


def _iso(days: Days) -> list[str]:
    found: list[str] = np.datetime_as_string(days, unit="D").tolist()
    return found


def columns(selection: Selection, *, native: bool = False) -> Json:
    """Places (key, lat, lon, name, exact) and, of each event, the index of its place (-1: none),
    type, days since 1970 of its first and last day, and whether it is only planned."""
    index, rows = selection.atlas.index, selection.rows
    places, (first, last) = index.places, index.days
    place = np.where(index.on_map[rows], index.column("place_id").dense[rows], -1)
    used = np.unique(place[place >= 0])
    number = np.full(len(places.keys) + 1, -1)  # the last one is for -1
    number[used] = np.arange(len(used))
    return {
        "places": {
            "key": places.keys[used].tolist(),
            "lat": places.lat[used].round(5).tolist(),
            "lon": places.lon[used].round(5).tolist(),
            "name": (places.native if native else places.names)[used].tolist(),
            "exact": places.exact[used].astype(int).tolist(),
        },
        "events": {
            "place": number[place].tolist(),
            "type": _types(selection, rows).tolist(),
            "day": _days(first[rows]),
            "last": _days(last[rows]),
            "planned": selection.tally.among("status", EventStatus.PLANNED)[rows].astype(int).tolist(),
        },
    }


def _tally(
    codes: npt.NDArray[np.intp], groups: npt.NDArray[np.intp], size: int, width: int
) -> list[list[int]]:
    """How often each code occurs in each group."""
    flat = np.bincount(groups * width + codes, minlength=size * width)
    return flat.reshape(size, width).tolist()


def areas(selection: Selection, *, native: bool = False) -> list[Json]:
    """Regions, countries and other areas with the events known only to that level, most events first."""
    index, places = selection.atlas.index, selection.atlas.index.places
    place = index.column("place_id").dense[selection.tally.shown & ~index.on_map]
    counts = np.bincount(place[place >= 0], minlength=len(places.keys))
    order = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]
    names = places.native if native else places.names
    return [
        {
            "id": places.keys[i],
            "name": names[i],
            "kind": places.kinds[i],
            "lat": float(places.lat[i]),
            "lon": float(places.lon[i]),
            "n": int(counts[i]),
            "lang": "uk" if native else None,
        }
        for i in order
        if not np.isnan(places.lat[i])
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


def _regions(selection: Selection, *, native: bool) -> list[Json]:
    found, place = selection.regions, selection.atlas.gazetteer.place
    return [
        {"id": key, "name": (native and (known := place(key)) and known.name_native) or name, "n": int(n)}
        for key, name, n in zip(found.index, found["admin1"], found["events"], strict=True)
    ]


def _countries(selection: Selection, country_name: Naming) -> list[Json]:
    if selection.filter.actors:  # of these events all that act, not each country that could be chosen instead
        index = selection.atlas.index
        found = index.column("actor_countries").counts(selection.tally.shown, index.groups)
    else:
        found = selection.tally.facet("actors")
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
    days = selection.atlas.index.days[0][whole.rows]
    days = np.sort(days[~np.isnat(days)])
    chosen = {
        "from": filter.since.isoformat() if filter.since else None,
        "to": filter.until.isoformat() if filter.until else None,
    }
    if not len(days):
        return {"unit": "day", "bins": [], "before": 0, "after": 0, **chosen}
    first, last = _window(days, filter.since, filter.until)
    unit = _unit((last - first).astype(int))
    table = whole.histogram(unit).reindex(columns=list(TYPES), fill_value=0)
    starts = table.index.to_numpy().astype("datetime64[D]")
    ends = period_starts(period_numbers(starts, unit) + 1, unit)
    kept = (ends > first) & (starts <= last)
    starts, ends, counts = starts[kept], ends[kept], table.to_numpy()[kept]
    return {
        "unit": unit,
        "bins": [
            {"start": start, "end": end, "n": sum(row), "types": row}
            for start, end, row in zip(_iso(starts), _iso(ends), counts.tolist(), strict=True)
        ],
        "before": int(np.searchsorted(days, starts[0])) if len(starts) else 0,
        "after": int(len(days) - np.searchsorted(days, ends[-1])) if len(starts) else 0,
        **chosen,
    }


def _unit(days: int) -> Period:
    """The length of bar that suits a span: some tens of bars, seldom more than two hundred."""
    return "day" if days <= 150 else "week" if days <= 900 else "month" if days <= 7300 else "year"


def _window(days: Days, since: date | None, until: date | None) -> tuple[np.datetime64, np.datetime64]:
    """First and last day that the bars should cover."""
    first, last = bulk(days)
    start = np.datetime64(since) if since else first
    end = np.datetime64(until) if until else last
    length = max(end - start, np.timedelta64(6, "D"))
    if length * 12 < last - first or start < first or end > last:
        first, last = start - (length * 3 + 1) // 2, end + length * 3 // 2
    return first, last


def bounds(events: pd.DataFrame) -> list[list[float]] | None:
    """[[south, west], [north, east]] of most points: of the country that has most of them, if there is
    one, so that a summit abroad does not shrink the rest to a dot."""
    drawn = events[events["on_map"]]
    country, _ = pd.factorize(drawn["country"])
    return _box(drawn["lat"].to_numpy(), drawn["lon"].to_numpy(), country)


def _bounds(selection: Selection) -> list[list[float]] | None:
    """`bounds` without making a frame of the events."""
    index = selection.atlas.index
    rows = np.flatnonzero(selection.tally.shown & index.on_map)
    lon, lat = (degrees[rows] for degrees in index.lon_lat)
    return _box(lat, lon, index.column("country").dense[rows])


def _box(lat: Degrees, lon: Degrees, country: npt.NDArray[np.intp]) -> list[list[float]] | None:
    """`bounds` of points and the number of the country of each, -1 where unknown."""
    if not len(lat):
        return None
    home = np.bincount(country[country >= 0])
    if len(home) and home.max() * 2 > len(lat):
        most = country == home.argmax()
        lat, lon = lat[most], lon[most]
    low, high = (0.02, 0.98) if len(lat) >= 20 else (0.0, 1.0)
    south, north = np.quantile(lat, [low, high])
    west, east = np.quantile(lon, [low, high])
    return [[float(south), float(west)], [float(north), float(east)]]


def cells(
    selection: Selection, *, zoom: int, bbox: tuple[float, float, float, float], native: bool = False
) -> list[Json]:
    """Events within (west, south, east, north), places within a few pixels of one another joined.

    Each cell stands at its place of most events; ``places`` says how many it joins.
    """
    index, table = selection.atlas.index, selection.atlas.index.places
    west, south, east, north = bbox
    lon, lat = table.lon, table.lat
    inside = (lat >= south) & (lat <= north) & (lon >= west) & (lon <= east)
    rows = np.flatnonzero(selection.tally.shown & index.on_map)
    place = index.column("place_id").dense[rows]
    rows, place = rows[inside[place]], place[inside[place]]
    if not len(rows):
        return []
    per_place = np.bincount(place, minlength=len(lat))
    used = np.flatnonzero(per_place)
    x, y = _pixels(lat[used], lon[used], zoom)
    _, cell_of_used = np.unique(
        np.floor(x / _CELL).astype(np.int64) * 10_000_000 + np.floor(y / _CELL).astype(np.int64),
        return_inverse=True,
    )
    size = int(cell_of_used.max()) + 1
    cell = np.zeros(len(lat), dtype=np.intp)
    cell[used] = cell_of_used
    types = _tally(_types(selection, rows), cell[place], size, len(TYPES))
    planned = np.bincount(
        cell[place], weights=selection.tally.among("status", EventStatus.PLANNED)[rows], minlength=size
    )
    joined = np.bincount(cell_of_used, minlength=size)
    order = np.lexsort((-per_place[used], cell_of_used))
    heads = used[order[np.r_[True, np.diff(cell_of_used[order]) > 0]]]
    names = table.native if native else table.names
    return [
        {
            "key": table.keys[head],
            "name": names[head],
            "lat": round(float(lat[head]), 5),
            "lon": round(float(lon[head]), 5),
            "exact": bool(table.exact[head]),
            "n": sum(types[i]),
            "types": types[i],
            "planned": int(planned[i]),
            "places": int(joined[i]),
        }
        for i, head in enumerate(heads)
    ]


def _pixels(lat: Degrees, lon: Degrees, zoom: int) -> tuple[Degrees, Degrees]:
    """Spherical Mercator pixels at a zoom."""
    scale = 256 * 2**zoom
    sin = np.sin(np.radians(np.clip(lat, -85.0511, 85.0511)))
    return (lon + 180) / 360 * scale, (0.5 - np.log((1 + sin) / (1 - sin)) / (4 * np.pi)) * scale
