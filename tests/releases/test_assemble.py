from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dateline.errors import ReadError
from dateline.models import Release
from dateline.releases.assemble import Record, assemble
from dateline.releases.notice import dating
from dateline.settings import get_settings

BODY = "The President visited the city of Izyum and met with the mayor."
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "${alert(1)} `x` \\x41 \\u0041 {{7*7}}",
    "line\u2028separator \u202eright to left\u202c",
    '=HYPERLINK("http://evil")',
]


def make(**values: object) -> tuple[Release, list[str]]:
    release, notices = assemble(
        Record({"body": BODY, "published": "2022-09-23", **values}, "file.csv, line 2")
    )
    return release, [notice.message for notice in notices]


def test_a_whole_record() -> None:
    release, notices = make(
        id="x-1",
        url="https://example.org/1",
        title=" A  title\nin two lines ",
        publisher="Ministry of Defence of Ukraine",
        published="2022-09-23T20:41:00Z",
        lang="en-GB",
    )
    assert notices == []
    assert release.id == "x-1"
    assert release.title == "A title in two lines"
    assert release.published is not None
    assert release.published.isoformat() == "2022-09-23T23:41:00+03:00"
    assert (release.lang, release.source) == ("en", "file.csv, line 2")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_to_the_letter(text: str) -> None:
    release, _ = make(title=text, publisher=text, body=f"{BODY} {text}")
    assert (release.title, release.publisher) == (text, text)
    assert release.body.endswith(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_ids_and_addresses_become_harmless(text: str) -> None:
    release, notices = make(id=text, url=text, lang=text)
    assert not set(release.id) - set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert release.url == ""
    assert release.lang == "en"
    assert notices == ["its address is no http or https URL; left out."]


def test_line_ends_are_the_only_change_to_a_body() -> None:
    body = "  One\r\nthe two\rthree \u2028 four\u00a0five\ttab  \n"
    release, _ = make(body=body)
    assert release.body == "  One\nthe two\nthree \u2028 four\u00a0five\ttab  \n"


def test_what_no_database_holds_is_replaced_one_to_one() -> None:
    release, notices = make(body=f"{BODY}\x00 \ud800 and the end")
    assert release.body == f"{BODY}\ufffd \ufffd and the end"
    assert len(notices) == 1
    assert "cannot be stored" in notices[0]


def test_the_first_words_stand_in_for_a_missing_title() -> None:
    release, _ = make(body="The visit of the day. " * 50)
    assert release.title.startswith("The visit of the day.")
    assert len(release.title) <= 101
    assert release.title.endswith("…")


@pytest.mark.parametrize("published", [None, "", " \n"])
def test_no_date_is_kept_with_a_notice(published: object) -> None:
    release, notices = make(published=published)
    assert release.published is None
    assert notices == ["no date of publication was found; kept without a date."]


def test_a_date_not_understood_is_told_and_not_guessed() -> None:
    release, notices = make(published="03/04/2022")
    assert release.published is None
    assert notices == ["its date “03/04/2022” could not be understood; kept without a date."]


def test_a_date_in_the_future_is_kept_with_a_notice() -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=2)
    release, notices = make(published=tomorrow.isoformat())
    assert release.published is not None
    assert len(notices) == 1
    assert "future" in notices[0]


def test_dating_is_told_for_a_release_by_itself() -> None:
    release, _ = make()
    assert dating(release) is None
    notice = dating(release, now=datetime(2020, 1, 1, tzinfo=UTC))
    assert notice is not None
    assert str(notice).startswith("file.csv, line 2: its date 2022-09-23 00:00+03:00")


def test_an_unknown_language_is_marked_and_told() -> None:
    release, notices = make(body="Le président a visité la ville.")
    assert release.lang == "und"
    assert notices == ["its language was not recognised; marked as undetermined."]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"body": " \n\u2028 "}, "it has no text to read."),
        ({"body": None}, "it has no text to read."),
        ({"body": ["a"]}, "its body is a list, not text."),
        ({"title": {"en": "x"}}, "its title is an object, not text."),
        ({"url": True}, "its url is true or false, not text."),
    ],
)
def test_what_cannot_be_a_release(values: dict[str, object], message: str) -> None:
    with pytest.raises(ReadError) as caught:
        make(**values)
    assert str(caught.value) == f"file.csv, line 2: {message}"


def test_a_text_longer_than_allowed_is_refused_by_name_of_the_setting() -> None:
    with pytest.raises(ReadError, match="DATELINE_MAX_RELEASE_CHARS"):
        make(body="a" * (get_settings().max_release_chars + 1))
