"""The command line. An error is one line on stderr and an exit code: 2 misuse, 1 failure, 130 Ctrl-C.

Rooms are imported inside the commands, so that ``dateline --help`` takes no time.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO
from urllib.parse import quote

import typer

from dateline import __version__
from dateline.errors import DatelineError, ItemError

if TYPE_CHECKING:
    from dateline.atlas import Atlas, Filter, Selection
    from dateline.gazetteer import FormerName
    from dateline.models import Place, Release
    from dateline.pipeline import Step
    from dateline.settings import Settings

NOTICES_SHOWN = 20
STOPPED = 130
PAGES = ("html", "report")
"""Exports that are pages to look at."""
BROKEN_PIPE = 141
"""What a shell gives for a process that SIGPIPE ended."""

app = typer.Typer(
    name="dateline",
    help="Dated official releases become a map that analysts can check.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Files or folders of releases.")]
StoreOption = Annotated[
    str | None, typer.Option("--store", help="The store; otherwise DATELINE_STORE, or var/dateline.sqlite.")
]
Many = list[str] | None
FieldOption = Annotated[
    Many,
    typer.Option(
        "--field",
        metavar="OURS=THEIRS",
        help="A column or field under another name, as in body=text. May be repeated.",
    ),
]


def main() -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(run())


def run(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    command = typer.main.get_command(app)
    try:
        code = command.main(args=arguments, prog_name="dateline", standalone_mode=False)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):
        # The reader of our output has gone; Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except DatelineError as error:
        return _say(str(error), 1)
    except typer.TyperException as error:
        return _misuse(error.format_message(), error.exit_code)
    if code == STOPPED:
        return _say("stopped. What was done so far is kept.", STOPPED)
    return int(code or 0)


def _misuse(message: str, code: int) -> int:
    """Say what was wrong with the arguments; where none were given, the message is the whole help."""
    if message.startswith("Usage:"):
        print(message, file=sys.stderr)
        return code
    return _say(message, code)


def _say(message: str, code: int) -> int:
    print(f"dateline: {one_line(message)}", file=sys.stderr)
    return code


def one_line(text: str) -> str:
    """Text for a terminal: one line, control and direction characters written out."""
    return "".join(c if c.isprintable() else " " if c in "\t\n\r" else ascii(c)[1:-1] for c in text)


def _settings(store: str | None = None) -> Settings:
    from dateline.settings import get_settings

    settings = get_settings()
    return settings.model_copy(update={"store": store}) if store else settings


def _mapping(given: Many) -> dict[str, str]:
    """Names of fields from options such as ``body=text``."""
    pairs = [pair.partition("=") for pair in given or []]
    for ours, _, theirs in pairs:
        if not ours or not theirs:
            raise typer.BadParameter("--field wants a pair such as body=text.")
    return {ours: theirs for ours, _, theirs in pairs}


def _version(wanted: bool) -> None:
    if wanted:
        print(f"dateline {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Dated official releases become a map that analysts can check."""


@app.command()
def ingest(
    paths: Paths,
    store: StoreOption = None,
    field: FieldOption = None,
    again: Annotated[bool, typer.Option("--again", help="Read unchanged releases anew.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar, only the summary.")] = False,
) -> None:
    """Read releases into the store. Stopped in the middle, it goes on where it was."""
    from dateline.pipeline import Pipeline, ingest_items, items
    from dateline.store import Store

    settings = _settings(store)
    with Store.open(settings.store) as opened:
        found = list(items(paths, fields=_mapping(field)))
        steps = ingest_items(found, pipeline=Pipeline(settings), store=opened, again=again)
        code = _summary(list(_shown(steps, total=len(found), quiet=quiet)), opened.name)
    raise typer.Exit(code)


