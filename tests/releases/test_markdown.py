from __future__ import annotations

import pytest

from dateline.errors import ReadError
from dateline.models import Release
from dateline.releases import Notice, read_bytes

BODY = "The delegation visited the city of **Izyum**.\n\n* It met with the mayor."
FRONT = '---\nid: x-1\nurl: https://example.org/1\npublisher: A Ministry\npublished: 2022-09-23T23:41+03:00\nlang: en\ntitle: "A visit: the first"\n---\n'


def only(text: str, **fields: str) -> Release | ReadError:
    (item,) = (i for i in read_bytes(text.encode(), "a.md", fields=fields) if not isinstance(i, Notice))
    assert isinstance(item, Release | ReadError)
    return item


@pytest.mark.parametrize(
    "text",
    [
        f"{FRONT}\n{BODY}\n",
        f"{FRONT}\n# A visit: the first\n\n{BODY}",
        f"{FRONT}\n{BODY}".replace("\n", "\r\n"),
    ],
)
def test_front_matter_and_body(text: str) -> None:
    release = only(text)
    assert isinstance(release, Release)
    assert (release.id, release.title, release.publisher) == ("x-1", "A visit: the first", "A Ministry")
    assert release.published is not None
    assert release.published.isoformat() == "2022-09-23T23:41:00+03:00"
    assert release.body == BODY


@pytest.mark.parametrize(
    "value", ["2022-09-23", "2022-09-23 23:41:00", "2022-09-23T23:41:00+03:00", "23 September 2022"]
)
def test_dates_however_yaml_sees_them(value: str) -> None:
    release = only(f"---\ntitle: x\ndate: {value}\n---\n{BODY}")
    assert isinstance(release, Release)
    assert release.published is not None
    assert release.published.date().isoformat() == "2022-09-23"


def test_scalars_stay_as_written() -> None:
    release = only(f"---\nid: 0070\ntitle: 12:30:45\nlang: no\ndate: 2022-09-23\n---\n{BODY}")
    assert isinstance(release, Release)
    assert (release.id, release.title, release.lang) == ("0070", "12:30:45", "no")


def test_names_can_be_mapped() -> None:
    release = only(f"---\nkopf: A headline\n---\n{BODY}", title="kopf")
    assert isinstance(release, Release)
    assert release.title == "A headline"


def test_a_first_heading_is_the_title_where_none_is_given() -> None:
    for text in (
        f"---\ndate: 2022-09-23\n---\n## A visit ##\n\n{BODY}",
        f"# A visit\n\n23 September 2022\n\n{BODY}",
        f"# A visit\n\n{BODY}",
    ):
        release = only(text)
        assert isinstance(release, Release)
        assert (release.title, release.body) == ("A visit", BODY)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\ntitle: President: a visit\n---\nText", "a.md: its front matter is no YAML at line 2; put values that hold a colon in quotes."),
        ("---\n- a\n- b\n---\nText", "a.md: its front matter is empty, not closed, or no list of “name: value”."),
        ("---\ntitle: x\nText", "a.md: its front matter is empty, not closed, or no list of “name: value”."),
        ("---\ntitle: x\n---\n\n", "a.md: it has no text to read."),
        ("---\ntitle: [a, b]\n---\nText", "a.md: its title is a list, not text."),
    ],
)  # fmt: skip
def test_front_matter_that_cannot_be_read(text: str, message: str) -> None:
    error = only(text)
    assert isinstance(error, ReadError)
    assert str(error) == message


def test_yaml_makes_no_objects_and_no_bombs() -> None:
    error = only("---\ntitle: !!python/object/apply:os.system ['true']\n---\nText")
    assert isinstance(error, ReadError)
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(12)
    )
    release = only(f"---\n{bomb}title: x\n---\nThe text of it")
    assert isinstance(release, Release)
