"""Tables: CSV, JSON lines and JSON, a release a row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping

from dateline.errors import ReadError
from dateline.releases.assemble import FIELDS, Record

Fields = Mapping[str, str]
"""From a field of a release to the name that a table has for it, such as ``{"body": "text"}``."""

_ALIASES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "guid"),
    "url": ("url", "link", "address"),
    "publisher": ("publisher", "agency", "outlet"),
    "title": ("title", "headline"),
    "published": ("published", "date", "datetime", "published_at", "pubdate", "publication_date"),
    "lang": ("lang", "language"),
    "body": ("body", "text", "content"),
}
_DELIMITERS = ",;\t|"
_LONGEST_CELL = 256 * 1024 * 1024


def pick(row: Mapping[str, object], fields: Fields) -> dict[str, object]:
    """The values of a row by our names; a mapping first, then the common names of a field."""
    known = {name.strip().casefold(): value for name, value in row.items()}
    values: dict[str, object] = {}
    for name in FIELDS:
        names = (fields[name],) if name in fields else _ALIASES[name]
        found = (known[n.strip().casefold()] for n in names if n.strip().casefold() in known)
        values[name] = next((value for value in found if value not in (None, "")), None)
    return values


def json_lines(text: str, where: str, fields: Fields) -> Iterator[Record | ReadError]:
    """A release a line. Only ``\\n`` ends a line: JSON text may hold U+2028 and its like."""
    for number, line in enumerate(io.StringIO(text, newline="\n"), start=1):
        if line.strip():
            yield _loaded(line, f"{where}, line {number}", fields)


def json_document(text: str, where: str, fields: Fields) -> Iterator[Record | ReadError]:
    """A list of releases, or one release; a file named .json that holds JSON lines is read as such."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        if _has_json_lines(text):
            yield from json_lines(text, where, fields)
        else:
            yield ReadError(_broken(error), where=where)
        return
    if isinstance(document, list):
        for number, row in enumerate(document, start=1):
            yield _row(row, f"{where}, item {number}", fields)
    else:
        yield _row(document, where, fields)


def delimited(text: str, where: str, fields: Fields) -> Iterator[Record | ReadError]:
    """A release a row; the first row names the columns, the delimiter is found from it."""
    # The module's limit is for the process; bodies are longer than its default of 128 kB.
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    header: list[str] | None = None
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield ReadError(_broken_row(error), where=f"{where}, from line {line}")
            return
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = [name.strip() for name in cells]
            missing = _missing(header, fields)
            if missing:
                yield ReadError(missing, where=where)
                return
            continue
        yield _cells(header, cells, f"{where}, line {line}", fields)


def _cells(header: list[str], cells: list[str], where: str, fields: Fields) -> Record | ReadError:
    if any(cell.strip() for cell in cells[len(header) :]):
        return ReadError(
            f"the row has {len(cells)} cells, the header {len(header)}; quote the cells that hold the delimiter.",
            where=where,
        )
    return Record(pick(dict(zip(header, cells, strict=False)), fields), where)


def _missing(header: list[str], fields: Fields) -> str:
    """Why a header cannot be used, or "" where it can."""
    have = {name.casefold() for name in header}
    shown = ", ".join(header[:20])
    for name, column in fields.items():
        if column.strip().casefold() not in have:
            return f"there is no column “{column}” (mapped to {name}); the columns are: {shown}."
    if "body" not in fields and not have.intersection(_ALIASES["body"]):
        return f"there is no column “body”; the columns are: {shown}. Map one to it, as in body=text."
    return ""


def _delimiter(text: str) -> str:
    """The delimiter that parts the header into the most names."""
    header = text.lstrip().split("\n", 1)[0]
    return max(_DELIMITERS, key=header.count)


def _broken_row(error: csv.Error) -> str:
    if "unexpected end" in str(error):
        return "a quote opened here is never closed; the rows from here on were not read."
    return f"the rows from here on cannot be read as CSV ({error})."


def _loaded(line: str, where: str, fields: Fields) -> Record | ReadError:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return ReadError(_broken(error), where=where)
    return _row(row, where, fields)


def _row(row: object, where: str, fields: Fields) -> Record | ReadError:
    if not isinstance(row, dict):
        return ReadError("this is no JSON object with the fields of a release.", where=where)
    values = pick(row, fields)
    if values["body"] is None:
        wanted = fields.get("body", "body")
        return ReadError(f"it has no text in “{wanted}”.", where=where)
    return Record(values, where)


def _has_json_lines(text: str) -> bool:
    first, _, rest = text.strip().partition("\n")
    try:
        return bool(rest) and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _broken(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        place = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        return f"broken JSON at {place}: {error.msg}."
    return "broken JSON: nested too deeply or with a number too long."
