from __future__ import annotations

import pytest
from tests.shared import shared

from dateline.errors import ReadError
from dateline.releases import parse_text
from dateline.releases.plain import split

TITLE = "Delegation visited the city of Izyum"
BODY = "The delegation visited the city.\n\nIt met with the mayor on 1 May 2020."


@pytest.mark.parametrize(
    ("text", "publisher", "title", "published"),
    [
        (f"President of Ukraine\n\n{TITLE}\n\n23 September 2022 - 23:41\n\n{TITLE}\n\n{BODY}", "President of Ukraine", TITLE, "23 September 2022 - 23:41"),
        (f"President of Ukraine\n{TITLE}\n23 September 2022 - 23:41\n{BODY}", "President of Ukraine", TITLE, "23 September 2022 - 23:41"),
        (f"Президент України\n\n{TITLE}\n\n11 листопада 2025 року - 13:48\n\n{BODY}", "Президент України", TITLE, "11 листопада 2025 року - 13:48"),
        (f"Kharkiv Oblast Press Centre\n\n{TITLE}\n\n23.09.2022\n\n{BODY}", "Kharkiv Oblast Press Centre", TITLE, "23.09.2022"),
        (f"{TITLE}\n23 September 2022\n{BODY}", "", TITLE, "23 September 2022"),
        (f"Delegation visited\nthe city of Izyum\n23 September 2022\n\n{BODY}", "", TITLE, "23 September 2022"),
        (f"23 September 2022\n\n{TITLE}\n\n{BODY}", "", TITLE, "23 September 2022"),
        (f"President of Ukraine\n23 September 2022\n{TITLE}\n{TITLE}\n{BODY}", "President of Ukraine", TITLE, "23 September 2022"),
        (f"{TITLE}\nPublished: 23 September 2022\n\n{BODY}", "", TITLE, "23 September 2022"),
        (f"{TITLE}\n\n{BODY}", "", TITLE, None),
        (f"Ministry of Defence of Ukraine\n\n{TITLE}\n\n{TITLE}\n\n{BODY}", "Ministry of Defence of Ukraine", TITLE, None),
        (BODY, "", "", None),
    ],
)  # fmt: skip
def test_heads_of_texts(text: str, publisher: str, title: str, published: str | None) -> None:
    found = split(text)
    assert found["publisher"] == publisher
    assert found["title"] == title
    assert found.get("published") == published
    assert found["body"] == BODY


def test_an_address_above_the_text_is_its_url() -> None:
    url = "https://www.president.gov.ua/en/news/some-words-77989"
    for text in (f"{url}\n{TITLE}\n23 September 2022\n{BODY}", f"{url}\n\n{TITLE}\n\n{BODY}"):
        found = split(text)
        assert (found["url"], found["title"], found["body"]) == (url, TITLE, BODY)
    assert parse_text(f"{url}\n\n{TITLE}\n\n{BODY}").id == "pgu-en-77989"


def test_a_date_in_the_body_is_never_the_date_of_publication() -> None:
    text = f"{TITLE}\n\n" + "One more line of the text.\n\n" * 8 + "23 September 2022\n\nThe end."
    assert split(text).get("published") is None


def test_a_sentence_that_begins_with_an_office_is_no_masthead() -> None:
    text = "President of Ukraine visited the city\n\nIt is in the east."
    assert split(text)["publisher"] == ""


def test_separators_that_are_no_line_ends_stay_in_the_body() -> None:
    body = "One\u2028two\u2029three\x85four\x0cfive of the"
    assert parse_text(f"{TITLE}\r\n\r\n{body}\r\nand on").body == f"{body}\nand on"


def test_pasted_text_gives_one_release() -> None:
    release = parse_text(f"\ufeffPresident of Ukraine\n\n{TITLE}\n\n23 September 2022 - 23:41\n\n{BODY}")
    assert (release.title, release.publisher, release.lang) == (TITLE, "President of Ukraine", "en")
    assert release.published is not None
    assert release.published.isoformat() == "2022-09-23T23:41:00+03:00"
    assert release.source == "pasted text"


@pytest.mark.parametrize(
    "text", ["", " \n\t\n", "\ufeff", "23 September 2022", "President of Ukraine\n23 September 2022"]
)
def test_text_without_a_body(text: str) -> None:
    with pytest.raises(ReadError, match="pasted text: it has no text to read"):
        parse_text(text)


def test_the_izyum_release_as_saved() -> None:
    release = parse_text(shared("corpus/izyum.txt").read_text(encoding="utf-8"), source="izyum.txt")
    assert release.publisher == "President of Ukraine"
    assert release.title.startswith("Ambassadors of foreign countries")
    assert release.published is not None
    assert release.published.isoformat() == "2022-09-23T23:41:00+03:00"
    assert release.body.startswith("Pursuant to")
    assert release.body.endswith("committed in Ukraine.")
    assert release.id.startswith("2022-09-23-ambassadors-of-foreign-countries")
