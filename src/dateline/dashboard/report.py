"""Pages to take away: the map as one file that works offline, and a report to print."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

import dateline
from dateline.atlas import Selection
from dateline.dashboard.card import precision_words
from dateline.dashboard.markup import link, said
from dateline.dashboard.small_map import draw
from dateline.dashboard.summary import summary_parts
from dateline.dashboard.words import Words
from dateline.maps import LIGHT, page, svg
from dateline.models import EventStatus, EventType
from dateline.server import enclosed

ROWS_AT_MOST = 5000

_STYLE = """<style>
body { font: 14px/1.45 system-ui, sans-serif; color: #16191d; margin: 0; }
main, .credit, .key { margin: 0.6rem 1rem; }
.folium-map { position: relative !important; height: 70vh !important; background: #cfdde6; }
.key { display: flex; flex-wrap: wrap; gap: 0.3rem 1.1rem; }
.key span { display: inline-flex; align-items: center; gap: 0.35rem; }
.credit { font-size: 12px; color: #444b54; }
.dl-symbol { background: none; border: 0; }
h1 { font-size: 1.3rem; margin: 0.6rem 1rem; }
table { border-collapse: collapse; width: 100%; font-size: 12px; }
th, td { text-align: left; vertical-align: top; border-top: 1px solid #c9ced6; padding: 4px 6px; overflow-wrap: anywhere; }
.bars { display: flex; align-items: flex-end; gap: 1px; height: 90px; border-bottom: 1px solid #555; }
.bars i { flex: 1; background: #0072b2; min-width: 1px; }
@media print { .folium-map { height: 45vh !important; } tr { break-inside: avoid; } }
</style>"""


def map_page(selection: Selection, say: Words) -> str:
    """The map with its legend as one HTML page; asks no server."""
    events = selection.events
    made = draw(events, say, enclosed(), LIGHT, credit=_colophon(selection, say))
    head = f"{_STYLE}<title>Dateline</title>"
    body = f"<h1>{escape(' · '.join(summary_parts(selection, say)))}</h1>{_key(selection, say)}"
    return page(made).replace("<head>", f"<head>{head}", 1).replace("<body>", f"<body>{body}", 1)


def report_page(selection: Selection, say: Words) -> str:
    """Map, bars over time, table and sources, ready to print."""
    whole = map_page(selection, say)
    rows = "".join(
        _row(row, say) for row in selection.events.sort_values("day").head(ROWS_AT_MOST).to_dict("records")
    )
    names = ("day", "type", "place", "precision", "evidence", "title_of_release")
    head = "".join(f"<th>{escape(say('table.' + name))}</th>" for name in names)
    table = f"<main><div class='bars' aria-hidden='true'>{_bars(selection)}</div><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></main>"
    before, mark, after = whole.rpartition("</body>")
    return f"{before}{table}{mark}{after}"


def _colophon(selection: Selection, say: Words) -> str:
    now = say.moment(datetime.now(UTC))
    query = selection.filter.to_query() or "–"
    return f"Dateline {dateline.__version__} · {now} UTC · {say('filters')}: {query} · {say('credits')}"


def _key(selection: Selection, say: Words) -> str:
    counts = selection.events["type"].value_counts()
    items = "".join(
        f"<span>{svg(EventType(kind), size=22)} {escape(say('type.' + str(kind)))} {say.number(int(n))}</span>"
        for kind, n in counts.items()
    )
    return f"<div class='key'>{items}</div>"


def _bars(selection: Selection) -> str:
    totals = selection.histogram().sum(axis=1)
    top = max(1, int(totals.max())) if len(totals) else 1
    return "".join(
        f"<i style='height:{100 * int(n) / top:.0f}%' title='{str(day)[:10]}: {int(n)}'></i>"
        for day, n in totals.items()
    )


def _row(row: dict[str, object], say: Words) -> str:
    date = row["date"]
    when = say.iso_prefix(date) if isinstance(date, str) else say("dated.none")
    kind = say(f"type.{row['type']}")
    status = f" ({say('status.planned')})" if row["status"] == EventStatus.PLANNED else ""
    place = ", ".join(str(row[key]) for key in ("place", "admin1") if isinstance(row[key], str))
    title, url = str(row["title"] or ""), str(row["url"] or "")
    source = link(url, title) or said(title)
    cells = (
        escape(when),
        escape(kind + status),
        said(place),
        escape(precision_words(row, say)),
        said(str(row["evidence"] or "")),
        source,
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
