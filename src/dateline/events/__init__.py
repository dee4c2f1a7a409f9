"""Mentions and text to events; events of many releases to merged events and journeys."""

from dateline.events.extractor import EventExtractor

__all__ = ["EventExtractor"]
