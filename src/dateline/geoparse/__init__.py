"""Text to mentions: recognise, assign the role, resolve, explain."""

from dateline.geoparse.text import Token, sentence_at, sentences, tokens

__all__ = ["Token", "sentence_at", "sentences", "tokens"]
