"""The map as one page to take away: works without a server, says what it shows and under which terms."""

from __future__ import annotations

from datetime import datetime
from html import escape

from dateline.atlas import Selection
from dateline.atlas.exports import about
from dateline.dashboard.labels import filter_words
from dateline.dashboard.small_map import draw
from dateline.dashboard.summary import summary_parts
from dateline.dashboard.words import Words
from dateline.maps import LIGHT, page, svg
from dateline.models import EventStatus, EventType
from dateline.server import enclosed

STYLE = """
body { font: 14px/1.45 system-ui, sans-serif; color: #16191d; background: #fff; margin: 0; }
main, header, footer { margin: 0.6rem 1rem; }
h1 { font-size: 1.3rem; margin: 0 0 0.3rem; }
.key { display: flex; flex-wrap: wrap; gap: 0.3rem 1.1rem; margin: 0.4rem 0; padding: 0; list-style: none; }
.key li { display: inline-flex; align-items: center; gap: 0.35rem; }
footer, .credit { font-size: 12px; color: #444b54; }
footer p { margin: 0.2rem 0; max-width: 60rem; overflow-wrap: anywhere; }
"""
_MAP_STYLE = """
.folium-map { position: relative !important; height: 72vh !important; background: #cfdde6; }
.dl-symbol { background: none; border: 0; }
.credit { display: none; }
@media print { .folium-map { height: 60vh !important; } }
"""


def map_page(selection: Selection, say: Words, *, now: datetime | None = None) -> str:
    """The map with its legend as one HTML page; asks no server."""
    made = draw(selection.events, say, enclosed(), LIGHT, credit="")
    whole = page(made).replace("<html>", f'<html lang="{say.lang}">', 1)
    whole = whole.replace("<head>", f"<head><title>Dateline</title><style>{STYLE}{_MAP_STYLE}</style>", 1)
    whole = whole.replace("<body>", f"<body>{heading(selection, say)}", 1)
    before, mark, after = whole.rpartition("</body>")
    return f"{before}{colophon(selection, say, now=now)}{mark}{after}"


def heading(selection: Selection, say: Words) -> str:
    """What is shown: the summary, the filter in words, the legend."""
    parts = " · ".join(summary_parts(selection, say))
    chosen = filter_words(selection.filter, say) or say("filter.nothing")
    return (
        f"<header><h1>{escape(parts)}</h1><p>{escape(say('filters'))}: <bdi>{escape(chosen)}</bdi></p>"
        f"{_key(selection, say)}</header>"
    )


def _key(selection: Selection, say: Words) -> str:
    """The types on the map, with their numbers; the broken outline where anything is planned."""
    events = selection.events
    counts = events["type"].value_counts()
    items = [
        f"<li>{svg(EventType(str(kind)), size=22)} {escape(say('type.' + str(kind)))} {say.number(int(n))}</li>"
        for kind, n in counts.items()
    ]
    if len(counts) and (events["status"] == EventStatus.PLANNED).any():
        sample = svg(EventType(str(counts.index[0])), size=22, planned=True)
        items.append(f"<li>{sample} {escape(say('legend.planned'))}</li>")
    if selection.not_on_map:
        items.append(f"<li>{escape(say('legend.areas'))}</li>")
    return f"<ul class='key'>{''.join(items)}</ul>"


def colophon(selection: Selection, say: Words, *, now: datetime | None = None) -> str:
    """Who made the page, when, of which filter, and under which terms."""
    said = about(selection, now=now)
    query = selection.filter.to_query()
    lines = (
        f"{said['generator']} · {say('about.gazetteer', version=said['gazetteer'])} · {say.moment(said['generated'])} UTC",
        f"{say('filters')}: {query}" if query else "",
        say("about.licence"),
        say("about.attribution"),
        say("about.note"),
    )
    return f"<footer>{''.join(f'<p>{escape(line)}</p>' for line in lines if line)}</footer>"
