"""Outlines of countries and first-order divisions from Natural Earth, under our borders.

Natural Earth draws finer divisions than the first order in some countries (departments, districts).
Each of its polygons goes to the division in which most GeoNames places inside it lie, so that names
and outlines agree; a country is the union of its divisions. Crimea and Sevastopol, drawn as Russia
by the source, are Ukraine (UN General Assembly resolution 68/262).
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from rapidfuzz import fuzz, process, utils

from dateline.gazetteer.builder.sources import Sources
from dateline.gazetteer.drafts import Draft

WORLD_TOLERANCE, UKRAINE_TOLERANCE = 0.02, 0.005
"""Degrees by which outlines are simplified, shared borders staying shared."""
FIT_DEGREES = 0.12
"""How far a border may be moved to agree with the places beside it."""
EXCLAVE_PEOPLE = 10_000
"""From this many people on a town beyond that is an exclave (Slavutych), not an error of the source."""
_COUNTRY_OF = {"SOL": "SO", "CYN": "CY", "ESB": "CY", "WSB": "CY", "USG": "CU", "KAB": "KZ", "CLP": "FR"}
_TERRITORIES = {
    "CCK": "CC", "CXR": "CX", "GLP": "GP", "MTQ": "MQ", "GUF": "GF", "REU": "RE", "MYT": "YT", "NSV": "SJ", "BVT": "BV",
}  # fmt: skip
"""Units of the source that ISO 3166-1 lists by themselves."""
_CARIBBEAN_NETHERLANDS = ("Bonaire", "St. Eustatius", "Saba")
_UKRAINE = {"Crimea": "iso:UA-43", "Sevastopol": "iso:UA-40"}
_NAME_SCORE = 80


def read(sources: Sources) -> gpd.GeoDataFrame:
    """Natural Earth's divisions with the country that each belongs to under our borders."""
    frame = gpd.read_file(sources.natural_earth, layer="states_provinces")
    sources.note("Natural Earth 10m (world_map.gpkg)", sources.natural_earth, licence="public domain",
                 origin="Debian package qgis-common")  # fmt: skip
    frame["country"] = [
        _COUNTRY_OF.get(adm0, iso) for adm0, iso in zip(frame.adm0_a3, frame.iso_a2, strict=True)
    ]
    for unit, country in _TERRITORIES.items():
        frame.loc[frame.gu_a3 == unit, "country"] = country
    frame.loc[frame.name.isin(_CARIBBEAN_NETHERLANDS), "country"] = "BQ"
    frame.loc[frame.name.isin(_UKRAINE), "country"] = "UA"
    frame = frame[frame.country.str.fullmatch("[A-Z]{2}")].reset_index(drop=True)
    frame["geometry"] = shapely.make_valid(frame.geometry.values)
    return frame


def assign(frame: gpd.GeoDataFrame, settlements: list[Draft], regions: list[Draft]) -> list[str]:
    """The id of the division that each polygon of ``frame`` belongs to, "" where none is known."""
    votes = _votes(frame, settlements)
    by_country: dict[str, dict[str, str]] = {}
    for region in regions:
        by_country.setdefault(region.country, {})[region.id] = region.name
    found = []
    for row, votes_here in zip(frame.itertuples(), votes, strict=True):
        forced = _UKRAINE.get(str(row.name)) if row.country == "UA" else None
        winner = votes_here.most_common(1)[0][0] if votes_here else ""
        found.append(forced or winner or _by_name(row, by_country.get(row.country, {})))
    return found


def _votes(frame: gpd.GeoDataFrame, settlements: list[Draft]) -> list[Counter[str]]:
    tree = shapely.STRtree(frame.geometry.values)
    inside = [draft for draft in settlements if draft.admin1]
    points = shapely.points([(draft.lon, draft.lat) for draft in inside])
    votes: list[Counter[str]] = [Counter() for _ in range(len(frame))]
    countries = frame.country.tolist()
    for point, polygon in np.transpose(tree.query(points, predicate="within")):
        draft = inside[point]
        if draft.country == countries[polygon]:
            votes[polygon][draft.admin1] += 1
    return votes


def _by_name(row: Any, names: dict[str, str]) -> str:
    for name in (row.name, row.woe_name, row.gn_name):
        match = process.extractOne(
            str(name or ""),
            names,
            scorer=fuzz.WRatio,
            processor=utils.default_process,
            score_cutoff=_NAME_SCORE,
        )
        if match:
            return str(match[2])
    return ""


