"""How an event type looks: colour, shape and pictogram, the same on every map, legend and card.

Colours are those of Okabe and Ito (2008), told apart by colour-blind eyes; since not all of them
reach a contrast of 3:1 on land colours, every symbol has a dark outline inside a white halo, and no
two types share both shape and pictogram, so colour is never the only difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.models import EventType, SiteKind

INK = "#1b1f24"
PAPER = "#ffffff"


@dataclass(frozen=True, slots=True)
class Symbol:
    """Fill colour, outline shape and pictogram (SVG on a 24 by 24 grid), and the pictogram's colour."""

    color: str
    shape: str
    glyph: str
    ink: str = PAPER


_SHAPES = {
    "circle": '<circle cx="12" cy="12" r="10"/>',
    "square": '<rect x="2.5" y="2.5" width="19" height="19" rx="4"/>',
    "diamond": '<path d="M12 .9 23.1 12 12 23.1.9 12z"/>',
    "triangle": '<path d="M12 1.2 23 21.8H1z"/>',
    "hexagon": '<path d="M6.6 2.4h10.8L22.8 12l-5.4 9.6H6.6L1.2 12z"/>',
    "pentagon": '<path d="M12 1.4 22.8 9.3 18.7 22H5.3L1.2 9.3z"/>',
    "burst": '<path d="m12 .8 2.6 4.1 4.6-1.6.1 4.9 4.3 2.3-3.2 3.7 1.3 4.7-4.8.6-2 4.5-3.6-3.3-4.6 1.8-.7-4.8-4.8-1.1 2.7-4.1L1.2 8.4l4.7-1.3L7 2.3l4 2.6z"/>',
}

SYMBOLS: dict[EventType, Symbol] = {
    EventType.VISIT: Symbol(
        "#0072B2",
        "circle",
        '<circle cx="12" cy="8.7" r="2.5"/><path d="M7 17.2c0-3.2 2.1-5 5-5s5 1.8 5 5z"/>',
    ),
    EventType.INSPECTION: Symbol(
        "#0072B2",
        "diamond",
        '<path d="M10.7 6.6a4.1 4.1 0 1 0 2.3 7.5l2.9 2.9 1.4-1.4-2.9-2.9a4.1 4.1 0 0 0-3.7-6.1zm0 1.8a2.3 2.3 0 1 1 0 4.6 2.3 2.3 0 0 1 0-4.6z"/>',
    ),
    EventType.MEETING: Symbol(
        "#CC79A7",
        "square",
        '<circle cx="8.6" cy="9.3" r="2.1"/><circle cx="15.4" cy="9.3" r="2.1"/><path d="M4.6 17c0-2.8 1.6-4.6 4-4.6s4 1.8 4 4.6z"/><path d="M13.6 17c0-1.6-.4-3-1.1-4 .7-.4 1.7-.6 2.9-.6 2.4 0 4 1.8 4 4.6z"/>',
        INK,
    ),
    EventType.CALL: Symbol(
        "#CC79A7",
        "circle",
        '<path d="M8.3 6.3h2l1.2 3.2-1.6 1.2c.7 1.5 1.9 2.7 3.4 3.4l1.2-1.6 3.2 1.2v2c0 .9-.7 1.6-1.6 1.6C11 17.3 6.7 13 6.7 7.9c0-.9.7-1.6 1.6-1.6z"/>',
        INK,
    ),
    EventType.ATTACK: Symbol(
        "#D55E00",
        "burst",
        '<path d="M12.9 6.5 8.6 12.7h2.7l-.9 4.8 4.8-6.5h-2.8z"/>',
    ),
    EventType.ATROCITY: Symbol("#23272e", "triangle", '<path d="M11 9.2h2l-.4 6h-1.2zM11 16.4h2v2h-2z"/>'),
    EventType.LIBERATION: Symbol(
        "#009E73", "hexagon", '<path d="M8 6.2h1.4V18H8zM10 6.6h7l-2 2.7 2 2.7h-7z"/>'
    ),
    EventType.EVACUATION: Symbol(
        "#E69F00", "pentagon", '<path d="M6.2 10.9h5.8V8l5.4 4.3-5.4 4.3v-2.9H6.2z"/>', INK
    ),
    EventType.AID: Symbol(
        "#E69F00",
        "square",
        '<path d="m12 6 5.5 2.4L12 10.8 6.5 8.4zM6.2 9.6l5.2 2.2v6L6.2 15.6zM17.8 9.6l-5.2 2.2v6l5.2-2.2z"/>',
        INK,
    ),
    EventType.CEREMONY: Symbol(
        "#F0E442",
        "circle",
        '<path d="m12 5.8 1.9 4 4.3.5-3.2 3 .9 4.3L12 15.4l-3.9 2.2.9-4.3-3.2-3 4.3-.5z"/>',
        INK,
    ),
    EventType.OPENING: Symbol(
        "#56B4E9",
        "square",
        '<path d="M7.5 6h9v12.2h-2V8h-5v10.2h-2z"/><path d="M10.2 8.7h3.6v9.5h-3.6z"/>',
        INK,
    ),
    EventType.DECISION: Symbol(
        "#56B4E9",
        "diamond",
        '<path d="M8.3 6.6h5l2.6 2.6v8.2H8.3zm1.5 4.3v1.2h4.6v-1.2zm0 2.6v1.2h4.6v-1.2z" fill-rule="evenodd"/>',
        INK,
    ),
    EventType.OTHER: Symbol("#9aa1ab", "circle", '<circle cx="12" cy="12" r="3.2"/>', INK),
}


