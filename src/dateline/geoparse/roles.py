"""What a mention does in its sentence: the features from which its role is decided.

A reader asks: which preposition governs the name, and which word governs the preposition ("visit to",
"President of", "sanctions against"); what follows ("'s support", "Regional Military Administration"); is it one
of a list, and what governs the list; what else happens in the sentence; what kind of place is it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from dateline.geoparse import lexicon
from dateline.geoparse.candidates import Span, is_capital
from dateline.geoparse.clause import clause_features
from dateline.geoparse.frame import PREPOSITIONS, Frame
from dateline.geoparse.naming import naming_features
from dateline.geoparse.triggers import CLASS, TOPICS, stem, word_group
from dateline.models import Place

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
_NEAR, _WIDE, _FAR = 8, 10, 25
"""How many words before and after tell the topics, the classes, and the time."""
_VERBISH = ("ed", "es", "s", "ing")


def features(
    span: Span, frame: Frame, place: Place | None, *, home: str, quoted: bool, seen: int
) -> list[str]:
    """All features of a mention, each once.

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
    found += _topic_features(span, frame, kind)
    found += clause_features(span, frame, kind)
    found += naming_features(span, frame, kind)
    if frame.case:
        found += _case_features(frame, kind)
    if quoted:
        found.append("quoted")
    if _in_title(span):
        found += ["title in quotes", kind + "&title in quotes"]
    if seen == 0:
        found.append("firstmention")
    if span.sentence.index == 0:
        found += ["lead", "lead&" + kind]
    return list(dict.fromkeys(found))


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
        group, root = word_group(frame.previous), stem(frame.previous)
        found += ["prev=" + root, f"{kind}&prev={root}", "prevgroup=" + group, f"{kind}&prevgroup={group}"]
    else:
        found += ["subject", kind + "&subject"]
    found.append(f"{kind}&p1=" + (span.sentence.keys[span.first - 1] if span.first else "^"))
    if frame.part:
        found += ["part=" + frame.part]
    if frame.listed:
        found.append("listed")
    if frame.holds:
        found.append("holds")
    preposition, word = frame.above
    found += ["up=" + preposition, f"{kind}&up={preposition}"]
    if word:
        found += ["above=" + stem(word), f"{prep}&{preposition}&above&{word_group(word)}"]
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


def _case_features(frame: Frame, kind: str) -> list[str]:
    """The grammatical case, which in Ukrainian says much of what word order and prepositions say in English."""
    prep, case = frame.preposition, frame.case
    group = word_group(frame.governor if prep else frame.previous)
    return [
        "case=" + case,
        f"{kind}&case={case}",
        f"case={case}&{prep}",
        f"{kind}&case={case}&{prep}",
        f"case={case}&{prep}&{group}",
    ]


def _right_features(span: Span, kind: str) -> list[str]:
    keys, words, count, last = span.sentence.keys, span.sentence.words, len(span.sentence.keys), span.last
    one = keys[last] if last < count else "$"
    two = keys[last + 1] if last + 1 < count else "$"
    found = ["n1=" + one, "n2=" + two, f"{kind}&n1={one}"]
    if one in ("'s", "’s", "'", "’"):
        found.append("possessive")
        found.append(kind + "&possessive")
        for at in range(last + 1, min(last + 5, count)):
            group = word_group(keys[at])
            found.append("poss:" + stem(keys[at]))
            if group:
                found += ["possgroup=" + group, f"{kind}&possgroup={group}"]
            if keys[at] in PREPOSITIONS or not keys[at].isalpha():
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
    """The classes of the words around, and whether the sentence tells a time."""
    keys, first, last = span.sentence.keys, span.first, span.last
    around = keys[max(0, first - _FAR) : last + _FAR]
    left = dict.fromkeys([CLASS[key] for key in keys[max(0, first - _WIDE) : first] if key in CLASS])
    right = dict.fromkeys([CLASS[key] for key in keys[last : last + _WIDE] if key in CLASS])
    sides = [f"l:{group}" for group in left] + [f"r:{group}" for group in right]
    found = sides + [f"{kind}&{side}" for side in sides]
    if not _TODAY.isdisjoint(around):
        found.append("today")
    if not _MONTHS.isdisjoint(around):
        found.append("dated")
    return found


def _topic_features(span: Span, frame: Frame, kind: str) -> list[str]:
    """The topics of the governor, of the next word, and of the words around."""
    keys = span.sentence.keys
    prep = frame.preposition
    found = []
    for topic in TOPICS.get(frame.governor if prep else frame.previous, ()):
        found += ["of " + topic, f"of {topic}&{prep}", f"{kind}&of {topic}&{prep}"]
    if span.last < len(keys):
        for topic in TOPICS.get(keys[span.last], ()):
            found += ["then " + topic, f"{kind}&then {topic}"]
    for mark, words in (
        ("<", keys[max(0, span.first - _NEAR) : span.first]),
        (">", keys[span.last : span.last + _NEAR]),
    ):
        for topic in dict.fromkeys([topic for word in words if word in TOPICS for topic in TOPICS[word]]):
            found += [topic + mark, f"{kind}&{topic}{mark}"]
    return found


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
