"""What is looked at when an act at a place is judged: is it an event, did it happen, when.

Features are strings, present or absent, so that a decision can be told by its largest weights.
"""

from __future__ import annotations

from dateline.events.candidates import MAIN_ACTS, Candidate, linked
from dateline.events.lexicon import Lexicon
from dateline.models import EventStatus, EventType, Mention

_GROUPS = ("future", "planning", "ongoing", "modal", "be_present", "have", "be_past", "prevent", "if_words")
_GROUPS = ("future", "planning", "ongoing", "modal", "be_present", "have", "be_past", "prevent", "if_words")
_LOUD = {EventType.ATTACK, EventType.ATROCITY, EventType.LIBERATION, EventType.EVACUATION}


def group(kind: EventType) -> str:
    """Coarse kind of act: what officials do, what war does, anything else."""
    if kind in MAIN_ACTS or kind is EventType.CALL:
        return "act"
    return "war" if kind in _LOUD else "other"


def event_features(candidate: Candidate, mention: Mention, *, address: bool, seen: bool) -> list[str]:
    """Features of "this act at this place is an event".

    Args:
        candidate: the act at the place.
        mention: the mention that names the place (of an earlier sentence where it is carried over).
        address: whether the release is an address in the first person.
        seen: whether the place was named before in the release.
    """
    where = "far" if candidate.carried else "here"
    kind, coarse = candidate.type.value, group(candidate.type)
    found = [f"{where}", f"{where}&t={kind}", f"{where}&g={coarse}", f"k={candidate.place.kind.value}"]
    found.append(f"{coarse}&k={candidate.place.kind.value}")
    found += _sentence_features(candidate, address=address)
    if candidate.trigger is not None:
        found += _trigger_features(candidate, where)
    else:
        found.append("notrigger")
    if candidate.carried:
        return [*found, f"gap={_bucket(candidate.gap, (1, 2, 4, 8))}"]
    return found + _mention_features(candidate, mention, coarse, seen=seen)


def _mention_features(candidate: Candidate, mention: Mention, coarse: str, *, seen: bool) -> list[str]:
    sentence, at = candidate.reading.sentence, candidate.at
    sure = _bucket(int(mention.role_score * 100), (50, 70, 85, 95))
    role = f"{mention.role.value}{sure}"
    before = sentence.lowered[at - 1] if at else "^"
    if before == "the" and at > 1:
        before = sentence.lowered[at - 2]
    after = sentence.word_at(mention.end - 1) + 1
    following = sentence.lowered[after] if after < len(sentence.words) else "$"
    found = [f"r={mention.role.value}", f"r={role}", f"r={mention.role.value}&{coarse}"]
    found += [f"b={before}", f"{coarse}&b={before}", f"a={following}"]
    found.append(f"b2={' '.join(sentence.lowered[max(0, at - 3) : at])}")
    if _destination(sentence.lowered, at):
        found += ["towards", f"towards&{candidate.type.value}"]
    if candidate.covered:
        found += ["covered", f"covered&{candidate.place.kind.value}"]
    if seen:
        found += ["seen", f"seen&{coarse}"]
    hosts = sum(m.role is mention.role for _, m in candidate.reading.mentions)
    found.append(f"hosts={_bucket(hosts, (1, 2, 4))}")
    return found


def _destination(lowered: tuple[str, ...], at: int) -> bool:
    """Whether a word stands where one goes to: "to the city of", "in the direction of", "Mariupol - "."""
    before = list(lowered[max(0, at - 4) : at])
    while before and before[-1] in ("the", "city", "of", "town", "village"):
        if before[-2:] == ["direction", "of"]:
            return True
        before.pop()
    return before[-1:] in (["to"], ["towards"], ["-"], ["–"], ["до"])


