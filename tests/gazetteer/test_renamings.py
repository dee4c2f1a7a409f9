from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dateline.errors import GazetteerError
from dateline.gazetteer import FormerName, Gazetteer
from dateline.gazetteer.renamings import in_force, read, write
from dateline.gazetteer.tables import rows
from dateline.settings import ROOT

NAMES = [
    FormerName("Dnipropetrovsk", "Дніпропетровськ", "2016-05-19", "act"),
    FormerName("Katerynoslav", "Катеринослав", "1926", "usage"),
    FormerName("Dnipropetrovske", "x", "", "usage"),
]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(1900, 1, 1), "Katerynoslav"),
        (date(1926, 3, 1), "Dnipropetrovsk"),
        (date(2016, 5, 18), "Dnipropetrovsk"),
        (date(2016, 5, 19), "Dnipro"),
        (date(2022, 2, 24), "Dnipro"),
    ],
)
def test_the_name_of_a_day(day: date, name: str) -> None:
    former = in_force(day, NAMES)
    assert (former.name if former else "Dnipro") == name


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("Krasnohrad", "Berestyn"),
        ("Novomoskovsk", "Samar"),
        ("Chervonohrad", "Sheptytskyi"),
        ("Sievierodonetsk", "Siverskodonetsk"),
        ("Pervomaiskyi", "Zlatopil"),
    ],
)
def test_a_release_of_2022_has_the_names_of_2022(gazetteer: Gazetteer, then: str, now: str) -> None:
    place = gazetteer.lookup(now)[0]
    assert gazetteer.lookup(then)[0] == place
    assert place.name == now
    assert gazetteer.name_on(place, date(2022, 9, 20)) == then
    assert gazetteer.name_on(place, date(2025, 1, 1)) == now
    assert gazetteer.former_names(place.id)[0].until.startswith("2024")


def test_every_row_of_the_table_is_found_and_dated(gazetteer: Gazetteer) -> None:
    table = list(rows(ROOT / "geodata" / "tables" / "former_names.csv"))
    assert len(table) >= 55
    for row in table:
        assert row["source"]
        assert not row["until"] or "1900" < row["until"] < "2026", row
        found = [p for p in gazetteer.lookup(row["former_uk"], lang="uk") if p.name_native == row["name_uk"]]
        assert found, row
        assert row["former_uk"] in {former.native for former in gazetteer.former_names(found[0].id)}


def test_a_village_of_today_comes_before_a_name_of_long_ago(gazetteer: Gazetteer) -> None:
    assert "Mangush" not in [place.name for place in gazetteer.lookup("Першотравневе", lang="uk")[:1]]


def test_former_names_are_kept_as_written(tmp_path: Path) -> None:
    write(tmp_path, {"gn:1": NAMES})
    assert read(tmp_path) == {"gn:1": tuple(NAMES)}
    (tmp_path / "former.json").write_text("[", encoding="utf-8")
    with pytest.raises(GazetteerError, match="restore geodata"):
        read(tmp_path)


def test_a_row_with_a_comma_too_many_is_named(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("# note\na,b\n1,2\nx,y,z\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"row 2 \(x\)"):
        list(rows(path))
