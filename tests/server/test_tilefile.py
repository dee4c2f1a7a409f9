from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pmtiles.tile import TileType
from tests.server.tiles import BLUE, RED, mbtiles, pmtiles

from dateline.errors import SettingsError
from dateline.server import open_tiles


@pytest.mark.parametrize("make", [mbtiles, pmtiles])
def test_tiles_are_found_as_on_the_web(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    file = open_tiles(make(tmp_path / "made"))
    assert file.tile(0, 0, 0) == RED
    assert file.tile(1, 0, 0) == BLUE, "rows count from the north"
    assert file.tile(1, 0, 1) is None
    assert (file.about.name, file.about.credit) == ("Made up", "Nobody")
    assert (file.about.min_zoom, file.about.max_zoom, file.about.media_type) == (0, 1, "image/png")


def test_many_threads_read_one_file(tmp_path: Path) -> None:
    file = open_tiles(mbtiles(tmp_path / "made.mbtiles"))
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: file.tile(0, 0, 0), range(40))) == [RED] * 40


def test_what_holds_no_pictures_is_refused_in_a_sentence(tmp_path: Path) -> None:
    text = tmp_path / "notes.mbtiles"
    text.write_text("no tiles here")
    cases = {
        mbtiles(tmp_path / "vector.mbtiles", format="pbf"): "holds pbf tiles",
        mbtiles(tmp_path / "empty.mbtiles", tiles=False): "holds no tiles",
        pmtiles(tmp_path / "vector.pmtiles", kind=TileType.MVT): "holds vector tiles",
        text: "neither an MBTiles nor a PMTiles",
        tmp_path / "missing.mbtiles": "cannot be read",
    }
    for path, said in cases.items():
        with pytest.raises(SettingsError, match=said):
            open_tiles(path)


def test_a_damaged_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    whole = pmtiles(tmp_path / "whole.pmtiles").read_bytes()
    for name, content in [("cut.pmtiles", whole[:150]), ("cut.mbtiles", b"SQLite format 3\0" + bytes(200))]:
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(SettingsError, match=name):
            open_tiles(path)
