"""Small closed classes of words, written as one string each."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of ``text``, which blanks divide."""
    return frozenset(text.split())
