from __future__ import annotations

from xml.etree import ElementTree

import pytest

from dateline.maps import SITES, SYMBOLS, Symbol, site_svg, svg
from dateline.models import EventType, SiteKind


def test_every_type_looks_different_without_its_colour() -> None:
    assert set(SYMBOLS) == set(EventType)
    assert len({(symbol.shape, symbol.glyph) for symbol in SYMBOLS.values()}) == len(EventType)


@pytest.mark.parametrize("kind", list(EventType))
def test_symbols_are_drawable(kind: EventType) -> None:
    done, planned = svg(kind), svg(kind, planned=True)
    ElementTree.fromstring(done)
    ElementTree.fromstring(planned)
    assert "dasharray" in planned
    assert "dasharray" not in done


def test_every_kind_of_site_has_a_pictogram_of_its_own() -> None:
    assert set(SITES) == set(SiteKind)
    assert len({symbol.glyph for symbol in SITES.values()}) == len(SiteKind)
    for kind in SiteKind:
        ElementTree.fromstring(site_svg(kind))


def _luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("symbol", [*SYMBOLS.values(), *SITES.values()])
def test_the_pictogram_stands_out_from_its_ground(symbol: Symbol) -> None:
    light, dark = sorted((_luminance(symbol.color), _luminance(symbol.ink)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 3
