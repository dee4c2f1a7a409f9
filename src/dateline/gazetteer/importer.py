"""Brings a file of a user into the gazetteer: a GeoNames dump, own places, boundaries."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from dateline.errors import GazetteerError
from dateline.gazetteer import imports, outlines, segments, tables
from dateline.gazetteer.archives import digest, opened
from dateline.gazetteer.borders import Boundaries, Find
from dateline.gazetteer.drafts import Draft
from dateline.gazetteer.dumps import COLUMNS, Dump, alternate_names, ids_of
from dateline.gazetteer.folding import key
from dateline.gazetteer.gazetteer import Gazetteer, read_divisions
from dateline.gazetteer.own import Locate
from dateline.gazetteer.own import read as read_own
from dateline.gazetteer.upgrades import Upgrades
from dateline.models import Place, PlaceKind
from dateline.settings import Settings

PART = 100_000
"""Places a segment of an import holds at most, which bounds the memory that an import takes."""
EVERY = 1_000
BOUNDARY_FILES = {".geojson", ".json", ".gpkg", ".shp", ".fgb"}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import has come; ``done`` holds the manifest at the end."""

    count: int
    done: imports.Import | None = None


@dataclass(slots=True)
class Job:
    """What to import, and how.

    Args:
        path: the file.
        name: what to call the import; "" for the file's name.
        licence: the data's licence; "" for what the kind of file is known to have.
        names: ``alternateNamesV2`` for a dump.
        classes: feature classes to take from a dump.
        level: administrative level of boundaries; None to detect it.
        name_column: column of names of boundaries; "" to detect it.
    """

    path: Path
    name: str = ""
    licence: str = ""
    names: Path | None = None
    classes: frozenset[str] = frozenset("P")
    level: int | None = None
    name_column: str = ""
    skipped: int = field(default=0, init=False)


def run(job: Job, settings: Settings) -> Iterator[Progress]:
    """Import a file; the gazetteer has it from the next `Gazetteer.open` on.

    Yields:
        Progress, the last with the manifest.

    Raises:
        GazetteerError: the file is refused; the gazetteer is as it was.
    """
    if not job.path.is_file():
        raise GazetteerError(f"{job.path}: no such file.")
    name = imports.import_name(job.name or job.path.name.split(".")[0])
    sha256 = digest(job.path)
    gazetteer = Gazetteer.open(settings, without=name)
    kind = kind_of(job.path)
    with imports.staging(settings.imports, name) as folder:
        if kind == "boundaries":
            manifest = yield from _boundaries(
                job, name=name, sha256=sha256, folder=folder, gazetteer=gazetteer
            )
        else:
            manifest = yield from _places(
                job,
                kind=kind,
                name=name,
                sha256=sha256,
                folder=folder,
                gazetteer=gazetteer,
                settings=settings,
            )
        imports.write_manifest(folder, manifest)
    yield Progress(manifest.places + manifest.outlines, manifest)


def kind_of(path: Path) -> str:
    """``geonames``, ``places`` or ``boundaries``, by suffix and first line.

    Raises:
        GazetteerError: the file is none of these.
    """
    if path.suffix.lower() in BOUNDARY_FILES:
        return "boundaries"
    if path.suffix.lower() not in {".zip", ".txt", ".csv", ".tsv"}:
        raise GazetteerError(
            f"{path.name}: neither a GeoNames dump (.zip, .txt), nor places (.csv), nor boundaries "
            "(.geojson, .gpkg, .shp)."
        )
    if path.suffix.lower() in {".csv", ".tsv"}:
        return "places"
    with opened(
        path, lambda name: name.lower().endswith((".txt", ".csv")) and "readme" not in name.lower()
    ) as file:
        first = file.readline(2**16)
    return "geonames" if first.count(b"\t") >= COLUMNS - 5 or path.suffix.lower() == ".zip" else "places"


