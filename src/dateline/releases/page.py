"""Saved web pages: president.gov.ua by its own markup, any other by trafilatura."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import htmldate
import trafilatura
from lxml import etree, html

from dateline.errors import ReadError
from dateline.releases import language
from dateline.releases.assemble import Record
from dateline.releases.dates import parse_date
from dateline.releases.identity import clean_url
from dateline.settings import get_settings

_ARTICLE = "contains(concat(' ', normalize-space(@class), ' '), ' article_content ')"
_BLOCKS = ("p", "li", "h2", "h3", "h4", "h5", "h6", "blockquote")
_BREAKS = frozenset(
    {*_BLOCKS, "h1", "div", "ul", "ol", "table", "tr", "section", "article", "figure", "pre", "br"}
)
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head"})
_CONTENTS = 5
_MARKUP_SHARE = 2
_MANY_ELEMENTS = 5_000
# Pictures that a browser saved inside the page; they are no text and slow every search.
_EMBEDDED = re.compile(r"data:[\w/+.;=-]{0,100},[A-Za-z0-9+/=%]{100,}")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_PUBLISHED = (
    "//meta[@property='article:published_time']/@content",
    "//*[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='date' or @name='pubdate' or @name='DC.date.issued' or @name='publish-date']/@content",
)


def records(text: str, where: str) -> Iterator[Record | ReadError]:
    """The one release of a page."""
    text = _EMBEDDED.sub("data:,", text)
    page = _tree(text)
    if page is None:
        yield ReadError("this is no HTML page.", where=where)
        return
    values = _president(page)
    if values is None:
        limit = _MARKUP_SHARE * get_settings().max_release_chars
        if len(text) > limit:
            yield ReadError(
                f"the page has {len(text):,} characters, more than the {limit:,} that are searched for an article; "
                "save its text alone.",
                where=where,
            )
            return
        values = _any_page(page, text)
    if not values.get("body"):
        yield ReadError("the page holds no text of an article.", where=where)
        return
    values["url"] = values.get("url") or _address(page, text)
    values["lang"] = _language(page, str(values["body"]))
    yield Record(values, where)


def text_of(markup: str) -> str:
    """Readable text of a fragment of HTML, its paragraphs parted by blank lines."""
    page = _tree(f"<div>{markup}</div>")
    return "\n\n".join(_pieces(page)) if page is not None else ""


def _tree(text: str) -> Any | None:
    # As bytes in a known encoding: lxml refuses a str that declares one, and must not believe it.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _president(page: Any) -> dict[str, object] | None:
    """Title ``h1``, date ``p.date``, body ``div.article_content p``; None for another page.

    Such a page can show dates and titles of other articles before its own, so the title and
    date are those in the smallest part of the page that also holds the body.
    """
    for content in page.xpath(f"//div[{_ARTICLE}]")[:_CONTENTS]:
        body = "\n\n".join(filter(None, map(_inline, _outermost(content))))
        if not body:
            continue
        for part in content.iterancestors():
            titles = part.xpath(".//h1")
            dates = part.xpath(".//p[contains(concat(' ', normalize-space(@class), ' '), ' date ')]")
            if titles and dates:
                title = _nearest_before(titles, content)
                date = _nearest_before(dates, content)
                return {
                    "title": _inline(title),
                    "published": _inline(date),
                    "body": body,
                    "publisher": _office(body),
                }
    return None


def _office(body: str) -> str:
    return "Президент України" if language.detect(body) == "uk" else "President of Ukraine"


def _outermost(content: Any) -> list[Any]:
    """Blocks of text that lie in no other block."""
    blocks = content.xpath(".//" + " | .//".join(_BLOCKS))
    return [b for b in blocks if not any(a.tag in _BLOCKS for a in _between(b, content))]


def _between(element: Any, top: Any) -> Iterator[Any]:
    for ancestor in element.iterancestors():
        if ancestor is top:
            return
        yield ancestor


def _nearest_before(elements: list[Any], content: Any) -> Any:
    """The last element above the body; failing that, the first at all."""
    order = {element: i for i, element in enumerate(content.getroottree().iter())}
    above = [e for e in elements if order[e] < order[content]]
    return above[-1] if above else elements[0]


def _inline(element: Any) -> str:
    """Text of one block, with a line for each ``br`` and each block in it."""
    return "\n".join(_pieces(element))


def _pieces(element: Any) -> list[str]:
    """Visible text of an element, parted where a browser breaks the line, blanks as it shows them."""
    parts: list[list[str]] = [[]]
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node.tag in _BREAKS:
            parts.append([])
        if event == "end":
            if node is not element:
                parts[-1].append(node.tail or "")
        elif isinstance(node.tag, str) and node.tag not in _UNSEEN:
            parts[-1].append(node.text or "")
    texts = (_BLANKS.sub(" ", "".join(part)).strip(" ") for part in parts)
    return [text for text in texts if text]


def _any_page(page: Any, text: str) -> dict[str, object]:
    try:
        found = trafilatura.bare_extraction(
            text,
            with_metadata=True,
            include_comments=False,
            favor_recall=True,
            # The slower extractors that it compares with take time by the square of the paragraphs.
            fast=sum(1 for _ in page.iter()) > _MANY_ELEMENTS,
        )
    except Exception:  # whatever a page makes of the parsers below it: it has no article
        found = None
    if found is None:
        return {}
    article = found.as_dict() if hasattr(found, "as_dict") else found
    paragraphs = [line for line in (article.get("text") or "").split("\n") if line.strip()]
    if len(paragraphs) > 1 and paragraphs[0] == article.get("title"):
        del paragraphs[0]
    return {
        "title": article.get("title"),
        "publisher": article.get("sitename"),
        "url": clean_url(article.get("url") or ""),
        "published": _published(page),
        "body": "\n\n".join(paragraphs),
    }


def _published(page: Any) -> str | None:
    """The date in the page's metadata, with its time where it has one; never one from the text."""
    stated = [str(value) for path in _PUBLISHED for value in page.xpath(path)]
    for value in (*stated, *_linked_data(page)):
        if parse_date(value) is not None:
            return value
    try:
        return htmldate.find_date(page, extensive_search=False, original_date=True)
    except Exception:  # as above: a page without a date that anyone can read
        return None


def _linked_data(page: Any) -> Iterator[str]:
    """Dates of publication in JSON-LD."""
    for script in page.xpath("//script[@type='application/ld+json']/text()"):
        try:
            document = json.loads(script)
        except (ValueError, RecursionError):
            continue
        nodes = document if isinstance(document, list) else [document]
        graphs = [node.get("@graph") for node in nodes if isinstance(node, dict)]
        for node in [*nodes, *(n for g in graphs if isinstance(g, list) for n in g)]:
            if isinstance(node, dict) and isinstance(node.get("datePublished"), str):
                yield node["datePublished"]


def _address(page: Any, text: str) -> str:
    """Where the page was saved from, as it says itself."""
    saved = _SAVED_FROM.search(text[:4_096])
    stated = [
        *page.xpath("//link[@rel='canonical']/@href"),
        *page.xpath("//meta[@property='og:url']/@content"),
        *([saved[1]] if saved else []),
    ]
    return next(filter(None, (clean_url(str(value)) for value in stated)), "")


def _language(page: Any, body: str) -> str:
    """By its words; templates often declare another language than the text has."""
    found = language.detect(body)
    if found != language.UNKNOWN:
        return found
    return str(next(iter(page.xpath("/html/@lang")), ""))
