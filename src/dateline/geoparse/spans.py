"""A candidate: words of a sentence that may name a place."""

from __future__ import annotations

from dateline.geoparse.document import Sentence


class Span:
    """A candidate. ``first`` and ``last`` (exclusive) index words of ``sentence``.

    ``asked`` is the kind that the words around ask for ("" where they ask for none); ``core`` the end of the
    name without its generic word. ``rows`` is empty where the gazetteer does not know the name.
    """

    __slots__ = ("asked", "core", "cue", "end", "first", "last", "rows", "sentence", "start")

    def __init__(
        self,
        sentence: Sentence,
        first: int,
        last: int,
        rows: tuple[int, ...],
        *,
        asked: str = "",
        core: int | None = None,
        cue: str = "",
    ) -> None:
        self.sentence = sentence
        self.first = first
        self.last = last
        self.start = sentence.start + sentence.starts[first]
        self.end = sentence.start + sentence.ends[last - 1]
        self.rows = rows
        self.asked = asked
        self.core = last if core is None else core
        self.cue = cue

    @property
    def known(self) -> bool:
        """Whether the gazetteer knows the name."""
        return bool(self.rows)


def is_capital(word: str) -> bool:
    """Whether the word begins with a capital letter."""
    return word[0].isupper()
