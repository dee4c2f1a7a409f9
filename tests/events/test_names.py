"""One key for a person, whatever the spelling, script and case of the name."""

from __future__ import annotations

from collections import Counter

import pytest

from dateline.events.names import Names, alike, person_key, person_keys


@pytest.mark.parametrize("spelt", ["Zelenskyy", "Zelensky", "Zelenskyi", "Zelenskiy", "Zelenskii"])
def test_the_usual_spellings_of_an_adjective_are_one(spelt: str) -> None:
    assert person_key(f"Volodymyr {spelt}") == person_key("Volodymyr Zelenskyy") != ""


def test_man_and_wife_stay_two() -> None:
    assert person_key("Oleh Petrovskyi") != person_key("Olena Petrovska")
    assert person_key("Oleh Petrovskyi") not in person_keys("Олена Петровська")[:1]


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Volodymyr Zelenskyy", "Володимир Зеленський"),
        ("Volodymyr Zelenskyy", "Володимира Зеленського"),
        ("Volodymyr Zelenskyy", "Володимиром Зеленським"),
        ("Dmytro Kuleba", "Дмитра Кулеби"),
        ("Dmytro Kuleba", "Дмитром Кулебою"),
        ("Denys Shmyhal", "Денису Шмигалю"),
        ("Yevhen Yenin", "Євгеном Єніним"),
        ("Yuliia Hrushko", "Юлія Грушко"),
        ("Yulia Grushko", "Юлії Грушко"),
        ("Olha Stefanishyna", "Ольги Стефанішиної"),
    ],
)
def test_a_name_in_any_case_is_the_one_in_latin_letters(latin: str, cyrillic: str) -> None:
    names = Names(Counter([latin, cyrillic, "Anna Keller"]))
    assert names.key(cyrillic) == names.key(latin) == person_key(latin)


def test_cases_of_a_name_in_cyrillic_letters_alone_are_one() -> None:
    names = Names(Counter(["Андрієм Єрмаком", "Андрія Єрмака", "Андрій Єрмак"]))
    assert {names.key(text) for text in ("Андрієм Єрмаком", "Андрія Єрмака")} == {"a yermak"}


def test_a_case_that_nobody_wrote_is_found() -> None:
    names = Names(Counter(["Dmytro Kuleba"]))
    assert names.key("Дмитрові Кулебі") == person_key("Dmytro Kuleba")
    assert names.key("Олегові Кулебі") == "", "another first name is another person"
    assert names.key("Anna Keller") == ""


@pytest.mark.parametrize(
    "text", ["Глава держави", "the delegation", "делегація", "Anna", "European Commission"]
)
def test_what_is_no_name_has_no_key(text: str) -> None:
    assert not person_keys(text)


def test_a_foreign_name_sounds_like_its_ukrainian_writing() -> None:
    assert alike(person_key("Борис Джонсон"), person_key("Boris Johnson"))
    assert alike(person_key("Еммануель Макрон"), person_key("Emmanuel Macron"))
    assert not alike(person_key("Еммануель Макрон"), person_key("Boris Johnson"))
