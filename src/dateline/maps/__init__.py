"""GeoDataFrames to what maps draw: folium layers, and plain columns for the main map."""

from dateline.maps.basemap import basemap
from dateline.maps.explore import TYPES, cells, columns, explore
from dateline.maps.names import country_name, language_name
from dateline.maps.symbols import SYMBOLS, Symbol, svg
from dateline.maps.table import table_rows
from dateline.maps.tiles import CHOICES, BaseMapChoice

__all__ = [
    "CHOICES", "SYMBOLS", "TYPES", "BaseMapChoice", "Symbol", "basemap", "cells", "columns", "country_name", "explore", "language_name", "svg", "table_rows",
]  # fmt: skip
