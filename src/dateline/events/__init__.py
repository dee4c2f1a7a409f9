"""Mentions and text to events; events of many releases to merged events and journeys."""

from dateline.events.codes import Plover, plover, time_precision
from dateline.events.extractor import EventExtractor
from dateline.events.merge import merge
from dateline.events.where import precision

__all__ = ["EventExtractor", "Plover", "merge", "plover", "precision", "time_precision"]
