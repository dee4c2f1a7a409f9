"""Days that an ISO prefix may mean, for whole columns at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

_FIRST = {4: "-01-01", 7: "-01", 10: ""}


def first_day(prefixes: pd.Series[str]) -> pd.Series[pd.Timestamp]:
    """The first day of each ISO prefix (2022, 2022-09, 2022-09-23); NaT where there is none."""
    text = prefixes.astype("str")
    whole = text + text.str.len().map(_FIRST).astype("str")
    return pd.to_datetime(whole, format="%Y-%m-%d", errors="coerce").astype("datetime64[s]")


def last_day(prefixes: pd.Series[str]) -> pd.Series[pd.Timestamp]:
    """The last day of each ISO prefix; NaT where there is none."""
    first, length = first_day(prefixes), prefixes.astype("str").str.len()
    month = first + pd.offsets.MonthEnd(0)
    year = first + pd.offsets.YearEnd(0)
    return first.mask(length == 7, month).mask(length == 4, year).astype("datetime64[s]")


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day of where events lie densely; how many are earlier and later than that."""

    first: date
    last: date
    earlier: int
    later: int


_FENCE = 3
"""Days further from the middle half of all days than so many times its length are outliers (Tukey)."""
_MONTH = np.timedelta64(30, "D")


def bulk(days: npt.NDArray[np.datetime64]) -> tuple[np.datetime64, np.datetime64]:
    """First and last day of where events lie densely: one event of 1943 among thousands of 2022 is left aside.

    Outliers are left aside only where that halves the span at least.

    Args:
        days: the days of events in any order; one at least, no NaT.
    """
    first, last, quarter = days.min(), days.max(), len(days) // 4
    ranks = (quarter, (len(days) * 3) // 4)
    early, late = np.partition(days, ranks)[list(ranks)]
    reach = (late - early) * _FENCE + _MONTH
    inside = days[(days >= early - reach) & (days <= late + reach)]
    low, high = inside.min(), inside.max()
    return (low, high) if (high - low) * 2 < last - first else (first, last)
