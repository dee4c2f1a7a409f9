"""Whether a mention is part of a longer proper name, and what that name names.

"Conference on Reforms in Ukraine", "Trust Fund for Solidarity with Ukraine", "Crimea Platform": the words in
capitals around the mention, joined by small words, end in a head that tells a forum from an office. A capital
city is a case of its own: it often stands for a government (Markert and Nissim 2009, "Data and models for
metonymy resolution").
"""

from __future__ import annotations

from functools import lru_cache

from dateline.geoparse import ukrainian
from dateline.geoparse.candidates import Span, is_capital
from dateline.geoparse.frame import Frame
from dateline.geoparse.triggers import word_group


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


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


def naming_features(span: Span, frame: Frame, kind: str) -> list[str]:
    """The features of the longer name around a mention, and of a seat of government.

    Args:
        kind: the feature of its place's kind, with which most features are crossed.
    """
    return _before(span, frame, kind) + _after(span, kind) + _seat(span, frame)


@lru_cache(maxsize=65536)
def _head(low: str) -> str:
    return _HEAD_OF.get(low, "")


def _before(span: Span, frame: Frame, kind: str) -> list[str]:
    """The heads in the run of capitals that ends at the mention: the nearest and the farthest.

    Ukrainian writes only the first word of a body with a capital ("Служба безпеки України").
    """
    keys, words = span.sentence.keys, span.sentence.words
    capitals, heads = 0, []
    small = span.sentence.lang == "uk" and span.first > 0 and not is_capital(words[span.first - 1])
    for at in range(span.first - 1, max(-1, span.first - 1 - _REACH_LEFT), -1):
        if is_capital(words[at]):
            head = _head(keys[at])
            if small and not head:
                break
            capitals += 1
            if head:
                heads.append(head)
            small = False
        elif keys[at] not in _SMALL and not (small and ukrainian.joins_nouns(span.sentence.lows[at])):
            break
    if not capitals:
        return []
    prep = frame.preposition
    found = [f"capitals before={min(capitals, 4)}"]
    if not heads:
        return [*found, "unheaded", f"unheaded&{prep}", f"{kind}&unheaded&{prep}"]
    near, far = heads[0], heads[-1]
    found += ["near head=" + near, "far head=" + far, f"near head&{near}&{prep}", f"far head&{far}&{prep}"]
    found += [f"{kind}&far head={far}", f"{kind}&near head&{near}&{prep}"]
    if near != far:
        found.append(f"heads&{near}&{far}")
    return found


def _after(span: Span, kind: str) -> list[str]:
    """The heads in the run of capitals that begins behind the mention."""
    keys, words, count = span.sentence.keys, span.sentence.words, len(span.sentence.keys)
    capitals, heads = 0, []
    for at in range(span.last, min(count, span.last + _REACH_RIGHT)):
        if is_capital(words[at]):
            capitals += 1
            head = _head(keys[at])
            if head:
                heads.append(head)
        elif keys[at] not in _SMALL_AFTER:
            break
    if not capitals:
        return []
    first, final = (heads[0], heads[-1]) if heads else ("none", "none")
    found = ["head after=" + final, f"{kind}&head after={final}", "first head after&" + first]
    if keys[span.last] in ("-", "–") and span.last + 1 < count and is_capital(words[span.last + 1]):
        found.append("hyphen&head after=" + final)
    return found


def _seat(span: Span, frame: Frame) -> list[str]:
    keys = span.sentence.keys
    if span.last - span.first != 1:
        return []
    if keys[span.first] not in _SEATS and not (
        span.sentence.lang == "uk" and ukrainian.lemma_of(span.sentence.lows[span.first], _UKRAINIAN_SEATS)
    ):
        return []
    after = keys[span.last] if span.last < len(keys) else "$"
    found = ["seat", "seat&prep=" + frame.preposition, "seat&prev=" + frame.previous, "seat&n1=" + after]
    found.append("seat&governed&" + word_group(frame.governor))
    if frame.opens:
        found.append("seat&opens")
    return found
