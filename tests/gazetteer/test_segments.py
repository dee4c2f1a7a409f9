from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from dateline.errors import GazetteerError
from dateline.gazetteer import segments
from dateline.gazetteer.drafts import ALIAS, Draft
from dateline.models import PlaceKind
from dateline.settings import ROOT


def drafts() -> list[Draft]:
    found = []
    for number, people in enumerate((10, 5_000, 900)):
        draft = Draft(f"x:{number}", f"Place {number}", PlaceKind.SETTLEMENT, 49.0, 36.0, population=people)
        draft.add(["place", f"place {number}"])
        found.append(draft)
    found[1].add(["old name"], ALIAS)
    found[0].add(["old name"])
    return found


def test_equal_drafts_give_equal_bytes(tmp_path: Path) -> None:
    for folder, places in (("a", drafts()), ("b", drafts()[::-1])):
        segments.write(tmp_path / folder, places)
    for name in segments.FILES:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_names_give_rows_by_prominence(tmp_path: Path) -> None:
    segments.write(tmp_path, drafts())
    segment = segments.Segment(tmp_path)
    number = segment.number_of("place")
    assert number is not None
    ids = [segment.record(row)["id"] for row in segment.rows(number)]
    assert ids == ["x:1", "x:2", "x:0"]
    assert list(segment.strengths(number)) == sorted(segment.strengths(number), reverse=True)
    assert [name for name, _ in segment.prefixes("place 1 is here")] == ["place", "place 1"]
    assert segment.number_of("nowhere") is None
    assert segment.find("x:2") is not None
    assert segment.find("x:9") is None


def test_an_empty_segment_is_one(tmp_path: Path) -> None:
    segments.write(tmp_path, [])
    segment = segments.Segment(tmp_path)
    assert len(segment) == 0
    assert segment.ids() == []
    assert list(segment.prefixes("x")) == []


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    segments.write(tmp_path, drafts())
    (tmp_path / "ids.marisa").unlink()
    with pytest.raises(GazetteerError, match=r"lacks ids\.marisa"):
        segments.Segment(tmp_path)


def test_the_shipped_files_are_those_of_the_manifest() -> None:
    manifest = json.loads((ROOT / "geodata" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["places"] > 234_908
    for name, sha256 in manifest["files"].items():
        assert hashlib.sha256((ROOT / "geodata" / name).read_bytes()).hexdigest() == sha256, name
    assert all(source["licence"] and source["sha256"] for source in manifest["sources"])


def test_the_shipped_data_are_small() -> None:
    total = sum(path.stat().st_size for path in (ROOT / "geodata").rglob("*") if path.is_file())
    assert total < 60 * 2**20
