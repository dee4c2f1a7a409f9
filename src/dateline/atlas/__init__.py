"""Store to frames, the one Filter, exports; the one place that turns lat, lon into (lon, lat)."""

from dateline.atlas.atlas import Atlas, Places
from dateline.atlas.days import Span, bulk
from dateline.atlas.filter import Filter, Near
from dateline.atlas.frames import Count
from dateline.atlas.kept import Kept
from dateline.atlas.selection import Selection
from dateline.atlas.tally import FACETS, Period, period_numbers, period_starts

__all__ = [
    "FACETS",
    "Atlas",
    "Count",
    "Filter",
    "Kept",
    "Near",
    "Period",
    "Places",
    "Selection",
    "Span",
    "bulk",
    "period_numbers",
    "period_starts",
]
