"""The map as one still picture (SVG) for print: no script, no tiles, nothing to load.

Spherical Mercator, cut to the bounds. Events at one place share a symbol with their number; what is
known to a region or country only is its outline with a label, as on every other map.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import shapely

from dateline.maps.layers import Bounds, Json, Looks, records, safe
from dateline.maps.symbols import INK, svg
from dateline.models import EventStatus, EventType

WIDTH, HEIGHT = 1000, 620
"""Of the picture, in its own units."""

_SIZE = 22
_OUTLINE = "#b34700"
_TOWN = "#5a6069"
_UKRAINE: Bounds = [[44.2, 22.0], [52.5, 40.4]]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the picture lies on the plane: Mercator's left and top edge in degrees, units a degree."""

    west: float
    north: float
    scale: float

    @classmethod
    def around(cls, bounds: Bounds | None) -> Frame:
        """The frame that shows [[south, west], [north, east]] with a margin, in the middle."""
        (south, west), (north, east) = bounds or _UKRAINE
        low, high = _mercator(south), _mercator(north)
        scale = 0.86 * min(WIDTH / max(east - west, 1.5), HEIGHT / max(high - low, 1.2))
        middle_x, middle_y = (west + east) / 2, (low + high) / 2
        return cls(middle_x - WIDTH / 2 / scale, middle_y + HEIGHT / 2 / scale, scale)

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """x and y in the picture."""
        return (lon - self.west) * self.scale, (self.north - _mercator(lat)) * self.scale

    @property
    def box(self) -> shapely.Polygon:
        """What the picture shows, in (lon, lat), with a little more around."""
        more = 20 / self.scale
        east, south = self.west + WIDTH / self.scale, self.north - HEIGHT / self.scale
        return shapely.box(
            self.west - more, _latitude(south - more), east + more, _latitude(self.north + more)
        )


