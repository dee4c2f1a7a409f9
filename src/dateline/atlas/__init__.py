"""The store as GeoDataFrames, with one Filter and the exports."""
