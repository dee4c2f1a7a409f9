"""KML 2.2 for Google Earth: placemarks with time, text that no balloon runs."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from lxml import etree

from dateline.atlas.exports.about import about
from dateline.atlas.exports.flat import Row, event_rows, in_words, journey_rows, site_rows, without_controls
from dateline.atlas.exports.options import Options
from dateline.atlas.selection import Selection

NAMESPACE = "http://www.opengis.net/kml/2.2"
_SHOWN = ("type", "status", "date", "date_end", "place", "admin1", "country", "who", "figures", "url")
_EVENT_DATA = (
    *_SHOWN,
    "where_prec",
    "geo_precision",
    "date_prec",
    "admin1_iso",
    "admin1_pcode",
    "admin2_pcode",
    "score",
    "release_id",
)
_SITE_DATA = (
    *(
        "event_id",
        "kind",
        "figures",
        "place",
        "own_position",
        "date",
        "admin1_iso",
        "admin1_pcode",
        "admin2_pcode",
    ),
    *("url", "release_id"),
)


def render(selection: Selection, options: Options) -> bytes:
    """Folders of events, sites and journeys; a day or ISO prefix as TimeStamp, an interval as TimeSpan.

    What has no point is a placemark without geometry, listed but not drawn.
    """
    root = etree.Element(_tag("kml"), nsmap={None: NAMESPACE})
    document = _add(root, "Document")
    said = about(selection, now=options.now)
    _add(document, "name", "Dateline")
    terms = "\n".join(f"{key}: {value}" for key, value in said.items())
    _add(document, "description", escape(terms))
    _balloon(document)
    folder = _folder(document, "Events")
    for row in event_rows(selection):
        title = f"{row['type']}: {row['place'] or 'no place'}"
        _placemark(folder, row["event_id"], row, name=title, text=row["evidence"], data=_EVENT_DATA)
    folder = _folder(document, "Visited sites")
    for row in site_rows(selection):
        _placemark(folder, row["site_id"], row, name=row["text"], text=row["text"], data=_SITE_DATA)
    folder = _folder(document, "Journeys")
    for row in journey_rows(selection):
        _journey(folder, row)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")  # type: ignore[no-any-return]


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: Any, tag: str, text: str | None = None, **attributes: str) -> Any:
    element = etree.SubElement(parent, _tag(tag), attributes)
    if text is not None:
        element.text = without_controls(text)
    return element


def _folder(document: Any, name: str) -> Any:
    folder = _add(document, "Folder")
    _add(folder, "name", name)
    return folder


def _balloon(document: Any) -> None:
    """Show the escaped description only: a default balloon would show all data as HTML."""
    style = _add(document, "Style", id="plain")
    _add(_add(style, "BalloonStyle"), "text", "$[description]")


def _placemark(folder: Any, name_id: str, row: Row, *, name: str, text: str, data: Iterable[str]) -> None:
    mark = _add(folder, "Placemark", id=f"dl-{name_id}")
    _add(mark, "name", name)
    lines = [text, *(f"{key}: {in_words(row[key])}" for key in _SHOWN if row.get(key))]
    _add(mark, "description", "<br/>".join(escape(without_controls(line)) for line in lines))
    _time(mark, row)
    _add(mark, "styleUrl", "#plain")
    extended = _add(mark, "ExtendedData")
    for key in data:
        value = in_words(row[key])
        _add(_add(extended, "Data", name=key), "value", "" if value is None else str(value))
    if row["lat"] is not None:
        _add(_add(mark, "Point"), "coordinates", f"{row['lon']},{row['lat']}")


def _journey(folder: Any, row: Row) -> None:
    """A path through the stops that are points; the description lists all of them by date."""
    mark = _add(folder, "Placemark", id=f"dl-{row['journey_id']}")
    _add(mark, "name", row["traveller"])
    lines = (
        ", ".join(
            part
            for part in (
                f"{stop['number']}. {stop['place']}",
                stop["admin1_iso"],
                stop["admin1_pcode"],
                f"{stop['first']}{' (planned)' if stop['planned'] else ''}",
            )
            if part
        )
        for stop in row["stops"]
    )
    _add(mark, "description", "<br/>".join(escape(without_controls(line)) for line in lines))
    span = _add(mark, "TimeSpan")
    _add(span, "begin", row["first"])
    _add(span, "end", row["last"])
    _add(mark, "styleUrl", "#plain")
    path = [f"{stop['lon']},{stop['lat']}" for stop in row["stops"] if stop["lat"] is not None]
    if len(path) > 1:
        _add(_add(mark, "LineString"), "coordinates", " ".join(path))


def _time(mark: Any, row: Row) -> None:
    if row["date"] and row["date_end"]:
        span = _add(mark, "TimeSpan")
        _add(span, "begin", row["date"])
        _add(span, "end", row["date_end"])
    elif row["date"]:
        _add(_add(mark, "TimeStamp"), "when", row["date"])
