"""The page of a place: all that the releases say about it, over time."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dateline.atlas import Atlas, Filter, Selection
from dateline.dashboard import coordinates, state
from dateline.dashboard.card import card_html
from dateline.dashboard.index import place_index
from dateline.dashboard.labels import place_label, place_name, within
from dateline.dashboard.library import get_library
from dateline.dashboard.markup import plain, said
from dateline.dashboard.online import offer
from dateline.dashboard.report import bars_picture
from dateline.dashboard.small_map import looks, show_map
from dateline.dashboard.stories import LISTED_AT_MOST, journeys_of_place
from dateline.dashboard.summary import summary_line
from dateline.dashboard.words import Words
from dateline.maps import records
from dateline.models import Place, PlaceKind


def show() -> None:
    """Draw the page."""
    say = state.words()
    atlas = get_library().atlas()
    if atlas is None:
        return
    _search(atlas, say)
    place = get_library().gazetteer.place(st.session_state.place) if st.session_state.place else None
    if place is None:
        place_index(atlas, say, on_choose=_choose)
        return
    left, right = st.columns([6, 4], gap="large")
    with left:
        _about(place, say)
        _events(atlas, place, say)
    with right:
        selection = atlas.select(_filter(place))
        if selection.event_count:
            show_map(
                selection.events.head(2000), say, key=f"place-{place.id}".replace(":", "-").replace("_", "-")
            )
            st.html(f'<div class="dl-card">{bars_picture(selection, say, ink=looks().strong)}</div>')
        _mentions(atlas, place, say)
        _journeys(atlas, place, say)
        _sites(selection, say)


def _filter(place: Place) -> Filter:
    if place.kind is PlaceKind.COUNTRY:
        return Filter(countries=(place.country,))
    if place.kind is PlaceKind.REGION:
        return Filter(regions=(place.id,))
    if place.kind is PlaceKind.DISTRICT:
        return Filter(districts=(place.id,))
    return Filter(places=(place.id,))


def _search(atlas: Atlas, say: Words) -> None:
    """By name, or from the places with most events."""
    left, right = st.columns(2)
    query = left.text_input(
        say("search.label"),
        key="place-search",
        placeholder=say("search.placeholder"),
        icon=":material/search:",
    )
    if query.strip():
        gazetteer = get_library().gazetteer
        found = gazetteer.search(query, limit=8, fuzzy=None)
        if not found:
            left.caption(say("search.none"))
        for candidate in found:
            place = candidate.place
            left.button(
                plain(f"{place_name(place, say)} · {within(place, say)}"),
                key=f"about-{place.id}",
                type="tertiary",
                on_click=_choose,
                args=(place.id,),
            )
        if not any(candidate.score == 1 for candidate in found):
            with left:
                offer(query, _countries(atlas), say)
    counts = atlas.select().events["place_id"].value_counts()
    options = [str(place_id) for place_id in counts.index]
    st.session_state["place-pick"] = st.session_state.place if st.session_state.place in options else None
    right.selectbox(
        say("place.pick"), options, index=None, key="place-pick", on_change=_on_pick,
        placeholder=say("pick.placeholder"),
        format_func=lambda place_id: f"{place_label(place_id, say)} · {counts[place_id]}",
    )  # fmt: skip


def _countries(atlas: Atlas) -> tuple[str, ...]:
    """The countries that the releases speak of."""
    return tuple(str(code) for code in atlas.mentions["country"].dropna().unique() if code)


def _choose(place_id: str) -> None:
    st.session_state.place = place_id


def _on_pick() -> None:
    st.session_state.place = st.session_state["place-pick"] or ""


def _about(place: Place, say: Words) -> None:
    other = place.name if say.lang == "uk" else place.name_native
    lang = "en" if say.lang == "uk" else "uk"
    beside = (
        f' <span lang="{lang}" class="dl-note">{escape(other)}</span>' if other and place.name_native else ""
    )
    people = (
        f" · {escape(say('place.population'))} {say.number(place.population)}" if place.population else ""
    )
    st.html(
        f'<div class="dl-card"><h2>{said(place_name(place, say))}{beside}</h2><p>{escape(say("place." + place.kind.value))} · '
        f"{escape(within(place, say, district=True))}{people} · "
        f"{escape(say('place.within', km=say.number(max(1, round(place.extent_km)))))}</p>{_former(place, say)}</div>"
    )
    if place.kind in (PlaceKind.SETTLEMENT, PlaceKind.SITE):
        coordinates.show(place.lat, place.lon, place.kind)


def _former(place: Place, say: Words) -> str:
    """The names that the place bore before, and until when."""
    lines = [
        f'{escape(say("place.until", until=former.until, name=former.name))} <span lang="uk" class="dl-note">'
        f"{escape(former.native)}</span>"
        for former in get_library().gazetteer.former_names(place.id)
        if former.until
    ]
    return f"<p>{'<br>'.join(lines)}</p>" if lines else ""


def _events(atlas: Atlas, place: Place, say: Words) -> None:
    selection = atlas.select(_filter(place))
    if not selection.event_count:
        st.caption(say("place.no_events"))
        return
    st.html(summary_line(selection, say))
    if st.button(say("search.go"), icon=":material/map:"):
        state.change(_filter(place))
        state.select(place=place.id)
        state.go("map")
    for row in records(selection.events.sort_values("day").head(LISTED_AT_MOST)):
        outcome = get_library().outcome(row["release_id"])
        event = (
            next((each for each in outcome.events if each.id == row["event_id"]), None) if outcome else None
        )
        with st.container(border=True):
            st.html(card_html(row, event, outcome, say))


def _mentions(atlas: Atlas, place: Place, say: Words) -> None:
    """How often, and in which role, releases name the place."""
    found = atlas.mentions
    found = found[found["place_id"] == place.id]
    if found.empty:
        return
    st.markdown(
        f"**{say('place.mentions')}**: {say.count('mentions', len(found))}, {say.count('releases', found['release_id'].nunique())}"
    )
    roles = "".join(
        f'<li><mark class="dl-role-{escape(str(role))}">{escape(say("role." + str(role)))}</mark> {say.number(int(n))}</li>'
        for role, n in found["role"].value_counts().items()
    )
    st.html(f'<div class="dl-card"><ul>{roles}</ul></div>')


def _journeys(atlas: Atlas, place: Place, say: Words) -> None:
    """The journeys that pass through the place, or through anything in it."""
    stops = atlas.stops["place_id"].unique()
    within = {str(stop) for stop in stops if _holds(place, str(stop))}
    if found := journeys_of_place(within, atlas, say):
        st.html(f'<div class="dl-card"><b>{escape(say("place.journeys"))}</b></div>{found}')


def _holds(place: Place, stop_id: str) -> bool:
    if stop_id == place.id:
        return True
    stop = get_library().gazetteer.place(stop_id)
    if stop is None:
        return False
    if place.kind is PlaceKind.COUNTRY:
        return stop.country == place.country
    return place.id in (stop.admin1_id, stop.admin2_id)


def _sites(selection: Selection, say: Words) -> None:
    """Everything visited or affected inside the place, the oldest first."""
    sites = selection.sites.sort_values("day", kind="stable")
    if sites.empty:
        return
    items = "".join(f"<li>{_site(row, say)}</li>" for row in records(sites.head(LISTED_AT_MOST)))
    more = f"<li>… +{say.number(len(sites) - LISTED_AT_MOST)}</li>" if len(sites) > LISTED_AT_MOST else ""
    count = say.count("sites", len(sites))
    st.html(
        f'<div class="dl-card"><b>{escape(say("place.sites"))}: {escape(count)}</b><ul>{items}{more}</ul></div>'
    )


def _site(row: dict[str, Any], say: Words) -> str:
    day = "" if pd.isna(row["day"]) else f" · {escape(say.day(row['day'].date()))}"
    kind = escape(say("kind." + row["kind"]))
    figures = "; ".join(count.words for count in row["counts"])
    told = f": {said(figures)}" if figures else ""
    return f"<span class='dl-note'>{kind}{day}</span> · {said(row['text'])}{told}"
