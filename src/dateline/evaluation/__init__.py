"""Measures of quality: annotated releases against what Dateline finds in them."""

from dateline.evaluation.gold import GoldDocument, GoldEvent, GoldMention, GoldPlace, load_gold
from dateline.evaluation.measures import F1, LABELS, Ratio, Report, evaluate
from dateline.evaluation.places import distance_km, same_place

__all__ = [
    "F1",
    "LABELS",
    "GoldDocument",
    "GoldEvent",
    "GoldMention",
    "GoldPlace",
    "Ratio",
    "Report",
    "distance_km",
    "evaluate",
    "load_gold",
    "same_place",
]
