"""What a Filter leaves: frames and counts, each made when first asked for."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from dateline.atlas.days import Span
from dateline.atlas.filter import Filter
from dateline.atlas.tally import FACETS, Period, Tally, histogram
from dateline.models import PlaceKind, Role

if TYPE_CHECKING:
    from dateline.atlas.atlas import Atlas


class Selection:
    """The part of an atlas that a filter lets through.

    An event of which several releases tell is one event here: it is let through where one of its
    tellings is, and the fullest telling that is let through stands for it. Frames have the
    columns of ``schema.py`` and are the caller's own. Counts are of events unless they say otherwise.
    """

    def __init__(self, atlas: Atlas, filter: Filter) -> None:
        self.atlas = atlas
        self.filter = filter
        self.tally: Tally = atlas.tally(filter)

    @cached_property
    def _events(self) -> gpd.GeoDataFrame:
        return self.atlas.events if self.tally.shown.all() else self.atlas.events[self.tally.shown]

    @property
    def events(self) -> gpd.GeoDataFrame:
        """The events; the index is the one of ``atlas.events``."""
        return self._events.copy(deep=False)

    @property
    def rows(self) -> npt.NDArray[np.intp]:
        """The positions of these events in ``atlas.events``, without making a frame of them."""
        return self.tally.rows

    def event(self, event_id: str) -> gpd.GeoDataFrame:
        """The event of an id, no row where the filter does not let it through."""
        index = self.atlas.index
        return self.atlas.events.iloc[np.flatnonzero((index.event_ids == event_id) & self.tally.shown)]

    def at(self, place_id: str) -> gpd.GeoDataFrame:
        """The events at one place, the oldest first, without making a frame of all."""
        column = self.atlas.index.column("place_id")
        rows = np.flatnonzero(column.among((place_id,)) & self.tally.shown)
        days = self.atlas.index.days[0][rows]
        return self.atlas.events.iloc[rows[np.argsort(days, kind="stable")]]

    def latest(self, most: int) -> gpd.GeoDataFrame:
        """The events of the last days, the oldest first, without making a frame of all."""
        rows = self.rows
        days = self.atlas.index.days[0][rows]
        order = np.argsort(days, kind="stable")  # without a day: at the end
        order = order[: len(days) - np.count_nonzero(np.isnat(days))]
        return self.atlas.events.iloc[rows[order[-most:]]]

    @property
    def tellings(self) -> gpd.GeoDataFrame:
        """All reports of these events that the filter lets through, one a release; index as `events`."""
        return self.atlas.events[self.tally.told]

    @cached_property
    def journeys(self) -> gpd.GeoDataFrame:
        """Journeys with one of these events at a stop."""
        journeys = self.atlas.journeys
        shown = set(self.atlas.events["merged_id"].iloc[self.rows])
        hit = [not shown.isdisjoint(ids) for ids in journeys["merged_ids"]]
        return journeys[np.array(hit, dtype=bool)]

    @cached_property
    def stops(self) -> gpd.GeoDataFrame:
        """All stops of these journeys."""
        stops = self.atlas.stops
        return stops[stops["journey_id"].isin(self.journeys["journey_id"])]

    @cached_property
    def sites(self) -> gpd.GeoDataFrame:
        """Sites of the events, of the chosen kinds where the filter names kinds."""
        sites = self.atlas.sites
        kept = sites["event_id"].isin(self.atlas.events["event_id"].iloc[self.rows])
        if self.filter.site_kinds:
            kept &= sites["kind"].isin(self.filter.site_kinds)
        return sites[kept]

    @cached_property
    def releases(self) -> pd.DataFrame:
        """Releases that report the events."""
        releases = self.atlas.releases
        return releases[releases["release_id"].isin(self.tellings["release_id"])]

    @cached_property
    def mentions(self) -> gpd.GeoDataFrame:
        """All mentions in these releases."""
        mentions = self.atlas.mentions
        return mentions[mentions["release_id"].isin(self.tellings["release_id"])]

    @cached_property
    def delegations(self) -> pd.DataFrame:
        """Countries named as actors in these releases: place_id, place, country, mentions, releases."""
        mentions = self.mentions
        acting = mentions[
            (mentions["role"] == Role.AFFILIATION) & (mentions["place_kind"] == PlaceKind.COUNTRY)
        ]
        grouped = acting.groupby(["place_id", "place", "country"], dropna=False)["release_id"]
        counts: pd.DataFrame = grouped.agg(mentions="size", releases="nunique").reset_index()
        return counts.sort_values(["releases", "mentions", "place"], ascending=[False, False, True])

    @property
    def event_count(self) -> int:
        """How many events the filter lets through."""
        return self.tally.count

    @property
    def release_count(self) -> int:
        """How many releases report these events."""
        return self.tally.distinct("release_id", self.tally.told)

    @property
    def place_count(self) -> int:
        """How many places these events are at, of any kind."""
        return self.tally.distinct("place_id", self.tally.shown)

    @property
    def not_on_map(self) -> int:
        """Events that are not drawn as a point: known to a region or country only, or to no place."""
        return int(np.count_nonzero(self.tally.shown & ~self.atlas.index.on_map))

    @property
    def without_place(self) -> int:
        """Events whose place is not known at all: neither point nor outline."""
        return int(np.count_nonzero(self.atlas.index.column("place_id").dense[self.tally.shown] < 0))

    @property
    def span(self) -> tuple[date, date] | None:
        """First and last day of the events, or None where none has a day."""
        return self.tally.span

    @property
    def bulk(self) -> Span | None:
        """Where the events lie densely, with how many lie outside, or None where none has a day."""
        return self.tally.bulk

    @property
    def facets(self) -> dict[str, pd.Series[int]]:
        """For each field of ``FACETS`` the count beside each choice, zeros too, most frequent first.

        A count tells how many events would remain with this choice alone in its field and the
        other criteria as they are.
        """
        return {name: self.tally.facet(name) for name in FACETS}

    @property
    def regions(self) -> pd.DataFrame:
        """First-order divisions with events: ``events``, and of these ``region_only``, known to no
        smaller place. Index: admin1_id; further columns admin1, country."""
        return self.tally.regions.copy(deep=False)

    @property
    def countries(self) -> pd.DataFrame:
        """Countries with events: ``events``, and of these ``region_only``, known to no smaller place."""
        return self.tally.countries.copy(deep=False)

    def period(self) -> Period:
        """The period of the bars that suits the span of the events."""
        if self.span is None:
            return "day"
        days = (self.span[1] - self.span[0]).days
        return "day" if days <= 62 else "week" if days <= 366 else "month" if days <= 3660 else "year"

    def histogram(
        self, period: Period | None = None, *, by: str = "type", unbounded: bool = False
    ) -> pd.DataFrame:
        """Events by time: a row for each period from first to last, a column for each value of ``by``.

        The index holds the first day of each period. ``unbounded`` leaves the dates of the filter
        aside, for a timeline that shows what lies outside the chosen range.
        """
        index, mask = self.atlas.index, self.tally.shown
        if unbounded:
            mask = index.groups.representatives(self.tally.but("since", "until"))
        return histogram(index, mask, period or self.period(), by=by)
