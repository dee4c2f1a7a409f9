"""Ukrainian words as the models see them: by lemma, each function word as its English counterpart.

The models are trained on English and Ukrainian together; prepositions, offices, verbs of motion and
occurrence carry the role in both languages, so a Ukrainian word that has a counterpart in the word lists
stands for it ("обстріли" is "shelling"). Lemmas come from pymorphy3 and are remembered.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from dateline.geoparse.lexicon import COMMON, FIRST, LAST

_WORDS = tomllib.loads((Path(__file__).parent / "data" / "ukrainian.toml").read_text(encoding="utf-8"))
_LINES: list[list[str]] = [
    line.replace("of_", "").split("|") for line in _WORDS["counterparts"].strip().splitlines()
]
_TO_ENGLISH: dict[str, str] = {word: english[0] for words, *english in _LINES for word in words.split()}
_NOT_YET: dict[str, str] = {
    word: english[1] for words, *english in _LINES if len(english) > 1 for word in words.split()
}
"""The counterpart of infinitives, presents, futures and imperatives, where it is another than that of the past."""
_NOUNS = frozenset(_WORDS["nouns"].split())
"""Ordinary nouns that are names of villages too; only at the start of a sentence do they bear a capital."""
_APOSTROPHES = str.maketrans("’ʼ`", "'''")


@lru_cache(maxsize=1)
def _analyzer() -> Any:
    import pymorphy3  # noqa: PLC0415 - English texts never need it

    return pymorphy3.MorphAnalyzer(lang="uk")


@lru_cache(maxsize=65536)
def _readings(low: str) -> tuple[Any, ...]:
    """What the word may be, likeliest first. The analyzer fails on letters that Unicode gives no name of their own."""
    word = low.translate(_APOSTROPHES)
    if not word.isascii():
        word = "".join(char if unicodedata.name(char, "") else "?" for char in word)
    return tuple(_analyzer().parse(word))


def _parse(low: str) -> Any:
    return _readings(low)[0]


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    """Every form of every word that has a counterpart, so that reading needs no analysis of common words."""
    table: dict[str, str] = {}
    for word, english in _TO_ENGLISH.items():
        for form in _lexeme(word):
            table.setdefault(form.word, _in_its_time(word, form, english))
    return table | {
        word: _in_its_time(word, _reading(word), english) for word, english in _TO_ENGLISH.items()
    }


def _reading(word: str) -> Any:
    """The reading under which the word is its own lemma; a verb before others where it has a second counterpart."""
    own = [parse for parse in _readings(word) if parse.normal_form == word] or list(_readings(word))
    if word in _NOT_YET:
        own.sort(key=lambda parse: not str(parse.tag).startswith("VERB"))
    return own[0]


def _lexeme(word: str) -> Any:
    return _reading(word).lexeme


def _in_its_time(word: str, form: Any, english: str) -> str:
    tag = str(form.tag)
    if word not in _NOT_YET or not tag.startswith("VERB") or "past" in tag or "Impe" in tag:
        return english
    return _NOT_YET[word]


def pivot(low: str) -> str:
    """The English counterpart of a small-letter word, or the word itself where it has none."""
    return _forms().get(low, low)


@lru_cache(maxsize=65536)
def flags(low: str) -> int:
    """What a word is, in the flags of the English lexicon: an ordinary word, a first name, a surname."""
    parse = _parse(low)
    tag = str(parse.tag)
    if any("Name" in p.tag or "Patr" in p.tag for p in _readings(low)[:4]):
        return FIRST
    if "Surn" in tag:
        return LAST
    if parse.normal_form in _NOUNS:
        return COMMON
    return 0 if tag.startswith(("NOUN", "UNKN", "LATN")) else COMMON


_CLOSED = ("PREP", "CONJ", "PRCL", "NPRO", "ADVB", "VERB", "INFN", "INTJ", "PRED", "GRND", "NUMR")


@lru_cache(maxsize=65536)
def may_be_function_word(low: str) -> bool:
    """Whether a small-letter word can be a verb, an adverb, a pronoun or another word that names nothing."""
    return any(str(parse.tag).startswith(_CLOSED) for parse in _readings(low))


@lru_cache(maxsize=65536)
def is_ordinary_noun(low: str) -> bool:
    """Whether the word is one that releases write with a capital though it names no place ("Альянс")."""
    return _parse(low).normal_form in _NOUNS


@lru_cache(maxsize=65536)
def part_of_speech(low: str) -> str:
    """OpenCorpora's code of a small-letter word ("NOUN", "ADJF", "PREP"); "" for marks."""
    return str(_parse(low).tag)[:4].rstrip(",") if low[0].isalpha() else ""


