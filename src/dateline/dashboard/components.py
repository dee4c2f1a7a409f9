"""Our own parts of a page (Streamlit components v2): map with timeline, list of choices, dates, table.

Each is a small script served by Dateline; what it shows it fetches from the feature API or gets as
``data``, what the reader does comes back as a trigger. Release text enters pages only as text.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

import dateline
from dateline.server import ASSETS, leaflet_text

_STATIC = Path(dateline.__file__).parent / "server" / "static"
Component = Callable[..., Any]


def _loader(module: str) -> str:
    """A script that fetches the module from this server and hands over."""
    stamp = int((_STATIC / module).stat().st_mtime)
    return (
        "export default async function (component) {\n"
        f"  const module = await import(new URL('{ASSETS}/{module}?{stamp}', window.location.origin).href);\n"
        "  module.mount(component);\n"
        "}\n"
    )


def _style(*names: str) -> str:
    return "\n".join((_STATIC / name).read_text(encoding="utf-8") for name in names)


@cache
def explorer() -> Component:
    """The main map with its timeline."""
    css = leaflet_text("leaflet.css").replace("url(images/", f"url({ASSETS}/leaflet/images/")
    return st.components.v2.component(
        "dateline-explorer",
        js=_loader("explorer.js"),
        css=css + "\n" + _style("explorer.css"),
        isolate_styles=False,
    )


@cache
def choices() -> Component:
    """Lists of choices with a count beside each."""
    return st.components.v2.component(
        "dateline-choices", js=_loader("choices.js"), css=_style("choices.css"), isolate_styles=False
    )


@cache
def dates() -> Component:
    """First and last day of a period."""
    return st.components.v2.component(
        "dateline-dates", js=_loader("dates.js"), css=_style("choices.css", "dates.css"), isolate_styles=False
    )


@cache
def table() -> Component:
    """The table of events."""
    return st.components.v2.component(
        "dateline-table", js=_loader("table.js"), css=_style("choices.css", "table.css"), isolate_styles=False
    )


@cache
def reader() -> Component:
    """Keys that lead from mention to mention."""
    return st.components.v2.component("dateline-reader", js=_loader("reader.js"), isolate_styles=False)


@cache
def frame() -> Component:
    """Tells the browser, and so a screen reader, in which language the page is."""
    js = "export default ({ data }) => { document.documentElement.lang = data.lang; };"
    return st.components.v2.component("dateline-frame", js=js, isolate_styles=False)
