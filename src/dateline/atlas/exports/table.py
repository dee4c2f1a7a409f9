"""CSV that spreadsheets open without harm: UTF-8 with BOM, no cell that could run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from dateline.atlas.exports.about import TERMS, about
from dateline.atlas.exports.flat import Row, in_words, table_rows
from dateline.atlas.exports.options import Options
from dateline.atlas.selection import Selection

COLUMNS = (
    *("event_id", "type", "status", "date", "date_end", "date_prec", "time_precision", "dated_by"),
    *("place", "place_native", "place_kind", "place_id", "country", "admin1", "admin1_iso", "admin1_pcode"),
    *("admin2", "admin2_pcode", "lat", "lon", "where_prec", "geo_precision", "on_map", "extent_km"),
    *("who", "who_with_office", "actor_countries", "sites", "site_count", "figures", "evidence"),
    *("evidence_start", "evidence_end", "score", "title", "publisher", "published", "url", "lang"),
    *("source_count", "sources", "differences", "merged_id"),
    *("reviewed", "machine", "reviewed_by", "reviewed_at", "review_note"),
    "release_id",
)
"""The columns, in their order; one row is one event."""

PROVENANCE = ("generator", "gazetteer", "generated", "filter_query", "terms")
"""What else each row of a CSV carries, since the file has no other place for it and rows get sorted,
cut and joined: versions, time, filter, licence and attribution."""

ACLED = {
    "date": "event_date",
    "type": "event_type",
    "place": "location",
    "lat": "latitude",
    "lon": "longitude",
    "who": "actors",
    "publisher": "source",
    "evidence": "notes",
}
"""Names that users of ACLED's tables know, for columns that mean the same; the others keep theirs."""

HXL = {
    "event_id": "#event+id",
    "type": "#event+type",
    "status": "#status",
    "date": "#date+start",
    "date_end": "#date+end",
    "place": "#loc+name",
    "place_id": "#loc+code",
    "country": "#country+code+v_iso2",
    "admin1": "#adm1+name",
    "admin1_iso": "#adm1+code+v_iso",
    "admin1_pcode": "#adm1+code+v_pcode",
    "admin2": "#adm2+name",
    "admin2_pcode": "#adm2+code+v_pcode",
    "lat": "#geo+lat",
    "lon": "#geo+lon",
    "evidence": "#description",
    "title": "#meta+title",
    "publisher": "#meta+source",
    "published": "#date+published",
    "url": "#meta+url",
    "lang": "#meta+lang",
    "generator": "#meta+generator",
    "generated": "#date+generated",
    "terms": "#meta+license",
}
"""Hashtags of the Humanitarian Exchange Language; columns without one have an empty tag."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""What makes a spreadsheet run a cell (OWASP: CSV injection), in ASCII and full width."""


def render(selection: Selection, options: Options) -> bytes:
    """One row an event; lists are joined by "; ", missing values are empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    called: Mapping[str, str] = ACLED if options.names == "acled" else {}
    columns = (*COLUMNS, *PROVENANCE)
    writer.writerow([called.get(name, name) for name in columns])
    if options.hxl:
        writer.writerow([HXL.get(name, "") for name in columns])
    whence = _whence(selection, options)
    writer.writerows([*cells(row), *whence] for row in table_rows(selection))
    return out.getvalue().encode("utf-8-sig")


def _whence(selection: Selection, options: Options) -> list[str]:
    """The cells of PROVENANCE, the same in each row."""
    said = {**about(selection, now=options.now), "terms": TERMS}
    return [safe(str(said[name])) for name in PROVENANCE]


def cells(row: Row) -> list[Any]:
    """The cells of a row: text made safe, numbers left as numbers."""
    return [_cell(in_words(row[name])) for name in COLUMNS]


def _cell(value: Any) -> Any:
    return safe(value) if isinstance(value, str) else value


def safe(text: str) -> str:
    """Text that no spreadsheet runs: a quote before what would begin a formula, no NUL."""
    text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    return f"'{text}" if text.startswith(FORMULA) else text
