"""What is looked at when an act at a place is judged to be an event or none.

Features are strings, present or absent, so that a decision can be told by its largest weights.
"""

from __future__ import annotations

from dateline.events.candidates import MAIN_ACTS, WAR, Candidate, linked
from dateline.events.context import Setting, actor, around, governor
from dateline.events.lexicon import Lexicon
from dateline.events.triggers import Trigger
from dateline.models import EventType, Mention

GROUPS = ("future", "planning", "ongoing", "modal", "be_present", "have", "be_past", "prevent", "if_words")


def group(kind: EventType) -> str:
    """Coarse kind of act: what officials do, what war does, anything else."""
    if kind in MAIN_ACTS or kind is EventType.CALL:
        return "act"
    return "war" if kind in WAR else "other"


def bucket(value: int, edges: tuple[int, ...]) -> int:
    """How many of the edges ``value`` exceeds."""
    return sum(value > edge for edge in edges)


def event_features(
    candidate: Candidate, mention: Mention, words: Lexicon, *, setting: Setting, seen: bool
) -> list[str]:
    """Features of "this act at this place is an event".

    Args:
        candidate: the act at the place.
        mention: the mention that names the place (of an earlier sentence where it is carried over).
        words: the language's words.
        setting: what holds for the whole release.
        seen: whether the place was named before in the release.
    """
    where = "far" if candidate.carried else "lent" if candidate.lent else "here"
    kind, coarse = candidate.type.value, group(candidate.type)
    found = [where, f"{where}&t={kind}", f"{where}&g={coarse}", f"k={candidate.place.kind.value}"]
    found.append(f"{coarse}&k={candidate.place.kind.value}")
    found += _release_features(candidate, setting)
    found += _sentence_features(candidate)
    words_at = candidate.trigger.at if candidate.trigger else candidate.at
    found += [f"word={w}" for w in around(candidate.reading.sentence, words_at)]
    if candidate.trigger is not None:
        found += _trigger_features(candidate, candidate.trigger, where)
        found += _clause_features(candidate, candidate.trigger, words)
    elif candidate.lent is not None:
        found += _lent_features(candidate)
    else:
        found.append("notrigger")
    if candidate.carried:
        found += [
            f"gap={bucket(candidate.gap, (1, 2, 4, 8))}",
            f"gap={bucket(candidate.gap, (1, 2, 4, 8))}&{coarse}",
        ]
        return found
    return found + _mention_features(candidate, mention, coarse, seen=seen)


def _release_features(candidate: Candidate, setting: Setting) -> list[str]:
    coarse = group(candidate.type)
    found = [f"release={setting.kind}&{coarse}", f"release={setting.kind}&t={candidate.type.value}"]
    if setting.address:
        found += ["address", f"address&{coarse}"]
    if candidate.type.value in setting.titled:
        found += ["titled", f"titled&{coarse}"]
    if candidate.place.id in setting.places:
        found += ["intitle", f"intitle&{coarse}"]
    return found


def _mention_features(candidate: Candidate, mention: Mention, coarse: str, *, seen: bool) -> list[str]:
    sentence, at = candidate.reading.sentence, candidate.at
    kind = candidate.type.value
    sure = bucket(int(mention.role_score * 100), (50, 70, 85, 95))
    before = sentence.lowered[at - 1] if at else "^"
    if before == "the" and at > 1:
        before = sentence.lowered[at - 2]
    after = sentence.word_at(mention.end - 1) + 1
    following = sentence.lowered[after] if after < len(sentence.lowered) else "$"
    found = [f"r={mention.role.value}", f"r={mention.role.value}{sure}", f"r={mention.role.value}&{coarse}"]
    found += [f"b={before}", f"{coarse}&b={before}", f"a={following}"]
    found.append(f"b2={' '.join(sentence.lowered[max(0, at - 3) : at])}")
    preposition, governed, _, listed = governor(sentence, at)
    found += [
        f"prep={preposition}",
        f"prep={preposition}&t={kind}",
        f"prep={preposition}&r={mention.role.value}",
    ]
    found += [f"gov={governed}&prep={preposition}", f"gov={governed}"]
    found.append(f"listed={min(listed, 2)}&{coarse}")
    if following in ("-", "–", "—"):
        found.append(f"dashed&{kind}")
    if "(" in sentence.lowered[max(0, at - 12) : at] and ")" in sentence.lowered[at:]:
        found += ["aside", f"aside&{coarse}"]
    if _destination(sentence.lowered, at):
        found += ["towards", f"towards&{kind}"]
    if candidate.covered:
        found += ["covered", f"covered&{candidate.place.kind.value}"]
    if seen:
        found += ["seen", f"seen&{coarse}"]
    hosts = sum(m.role is mention.role for _, m in candidate.reading.mentions)
    found.append(f"hosts={bucket(hosts, (1, 2, 4))}")
    return found


