"""What a mention does in its sentence: the features from which its role is decided.

A reader asks: which preposition governs the name, and which word governs the preposition ("visit to",
"President of", "sanctions against"); what follows ("'s support", "Regional Military Administration"); is it one
of a list, and what governs the list; what else happens in the sentence; what kind of place is it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from dateline.geoparse import lexicon, ukrainian
from dateline.geoparse.candidates import Span, is_capital
from dateline.geoparse.clause import clause_features
from dateline.geoparse.document import Sentence
from dateline.models import Place

_CLASSES: tuple[tuple[str, frozenset[str]], ...] = (
    ("namer", lexicon.NAMER),
    ("office", lexicon.OFFICE),
    ("agreement", lexicon.AGREEMENT),
    ("sanction", lexicon.SANCTION),
    ("harm", lexicon.HARM),
    ("fight", lexicon.FIGHT),
    ("motion", lexicon.MOTION),
    ("meeting", lexicon.MEETING),
    ("build", lexicon.BUILD),
    ("support", lexicon.SUPPORT),
    ("hostile", lexicon.HOSTILE),
    ("sovereignty", lexicon.SOVEREIGNTY),
    ("reform", lexicon.REFORM),
    ("speech", lexicon.SPEECH),
    ("state", lexicon.SPEECH_AND_STATE),
    ("live", lexicon.LIVE),
)
_HAPPENING = frozenset(("harm", "fight", "motion", "meeting", "build"))
_SUFFIXES = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ies",
    "ied",
    "ers",
    "ors",
    "ed",
    "es",
    "s",
    "ly",
    "er",
)
_PREPOSITIONS = lexicon.LOCATIVE | frozenset(
    [
        "about",
        "after",
        "before",
        "during",
        "including",
        "like",
        "than",
        "as",
        "among",
        "concerning",
        "regarding",
        "without",
        "until",
        "since",
        "except",
        "despite",
        "versus",
        "per",
        "via",
    ]
)
_LIST = frozenset((",", "and", "or", "-", "&", "та", "і", "й", "as", "well", "both", ";"))
_SKIP = lexicon.DETERMINERS | lexicon.PRE_ADJECTIVES | frozenset("\"'“„«‘’(")
_PART_OF = frozenset(lexicon.OF_KIND) | frozenset(
    [
        "territory",
        "whole",
        "rest",
        "part",
        "parts",
        "north",
        "south",
        "east",
        "west",
        "republic",
        "most",
        "centre",
        "center",
        "outskirts",
        "vicinity",
        "area",
        "direction",
        "sky",
        "skies",
        "borders",
        "border",
    ]
)
_MARKS = frozenset('"“”«»„')
_TODAY = frozenset(
    ["today", "tonight", "yesterday", "tomorrow", "morning", "evening", "night", "week", "currently"]
)
_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)
_VERBISH = ("ed", "es", "s", "ing")


@lru_cache(maxsize=65536)
def word_group(low: str) -> str:
    """The class of a small-letter word as a trigger ("office", "happen", ...), or ""."""
    for name, words in _CLASSES:
        if low in words:
            return name
    return ""


@lru_cache(maxsize=65536)
def stem(low: str) -> str:
    """The word without its ending, so that visit, visited and visiting are one."""
    for suffix in _SUFFIXES:
        if low.endswith(suffix) and len(low) - len(suffix) >= 4:
            return low[: -len(suffix)]
    return low


class Frame:
    """How a span hangs in its sentence: its preposition, what governs it, and where its list begins."""

    __slots__ = ("governor", "group", "holds", "kind", "left", "listed", "part", "preposition", "previous")

    def __init__(self, span: Span, kind: str, earlier: dict[int, Frame], group: int) -> None:
        keys = span.sentence.keys
        self.kind = kind
        self.group = group
        self.holds = False
        self.part = ""
        self.preposition = ""
        self.governor = ""
        self.previous = ""
        self.left = left = self._skip(keys, span.first - 1)
        head = _list_head(span, left, earlier)
        self.listed = head is not None
        if head is None:
            head = _held(span, kind, earlier)
            self.holds = head is not None
        if head is not None:
            self.group = head.group
            self.preposition, self.governor, self.part = head.preposition, head.governor, head.part
            self.previous, self.left = head.previous, head.left
        elif left >= 0:
            self._govern(span.sentence, left)

    def _skip(self, keys: list[str], at: int) -> int:
        """The index of the first word to the left that is no article, adjective or "city of"."""
        while at >= 0:
            if keys[at] in _SKIP:
                at -= 1
            elif keys[at] == "of" and at > 0 and keys[at - 1] in _PART_OF:
                self.part = keys[at - 1]
                at -= 2
            else:
                break
        return at

    def _govern(self, sentence: Sentence, left: int) -> None:
        keys = sentence.keys
        if keys[left] in _PREPOSITIONS:
            self.preposition = keys[left]
            left -= 1
            if self.preposition == "of" and left >= 0 and keys[left] in lexicon.DIRECTIONS:
                self.governor = "DIRECTION"
                return
            while left >= 0 and keys[left] in _SKIP:
                left -= 1
            self.governor = keys[left] if left >= 0 else "^"
            if left > 0 and is_capital(sentence.words[left]) and not is_capital(sentence.words[0]):
                self.governor = keys[left]
        elif sentence.lang == "uk" and ukrainian.is_noun(sentence.lows[left]):
            self.preposition, self.governor = "of", keys[left]
        else:
            self.previous = keys[left]


def _list_head(span: Span, left: int, earlier: dict[int, Frame]) -> Frame | None:
    """The frame of the mention before in the same list, if only list words stand between."""
    keys = span.sentence.keys
    at, steps, generic = left, 0, False
    while at >= 0 and steps < 4 and keys[at] in _LIST:
        at -= 1
        steps += 1
    if steps == 0:
        return None
    if at >= 0 and keys[at] in lexicon.GENERIC_KIND and at + 1 not in earlier:
        at, generic = at - 1, True
    return earlier.get(at + 1) if at >= 0 or generic else None


def _held(span: Span, kind: str, earlier: dict[int, Frame]) -> Frame | None:
    """The frame of the place just before that lies in this one ("Izyum of the Kharkiv region")."""
    if kind not in ("region", "district", "country"):
        return None
    keys = span.sentence.keys
    for back in (1, 2, 3):
        inner = earlier.get(span.first - back)
        if inner is not None:
            between = keys[span.first - back : span.first]
            fits = all(key in (",", "in", "of", "the", "(") for key in between)
            return inner if fits and inner.kind in ("settlement", "site", "district", "natural") else None
    return None


def features(
    span: Span, frame: Frame, place: Place | None, *, home: str, quoted: bool, seen: int
) -> list[str]:
    """All features of a mention.

    Args:
        home: country of the publisher, ISO 3166-1, or "".
        quoted: whether the span stands inside quotation marks.
        seen: how many mentions of the release stand before it.
    """
    found = _place_features(span, place, home)
    kind = found[0]
    found += _left_features(span, frame, kind)
    found += _right_features(span, kind)
    found += _sentence_features(span, kind)
    found += clause_features(span, kind.removeprefix("k="), governed=bool(frame.preposition), stem_of=stem)
    if quoted:
        found.append("quoted")
    if _in_title(span):
        found += ["title in quotes", kind + "&title in quotes"]
    if seen == 0:
        found.append("firstmention")
    if span.sentence.index == 0:
        found += ["lead", "lead&" + kind]
    return found


def _in_title(span: Span) -> bool:
    """Whether short quotation marks close around the span: a title or a slogan, no speech."""
    words, first, last = span.sentence.words, span.first, span.last
    opened = next((at for at in range(first - 1, max(-1, first - 8), -1) if words[at] in _MARKS), None)
    closed = next((at for at in range(last, min(len(words), last + 7)) if words[at] in _MARKS), None)
    if opened is None or closed is None or opened + 1 >= len(words):
        return False
    return is_capital(words[opened + 1]) and not any(word in ",.!?" for word in words[opened + 1 : closed])


def _place_features(span: Span, place: Place | None, home: str) -> list[str]:
    kind = place.kind.value if place else span.asked or "unknown"
    found = ["k=" + kind]
    if place and place.kind.value == "country":
        found.append("self" if place.country == home else "abroad")
        found[0] += "=" + ("self" if place.country == home else "RU" if place.country == "RU" else "other")
        found.append("c=" + place.country)
    elif place:
        found.append("inhome" if place.country == home else "inabroad")
    if span.asked:
        found.append("asked=" + span.asked)
    if span.cue in lexicon.ADMIN_ADJECTIVE:
        found.append("administers")
    return found


def _left_features(span: Span, frame: Frame, kind: str) -> list[str]:
    prep, governor = frame.preposition, frame.governor
    group = word_group(governor)
    found = ["prep=" + prep, f"{kind}&prep={prep}"]
    if prep:
        found += [
            "gov=" + stem(governor),
            "govgroup=" + group,
            f"gov={stem(governor)}&prep={prep}",
            f"{kind}&gov={stem(governor)}",
            f"{kind}&prep={prep}&{group}",
        ]
    elif frame.previous:
        group = word_group(frame.previous)
        found += ["prev=" + stem(frame.previous), "prevgroup=" + group, f"{kind}&prevgroup={group}"]
    else:
        found += ["subject", kind + "&subject"]
    if frame.part:
        found += ["part=" + frame.part]
    if frame.listed:
        found.append("listed")
    if frame.holds:
        found.append("holds")
    keys, left = span.sentence.keys, frame.left
    for distance in (1, 2, 3):
        if left - distance >= 0:
            found.append("b:" + stem(keys[left - distance]))
    words = span.sentence.words
    if left > 0 and frame.preposition and is_capital(words[left - 1]):
        found.append("govcap")
        found.append("govcap&" + kind + prep)
        found.append(f"govcap&{prep}&{group}")
    return found


def _right_features(span: Span, kind: str) -> list[str]:
    keys, words, count, last = span.sentence.keys, span.sentence.words, len(span.sentence.keys), span.last
    one = keys[last] if last < count else "$"
    two = keys[last + 1] if last + 1 < count else "$"
    found = ["n1=" + one, "n2=" + two]
    if one in ("'s", "’s", "'", "’"):
        found.append("possessive")
        found.append(kind + "&possessive")
        for at in range(last + 1, min(last + 5, count)):
            group = word_group(keys[at])
            found.append("poss:" + stem(keys[at]))
            if group:
                found += ["possgroup=" + group, f"{kind}&possgroup={group}"]
            if keys[at] in _PREPOSITIONS or not keys[at].isalpha():
                break
    elif one.isalpha() and is_capital(words[last]) and last < count:
        found += _capital_run(span, kind)
    elif one == "-":
        found.append("hyphen")
        if last + 1 < count and is_capital(words[last + 1]):
            found.append("hyphen&Cap")
        else:
            found.append("hyphen&" + two)
    else:
        group = word_group(one)
        found += ["n1group=" + group, f"{kind}&n1group={group}"]
        if one.endswith(_VERBISH) and one.isalpha():
            found.append("n1verbish")
            if span.first == 0 or not keys[span.first - 1].isalpha():
                found.append("subjectverb")
    for at in range(last, min(last + 4, count)):
        found.append("a:" + stem(keys[at]))
    return found


def _capital_run(span: Span, kind: str) -> list[str]:
    """The capitalised words after the name: an office, an institution, a format, a person."""
    keys, words, count = span.sentence.keys, span.sentence.words, len(span.sentence.keys)
    at, groups, found = span.last, [], ["capnext"]
    while (
        at < count
        and at < span.last + 6
        and (is_capital(words[at]) or keys[at] in ("of", "and", "for", "the"))
    ):
        group = word_group(keys[at])
        if group and is_capital(words[at]):
            groups.append(group)
        at += 1
    found.append("run=" + (groups[0] if groups else ""))
    found.append(f"{kind}&run=" + (groups[0] if groups else ""))
    if groups:
        found.append("runlast=" + groups[-1])
    return found


def _sentence_features(span: Span, kind: str) -> list[str]:
    keys, first, last = span.sentence.keys, span.first, span.last
    found: set[str] = set()
    for at in range(max(0, first - 10), first):
        group = word_group(keys[at])
        if group:
            found.add("l:" + group)
    for at in range(last, min(len(keys), last + 10)):
        group = word_group(keys[at])
        if group:
            found.add("r:" + group)
    for at in range(max(0, first - 25), min(len(keys), last + 25)):
        if word_group(keys[at]) in _HAPPENING:
            found.add("s:" + stem(keys[at]))
        if keys[at] in _TODAY:
            found.add("today")
        if keys[at] in _MONTHS:
            found.add("dated")
    listed = sorted(found)
    return listed + [f"{kind}&{feature}" for feature in listed if feature[1] == ":" and feature[0] in "lr"]


def agreed(odds: Sequence[Sequence[float]], groups: Sequence[int], share: float) -> list[list[float]]:
    """The probabilities of roles after mentions that belong together have heard one another.

    Places that a list joins do the same in their sentence, and a place that is the scene once is likely the
    scene again; each mention's log-probability moves towards the mean of its group.

    Args:
        odds: a probability for each role, one row a mention.
        groups: the group of each mention; negative where it stands alone.
        share: how far towards the mean, 0 to 1.
    """
    members: dict[int, list[int]] = {}
    for at, number in enumerate(groups):
        if number >= 0:
            members.setdefault(number, []).append(at)
    found = [list(row) for row in odds]
    for group in members.values():
        if len(group) > 1:
            logs = [[math.log(max(p, 1e-6)) for p in odds[at]] for at in group]
            mean = [sum(column) / len(group) for column in zip(*logs, strict=True)]
            for at, own in zip(group, logs, strict=True):
                powers = [math.exp(a * (1 - share) + b * share) for a, b in zip(own, mean, strict=True)]
                found[at] = [power / sum(powers) for power in powers]
    return found
