from __future__ import annotations

import pytest

from dateline.dashboard.coordinates import position


@pytest.mark.parametrize(
    ("kind", "decimal", "mgrs"),
    [("settlement", "49.207, 37.277", "37UCQ7451"), ("site", "49.20700, 37.27700", "37UCQ74505189")],
)
def test_a_position_is_no_sharper_than_its_place(kind: str, decimal: str, mgrs: str) -> None:
    assert position(49.207, 37.277, kind) == (decimal, mgrs)


@pytest.mark.parametrize(
    ("lat", "lon", "square"),
    [(42.0, -93.0, "15TWG0049"), (-33.9, 18.4, "34HBH5945"), (0.0, 0.0, "31NAA6600")],
)
def test_every_side_of_equator_and_meridian(lat: float, lon: float, square: str) -> None:
    assert position(lat, lon).mgrs == square


def test_near_the_poles_there_is_no_grid_square() -> None:
    assert position(85.0, 10.0).mgrs == ""
