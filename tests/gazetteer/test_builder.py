"""What the build writes, and how it takes the place of what is in use."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import GazetteerError
from dateline.gazetteer import segments
from dateline.gazetteer.builder.__main__ import put_in_place
from dateline.gazetteer.builder.curated import former_names
from dateline.gazetteer.builder.sources import Sources
from dateline.gazetteer.drafts import Draft
from dateline.gazetteer.segments import Segment
from dateline.models import PlaceKind


def drafts(number: int) -> list[Draft]:
    made = [Draft(f"own:{i}", f"Place{i}", PlaceKind.SETTLEMENT, 49.0, 36.0, "UA") for i in range(number)]
    for draft in made:
        draft.add([draft.name.lower()])
    return made


def test_a_gazetteer_in_use_survives_a_new_one(tmp_path: Path) -> None:
    """Its files are mapped: were they written over, the process that reads them would be killed."""
    target, aside = tmp_path / "geodata", tmp_path / "aside"
    segments.write(target / "gazetteer", drafts(5_000))
    segment = Segment(target / "gazetteer")
    segments.write(aside / "gazetteer", drafts(3))
    (aside / "manifest.json").write_text("{}", encoding="utf-8")
    put_in_place(aside, target)
    for i in range(5_000):
        name = segment.number_of(f"place{i}")
        assert name is not None
        assert segment.record(segment.rows(name)[0])["name"] == f"Place{i}"
    assert len(Segment(target / "gazetteer")) == 3
    assert (target / "manifest.json").is_file()


def sources(tmp_path: Path, table: str) -> Sources:
    (tmp_path / "former_names.csv").write_text(table, encoding="utf-8")
    return Sources(natural_earth=tmp_path, subdivisions=tmp_path, counties=tmp_path, tables=tmp_path)


def test_a_town_that_the_source_has_under_its_old_name_gets_the_new_one(tmp_path: Path) -> None:
    town = Draft(
        "gn:1", "Volodarske", PlaceKind.SETTLEMENT, 47.0, 37.0, "UA", admin1="iso:UA-14", native="Володарське"
    )
    table = "name_uk,region,former_uk,until,source\nМикільське,UA-14,Володарське,2016,act\n"
    found = former_names(sources(tmp_path, table), [town])
    assert (town.name, town.native) == ("Mykilske", "Микільське")
    assert {"mykilske", "volodarske", "микільського", "володарському"} <= set(town.keys)
    assert [(name.name, name.until) for name in found["gn:1"]] == [("Volodarske", "2016")]


def test_a_row_for_no_known_town_stops_the_build(tmp_path: Path) -> None:
    table = "name_uk,region,former_uk,until,source\nХ,UA-14,Y,2016,act\n"
    with pytest.raises(GazetteerError, match="no settlement of UA-14"):
        former_names(sources(tmp_path, table), [])
