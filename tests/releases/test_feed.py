from __future__ import annotations

import pytest

from dateline.errors import ReadError
from dateline.models import Release
from dateline.releases import Item, Notice, read_bytes

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>President of Ukraine</title>
<item><title>&lt;script&gt;alert(1)&lt;/script&gt; A &amp; B</title>
<link>https://www.president.gov.ua/en/news/some-words-77001</link><pubDate>Fri, 23 Sep 2022 21:41:00 GMT</pubDate>
<description><![CDATA[<p>The first of the paragraphs.</p><p>The <b>second</b> one &amp; more.</p>]]></description></item>
<item><title>Only a headline</title><link>https://www.president.gov.ua/en/news/other-77002</link></item>
<item><title>Third</title><link>javascript:alert(1)</link><description>The text of the third.</description></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>A site</title><entry>
<title type="html">A &amp;amp; B &lt;b&gt;x&lt;/b&gt;</title><link href="https://example.org/1"/>
<updated>2022-05-05T10:00:00+02:00</updated><summary>Short.</summary>
<content type="html">&lt;p&gt;The text of it.&lt;/p&gt;</content></entry></feed>"""


def items(text: str, name: str = "a.xml") -> list[Item]:
    return list(read_bytes(text.encode(), name))


def test_rss() -> None:
    found = items(RSS)
    first, third = (item for item in found if isinstance(item, Release))
    assert first.id == "pgu-en-77001"
    assert first.title == "<script>alert(1)</script> A & B"
    assert first.body == "The first of the paragraphs.\n\nThe second one & more."
    assert first.publisher == "President of Ukraine"
    assert first.published is not None
    assert first.published.isoformat() == "2022-09-24T00:41:00+03:00"
    assert (third.url, third.published) == ("", None)
    assert [str(e) for e in found if isinstance(e, ReadError)] == [
        "a.xml, entry 2: the entry has a headline but no text."
    ]


def test_atom_takes_the_fullest_text() -> None:
    (release,) = items(ATOM, "a.atom")
    assert isinstance(release, Release)
    assert (release.title, release.body) == ("A & B x", "The text of it.")
    assert release.published is not None
    assert release.published.isoformat() == "2022-05-05T10:00:00+02:00"


def test_a_feed_cut_off_is_read_as_far_as_it_goes() -> None:
    found = items(RSS[: RSS.index("<item><title>Third")])
    assert isinstance(found[0], Notice)
    assert "not well-formed" in found[0].message
    assert sum(isinstance(item, Release) for item in found) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<?xml version='1.0'?><root><a>1</a></root>", "a.xml: this XML is no RSS or Atom feed."),
        ("<rss version='2.0'><channel><title>x</title></channel></rss>", "a.xml: the feed has no entries."),
        ("http://127.0.0.1:9/feed.xml", "a.xml: this XML is no RSS or Atom feed."),
        ("/etc/passwd", "a.xml: this XML is no RSS or Atom feed."),
    ],
)
def test_what_is_no_feed_is_neither_read_nor_fetched(text: str, message: str) -> None:
    (error,) = items(text)
    assert isinstance(error, ReadError)
    assert str(error) == message


def test_entities_reach_no_file_and_do_not_explode() -> None:
    doctype = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa">'
    doctype += (
        "".join(f'<!ENTITY {n} "{f"&{m};" * 10}">' for m, n in zip("abcdefgh", "bcdefghi", strict=True))
        + "]>"
    )
    found = items(
        f'<rss version="2.0">{doctype}<channel><item><title>t</title><description>&x; &i; the text of it</description></item></channel></rss>'
    )
    assert all(
        "root:" not in item.body and len(item.body) < 10_000 for item in found if isinstance(item, Release)
    )
