"""The database of what was read and what was found."""
