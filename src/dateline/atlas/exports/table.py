"""CSV that spreadsheets open without harm: UTF-8 with BOM, no cell that could run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from dateline.atlas.exports.flat import Row, event_rows, rows_of
from dateline.atlas.selection import Selection

COLUMNS = (
    *("event_id", "type", "status", "date", "date_end", "date_prec", "time_precision", "dated_by"),
    *("place", "place_native", "place_kind", "place_id", "country", "admin1", "admin1_iso", "admin1_pcode"),
    *("admin2", "lat", "lon", "where_prec", "geo_precision", "on_map", "extent_km"),
    *("who", "offices", "actor_countries", "sites", "site_count", "figures", "evidence"),
    *("evidence_start", "evidence_end", "score", "title", "publisher", "published", "url", "lang"),
    "release_id",
)
"""The columns, in their order; one row is one event."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""What makes a spreadsheet run a cell (OWASP: CSV injection), in ASCII and full width."""


def render(selection: Selection, **_: Any) -> bytes:
    """One row an event; lists are joined by "; ", missing values are empty."""
    sites: dict[str, list[str]] = {}
    for site in rows_of(selection.sites[["event_id", "text"]]):
        sites.setdefault(site["event_id"], []).append(site["text"])
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in event_rows(selection):
        writer.writerow(cells({**row, "sites": sites.get(row["event_id"], [])}, COLUMNS))
    return out.getvalue().encode("utf-8-sig")


def cells(row: Row, columns: Iterable[str]) -> list[Any]:
    """The cells of a row: text made safe, numbers left as numbers."""
    return [_cell(row[name]) for name in columns]


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(_in_words(each) for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return safe(value) if isinstance(value, str) else value


def _in_words(value: Any) -> str:
    return str(value["words"]) if isinstance(value, dict) else str(value)


def safe(text: str) -> str:
    """Text that no spreadsheet runs: a quote before what would begin a formula, no NUL."""
    text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    return f"'{text}" if text.startswith(FORMULA) else text
