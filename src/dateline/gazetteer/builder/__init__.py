"""Builds ``geodata/`` from its sources; nothing of this is imported at run time."""
