"""Names on the small maps: places of events first, then towns and countries as far as there is room.

Each name shows from the zoom at which it lies over no name of more weight, so that a map fills with
names as a reader comes closer. Text goes in as an escaped GeoJSON property.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import folium
from folium.utilities import JsCode

from dateline.maps.layers import Bounds, Json, Looks, safe

NAMES_AT_MOST = 160
_TOWNS_AT_MOST = 800
ZOOMS = 5
"""How many zooms are filled with names, from the first on."""

_AROUND = 4.0
"""Degrees around the bounds within which towns are named."""
_LETTER, _HIGH, _ASIDE = 6.6, 17.0, 20.0
"""Pixels: width of a letter, height of a line, where a name begins beside its symbol."""

_DRAW = """function (feature, layer) {
  const name = document.createElement('span');
  name.innerHTML = feature.properties.name;
  name.style.cssText = feature.properties.look;
  layer.setIcon(L.divIcon({ html: name, className: 'dl-place-name', iconSize: [0, 0] }));
  layer.setZIndexOffset(-1000);
  layer.on('add', () => {
    const map = layer._map;
    const show = () => {
      const node = layer.getElement();
      if (node) node.style.display = map.getZoom() >= feature.properties.zoom ? '' : 'none';
    };
    map.on('zoomend', show);
    show();
  });
}"""
"""The name as an icon that comes and goes with the zoom; the property is escaped."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name at a place. ``aside`` stands to the right of a symbol, else in the middle; ``strong`` is of an event."""

    name: str
    lat: float
    lon: float
    aside: bool = False
    strong: bool = False

    def box(self, zoom: int) -> tuple[float, float, float, float]:
        """West, top, east, bottom in pixels of the world at a zoom (spherical Mercator)."""
        size = 256 * 2**zoom
        sin = math.sin(math.radians(max(-85.0, min(85.0, self.lat))))
        x = (self.lon + 180) / 360 * size
        y = (0.5 - math.log((1 + sin) / (1 - sin)) / (4 * math.pi)) * size
        wide = _LETTER * len(self.name)
        left = x + _ASIDE if self.aside else x - wide / 2
        return left, y - _HIGH / 2, left + wide, y + _HIGH / 2


def spread(
    own: Sequence[Label], towns: Iterable[Json], *, bounds: Bounds | None, zoom: int, native: bool = False
) -> list[tuple[Label, int]]:
    """Names with the zoom from which each shows.

    Args:
        own: names of events' places, those of most weight first; they are named before any town.
        towns: labels of the base map (see ``basemap.labels``), larger places first.
        bounds: [[south, west], [north, east]] of the events; Ukraine where there are none.
        zoom: the first zoom of the map.
        native: name Ukrainian places in Ukrainian.
    """
    known = {label.name.split(" (")[0] for label in own}
    wanted = [(label, 0) for label in own]
    for town in islice(_around(towns, bounds), _TOWNS_AT_MOST):
        name = (native and town["native"]) or town["name"]
        if name not in known and town["zoom"] < zoom + ZOOMS and (town["until"] or 99) >= zoom:
            wanted.append((Label(name, town["lat"], town["lon"]), town["zoom"]))
    found: dict[Label, int] = {}
    for level in range(zoom, zoom + ZOOMS):
        taken = [label.box(level) for label in found]
        for label, first in wanted:
            if len(found) >= NAMES_AT_MOST:
                break
            if first > level or label in found or _meets(label.box(level), taken):
                continue
            found[label] = level
            taken.append(label.box(level))
    return list(found.items())


def _around(towns: Iterable[Json], bounds: Bounds | None) -> Iterable[Json]:
    (south, west), (north, east) = bounds or ((44.2, 22.0), (52.5, 40.4))
    return (
        town
        for town in towns
        if south - _AROUND <= town["lat"] <= north + _AROUND
        and west - _AROUND <= town["lon"] <= east + _AROUND
    )


def _meets(box: tuple[float, ...], taken: Iterable[tuple[float, ...]]) -> bool:
    left, top, right, bottom = box
    return any(
        left < east and right > west and top < south and bottom > north for west, north, east, south in taken
    )


def names_layer(found: Iterable[tuple[Label, int]], looks: Looks, *, name: str) -> Any:
    """Names as a layer that takes no clicks."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [round(label.lon, 4), round(label.lat, 4)]},
            "properties": {"name": safe(label.name), "look": _look(label, looks), "zoom": zoom},
        }
        for label, zoom in found
    ]
    return folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        name=name,
        marker=folium.Marker(
            icon=folium.DivIcon(icon_size=(0, 0), class_name="dl-place-name"),
            interactive=False,
            keyboard=False,
        ),
        on_each_feature=JsCode(_DRAW),
        control=False,
    )


def _look(label: Label, looks: Looks) -> str:
    """CSS of a name: dark on a light rim, or light on a dark one."""
    rim = ",".join(f"{x}px {y}px 2px {looks.rim}" for x in (-1, 1) for y in (-1, 1))
    place = f"left:{_ASIDE:g}px;top:-8px" if label.aside else "transform:translate(-50%,-50%)"
    weight = "font-weight:700" if label.strong else "font-weight:400"
    color = looks.strong if label.strong else looks.name
    return (
        f"position:absolute;white-space:nowrap;font:12px/16px system-ui,sans-serif;{weight};{place};"
        f"color:{color};text-shadow:{rim}"
    )