def _shown(steps: Iterator[Step], *, total: int, quiet: bool) -> Iterator[Step]:
    """The steps, with a bar on stderr while they are made."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Reading releases"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=quiet or not console.is_terminal) as progress:
        task = progress.add_task("", total=total)
        for step in steps:
            yield step
            progress.advance(task)


def _summary(steps: list[Step], store: str) -> int:
    """Print what became of every item; 1 where one failed."""
    from dateline.pipeline import StepKind

    of = {kind: [step for step in steps if step.kind is kind] for kind in StepKind}
    done, unchanged, failed = (of[kind] for kind in (StepKind.DONE, StepKind.UNCHANGED, StepKind.FAILED))
    events = sum(step.events for step in done)
    print(
        f"{len(done)} read ({_many(events, 'event')}), {len(unchanged)} unchanged, "
        f"{len(failed)} failed. Store: {one_line(store)}"
    )
    told = [f"{step.where}: {step.message}" for step in done if step.message]
    told += [f"{step.where}: {step.message}" if step.where else step.message for step in of[StepKind.NOTICE]]
    _print_list("Note:", told[:NOTICES_SHOWN])
    if len(told) > NOTICES_SHOWN:
        print(f"  … and {_many(len(told) - NOTICES_SHOWN, 'more note')}")
    _print_list("Failed:", [step.message for step in failed])
    return 1 if failed else 0


def _print_list(heading: str, lines: list[str]) -> None:
    if lines:
        print(heading)
    for line in lines:
        print(f"  {one_line(line)}")


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


@contextmanager
def _written(output: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that is there only when all is written."""
    from dateline.atlas.exports import draft

    if output is None:
        yield sys.stdout
        return
    with draft(output) as file, io.TextIOWrapper(file, encoding="utf-8", newline="\n") as text:
        yield text


@app.command()
def geoparse(
    paths: Paths,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file instead of the terminal.")
    ] = None,
    field: FieldOption = None,
) -> None:
    """Write places and events of each release as one line of JSON (docs/geoparse-format.md)."""
    from dateline.pipeline import Pipeline, as_line, items
    from dateline.releases import Notice

    pipeline = Pipeline(_settings())
    failed = 0
    with _written(output) as out:
        for item in items(paths, fields=_mapping(field)):
            if isinstance(item, Notice):
                _say(str(item), 0)
                continue
            try:
                if isinstance(item, ItemError):
                    raise item
                out.write(as_line(pipeline.read(item)) + "\n")
            except ItemError as error:
                failed = _say(str(error), 1)
    raise typer.Exit(failed)


