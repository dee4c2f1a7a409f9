from __future__ import annotations

import pytest

from dateline.gazetteer.inflection import forms, lemmas


@pytest.mark.parametrize(
    ("name", "some"),
    [
        ("Ізюм", {"ізюма", "ізюму", "ізюмом", "ізюмі"}),
        ("Харків", {"харкова", "харкову", "харковом", "харкові"}),
        ("Балаклія", {"балаклії", "балаклію", "балаклією"}),
        ("Біла Церква", {"білої церкви", "білій церкві", "білу церкву", "білою церквою"}),
        ("Кривий Ріг", {"кривого рогу", "кривому розі", "кривим рогом"}),
        ("Вільхівка Друга", {"вільхівки другої", "вільхівці другій"}),
        ("Рава-Руська", {"рави-руської", "раві-руській"}),
        ("Суми", {"сум", "сумах", "сумами"}),
        ("Козаровичі", {"козаровичів", "козаровичах"}),
        ("Ростов-на-Дону", {"ростова-на-дону", "ростові-на-дону"}),
        ("Харківська область", {"харківської області", "харківській області"}),
        ("Ізюмський район", {"ізюмського району", "ізюмському районі"}),
        ("Маріїнський палац", {"маріїнського палацу", "маріїнському палаці"}),
        ("Осло", {"осло"}),
    ],
)
def test_forms(name: str, some: set[str]) -> None:
    found = forms(name)
    assert found[0] == name.lower()
    assert some <= set(found)


@pytest.mark.parametrize(
    ("new", "known"), [("Жбурівка", "Іванівка"), ("Хвощаниця", "Вінниця"), ("Жбурдицьк", "Луцьк")]
)
def test_names_that_no_dictionary_has_change_as_their_like(new: str, known: str) -> None:
    cut = 3
    endings = {form[len(known) - cut :] for form in forms(known)}
    assert {form[len(new) - cut :] for form in forms(new)} >= endings


def test_the_first_part_of_a_double_name_stays() -> None:
    assert "оріхово-василівки" in forms("Оріхово-Василівка")


def test_lemmas() -> None:
    assert "харків" in lemmas("харкові")
    assert "харківщина" in lemmas("харківщині")
