"""Names to places: embedded data, imports, name variants, boundaries."""
