"""Text to mentions: recognise, assign the role, resolve, explain."""

from dateline.geoparse.explain import Explanation, explain, lines
from dateline.geoparse.parser import Geoparser, Parsed
from dateline.geoparse.text import Token, sentence_at, sentences, tokens

__all__ = [
    "Explanation",
    "Geoparser",
    "Parsed",
    "Token",
    "explain",
    "lines",
    "sentence_at",
    "sentences",
    "tokens",
]
