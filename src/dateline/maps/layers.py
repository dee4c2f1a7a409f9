"""GeoDataFrames to folium layers, for the small maps beside a text, for comparison and for stand-alone pages.

Release text enters a map only as escaped GeoJSON properties: folium runs what stands in a popup or
tooltip string as code, even when it is escaped. Layers have names; ids hold hyphens.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import folium
import pandas as pd
from folium.plugins import DualMap, MarkerCluster
from folium.utilities import JsCode

from dateline.maps.symbols import svg
from dateline.models import EventStatus, EventType

Json = dict[str, Any]
Links = Sequence[tuple[str, str]]
Bounds = Sequence[Sequence[float]]

_SIZE = 28
_POPUP = """function (feature, layer) {
  const box = document.createElement('div');
  for (const [tag, name] of [['b', 'place'], ['div', 'type'], ['div', 'when'], ['p', 'evidence']]) {
    const line = document.createElement(tag);
    line.innerHTML = feature.properties[name];
    box.append(line);
  }
  layer.bindPopup(box, { maxWidth: 300 });
}"""
"""A popup for each point: one bound to the whole GeoJson never opens inside a cluster. The properties are escaped."""
_TEXT_AT_MOST = 600


@dataclass(frozen=True, slots=True)
class Assets:
    """Where the page finds Leaflet and its cluster plug-in: (name, address) pairs."""

    js: Links
    css: Links
    cluster_js: Links
    cluster_css: Links
    sync_js: Links


@dataclass(frozen=True, slots=True)
class Looks:
    """Colours of a map."""

    sea: str = "#cfdde6"
    land: str = "#f5f2eb"
    border: str = "#8b8f98"
    region: str = "#b9b7af"
    name: str = "#4a4f57"
    strong: str = "#16191d"
    rim: str = "#fffdf8"


LIGHT = Looks()
DARK = Looks(
    sea="#10171f",
    land="#222b36",
    border="#77818f",
    region="#414c59",
    name="#b9c2cd",
    strong="#f2f5f8",
    rim="#10171f",
)


def base_map(assets: Assets, *, bounds: Bounds | None, credit: str, max_zoom: int = 16) -> folium.Map:
    """A map without tiles that asks nobody; `land` gives it its ground.

    ``bounds`` are [[south, west], [north, east]]; without, Ukraine.
    """
    center, zoom = view(bounds)
    made = folium.Map(tiles=None, location=center, zoom_start=zoom, control_scale=True)
    made.default_js, made.default_css = list(assets.js), list(assets.css)
    made.options["maxZoom"] = max_zoom  # MarkerCluster refuses a map that knows no greatest zoom
    made.options["attributionControl"] = False  # the credit stands below the map
    root: Any = made.get_root()
    root.html.add_child(folium.Element(f'<p class="credit">{escape(credit)}</p>'))
    return made


def view(bounds: Bounds | None, *, width: int = 380, height: int = 330) -> tuple[tuple[float, float], int]:
    """Centre and zoom that show the bounds in a map of a size in pixels; Ukraine without bounds."""
    if not bounds:
        return (48.6, 31.4), 5
    (south, west), (north, east) = bounds
    tall = math.log2(170 * height / 256 / max(0.05, north - south))
    wide = math.log2(360 * width / 256 / max(0.05, east - west))
    return ((south + north) / 2, (west + east) / 2), max(1, min(9, math.floor(min(tall, wide) - 0.4)))


def sea(looks: Looks) -> folium.GeoJson:
    """The ground of all: a sheet over the whole world."""
    ring = [[-540, -88], [540, -88], [540, 88], [-540, 88], [-540, -88]]
    sheet = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    style = {"stroke": False, "fillColor": looks.sea, "fillOpacity": 1}
    return folium.GeoJson(sheet, name="sea", style_function=lambda _: style, interactive=False, control=False)


def land(features: Iterable[Json], looks: Looks, *, name: str, lines_only: bool = False) -> folium.GeoJson:
    """Countries, or (``lines_only``) the borders of regions, as ground of the map."""
    style = {"color": looks.region if lines_only else looks.border, "weight": 0.8 if lines_only else 1}
    style |= {"fill": False} if lines_only else {"fillColor": looks.land, "fillOpacity": 1}
    data = {"type": "FeatureCollection", "features": list(features)}
    return folium.GeoJson(
        data, name=name, style_function=lambda _: style, interactive=False, control=False, smooth_factor=0.6
    )


def near(features: Iterable[Json], bounds: Bounds | None, *, margin: float = 8.0) -> list[Json]:
    """Features whose bbox lies within ``margin`` degrees of the bounds; all without bounds."""
    if not bounds:
        return list(features)
    (south, west), (north, east) = bounds

    def touches(box: Sequence[float]) -> bool:
        return (
            box[0] <= east + margin
            and box[2] >= west - margin
            and box[1] <= north + margin
            and box[3] >= south - margin
        )

    return [feature for feature in features if touches(feature["bbox"])]


def events_layer(
    events: pd.DataFrame,
    assets: Assets,
    *,
    name: str,
    type_name: Callable[[str], str],
    when: Callable[[Json], str],
) -> Any:
    """Events as one GeoJson inside a cluster; each point has its type's symbol and a popup of escaped text."""
    cluster: Any = MarkerCluster(  # type: ignore[no-untyped-call]
        name=name, options={"maxClusterRadius": 36, "spiderfyOnMaxZoom": True}
    )
    cluster.default_js, cluster.default_css = list(assets.cluster_js), list(assets.cluster_css)
    drawn = events[events["on_map"]]
    features = [_feature(row, type_name, when) for row in records(drawn)]
    if features:
        layer = folium.GeoJson(
            {"type": "FeatureCollection", "features": features},
            name=name,
            marker=folium.Marker(icon=folium.DivIcon(icon_size=(_SIZE, _SIZE), class_name="dl-symbol")),
            style_function=_symbol,
            on_each_feature=JsCode(_POPUP),
        )
        layer.add_to(cluster)
    return cluster


