"""A release cut into sentences, clauses and words, once, for all that reads it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, compress
from typing import Any

from dateline.events.wording import Memo, word_set
from dateline.geoparse.text import sentences, split_words

_QUOTES = {'"': '"', "“": "”", "«": "»", "„": "“"}
_QUOTE_MARKS = frozenset(_QUOTES)
_RELATIVE = word_set(
    "which who whom whose where when while because although though since after before that if unless so "
    "який яка яке які якого якому якій яких де коли бо хоча щоб якщо після перед"
)
TELLING = word_set(
    "said noted stressed stated added emphasized says informed reminded declared told explained"
)
_FIRST_PERSON = word_set("i we our my us я ми наш наші нас")


def _written(piece: str) -> tuple[str, ...]:
    return (piece,) if piece.isalpha() else tuple(split_words(piece))


_WRITTEN = Memo(_written)
"""The words of what stands between white space, as written."""
_SMALL = Memo(lambda piece: tuple([word.casefold().replace("’", "'") for word in _written(piece)]))
"""The same words in small letters, with straight apostrophes."""


class Sentence:
    """One sentence: its words with offsets in the body, lower-cased forms, clause of each word.

    Small letters are there at once; all else is made when somebody first asks for it, since most sentences
    of a release name neither a place nor an act.
    """

    __slots__ = (
        "_body", "clause", "end", "index", "lowered", "quoted", "start", "starts", "texts",
    )  # fmt: skip
    clause: tuple[int, ...]
    quoted: tuple[bool, ...]
    starts: list[int]
    texts: tuple[str, ...]

    def __init__(self, index: int, start: int, end: int, body: str) -> None:
        self.index = index
        self.start = start
        self.end = end
        self._body = body
        self.lowered = tuple(chain.from_iterable(map(_SMALL.__getitem__, body[start:end].split())))

    def __getattr__(self, name: str) -> Any:
        """Reached once for each of the parts that are made when asked for."""
        if name == "texts":
            pieces = self._body[self.start : self.end].split()
            self.texts = tuple(chain.from_iterable(map(_WRITTEN.__getitem__, pieces)))
        elif name == "clause":
            self.clause = _clauses(self)
        elif name == "starts":
            self.starts = self._offsets()
        elif name == "quoted":
            self.quoted = (False,) * len(self.lowered)
        else:
            raise AttributeError(name)
        return getattr(self, name)

    def _offsets(self) -> list[int]:
        """Where each word begins in the body: nothing but white space stands between two."""
        found, at = [], self.start
        for word in self.texts:
            at = self._body.index(word, at)
            found.append(at)
            at += len(word)
        return found

    def quote(self, open_quote: str | None) -> str | None:
        """Mark the words that stand in quotation marks.

        Args:
            open_quote: the mark that ends a quotation of the sentences before, None outside of one.

        Returns:
            The same for the sentence after this one.
        """
        if open_quote is None and _QUOTE_MARKS.isdisjoint(self.lowered):
            return None
        quoted = []
        for word in self.texts:
            if open_quote is not None and word == open_quote:
                open_quote = None
                quoted.append(True)
                continue
            if open_quote is None and word in _QUOTES:
                open_quote = _QUOTES[word]
            quoted.append(open_quote is not None)
        self.quoted = tuple(quoted)
        return open_quote

    def end_before(self, at: int) -> int:
        """The offset in the body where the word before word ``at`` ends."""
        return self.starts[at - 1] + len(self.texts[at - 1])

    def word_at(self, offset: int) -> int:
        """Index of the word that holds ``offset`` (or the last one before it)."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def words_in(self, start: int, end: int) -> tuple[int, int]:
        """The first word that begins in ``[start, end)``, and the one after the last."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def clause_of(self, at: int) -> tuple[int, int]:
        """The first word of the clause of word ``at``, and the one after its last."""
        clause = self.clause
        number = clause[at]
        if clause[0] == clause[-1]:
            return 0, len(clause)
        return bisect_left(clause, number), bisect_right(clause, number)


@dataclass(frozen=True)
class Passage:
    """A body as sentences."""

    text: str
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...] = field(default=())

    @classmethod
    def of(cls, text: str) -> Passage:
        """Cut ``text`` up; linear in its length."""
        open_quote: str | None = None
        found: list[Sentence] = []
        for index, (start, end) in enumerate(sentences(text)):
            sentence = Sentence(index, start, end, text)
            open_quote = sentence.quote(open_quote)
            found.append(sentence)
        return cls(text, tuple(found), tuple(s.start for s in found))

    def sentence_of(self, offset: int) -> Sentence | None:
        """The sentence that holds ``offset``."""
        i = bisect_right(self.starts, offset) - 1
        if i < 0 or offset >= self.sentences[i].end:
            return None
        return self.sentences[i]

    @cached_property
    def first_person(self) -> bool:
        """Whether the whole is an address in the first person rather than a report."""
        plain = total = 0
        for sentence in self.sentences:
            total += 1
            plain += not _FIRST_PERSON.isdisjoint(sentence.lowered) and any(
                word in _FIRST_PERSON and not quoted
                for word, quoted in zip(sentence.lowered, sentence.quoted, strict=True)
            )
        return total > 0 and plain / total > 0.15


def _clauses(sentence: Sentence) -> tuple[int, ...]:
    """The number of the clause that each word belongs to, cut at marks and relative words."""
    lowered = sentence.lowered
    if _CUTTING.isdisjoint(lowered):
        return (0,) * len(lowered)
    numbers: list[int] = []
    clause = 0
    for i in compress(range(len(lowered)), map(_CUTTING.__contains__, lowered)):
        if _cuts(sentence, i):
            numbers += [clause] * (i - len(numbers))
            clause += 1
    return (*numbers, *[clause] * (len(lowered) - len(numbers)))


def _cuts(sentence: Sentence, at: int) -> bool:
    """Whether a clause begins at a word that may begin one."""
    word = sentence.lowered[at]
    before = sentence.lowered[at - 1] if at else ""
    if word in _RELATIVE and (before in _CLOSING or word in _STRONG):
        return True
    if word == "that":
        return before in TELLING
    if word == "-":
        return 0 < at < len(sentence.lowered) - 1 and _apart(sentence, at)
    return word in _MARKS


def _apart(sentence: Sentence, at: int) -> bool:
    """Whether white space stands before a word."""
    return sentence.end_before(at) < sentence.starts[at]


_STRONG = word_set("which who whose where while because although if unless який яка яке які якщо")
_MARKS = frozenset((";", ":", "–", "—"))
_CLOSING = _MARKS | {",", "-"}
_CUTTING = _RELATIVE | _MARKS | {"-", "that"}
