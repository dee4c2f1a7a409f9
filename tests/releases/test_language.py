from __future__ import annotations

import pytest
from tests.shared import corpus, read_lines, shared

from dateline.releases.language import detect, normalise


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The President visited the city and met with the mayor.", "en"),
        ("Президент відвідав місто та зустрівся з мешканцями.", "uk"),
        ("Президент посетил город и встретился с жителями.", "ru"),
        ("Глава государства принял участие в заседании и провёл встречу.", "ru"),
        ("Голова держави взяв участь у засіданні.", "uk"),
        ("Le président a visité la ville et les habitants.", "und"),
        ("Der Präsident besuchte die Stadt und traf Bewohner.", "und"),
        ("Zelenskyy Kyiv", "und"),
        ("12345 …", "und"),
        ("", "und"),
    ],
)
def test_languages(text: str, lang: str) -> None:
    assert detect(text) == lang


def test_english_with_some_cyrillic_names_stays_english() -> None:
    assert detect("The mayor of Ізюм said that the city of Харків is in the east of the country.") == "en"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", "en"),
        ("EN-us", "en"),
        ("uk_UA", "uk"),
        ("UA", "uk"),
        ("Ukrainian", "uk"),
        ("rus", "ru"),
        ("de", "de"),
    ],
)
def test_codes_as_people_write_them(code: str, expected: str) -> None:
    assert normalise(code) == expected


@pytest.mark.parametrize("code", ["", "?", "two words", "<b>", "english language"])
def test_what_is_no_code(code: str) -> None:
    assert normalise(code) == ""


def test_real_releases_are_told_apart() -> None:
    english = [release.body for release in corpus().values() if release.id.startswith("pgu-en")]
    assert {detect(body) for body in english} == {"en"}
    rows = read_lines(shared("gold/addresses_uk_en.jsonl"))
    wrong = [row for row in rows if detect(row.get("text") or row.get("body") or "") != row["lang"]]
    assert len(wrong) <= len(rows) // 200
