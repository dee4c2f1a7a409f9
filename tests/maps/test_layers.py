from __future__ import annotations

import json

import pytest
from tests.browser.data import HOSTILE, hostile_outcomes
from tests.factories import FakeGazetteer, store_of

from dateline.atlas import Atlas
from dateline.maps import LIGHT, base_map, events_layer, land, near, page, sea
from dateline.maps.layers import safe
from dateline.server import enclosed, served


@pytest.mark.parametrize("text", HOSTILE)
def test_a_property_holds_nothing_that_runs(text: str) -> None:
    found = safe(text)
    for sign in ("<", "`", "${", "{{", "\\", "\u2028", "\u202e"):
        assert sign not in found


def test_what_is_missing_is_empty() -> None:
    assert safe(None) == ""
    assert safe(float("nan")) == ""


def test_a_page_of_hostile_texts_has_no_tag_of_theirs_and_asks_nobody() -> None:
    atlas = Atlas(store_of(hostile_outcomes()), FakeGazetteer())
    made = base_map(enclosed(), bounds=None, credit="<credit>")
    sea(LIGHT).add_to(made)
    layer = events_layer(
        atlas.events, enclosed(), name="events", type_name=str, when=lambda row: str(row["date"])
    )
    layer.add_to(made)
    html = page(made)
    for sign in ("alert(1)</script>", "<img src=x", "${alert", "`${"):
        assert sign not in html
    assert 'src="http' not in html
    assert 'href="http' not in html


def test_maps_of_the_dashboard_take_scripts_from_our_server() -> None:
    made = base_map(served(), bounds=[[48.0, 36.0], [50.0, 38.0]], credit="")
    assert all(
        address.startswith("/dateline/assets/") for _, address in [*made.default_js, *made.default_css]
    )


def test_only_land_around_the_bounds_is_sent() -> None:
    features = [{"bbox": [30, 44, 40, 52]}, {"bbox": [-120, 30, -80, 50]}]
    assert near(features, [[48.0, 36.0], [50.0, 38.0]]) == features[:1]
    assert near(features, None) == features
    layer = land([], LIGHT, name="land")
    assert json.loads(json.dumps(layer.data))["features"] == []
