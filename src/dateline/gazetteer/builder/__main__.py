"""``python -m dateline.gazetteer.builder``: build ``geodata/`` from its sources.

The sources are installed packages (geodata/requirements.txt), the file ``world_map.gpkg`` of
Debian's qgis-common, ``en.json`` of npm's cldr-subdivisions-full and ``counties-10m.json`` of npm's us-atlas; geodata/README.md tells how to
get them. The same sources give the same bytes.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from dateline.gazetteer import naming, outlines, renamings, segments
from dateline.gazetteer.builder import counties, curated, polygons, ukraine, world
from dateline.gazetteer.builder.sources import Sources, digest
from dateline.gazetteer.drafts import Draft
from dateline.gazetteer.folding import key
from dateline.gazetteer.renamings import FormerName
from dateline.models import PlaceKind
from dateline.settings import ROOT

FORMAT = 1
SMALL_KM = 30.0
"""A natural feature of no more than this lies in one region."""


@dataclass
class Built:
    """All places on their way into ``geodata/``, and their outlines and former names by id."""

    drafts: list[Draft] = field(default_factory=list)
    divisions: dict[str, str] = field(default_factory=dict)
    shapes: dict[str, Any] = field(default_factory=dict)
    former: dict[str, list[FormerName]] = field(default_factory=dict)


def gather(sources: Sources) -> Built:
    """Read all sources into drafts with positions, divisions, names and outlines."""
    known = ukraine.codifier(sources)
    countries = list(world.countries(sources))
    numbered = dict(world.regions(sources))
    ukrainian = list(ukraine.regions(sources))
    ids = {number: draft.id for number, draft in numbered.items()}
    iso = {f"iso:{row['iso']}" for row in sources.divisions}
    for row in sources.divisions:
        if row["level"] == "1" and row["geonames"].startswith("UA.") and f"iso:{row['iso']}" in iso:
            ids[row["number"]] = f"iso:{row['iso']}"
    settlements = list(world.settlements(sources, ids, known))
    regions = [*numbered.values(), *ukrainian]
    naming.yield_former_names([draft for draft in settlements if draft.country == "UA"])
    curated.world_names(sources, settlements)
    former = curated.former_names(sources, settlements)
    second = ukraine.assign_districts(sources, known, settlements)
    abroad = counties.counties(
        sources, settlements, {n: i for n, i in ids.items() if not i.startswith("iso:UA-")}
    )
    second |= {number: draft.id for number, draft in abroad.items()}
    settlements += curated.villages(sources, known, settlements)
    sites = list(curated.sites(sources, settlements, regions))
    frame = polygons.read(sources)
    owners = polygons.assign(frame, settlements, regions)
    shapes = polygons.outlines(frame, owners, [*settlements, *sites])
    polygons.place_on_map([*countries, *regions], shapes)
    world.place_at_capital(countries, settlements)
    features = list(curated.features(sources))
    small = [draft for draft in features if draft.country == "UA" and draft.extent_km <= SMALL_KM]
    polygons.fill_regions([d for d in settlements if d.country == "UA"], shapes)
    polygons.fill_regions(small, shapes, within=0.6)
    _sum_people(regions, settlements)
    settlements += ukraine.unplaced(known, settlements)
    drafts = [
        *countries,
        *(region for region in regions if region.id in shapes),
        *world.place_among(sources, [region for region in regions if region.id not in shapes], settlements),
        *ukraine.districts(sources, known, settlements),
        *ukraine.city_districts(sources, settlements),
        *abroad.values(),
        *(draft for draft in settlements if draft.kind is PlaceKind.SETTLEMENT),
        *features,
        *sites,
    ]
    codes = {row["number"]: row["geonames"] for row in sources.divisions}
    divisions = {codes[number]: place for number, place in (ids | second).items() if codes[number]}
    return Built(drafts, divisions, shapes | curated.area_outlines(sources, shapes), former)


def _sum_people(regions: list[Draft], settlements: list[Draft]) -> None:
    by_id = {draft.id: draft for draft in regions}
    for draft in settlements:
        if draft.admin1 in by_id:
            by_id[draft.admin1].population += draft.population


def _write(gathered: Built, folder: Path) -> int:
    """Write everything into a folder; returns the number of places."""
    count = segments.write(folder / "gazetteer", gathered.drafts)
    (folder / "gazetteer" / "divisions.json").write_text(
        json.dumps(gathered.divisions, indent=0, sort_keys=True) + "\n", encoding="utf-8"
    )
    renamings.write(folder / "gazetteer", gathered.former)
    outlines.write(folder / "outlines.arrow", gathered.shapes)
    return count


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def put_in_place(aside: Path, target: Path) -> None:
    """Move what was built to its place, the manifest last.

    Each file is renamed over the old one, so that a running server keeps the old file that it has
    mapped until it opens the gazetteer anew; writing into it would crash the server.
    """
    (target / "gazetteer").mkdir(parents=True, exist_ok=True)
    for path in sorted(_files(aside), key=lambda path: path.name == "manifest.json"):
        path.replace(target / path.relative_to(aside))


def main(
    natural_earth: Annotated[Path, typer.Option(help="world_map.gpkg of Debian's qgis-common.")],
    subdivisions: Annotated[Path, typer.Option(help="subdivisions/en/en.json of cldr-subdivisions-full.")],
    us_counties: Annotated[Path, typer.Option(help="counties-10m.json of us-atlas.")],
    target: Annotated[Path, typer.Option(help="Folder to write.")] = ROOT / "geodata",
    built: Annotated[str, typer.Option(help="Date for the manifest, YYYY-MM-DD; otherwise today's.")] = "",
) -> None:
    """Build the gazetteer and the boundaries that ship with Dateline."""
    sources = Sources(
        natural_earth=natural_earth, subdivisions=subdivisions, counties=us_counties, tables=target / "tables"
    )
    gathered = gather(sources)
    with tempfile.TemporaryDirectory(prefix=".building-", dir=target) as name:
        aside = Path(name)
        count = _write(gathered, aside)
        manifest = {
            "format": FORMAT,
            "built": built or datetime.now(UTC).date().isoformat(),
            "places": count,
            "outlines": len(gathered.shapes),
            "capitals_only": sorted(
                {key(row["name"]) for row in sources.table("country_names") if row["use"] == "caps"}
            ),
            "sources": sources.used,
            "files": {str(path.relative_to(aside)): digest(path) for path in _files(aside)},
        }
        (aside / "manifest.json").write_text(
            json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        put_in_place(aside, target)
    typer.echo(f"{count} places, {len(gathered.shapes)} outlines in {target}")


if __name__ == "__main__":
    typer.run(main)
