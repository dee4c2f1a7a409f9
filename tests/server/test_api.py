from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Match
from tests.factories import KHARKIV_OBLAST, FakeGazetteer, store_of, synthetic
from tests.server.tiles import BLUE, mbtiles

from dateline.atlas import Atlas, Filter
from dateline.server import API, BASE, LEAFLET, TILES, TileFile, open_tiles, routes
from dateline.server.assets import STATIC


class Backend:
    def __init__(self, atlas: Atlas | None, tiles: TileFile | None = None) -> None:
        self._atlas = atlas
        self._tiles = tiles

    def tiles(self) -> TileFile | None:
        return self._tiles

    def atlas(self) -> Atlas | None:
        return self._atlas

    def basemap(self, name: str) -> bytes | None:
        return b'{"features":[]}' if name == "countries" else None


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas(store_of(synthetic(200, seed=9)), FakeGazetteer())


def ask(backend: Backend, address: str) -> tuple[int, Any]:
    """The status and JSON of an answer, without a network."""
    path, _, query = address.partition("?")
    scope: dict[str, Any] = {
        "type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": [],
        "server": ("localhost", 80), "scheme": "http", "root_path": "", "app": Starlette(),
    }  # fmt: skip
    for route in routes(backend):
        match, child = route.matches(scope)
        if match is Match.FULL:
            scope.update(child)
            answer = route.endpoint.__closure__ and _call(route, scope)  # type: ignore[attr-defined]
            is_json = answer.media_type == "application/json"
            return answer.status_code, json.loads(answer.body) if is_json else answer.body
    raise AssertionError(f"no route for {path}")


def _call(route: Any, scope: dict[str, Any]) -> Any:
    return route.endpoint(Request(scope))


def test_explore_answers_the_filter(atlas: Atlas) -> None:
    status, found = ask(Backend(atlas), f"{API}/explore?type=attack")
    assert status == 200
    assert found["total"] == int((atlas.events["type"] == "attack").sum())


def test_rows_and_cells_and_columns(atlas: Atlas) -> None:
    backend = Backend(atlas)
    assert ask(backend, f"{API}/rows?limit=7")[1]["total"] == 200
    assert len(ask(backend, f"{API}/rows?limit=7")[1]["rows"]) == 7
    points = ask(backend, f"{API}/cells?zoom=6&bbox=20,40,45,60")[1]["points"]
    assert 0 < sum(point["n"] for point in points) <= 200
    assert len(ask(backend, f"{API}/columns")[1]["events"]["day"]) == 200
    assert ask(backend, f"{API}/sites")[1]["points"]


def test_grouped_events_come_with_the_same_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    view = "zoom=6&bbox=20,40,45,60"
    few, atlas = (Atlas(store_of(synthetic(200, seed=9)), FakeGazetteer()) for _ in range(2))
    assert "cells" not in ask(Backend(few), f"{API}/explore?{view}")[1], "so few go out one by one"
    monkeypatch.setattr(sys.modules["dateline.maps.explore"], "POINTS_AT_MOST", 10)
    found = ask(Backend(atlas), f"{API}/explore?{view}")[1]
    assert found["cells"] == ask(Backend(atlas), f"{API}/cells?{view}")[1]["points"]
    assert "cells" not in ask(Backend(atlas), f"{API}/explore")[1], "nobody has said what is seen"


@pytest.mark.parametrize("query", ["zoom=x&bbox=1,2,3,4", "zoom=5&bbox=1,2,3", "bbox=a,b,c,d", ""])
def test_a_wrong_view_is_told_in_a_sentence(atlas: Atlas, query: str) -> None:
    status, found = ask(Backend(atlas), f"{API}/cells?{query}")
    assert status == 400
    assert found["error"].endswith(".")


def test_outlines_by_id(atlas: Atlas) -> None:
    status, found = ask(Backend(atlas), f"{API}/outlines?ids={KHARKIV_OBLAST.id},no:where")
    assert status == 200
    (feature,) = found["features"]
    assert feature["id"] == KHARKIV_OBLAST.id
    lat, lon = feature["properties"]["center"]
    assert (round(lat), round(lon)) == (50, 36)


def test_too_many_outlines_are_refused(atlas: Atlas) -> None:
    assert ask(Backend(atlas), f"{API}/outlines?ids={','.join(map(str, range(500)))}")[0] == 400


def test_while_the_first_releases_are_read_there_is_no_answer_yet() -> None:
    status, found = ask(Backend(None), f"{API}/explore")
    assert status == 503
    assert "still being read" in found["error"]


def test_the_base_map_has_only_its_files(atlas: Atlas) -> None:
    assert ask(Backend(atlas), f"{BASE}/countries")[0] == 200
    assert ask(Backend(atlas), f"{BASE}/passwords")[0] == 404


def test_leaflet_is_served_by_ourselves(atlas: Atlas) -> None:
    paths = [getattr(route, "path", "") for route in routes(Backend(atlas), pages=["releases"])]
    assert LEAFLET in paths
    assert "/releases" in paths


def test_tiles_come_from_the_file_that_the_settings_name(atlas: Atlas, tmp_path: Path) -> None:
    backend = Backend(atlas, open_tiles(mbtiles(tmp_path / "made.mbtiles")))
    assert ask(backend, f"{TILES}/1/0/0") == (200, BLUE)
    assert ask(backend, f"{TILES}/1/1/1")[0] == 204, "beyond the file is no error"
    assert ask(backend, f"{TILES}/1/7/0")[0] == 404
    assert ask(backend, f"{TILES}/99/0/0")[0] == 404
    assert ask(Backend(atlas), f"{TILES}/0/0/0")[0] == 404


def test_change_by_region(atlas: Atlas) -> None:
    status, found = ask(Backend(atlas), f"{API}/change?")
    assert status == 200
    assert all(row["change"] == row["n"] - row["before"] for row in found["regions"])


def test_the_script_calls_criteria_what_the_filter_calls_them() -> None:
    """query.js names in the browser what `Filter.to_params` names on the server."""
    text = (STATIC / "query.js").read_text()
    block = re.search(r"KEYS = \{(.*?)\};", text, re.DOTALL)
    assert block
    for name, key in re.findall(r"(\w+): '(\w+)'", block.group(1)):
        day = date(2022, 9, 23)
        known = {"where_prec": (1,), "types": ("attack",), "since": day, "until": day}
        value = known.get(name, ("done",))
        assert Filter().but(**{name: value}).to_params().keys() == {key}, name
