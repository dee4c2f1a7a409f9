"""Reads a CSV of a user's own places into drafts."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from dateline.errors import GazetteerError
from dateline.gazetteer.archives import lines, opened
from dateline.gazetteer.drafts import Draft, settlement_extent
from dateline.gazetteer.dumps import coordinates
from dateline.gazetteer.transliterate import is_cyrillic, is_ukrainian
from dateline.gazetteer.variants import cyrillic, latin, spellings
from dateline.models import PlaceKind

Locate = Callable[[float, float], tuple[str, str, str]]
"""(lat, lon) to country code, region id and district id, each "" where unknown."""
SYNONYMS: dict[str, tuple[str, ...]] = {
    "name": ("name", "label", "place", "toponym", "name_en", "назва"),
    "lat": ("lat", "latitude", "y", "широта"),
    "lon": ("lon", "lng", "long", "longitude", "x", "довгота"),
    "id": ("id", "code", "pcode", "uid"),
    "native": ("name_uk", "native", "name_native", "назва_укр"),
    "aliases": ("aliases", "alternate_names", "alternatenames", "other_names"),
    "kind": ("kind", "type", "class"),
    "country": ("country", "countrycode", "iso", "iso_a2"),
    "population": ("population", "pop"),
    "extent_km": ("extent_km", "radius_km", "extent", "radius"),
}
_NEEDED = ("name", "lat", "lon")


def read(path: Path, *, name: str, locate: Locate) -> Iterator[Draft]:
    """The places of a CSV file; columns by their usual names, aliases separated by ``|`` or ``;``.

    Raises:
        GazetteerError: a needed column is missing or a row cannot be read; the message says which.
    """
    with opened(path, _is_csv) as stream:
        numbered = lines(stream, where=path.name)
        first = next(numbered, (0, ""))[1]
        if "\0" in first:
            raise GazetteerError(f"{path.name}: a binary file, no table of places.")
        delimiter = max(",;\t|", key=first.count)
        columns = _columns(next(csv.reader([first], delimiter=delimiter), []), path)
        rows = csv.reader((line + "\n" for _, line in numbered), delimiter=delimiter)
        try:
            for count, row in enumerate(rows, start=2):
                if any(cell.strip() for cell in row):
                    yield _draft(row, columns, name, f"{path.name}, row {count}", locate)
        except csv.Error as error:
            raise GazetteerError(f"{path.name}: no readable CSV ({error}).") from error


def _is_csv(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in {".csv", ".tsv", ".txt"}


def _columns(header: list[str], path: Path) -> dict[str, int]:
    plain = [cell.strip().lower().replace(" ", "_") for cell in header]
    found = {
        ours: next(plain.index(theirs) for theirs in names if theirs in plain)
        for ours, names in SYNONYMS.items()
        if any(theirs in plain for theirs in names)
    }
    missing = [column for column in _NEEDED if column not in found]
    if missing:
        raise GazetteerError(
            f"{path.name}: no column {', '.join(missing)}; it has {', '.join(plain[:12]) or 'none'}. "
            "Needed are name, lat and lon."
        )
    return found


def _draft(row: list[str], columns: dict[str, int], source: str, where: str, locate: Locate) -> Draft:
    def cell(column: str) -> str:
        index = columns.get(column, -1)
        return row[index].strip() if 0 <= index < len(row) else ""

    if not cell("name"):
        raise GazetteerError(f"{where}: the name is empty.")
    lat, lon = coordinates(cell("lat"), cell("lon"), where)
    country, region, district = locate(lat, lon)
    population = int(cell("population")) if cell("population").isdigit() else 0
    kind = _kind(cell("kind"), where)
    draft = Draft(
        id=f"own:{source}-{cell('id') or where.rpartition(' ')[2]}",
        name=cell("name"),
        kind=kind,
        lat=lat,
        lon=lon,
        country=cell("country").upper()[:2] or country,
        admin1=region,
        admin2=district,
        native=cell("native"),
        population=population,
        extent_km=_extent(cell("extent_km"), where) or settlement_extent(population),
        source=source,
        boost=3.0,
    )
    names = [draft.name, draft.native, *cell("aliases").replace(";", "|").split("|")]
    for text in filter(None, (text.strip() for text in names)):
        draft.add(cyrillic(text) if is_ukrainian(text) else spellings(text))
        draft.add(latin(text) if is_cyrillic(text) else ())
    return draft


def _kind(text: str, where: str) -> PlaceKind:
    if not text:
        return PlaceKind.SETTLEMENT
    try:
        return PlaceKind(text.lower())
    except ValueError:
        known = ", ".join(PlaceKind)
        raise GazetteerError(f"{where}: {text[:30]!r} is no kind of place; known are {known}.") from None


def _extent(text: str, where: str) -> float:
    try:
        extent = float(text.replace(",", ".")) if text else 0.0
    except ValueError:
        raise GazetteerError(f"{where}: {text[:20]!r} is no extent in kilometres.") from None
    if not 0 <= extent <= 20_000:
        raise GazetteerError(f"{where}: an extent of {extent:g} km is out of range.")
    return extent
