"""The map page: filters at the left, map and timeline, the card of what is selected, the table."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from dateline.atlas import Atlas, Near, Selection
from dateline.dashboard import components, filters, state
from dateline.dashboard.card import show_card
from dateline.dashboard.library import get_library
from dateline.dashboard.markup import plain
from dateline.dashboard.summary import summary_line
from dateline.dashboard.words import Words
from dateline.maps import CHOICES, SYMBOLS, site_svg, svg
from dateline.models import EventType, SiteKind
from dateline.server import API, BASE, TILES

_SCRIPT_WORDS = (
    "map.", "and.", "area.", "region.tip", "country.tip", "load.", "tiles.", "zoom.", "fit", "box", "polygon", "circle",
    "measure", "km", "layers.", "layer.", "journey.", "legend.", "bases.", "play", "pause", "step.", "speed", "window", "timeline.",
    "unit.", "events.", "sites.", "change.", "heat.", "base.own",
)  # fmt: skip


def show() -> None:
    """Draw the page."""
    atlas = get_library().atlas()
    if atlas is None:
        return
    with get_library().turn:
        _page(atlas)


def _page(atlas: Atlas) -> None:
    say = state.words()
    selection = atlas.select(state.current())
    filters.sidebar(selection, say)
    with st.container():  # always there, so that what follows never moves in Streamlit's tree
        _notices(selection, say)
    st.html(summary_line(selection, say))
    left, right = st.columns([7, 3], gap="medium")
    with left:
        _explorer(atlas, say)
    with right:
        show_card(selection, say)
    _table(selection, say)


def _notices(selection: Selection, say: Words) -> None:
    """What there is to say before the map; often nothing."""
    _hint(say)
    if failures := get_library().failures:
        st.warning(say("building.failures", n=len(failures), why=plain(failures[0])))
    for fault in st.session_state.faults:
        st.warning(say("filter.faults", why=fault))
    if selection.atlas.event_count == 0:
        st.info(say("empty.store"))
    elif not selection.event_count:
        st.info(say("empty.filter"))


def _hint(say: Words) -> None:
    """Three sentences at the first visit."""
    if st.session_state.hint_read:
        return
    left, right = st.columns([10, 1], vertical_alignment="center")
    left.caption(say("hint"))
    if right.button(say("hint.close"), width="stretch"):
        st.session_state.hint_read = True
        st.rerun()


def _explorer(atlas: Atlas, say: Words) -> None:
    chosen = state.selected()
    components.explorer()(
        key="explorer",
        data={
            "api": API,
            "base": BASE,
            "query": state.current().to_query(),
            "version": atlas.revision,
            "lang": say.lang,
            "words": say.subset(*_SCRIPT_WORDS),
            "symbols": symbols(say),
            "kinds": [
                {"id": kind.value, "label": say(f"kind.{kind.value}"), "done": site_svg(kind)}
                for kind in SiteKind
            ],
            "bases": _bases(say),
            "credits": say("credits"),
            "selected": {"place": chosen.place, "event": chosen.event},
            "area": _area(),
            "focus": st.session_state.focus,
        },
        on_select_change=_on_select,
        on_brush_change=_on_brush,
        on_types_change=_on_types,
        on_sites_change=_on_sites,
        on_area_change=_on_area,
        on_region_change=_on_region,
    )


def symbols(say: Words) -> list[dict[str, str]]:
    """Each type's symbol, colour and name, in the order of the API's types."""
    return [
        {
            "id": kind.value,
            "label": say(f"type.{kind.value}"),
            "color": SYMBOLS[kind].color,
            "done": svg(kind, size=30),
            "planned": svg(kind, size=30, planned=True),
        }
        for kind in EventType
    ]


def _bases(say: Words) -> list[dict[str, Any]]:
    """The base maps to choose from: ours, well-known ones, and those that the settings name."""
    known = [
        {"id": each.id, "label": say(f"base.{each.id}"), "url": each.url, "host": each.host,
         "credit": each.credit, "zoom": each.max_zoom}
        for each in CHOICES
    ]  # fmt: skip
    library = get_library()
    if file := library.tiles():
        known.append(
            {"id": "file", "label": say("base.file", name=file.about.name), "url": f"{TILES}/{{z}}/{{x}}/{{y}}",
             "host": "", "credit": file.about.credit, "zoom": file.about.max_zoom}
        )  # fmt: skip
    if url := library.settings.tiles_url:
        known.append(
            {"id": "server", "label": say("base.own"), "url": url, "host": urlsplit(url).netloc,
             "credit": library.settings.tiles_credit, "zoom": 18}
        )  # fmt: skip
    return known


def _area() -> dict[str, Any] | None:
    filter = state.current()
    if filter.near:
        return {"kind": "circle", "lat": filter.near.lat, "lon": filter.near.lon, "km": filter.near.km}
    if filter.area:
        return {"kind": "polygon", "ring": [list(point) for point in filter.area]}
    return None


def _sent(name: str) -> Any:
    """What the map's script sent with a trigger."""
    return st.session_state["explorer"].get(name)