@app.command()
def export(
    *,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="geojson, csv, geopackage, geoparquet, kml, xlsx; html (a map) or report (to print).",
        ),
    ] = "geojson",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file instead of standard output.")
    ] = None,
    since: Annotated[str | None, typer.Option("--from", help="First day, as 2022-09-01.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Last day, as 2022-09-30.")] = None,
    types: Annotated[Many, typer.Option("--type", help="Event type; give it again for more.")] = None,
    statuses: Annotated[Many, typer.Option("--status", help="done, ongoing or planned.")] = None,
    regions: Annotated[Many, typer.Option("--region", help="Name, ISO 3166-2 code or P-code.")] = None,
    countries: Annotated[Many, typer.Option("--country", help="ISO 3166-1 code, as UA.")] = None,
    publishers: Annotated[Many, typer.Option("--publisher", help="As written in the releases.")] = None,
    actors: Annotated[Many, typer.Option("--actor", help="Country that actors stand for, as LT.")] = None,
    reviewed: Annotated[
        Many, typer.Option("--reviewed", help="unreviewed, confirmed, corrected or rejected by a person.")
    ] = None,
    text: Annotated[str, typer.Option("--text", help="Words of the evidence or headline.")] = "",
    min_score: Annotated[str, typer.Option("--min-score", help="0 to 1.")] = "",
    query: Annotated[str, typer.Option("--query", help="A filter as in the dashboard's address.")] = "",
    layers: Annotated[
        Many, typer.Option("--layer", help="GeoJSON: events, sites or journeys; all where none is named.")
    ] = None,
    outlines: Annotated[
        bool, typer.Option("--outlines", help="GeoJSON: regions as their outlines, not without geometry.")
    ] = False,
    columns: Annotated[
        str, typer.Option("--columns", help="CSV: dateline, or acled for its names.")
    ] = "dateline",
    hxl: Annotated[bool, typer.Option("--hxl", help="CSV: a row of HXL tags below the header.")] = False,
    language: Annotated[str, typer.Option("--language", help="html and report: en or uk.")] = "en",
    store: StoreOption = None,
) -> None:
    """Write the events of the store, or those that a filter lets through, as a file for other tools."""
    from dateline.atlas import Filter, exports

    # The filter is read before the store, so that a slip costs no waiting.
    said = {"from": since, "to": until, "text": text, "score": min_score}
    lists = {
        "type": types,
        "status": statuses,
        "country": countries,
        "publisher": publishers,
        "actor": actors,
        "reviewed": reviewed,
    }
    params = {key: value for key, value in said.items() if value}
    params |= {key: ",".join(_quoted(key, values)) for key, values in lists.items() if values}
    chosen = _without_faults(*Filter.from_params(params))
    given = _without_faults(*Filter.from_query(query))
    _one_of("--format", format, (*exports.FORMATS, *PAGES))
    _one_of("--columns", columns, ("dateline", "acled"))
    _one_of("--language", language, ("en", "uk"))
    for layer in layers or ():
        _one_of("--layer", layer, exports.Options().layers)
    is_text = format in PAGES or exports.FORMATS[format].is_text
    if output is None and sys.stdout.isatty() and not is_text:
        raise typer.BadParameter(f"{format} is no text for a terminal; name a file with --output.")
    atlas = _atlas(store)
    chosen = given.but(**{name: getattr(chosen, name) for name in chosen.active})
    if regions:
        chosen = chosen.but(regions=tuple(_region(atlas, name) for name in regions))
    if format in PAGES:
        data = _page(format, atlas.select(chosen), language)
    else:
        options: dict[str, Any] = {"outlines": outlines, "names": columns, "hxl": hxl}
        options |= {"layers": tuple(layers)} if layers else {}
        data = exports.render(atlas.select(chosen), format, **options)
    if output:
        exports.put(data, output)
    else:
        sys.stdout.buffer.write(data)


def _one_of(option: str, value: str, allowed: Iterable[str]) -> None:
    if value not in (known := tuple(allowed)):
        raise typer.BadParameter(f"{option}: {value!r} is none of {', '.join(known)}.")


def _page(name: str, selection: Selection, language: str) -> bytes:
    """The map or the report as an HTML page."""
    import logging

    # Streamlit warns that no page of it is running, which is no news here.
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").disabled = True
    from dateline.dashboard.away import map_page
    from dateline.dashboard.report import report_page
    from dateline.dashboard.words import Words

    page = {"html": map_page, "report": report_page}[name]
    return page(selection, Words(language)).encode("utf-8", "replace")


def _quoted(key: str, values: list[str]) -> list[str]:
    """Values of a repeated option. A publisher may hold a comma; other options may be given as a,b."""
    return [quote(value) for value in values] if key == "publisher" else values


def _without_faults(found: Filter, faults: tuple[str, ...]) -> Filter:
    if faults:
        raise typer.BadParameter(" ".join(faults))
    return found


def _atlas(store: str | None) -> Atlas:
    from dateline.atlas import Atlas
    from dateline.gazetteer import Gazetteer
    from dateline.store import Store

    settings = _settings(store)
    return Atlas(Store.open(settings.store, create=False), Gazetteer.open(settings))


def _region(atlas: Atlas, name: str) -> str:
    """The gazetteer id of a region, by id, ISO 3166-2 code, P-code or name."""
    region = atlas.region(name)
    if region is None:
        raise typer.BadParameter(f"--region {name!r}: the gazetteer knows no such region.")
    return region


