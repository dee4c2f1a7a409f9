"""``dateline gazetteer``: import, remove, fetch, info."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from dateline.gazetteer import imports
from dateline.gazetteer.fetch import fetch as download
from dateline.gazetteer.gazetteer import Gazetteer, read_manifest
from dateline.gazetteer.importer import Job, run
from dateline.settings import get_settings

app = typer.Typer(
    name="gazetteer",
    help="Bring more places and boundaries into the gazetteer, or list what it has.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

NameOption = Annotated[
    str, typer.Option("--name", help="What to call the import; otherwise the file's name.")
]
LicenceOption = Annotated[str, typer.Option("--licence", help="The data's licence, kept with the import.")]


@app.command("import")
def import_(  # noqa: PLR0917  # typer calls it by name
    file: Annotated[Path, typer.Argument(help="GeoNames dump (.zip, .txt), places (.csv), or boundaries.")],
    name: NameOption = "",
    licence: LicenceOption = "",
    names: Annotated[
        Path | None, typer.Option("--names", help="alternateNamesV2 (.zip, .txt) that goes with a dump.")
    ] = None,
    classes: Annotated[
        str, typer.Option("--classes", help="GeoNames feature classes: P settlements, H waters, T islands.")
    ] = "P",
    level: Annotated[
        int | None,
        typer.Option("--level", min=0, max=2, help="Boundaries: 0 countries, 1 regions, 2 districts."),
    ] = None,
    name_column: Annotated[str, typer.Option("--name-column", help="Boundaries: the column of names.")] = "",
) -> None:
    """Import a file; an import of the same name is replaced."""
    job = Job(
        path=file,
        name=name,
        licence=licence,
        names=names,
        classes=frozenset(classes.upper()),
        level=level,
        name_column=name_column,
    )
    done = _import(job)
    typer.echo(
        f"{done.name}: {done.places} places, {done.names} names, {done.outlines} outlines "
        f"({done.licence}). Undo with: dateline gazetteer remove {done.name}"
    )


def _import(job: Job) -> imports.Import:
    """Run a job with a progress bar on a terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f}"),
    )
    manifest = None
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(job.path.name, total=None)
        for step in run(job, get_settings()):
            bar.update(task, completed=step.count)
            manifest = step.done or manifest
    assert manifest is not None, "run() ends with the manifest or raises"
    return manifest


@app.command()
def remove(name: Annotated[str, typer.Argument(help="The import, as `info` calls it.")]) -> None:
    """Undo an import."""
    imports.remove(get_settings().imports, name)
    typer.echo(f"{name} is removed.")


@app.command()
def fetch(
    country: Annotated[str, typer.Argument(help="ISO code such as UA, or allCountries.")],
    keep_only: Annotated[bool, typer.Option("--no-import", help="Only download.")] = False,
) -> None:
    """Download a GeoNames dump and import it."""
    settings = get_settings()
    path = download(country, settings.imports / "downloads")
    typer.echo(f"{path} ({path.stat().st_size / 2**20:.1f} MB)", err=True)
    if not keep_only:
        import_(path)


@app.command()
def info() -> None:
    """List what is loaded: source, licence, date, counts."""
    settings = get_settings()
    manifest = read_manifest(settings.geodata)
    gazetteer = Gazetteer.open(settings)
    typer.echo(
        f"embedded: {manifest['places']} places, {manifest['outlines']} outlines, built {manifest['built']}, {settings.geodata}"
    )
    for source in manifest["sources"]:
        version = f" {source['version']}" if source["version"] else ""
        typer.echo(
            f"  {source['name']}{version}: {source['origin']}; {source['licence']}; {source['sha256'][:12]}"
        )
    for folder in imports.installed(settings.imports):
        done = imports.read_manifest(folder)
        typer.echo(
            f"{done.name}: {done.kind}, {done.places} places, {done.names} names, {done.outlines} outlines; "
            f"{done.file} {done.sha256[:12]}, {done.imported}; {done.licence}"
        )
    typer.echo(f"in all: {len(gazetteer)} rows, {len(gazetteer.outlined)} outlines")
