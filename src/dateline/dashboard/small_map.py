"""Small maps beside a text, drawn by folium and shown by streamlit-folium; no outside request."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any
from zlib import crc32

import pandas as pd
import shapely
import streamlit as st
from streamlit_folium import st_folium

from dateline.dashboard.library import get_library
from dateline.dashboard.words import Words
from dateline.maps import (
    DARK,
    LIGHT,
    Assets,
    Label,
    Looks,
    base_map,
    bounds,
    events_layer,
    land,
    names_layer,
    near,
    outlines_layer,
    picture,
    records,
    sea,
    spread,
    view,
)
from dateline.server import served

Json = dict[str, Any]
_ENOUGH_POINTS = 20


def looks() -> Looks:
    """The colours that suit the reader's theme."""
    return DARK if st.context.theme.type == "dark" else LIGHT


@lru_cache(maxsize=4)
def _file(name: str) -> Json:
    """A file of the base map."""
    found: Json = json.loads(get_library().basemap(name) or b"{}")
    return found


def _features(name: str) -> tuple[Json, ...]:
    return tuple(_file(name).get("features", ()))


def ground(box: list[list[float]] | None, colors: Looks) -> list[Any]:
    """Countries and Ukraine's regions around the bounds."""
    countries = near(_features("countries"), box)
    regions = near(_features("regions-UA"), box)
    return [
        sea(colors),
        land(countries, colors, name="land"),
        land(regions, colors, name="regions", lines_only=True),
    ]


def box_of(events: pd.DataFrame) -> list[list[float]] | None:
    """Bounds of the points and of the outlines of what has no point."""
    box = bounds(events)
    if box is not None and int(events["on_map"].sum()) >= _ENOUGH_POINTS:
        return box  # an outline with islands overseas must not shrink many points to a dot
    for shape in _shapes(events):
        west, south, east, north = shape[2].bounds
        box = [[south, west], [north, east]] if box is None else [
            [min(box[0][0], south), min(box[0][1], west)], [max(box[1][0], north), max(box[1][1], east)]
        ]  # fmt: skip
    return box


def _shapes(events: pd.DataFrame) -> list[tuple[str, int, Any]]:
    """Label, number of events and outline of each region or country known only as such."""
    only = events[~events["on_map"] & events["place_id"].notna()]
    gazetteer = get_library().gazetteer
    found = []
    for place_id, rows in only.groupby("place_id"):
        shape = gazetteer.polygon(str(place_id))
        if shape is not None:
            found.append((str(rows["place"].iloc[0]), len(rows), shape))
    return found


def _named(events: pd.DataFrame, say: Words) -> pd.DataFrame:
    """The events with their places called as the reader calls them."""
    if say.lang != "uk" or "place_native" not in events:
        return events
    return events.assign(place=events["place_native"].where(events["place_native"].notna(), events["place"]))


def _names(events: pd.DataFrame, box: list[list[float]] | None, say: Words, colors: Looks) -> Any:
    """The places of the events, and the towns and countries around them."""
    counts = events[events["on_map"]].groupby("place_id").agg(
        n=("event_id", "size"), place=("place", "first"), lat=("lat", "first"), lon=("lon", "first")
    )  # fmt: skip
    own = [
        Label(f"{label[:60]} ({n})", inside.y, inside.x, strong=True)
        for label, n, inside in (
            (name, n, shape.representative_point()) for name, n, shape in _shapes(events)
        )
    ]
    own += [
        Label(str(row["place"])[:60], row["lat"], row["lon"], aside=True, strong=True)
        for row in records(counts.sort_values("n", ascending=False))
    ]
    towns = _file("labels").get("labels", ())
    found = spread(own, towns, bounds=box, zoom=view(box)[1], native=say.lang == "uk")
    return names_layer(found, colors, name="names")


def layers(
    events: pd.DataFrame,
    say: Words,
    assets: Assets,
    colors: Looks,
    *,
    name: str,
    box: list[list[float]] | None,
) -> list[Any]:
    """Outlines first, then names, then events above them; ``box`` is what the map shows."""
    events = _named(events, say)
    shapes = [
        ({"type": "Feature", "geometry": json.loads(_geojson(shape))}, label, n)
        for label, n, shape in _shapes(events)
    ]
    found: list[Any] = [outlines_layer(shapes, colors, name=say("layer.areas"))] if shapes else []
    cluster = events_layer(
        events,
        assets,
        name=name,
        type_name=lambda kind: say(f"type.{kind}"),
        when=lambda row: say.iso_prefix(row["date"]) if isinstance(row["date"], str) else say("dated.none"),
    )
    return [*found, _names(events, box, say, colors), cluster]


def _geojson(shape: Any) -> str:
    return str(shapely.to_geojson(shape.simplify(0.02)))


def draw(events: pd.DataFrame, say: Words, assets: Assets, colors: Looks, *, credit: str) -> Any:
    """A folium map of events."""
    box = box_of(events)
    made = base_map(assets, bounds=box, credit=credit)
    for layer in [
        *ground(box, colors),
        *layers(events, say, assets, colors, name=say("layer.events"), box=box),
    ]:
        layer.add_to(made)
    return made


def still(events: pd.DataFrame, say: Words) -> str:
    """The same map as one picture (SVG) to print."""
    events = _named(events, say)
    return picture(
        events,
        bounds=box_of(events),
        countries=_features("countries"),
        regions=_features("regions-UA"),
        shapes=_shapes(events),
        towns=_file("labels").get("labels", ()),
        native=say.lang == "uk",
        looks=LIGHT,
        label=say("layer.events"),
    )


def show_map(events: pd.DataFrame, say: Words, *, key: str, height: int = 380) -> None:
    """The map in the page."""
    colors = looks()
    made = draw(events, say, served(), colors, credit=say("credits"))
    ids = "-".join(sorted(events["event_id"]))
    st_folium(
        made, key=f"{key}-{say.lang}-{crc32((ids + colors.sea).encode()):x}", height=height,
        use_container_width=True, returned_objects=[],
    )  # fmt: skip
    st.caption(say("credits"))