@app.command()
def places(
    name: Annotated[str, typer.Argument(help="A name, in any spelling or script.")],
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 10,
    fuzzy: Annotated[bool, typer.Option("--fuzzy", help="Names that are close, too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As lines of JSON.")] = False,
) -> None:
    """Show what the gazetteer knows under a name, most prominent first."""
    from dateline.gazetteer import Gazetteer

    gazetteer = Gazetteer.open(_settings())
    found = [candidate.place for candidate in gazetteer.search(name, limit=limit, fuzzy=fuzzy)]
    if not found:
        hint = "" if fuzzy else " Try --fuzzy."
        raise typer.Exit(_say(f"the gazetteer knows no place called {name!r}.{hint}", 1))
    for place in found:
        former = gazetteer.former_names(place.id)
        if as_json:
            print(json.dumps(_place_object(place, former), ensure_ascii=False))
        else:
            print(_place_line(place, former))


def _place_object(place: Place, former: Sequence[FormerName]) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(place) | {"former_names": [asdict(name) for name in former]}


def _place_line(place: Place, former: Sequence[FormerName]) -> str:
    within = ", ".join(
        part for part in (place.admin2, place.admin1, place.country) if part and part != place.name
    )
    native = f" ({place.name_native})" if place.name_native else ""
    people = f"; {place.population:,} inhabitants" if place.population else ""
    where = f"{place.lat:.4f}, {place.lon:.4f} (within {place.extent_km:g} km)"
    names = "".join(f"; until {name.until}: {name.name} ({name.native})" for name in former if name.until)
    return one_line(
        f"{place.name}{native}: {place.kind.value}, {within or 'no country'}; {where}{people}{names}; "
        f"{place.source}, {place.id}"
    )


@app.command()
def explain(
    path: Annotated[str, typer.Argument(metavar="FILE", help="A file or folder of releases.")],
) -> None:
    """Say of each place name of a release why it was found, in which role, and which place it means."""
    from dateline.geoparse import lines
    from dateline.pipeline import Pipeline

    pipeline = Pipeline(_settings())
    for release in _releases([path]):
        print(one_line(f"{release.title} ({release.id})"))
        for line in lines(release, pipeline.geoparser.parse(release)):
            print(one_line(line).rstrip())


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Annotated releases (JSON).")],
    docs: Annotated[str, typer.Argument(help="The releases themselves.")],
    as_json: Annotated[bool, typer.Option("--json", help="The measures as one JSON object.")] = False,
) -> None:
    """Measure places and events against releases annotated by hand."""
    from dateline.evaluation import LABELS, evaluate, load_gold
    from dateline.pipeline import Pipeline

    found = _releases([docs])
    documents = load_gold(gold, {release.id: release.body for release in found})
    wanted = {document.id for document in documents}
    pipeline = Pipeline(_settings())
    outcomes = {release.id: pipeline.read(release) for release in found if release.id in wanted}
    values = evaluate(documents, outcomes).values()
    if as_json:
        print(json.dumps(values))
        return
    for name, value in values.items():
        print(f"{LABELS[name]:<36} {value:.3f}")


def _releases(paths: list[str]) -> list[Release]:
    """The releases of files and folders; the first that cannot be read ends the command."""
    from dateline.models import Release
    from dateline.pipeline import items

    found = []
    for item in items(paths):
        if isinstance(item, ItemError):
            raise item
        if isinstance(item, Release):
            found.append(item)
    return found


_PASSED_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


@app.command("gazetteer", context_settings=_PASSED_ON, add_help_option=False)
def gazetteer_commands(context: typer.Context) -> None:
    """Import, list and remove gazetteers of your own (dateline gazetteer --help)."""
    from dateline.gazetteer.commands import app as commands

    _pass_on(context, commands)


@app.command("geocode", context_settings=_PASSED_ON, add_help_option=False)
def geocode_command(context: typer.Context) -> None:
    """Ask an online service for names that the gazetteer does not know (dateline geocode --help)."""
    from dateline.geocoders.commands import geocode

    commands = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    commands.command()(geocode)
    _pass_on(context, commands)


def _pass_on(context: typer.Context, commands: typer.Typer) -> None:
    """Give the rest of the line to another room's commands, imported only now."""
    command = typer.main.get_command(commands)
    name = f"dateline {context.info_name}"
    code = command.main(args=context.args, prog_name=name, standalone_mode=False)
    raise typer.Exit(int(code or 0))
