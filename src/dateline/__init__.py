"""Dateline: dated official releases become a map that analysts can check."""

__version__ = "0.1.0"
