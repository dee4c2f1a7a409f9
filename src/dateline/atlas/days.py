"""Days that an ISO prefix may mean, for whole columns at once."""

from __future__ import annotations

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
