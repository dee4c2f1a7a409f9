"""GeoDataFrames to folium layers; the only importer of folium."""