_BLUE, _SKY, _GREEN, _ORANGE, _PINK, _DARK, _GREY = (
    "#0072B2", "#56B4E9", "#009E73", "#E69F00", "#CC79A7", "#23272e", "#9aa1ab",
)  # fmt: skip

SITES: dict[SiteKind, Symbol] = {
    SiteKind.RESIDENTIAL: Symbol(_ORANGE, "tag", '<path d="m12 5.5 7 6.3h-2V18H7v-6.2H5z"/>', INK),
    SiteKind.POLICE: Symbol(
        _BLUE, "tag", '<path d="m12 5.2 5.7 2v4.6c0 3.4-2.4 5.8-5.7 7-3.3-1.2-5.7-3.6-5.7-7V7.2z"/>'
    ),
    SiteKind.MASS_GRAVE: Symbol(
        _DARK, "tag", '<path d="M10.8 5.2h2.4v3.4h3.2V11h-3.2v7.8h-2.4V11H7.6V8.6h3.2z"/>'
    ),
    SiteKind.HOSPITAL: Symbol(
        _GREEN, "tag", '<path d="M10.1 5.8h3.8v4.3h4.3v3.8h-4.3v4.3h-3.8v-4.3H5.8v-3.8h4.3z"/>'
    ),
    SiteKind.SCHOOL: Symbol(
        _PINK,
        "tag",
        '<path d="m12 5.8 7.4 3.5L12 12.8 4.6 9.3zM7.6 12v3.6c1.1 1.4 2.6 2 4.4 2s3.3-.6 4.4-2V12L12 14.2z"/>',
        INK,
    ),
    SiteKind.MILITARY: Symbol(
        _BLUE,
        "tag",
        '<path d="m12 5 2.1 4.6 5 .5-3.8 3.3 1.1 4.9L12 15.7l-4.4 2.6 1.1-4.9-3.8-3.3 5-.5z"/>',
    ),
    SiteKind.GOVERNMENT: Symbol(
        _BLUE,
        "tag",
        '<path d="m12 5 7 3.6v1.6H5V8.6zM6.4 11.4h2v4.8h-2zm4.6 0h2v4.8h-2zm4.6 0h2v4.8h-2zM5 17.2h14V19H5z"/>',
    ),
    SiteKind.MEMORIAL: Symbol(_DARK, "tag", '<path d="M11 5h2l1 10h2.4v3.6H7.6V15H10z"/>'),
    SiteKind.RELIGIOUS: Symbol(
        _PINK,
        "tag",
        '<path d="M11.3 4.6h1.4v1.6h1.7v1.4h-1.7v1.3c2.5.8 4.1 2.6 4.1 5.1v4.6H7.2V14c0-2.5 1.6-4.3 4.1-5.1V7.6H9.6V6.2h1.7z"/>',
        INK,
    ),
    SiteKind.INDUSTRY: Symbol(_SKY, "tag", '<path d="M5.4 18.4V9.6l4 2.8V9.6l4 2.8V5.8h5.2v12.6z"/>', INK),
    SiteKind.ENERGY: Symbol(_SKY, "tag", '<path d="m13.6 5-6.4 8.2H11l-1.1 6 6.9-8.7h-4.2z"/>', INK),
    SiteKind.TRANSPORT: Symbol(
        _SKY,
        "tag",
        '<path d="M7.2 5.4h9.6v10.4h-1.2l1.8 2.8h-2.2l-1.2-1.9h-4l-1.2 1.9H6.6l1.8-2.8H7.2zM9 7.4V11h6V7.4z" fill-rule="evenodd"/>',
        INK,
    ),
    SiteKind.CULTURE: Symbol(
        _PINK,
        "tag",
        '<path d="m9.8 6.2 7.6-1.4v9.8a2.4 2.4 0 1 1-1.8-2.3V8.6l-4 .8v7a2.4 2.4 0 1 1-1.8-2.3z"/>',
        INK,
    ),
    SiteKind.SPORT: Symbol(
        _PINK,
        "tag",
        '<path d="M12 5.4a6.6 6.6 0 1 1 0 13.2 6.6 6.6 0 0 1 0-13.2zm0 3.2-3 2.2 1.2 3.5h3.6l1.2-3.5z" fill-rule="evenodd"/>',
        INK,
    ),
    SiteKind.AID_CENTRE: Symbol(
        _GREEN,
        "tag",
        '<path d="m12 18.6-5.7-5.7a3.6 3.6 0 0 1 5.1-5.1l.6.6.6-.6a3.6 3.6 0 0 1 5.1 5.1z"/>',
    ),
    SiteKind.BORDER: Symbol(
        _BLUE, "tag", '<path d="M5.6 6.4h2v12.2h-2zM7.6 8h11v3.4h-11zM16.6 11.4h2v7.2h-2z"/>'
    ),
    SiteKind.OTHER: Symbol(_GREY, "tag", '<circle cx="12" cy="12" r="3.6"/>', INK),
}
"""Sites are square tags, so that none is taken for an event; each kind has its own pictogram."""


