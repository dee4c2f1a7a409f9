"""Text to mentions: recognise, assign the role, resolve, explain."""

from dateline.geoparse.parser import Geoparser, Parsed
from dateline.geoparse.text import Token, sentence_at, sentences, tokens

__all__ = ["Geoparser", "Parsed", "Token", "sentence_at", "sentences", "tokens"]
