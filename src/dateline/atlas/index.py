"""Columns of the events as numbers, made once, so that a filter or a count takes milliseconds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from threading import RLock
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from dateline.atlas.kept import Kept, once

_LISTS = frozenset({"actor_countries", "who"})
"""Columns of tuples: an event has each value of its tuple."""

_KEPT = 64
"""More than there are columns to ask for."""

_WORDING = ("place", "place_native", "admin1", "admin2", "publisher")


@dataclass(frozen=True)
class Codes:
    """A column in which event ``rows[i]`` has the value ``values[codes[i]]``.

    An event may have no value or (actors, sites) several.
    """

    values: tuple[Any, ...]
    codes: npt.NDArray[np.intp]
    rows: npt.NDArray[np.intp]
    size: int

    @classmethod
    def of(cls, column: Iterable[Any], rows: npt.NDArray[np.intp], size: int) -> Codes:
        """Codes of a column; missing values take no part."""
        codes, values = pd.factorize(pd.Series(column), sort=True)
        known = codes >= 0
        return cls(tuple(values.tolist()), codes[known], rows[known], size)

    @cached_property
    def dense(self) -> npt.NDArray[np.intp]:
        """The code of each event, -1 where it has no value; of several values the last."""
        found = np.full(self.size, -1, dtype=np.intp)
        found[self.rows] = self.codes
        return found

    def among(self, wanted: Iterable[Any]) -> npt.NDArray[np.bool_]:
        """Events that have one of the values."""
        wanted = set(wanted)
        hit = np.fromiter((value in wanted for value in self.values), dtype=bool, count=len(self.values))
        mask = np.zeros(self.size, dtype=bool)
        mask[self.rows[hit[self.codes]]] = True
        return mask

    def counts(self, mask: npt.NDArray[np.bool_], groups: Groups) -> pd.Series[int]:
        """Number of events under a mask for each value, zeros too, most frequent first.

        Tellings of one event that have the same value count once.
        """
        hit = mask[self.rows]
        codes = self.codes[hit]
        found = np.bincount(codes, minlength=len(self.values))
        if groups.any_shared:
            rows = self.rows[hit]
            shared = groups.shared[rows]
            told = codes[shared]
            once_each = np.unique(told * groups.size + groups.codes[rows[shared]]) // groups.size
            found += np.bincount(once_each, minlength=len(self.values))
            found -= np.bincount(told, minlength=len(self.values))
        order = np.argsort(-found, kind="stable")
        return pd.Series(found[order], index=[self.values[i] for i in order], dtype="int64")


class Groups:
    """Which rows tell of the same event."""

    def __init__(self, events: gpd.GeoDataFrame) -> None:
        codes, values = pd.factorize(events["merged_id"])
        self.codes = codes.astype(np.int64)
        self.size = max(len(values), 1)
        self.shared = np.bincount(codes, minlength=self.size)[codes] > 1
        self.any_shared = bool(self.shared.any())
        lead = np.asarray(events["lead"], dtype=bool)
        order = np.lexsort((np.arange(len(codes)), ~lead))[::-1]
        self._order = order[self.shared[order]]
        """Rows of events with several tellings, the fullest last."""

    def representatives(self, mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """One telling for each event that has any under the mask: the fullest of these."""
        if not self.any_shared:
            return mask
        shown = mask & ~self.shared
        told = self._order[mask[self._order]]
        best = np.full(self.size, -1)
        best[self.codes[told]] = told  # the last one written stays
        shown[best[best >= 0]] = True
        return shown


class PlaceColumns:
    """The places of the events, in the order of their codes: what a map writes and draws of each."""

    def __init__(self, events: gpd.GeoDataFrame, codes: Codes) -> None:
        first = np.full(len(codes.values), -1)
        first[codes.codes[::-1]] = codes.rows[
            ::-1
        ]  # the last one written stays: the first event at the place
        at = events.iloc[first]
        self.keys = np.asarray(codes.values, dtype=object)
        self.lat, self.lon = at["lat"].to_numpy(), at["lon"].to_numpy()
        self.kinds = at["place_kind"].to_numpy(dtype=object)
        self.exact = self.kinds == "site"
        self.names = at["place"].to_numpy(dtype=object)
        native = at["place_native"]
        self.native = native.where(native.notna(), at["place"]).to_numpy(dtype=object)


class Index:
    """The events' columns as codes and numbers, each made when first asked for; safe to share, not to be written to."""

    def __init__(self, events: gpd.GeoDataFrame, site_kinds: pd.DataFrame) -> None:
        """``site_kinds`` has a row for each kind of site at an event: columns ``row`` and ``kind``."""
        self.events = events
        self.lock = RLock()
        self._site_kinds = site_kinds
        self._kept: Kept[tuple[str, ...], Any] = Kept(_KEPT)
        self.groups = Groups(events)

    def column(self, name: str) -> Codes:
        """The codes of a column, a column of tuples, or ``site_kinds``."""
        found: Codes = self._kept.get(("codes", name), lambda: self._codes(name))
        return found

    def labels(self, key: str, label: str) -> npt.NDArray[Any]:
        """For each value of the column ``key`` the first value of another column beside it, None where there is none."""
        found: npt.NDArray[Any] = self._kept.get(("labels", key, label), lambda: self._labels(key, label))
        return found

    def ranks(self, name: str) -> npt.NDArray[np.int32]:
        """The place of each event's value in the order of all values of a column, -1 where it has none."""
        found: npt.NDArray[np.int32] = self._kept.get(("ranks", name), lambda: self._ranks(name))
        return found

    def _labels(self, key: str, label: str) -> npt.NDArray[Any]:
        column, beside = self.column(key), self.events[label]
        told = np.asarray(beside.notna())[column.rows]
        found = np.full(len(column.values), None, dtype=object)
        found[column.codes[told][::-1]] = beside.to_numpy(dtype=object)[column.rows[told]][::-1]
        return found

    def _ranks(self, name: str) -> npt.NDArray[np.int32]:
        codes, _ = pd.factorize(self.events[name], sort=True)
        return np.asarray(codes, dtype=np.int32)

    def _codes(self, name: str) -> Codes:
        size = len(self.events)
        if name == "site_kinds":
            pairs = self._site_kinds.drop_duplicates()
            return Codes.of(pairs["kind"], pairs["row"].to_numpy(dtype=np.intp), size)
        if name in _LISTS:
            lists = [tuple(dict.fromkeys(each)) for each in self.events[name]]
            rows = np.repeat(np.arange(size), [len(each) for each in lists])
            return Codes.of([value for each in lists for value in each], rows, size)
        return Codes.of(self.events[name], np.arange(size), size)

    @once
    def haystack(self) -> pd.Series[str]:
        """Evidence and headline, casefolded, for the search in text."""
        text = self.events["evidence"].fillna("") + "\n" + self.events["title"].fillna("")
        return pd.Series([each.casefold() for each in text], dtype="str")

    @once
    def wording(self) -> pd.Series[str]:
        """All that a row of the table says in words, casefolded, for its search box."""
        columns = (self.events[name].fillna("") for name in _WORDING)
        who = ("; ".join(names) for names in self.events["who"])
        rows = zip(self.haystack, who, *columns, strict=True)
        return pd.Series([f"{found}\n{' '.join(more).casefold()}" for found, *more in rows], dtype="str")

    @once
    def event_ids(self) -> npt.NDArray[Any]:
        """The ids of all events."""
        return np.asarray(self.events["event_id"], dtype=object)

    @once
    def lon_lat(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Longitudes and latitudes of all events, NaN where unknown."""
        return self.events["lon"].to_numpy(), self.events["lat"].to_numpy()

    @once
    def on_map(self) -> npt.NDArray[np.bool_]:
        """Events drawn as a point."""
        return np.asarray(self.events["on_map"], dtype=bool)

    @once
    def days(self) -> tuple[npt.NDArray[np.datetime64], npt.NDArray[np.datetime64]]:
        """First and last day of all events as datetime64[D], NaT where unknown."""
        first, last = (self.events[name].to_numpy().astype("datetime64[D]") for name in ("day", "day_end"))
        return first, last

    @once
    def places(self) -> PlaceColumns:
        """The places of all events, by the codes of the column ``place_id``."""
        return PlaceColumns(self.events, self.column("place_id"))
