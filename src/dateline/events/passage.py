"""A release cut into sentences, clauses and words, once, for all that reads it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from dateline.events.wording import word_set
from dateline.geoparse.text import Token, sentences, tokens

_QUOTES = {'"': '"', "“": "”", "«": "»", "„": "“"}
_RELATIVE = word_set(
    "which who whom whose where when while because although though since after before that if unless so "
    "який яка яке які якого якому якій яких де коли бо хоча щоб якщо після перед"
)
TELLING = word_set(
    "said noted stressed stated added emphasized says informed reminded declared told explained"
)
_FIRST_PERSON = word_set("i we our my us я ми наш наші нас")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its words with offsets in the body, lower-cased forms, clause of each word."""

    index: int
    start: int
    end: int
    words: tuple[Token, ...]
    lowered: tuple[str, ...]
    clause: tuple[int, ...]
    quoted: tuple[bool, ...]

    def word_at(self, offset: int) -> int:
        """Index of the word that holds ``offset`` (or the last one before it)."""
        return max(0, bisect_right(self.words, offset, key=lambda token: token.start) - 1)


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
        words, first = tokens(text), 0
        for index, (start, end) in enumerate(sentences(text)):
            last = bisect_left(words, (end,), first)
            own = tuple(words[first:last])
            sentence, open_quote = _sentence(index, start, end, own, open_quote)
            found.append(sentence)
            first = last
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


def _sentence(
    index: int, start: int, end: int, words: tuple[Token, ...], open_quote: str | None
) -> tuple[Sentence, str | None]:
    lowered = tuple(t.casefold().replace("’", "'") if "’" in t else t.casefold() for _, _, t in words)
    plain = open_quote is None and _QUOTES.keys().isdisjoint(lowered)
    quoted = [False] * len(words) if plain else []
    for word in () if plain else words:
        if open_quote is not None and word.text == open_quote:
            open_quote = None
            quoted.append(True)
            continue
        if open_quote is None and word.text in _QUOTES:
            open_quote = _QUOTES[word.text]
        quoted.append(open_quote is not None)
    sentence = Sentence(index, start, end, words, lowered, _clauses(words, lowered), tuple(quoted))
    return sentence, open_quote


def _clauses(words: tuple[Token, ...], lowered: tuple[str, ...]) -> tuple[int, ...]:
    """The number of the clause that each word belongs to, cut at marks and relative words."""
    if _CUTTING.isdisjoint(lowered):
        return (0,) * len(words)
    clause, numbers = 0, []
    for i, word in enumerate(lowered):
        after_comma = i > 0 and lowered[i - 1] in {",", ";", ":", "-", "–", "—"}
        if (
            word in {";", ":", "–", "—"}
            or (word in _RELATIVE and (after_comma or word in _STRONG))
            or (word == "-" and 0 < i < len(words) - 1 and words[i - 1].end < words[i].start)
            or (word == "that" and i > 0 and lowered[i - 1] in TELLING)
        ):
            clause += 1
        numbers.append(clause)
    return tuple(numbers)


_STRONG = word_set("which who whose where while because although if unless який яка яке які якщо")
_CUTTING = _RELATIVE | {";", ":", "–", "—", "-", "that"}
