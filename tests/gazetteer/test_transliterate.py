from __future__ import annotations

import pytest

from dateline.gazetteer.transliterate import (
    from_russian,
    from_ukrainian,
    is_cyrillic,
    is_ukrainian,
    official,
    through_russian,
)


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        # The examples of Resolution 55 of 2010 that are names of places, and the rules that trip code.
        ("Алушта", "Alushta"), ("Борщагівка", "Borshchahivka"), ("Вінниця", "Vinnytsia"), ("Гадяч", "Hadiach"),
        ("Згорани", "Zghorany"), ("Ґалаґан", "Galagan"), ("Донецьк", "Donetsk"), ("Рівне", "Rivne"),
        ("Єнакієве", "Yenakiieve"), ("Житомир", "Zhytomyr"), ("Закарпаття", "Zakarpattia"), ("Медвин", "Medvyn"),
        ("Іршава", "Irshava"), ("Їжакевич", "Yizhakevych"), ("Кадиївка", "Kadyivka"), ("Йосипівка", "Yosypivka"),
        ("Стрий", "Stryi"), ("Київ", "Kyiv"), ("Лебедин", "Lebedyn"), ("Миколаїв", "Mykolaiv"),
        ("Ніжин", "Nizhyn"), ("Одеса", "Odesa"), ("Полтава", "Poltava"), ("Ромни", "Romny"), ("Суми", "Sumy"),
        ("Тетерів", "Teteriv"), ("Ужгород", "Uzhhorod"), ("Фастів", "Fastiv"), ("Харків", "Kharkiv"),
        ("Біла Церква", "Bila Tserkva"), ("Чернівці", "Chernivtsi"), ("Шостка", "Shostka"), ("Гоща", "Hoshcha"),
        ("Юрій", "Yurii"), ("Крюківка", "Kriukivka"), ("Яготин", "Yahotyn"), ("Костянтин", "Kostiantyn"),
        ("Знам'янка", "Znamianka"), ("Знам’янка", "Znamianka"), ("Ізюм", "Izium"),
        ("Білгород-Дністровський", "Bilhorod-Dnistrovskyi"), ("Івано-Франківськ", "Ivano-Frankivsk"),
    ],
)  # fmt: skip
def test_resolution_55(name: str, latin: str) -> None:
    assert official(name) == latin
    assert from_ukrainian(name)[0] == latin.lower()


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("Ізюм", {"izium", "izyum"}),
        ("Балаклія", {"balakliia", "balakliya"}),
        ("Запоріжжя", {"zaporizhzhia", "zaporizhzhya"}),
        ("Миколаїв", {"mykolaiv", "mykolayiv"}),
        ("Слов'янськ", {"sloviansk", "slov'iansk", "slovyansk", "slov'yansk"}),
        ("Хмельницький", {"khmelnytskyi", "khmelnytskyy", "khmelnytsky", "khmelnytskiy"}),
    ],
)
def test_usual_spellings_come_by_rule(name: str, spellings: set[str]) -> None:
    assert spellings <= set(from_ukrainian(name))


def test_spellings_through_russian() -> None:
    assert "kharkov" in through_russian("Харків")
    assert "balakleya" in from_russian("Балаклея")
    assert {"nikolaev", "nikolayev"} <= set(from_russian("Николаев"))


def test_scripts() -> None:
    assert is_ukrainian("Кам’янець-Подільський")
    assert not is_ukrainian("Крым")
    assert is_cyrillic("Крым")
    assert not is_cyrillic("Krym")
    assert not is_ukrainian("")
