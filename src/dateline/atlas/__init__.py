"""Store to frames, the one Filter, exports; the one place that turns lat, lon into (lon, lat)."""

from dateline.atlas.atlas import Atlas
from dateline.atlas.filter import Filter, Near
from dateline.atlas.frames import Count
from dateline.atlas.selection import FACETS, Period, Selection

__all__ = ["FACETS", "Atlas", "Count", "Filter", "Near", "Period", "Selection"]
