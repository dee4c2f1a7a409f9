"""Capitalised words that name no place though a village somewhere bears their name."""

from __future__ import annotations

from dateline.geoparse import lexicon, ukrainian
from dateline.geoparse.document import Sentence
from dateline.geoparse.spans import is_capital


def no_name(sentence: Sentence, first: int, last: int) -> bool:
    """Single words that name no place here: months, bodies, ordinary Ukrainian words with a capital."""
    if last - first > 1:
        return False
    if is_calendar_or_body(sentence.words[first], sentence.lows[first]):
        return True
    if _half_adjective(sentence, first):
        return True
    return sentence.lang == "uk" and _ordinary(sentence, first)


def is_calendar_or_body(word: str, low: str) -> bool:
    """Whether a word is a month, a day of the week, or a body's initials."""
    return low in lexicon.CALENDAR or (low in lexicon.ACRONYMS and word.isupper())


def _half_adjective(sentence: Sentence, at: int) -> bool:
    """Whether an ordinary word is half of a compound adjective within a name: "Golden-Domed"."""
    if sentence.words[at + 1 : at + 2] != ["-"] or at + 2 >= len(sentence.words):
        return False
    return (
        sentence.ends[at] == sentence.starts[at + 1]
        and sentence.ends[at + 1] == sentence.starts[at + 2]
        and is_capital(sentence.words[at + 2])
        and sentence.lows[at + 2].endswith(("ed", "ing"))
        and bool(lexicon.table().get(sentence.lows[at], 0) & lexicon.COMMON)
    )


def is_patron(sentence: Sentence, first: int) -> bool:
    """Whether a saint is meant to whom a church or an icon is dedicated: "the Monastery of Saint Michael"."""
    lows = sentence.lows
    if lows[first] not in lexicon.SAINTS or not first or lows[first - 1] != "of":
        return False
    return not lexicon.DEDICATED.isdisjoint(lows[max(0, first - 4) : first - 1])


def is_called(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the text says that the name is a person's: "his name is Volodymyr", "Chrystia (Freeland - ed.)"."""
    lows, words = sentence.lows, sentence.words
    if lows[max(0, first - 2) : first] in _NAME_IS and lows[max(0, first - 3) : first - 2] in _OF_PERSONS:
        return True
    if first < 2 or words[first - 1] != "(" or lows[last : last + 2] != ["-", "ed"]:
        return False
    before = words[first - 2]
    return is_capital(before) and not before.isupper() and lows[first - 2] != lows[first]


_NAME_IS = (["name", "is"], ["name", "was"])
_OF_PERSONS = (["his"], ["her"], ["my"], ["whose"])


def _ordinary(sentence: Sentence, at: int) -> bool:
    """Whether a capitalised Ukrainian word is no name: it opens the sentence, or describes the noun behind it."""
    low = sentence.lows[at]
    opens = at == 0 or not any(word[0].isalnum() for word in sentence.words[:at])
    follower = sentence.words[at + 1] if at + 1 < len(sentence.words) else "."
    if ukrainian.is_ordinary_noun(low) or (opens and ukrainian.may_be_function_word(low)):
        return True
    if ukrainian.part_of_speech(low) == "ADJF" and ukrainian.describes(low):
        governed = at > 0 and ukrainian.part_of_speech(sentence.lows[at - 1]) == "PREP"
        return follower[0].islower() and (opens or ukrainian.agree(low, follower, governed=governed))
    return False
