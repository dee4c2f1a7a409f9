"""Events and sites as plain rows, the same in every format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from dateline.atlas.codes import district_pcode, iso_3166_2, pcode, time_precision
from dateline.atlas.columns import POINT_KINDS
from dateline.atlas.frames import Count
from dateline.atlas.selection import Selection

Row = dict[str, Any]
DECIMALS = 6
"""Of a degree: about 0.1 m, far below what any place here is known to."""


def _plain(column: pd.Series[Any]) -> list[Any]:
    """A column as values that JSON knows: missing ones None, tuples lists, numbers Python's own."""
    if column.dtype == object:
        return [list(value) if type(value) is tuple else value for value in column]
    if column.dtype.kind == "f":
        column = column.replace([np.inf, -np.inf], np.nan).round(DECIMALS)
    return column.astype(object).where(column.notna(), None).tolist()


def rows_of(frame: pd.DataFrame, *, without: tuple[str, ...] = ()) -> Iterator[Row]:
    """The rows of a frame, without geometry and some columns, as plain values."""
    names = [name for name in frame.columns if name != "geometry" and name not in without]
    for values in zip(*(_plain(frame[name]) for name in names), strict=True):
        yield dict(zip(names, values, strict=True))


def _figures(counts: list[Count]) -> list[Row]:
    """Figures as objects; the words hold what the bare number would lose."""
    return [
        {
            "value": count.value,
            "what": count.what,
            "high": count.high,
            "qualifier": count.qualifier,
            "part_of": count.part_of or None,
            "words": count.words,
        }
        for count in counts
    ]


def _told(selection: Selection) -> dict[str, list[Row]]:
    """The sources of events of which several releases tell, by merged id."""
    tellings = selection.atlas.events
    tellings = tellings[tellings["source_count"] > 1]
    found: dict[str, list[Row]] = {}
    for row in rows_of(tellings[["merged_id", *_SOURCE]]):
        found.setdefault(row.pop("merged_id"), []).append(row)
    return found


_SOURCE = ("release_id", "event_id", "publisher", "title", "url", "published", "evidence")


def _sources(row: Row, told: Mapping[str, list[Row]]) -> list[Row]:
    """Every release that tells of an event, with its own evidence, whatever the filter."""
    return told.get(row["merged_id"]) or [{name: row[name] for name in _SOURCE}]


def _differences(found: list[Any]) -> list[Row]:
    return [
        {"field": field, "readings": [{"reading": said, "event_ids": list(ids)} for said, ids in readings]}
        for field, readings in found
    ]


def journey_rows(selection: Selection) -> Iterator[Row]:
    """The journeys with their stops in order."""
    stops: dict[str, list[Row]] = {}
    for stop in rows_of(selection.stops):
        if stop["place_kind"] not in POINT_KINDS:
            stop["lat"] = stop["lon"] = None
        at = {**stop, "merged_ids": list(stop["merged_ids"]), **region_codes(stop)}
        stops.setdefault(at.pop("journey_id"), []).append(at)
    for row in rows_of(selection.journeys):
        yield {**row, "stops": stops.get(row["journey_id"], [])}


STOP_COLUMNS = (
    *("journey_id", "traveller", "number", "place", "place_id", "place_kind", "first", "last", "planned"),
    *("country", "admin1", "admin1_iso", "admin1_pcode", "admin2", "admin2_pcode", "lat", "lon"),
    "merged_ids",
)


def stop_rows(selection: Selection) -> Iterator[Row]:
    """The stops of the journeys as rows of their own, for formats that hold tables."""
    for journey in journey_rows(selection):
        for stop in journey["stops"]:
            yield {"journey_id": journey["journey_id"], "traveller": journey["traveller"], **stop}


def region_codes(row: Row) -> Row:
    """The codes of the region (ISO 3166-2, P-code) and district (P-code) that a row names by their ids."""
    return {
        "admin1_iso": iso_3166_2(row["admin1_id"]),
        "admin1_pcode": pcode(row["admin1_id"]),
        "admin2_pcode": district_pcode(row["admin2_id"]),
    }


def event_rows(selection: Selection) -> Iterator[Row]:
    """The events in the order of the atlas, with region and time codes added.

    Only what is drawn as a point has lat and lon: the middle of a region would pass for a place.
    """
    told = _told(selection)
    # Days are for sorting; what may be told is `date`, in the precision of the text.
    for row in rows_of(selection.events, without=("day", "day_end", "figures", "lead")):
        if not row["on_map"]:
            row["lat"] = row["lon"] = None
        figures = _figures(row.pop("counts"))
        yield {
            **row,
            "differences": _differences(row["differences"]),
            "machine": dict(row["machine"]),
            "sources": _sources(row, told),
            **region_codes(row),
            "time_precision": time_precision(row["date_prec"]),
            "figures": figures,
        }


def site_rows(selection: Selection) -> Iterator[Row]:
    """The sites with date, region and source of their event."""
    events = selection.events
    events = events.loc[events["site_count"] > 0, [*_OF_EVENT, "event_id", "admin1_id", "admin2_id"]]
    shared = {row.pop("event_id"): row for row in rows_of(events)}
    for row in rows_of(selection.sites, without=("day", "figures")):
        event = shared[row["event_id"]]
        figures = _figures(row.pop("counts"))
        yield {
            **row,
            "figures": figures,
            **{name: event[name] for name in _OF_EVENT},
            **region_codes(event),
        }


_OF_EVENT = (
    "type",
    "status",
    "date",
    "date_end",
    "date_prec",
    "admin1",
    "admin2",
    "country",
    "url",
    "published",
)


def table_rows(selection: Selection) -> Iterator[Row]:
    """The events with the wording of their sites, for formats that have no features for these."""
    sites: dict[str, list[str]] = {}
    for site in rows_of(selection.sites[["event_id", "text"]]):
        sites.setdefault(site["event_id"], []).append(site["text"])
    for row in event_rows(selection):
        offices = row.pop("offices")
        who = [
            f"{name} ({office})" if office else name for name, office in zip(row["who"], offices, strict=True)
        ]
        yield {
            **row,
            "who_with_office": who,
            "sites": sites.get(row["event_id"], []),
            "sources": [source["url"] or source["release_id"] for source in row["sources"]],
            "differences": [_difference_in_words(each) for each in row["differences"]],
            "machine": [f"{column}: {value}" for column, value in row["machine"].items()],
        }


def _difference_in_words(difference: Row) -> str:
    readings = " / ".join(str(each["reading"]) for each in difference["readings"])
    return f"{difference['field']}: {readings}"


def in_words(value: Any) -> Any:
    """A value for one cell: lists joined by "; ", figures in words, yes and no."""
    if isinstance(value, list):
        return "; ".join(str(each["words"]) if isinstance(each, dict) else str(each) for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def without_controls(text: str) -> str:
    """Text for XML and spreadsheets, which take no control characters but tab and line break."""
    return "".join(
        c if c in "\t\n" or c.isprintable() or c in _KEPT else "\N{REPLACEMENT CHARACTER}" for c in text
    )


_KEPT = "\N{NO-BREAK SPACE}\N{SOFT HYPHEN}\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
"""What Python does not call printable but belongs to written language."""
