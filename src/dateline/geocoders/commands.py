"""``dateline geocode --online``: ask an online geocoder for names that the gazetteer does not know."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from dateline.errors import SettingsError
from dateline.geocoders.answers import Answer, Question
from dateline.geocoders.online import open_geocoder
from dateline.settings import get_settings


def geocode(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Names to find.")],
    online: Annotated[
        bool, typer.Option("--online", help="Yes, ask the service: it will see the names.")
    ] = False,
    countries: Annotated[
        list[str] | None,
        typer.Option("--country", metavar="XX", help="Only in this country. May be repeated."),
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="Language of the answers.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="As lines of JSON.")] = False,
) -> None:
    """Find places by an online service, one request a second; answers are kept in the store."""
    if not online:
        raise SettingsError(
            "An online geocoder sees what you ask for: add --online to agree. Without the internet: dateline places NAME."
        )
    geocoder = open_geocoder(get_settings())
    missing = 0
    for name in names:
        answer = geocoder.ask(Question(name, tuple(countries or ()), lang))
        missing += not answer.candidates
        typer.echo(json.dumps(asdict(answer), ensure_ascii=False) if as_json else _lines(answer))
    if missing == len(names):
        raise typer.Exit(1)


def _lines(answer: Answer) -> str:
    head = f"{answer.question.name}: {answer.service}, {answer.asked}. {answer.attribution}"
    if not answer.candidates:
        return f"{head}\n  no such place"
    found = (candidate.place for candidate in answer.candidates)
    return "\n".join(
        [head]
        + [
            f"  {p.name} ({p.kind}, {p.admin1 or '-'}, {p.country or '-'}) {p.lat:.5f}, {p.lon:.5f}  {p.id}"
            for p in found
        ]
    )
