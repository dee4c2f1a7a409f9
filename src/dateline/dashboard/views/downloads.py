"""Downloads of what is filtered, or of everything, in forms that other tools open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dateline.atlas import Atlas, Selection, exports
from dateline.dashboard import state
from dateline.dashboard.away import map_page
from dateline.dashboard.labels import filter_words
from dateline.dashboard.library import get_library
from dateline.dashboard.markup import plain
from dateline.dashboard.report import report_page
from dateline.dashboard.summary import summary_parts
from dateline.dashboard.words import Words

_LAYERS = ("events", "sites", "journeys")


@dataclass(frozen=True)
class Offer:
    """A file to have: the name of its form, suffix, media type and what makes the bytes."""

    name: str
    suffix: str
    media_type: str
    make: Callable[[], bytes]


def show() -> None:
    """Draw the page."""
    say = state.words()
    atlas = get_library().atlas()
    if atlas is None:
        return
    selection = _scope(atlas, say)
    if not selection.event_count:
        st.info(say("empty.store") if not atlas.event_count else say("empty.filter"))
        return
    st.caption(say("download.carries"))
    for name, form in exports.FORMATS.items():
        row = _row(name, say)
        tail, options = _OPTIONS[name](row, say) if name in _OPTIONS else ("", {})
        make = partial(exports.render, selection, name, **options)
        _button(row, Offer(name, tail + form.suffix, form.media_type, make), say)
    for name, suffix, page in (("html", ".html", map_page), ("report", "-report.html", report_page)):
        made = Offer(name, suffix, "text/html", partial(_encoded, page, selection, say))
        _button(_row(name, say), made, say)


def _scope(atlas: Atlas, say: Words) -> Selection:
    """What is filtered now, or everything."""
    scopes = {"filtered": atlas.select(state.current()), "all": atlas.select()}
    labels = {
        name: say(f"download.{name}", what=", ".join(summary_parts(selection, say)[:3]))
        for name, selection in scopes.items()
    }
    scope = st.radio(
        say("download.scope"), list(labels), format_func=labels.__getitem__, key="download-scope"
    )
    if state.current():
        st.caption(f"{say('filters')}: {plain(filter_words(state.current(), say), most=1000)}")
    return scopes[scope or "filtered"]


def _row(name: str, say: Words) -> DeltaGenerator:
    """A box for a form that says what the form is for."""
    row = st.container(
        border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    )
    row.markdown(say(f"download.{name}"), width="content" if name in _OPTIONS else "stretch")
    return row


def _geojson_options(row: DeltaGenerator, say: Words) -> tuple[str, dict[str, Any]]:
    """Which layers, and whether a region is an outline; the layer goes into the file's name."""
    layer = row.segmented_control(
        say("download.layers"),
        ["all", *_LAYERS],
        format_func=lambda each: say(f"download.layer.{each}"),
        default="all",
        key="download-layer",
        required=True,
        label_visibility="collapsed",
    )
    outlines = row.checkbox(say("download.outlines"), key="download-outlines")
    layers = _LAYERS if layer in (None, "all") else (layer,)
    return f"-{layer}" if len(layers) == 1 else "", {"layers": layers, "outlines": outlines}


def _csv_options(row: DeltaGenerator, say: Words) -> tuple[str, dict[str, Any]]:
    """Whose names the columns have, and whether HXL tags stand below them."""
    names = row.segmented_control(
        say("download.columns"),
        ["dateline", "acled"],
        format_func=lambda each: say(f"download.columns.{each}"),
        default="dateline",
        key="download-columns",
        required=True,
        label_visibility="collapsed",
    )
    hxl = row.checkbox(say("download.hxl"), key="download-hxl")
    tail = ("-acled" if names == "acled" else "") + ("-hxl" if hxl else "")
    return tail, {"names": names or "dateline", "hxl": hxl}


_OPTIONS = {"geojson": _geojson_options, "csv": _csv_options}


def _encoded(page: Callable[[Selection, Words], str], selection: Selection, say: Words) -> bytes:
    return page(selection, say).encode("utf-8", "replace")


def _button(row: DeltaGenerator, offer: Offer, say: Words) -> None:
    """The button; the file is made when it is pressed."""
    name = f"dateline-{datetime.now(UTC):%Y%m%d}{offer.suffix}"
    row.download_button(
        say("download.button"),
        data=offer.make,
        file_name=name,
        mime=offer.media_type,
        key=f"get-{offer.name}",
        icon=":material/download:",
        on_click="ignore",
        help=say("download.get", name=name),
    )
