"""The atlas: everything in a store as frames, and the selection that a Filter makes of it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dateline.atlas import chronicle, codes, frames, reviews
from dateline.atlas.criteria import Mask, mask_of
from dateline.atlas.filter import Filter
from dateline.atlas.index import Index
from dateline.atlas.kept import Kept
from dateline.atlas.selection import Selection
from dateline.atlas.tally import Tally
from dateline.models import Journey, Place, PlaceKind, Verdict
from dateline.store import Rows, Store

MASKS_KEPT = 256
TALLIES_KEPT = 64
ANSWERS_KEPT = 96
_ALWAYS = ("reviewed",)
"""Criteria that hide something also where nothing is chosen."""


class Places(Protocol):
    """What the atlas asks of a gazetteer; ``version`` tells of which day its data are."""

    version: str

    def place(self, place_id: str, /) -> Place | None:
        """The place of an id, or None."""

    def lookup(self, name: str, /) -> tuple[Place, ...]:
        """The places of a name, most prominent first."""

    def polygon(self, place_id: str, /) -> shapely.Geometry | None:
        """The outline of a place in (lon, lat), or None."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read from a store, before verdicts."""

    machine: pd.DataFrame
    releases: pd.DataFrame
    sites: Rows
    figures: Rows
    keys: pd.DataFrame
    site_kinds: pd.DataFrame

    @classmethod
    def of(cls, store: Store) -> _Read:
        tables = store.snapshot("events", "sites", "figures", "releases", "tellings")
        sites, figures = tables["sites"], tables["figures"]
        releases = frames.releases_frame(tables["releases"])
        keys = frames.event_keys(tables["events"])
        machine = frames.machine_frame(
            tables["events"], releases=releases, sites=sites, figures=figures, tellings=tables["tellings"]
        )
        return cls(machine, releases, sites, figures, keys, frames.site_kinds(sites, keys=keys))


class Atlas:
    """Events, sites, mentions and releases of a store, as of the moment it was made.

    Frames have the columns of ``schema.py``. They are shallow copies (pandas copies on write):
    a caller may change its own, never the atlas's.
    """

    def __init__(self, store: Store, gazetteer: Places, *, before: Atlas | None = None) -> None:
        """``before`` is an earlier atlas of the same store: what it read is used again where only verdicts are new."""
        self.gazetteer = gazetteer
        self.revision, self.content = store.revision(), store.content()
        self._store = store
        same = before is not None and before.content == self.content
        self._read: _Read = before._read if before is not None and same else _Read.of(store)
        verdicts = store.verdicts()
        self._releases = self._read.releases
        self._events = frames.events_frame(self._read.machine, verdicts)
        self._verdicts = reviews.by_event(self._events, verdicts)
        self._sites = frames.sites_frame(
            self._read.sites, events=self._events, keys=self._read.keys, figures=self._read.figures
        )
        self.index: Index = Index(self._events, self._read.site_kinds)
        self._masks: Kept[tuple[str, Any], Mask] = Kept(MASKS_KEPT)
        self._tallies: Kept[Filter, Tally] = Kept(TALLIES_KEPT)
        self.answers: Kept[Hashable, Any] = Kept(ANSWERS_KEPT)
        """What others make of this very atlas and want to find again; it goes with the atlas."""

    @property
    def events(self) -> gpd.GeoDataFrame:
        """Every telling of every event, one for each release; see ``schema.EVENTS``."""
        return self._events.copy(deep=False)

    @property
    def sites(self) -> gpd.GeoDataFrame:
        """All sites; see ``schema.SITES``."""
        return self._sites.copy(deep=False)

    @property
    def journeys(self) -> gpd.GeoDataFrame:
        """All journeys, read when first asked for; see ``schema.JOURNEYS``."""
        return self._journeys.copy(deep=False)

    @property
    def stops(self) -> gpd.GeoDataFrame:
        """The stops of all journeys; see ``schema.STOPS``."""
        return self._stops.copy(deep=False)

    @cached_property
    def _journeys(self) -> gpd.GeoDataFrame:
        return chronicle.journeys_frame(self._told_journeys)

    @cached_property
    def _stops(self) -> gpd.GeoDataFrame:
        return chronicle.stops_frame(self._told_journeys)

    @cached_property
    def _told_journeys(self) -> list[Journey]:
        return chronicle.reviewed(self._store.journeys(), self._verdicts)

    def verdict(self, merged_id: str) -> Verdict | None:
        """What a person made of an event, or None."""
        return self._verdicts.get(merged_id)

    def event(self, event_id: str) -> gpd.GeoDataFrame:
        """The event of an id, whatever a person made of it; no row where there is none."""
        return self._events.iloc[np.flatnonzero(self.index.event_ids == event_id)]

    def tellings(self, merged_id: str) -> gpd.GeoDataFrame:
        """All sources of an event, one row a release, the oldest first."""
        return self._events[self._events["merged_id"] == merged_id].sort_values("published")

    @property
    def releases(self) -> pd.DataFrame:
        """All releases, those without events too; see ``schema.RELEASES``."""
        return self._releases.copy(deep=False)

    @property
    def mentions(self) -> gpd.GeoDataFrame:
        """All mentions, read when first asked for; see ``schema.MENTIONS``."""
        return self._mentions.copy(deep=False)

    @cached_property
    def _mentions(self) -> gpd.GeoDataFrame:
        return frames.mentions_frame(self._store.rows("mentions"))

    @property
    def event_count(self) -> int:
        """How many tellings of events there are in all."""
        return len(self._events)

    def region(self, said: str) -> str | None:
        """The id of a first-order division, by id, ISO 3166-2 code, P-code or name; None where unknown.

        Of two regions with one name, the one with events here is meant.
        """
        known = self._events[["admin1_id", "admin1"]].dropna().drop_duplicates()
        for place_id, name in zip(known["admin1_id"], known["admin1"], strict=True):
            if said.casefold() in {each.casefold() for each in codes.names(place_id, name)}:
                return str(place_id)
        for place in (self.gazetteer.place(f"iso:{said.upper()}"), *self.gazetteer.lookup(said)):
            if place is not None and place.kind is PlaceKind.REGION:
                return place.id
        return next((code for code in codes.UKRAINE if codes.pcode(code) == said.upper()), None)

    def tally(self, filter: Filter) -> Tally:
        """Masks and counts of what a filter lets through, made once for all who ask for the same."""
        return self._tallies.get(filter, lambda: Tally(self.index, self._masks_of(filter)))

    def _masks_of(self, filter: Filter) -> dict[str, Mask]:
        asked = {name: getattr(filter, name) for name in (*filter.active, *_ALWAYS)}
        return {name: self._mask(name, value) for name, value in asked.items()}

    def _mask(self, name: str, value: Any) -> Mask:
        return self._masks.get((name, value), lambda: mask_of(self.index, name, value))

    def select(self, filter: Filter = Filter()) -> Selection:  # noqa: B008 - frozen; the field's own word
        """What the filter lets through; cheap, since frames and counts are made when asked for."""
        return Selection(self, filter)
