"""A report to print: map picture, bars over time, table, sources; one HTML page without any script."""

from __future__ import annotations

import base64
from datetime import date, datetime
from html import escape
from typing import Any

from dateline.atlas import Selection
from dateline.atlas.codes import iso_3166_2, pcode
from dateline.dashboard.away import STYLE, colophon, heading
from dateline.dashboard.card import precision_words
from dateline.dashboard.labels import name_of
from dateline.dashboard.markup import link, said
from dateline.dashboard.small_map import still
from dateline.dashboard.words import Words
from dateline.maps import SYMBOLS, TYPES, records, timeline
from dateline.models import EventStatus, EventType

ROWS_AT_MOST = 5000
_WIDE, _NARROW, _HIGH = 1000, 440, 130

_PRINT_STYLE = """
h2 { font-size: 1.05rem; margin: 1rem 0 0.3rem; }
.map { border: 1px solid #8b8f98; }
table { border-collapse: collapse; width: 100%; font-size: 12px; }
th, td { text-align: left; vertical-align: top; border-top: 1px solid #c9ced6; padding: 4px 6px; overflow-wrap: anywhere; }
thead { display: table-header-group; }
th, .code { white-space: nowrap; }
.sources { font-size: 12px; padding-left: 2.4rem; }
.sources li { margin: 0.15rem 0; overflow-wrap: anywhere; }
@page { margin: 14mm; }
@media print { body { font-size: 11px; } main, header, footer { margin: 0; } tr, li, .map, .bars { break-inside: avoid; } a { color: inherit; } }
"""


def report_page(selection: Selection, say: Words, *, now: datetime | None = None) -> str:
    """The report as HTML; rows beyond a bearable number are left out, and their number told."""
    rows = records(selection.events.sort_values("day", kind="stable").head(ROWS_AT_MOST))
    numbers = {
        release_id: i for i, release_id in enumerate(dict.fromkeys(row["release_id"] for row in rows), 1)
    }
    left_out = selection.event_count - len(rows)
    more = f"<p>{escape(say('report.left_out', n=say.number(left_out)))}</p>" if left_out else ""
    return (
        f'<!DOCTYPE html><html lang="{say.lang}"><head><meta charset="utf-8"><title>Dateline</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}{_PRINT_STYLE}</style></head><body>'
        f"{heading(selection, say)}<main><div class='map'>{still(selection.events, say)}</div>"
        f"<h2>{escape(say('report.time'))}</h2>{bars(selection, say)}"
        f"<h2>{escape(say('report.events'))}</h2>{_table(rows, numbers, say)}{more}"
        f"<h2>{escape(say('report.sources'))}</h2>{_sources(rows, say)}</main>"
        f"{colophon(selection, say, now=now)}</body></html>"
    )


def bars(selection: Selection, say: Words) -> str:
    """Events over time, stacked by type, with the first and last day, the highest bar and what lies outside."""
    drawn, said_of = _bars(selection, say, ink="#16191d", wide=_WIDE)
    return f"{drawn}<p>{escape(said_of)}</p>"


def bars_picture(selection: Selection, say: Words, *, ink: str) -> str:
    """The same as an image, in lines and letters of a colour: Streamlit takes inline SVG out of markup."""
    drawn, said_of = _bars(selection, say, ink=ink, wide=_NARROW)
    data = base64.b64encode(drawn.encode()).decode()
    image = f'<img alt="" style="width:100%" src="data:image/svg+xml;base64,{data}">' if drawn else ""
    return f"{image}<p>{escape(said_of)}</p>"


