from __future__ import annotations

import re

import pytest

from dateline.gazetteer import Gazetteer
from dateline.gazetteer.officials import Officials, ukrainised
from dateline.gazetteer.transliterate import official
from dateline.models import PlaceKind

LUHANSK = Officials(["Кадіївка", "Біловодськ", "Новоазовськ", "Зарічне", "Зимогір'я", "Іванівка"])


@pytest.mark.parametrize(
    ("native", "label", "right"),
    [
        ("Кадиевка", "Kadyevka", "Кадіївка"),
        ("Беловодск", "Belovodsk", "Біловодськ"),
        ("Новоазовск", "Novoazovsk", "Новоазовськ"),
        ("", "Zimogorye", ""),
        ("Зарічний", "Zarichnyi", "Зарічний"),
        ("Филатовка", "Filatovka", "Филатівка"),
        ("Октябрьское", "Oktyabrskoye", "Октябрське"),
        ("Салтівка", "Saltivka", "Салтівка"),
    ],
)
def test_the_official_name_behind_a_russian_one(native: str, label: str, right: str) -> None:
    assert LUHANSK.named(native, label) == right


def test_two_names_of_one_sound_decide_nothing() -> None:
    assert Officials(["Вишневе", "Вишньове", "Вишневі"]).sounding("Vishnevoe") == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Красное Село", "Красне Село"),
        ("Ильинка", "Ильинка"),
        ("Андреевка", "Андреївка"),
        ("Горск", "Горськ"),
        ("Красненькое", "Красненьке"),
    ],
)
def test_endings_decide_the_spelling(name: str, expected: str) -> None:
    assert ukrainised(name) == expected


def test_labels_in_ukraine_are_the_official_forms(gazetteer: Gazetteer) -> None:
    """Every label is the Ukrainian name by Resolution 55, or one of the few that releases write otherwise."""
    otherwise, russian, nameless = [], [], []
    for name, native, kind in gazetteer.records(("name", "native", "kind"), country="UA"):
        if kind is not PlaceKind.SETTLEMENT:
            continue
        if not native:
            nameless.append(name)
        elif name != official(native):
            otherwise.append(name)
        if re.search(r"(?:skaia|oe|oye|aya|yy|iy)\b", name):
            russian.append(name)
    assert otherwise == ["Izyum"]
    assert nameless == []
    assert russian == []


@pytest.mark.parametrize("name", ["Kadiivka", "Kadyevka", "Stakhanov", "Кадіївка", "Кадиевка", "Стаханов"])
def test_a_renamed_town_is_one_place_under_all_its_names(gazetteer: Gazetteer, name: str) -> None:
    found = [place for place in gazetteer.lookup(name) if place.admin1 == "Luhansk Oblast"]
    assert [place.name for place in found] == ["Kadiivka"]
