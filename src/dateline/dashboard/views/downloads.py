"""Downloads of what is filtered, or of everything, in forms that other tools open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from dateline.atlas import Selection, exports
from dateline.dashboard import state
from dateline.dashboard.library import get_library
from dateline.dashboard.report import map_page, report_page
from dateline.dashboard.summary import summary_parts
from dateline.dashboard.words import Words, catalogue


def show() -> None:
    """Draw the page."""
    say = state.words()
    atlas = get_library().atlas()
    if atlas is None:
        return
    filtered, everything = atlas.select(state.current()), atlas.select()
    labels = {
        "filtered": say("download.filtered", what=", ".join(summary_parts(filtered, say)[:3])),
        "all": say("download.all", what=", ".join(summary_parts(everything, say)[:3])),
    }
    scope = st.radio(
        say("download.scope"), list(labels), format_func=labels.__getitem__, key="download-scope"
    )
    selection = everything if scope == "all" else filtered
    for name, form in exports.FORMATS.items():
        made = Offer(name, form.suffix, form.media_type, partial(exports.render, selection, name))
        _offer(made, say, empty=not selection.event_count)
    for name, suffix, make in (("html", ".html", map_page), ("report", "-report.html", report_page)):
        made = Offer(name, suffix, "text/html", partial(_encoded, make, selection, say))
        _offer(made, say, empty=not selection.event_count)


@dataclass(frozen=True)
class Offer:
    """A file to have: the name of its form, suffix, media type and what makes the bytes."""

    name: str
    suffix: str
    media_type: str
    make: Callable[[], bytes]


def _encoded(make: Callable[[Selection, Words], str], selection: Selection, say: Words) -> bytes:
    return make(selection, say).encode("utf-8", "replace")


def _offer(offer: Offer, say: Words, *, empty: bool) -> None:
    """A line with what the form is for and a button; the file is made when the button is pressed."""
    row = st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", border=True
    )
    key = f"download.{offer.name}"
    row.markdown(say(key) if key in catalogue() else offer.name)
    name = f"dateline-{datetime.now(UTC):%Y%m%d}{offer.suffix}"
    row.download_button(
        say("download.button"),
        data=offer.make,
        file_name=name,
        mime=offer.media_type,
        key=f"get-{offer.name}",
        icon=":material/download:",
        on_click="ignore",
        disabled=empty,
        help=say("download.get", name=name),
    )
