"""What several releases tell together, as markup: sources, what they differ in, journeys with numbered stops."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from dateline.atlas import Atlas
from dateline.dashboard.library import get_library
from dateline.dashboard.markup import link, said
from dateline.dashboard.words import Words
from dateline.maps import records

LISTED_AT_MOST = 60
_OWN_WORDS = {"type": "type", "status": "status"}
Row = dict[str, Any]


def source_line(row: Row, say: Words) -> str:
    """Headline, publisher, date and the way to the original."""
    parts = [f"<b>{said(row['title'] or '')}</b>"]
    if isinstance(row["publisher"], str) and row["publisher"]:
        parts.append(said(row["publisher"]))
    if isinstance(row["published"], str):
        parts.append(escape(say("card.published", when=say.moment(row["published"]))))
    if isinstance(row["url"], str) and (to := link(row["url"], say("card.original"))):
        parts.append(to)
    return f'<p class="dl-source">{" · ".join(parts)}</p>'


def sources_html(row: Row, atlas: Atlas, say: Words) -> str:
    """Every other release that tells of an event, each with its own sentence, and what they do not agree on."""
    told = records(atlas.tellings(row["merged_id"]))
    others = [each for each in told if each["event_id"] != row["event_id"]][:LISTED_AT_MOST]
    if not others:
        return ""
    items = "".join(f"<li>{_telling(each, say)}</li>" for each in others)
    return (
        f'<div class="dl-card"><b>{escape(say("card.sources.n", n=len(told)))}</b>'
        f'<ul class="dl-sources">{items}</ul>{differences_html(row, told, say)}</div>'
    )


def _telling(row: Row, say: Words) -> str:
    sentence = row["evidence"] if isinstance(row["evidence"], str) else ""
    return f'{source_line(row, say)}<p class="dl-said">{said(sentence)}</p>'


def differences_html(row: Row, told: list[Row], say: Words) -> str:
    """A row for each thing that the sources tell differently: every reading with who gives it."""
    if not row["differences"]:
        return ""
    named = {each["event_id"]: _short(each, say) for each in told}
    rows = "".join(
        f"<tr><th scope='row'>{escape(_field(field, say))}</th><td>{_readings(field, readings, named, say)}</td></tr>"
        for field, readings in row["differences"]
    )
    return f'<p class="dl-note">{escape(say("card.differ"))}</p><table class="dl-differ">{rows}</table>'


def _field(field: str, say: Words) -> str:
    if field in _OWN_WORDS:
        return say(f"differ.{field}")
    counted = field.removeprefix("figure: ")
    return say(f"differ.{counted}") if counted in ("dead", "hurt") else counted


def _readings(field: str, readings: Iterable[Any], named: dict[str, str], say: Words) -> str:
    prefix = _OWN_WORDS.get(field)
    return "<br>".join(
        f"<b>{escape(say(f'{prefix}.{reading}') if prefix else str(reading))}</b> "
        f"<span class='dl-note'>{'; '.join(named[i] for i in ids if i in named)}</span>"
        for reading, ids in readings
    )


def _short(row: Row, say: Words) -> str:
    """A source in few words: publisher and day."""
    day = say.iso_prefix(row["published"][:10]) if isinstance(row["published"], str) else ""
    publisher = row["publisher"] if isinstance(row["publisher"], str) else ""
    return ", ".join(part for part in (said(publisher) if publisher else "", escape(day)) if part)


def journeys_of_event(row: Row, atlas: Atlas, say: Words) -> str:
    """The journeys that an event is a stop of."""
    journeys = atlas.journeys
    hit = np.array([row["merged_id"] in ids for ids in journeys["merged_ids"]], dtype=bool)
    return _journeys(journeys[hit], atlas, say, here=lambda stop: row["merged_id"] in stop["merged_ids"])


def journeys_of_place(place_ids: set[str], atlas: Atlas, say: Words) -> str:
    """The journeys that pass through one of some places."""
    stops = atlas.stops
    ids = set(stops.loc[stops["place_id"].isin(place_ids), "journey_id"])
    journeys = atlas.journeys
    passing = journeys[journeys["journey_id"].isin(ids)]
    return _journeys(passing, atlas, say, here=lambda stop: stop["place_id"] in place_ids)


def _journeys(journeys: pd.DataFrame, atlas: Atlas, say: Words, *, here: Any) -> str:
    stops = atlas.stops
    shown = records(journeys.sort_values("first").head(LISTED_AT_MOST))
    return "".join(
        _journey(
            journey,
            records(stops[stops["journey_id"] == journey["journey_id"]].sort_values("number")),
            say,
            here,
        )
        for journey in shown
    )


def _journey(journey: Row, stops: list[Row], say: Words, here: Any) -> str:
    at = next((stop["number"] for stop in stops if here(stop)), None)
    place = say("journey.at", n=at, of=len(stops)) if at is not None else ""
    items = "".join(_stop(stop, say, here=here(stop)) for stop in stops)
    days = say.iso_prefix(journey["first"], journey["last"])
    return (
        f'<div class="dl-card dl-journey"><b>{said(journey["traveller"])}</b> · {escape(days)}'
        f"{f' · {escape(place)}' if place else ''}<ol>{items}</ol>{_order_note(stops, say)}</div>"
    )


def _order_note(stops: list[Row], say: Words) -> str:
    """That nothing tells the hours of one day, where several stops are of one."""
    days = [stop["first"] for stop in stops]
    return f'<p class="dl-note">{escape(say("journey.order"))}</p>' if len(set(days)) < len(days) else ""


def _stop(stop: Row, say: Words, *, here: bool) -> str:
    known = get_library().gazetteer.place(stop["place_id"])
    native = known.name_native if known and say.lang == "uk" else None
    days = escape(say.iso_prefix(stop["first"], stop["last"]))
    planned = (
        f" <span class='dl-note'>({escape(say('journey.unconfirmed'))})</span>" if stop["planned"] else ""
    )
    mark = ' aria-current="location"' if here else ""
    return f"<li{mark}>{said(native or stop['place'])} <span class='dl-note'>{days}</span>{planned}</li>"