def records(frame: pd.DataFrame) -> list[Json]:
    """Rows as dictionaries by column name."""
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def _feature(row: Json, type_name: Callable[[str], str], when: Callable[[Json], str]) -> Json:
    return {
        "type": "Feature",
        "id": row["event_id"],
        "geometry": {"type": "Point", "coordinates": [round(row["lon"], 5), round(row["lat"], 5)]},
        "properties": {
            "place": safe(row["place"]),
            "type": safe(type_name(row["type"])),
            "when": safe(when(row)),
            "evidence": safe(row["evidence"]),
            "kind": row["type"],
            "planned": row["status"] == EventStatus.PLANNED,
        },
    }


def _symbol(feature: Json) -> Json:
    properties = feature["properties"]
    return {
        "html": svg(EventType(properties["kind"]), size=_SIZE, planned=bool(properties["planned"])),
        "iconSize": [_SIZE, _SIZE],
        "className": "dl-symbol",
    }


def outlines_layer(shapes: Iterable[tuple[Json, str, int]], looks: Looks, *, name: str) -> folium.GeoJson:
    """Regions and countries known only as such: (feature, label, number of events), as broken outlines."""
    features = [
        {**feature, "properties": {"label": safe(label), "events": count}} for feature, label, count in shapes
    ]
    color = "#d55e00" if looks is LIGHT else "#ffb27a"
    return folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        name=name,
        style_function=lambda _: {
            "color": color,
            "weight": 2,
            "dashArray": "6 5",
            "fillColor": color,
            "fillOpacity": 0.05,
        },
        tooltip=folium.GeoJsonTooltip(fields=["label", "events"], labels=False) if features else None,
    )


def side_by_side(left: Sequence[Any], right: Sequence[Any], assets: Assets, *, bounds: Bounds | None) -> Any:
    """Two maps that move together, each with its layers."""
    center, zoom = view(bounds, width=560, height=440)
    made: Any = DualMap(  # type: ignore[no-untyped-call]
        tiles=None, location=center, zoom_start=zoom, layout="horizontal", control_scale=True
    )
    made.default_js, made.default_css = list(assets.sync_js), []
    for half, layers in ((made.m1, left), (made.m2, right)):
        half.default_js, half.default_css = list(assets.js), list(assets.css)
        half.options |= {"maxZoom": 16, "attributionControl": False}
        for layer in layers:
            layer.add_to(half)
    return made


def page(made: folium.Map) -> str:
    """A map as one HTML page."""
    return str(made.get_root().render())


def safe(text: Any) -> str:
    """A text that a GeoJSON property may hold: escaped for HTML, nothing that ends or runs a script,
    writing-direction marks taken out, of bearable length."""
    if not isinstance(text, str):
        return ""
    short = text if len(text) <= _TEXT_AT_MOST else text[:_TEXT_AT_MOST] + "…"
    visible = "".join(char for char in short if char not in _DIRECTIONS)
    return (
        escape(visible)
        .replace("\\", "&#92;")
        .replace("`", "&#96;")
        .replace("${", "&#36;{")
        .replace("{{", "&#123;{")
    )


_DIRECTIONS = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u2028\u2029"
)
