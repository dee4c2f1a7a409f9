"""The filters at the left: what may be chosen, with a count beside each choice."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from dateline.atlas import Selection, Span
from dateline.dashboard import components, state
from dateline.dashboard.labels import place_label, place_name, value_label, within
from dateline.dashboard.library import get_library
from dateline.dashboard.summary import outside_words
from dateline.dashboard.words import Words
from dateline.maps import svg
from dateline.models import EventType, PlaceKind

_OFFERED_AT_MOST = 500
_OPEN = frozenset({"types", "regions"})
_ORDER = (
    "types", "regions", "countries", "statuses", "who", "actors", "publishers", "site_kinds", "where_prec", "districts", "languages", "reviewed",
)  # fmt: skip


def day(value: object) -> date | None:
    """A day out of an ISO text; None where it is none."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def sidebar(selection: Selection, say: Words) -> None:
    """All filters of the map page."""
    with st.sidebar:
        with st.container():  # each part keeps its place in Streamlit's tree, whatever it holds
            _search(say)
        buttons = st.container(horizontal=True)
        buttons.button(
            say("filter.reset"),
            icon=":material/restart_alt:",
            on_click=lambda: state.change(state.current().without(*state.current().active)),
            disabled=not state.current(),
        )
        buttons.button(
            say("filter.undo"),
            icon=":material/undo:",
            on_click=state.undo,
            disabled=not st.session_state.past,
        )
        _text(say)
        with st.container():
            _dates(selection, say)
        _facets(selection, say)
        _others(say)


def _search(say: Words) -> None:
    """Go to a place, spelt in either language, or nearly."""
    query = st.text_input(
        say("search.label"), key="search", placeholder=say("search.placeholder"), icon=":material/search:"
    )
    if not query.strip():
        return
    gazetteer = get_library().gazetteer
    found = gazetteer.search(query, limit=6, fuzzy=None)
    if not found:
        st.caption(say("search.none"))
        return
    for candidate in found:
        place = candidate.place
        where = within(place, say)
        label = f"{place_name(place, say)} · {where}" if where else place_name(place, say)
        st.button(
            label.replace("[", "(").replace("]", ")"),
            key=f"go-{place.id}",
            on_click=go_to,
            args=(place.id,),
            width="stretch",
            type="tertiary",
            icon=":material/location_on:",
        )


def go_to(place_id: str) -> None:
    """Move the map to a place of the gazetteer."""
    gazetteer = get_library().gazetteer
    place = gazetteer.place(place_id)
    if place is None:
        return
    shape = (
        gazetteer.polygon(place_id)
        if place.kind in (PlaceKind.REGION, PlaceKind.COUNTRY, PlaceKind.DISTRICT)
        else None
    )
    bounds = None
    if shape is not None:
        west, south, east, north = shape.bounds
        bounds = [[south, west], [north, east]]
    state.look_at(place.lat, place.lon, zoom=10, bounds=bounds)
    state.select(place=place_id)


def _text(say: Words) -> None:
    st.session_state["filter-text"] = state.current().text
    st.text_input(say("filter.text"), key="filter-text", on_change=_on_text, icon=":material/format_quote:")


def _on_text() -> None:
    state.change(state.current().but(text=st.session_state["filter-text"].strip()))


def _dates(selection: Selection, say: Words) -> None:
    """First and last day. Where none is chosen the fields stand at the days of most events, as the
    timeline does; what lies outside is told beneath, and shown until a day is chosen."""
    whole = selection.atlas.select().bulk
    if whole is None:
        return
    filter = state.current()
    fields = (
        ("since", filter.since, whole.first, whole.earlier),
        ("until", filter.until, whole.last, whole.later),
    )
    shown = Span(whole.first, whole.last, *(0 if chosen else n for _, chosen, _, n in fields))
    components.dates()(
        key="dates",
        data={
            "label": say("filter.dates"),
            "fields": [
                {
                    "id": name,
                    "label": say(f"filter.{name}"),
                    "value": (chosen or usual).isoformat(),
                }
                for name, chosen, usual, _ in fields
            ],
            "outside": outside_words(shown, say),
            "only": say("filter.dates.note"),
        },
        on_choose_change=_on_dates,
    )


def _on_dates() -> None:
    """What was changed: the day, or "" for no limit."""
    sent = st.session_state["dates"].get("choose") or {}
    known = {name: day(sent[name]) for name in ("since", "until") if name in sent}
    state.change(state.current().but(**known))


def _facets(selection: Selection, say: Words) -> None:
    groups = [group for name in _ORDER if (group := _group(selection, name, say))]
    components.choices()(
        key="choices",
        data={"groups": groups, "lang": say.lang, "words": say.subset("filter.")},
        on_choose_change=_on_choose,
    )


def _group(selection: Selection, name: str, say: Words) -> dict[str, Any] | None:
    """A list of choices; None where there is nothing to choose between."""
    counts = selection.facets[name]
    chosen = set(getattr(selection.filter, name))
    if len(counts) < 2 and not chosen:
        return None
    labels = value_label(name, say)
    options = [
        {
            "value": str(value),
            "label": labels(value),
            "count": int(n),
            "chosen": value in chosen,
            **({"symbol": svg(EventType(str(value)), size=20)} if name == "types" else {}),
        }
        for i, (value, n) in enumerate(counts.items())
        if (n and i < _OFFERED_AT_MOST) or value in chosen
    ]
    if not options:
        return None
    return {"id": name, "title": say(f"filter.{name}"), "open": name in _OPEN, "options": options}


def _on_choose() -> None:
    sent = st.session_state["choices"].get("choose")
    if not sent or sent["group"] not in _ORDER:
        return
    values: tuple[Any, ...] = tuple(str(value) for value in sent["values"])
    if sent["group"] == "where_prec":
        values = tuple(sorted(int(value) for value in values))
    state.change(state.current().but(**{sent["group"]: values}))


def _others(say: Words) -> None:
    """Filters that have no list here: drawn area, one place, one release; each can be taken away."""
    filter = state.current()
    labels = {
        "area": say("filter.area"),
        "near": say("filter.near.button", km=say.number(filter.near.km)) if filter.near else "",
        "places": f"{say('filter.places')}: {', '.join(place_label(each, say) for each in filter.places)}",
        "releases": f"{say('filter.releases')}: {len(filter.releases)}",
    }
    for name, label in labels.items():
        if name in filter.active:
            st.button(
                label, key=f"drop-{name}", icon=":material/close:", width="stretch",
                on_click=lambda name=name: state.change(state.current().without(name)),
            )  # fmt: skip
    st.session_state["filter-score"] = round(filter.min_score * 100)
    st.slider(say("filter.min_score"), 0, 95, step=5, format="%d %%", key="filter-score", on_change=_on_score)


def _on_score() -> None:
    state.change(state.current().but(min_score=st.session_state["filter-score"] / 100))
