"""Ukrainian names in all cases, through pymorphy3 and its Ukrainian dictionary.

A multi-word name is inflected word by word in agreement ("Біла Церква", "у Білій Церкві"); a
double name with a hyphen by its parts ("Рава-Руська", "Ростов-на-Дону").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice, product
from typing import Any, TypeVar

import pymorphy3

T = TypeVar("T")
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct", "voct")
_UNCHANGED = {"на", "над", "під", "при", "в", "у", "і", "та", "імені", "ім", "ла", "ле", "лос", "де", "сан"}
_MOST_FORMS = 12
"""Of one case of a name of several words, each of which may have two or three forms."""
_IRREGULAR: dict[str, dict[str, tuple[str, ...]]] = {
    "ріг": {"loct": ("розі", "рогу")},
    "бабин": {
        "gent": ("бабиного",),
        "datv": ("бабиному",),
        "ablt": ("бабиним",),
        "loct": ("бабиному", "бабинім"),
    },
}
"""Forms that the dictionary lacks."""
_ADJECTIVES = (
    "ий",
    "ій",
    "ська",
    "цька",
    "зька",
    "ське",
    "цьке",
    "зьке",
    "ські",
    "цькі",
    "ова",
    "ева",
    "ове",
    "еве",
)
_ENDING = 5
"""Letters by which the analyser predicts the forms of a word that its dictionary lacks."""
_REGULAR = ("івка", "ївка", "иця")
"""Endings of place names that change alike whether the dictionary has the word or not."""
_STEM = "ждрю"
"""Begins no word of the dictionary, so that only the ending of what follows counts."""
Cases = dict[str, tuple[str, ...]]
_JOINTS = re.compile(r"([\s\-]+)")


@lru_cache(maxsize=1)
def analyzer() -> Any:
    """The Ukrainian analyser of this process; loading takes a moment, so it waits for need."""
    return pymorphy3.MorphAnalyzer(lang="uk")


def _nominative(word: str, *, last: bool) -> Any | None:
    """The reading of ``word`` as the nominative of a place name, or None."""
    best, rank = None, -99.0
    for parse in analyzer().parse(word):
        tag = parse.tag
        if "nomn" not in tag:
            continue
        score = float(parse.score)
        noun = "NOUN" in tag
        likely = noun if last else "ADJF" in tag and (parse.is_known or word.endswith(_ADJECTIVES))
        score += 3 * likely + 1.5 * (last and "ADJF" in tag)
        score -= 4 * ("anim" in tag or "Surn" in tag or "Name" in tag)
        score += 1 * ("Pltm" in tag)
        score += 0.5 * (parse.normal_form == word)
        if score > rank:
            best, rank = parse, score
    return best


@lru_cache(maxsize=65536)
def _word(word: str, last: bool) -> Cases | None:
    """All cases of one lower-case word in its own number, or None where it does not change."""
    if word in _UNCHANGED or len(word) < 2:
        return None
    if len(word) > _ENDING and (word.endswith(_REGULAR) or _is_new(word, last=last)):
        paradigm = _paradigm(word[-_ENDING:], last)
        return paradigm and _applied(paradigm, word)
    return _inflected(word, last)


def _is_new(word: str, *, last: bool) -> bool:
    """Whether the dictionary lacks the word and its ending tells its forms."""
    first_of_double = not last and word.endswith("о")
    return not first_of_double and not analyzer().word_is_known(word)


def _inflected(word: str, last: bool) -> Cases | None:
    parse = _nominative(word, last=last)
    if parse is None:
        return None
    if parse.is_known:
        _, found, paradigm, place = parse.methods_stack[0]
        prefix, suffix, endings = _endings(paradigm, place)
        stem = found[len(prefix) : len(found) - len(suffix)]
        forms = {case: [head + stem + tail for head, tail in each] for case, each in endings.items()}
    else:
        forms = _in_cases(parse.tag, ((other.tag, other.word) for other in parse.lexeme))
    forms |= {case: list(words) for case, words in _IRREGULAR.get(word, {}).items()}
    return {case: tuple(dict.fromkeys(words)) for case, words in forms.items()} or None


@lru_cache(maxsize=4096)
def _endings(paradigm: int, place: int) -> tuple[str, str, dict[str, list[tuple[str, str]]]]:
    """How the words of a paradigm of the dictionary change.

    Returns:
        Prefix and suffix of the form at ``place``, and by case those of the forms of its number and gender.
    """
    forms = analyzer().dictionary.build_paradigm_info(paradigm)
    prefix, tag, suffix = forms[place]
    return prefix, suffix, _in_cases(tag, ((other, (head, tail)) for head, other, tail in forms))


def _in_cases(tag: Any, forms: Iterable[tuple[Any, T]]) -> dict[str, list[T]]:
    """Of some forms with their tags those that agree in number and gender with ``tag``, by case."""
    number = "plur" if "plur" in tag else None
    gender = tag.gender if number is None else None
    found: dict[str, list[T]] = {}
    for other, form in forms:
        if number and "plur" not in other:
            continue
        if gender and (other.gender != gender or "plur" in other):
            continue
        if not number and not gender and "plur" in other:
            continue
        if other.case in CASES:
            found.setdefault(other.case, []).append(form)
    return found


@lru_cache(maxsize=8192)
def _paradigm(ending: str, last: bool) -> Cases | None:
    """How the words with this ending that the dictionary lacks change: the forms of the ending alone.

    The analyser itself judges such a word by its last letters, `_ENDING` at most; the first part of a
    double name in -о, which mostly does not change, is left to it.
    """
    forms = _inflected(_STEM + ending, last)
    if forms is None or not all(form.startswith(_STEM) for words in forms.values() for form in words):
        return None
    return {case: tuple(form[len(_STEM) :] for form in words) for case, words in forms.items()}


def _applied(paradigm: Cases, word: str) -> Cases:
    stem = word[:-_ENDING]
    return {case: tuple([stem + ending for ending in endings]) for case, endings in paradigm.items()}


@lru_cache(maxsize=65536)
def forms(name: str) -> tuple[str, ...]:
    """Every case form of a Ukrainian name in lower case, the nominative first.

    The result always holds the name itself; a word that the dictionary cannot inflect stays.
    """
    lower = name.lower().replace("’", "'").replace("ʼ", "'")
    parts = _JOINTS.split(lower)
    words = parts[::2]
    stop = next((i for i, word in enumerate(words) if word in _UNCHANGED), len(words))
    tables = [_word(word, i == stop - 1) if i < stop else None for i, word in enumerate(words)]
    if len(words) == 1:  # most names, and an import has tens of thousands of them
        table = tables[0] or {}
        return tuple(dict.fromkeys((lower, *(form for case in CASES for form in table.get(case, ())))))
    found = {lower: None}
    for case in CASES:
        choices = [(table or {}).get(case, (word,)) for table, word in zip(tables, words, strict=True)]
        for picked in islice(product(*choices), _MOST_FORMS):
            joined = [part for pair in zip(picked, [*parts[1::2], ""], strict=True) for part in pair]
            found["".join(joined)] = None
    return tuple(found)


def lemmas(word: str) -> tuple[str, ...]:
    """The nominatives that a lower-case word may be a form of (including adjectives)."""
    return tuple(dict.fromkeys(parse.normal_form for parse in analyzer().parse(word)))
