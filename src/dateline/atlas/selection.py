"""What a Filter leaves: frames and counts, each made when first asked for."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from dateline.atlas.criteria import Mask, all_of
from dateline.atlas.filter import Filter
from dateline.models import PlaceKind, Role

if TYPE_CHECKING:
    from dateline.atlas.atlas import Atlas

Period = Literal["day", "week", "month", "year"]
_PANDAS: dict[Period, str] = {"day": "D", "week": "W-SUN", "month": "M", "year": "Y"}
"""Weeks run from Monday to Sunday (ISO 8601)."""

FACETS = {
    "types": "type",
    "statuses": "status",
    "countries": "country",
    "regions": "admin1_id",
    "districts": "admin2_id",
    "publishers": "publisher",
    "languages": "lang",
    "actors": "actor_countries",
    "who": "who",
    "site_kinds": "site_kinds",
    "where_prec": "where_prec",
    "reviewed": "reviewed",
}
"""Fields of the Filter that are chosen from a list, and the columns that they choose in."""


_ALWAYS = ("reviewed",)
"""Criteria that hide something also where nothing is chosen."""


class Selection:
    """The part of an atlas that a filter lets through.

    An event of which several releases tell is one event here: it is let through where one of its
    tellings is, and the fullest telling that is let through stands for it. Frames have the
    columns of ``schema.py`` and are the caller's own. Counts are of events unless they say otherwise.
    """

    def __init__(self, atlas: Atlas, filter: Filter) -> None:
        self.atlas = atlas
        self.filter = filter
        self._masks = {name: atlas.mask(name, getattr(filter, name)) for name in (*filter.active, *_ALWAYS)}
        self._told = all_of(list(self._masks.values()), atlas.event_count)
        self._mask = atlas.index.groups.representatives(self._told)

    def _mask_but(self, *names: str) -> Mask:
        """Events that meet every criterion but some."""
        kept = [mask for name, mask in self._masks.items() if name not in names]
        return all_of(kept, self.atlas.event_count)

    @cached_property
    def _events(self) -> gpd.GeoDataFrame:
        frame = self.atlas.events
        return frame if self._mask.all() else frame[self._mask]

    @property
    def events(self) -> gpd.GeoDataFrame:
        """The events; the index is the one of ``atlas.events``."""
        return self._events.copy(deep=False)

    @property
    def rows(self) -> npt.NDArray[np.intp]:
        """The positions of these events in ``atlas.events``, without making a frame of them."""
        return np.flatnonzero(self._mask)

    @property
    def tellings(self) -> gpd.GeoDataFrame:
        """All reports of these events that the filter lets through, one a release; index as `events`."""
        return self.atlas.events[self._told]

    @cached_property
    def journeys(self) -> gpd.GeoDataFrame:
        """Journeys with one of these events at a stop."""
        journeys = self.atlas.journeys
        shown = set(self._events["merged_id"])
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
        kept = sites["event_id"].isin(self._events["event_id"])
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
        return int(self._mask.sum())

    @cached_property
    def release_count(self) -> int:
        """How many releases report these events."""
        return self.atlas.distinct("release_id", self._told)

    @cached_property
    def place_count(self) -> int:
        """How many places these events are at, of any kind."""
        return self.atlas.distinct("place_id", self._mask)

    @cached_property
    def not_on_map(self) -> int:
        """Events that are not drawn as a point: known to a region or country only, or to no place."""
        return int((self._mask & ~self.atlas.index.on_map).sum())

    @cached_property
    def without_place(self) -> int:
        """Events whose place is not known at all: neither point nor outline."""
        return int(self._events["place_id"].isna().sum())

    @cached_property
    def span(self) -> tuple[date, date] | None:
        """First and last day of the events, or None where none has a day."""
        days = self._events["day"]
        if days.isna().all():
            return None
        last = self._events["day_end"].max()
        return days.min().date(), last.date()

    @cached_property
    def facets(self) -> dict[str, pd.Series[int]]:
        """For each field of ``FACETS`` the count beside each choice, zeros too, most frequent first.

        A count tells how many events would remain with this choice alone in its field and the
        other criteria as they are.
        """
        index = self.atlas.index
        return {
            name: index.column(column).counts(self._mask_but(name), index.groups)
            for name, column in FACETS.items()
        }

    @cached_property
    def regions(self) -> pd.DataFrame:
        """First-order divisions with events: ``events``, and of these ``region_only``, known to no
        smaller place. Index: admin1_id; further columns admin1, country."""
        return self._grouped("admin1_id", ["admin1", "country"], PlaceKind.REGION)

    @cached_property
    def countries(self) -> pd.DataFrame:
        """Countries with events: ``events``, and of these ``region_only``, known to no smaller place."""
        return self._grouped("country", [], PlaceKind.COUNTRY)

    def _grouped(self, key: str, labels: list[str], kind: PlaceKind) -> pd.DataFrame:
        events = self._events
        only = (events["place_kind"] == kind).rename("only")
        frame = pd.DataFrame(events[[key, *labels]]).assign(only=only).dropna(subset=[key])
        named = {label: (label, "first") for label in labels}
        counts = frame.groupby(key).agg(**named, events=("only", "size"), region_only=("only", "sum"))
        return counts.sort_values("events", ascending=False, kind="stable")

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
        mask = self._mask
        if unbounded:
            mask = self.atlas.index.groups.representatives(self._mask_but("since", "until"))
        events = self.atlas.events.loc[mask, ["day", by]].dropna()
        if events.empty:
            return pd.DataFrame(index=pd.DatetimeIndex([], name="day"))
        start = events["day"].dt.to_period(_PANDAS[period or self.period()])
        counts = pd.crosstab(start, events[by])
        whole = pd.period_range(counts.index.min(), counts.index.max(), name="day")
        counts = counts.reindex(whole, fill_value=0).astype(np.int64)
        return counts.set_axis(whole.to_timestamp(), axis="index")