def simplified(frame: gpd.GeoDataFrame) -> Any:
    """The shapes of ``frame``, simplified so that shared borders stay shared; finer around Ukraine."""
    simple = np.array(frame.geometry.values)
    ukraine = (frame.country == "UA").to_numpy()
    near = shapely.dwithin(simple, shapely.union_all(simple[ukraine]), 0.05)
    simple[near] = shapely.coverage_simplify(simple[near], UKRAINE_TOLERANCE)
    simple[~near] = shapely.coverage_simplify(simple[~near], WORLD_TOLERANCE)
    return simple


def outlines(frame: gpd.GeoDataFrame, ids: list[str], known: list[Draft]) -> dict[str, Any]:
    """Outlines by id: divisions, and countries as the union of theirs.

    Args:
        frame: the source's polygons, from `read`.
        ids: the division of each, from `assign`.
        known: places in and around Ukraine whose division is certain; the outlines are fitted to them.
    """
    groups: dict[tuple[str, str], list[Any]] = {}
    for shape, country, division in zip(simplified(frame), frame.country, ids, strict=True):
        groups.setdefault((f"iso:{country}", division), []).append(shape)
    shapes = {names: shapely.make_valid(shapely.union_all(parts)) for names, parts in groups.items()}
    _fit(shapes, known)
    found: dict[str, Any] = {}
    for (_, division), shape in shapes.items():
        if division:
            found[division] = shape
    for country in {country for country, _ in shapes}:
        parts = [shape for (of, _), shape in shapes.items() if of == country]
        found[country] = shapely.make_valid(shapely.union_all(parts))
    return found


def _fit(shapes: dict[tuple[str, str], Any], known: list[Draft]) -> None:
    """Move borders by the few kilometres that the source is coarse, until names and outlines agree.

    Where a place lies outside the outline of its division, the strip between the two changes hands.
    """
    names_of = {division: (country, division) for country, division in shapes if division}
    ukraine = shapely.union_all([shape for (country, _), shape in shapes.items() if country == "iso:UA"])
    for draft in known:
        own = names_of.get(draft.admin1)
        point = shapely.Point(draft.lon, draft.lat)
        if own is None or shapes[own].covers(point):
            continue
        gap = shapes[own].distance(point)
        exclave = gap > FIT_DEGREES and draft.country == "UA" and draft.population >= EXCLAVE_PEOPLE
        if not exclave and (gap > FIT_DEGREES or ukraine.distance(point) > FIT_DEGREES):
            continue
        strip = point.buffer(0.03) if exclave else shapely.shortest_line(point, shapes[own]).buffer(0.006)
        for names, shape in shapes.items():
            if names != own and shape.intersects(strip):
                shapes[names] = shape.difference(strip)
        shapes[own] = shapes[own].union(strip)


def place_on_map(drafts: list[Draft], shapes: dict[str, Any]) -> None:
    """Put countries and divisions at a point inside their outline, with its radius."""
    for draft in drafts:
        shape = shapes.get(draft.id)
        if shape is None or shape.is_empty:
            continue
        part = max(getattr(shape, "geoms", [shape]), key=lambda g: g.area)
        point = part.centroid if part.contains(part.centroid) else part.representative_point()
        draft.lat, draft.lon = round(point.y, 4), round(point.x, 4)
        km2 = part.area * 111.32**2 * np.cos(np.radians(point.y))
        draft.extent_km = round(float(np.sqrt(km2 / np.pi)), 1)


def fill_regions(drafts: list[Draft], shapes: dict[str, Any], *, within: float = 0.05) -> None:
    """Give places whose division no source tells the one whose outline holds them or is nearest.

    Args:
        drafts: the places.
        shapes: outlines by id.
        within: how many degrees off an outline a place may lie, as islands and spits do.
    """
    ids = [place for place in shapes if place.startswith("iso:UA-")]
    tree = shapely.STRtree([shapes[place] for place in ids])
    lost = [draft for draft in drafts if not draft.admin1]
    points = shapely.points([(draft.lon, draft.lat) for draft in lost])
    for point, polygon in np.transpose(tree.query_nearest(points, max_distance=within)):
        lost[point].admin1 = lost[point].admin1 or ids[polygon]
