"""``python -m dateline.gazetteer.builder``: build ``geodata/`` from its sources.

The sources are installed packages (geodata/requirements.txt), the file ``world_map.gpkg`` of
Debian's qgis-common and ``en.json`` of npm's cldr-subdivisions-full; geodata/README.md tells how to
get them. The same sources give the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from dateline.gazetteer import naming, outlines, segments
from dateline.gazetteer.builder import curated, polygons, ukraine, world
from dateline.gazetteer.builder.sources import Sources, digest
from dateline.gazetteer.drafts import Draft
from dateline.gazetteer.folding import key
from dateline.models import PlaceKind
from dateline.settings import ROOT

FORMAT = 1
SMALL_KM = 30.0
"""A natural feature of no more than this lies in one region."""


@dataclass
class Built:
    """All places on their way into ``geodata/``, and their outlines by id."""

    drafts: list[Draft] = field(default_factory=list)
    divisions: dict[str, str] = field(default_factory=dict)
    shapes: dict[str, Any] = field(default_factory=dict)


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
    curated.former_names(sources, settlements)
    second = ukraine.assign_districts(sources, known, settlements)
    settlements += curated.villages(sources, known, settlements)
    sites = list(curated.sites(sources, settlements, regions))
    frame = polygons.read(sources)
    owners = polygons.assign(frame, settlements, regions)
    shapes = polygons.outlines(frame, owners, [*settlements, *sites])
    polygons.place_on_map([*countries, *regions], shapes)
    features = list(curated.features(sources))
    small = [draft for draft in features if draft.country == "UA" and draft.extent_km <= SMALL_KM]
    polygons.fill_regions([d for d in settlements if d.country == "UA"], shapes)
    polygons.fill_regions(small, shapes, within=0.6)
    _sum_people(regions, settlements)
    settlements += ukraine.unplaced(known, settlements)
    drafts = [
        *countries,
        *(region for region in regions if region.id in shapes),
        *ukraine.districts(sources, known, settlements),
        *ukraine.city_districts(sources, settlements),
        *(draft for draft in settlements if draft.kind is PlaceKind.SETTLEMENT),
        *features,
        *sites,
    ]
    codes = {row["number"]: row["geonames"] for row in sources.divisions}
    divisions = {codes[number]: place for number, place in (ids | second).items() if codes[number]}
    return Built(drafts, divisions, shapes | curated.area_outlines(sources, shapes))


def _sum_people(regions: list[Draft], settlements: list[Draft]) -> None:
    by_id = {draft.id: draft for draft in regions}
    for draft in settlements:
        if draft.admin1 in by_id:
            by_id[draft.admin1].population += draft.population


def main(
    natural_earth: Annotated[Path, typer.Option(help="world_map.gpkg of Debian's qgis-common.")],
    subdivisions: Annotated[Path, typer.Option(help="subdivisions/en/en.json of cldr-subdivisions-full.")],
    target: Annotated[Path, typer.Option(help="Folder to write.")] = ROOT / "geodata",
    built: Annotated[str, typer.Option(help="Date for the manifest, YYYY-MM-DD; otherwise today's.")] = "",
) -> None:
    """Build the gazetteer and the boundaries that ship with Dateline."""
    sources = Sources(natural_earth=natural_earth, subdivisions=subdivisions, tables=target / "tables")
    gathered = gather(sources)
    count = segments.write(target / "gazetteer", gathered.drafts)
    (target / "gazetteer" / "divisions.json").write_text(
        json.dumps(gathered.divisions, indent=0, sort_keys=True) + "\n", encoding="utf-8"
    )
    outlines.write(target / "outlines.arrow", gathered.shapes)
    capitals_only = [key(row["name"]) for row in sources.table("country_names") if row["use"] == "caps"]
    files = sorted(
        path
        for path in target.rglob("*")
        if path.suffix in {".arrow", ".marisa"} or path.name == "divisions.json"
    )
    manifest = {
        "format": FORMAT,
        "built": built or datetime.now(UTC).date().isoformat(),
        "places": count,
        "outlines": len(gathered.shapes),
        "capitals_only": sorted(set(capitals_only)),
        "sources": sources.used,
        "files": {str(path.relative_to(target)): digest(path) for path in files},
    }
    (target / "manifest.json").write_text(
        json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    typer.echo(f"{count} places, {len(gathered.shapes)} outlines in {target}")


if __name__ == "__main__":
    typer.run(main)