def _trigger_features(candidate: Candidate, where: str) -> list[str]:
    act, sentence = candidate.trigger, candidate.reading.sentence
    assert act is not None
    status = act.status.value if act.status else "unreal"
    same = act.clause == sentence.clause[candidate.at]
    side = "left" if act.at < candidate.at else "right"
    away = _bucket(abs(candidate.at - act.at), (2, 5, 10, 20))
    coarse = group(act.type)
    found = [
        f"{where}&lemma={act.lemma}",
        f"form={act.form}",
        f"{where}&form={act.form}&{coarse}",
        f"st={status}",
        f"st={status}&{coarse}",
    ]
    if act.weak:
        found += ["weak", f"weak&{where}", f"weak&{side}"]
    if act.quoted:
        found += ["quoted", f"quoted&{coarse}"]
    if not candidate.carried:
        found += [f"rank={min(candidate.rank, 3)}", f"same={same}", f"{side}&same={same}", f"away={away}"]
        found += [f"rank={min(candidate.rank, 3)}&same={same}", f"{coarse}&away={away}&{side}"]
        if linked(sentence, act, candidate.at):
            found += ["linked", f"linked&{coarse}"]
    return found


def _sentence_features(candidate: Candidate, *, address: bool) -> list[str]:
    index = candidate.reading.sentence.index
    types = {t.type.value for t in candidate.reading.triggers}
    found = [f"i={_bucket(index, (0, 1, 3, 8))}", f"n={min(len(types), 4)}"]
    if address:
        found += ["address", f"address&{group(candidate.type)}"]
    found += [f"beside={t}" for t in types if t != candidate.type.value]
    if candidate.reading.sentence.quoted[candidate.at]:
        found.append("inquote")
    return found


def status_features(candidate: Candidate, words: Lexicon, *, ahead: bool | None) -> list[str]:
    """Features of "done, ongoing or planned".

    Args:
        candidate: the act at the place.
        words: the language's words.
        ahead: whether its time lies after publication; None where it has none.
    """
    act, sentence = candidate.trigger, candidate.reading.sentence
    ruled = candidate.status.value if candidate.status else "unreal"
    found = [
        f"rule={ruled}",
        f"rule={ruled}&{group(candidate.type)}",
        f"t={candidate.type.value}",
        f"ahead={ahead}",
    ]
    at = act.at if act else candidate.at
    clause = sentence.clause[at]
    near = [w for i, w in enumerate(sentence.lowered) if sentence.clause[i] == clause and abs(i - at) <= 12]
    found += [f"near={name}" for name in _GROUPS if any(words.has(name, w) for w in near)]
    if act is not None:
        found += [f"form={act.form}", f"lemma={act.lemma}"]
        found += [f"w{k}={w}" for k, w in enumerate(sentence.lowered[max(0, at - 2) : at][::-1])]
    return found


def date_features(
    candidate: Candidate, status: EventStatus, words: Lexicon, *, basis: str, expressions: int, address: bool
) -> list[str]:
    """Features of "dated by its own expression, by publication, or not at all".

    Args:
        candidate: the act at the place.
        status: what was decided on it.
        words: the language's words.
        basis: how the plain rule would date it: "text", "relative", "publication" or "none".
        expressions: how many expressions of time its sentence holds.
        address: whether the release is an address in the first person.
    """
    act, sentence = candidate.trigger, candidate.reading.sentence
    coarse = group(candidate.type)
    quoted = sentence.quoted[act.at if act else candidate.at]
    found = [
        f"rule={basis}",
        f"rule={basis}&{status.value}",
        f"t={candidate.type.value}",
        f"{coarse}&{status.value}",
        f"{status.value}&address={address}",
        f"{coarse}&address={address}&{status.value}",
        f"times={min(expressions, 2)}",
        f"quoted={quoted}",
        f"{coarse}&quoted={quoted}",
        f"i={_bucket(sentence.index, (0, 1, 3, 8))}",
        f"{coarse}&i={_bucket(sentence.index, (0, 1, 3, 8))}",
    ]
    at = act.at if act else candidate.at
    before = sentence.lowered[max(0, at - 6) : at]
    found += [
        f"has={name}" for name in ("earlier", "have", "ongoing") if any(words.has(name, w) for w in before)
    ]
    if act is not None:
        found += [f"form={act.form}", f"{coarse}&form={act.form}"]
    return found


def _bucket(value: int, edges: tuple[int, ...]) -> int:
    return sum(value > edge for edge in edges)
