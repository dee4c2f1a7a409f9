"""Text to mentions: recognise, assign the role, resolve, explain."""

from dateline.geoparse.explain import Explanation, explain, lines
from dateline.geoparse.parser import Geoparser, Parsed
from dateline.geoparse.text import sentence_at, sentences, split_words

__all__ = [
    "Explanation",
    "Geoparser",
    "Parsed",
    "explain",
    "lines",
    "sentence_at",
    "sentences",
    "split_words",
]