def _bars(selection: Selection, say: Words, *, ink: str, wide: int) -> tuple[str, str]:
    """The drawing, and what there is to say of it; without events no drawing."""
    line = timeline(selection)
    found = line["bins"]
    if not found:
        return "", say("timeline.empty")
    peak = max(found, key=lambda each: each["n"])
    label = say("report.bars", n=say.number(peak["n"]), day=_said_day(peak["start"], say))
    outside = [
        say(f"timeline.{side}", n=say.number(line[side])) for side in ("before", "after") if line[side]
    ]
    step = wide / len(found)
    pieces = "".join(_bar(each["types"], i * step, step, peak["n"], ink) for i, each in enumerate(found))
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="bars" role="img" aria-label="{escape(label)}" '
        f'viewBox="0 0 {wide} {_HIGH + 20}" style="width:100%;display:block" fill="{ink}" font-size="12" '
        f'font-family="system-ui, sans-serif">{pieces}<path d="M0 {_HIGH}H{wide}" stroke="{ink}"/>'
        f'<text x="0" y="{_HIGH + 15}">{escape(_said_day(found[0]["start"], say))}</text>'
        f'<text x="{wide}" y="{_HIGH + 15}" text-anchor="end">{escape(_said_day(found[-1]["start"], say))}</text></svg>'
    )
    return drawn, " · ".join([label, say("unit." + line["unit"]), *outside])


def _said_day(iso: str, say: Words) -> str:
    return say.day(date.fromisoformat(iso))


def _bar(counts: list[int], x: float, step: float, top: int, ink: str) -> str:
    """One bar: a piece for each type, from below, rimmed so that dark ones show on dark and light ones on light."""
    y, pieces = float(_HIGH), []
    for kind, n in zip(TYPES, counts, strict=True):
        high = (_HIGH - 14) * n / max(top, 1)
        y -= high
        if n:
            pieces.append(
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(step - 0.6, 0.6):.1f}" height="{high:.1f}" fill="{SYMBOLS[EventType(kind)].color}" stroke="{ink}" stroke-width="0.4"/>'
            )
    return "".join(pieces)


def _table(rows: list[dict[str, Any]], numbers: dict[str, int], say: Words) -> str:
    names = ("day", "type", "place", "region_code", "precision", "evidence", "source")
    head = "".join(f"<th scope='col'>{escape(say('table.' + name))}</th>" for name in names)
    body = "".join(_row(row, numbers[row["release_id"]], say) for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _row(row: dict[str, Any], source: int, say: Words) -> str:
    date, end = row["date"], row["date_end"]
    when = say.iso_prefix(date, end if isinstance(end, str) else None) if isinstance(date, str) else "–"
    status = f" ({say('status.planned')})" if row["status"] == EventStatus.PLANNED else ""
    place = ", ".join(
        dict.fromkeys(
            name_of(row[f"{key}_id"], row[key], say)
            for key in ("place", "admin1")
            if isinstance(row[key], str)
        )
    )
    region = row["admin1_id"] if isinstance(row["admin1_id"], str) else None
    cells = (
        escape(when),
        escape(say(f"type.{row['type']}") + status),
        said(place),
        "<br>".join(
            f"<span class='code'>{escape(code)}</span>"
            for code in (iso_3166_2(region), pcode(region))
            if code
        ),
        escape(precision_words(row, say)),
        said(row["evidence"] if isinstance(row["evidence"], str) else ""),
        f"<a href='#source-{source}'>{source}</a>",
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _sources(rows: list[dict[str, Any]], say: Words) -> str:
    """The releases in the order of their numbers, with their addresses written out."""
    listed = {row["release_id"]: row for row in reversed(rows)}
    items = "".join(
        f"<li id='source-{number}'>{_source(listed[release_id], say)}</li>"
        for number, release_id in enumerate(dict.fromkeys(row["release_id"] for row in rows), 1)
    )
    return f"<ol class='sources'>{items}</ol>"


def _source(row: dict[str, Any], say: Words) -> str:
    published = say.moment(row["published"]) if isinstance(row["published"], str) else say("release.no_date")
    parts = [f"<b>{said(_text(row['title']))}</b>", said(_text(row["publisher"])), escape(published)]
    url = _text(row["url"])
    return " · ".join([*parts, link(url, url) or said(row["release_id"])])


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