def _places(
    job: Job, *, kind: str, name: str, sha256: str, folder: Path, gazetteer: Gazetteer, settings: Settings
) -> Generator[Progress, None, imports.Import]:
    upgrades = Upgrades(gazetteer)
    if kind == "geonames":
        more = alternate_names(job.names, ids_of(job.path, job.classes)) if job.names else {}
        dump = Dump(
            read_divisions(settings.geodata),
            more,
            _labels(settings.geodata),
            job.classes,
            officials=upgrades.officials,
        )
        drafts = dump.read(job.path)
        licence = job.licence or "CC BY 4.0 (GeoNames)"
    else:
        dump = None
        drafts = read_own(job.path, name=name, locate=_locator(gazetteer))
        licence = job.licence or "not stated"
    parts: list[str] = []
    waiting: list[Draft] = []
    count = names = 0
    for draft in drafts:
        waiting.append(draft)
        count += 1
        if len(waiting) >= PART:
            names += _write_part(folder, parts, waiting, gazetteer, upgrades)
            waiting = []
        if count % EVERY == 0:
            yield Progress(count)
    if waiting:
        names += _write_part(folder, parts, waiting, gazetteer, upgrades)
    if not count:
        raise GazetteerError(f"{job.path.name}: no places are in it; nothing changed.")
    return imports.Import(
        name=name,
        kind=kind,
        file=job.path.name,
        sha256=sha256,
        licence=licence,
        imported=imports.now(),
        places=count,
        names=names,
        skipped=dump.skipped if dump else 0,
        parts=tuple(parts),
    )


def _labels(geodata: Path) -> dict[str, str]:
    """Labels in place of transliterations by rule."""
    return {row["rule"]: row["name"] for row in tables.rows(geodata / "tables" / "ukraine_labels.csv")}


def _write_part(
    folder: Path, parts: list[str], drafts: list[Draft], gazetteer: Gazetteer, upgrades: Upgrades
) -> int:
    """Write a segment and which known places its own stand for; returns how many names it has."""
    part = f"part-{len(parts):03d}"
    unique = {draft.id: draft for draft in drafts}
    segments.write(folder / part, unique.values())
    segment = segments.Segment(folder / part)
    ordered = [unique[place_id] for place_id in segment.ids()]
    same = [draft.id if gazetteer.knows(draft.id) else "" for draft in ordered]
    new = [draft for draft, known in zip(ordered, same, strict=True) if not known]
    rows = [row for row, known in enumerate(same) if not known]
    pairs = [(old, rows[number]) for old, number in upgrades.claim(new)]
    np.save(folder / part / "same.npy", np.array(same, dtype="U40"))
    np.save(folder / part / "replaced.npy", np.array(pairs, dtype="U40").reshape(-1, 2))
    parts.append(part)
    return segment.number_of_names()


def _locator(gazetteer: Gazetteer) -> Locate:
    def locate(lat: float, lon: float) -> tuple[str, str, str]:
        at = gazetteer.locate(lat, lon)
        return (
            at.country.country if at.country else "",
            at.admin1.id if at.admin1 else "",
            at.admin2.id if at.admin2 else "",
        )

    return locate


def _boundaries(
    job: Job, *, name: str, sha256: str, folder: Path, gazetteer: Gazetteer
) -> Generator[Progress, None, imports.Import]:
    reader = Boundaries(
        known=_finder(gazetteer),
        locate=_locator(gazetteer),
        protect=gazetteer.polygon("iso:UA"),
        level=job.level,
        name_column=job.name_column,
    )
    for count in reader.read(job.path, source=name):
        yield Progress(count)
    outlines.write(folder / "outlines.arrow", reader.shapes)
    parts: list[str] = []
    names = _write_part(folder, parts, reader.new, gazetteer, Upgrades(gazetteer)) if reader.new else 0
    return imports.Import(
        name=name,
        kind="boundaries",
        file=job.path.name,
        sha256=sha256,
        licence=job.licence or "not stated",
        imported=imports.now(),
        places=len(reader.new),
        names=names,
        outlines=len(reader.shapes),
        parts=tuple(parts),
    )


_WORDS = {
    PlaceKind.COUNTRY: ("",),
    PlaceKind.REGION: ("", " oblast", " область", " region"),
    PlaceKind.DISTRICT: ("", " district", " raion", " район"),
}


def _finder(gazetteer: Gazetteer) -> Find:
    def find(code: str, kind: PlaceKind, name: str, lat: float, lon: float) -> Place | None:
        """The known place of a boundary: by its code, else by its name in the region of its point."""
        for place_id in (f"iso:{code}", f"katottg:{code}"):
            place = gazetteer.place(place_id)
            if place is not None and place.kind is kind:
                return place
        if kind is PlaceKind.DISTRICT and len(code) == 6 and code.startswith("UA"):
            place = gazetteer.first_with_id(f"katottg:{code}{'0' * 9}")
            if place is not None:
                return place
        at = gazetteer.locate(lat, lon)
        region = at.admin1.id if at.admin1 else None
        for word in _WORDS[kind]:
            for place in gazetteer.named(key(name + word)):
                if place.kind is kind and (kind is PlaceKind.COUNTRY or place.admin1_id == region):
                    return place
        return None

    return find
