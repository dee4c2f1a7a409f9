"""Reads a file of boundaries (GeoJSON, GeoPackage, Shapefile) into outlines of known and new places."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyogrio
import pyproj
import shapely

from dateline.errors import GazetteerError
from dateline.gazetteer.drafts import Draft
from dateline.gazetteer.own import Locate
from dateline.gazetteer.transliterate import is_cyrillic, is_ukrainian
from dateline.gazetteer.variants import cyrillic, latin, spellings
from dateline.models import Place, PlaceKind

Find = Callable[[str, PlaceKind, str, float, float], Place | None]
"""(code, kind, name, lat, lon of a point inside) to the known place of a boundary, or None."""
KINDS = {0: PlaceKind.COUNTRY, 1: PlaceKind.REGION, 2: PlaceKind.DISTRICT}
TOLERANCE = 0.001
"""Degrees by which outlines are simplified, about 100 m."""
BATCH = 500
_OSM_LEVELS = {"2": 0, "4": 1, "6": 2}
_LEVEL_WORD = re.compile(r"adm(?:in)?_?([012])", re.IGNORECASE)
_NAMES = ("adm{}_en", "adm{}_name", "name_en", "shapename", "name_{}", "name", "naam", "nom")
_NATIVES = ("adm{}_ua", "adm{}_uk", "name_uk", "name_ua", "name:uk", "nl_name_{}", "adm{}_name1")
_CODES = (
    "adm{}_pcode",
    "adm{}_pcod",
    "pcode",
    "iso3166_2",
    "iso_3166_2",
    "iso",
    "hasc_{}",
    "shapeid",
    "code",
)


@dataclass
class Boundaries:
    """How to read a file of boundaries.

    Args:
        level: 0 countries, 1 regions, 2 districts; None to detect it.
        name_column: the column of names; "" to detect it.
        known: the known place of a code, kind, name and point inside, or None.
        locate: what holds a point.
        protect: the outline of Ukraine, which no other country's outline may cut into.
    """

    known: Find
    locate: Locate
    protect: Any
    level: int | None = None
    name_column: str = ""
    shapes: dict[str, Any] = field(default_factory=dict)
    new: list[Draft] = field(default_factory=list)

    def read(self, path: Path, *, source: str) -> Iterator[int]:
        """Fill ``shapes`` and ``new``; yields how many boundaries have been read so far.

        Raises:
            GazetteerError: no boundaries, no CRS, no column of names, or a damaged file.
        """
        try:
            info = pyogrio.read_info(path, force_feature_count=True)
            columns = self._columns(path, info)
            project = _projection(path, info)
            for start in range(0, info["features"], BATCH):
                frame = pyogrio.read_dataframe(path, skip_features=start, max_features=BATCH)
                for number, row in enumerate(frame.to_dict("records"), start=start + 1):
                    self._take(row, columns, project, source, f"{path.name}, boundary {number}")
                yield min(start + BATCH, info["features"])
        except (
            pyogrio.errors.DataSourceError,
            pyogrio.errors.DataLayerError,
            shapely.errors.ShapelyError,
        ) as error:
            raise GazetteerError(
                f"{path.name}: no readable file of boundaries; check that it is whole."
            ) from error
        if not self.shapes:
            raise GazetteerError(f"{path.name}: no boundaries are in it.")

    def _columns(self, path: Path, info: dict[str, Any]) -> tuple[int, str, str, str]:
        fields = {name.lower(): name for name in info["fields"]}
        if "polygon" not in str(info["geometry_type"] or "").lower():
            raise GazetteerError(f"{path.name}: it holds {info['geometry_type']}, not polygons.")
        level = self.level if self.level is not None else self._detect(path, fields)
        if self.name_column and self.name_column.lower() not in fields:
            raise GazetteerError(
                f"{path.name}: no column {self.name_column!r}; it has {', '.join(fields.values())}."
            )

        def first(patterns: tuple[str, ...]) -> str:
            wanted = (pattern.format(level) for pattern in patterns)
            return next((fields[name] for name in wanted if name in fields), "")

        name = fields[self.name_column.lower()] if self.name_column else first(_NAMES)
        if not name:
            raise GazetteerError(
                f"{path.name}: which column holds the names? Give --name-column, one of {', '.join(fields.values())}."
            )
        return level, name, first(_NATIVES), first(_CODES)

    def _detect(self, path: Path, fields: dict[str, str]) -> int:
        """The administrative level that the columns or the file's name tell."""
        numbers = [int(m[1]) for name in fields if (m := re.match(r"(?:adm|name_|hasc_)([012])", name))]
        if numbers:
            return max(numbers)
        if "admin_level" in fields or "shapetype" in fields:
            column = fields.get("admin_level") or fields["shapetype"]
            frame = pyogrio.read_dataframe(path, columns=[column], max_features=1, read_geometry=False)
            value = str(frame[column].iloc[0]) if len(frame) else ""
            word = _LEVEL_WORD.search(value)
            if word or value in _OSM_LEVELS:
                return int(word[1]) if word else _OSM_LEVELS[value]
        if word := _LEVEL_WORD.search(path.stem):
            return int(word[1])
        raise GazetteerError(f"{path.name}: countries, regions or districts? Give --level 0, 1 or 2.")

    def _take(
        self, row: dict[str, Any], columns: tuple[int, str, str, str], project: Any, source: str, where: str
    ) -> None:
        level, name_column, native_column, code_column = columns
        kind, name = KINDS[level], _text(row.get(name_column))
        native, code = _text(row.get(native_column)), _text(row.get(code_column))
        shape = row["geometry"]
        if shape is None or shape.is_empty or not (name or native):
            return
        shape = shapely.make_valid(shapely.simplify(project(shape), TOLERANCE))
        point = shape.representative_point()
        if not (-180 <= point.x <= 180 and -90 <= point.y <= 90):
            raise GazetteerError(f"{where}: coordinates are out of range; is the file's CRS right?")
        place = self.known(code, kind, native or name, point.y, point.x)
        if place is None:
            place_id = f"own:{source}-{_slug(code) or where.rpartition(' ')[2]}"
            draft = self._draft(shape, kind=kind, name=name, native=native, place_id=place_id, source=source)
            self.new.append(draft)
            country = draft.country
        else:
            place_id, country = place.id, place.country
        if country != "UA":
            shape = shape.difference(self.protect)
        if not shape.is_empty:
            before = self.shapes.get(place_id)
            self.shapes[place_id] = shape if before is None else shapely.union(before, shape)

    def _draft(
        self, shape: Any, *, kind: PlaceKind, name: str, native: str, place_id: str, source: str
    ) -> Draft:
        point = shape.representative_point()
        country, region, _ = self.locate(point.y, point.x)
        km2 = shape.area * 111.32**2 * float(np.cos(np.radians(point.y)))
        draft = Draft(
            id=place_id,
            name=name or native,
            kind=kind,
            lat=round(point.y, 4),
            lon=round(point.x, 4),
            country=country,
            admin1=place_id if kind is PlaceKind.REGION else region,
            admin2=place_id if kind is PlaceKind.DISTRICT else "",
            native=native,
            extent_km=round(float(np.sqrt(km2 / np.pi)), 1),
            source=source,
        )
        word = {PlaceKind.DISTRICT: "district", PlaceKind.REGION: "region"}.get(kind)
        for text in filter(None, {name, native}):
            draft.add(cyrillic(text) if is_ukrainian(text) else spellings(text))
            draft.add(latin(text) if is_cyrillic(text) else ())
            draft.add(spellings(f"{text} {word}") if word and not is_cyrillic(text) else ())
        return draft


def _projection(path: Path, info: dict[str, Any]) -> Callable[[Any], Any]:
    """How to bring a shape of the file to WGS 84 in (lon, lat)."""
    if not info["crs"]:
        raise GazetteerError(
            f"{path.name}: it does not say its coordinate system (CRS); save it with one, such as EPSG:4326."
        )
    transformer = pyproj.Transformer.from_crs(info["crs"], "EPSG:4326", always_xy=True)

    def project(shape: Any) -> Any:
        return shapely.transform(shape, lambda xy: np.column_stack(transformer.transform(xy[:, 0], xy[:, 1])))

    return project


def _text(value: Any) -> str:
    return (
        ""
        if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value))
        else str(value).strip()
    )


def _slug(code: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", code).strip("-")