@lru_cache(maxsize=65536)
def tense(low: str) -> str:
    """When a Ukrainian verb says that something happens: past, pres, futr; "none" for a command or an infinitive.

    The passive in -но and -то tells of the past; "" is no verb.
    """
    tag = str(_parse(low).tag) if low[0].isalpha() else ""
    if not tag.startswith("VERB"):
        return "past" if low.endswith(("ено", "ано", "ито")) and "Impe" in "".join(_tags(low)) else ""
    if "Impe" in tag:
        return "past"
    return next((name for name in ("past", "pres", "futr") if name in tag), "none")


def _tags(low: str) -> list[str]:
    return [str(parse.tag) for parse in _readings(low)]


@lru_cache(maxsize=65536)
def joins_nouns(low: str) -> bool:
    """Whether a small-letter word may stand within the name of a body: "безпеки і оборони", "з питань"."""
    return part_of_speech(low) in ("NOUN", "ADJF", "PREP", "CONJ")


@lru_cache(maxsize=65536)
def is_noun(low: str) -> bool:
    """Whether a small-letter word is a noun: a name behind it stands in the genitive ("президент України")."""
    return low[0].isalpha() and str(_parse(low).tag).startswith("NOUN")


_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_GOVERNED = {
    "in": "accs loct",
    "on": "accs loct",
    "to": "gent",
    "from": "gent ablt",
    "for": "gent accs ablt",
    "near": "gent accs ablt",
    "against": "gent",
    "between": "gent ablt",
    "over": "accs ablt",
    "through": "accs",
    "about": "accs",
    "without": "gent",
}
"""The cases that a preposition, named by its English counterpart, can ask for."""


def case(words: Sequence[str], preposition: str) -> str:
    """The grammatical case of a name in small letters, "accs/nomn" where its form leaves it open; "" if unknown."""
    found: frozenset[str] = frozenset()
    for word in words:
        cases = _cases(word)
        found = found & cases or cases or found
    allowed = _GOVERNED.get(preposition, "gent" if preposition else "nomn gent datv accs ablt").split()
    return "/".join(sorted(found.intersection(allowed) or found))


@lru_cache(maxsize=16384)
def _cases(low: str) -> frozenset[str]:
    """The cases in which a word may stand: of a thing before a person, of one before several."""
    if not low[0].isalpha():
        return frozenset()
    tags = [str(parse.tag) for parse in _readings(low) if str(parse.tag).startswith(("NOUN", "ADJF"))]
    for wanted, unwanted in (("NOUN", "Fixd"), ("inan", "Name"), ("", "plur")):
        tags = [tag for tag in tags if wanted in tag and unwanted not in tag] or tags
    if any("Fixd" in tag for tag in tags):
        return frozenset()
    return frozenset(name for name in _CASES if any(name in tag for tag in tags))


_ADMINISTRATIONS = frozenset(("ова", "ода", "облрада", "облдержадміністрація", "обласний"))


@lru_cache(maxsize=65536)
def administers(low: str) -> bool:
    """Whether a small-letter word begins what a region's body is called: "ОВА", "обласна військова адміністрація"."""
    return lemma_of(low, _ADMINISTRATIONS)


@lru_cache(maxsize=65536)
def describes(low: str) -> bool:
    """Whether an adjective says of what kind something is; "Миколаїв" is a town rather than what belongs to Mykolai."""
    return any("ADJF" in p.tag and p.normal_form.endswith(("ий", "ій")) for p in _readings(low))


@lru_cache(maxsize=65536)
def agree(adjective: str, noun: str, *, governed: bool) -> bool:
    """Whether two small-letter words agree in case, number and gender; behind a preposition not in the nominative."""
    nouns = [parse.tag for parse in _readings(noun) if "NOUN" in parse.tag]
    for parse in _readings(adjective):
        one = parse.tag
        if "ADJF" not in one:
            continue
        for two in nouns:
            alike = one.case == two.case and one.number == two.number and one.gender in (None, two.gender)
            if alike and not (governed and one.case in ("nomn", "voct")):
                return True
    return False


@lru_cache(maxsize=65536)
def lemma_of(low: str, wanted: frozenset[str]) -> bool:
    """Whether a small-letter word is a form of one of the words that are wanted."""
    return low in wanted or any(parse.normal_form in wanted for parse in _readings(low))


@lru_cache(maxsize=4096)
def feminine(low: str) -> str:
    """The feminine nominative of an adjective ("харківській" is "харківська"); other words as they are."""
    for parse in _readings(low):
        if "ADJF" in parse.tag:
            form = parse.inflect({"femn", "nomn"})
            if form is not None:
                return str(form.word)
    return low
