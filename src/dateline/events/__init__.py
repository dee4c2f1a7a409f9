"""Mentions and text to events; events of many releases to merged events and journeys."""

from dateline.events.extractor import EventExtractor
from dateline.events.merge import merge

__all__ = ["EventExtractor", "merge"]
