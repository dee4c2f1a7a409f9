"""What is looked at when an event's status and date are decided.

Features are strings, present or absent, as in ``features``.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.events.candidates import Candidate
from dateline.events.context import Setting, actor, again
from dateline.events.features import bucket, group, marks, said
from dateline.events.lexicon import Lexicon
from dateline.models import EventStatus

_NEAR = 12
"""How far from an act a word may stand that makes it planned, wished for or past."""


@dataclass(frozen=True, slots=True)
class TimeContext:
    """The expressions of time around an act, as its dating sees them.

    ``basis``: how the plain rule would date it: text, relative, publication or none. ``expressions``: how many
    its sentence holds. ``ahead``: whether its own time lies after publication, None where it has none.
    ``lead``: whether the release's first sentences name the day of publication. ``since``: sentences since the
    text last named that day (None: never). ``other``: sentences since it last named another day or month.
    """

    basis: str
    expressions: int
    ahead: bool | None
    lead: bool
    since: int | None
    other: int | None


def status_features(
    candidate: Candidate, words: Lexicon, *, setting: Setting, ahead: bool | None, lead: bool
) -> list[str]:
    """Features of "done, ongoing or planned".

    Args:
        candidate: the act at the place.
        words: the language's words.
        setting: what holds for the whole release.
        ahead: whether its time lies after publication; None where it has none.
        lead: whether the release's first sentences name the day of publication.
    """
    act, sentence = candidate.trigger, candidate.reading.sentence
    ruled = candidate.status.value if candidate.status else "unreal"
    kind, coarse = candidate.type.value, group(candidate.type)
    found = [
        f"rule={ruled}",
        f"rule={ruled}&{coarse}",
        f"rule={ruled}&t={kind}",
        f"t={kind}",
        f"ahead={ahead}",
        f"t={kind}&release={setting.kind}",
        f"t={kind}&address={setting.address}",
        f"t={kind}&lead={lead}",
        f"t={kind}&fragment={candidate.reading.fragment}",
    ]
    at = act.at if act else candidate.at
    for name in marks(sentence, at, words, _NEAR):
        found += [f"near={name}", f"near={name}&{coarse}"]
    if act is not None:
        found += [f"form={act.form}", f"form={act.form}&{coarse}", f"lemma={act.lemma}"]
        found += [f"w{k}={w}" for k, w in enumerate(sentence.lowered[max(0, at - 2) : at][::-1])]
        found.append(f"who={actor(sentence, at)}&{coarse}")
    elif candidate.lent is not None:
        found += ["lent", f"lent&lemma={candidate.lent.act.lemma}", f"lent&form={candidate.lent.act.form}"]
    else:
        found.append("notrigger")
    return [*found, *said(sentence, at)]


def date_features(
    candidate: Candidate, status: EventStatus, words: Lexicon, *, setting: Setting, times: TimeContext
) -> list[str]:
    """Features of "dated by its own expression, by publication, or not at all".

    Args:
        candidate: the act at the place.
        status: what was decided on it.
        words: the language's words.
        setting: what holds for the whole release.
        times: the expressions of time around it.
    """
    act, sentence = candidate.trigger, candidate.reading.sentence
    kind, coarse, state = candidate.type.value, group(candidate.type), status.value
    at = act.at if act else candidate.at
    quoted = sentence.quoted[at]
    position = bucket(sentence.index, (0, 1, 3, 8))
    address = setting.address
    since = 9 if times.since is None else bucket(times.since, (0, 1, 3, 6))
    other = 9 if times.other is None else bucket(times.other, (0, 1, 3))
    found = [
        f"rule={times.basis}",
        f"rule={times.basis}&{state}",
        f"rule={times.basis}&{coarse}",
        f"t={kind}",
        f"t={kind}&{state}",
        f"{coarse}&{state}",
        f"{state}&address={address}",
        f"{coarse}&address={address}&{state}",
        f"release={setting.kind}&{coarse}",
        f"release={setting.kind}&{state}",
        f"times={min(times.expressions, 2)}",
        f"lead={times.lead}&{coarse}",
        f"lead={times.lead}&{state}",
        f"since={since}&{coarse}",
        f"since={since}&{state}&{coarse}",
        f"other={other}",
        f"quoted={quoted}",
        f"{coarse}&quoted={quoted}",
        f"i={position}",
        f"{coarse}&i={position}",
    ]
    if candidate.reading.fragment:
        found += [f"fragment&{coarse}", f"fragment&address={address}"]
    if again(sentence):
        found += [f"again&{coarse}", f"again&address={address}"]
    before = sentence.lowered[max(0, at - 6) : at]
    found += [
        f"has={name}&{coarse}"
        for name in ("earlier", "have", "ongoing")
        if any(words.has(name, w) for w in before)
    ]
    if candidate.carried:
        found += ["carried", f"carried&{coarse}"]
    if act is not None:
        found += [f"form={act.form}", f"{coarse}&form={act.form}", f"weak={act.weak}&{coarse}"]
        found += [f"lemma={act.lemma}", f"who={actor(sentence, at)}&{coarse}"]
        found += [f"form={act.form}&address={address}&{coarse}"]
    elif candidate.lent is not None:
        found += ["lent", f"lent&{coarse}"]
    return [*found, *said(sentence, at)]
