"""A position to copy: decimal degrees and MGRS, neither sharper than the place is known."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import streamlit as st
from mgrs import MGRS

from dateline.models import PlaceKind

_DECIMALS = {PlaceKind.SITE: 5}
_SQUARE = {PlaceKind.SITE: 4}
"""MGRS precision by kind: 4 is a square of 10 m, 2 (anything else that is a point) one of 1 km."""
_POLAR = 80.0
"""Degrees of latitude up to which a position has a UTM zone, and so a grid square of the usual form."""


class Position(NamedTuple):
    """``decimal`` is "latitude, longitude"; ``mgrs`` a grid reference, or "" near the poles."""

    decimal: str
    mgrs: str


def position(lat: float, lon: float, kind: str | None = None) -> Position:
    """The position of a place of some kind (WGS 84).

    A settlement is given in thousandths of a degree and as its square kilometre: its centre says no more of where
    in it something happened.
    """
    known = PlaceKind(kind) if kind else PlaceKind.SETTLEMENT
    decimals = _DECIMALS.get(known, 3)
    square = _grid().toMGRS(lat, lon, MGRSPrecision=_SQUARE.get(known, 2)) if abs(lat) < _POLAR else ""
    return Position(f"{lat:.{decimals}f}, {lon:.{decimals}f}", square)


def show(lat: float, lon: float, kind: str | None = None) -> None:
    """The position in both forms, each with a button to copy it."""
    at = position(lat, lon, kind)
    left, right = st.columns([3, 2])
    left.code(at.decimal, language=None)
    if at.mgrs:
        right.code(at.mgrs, language=None)


@lru_cache(maxsize=1)
def _grid() -> MGRS:
    return MGRS()
