"""Release text as markup: escaped first, then marked. The only place where text becomes HTML."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import pairwise
from urllib.parse import urlsplit

from dateline.maps import svg
from dateline.models import EventType

DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
"""Characters that turn the direction of writing; in a label of ours they would turn our words too."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage to mark: offsets, CSS class, words on hover; ``number`` makes it a stop for the keyboard."""

    start: int
    end: int
    css: str
    title: str = ""
    number: int | None = None
    wrap: bool = False
    """True for a passage that may hold other marks (evidence): it is drawn around them."""


def mark_up(text: str, marks: Iterable[Mark]) -> str:
    """The text, escaped, with its marks; where two of a kind overlap the earlier and longer one wins."""
    kept = sorted(
        (mark for mark in marks if 0 <= mark.start < mark.end <= len(text)),
        key=lambda mark: (mark.start, -mark.end),
    )
    outer = _apart([mark for mark in kept if mark.wrap])
    inner = _apart([mark for mark in kept if not mark.wrap])
    edges = sorted({0, len(text), *(edge for mark in (*outer, *inner) for edge in (mark.start, mark.end))})
    pieces = []
    for start, end in pairwise(edges):
        piece = escape(text[start:end])
        within = next((mark for mark in inner if mark.start <= start and end <= mark.end), None)
        if within:
            piece = _tag(within, piece, first=start == within.start)
        around = next((mark for mark in outer if mark.start <= start and end <= mark.end), None)
        if around:
            piece = f'<span class="{around.css}">{piece}</span>'
        pieces.append(piece)
    return "".join(pieces)


def _apart(marks: list[Mark]) -> list[Mark]:
    found: list[Mark] = []
    for mark in marks:
        if not found or mark.start >= found[-1].end:
            found.append(mark)
    return found


def _tag(mark: Mark, piece: str, *, first: bool) -> str:
    title = f' title="{escape(mark.title)}"' if mark.title else ""
    stop = f' id="dl-mention-{mark.number}" tabindex="0"' if first and mark.number is not None else ""
    return f'<mark class="{mark.css}"{title}{stop}>{piece}</mark>'


def said(text: str) -> str:
    """A text of a release inside a sentence of ours: escaped, its writing direction kept to itself."""
    return f"<bdi>{escape(text)}</bdi>"


def link(url: str, label: str) -> str:
    """A link that opens beside Dateline and tells the other site nothing; plain text where it is no web address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer nofollow">{escape(label)}</a>'


def plain(text: str, *, most: int = 300) -> str:
    """A text for a label of Streamlit, which would otherwise read Markdown in it."""
    short = " ".join("".join(char for char in text if char not in DIRECTIONS).split())
    short = short if len(short) <= most else short[: most - 1] + "…"
    return "".join(f"\\{char}" if char in "\\`*_{}[]()#+-.!|<>~:$^=" else char for char in short)


@cache
def picture(kind: EventType, *, size: int = 26, planned: bool = False) -> str:
    """A type's symbol as an image: Streamlit takes inline SVG out of markup."""
    data = base64.b64encode(svg(kind, size=size, planned=planned).encode()).decode()
    return f'<img alt="" width="{size}" height="{size}" src="data:image/svg+xml;base64,{data}">'
