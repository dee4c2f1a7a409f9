from __future__ import annotations

import pytest

from dateline.errors import ReadError
from dateline.models import Release
from dateline.releases import Item, Notice, read_bytes

PRESIDENT = """<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">
<link rel="canonical" href="https://www.president.gov.ua{path}news/some-words-{number}">
<title>A visit — Official website</title></head><body>
<div class="top"><h1>Official website</h1><p class="date">1 January 2020 - 10:00</p><h3>Another article</h3></div>
<div class="container"><div class="row"><h1 itemprop="name">{title}</h1>
<p class="date">{date}</p><div class="article_content other">{content}</div></div>
<div class="side"><p class="date">5 May 2023 - 10:00</p><h1>Read also</h1></div></div></body></html>"""
ENGLISH = {
    "lang": "en",
    "path": "/en/",
    "number": "77989",
    "title": "A visit to <b>Izyum</b> &amp; Lyman",
    "date": " 23 September 2022 - 23:41 ",
    "content": "<script>var a = 1;</script><p>The first\n paragraph of&nbsp;it.<br>With a second line.</p>"
    "<ul><li><p>A point of the list</p></li><li>Two<ul><li>inner</li></ul></li></ul><p> </p><!-- no --><div><p>The <a href='#'>end</a>.</p></div>",
}
ARTICLE = """<html lang="en"><head><title>Statement on the attack</title>{meta}</head><body><nav>Menu of the site</nav>
<article><h1>Statement on the attack</h1><p>The Ministry condemns the attack of 3 May 2021 on the city and calls on all
parties to protect the people who live in the region.</p><p>It will send a team there on Monday to help those who were
hurt and to document the damage for the courts.</p></article><footer>Copyright 2019</footer></body></html>"""


def items(text: str | bytes, name: str = "a.html") -> list[Item]:
    data = text if isinstance(text, bytes) else text.encode()
    return [item for item in read_bytes(data, name) if not isinstance(item, Notice)]


def only(text: str | bytes, name: str = "a.html") -> Release:
    (release,) = items(text, name)
    assert isinstance(release, Release)
    return release


def test_the_president_s_markup_in_english() -> None:
    release = only(PRESIDENT.format(**ENGLISH))
    assert release.id == "pgu-en-77989"
    assert release.title == "A visit to Izyum & Lyman"
    assert release.published is not None
    assert release.published.isoformat() == "2022-09-23T23:41:00+03:00"
    assert (
        release.body
        == "The first paragraph of\u00a0it.\nWith a second line.\n\nA point of the list\n\nTwo\ninner\n\nThe end."
    )
    assert (release.publisher, release.lang) == ("President of Ukraine", "en")
    assert release.url == "https://www.president.gov.ua/en/news/some-words-77989"


def test_the_president_s_markup_in_ukrainian() -> None:
    page = ENGLISH | {
        "lang": "en",
        "path": "/",
        "date": "11 листопада 2025 року - 13:48",
        "content": "<p>Президент відвідав місто та зустрівся з мешканцями.</p>",
    }
    release = only(PRESIDENT.format(**page))
    assert release.id == "pgu-uk-77989"
    assert release.published is not None
    assert release.published.isoformat() == "2025-11-11T13:48:00+02:00"
    assert (release.publisher, release.lang) == ("Президент України", "uk")


def test_a_page_saved_as_text_is_still_a_page() -> None:
    assert only(PRESIDENT.format(**ENGLISH), "a.txt").id == "pgu-en-77989"
    assert only(PRESIDENT.format(**ENGLISH), "a").id == "pgu-en-77989"


def test_script_written_as_text_stays_text_and_real_script_goes() -> None:
    page = ENGLISH | {
        "title": "&lt;script&gt;alert(1)&lt;/script&gt;",
        "content": "<p>It is <script>x()</script>&lt;img onerror=1&gt;</p>",
    }
    release = only(PRESIDENT.format(**page))
    assert release.title == "<script>alert(1)</script>"
    assert release.body == "It is <img onerror=1>"


def test_other_pages_by_their_metadata() -> None:
    meta = """<meta property="og:site_name" content="A Ministry"><meta property="og:url" content="https://example.org/1">
    <meta property="article:published_time" content="2022-03-04T10:20:00+01:00">"""
    release = only(ARTICLE.format(meta=meta))
    assert release.title == "Statement on the attack"
    assert release.publisher == "A Ministry"
    assert release.url == "https://example.org/1"
    assert release.published is not None
    assert release.published.isoformat() == "2022-03-04T10:20:00+01:00"
    assert release.body.startswith("The Ministry condemns")
    assert release.body.endswith("for the courts.")
    assert "Menu" not in release.body


@pytest.mark.parametrize(
    "meta",
    [
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2022-03-04T10:20:00+01:00"}]}</script>',
        '<script type="application/ld+json">[{"datePublished": "2022-03-04"}]</script>',
        '<meta itemprop="datePublished" content="2022-03-04">',
        '<script type="application/ld+json">{broken</script><meta name="date" content="4 March 2022">',
    ],
)
def test_dates_in_metadata(meta: str) -> None:
    published = only(ARTICLE.format(meta=meta)).published
    assert published is not None
    assert published.date().isoformat() == "2022-03-04"


def test_no_date_is_taken_from_the_text_or_the_footer() -> None:
    assert only(ARTICLE.format(meta="")).published is None


def test_the_address_a_browser_writes_into_a_saved_page() -> None:
    saved = "<!-- saved from url=(0021)https://example.org/1 -->" + ARTICLE.format(meta="")
    assert only(saved).url == "https://example.org/1"


def test_a_page_in_a_declared_encoding() -> None:
    page = ENGLISH | {"content": "<p>Президент відвідав місто та зустрівся з мешканцями.</p>"}
    data = PRESIDENT.format(**page).replace('charset="utf-8"', 'charset="windows-1251"').encode("cp1251")
    assert only(data).body == "Президент відвідав місто та зустрівся з мешканцями."


@pytest.mark.parametrize(
    "text",
    [
        "<html><body></body></html>",
        "<html><body><script>x()</script></body></html>",
        "<html></html>",
        "<!-- a -->",
        "<",
    ],
)
def test_pages_without_text(text: str) -> None:
    (error,) = items(text)
    assert isinstance(error, ReadError)
    assert str(error).startswith("a.html: ")


def test_entities_reach_no_file() -> None:
    text = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x; The text of the page.</p></body></html>'
    assert "root:" not in only(text).body


def test_a_very_deep_page_is_read_or_refused() -> None:
    (item,) = items("<html><body>" + "<div>" * 20_000 + "<p>The text of the page.</p>")
    assert isinstance(item, Release | ReadError)
