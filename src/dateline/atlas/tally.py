"""What a Filter leaves, in numbers: masks and counts that all who ask for the same filter share.

No frame is made here: an atlas may hold a hundred thousand events, and a page with its map, lists, bars and
table asks for the same counts many times over.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from threading import RLock
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from dateline.atlas.criteria import Mask, all_of
from dateline.atlas.days import Span, bulk
from dateline.atlas.index import Index
from dateline.atlas.kept import once
from dateline.models import PlaceKind

Period = Literal["day", "week", "month", "year"]
Days = npt.NDArray[np.datetime64]

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


_FEW = 9
"""Events outside the bulk are left aside in words where they are a ninth of all at most."""


class Tally:
    """The events that meet all of some masks, and their counts; not to be written to.

    ``told`` marks every telling that is let through, ``shown`` of each event the fullest of these.
    """

    def __init__(self, index: Index, masks: Mapping[str, Mask]) -> None:
        self.index = index
        self.lock = RLock()
        self._masks = masks
        self._facets: dict[str, pd.Series[int]] = {}
        self.told = all_of(list(masks.values()), len(index.events))
        self.shown = index.groups.representatives(self.told)
        for mask in (self.told, self.shown):
            mask.flags.writeable = False

    def but(self, *names: str) -> Mask:
        """Tellings that meet every criterion but some."""
        if self._masks.keys().isdisjoint(names):
            return self.told
        kept = [mask for name, mask in self._masks.items() if name not in names]
        return all_of(kept, len(self.index.events))

    @once
    def count(self) -> int:
        """How many events there are."""
        return int(np.count_nonzero(self.shown))

    @property
    def rows(self) -> npt.NDArray[np.intp]:
        """The positions of the events."""
        return np.flatnonzero(self.shown)

    def distinct(self, column: str, mask: Mask) -> int:
        """How many different values of a column the events under a mask have."""
        column_codes = self.index.column(column)
        found = np.bincount(column_codes.codes[mask[column_codes.rows]])
        return int(np.count_nonzero(found))

    def among(self, column: str, value: str) -> Mask:
        """The events that have a value."""
        return self.index.column(column).among((value,)) & self.shown

    def facet(self, name: str) -> pd.Series[int]:
        """For a field of ``FACETS`` the count beside each choice, zeros too, most frequent first.

        A count tells how many events would remain with this choice alone in its field and the
        other criteria as they are.
        """
        with self.lock:
            if name not in self._facets:
                column = self.index.column(FACETS[name])
                self._facets[name] = column.counts(self.but(name), self.index.groups)
            return self._facets[name].copy(deep=False)

    @once
    def regions(self) -> pd.DataFrame:
        """First-order divisions with their events; see `Selection.regions`."""
        return self._grouped("admin1_id", ("admin1", "country"), PlaceKind.REGION)

    @once
    def countries(self) -> pd.DataFrame:
        """Countries with their events; see `Selection.countries`."""
        return self._grouped("country", (), PlaceKind.COUNTRY)

    def _grouped(self, key: str, labels: tuple[str, ...], kind: PlaceKind) -> pd.DataFrame:
        column = self.index.column(key)
        size = len(column.values)

        def counted(mask: Mask) -> npt.NDArray[np.intp]:
            return np.bincount(column.codes[mask[column.rows]], minlength=size)

        events, only = counted(self.shown), counted(self.among("place_kind", kind))
        order = np.argsort(-events, kind="stable")
        order = order[: np.count_nonzero(events)]
        values = np.asarray(column.values, dtype=object)
        frame = {label: self.index.labels(key, label)[order] for label in labels}
        return pd.DataFrame(
            frame | {"events": events[order], "region_only": only[order]},
            index=pd.Index(values[order], name=key, dtype="str"),
        )

    @once
    def span(self) -> tuple[date, date] | None:
        """First and last day of the events, or None where none has a day."""
        first, last = (days[self.shown] for days in self.index.days)
        first, last = first[~np.isnat(first)], last[~np.isnat(last)]
        return (first.min().item(), last.max().item()) if len(first) else None

    @once
    def bulk(self) -> Span | None:
        """Where the events lie densely; see `Selection.bulk`."""
        first, last = (days[self.shown] for days in self.index.days)
        dated = ~np.isnat(first)
        first, last = first[dated], last[dated]
        if not len(first):
            return None
        low, high = bulk(first)
        if np.count_nonzero((first < low) | (first > high)) * _FEW > len(first):
            low, high = first.min(), first.max()  # a large part of so few is no exception
        end = last[(first >= low) & (first <= high)].max()
        outside = np.count_nonzero(first < low), np.count_nonzero(first > high)
        return Span(pd.Timestamp(low).date(), pd.Timestamp(end).date(), *map(int, outside))


def histogram(index: Index, mask: Mask, period: Period, *, by: str) -> pd.DataFrame:
    """The events under a mask by their first day: a row for each period from first to last, a column for
    each value of the column ``by`` that they have. The index holds the first day of each period."""
    column = index.column(by)
    days, codes = index.days[0], column.dense
    counted = mask & ~np.isnat(days) & (codes >= 0)
    if not counted.any():
        return pd.DataFrame(index=pd.DatetimeIndex([], name="day"))
    numbers, width = period_numbers(days[counted], period), len(column.values)
    low = int(numbers.min())
    size = int(numbers.max()) - low + 1
    counts = np.bincount((numbers - low) * width + codes[counted], minlength=size * width).reshape(
        size, width
    )
    starts = pd.DatetimeIndex(
        period_starts(np.arange(low, low + size), period).astype("datetime64[s]"), name="day"
    )
    told = np.flatnonzero(counts.any(axis=0))
    values = [column.values[i] for i in told]
    return pd.DataFrame(counts[:, told], index=starts, columns=pd.Index(values, name=by))


def period_numbers(days: Days, period: Period) -> npt.NDArray[np.int64]:
    """The number of the period that each day lies in; weeks run from Monday to Sunday (ISO 8601)."""
    if period == "week":
        return (days.astype("datetime64[D]").astype(np.int64) + 3) // 7  # 1 January 1970 was a Thursday
    return days.astype(_UNITS[period]).astype(np.int64)


def period_starts(numbers: npt.NDArray[np.int64], period: Period) -> Days:
    """The first day of each period of these numbers."""
    if period == "week":
        return (numbers * 7 - 3).astype("datetime64[D]")
    return numbers.astype(_UNITS[period]).astype("datetime64[D]")


_UNITS: dict[Period, str] = {"day": "datetime64[D]", "month": "datetime64[M]", "year": "datetime64[Y]"}