@cache
def site_svg(kind: SiteKind, *, size: int = 22) -> str:
    """The tag of a kind of site as an SVG element."""
    symbol = SITES[kind]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="{size}" height="{size}" aria-hidden="true">'
        f'<rect x="1.2" y="1.2" width="21.6" height="21.6" rx="2.5" fill="{symbol.color}" stroke="{INK}" stroke-width="1.6"/>'
        f'<g fill="{symbol.ink}">{symbol.glyph}</g></svg>'
    )


@cache
def svg(kind: EventType, *, size: int = 26, planned: bool = False) -> str:
    """The symbol as an SVG element; a planned event has a broken outline and a lighter fill."""
    symbol = SYMBOLS[kind]
    shape = _SHAPES[symbol.shape]
    dash = ' stroke-dasharray="3.2 2.4"' if planned else ""
    opacity = ' fill-opacity="0.55"' if planned else ""
    ink = INK if planned else symbol.ink
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 28 28" width="{size}" height="{size}" aria-hidden="true">'
        f'<g fill="{PAPER}" stroke="{PAPER}" stroke-width="4.2" stroke-linejoin="round">{shape}</g>'
        f'<g fill="{symbol.color}" stroke="{INK}" stroke-width="1.6" stroke-linejoin="round"{opacity}{dash}>{shape}</g>'
        f'<g fill="{ink}">{symbol.glyph}</g></svg>'
    )
