"""XLSX: sheets of events, sites, stops of journeys and what the file says of itself; text is never a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from dateline.atlas.exports.about import about
from dateline.atlas.exports.flat import (
    STOP_COLUMNS,
    in_words,
    site_rows,
    stop_rows,
    table_rows,
    without_controls,
)
from dateline.atlas.exports.options import Options
from dateline.atlas.exports.table import COLUMNS
from dateline.atlas.selection import Selection

LONGEST = 32_767
"""Characters that a cell holds."""

SITE_COLUMNS = (
    *("site_id", "event_id", "text", "kind", "figures", "place", "place_id", "own_position", "lat", "lon"),
    *(
        "type",
        "status",
        "date",
        "date_end",
        "admin1",
        "admin1_iso",
        "admin1_pcode",
        "admin2",
        "admin2_pcode",
        "country",
        "start",
        "end",
    ),
    *("url", "published", "release_id"),
)


def render(selection: Selection, options: Options) -> bytes:
    """The workbook as bytes; dates stay text, as sharp as they are known."""
    book = Workbook(write_only=True)
    _sheet(book, "Events", COLUMNS, ([row[name] for name in COLUMNS] for row in table_rows(selection)))
    sites = site_rows(selection)
    _sheet(book, "Sites", SITE_COLUMNS, ([row[name] for name in SITE_COLUMNS] for row in sites))
    stops = stop_rows(selection)
    _sheet(book, "Stops", STOP_COLUMNS, ([row[name] for name in STOP_COLUMNS] for row in stops))
    said = about(selection, now=options.now)
    _sheet(book, "About", ("key", "value"), ([key, str(value)] for key, value in said.items()))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: Any, title: str, columns: Sequence[str], rows: Iterable[list[Any]]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}1"
    for number, name in enumerate(columns, start=1):
        wide = name in ("evidence", "title", "value", "text")
        sheet.column_dimensions[get_column_letter(number)].width = 60 if wide else 16
    header = [_cell(sheet, name) for name in columns]
    for cell in header:
        cell.font = Font(bold=True)
    sheet.append(header)
    for row in rows:
        sheet.append([_cell(sheet, in_words(value)) for value in row])


def _cell(sheet: Any, value: Any) -> Any:
    """A cell whose text is text: openpyxl would take a leading "=" for a formula."""
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, without_controls(value)[:LONGEST])
    cell.data_type = "s"
    return cell