def _mercator(lat: float) -> float:
    """Mercator's ordinate in degrees, so that it scales as longitude does."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(max(-85.0, min(85.0, lat))) / 2)))


def _latitude(ordinate: float) -> float:
    return math.degrees(2 * math.atan(math.exp(math.radians(ordinate))) - math.pi / 2)


def picture(
    events: pd.DataFrame,
    *,
    bounds: Bounds | None,
    countries: Iterable[Json],
    regions: Iterable[Json],
    shapes: Sequence[tuple[str, int, Any]],
    towns: Iterable[Json] = (),
    native: bool = False,
    looks: Looks,
    label: str,
) -> str:
    """An SVG element that shows events.

    Args:
        events: rows with the columns of the atlas.
        bounds: [[south, west], [north, east]]; Ukraine where there are none.
        countries, regions: GeoJSON features of the ground.
        shapes: (label, number of events, outline in (lon, lat)) of what has no point.
        towns: labels of the base map, larger places first; named where there is room.
        native: name Ukrainian towns in Ukrainian.
        looks: colours of the ground.
        label: what the picture is, for a reader who cannot see it.
    """
    frame = Frame.around(bounds)
    box = frame.box
    ground = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{looks.sea}"/>',
        *_paths(frame, box, (_shape(each) for each in countries), fill=looks.land, stroke=looks.border),
        *_paths(frame, box, (_shape(each) for each in regions), fill="none", stroke=looks.region),
        *_paths(frame, box, (shape for _, _, shape in shapes), fill="none", stroke=_OUTLINE, dash="7 5"),
    ]
    drawn = events[events["on_map"]]
    places = drawn.groupby("place_id", sort=False).agg(
        n=("event_id", "size"), lat=("lat", "first"), lon=("lon", "first"), place=("place", "first"),
        type=("type", lambda kinds: kinds.mode().iloc[0]), planned=("status", lambda s: (s == EventStatus.PLANNED).all()),
    ).sort_values("n")  # fmt: skip
    rows: list[Json] = records(places)
    marks = [_mark(frame, row) for row in rows]
    names = [_label(frame, *each) for each in sorted(shapes, key=lambda each: -each[1])]
    names += [_place_name(frame, row) for row in reversed(rows)]
    names += _towns(frame, towns, {name.text for name in names}, native=native)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(label)}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="system-ui, sans-serif" style="width:100%;height:auto;display:block">'
        f"{''.join([*ground, *marks, *_apart(names)])}{_scale_bar(frame)}</svg>"
    )


def _shape(feature: Json) -> Any:
    return shapely.geometry.shape(feature["geometry"])


def _paths(
    frame: Frame, box: shapely.Polygon, shapes: Iterable[Any], *, fill: str, stroke: str, dash: str = ""
) -> Iterator[str]:
    """A path for each shape that the frame shows, no finer than the picture can show."""
    for shape in shapes:
        if not shapely.intersects(shape, box):
            continue
        seen = shapely.make_valid(shape).simplify(0.4 / frame.scale)
        seen = shapely.clip_by_rect(seen, *box.bounds)
        drawn = "".join(_ring(frame, ring) for ring in _rings(seen))
        broken = f' stroke-dasharray="{dash}" stroke-width="2"' if dash else ' stroke-width="0.8"'
        if drawn:
            yield f'<path d="{drawn}" fill="{fill}" stroke="{stroke}"{broken} fill-rule="evenodd"/>'


def _rings(shape: Any) -> Iterator[Any]:
    for part in getattr(shape, "geoms", [shape]):
        if part.geom_type == "Polygon" and not part.is_empty:
            yield from (part.exterior, *part.interiors)


def _ring(frame: Frame, ring: Any) -> str:
    points = (frame.at(lat, lon) for lon, lat in ring.coords)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


@dataclass(frozen=True, slots=True)
class Name:
    """A name to write: where (its left or, ``middle``, its centre), what, in which colour."""

    x: float
    y: float
    text: str
    color: str = INK
    middle: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        """About the room that it takes: west, top, east, bottom."""
        wide = 6.4 * len(self.text)
        left = self.x - wide / 2 if self.middle else self.x
        return left, self.y - 12, left + wide, self.y + 3

    @property
    def markup(self) -> str:
        """The name as SVG with a white rim."""
        return (
            f'<text x="{self.x:.1f}" y="{self.y:.1f}" font-size="12" text-anchor="{"middle" if self.middle else "start"}" '
            f'fill="{self.color}" stroke="#fff" stroke-width="3" stroke-linejoin="round" paint-order="stroke">{safe(self.text)}</text>'
        )


def _apart(names: Iterable[Name]) -> Iterator[str]:
    """The names that fit into the picture without lying over one another, the first ones first."""
    taken: list[tuple[float, float, float, float]] = []
    for name in names:
        left, top, right, bottom = name.box
        if left < 0 or top < 0 or right > WIDTH or bottom > HEIGHT - 30:
            continue
        if any(
            left < east and right > west and top < south and bottom > north
            for west, north, east, south in taken
        ):
            continue
        taken.append(name.box)
        yield name.markup


def _mark(frame: Frame, row: Json) -> str:
    """A symbol, with the number of events where there are several."""
    x, y = frame.at(row["lat"], row["lon"])
    if not (0 <= x <= WIDTH and 0 <= y <= HEIGHT):
        return ""
    symbol = svg(EventType(row["type"]), size=_SIZE, planned=bool(row["planned"]))
    half, n = _SIZE / 2, str(row["n"])
    wide = 6 + 6 * len(n)
    number = (
        f'<g transform="translate({half} {-half})"><rect x="-6" y="-7" width="{wide}" height="13" rx="6" fill="{INK}" stroke="#fff"/>'
        f'<text x="{wide / 2 - 6}" y="3" text-anchor="middle" font-size="10" fill="#fff">{n}</text></g>'
        if row["n"] > 1
        else ""
    )
    return f'<g transform="translate({x:.1f} {y:.1f})"><g transform="translate({-half} {-half})">{symbol}</g>{number}</g>'


def _place_name(frame: Frame, row: Json) -> Name:
    x, y = frame.at(row["lat"], row["lon"])
    return Name(x + _SIZE / 2 + 3, y + _SIZE / 2 + 2, str(row["place"])[:60])


def _towns(frame: Frame, towns: Iterable[Json], known: set[str], *, native: bool) -> Iterator[Name]:
    """Towns and countries of a size that suits the scale, but for those that have a name already."""
    zoom = math.log2(frame.scale * 360 / 256)
    for town in towns:
        text = (native and town["native"]) or town["name"]
        x, y = frame.at(town["lat"], town["lon"])
        seen = 0 <= x <= WIDTH and 0 <= y <= HEIGHT
        if seen and text not in known and town["zoom"] <= zoom <= (town["until"] or 99):
            yield Name(x, y + 4, text, _TOWN, middle=True)


def _label(frame: Frame, name: str, n: int, shape: Any) -> Name:
    inside = shape.representative_point()
    x, y = frame.at(inside.y, inside.x)
    return Name(x, y, f"{name[:60]} ({n})", _OUTLINE, middle=True)


def _scale_bar(frame: Frame) -> str:
    """A bar of a round length, true for the middle of the picture."""
    middle = _latitude(frame.north - HEIGHT / 2 / frame.scale)
    km_a_unit = 111.32 * math.cos(math.radians(middle)) / frame.scale
    most = km_a_unit * 160
    power = 10 ** math.floor(math.log10(most))
    km = next(step * power for step in (5, 2, 1) if step * power <= most)
    length, y = km / km_a_unit, HEIGHT - 16
    return (
        f'<g transform="translate(16 {y})"><path d="M0 -5V0H{length:.1f}V-5" fill="none" stroke="{INK}" stroke-width="1.6"/>'
        f"{Name(length / 2, -6, f'{km:g} km', middle=True).markup}</g>"
    )