def _on_select() -> None:
    if sent := _sent("select"):
        state.select(place=str(sent.get("place", "")))


def _on_brush() -> None:
    if sent := _sent("brush"):
        since, until = filters.day(sent.get("from")), filters.day(sent.get("to"))
        state.change(state.current().but(since=since, until=until))


def _on_types() -> None:
    sent = _sent("types")
    if sent is not None:
        known = tuple(kind.value for kind in EventType if kind.value in sent)
        state.change(state.current().but(types=known))


def _on_sites() -> None:
    sent = _sent("sites")
    if sent is not None:
        known = tuple(kind.value for kind in SiteKind if kind.value in sent)
        state.change(state.current().but(site_kinds=known))


def _on_area() -> None:
    sent = _sent("area")
    if not sent:
        return
    if sent["kind"] == "circle":
        near = Near(lat=float(sent["lat"]), lon=float(sent["lon"]), km=float(sent["km"]))
        state.change(state.current().but(near=near, area=()))
    else:
        ring = tuple((float(lon), float(lat)) for lon, lat in sent["ring"])
        state.change(state.current().but(area=ring, near=None))


def _on_region() -> None:
    sent = str(_sent("region") or "")
    if not sent:
        return
    filter = state.current()
    if "-" in sent:
        state.change(filter.but(regions=(sent,)))
    else:
        state.change(filter.but(actors=(sent.removeprefix("iso:"),)))


_COLUMNS = (
    ("day", "day", False),
    ("type", "type", False),
    ("status", "status", True),
    ("place", "place", False),
    ("admin1", "admin1", False),
    ("country", "country", True),
    ("who", "", False),
    ("figures", "", False),
    ("sites", "site_count", True),
    ("evidence", "", False),
    ("title", "title", True),
    ("publisher", "publisher", True),
    ("precision", "where_prec", True),
    ("score", "score", True),
    ("reviewed", "reviewed", True),
)


def _table(selection: Selection, say: Words) -> None:
    off = selection.not_on_map
    only_off = False
    head = st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute")
    head.subheader(say("table.title"), anchor=False)
    if off:
        st.session_state["only-off"] = st.session_state.only_off
        only_off = head.toggle(
            say("table.off_map", n=say.number(off)), key="only-off", on_change=_on_only_off
        )
    filter = state.current().but(has_point=False) if only_off else state.current()
    components.table()(
        key="table",
        data={
            "api": API,
            "query": filter.to_query(),
            "version": selection.atlas.revision,
            "lang": say.lang,
            "words": say.subset("table.", "type.", "status.", "precision.", "reviewed."),
            "columns": [
                {
                    "id": id,
                    "label": say("table.title_of_release" if id == "title" else f"table.{id}"),
                    "sort": sort,
                    "hidden": hidden,
                }
                for id, sort, hidden in _COLUMNS
            ],
            "selected": state.selected().event,
        },
        on_select_change=_on_row,
    )


def _on_only_off() -> None:
    st.session_state.only_off = st.session_state["only-off"]


def _on_row() -> None:
    sent = st.session_state["table"].get("select")
    if sent:
        state.select(place=str(sent.get("place", "")), event=str(sent.get("event", "")))
