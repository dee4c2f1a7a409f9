"""What we keep by hand: sites, natural features, informal areas, villages, former and world names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import shapely

from dateline.errors import GazetteerError
from dateline.gazetteer.builder.sources import Sources
from dateline.gazetteer.builder.ukraine import Codifier
from dateline.gazetteer.drafts import FORMER, PRIMARY, Draft
from dateline.gazetteer.renamings import FormerName
from dateline.gazetteer.transliterate import is_cyrillic, official
from dateline.gazetteer.variants import cyrillic, latin, spellings
from dateline.models import PlaceKind

RECENT = "2014"
"""A name that ceased since then is in use still; an older one yields to a place that bears it today."""
VILLAGE_BOOST = 40.0
"""Somebody put the village on the list because releases name it."""


def _split(cell: str) -> list[str]:
    return [name.strip() for name in cell.split("|") if name.strip()]


def _name(draft: Draft, names: list[str], native: list[str]) -> None:
    for name in names:
        draft.add(cyrillic(name) if is_cyrillic(name) else spellings(name))
    for name in native:
        draft.add(cyrillic(name))


def features(sources: Sources) -> Iterator[Draft]:
    """Natural features and informal areas with their extents."""
    for row in _feature_rows(sources):
        draft = Draft(
            id=row["id"],
            name=row["name"],
            kind=PlaceKind(row["kind"]),
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            country=row["country"],
            native=row["name_uk"].removesuffix(" (річка)").removesuffix(" (озеро)"),
            extent_km=float(row["extent_km"]),
            source="Dateline",
        )
        qualified = [row["name_uk"]] if row["name_uk"] and "(" not in row["name_uk"] else []
        _name(draft, [row["name"], *_split(row["aliases"])], qualified)
        if row["country"] and draft.kind is PlaceKind.NATURAL:
            draft.boost = 1.0
        yield draft


def _feature_rows(sources: Sources) -> Iterator[dict[str, str]]:
    yield from sources.table("features")
    yield from sources.table("world_features")


def area_outlines(sources: Sources, shapes: dict[str, Any]) -> dict[str, Any]:
    """Outlines of areas that are unions of countries or regions."""
    return {
        row["id"]: shapely.union_all([shapes[part] for part in _split(row["parts"])])
        for row in _feature_rows(sources)
        if row["parts"]
    }


def sites(sources: Sources, settlements: list[Draft], regions: list[Draft]) -> Iterator[Draft]:
    """Notable sites, each checked against the settlement and region that it names.

    Raises:
        GazetteerError: a row names a settlement or region that the gazetteer does not have.
    """
    region_ids = {(d.country, d.name): d.id for d in regions}
    near: dict[tuple[str, str], list[Draft]] = {}
    for settlement in settlements:
        near.setdefault((settlement.country, settlement.name), []).append(settlement)
    for row in sources.sites():
        where = f"geodata/sites.csv, {row['id']}"
        region = region_ids.get((row["country"], row["region"]), "")
        if row["region"] and not region:
            raise GazetteerError(f"{where}: no region is called {row['region']!r}; correct the row.")
        lat, lon = float(row["lat"]), float(row["lon"])
        homes = near.get((row["country"], row["settlement"]), [])
        homes = [home for home in homes if not region or home.admin1 in {region, ""}]
        if row["settlement"] and not homes:
            raise GazetteerError(f"{where}: no settlement is called {row['settlement']!r}; correct the row.")
        home = min(homes, key=lambda d: (d.lat - lat) ** 2 + (d.lon - lon) ** 2, default=None)
        draft = Draft(
            id=f"dl:site-{row['id']}",
            name=row["name"],
            kind=PlaceKind.SITE,
            lat=lat,
            lon=lon,
            country=row["country"],
            admin1=region or (home.admin1 if home else ""),
            admin2=home.admin2 if home else "",
            native=row["name_uk"],
            extent_km=float(row["extent_km"]),
            source="Dateline",
        )
        _name(
            draft,
            [row["name"], *_split(row["aliases"])],
            [row["name_uk"], *_split(row["aliases_uk"])],
        )
        yield draft


def villages(sources: Sources, known: Codifier, settlements: list[Draft]) -> Iterator[Draft]:
    """Settlements that the main source lacks; one that it has is left to it."""
    have = {(d.native, d.admin2) for d in settlements}
    for row in sources.table("villages"):
        region = f"iso:{row['region']}"
        code = next((c for c, name in known.districts[region].items() if name == row["district_uk"]), None)
        native = row["name_uk"].replace("’", "'")
        listed = code in known.district_of[region, native] or "not in KATOTTG" in row["source"]
        if code is None or not listed:
            raise GazetteerError(
                f"tables/villages.csv, {row['id']}: KATOTTG has no {native} in {row['district_uk']}; correct the row."
            )
        if (native, f"katottg:{code}") in have:
            continue
        draft = Draft(
            id=f"dl:village-{row['id']}",
            name=official(native),
            kind=PlaceKind.SETTLEMENT,
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            country="UA",
            admin1=region,
            admin2=f"katottg:{code}",
            native=native,
            extent_km=float(row["extent_km"]),
            source="Dateline",
            boost=VILLAGE_BOOST,
        )
        draft.add(spellings(draft.name))
        draft.add(latin(native))
        draft.add(cyrillic(native))
        _name(draft, _split(row["aliases"]), [])
        yield draft


def former_names(sources: Sources, settlements: list[Draft]) -> dict[str, list[FormerName]]:
    """Make renamed settlements known under the names of their time as well.

    Returns:
        The former names by place id, the latest first.

    Raises:
        GazetteerError: a row names a settlement that the gazetteer does not have.
    """
    largest: dict[tuple[str, str], Draft] = {}
    for draft in sorted(settlements, key=lambda draft: draft.population):
        if draft.country == "UA":
            largest[draft.native, draft.admin1] = draft
    found: dict[str, list[FormerName]] = {}
    for row in sources.table("former_names"):
        region, now, name = f"iso:{row['region']}", row["name_uk"], row["former_uk"]
        if (now, region) not in largest and (name, region) in largest:
            largest[now, region] = _renamed(largest[name, region], now)
        if (now, region) not in largest:
            raise GazetteerError(
                f"tables/former_names.csv: no settlement of {row['region']} is called {now}; correct the row."
            )
        draft = largest[now, region]
        weight = FORMER if "" < row["until"] < RECENT else PRIMARY
        draft.add(spellings(official(name)), weight)
        draft.add(latin(name), FORMER)
        draft.add(cyrillic(name), weight)
        former = FormerName(official(name), name, row["until"], row["source"])
        found.setdefault(draft.id, []).append(former)
    return {place: sorted(names, key=lambda n: n.until, reverse=True) for place, names in found.items()}


def _renamed(draft: Draft, native: str) -> Draft:
    """A settlement that the main source still has under its former name, under its present one."""
    draft.native, draft.name = native, official(native)
    draft.add(spellings(draft.name))
    draft.add(latin(native))
    draft.add(cyrillic(native))
    return draft


def world_names(sources: Sources, settlements: list[Draft]) -> None:
    """Give places of the world their English and Ukrainian names."""
    rows = {f"gn:{row['id']}": row for row in sources.table("world_names")}
    for draft in settlements:
        row = rows.get(draft.id)
        if row is None:
            continue
        draft.name = row["label"] or draft.name
        native = _split(row["names_uk"])
        draft.native = native[0] if native else draft.native
        _name(draft, _split(row["names"]), native)
