from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import dateline.dashboard
from dateline.dashboard.views import _BUILT_IN
from dateline.dashboard.words import LANGUAGES, Words, catalogue
from dateline.models import EventStatus, EventType, PlaceKind, Role, SiteKind

HERE = Path(dateline.dashboard.__file__).parent


def test_every_sentence_is_there_in_every_language() -> None:
    for key, said in catalogue().items():
        assert set(said) == set(LANGUAGES), key
        names = [set(re.findall(r"{(\w+)}", text)) for text in said.values()]
        assert names[0] == names[1], f"{key} fills in other names in another language"


def test_every_word_that_the_code_asks_for_is_there() -> None:
    known = catalogue()
    for path in HERE.rglob("*.py"):
        for key in re.findall(r'\bsay\("([a-z_0-9.]+)"', path.read_text(encoding="utf-8")):
            found = key in known or (key.endswith(".") and any(each.startswith(key) for each in known))
            assert found, f"{path.name} asks for {key}"


def test_every_value_has_its_words() -> None:
    groups = {"type": EventType, "status": EventStatus, "kind": SiteKind, "place": PlaceKind, "role": Role}
    for prefix, values in groups.items():
        for value in values:
            assert f"{prefix}.{value.value}" in catalogue()
    assert all(f"precision.{code}" in catalogue() for code in range(1, 8))


@pytest.mark.parametrize(
    ("n", "said"), [(1, "1 подія"), (3, "3 події"), (5, "5 подій"), (21, "21 подія"), (112, "112 подій")]
)
def test_ukrainian_counts(n: int, said: str) -> None:
    assert Words("uk").count("events", n) == said


@pytest.mark.parametrize(
    ("value", "end", "said"),
    [
        ("2022", None, "2022"),
        ("2022-09", None, "September 2022"),
        ("2022-09-23", None, "23 September 2022"),
        ("2022-09-20", "2022-09-25", "20 September 2022 – 25 September 2022"),
        ("no date", None, "no date"),
    ],
)
def test_a_date_is_never_sharper_than_it_is(value: str, end: str | None, said: str) -> None:
    assert Words("en").iso_prefix(value, end) == said


def test_days_and_numbers_in_the_readers_form() -> None:
    assert Words("uk").day(date(2022, 9, 23)) == "23 вересня 2022"
    assert Words("en").number(12345) == "12,345"
    assert Words("en").moment("2022-09-23T23:41:00+03:00") == "23 September 2022, 23:41"


def test_words_that_stand_in_style_sheets_end_no_string() -> None:
    for _, key in _BUILT_IN:
        assert not set("'\"\\<>\n") & set(Words("uk")(key))
