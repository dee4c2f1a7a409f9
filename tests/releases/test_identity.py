from __future__ import annotations

import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.models import Release
from dateline.releases.dates import KYIV
from dateline.releases.identity import LONGEST_ID, clean_id, clean_url, is_kyiv, made_id

SAFE = re.compile(r"[a-z0-9-]{1,80}")


@given(st.text(max_size=300))
def test_any_id_becomes_safe_or_nothing(raw: str) -> None:
    assert clean_id(raw) == "" or SAFE.fullmatch(clean_id(raw))


@given(st.text(max_size=300), st.text(max_size=300))
def test_a_made_id_is_safe(title: str, body: str) -> None:
    assert SAFE.fullmatch(made_id(Release(id="", title=title, body=body)))


def test_ids_in_our_form_stay_as_they_are() -> None:
    assert clean_id("pgu-en-70773") == "pgu-en-70773"


def test_ids_that_lose_letters_stay_apart() -> None:
    first, second = clean_id("реліз 1"), clean_id("нота 1")
    assert first != second
    assert SAFE.fullmatch(first)
    assert clean_id("a" * 200) != clean_id("a" * 201)
    assert len(clean_id("a" * 200)) <= LONGEST_ID


def test_underscores_become_hyphens() -> None:
    assert clean_id("release_101") == "release-101"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.president.gov.ua/en/news/some-words-70773", "pgu-en-70773"),
        ("https://www.president.gov.ua/news/some-words-70773", "pgu-uk-70773"),
        ("https://president.gov.ua/ru/news/some-words-70773/", "pgu-ru-70773"),
    ],
)
def test_articles_of_the_president_are_known_by_number(url: str, expected: str) -> None:
    assert made_id(Release(id="", title="t", body="b", url=url)) == expected


@pytest.mark.parametrize(
    "url", ["https://president.gov.ua.evil.org/en/news/x-70773", "https://www.president.gov.ua/en/news", ""]
)
def test_other_addresses_give_date_title_and_digest(url: str) -> None:
    release = Release(id="", title="A visit", body="b", url=url, published=datetime(2022, 9, 23, tzinfo=KYIV))
    assert re.fullmatch(r"2022-09-23-a-visit-[0-9a-f]{8}", made_id(release))


@pytest.mark.parametrize(
    "url", ["https://example.org/a?b=1#c", "http://example.org", "HTTPS://example.org/%D0%86"]
)
def test_web_addresses_are_kept_as_written(url: str) -> None:
    assert clean_url(f" {url} ") == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//example.org/x",
        "/news/1",
        "https://",
        "https://[broken",
        "https://example.org/a b",
        "https://example.org/\u202egpj",
        "https://example.org/" + "a" * 3_000,
        "",
    ],
)
def test_other_addresses_are_dropped(url: str) -> None:
    assert clean_url(url) == ""


@pytest.mark.parametrize(
    ("url", "publisher", "lang", "expected"),
    [
        ("https://www.mil.gov.ua/en/1", "", "en", True),
        ("", "President of Ukraine", "en", True),
        ("", "", "uk", True),
        ("https://www.gov.uk/x", "Foreign Office", "en", False),
        ("", "", "en", False),
    ],
)
def test_sources_on_kyiv_time(url: str, publisher: str, lang: str, expected: bool) -> None:
    assert is_kyiv(url, publisher, lang) is expected