def _destination(lowered: tuple[str, ...], at: int) -> bool:
    """Whether a word stands where one goes to: "to the city of", "in the direction of", "Mariupol - "."""
    before = list(lowered[max(0, at - 4) : at])
    while before and before[-1] in ("the", "city", "of", "town", "village"):
        if before[-2:] == ["direction", "of"]:
            return True
        before.pop()
    return before[-1:] in (["to"], ["towards"], ["-"], ["–"], ["до"])


def _trigger_features(candidate: Candidate, act: Trigger, where: str) -> list[str]:
    sentence = candidate.reading.sentence
    status = act.status.value if act.status else "unreal"
    same = act.clause == sentence.clause[candidate.at]
    side = "left" if act.at < candidate.at else "right"
    away = bucket(abs(candidate.at - act.at), (2, 5, 10, 20))
    coarse = group(act.type)
    found = [
        f"{where}&lemma={act.lemma}",
        f"form={act.form}",
        f"{where}&form={act.form}&{coarse}",
        f"st={status}",
        f"st={status}&{coarse}",
        f"st={status}&t={act.type.value}",
    ]
    if act.weak:
        found += ["weak", f"weak&{where}", f"weak&{side}"]
    if act.quoted:
        found += ["quoted", f"quoted&{coarse}"]
    if not candidate.carried:
        rank = min(candidate.rank, 3)
        found += [f"rank={rank}", f"same={same}", f"{side}&same={same}", f"away={away}"]
        found += [f"rank={rank}&same={same}", f"{coarse}&away={away}&{side}", f"rank={rank}&{coarse}"]
        if linked(sentence, act, candidate.at):
            found += ["linked", f"linked&{coarse}"]
    return found


def _clause_features(candidate: Candidate, act: Trigger, words: Lexicon) -> list[str]:
    """Who acts in the clause of the act, and the words that make it certain, wished for or past."""
    sentence, coarse = candidate.reading.sentence, group(act.type)
    who = actor(sentence, act.at)
    near = [
        w for i, w in enumerate(sentence.lowered) if sentence.clause[i] == act.clause and abs(i - act.at) <= 8
    ]
    found = [f"who={who}", f"who={who}&{coarse}", f"who={who}&t={act.type.value}"]
    found += [f"near={name}&{coarse}" for name in words.groups(GROUPS, near)]
    return found


def _lent_features(candidate: Candidate) -> list[str]:
    lent = candidate.lent
    assert lent is not None
    act = lent.act
    side = "before" if lent.gap > 0 else "after"
    status = act.status.value if act.status else "unreal"
    gap = bucket(lent.gap, (0, 1, 3))
    kind = act.type.value
    found = [f"lent={side}", f"lent={side}&{kind}", f"lentgap={gap}&{kind}", f"lentst={status}&{side}"]
    found += [f"lent&lemma={act.lemma}", f"lent&weak={act.weak}&{side}"]
    whole = not candidate.reading.fragment
    found += [f"lent={side}&whole={whole}", f"lent={side}&whole={whole}&{kind}"]
    return found


def _sentence_features(candidate: Candidate) -> list[str]:
    sentence = candidate.reading.sentence
    coarse = group(candidate.type)
    types = {t.type.value for t in candidate.reading.triggers}
    position = bucket(sentence.index, (0, 1, 3, 8))
    found = [f"i={position}", f"i={position}&{coarse}", f"n={min(len(types), 4)}"]
    found += [f"beside={t}&{coarse}" for t in types if t != candidate.type.value]
    if candidate.reading.fragment:
        found += ["fragment", f"fragment&{coarse}"]
    if sentence.quoted[candidate.at]:
        found += ["inquote", f"inquote&{coarse}"]
    return found
