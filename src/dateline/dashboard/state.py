"""What one reader has chosen: the filter with its history, the selection, the language; mirrored in the address."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dateline.atlas import Filter
from dateline.dashboard.words import LANGUAGES, Words

HISTORY_AT_MOST = 50
PAGES = ("map", "releases", "places", "compare", "downloads", "add", "help")
"""Names of the pages in their addresses."""


@dataclass(frozen=True)
class Selected:
    """A place, and one of its events where one is chosen; "" is none."""

    place: str = ""
    event: str = ""

    def __bool__(self) -> bool:
        return bool(self.place or self.event)


def start() -> None:
    """Take the state from the address at the first run of a session."""
    state = st.session_state
    if "filter" in state:
        return
    params = st.query_params.to_dict()
    state.filter, state.faults = Filter.from_params(params)
    state.past = []
    state.selected = Selected(place=params.get("at", ""), event=params.get("event", ""))
    state.lang = params["ui"] if params.get("ui") in LANGUAGES else _browser_language()
    state.lang_chosen = "ui" in params
    state.release = params.get("read", "")
    state.place = params.get("about", "")
    state.compare = params.get("compare", "")
    state.only_off = params.get("rows") == "off-map"
    state.focus = None
    state.hint_read = bool(params)
    state.door = params.get("page", "")


def _browser_language() -> str:
    locale = (st.context.locale or "en")[:2]
    return locale if locale in LANGUAGES else "en"


def write_address() -> None:
    """Mirror the state in the query of the address, so that a copied address shows the same."""
    state = st.session_state
    params = dict(state.filter.to_params())
    extra = {
        "at": state.selected.place,
        "event": state.selected.event,
        "read": state.release,
        "about": state.place,
        "compare": state.compare,
        "rows": "off-map" if state.only_off else "",
        "ui": state.lang if state.lang_chosen else "",
    }
    params |= {key: value for key, value in extra.items() if value}
    if params != st.query_params.to_dict():
        st.query_params.from_dict(params)


def words() -> Words:
    """The words in the reader's language."""
    return Words(st.session_state.lang)


def current() -> Filter:
    """The filter in force."""
    found: Filter = st.session_state.filter
    return found


def change(filter: Filter) -> None:
    """Put a filter in force; the old one can be had back."""
    state = st.session_state
    if filter == state.filter:
        return
    state.past = [*state.past, state.filter][-HISTORY_AT_MOST:]
    state.filter = filter
    state.faults = ()


def undo() -> None:
    """The filter before the last change."""
    state = st.session_state
    if state.past:
        state.filter = state.past.pop()


def selected() -> Selected:
    """What is selected on map and table."""
    found: Selected = st.session_state.selected
    return found


def select(*, place: str = "", event: str = "") -> None:
    """Select a place or an event."""
    st.session_state.selected = Selected(place=place, event=event)


def look_at(
    lat: float, lon: float, *, zoom: int | None = None, bounds: list[list[float]] | None = None
) -> None:
    """Move the map once."""
    token = (st.session_state.focus or {}).get("token", 0) + 1
    st.session_state.focus = {"lat": lat, "lon": lon, "zoom": zoom, "bounds": bounds, "token": token}


def go(page: str) -> None:
    """Open a page of the dashboard."""
    st.switch_page(st.session_state.pages[page])


def enter() -> None:
    """Open the page that the address asked for at the front door, once."""
    asked, st.session_state.door = st.session_state.door, ""
    if asked in PAGES and asked != "map":
        go(asked)


def read_release(release_id: str) -> None:
    """Open the release page at a release."""
    st.session_state.release = release_id
    go("releases")


def about_place(place_id: str) -> None:
    """Open the page of a place."""
    st.session_state.place = place_id
    go("places")
