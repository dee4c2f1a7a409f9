"""GeoDataFrames to what maps draw: folium layers, and plain columns for the main map."""

from dateline.maps.basemap import basemap, basemap_recipe
from dateline.maps.change import change
from dateline.maps.explore import TYPES, bounds, cells, columns, explore, journeys, site_points, timeline
from dateline.maps.labels import Label, names_layer, spread
from dateline.maps.layers import (
    DARK,
    LIGHT,
    Assets,
    Looks,
    base_map,
    events_layer,
    land,
    near,
    outlines_layer,
    page,
    records,
    sea,
    side_by_side,
    view,
)
from dateline.maps.names import country_name, language_name
from dateline.maps.picture import picture
from dateline.maps.symbols import SITES, SYMBOLS, Symbol, site_svg, svg
from dateline.maps.table import table_rows
from dateline.maps.tiles import CHOICES, BaseMapChoice

__all__ = [
    "CHOICES", "DARK", "LIGHT", "SITES", "SYMBOLS", "TYPES", "Assets", "BaseMapChoice", "Label", "Looks", "Symbol", "base_map", "basemap", "basemap_recipe",
    "bounds", "cells", "change", "columns", "country_name", "events_layer", "explore", "journeys", "land", "language_name", "names_layer", "near",
    "outlines_layer", "page", "picture", "records", "sea", "side_by_side", "site_points", "site_svg", "spread", "svg", "table_rows", "timeline",
    "view",
]  # fmt: skip
