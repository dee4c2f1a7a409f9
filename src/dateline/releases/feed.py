"""RSS and Atom feeds saved as files, by feedparser; a release an entry."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from dateline.errors import ReadError
from dateline.releases.assemble import Record
from dateline.releases.notice import Notice
from dateline.releases.page import text_of

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_FULL_TEXT = ("yandex_full-text", "full-text", "fulltext")


def records(text: str, where: str) -> Iterator[Record | Notice | ReadError]:
    """The releases of a feed, in its order."""
    feed = _parsed(text)
    entries = feed.get("entries", []) if feed is not None else []
    if feed is None or not entries:
        empty = feed is not None and feed.get("version")
        yield ReadError(
            "the feed has no entries." if empty else "this XML is no RSS or Atom feed.", where=where
        )
        return
    if feed.get("bozo"):
        yield Notice(where, "the feed is not well-formed XML; read as far as it could be.")
    channel = feed.get("feed", {})
    for number, entry in enumerate(entries, start=1):
        yield _entry(entry, channel, f"{where}, entry {number}")


def _parsed(text: str) -> Any | None:
    # As a stream of bytes without a declaration: given a plain string, feedparser may fetch it.
    stream = io.BytesIO(_DECLARATION.sub("", text).lstrip().encode("utf-8", "replace"))
    try:
        return feedparser.parse(
            stream,
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-type": "application/xml; charset=utf-8"},
        )
    except Exception:  # feedparser promises none, but its fall-back parser can meet odd markup
        return None


def _entry(entry: Any, channel: Any, where: str) -> Record | ReadError:
    body = _body(entry)
    if not body:
        return ReadError("the entry has a headline but no text.", where=where)
    values = {
        "url": entry.get("link"),
        "publisher": channel.get("title"),
        "title": _title(entry),
        "published": entry.get("published") or entry.get("updated"),
        "body": body,
    }
    return Record(values, where)


def _title(entry: Any) -> str:
    title = str(entry.get("title") or "")
    kind = (entry.get("title_detail") or {}).get("type", "")
    # RSS titles are text by the letter of the format; only Atom says that one is HTML.
    return text_of(title) or title if kind.endswith("html") and "&" in title else title


def _body(entry: Any) -> str:
    """The fullest text that an entry has."""
    contents = [part.get("value") for part in entry.get("content", [])]
    full = [entry.get(name) for name in _FULL_TEXT]
    found = [text_of(str(value)) for value in (*contents, *full, entry.get("summary")) if value]
    return max(found, key=len, default="")
