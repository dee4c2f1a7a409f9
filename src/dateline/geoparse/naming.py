"""Whether a mention is part of a longer proper name, and what that name names.

"Conference on Reforms in Ukraine", "Trust Fund for Solidarity with Ukraine", "Crimea Platform": the words in
capitals around the mention, joined by small words, end in a head that tells a forum from an office. A capital
city is a case of its own: it often stands for a government (Markert and Nissim 2009, "Data and models for
metonymy resolution").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from dateline.geoparse import ukrainian
from dateline.geoparse.frame import Frame
from dateline.geoparse.spans import Span, is_capital
from dateline.geoparse.templates import Codes
from dateline.geoparse.triggers import word_group


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


T = TypeVar("T")
_HEADS: dict[str, str] = {
    "forum": "conference summit forum congress platform council assembly dialogue meeting talks group commission "
    "committee congresses trilateral contact session",
    "law": "act law constitution code declaration treaty agreement agreements accords memorandum charter convention "
    "resolution protocol formula statute",
    "award": "hero order award prize medal title cup badge cross city rescuer",
    "day": "day anniversary unity independence holiday",
    "fund": "fund program programme initiative plan package facility account project strategy coalition trust",
    "body": "ministry minister service forces bank university institute academy agency office court police guard "
    "directorate department center centre administration parliament rada president ambassador embassy mission head "
    "deputy chairman secretary leader cabinet delegation",
    "medium": "news times post radio tv channel newspaper television club orchestra theater theatre museum",
}
_HEAD_OF = {word: name for name, words in _HEADS.items() for word in words.split()}
_SMALL = frozenset(
    ["of", "the", "on", "in", "for", "and", "with", "to", "at", "by", "against", "'s", "’s", "-", "–"]
)
_SMALL_AFTER = frozenset(["of", "for", "and", "the", "on", "-", "–"])
_REACH_LEFT, _REACH_RIGHT = 14, 9
_SEATS = _words(
    "moscow kyiv kiev london berlin paris washington brussels beijing ankara minsk tbilisi warsaw vilnius riga tallinn "
    "rome madrid tokyo tehran jerusalem budapest prague vienna bucharest chisinau athens ottawa canberra seoul delhi "
    "kremlin sofia zagreb belgrade stockholm oslo helsinki copenhagen lisbon dublin hague geneva strasbourg pyongyang "
    "damascus baku yerevan"
)
"""Seats of governments and of international bodies that the news takes for those who sit there."""
_UKRAINIAN_SEATS = _words(
    "москва київ кремль лондон вашингтон брюссель мінськ берлін париж варшава пекін анкара тегеран вільнюс рига таллінн "
    "рим мадрид токіо будапешт прага відень бухарест кишинів афіни оттава тбілісі баку єреван стокгольм осло гельсінкі "
    "копенгаген гаага женева страсбург софія белград пхеньян дамаск"
)
"""The same in Ukrainian, by lemma."""


def naming_features(codes: Codes[T], span: Span, frame: Frame, kind: str) -> list[tuple[T, ...]]:
    """The features of the longer name around a mention, and of a seat of government, as ``codes`` has them.

    Args:
        kind: the feature of its place's kind, with which most features are crossed.
    """
    keys, count = span.sentence.keys, len(span.sentence.keys)
    found = []
    capitals, heads = _run_before(span)
    if capitals:
        near, far = (heads[0], heads[-1]) if heads else ("", "")
        found.append(codes[_before, kind, frame.preposition, min(capitals, 4), near, far])
    capitals, heads = _run_after(span)
    if capitals:
        hyphen = keys[span.last] in ("-", "–") and span.last + 1 < count
        joined = hyphen and is_capital(span.sentence.words[span.last + 1])
        first, final = (heads[0], heads[-1]) if heads else ("none", "none")
        found.append(codes[_after, kind, first, final, joined])
    if _is_seat(span):
        after = keys[span.last] if span.last < count else "$"
        found.append(codes[_seat, frame.preposition, frame.previous, after, frame.governor, frame.opens])
    return found


def _run_before(span: Span) -> tuple[int, list[str]]:
    """How many capitalised words the run holds that ends at the mention, and the heads among them, nearest first.

    Ukrainian writes only the first word of a body with a capital ("Служба безпеки України").
    """
    keys, words, first = span.sentence.keys, span.sentence.words, span.first
    capitals, heads = 0, []
    small = span.sentence.lang == "uk" and first > 0 and not is_capital(words[first - 1])
    for at in range(first - 1, max(-1, first - 1 - _REACH_LEFT), -1):
        if is_capital(words[at]):
            head = _HEAD_OF.get(keys[at])
            if small and not head:
                break
            capitals += 1
            if head:
                heads.append(head)
            small = False
        elif keys[at] not in _SMALL and not (small and ukrainian.joins_nouns(span.sentence.lows[at])):
            break
    return capitals, heads


def _run_after(span: Span) -> tuple[int, list[str]]:
    """The same of the run that begins behind the mention."""
    keys, words = span.sentence.keys, span.sentence.words
    capitals, heads = 0, []
    for at in range(span.last, min(len(keys), span.last + _REACH_RIGHT)):
        if is_capital(words[at]):
            capitals += 1
            head = _HEAD_OF.get(keys[at])
            if head:
                heads.append(head)
        elif keys[at] not in _SMALL_AFTER:
            break
    return capitals, heads


def _is_seat(span: Span) -> bool:
    sentence, at = span.sentence, span.first
    if span.last - at != 1:
        return False
    return sentence.keys[at] in _SEATS or (
        sentence.lang == "uk" and ukrainian.lemma_of(sentence.lows[at], _UKRAINIAN_SEATS)
    )


def _before(kind: str, prep: str, capitals: int, near: str, far: str) -> Iterator[str]:
    """The heads in the run of capitals that ends at the mention: the nearest and the farthest."""
    yield f"capitals before={capitals}"
    if not near:
        yield from ("unheaded", f"unheaded&{prep}", f"{kind}&unheaded&{prep}")
        return
    yield from ("near head=" + near, "far head=" + far, f"near head&{near}&{prep}", f"far head&{far}&{prep}")
    yield from (f"{kind}&far head={far}", f"{kind}&near head&{near}&{prep}")
    if near != far:
        yield f"heads&{near}&{far}"


def _after(kind: str, first: str, final: str, joined: bool) -> Iterator[str]:
    """The heads in the run of capitals that begins behind the mention; ``joined`` by a hyphen."""
    yield from ("head after=" + final, f"{kind}&head after={final}", "first head after&" + first)
    if joined:
        yield "hyphen&head after=" + final


def _seat(prep: str, previous: str, after: str, governor: str, opens: bool) -> Iterator[str]:
    yield from ("seat", "seat&prep=" + prep, "seat&prev=" + previous, "seat&n1=" + after)
    yield "seat&governed&" + word_group(governor)
    if opens:
        yield "seat&opens"
