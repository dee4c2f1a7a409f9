"""Names on small maps: those of events first, none over another, nothing that runs."""

from __future__ import annotations

from itertools import combinations

import pytest
from tests.browser.data import HOSTILE

from dateline.maps import LIGHT, Label, base_map, names_layer, page, spread
from dateline.server import enclosed

BOUNDS = [[49.0, 36.0], [50.2, 37.5]]


def town(name: str, lat: float, lon: float, zoom: int, **more: object) -> dict[str, object]:
    return {
        "name": name,
        "native": None,
        "kind": "city",
        "lat": lat,
        "lon": lon,
        "zoom": zoom,
        "until": None,
    } | more


TOWNS = [
    town("Kharkiv", 49.98, 36.25, 4, native="Харків"),
    town("Chuhuiv", 49.83, 36.68, 8),
    town("Izium", 49.21, 37.25, 8),
    town("Far away", 10.0, 10.0, 3),
    town("Continent", 49.5, 36.9, 3, until=5),
]


def test_an_events_place_is_named_before_towns_and_once() -> None:
    own = [Label("Izium", 49.21, 37.28, aside=True, strong=True)]
    found = spread(own, TOWNS, bounds=BOUNDS, zoom=7)
    assert [(label.name, zoom) for label, zoom in found] == [("Izium", 7), ("Kharkiv", 7), ("Chuhuiv", 8)]
    assert [label.strong for label, _ in found] == [True, False, False]
    first = next(iter(spread([], TOWNS, bounds=BOUNDS, zoom=7, native=True)))
    assert first[0].name == "Харків"


def test_no_name_lies_over_another_at_any_zoom() -> None:
    crowd = [town(f"Village {i}", 49.5 + i * 0.003, 36.9 + i * 0.004, 6) for i in range(60)]
    found = spread([], crowd, bounds=BOUNDS, zoom=7)
    assert len({zoom for _, zoom in found}) > 1
    for level in range(7, 12):
        boxes = [label.box(level) for label, zoom in found if zoom <= level]
        for (a, b, c, d), (w, n, e, s) in combinations(boxes, 2):
            assert not (a < e and c > w and b < s and d > n)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_is_only_text(text: str) -> None:
    made = base_map(enclosed(), bounds=BOUNDS, credit="")
    names_layer([(Label(text, 49.5, 36.9), 7)], LIGHT, name="names").add_to(made)
    html = page(made)
    for sign in ("alert(1)</script>", "<img src=x", "${alert", "`${"):
        assert sign not in html
