"""Reads a GeoNames dump (``UA.zip``, ``allCountries.zip``, ``.txt``) into drafts, line by line."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from dateline.errors import GazetteerError
from dateline.gazetteer import naming
from dateline.gazetteer.archives import lines, opened
from dateline.gazetteer.drafts import Draft, settlement_extent
from dateline.gazetteer.officials import NONE, Officials
from dateline.gazetteer.variants import cyrillic, spellings
from dateline.models import PlaceKind

COLUMNS = 19
HOME_BOOST = 3.0
"""As for the places that ship with Dateline: among namesakes of like size the Ukrainian comes first."""
_KINDS = {"P": PlaceKind.SETTLEMENT, "H": PlaceKind.NATURAL, "T": PlaceKind.NATURAL}
_EXTENT = {PlaceKind.NATURAL: 5.0}
_GONE = {"PPLQ", "PPLH", "PPLW", "PPLCH"}
"""Feature codes of places that are abandoned, historical or destroyed: kept, but less prominent."""


@dataclass
class Dump:
    """How to read a dump.

    Args:
        divisions: our id by GeoNames code (``UA.07``, ``UA.07.6304``).
        names: more names by geonameid, from ``alternateNamesV2``.
        labels: what to show in place of a transliteration by rule.
        classes: feature classes to take: P settlements, H waters, T islands and mountains.
        skipped: counts the rows that are of other classes.
        officials: official Ukrainian names of settlements by the id of their region.
    """

    divisions: Mapping[str, str]
    names: Mapping[int, list[str]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    classes: frozenset[str] = frozenset("P")
    skipped: int = 0
    officials: Mapping[str, Officials] = field(default_factory=dict)

    def read(self, path: Path) -> Iterator[Draft]:
        """The places of a dump in the order of the file.

        Raises:
            GazetteerError: a row is not of this format; the message names it.
        """
        with opened(path, _is_table) as stream:
            for number, line in lines(stream, where=path.name):
                draft = self._draft(line.split("\t"), f"{path.name}, line {number}")
                if draft is None:
                    self.skipped += 1
                else:
                    yield draft

    def _draft(self, cells: list[str], where: str) -> Draft | None:
        if len(cells) != COLUMNS:
            raise GazetteerError(
                f"{where}: {len(cells)} columns in place of {COLUMNS}; this is no GeoNames dump."
            )
        kind = _KINDS.get(cells[6])
        if kind is None or cells[6] not in self.classes:
            return None
        lat, lon = coordinates(cells[4], cells[5], where)
        population = int(cells[14]) if cells[14].isdigit() else 0
        country, admin1 = cells[8], f"{cells[8]}.{cells[10]}"
        draft = Draft(
            id=f"gn:{_geonameid(cells[0], where)}",
            name=cells[1],
            kind=kind,
            lat=lat,
            lon=lon,
            country=country,
            admin1=self.divisions.get(admin1, ""),
            admin2=self.divisions.get(f"{admin1}.{cells[11]}", ""),
            population=population,
            extent_km=_EXTENT.get(kind, settlement_extent(population)),
            source="GeoNames",
            boost=0.1 if cells[7] in _GONE else 1.0,
        )
        self._name(draft, cells)
        return draft

    def _name(self, draft: Draft, cells: list[str]) -> None:
        alternates = [name for name in cells[3].split(",") if name]
        alternates += self.names.get(int(cells[0]), [])
        if draft.country == "UA" and draft.kind is PlaceKind.SETTLEMENT:
            draft.boost *= HOME_BOOST
            naming.ukrainian(
                draft,
                cells[1],
                alternates,
                officials=self.officials.get(draft.admin1, NONE),
                labels=self.labels,
            )
            return
        naming.foreign(draft, cells[1], alternates)
        if draft.country == "UA":
            draft.native = naming.native_name(alternates, cells[1])
            draft.add(spellings(cells[2]))
            draft.add(cyrillic(draft.native) if draft.native else ())


def ids_of(path: Path, classes: frozenset[str]) -> set[int]:
    """The geonameids of a dump's places of some feature classes.

    Raises:
        GazetteerError: a row is not of this format; the message names it.
    """
    with opened(path, _is_table) as stream:
        rows = ((number, line.split("\t", 7)) for number, line in lines(stream, where=path.name))
        return {
            _geonameid(cells[0], f"{path.name}, line {number}")
            for number, cells in rows
            if len(cells) > 6 and cells[6] in classes
        }


def alternate_names(
    path: Path, ids: Container[int], wanted: frozenset[str] = frozenset({"en", "uk", ""})
) -> dict[int, list[str]]:
    """Names by geonameid out of ``alternateNamesV2`` (zip or txt): the file has those of the whole world.

    Args:
        path: the file.
        ids: whose names to take.
        wanted: languages (ISO 639-1) to take; "" for names without one.

    Raises:
        GazetteerError: the file is of another format.
    """
    found: dict[int, list[str]] = {}
    with opened(path, lambda name: PurePosixPath(name).name in {"alternateNamesV2.txt", "alternateNames.txt"}
                or _is_table(name)) as stream:  # fmt: skip
        for number, line in lines(stream, where=path.name):
            cells = line.split("\t")
            if len(cells) < 4 or not cells[1].isdigit():
                raise GazetteerError(f"{path.name}, line {number}: this is no table of alternate names.")
            if cells[2] in wanted and int(cells[1]) in ids:
                found.setdefault(int(cells[1]), []).append(cells[3])
    return found


def _is_table(name: str) -> bool:
    plain = PurePosixPath(name.replace("\\", "/")).name.lower()
    return plain.endswith(".txt") and plain not in {"readme.txt", "iso-languagecodes.txt"}


def _geonameid(cell: str, where: str) -> int:
    if not cell.isdigit():
        raise GazetteerError(f"{where}: {cell[:20]!r} is no geonameid; this is no GeoNames dump.")
    return int(cell)


def coordinates(lat: str, lon: str, where: str) -> tuple[float, float]:
    """Latitude and longitude out of two cells.

    Raises:
        GazetteerError: they are no numbers or lie outside the Earth.
    """
    try:
        north, east = float(lat.replace(",", ".")), float(lon.replace(",", "."))
    except ValueError:
        raise GazetteerError(f"{where}: {lat[:20]!r}, {lon[:20]!r} are no coordinates in degrees.") from None
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        raise GazetteerError(
            f"{where}: latitude {north:g}, longitude {east:g} is out of range; are they in degrees and in order?"
        )
    return north, east
