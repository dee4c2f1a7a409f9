"""What is looked at when an event's status and date are decided.

Features are strings, present or absent, as in ``features``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dateline.events.candidates import Candidate
from dateline.events.context import Setting, actor, again
from dateline.events.features import bucket, group, marks, said
from dateline.events.lexicon import Lexicon
from dateline.events.weights import Group
from dateline.models import EventStatus, EventType

_NEAR = 12
"""How far from an act a word may stand that makes it planned, wished for or past."""
_memo = lru_cache(maxsize=1 << 14)


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
) -> list[tuple[str, ...]]:
    """Features of "done, ongoing or planned", in groups as those of ``features``.

    Args:
        candidate: the act at the place.
        words: the language's words.
        setting: what holds for the whole release.
        ahead: whether its time lies after publication; None where it has none.
        lead: whether the release's first sentences name the day of publication.
    """
    act, sentence = candidate.trigger, candidate.reading.sentence
    kind = candidate.type
    at = act.at if act else candidate.at
    found = [
        _ruled(kind, candidate.status, ahead),
        _of_release(kind, setting.kind, setting.address, lead, candidate.reading.fragment),
        _near(kind, marks(sentence, at, words, _NEAR)),
        said(sentence, at),
    ]
    if act is not None:
        found.append(_told(kind, act.form, act.lemma, actor(sentence, at)))
        found.append(tuple([f"w{k}={w}" for k, w in enumerate(sentence.lowered[max(0, at - 2) : at][::-1])]))
    elif candidate.lent is not None:
        found.append(_lent(candidate.lent.act.lemma, candidate.lent.act.form))
    else:
        found.append(_NO_TRIGGER)
    return found


_NO_TRIGGER = Group(("notrigger",))


@_memo
def _ruled(kind: EventType, status: EventStatus | None, ahead: bool | None) -> Group:
    rule = status or "unreal"
    return Group(
        (f"rule={rule}", f"rule={rule}&{group(kind)}", f"rule={rule}&t={kind}", f"t={kind}", f"ahead={ahead}")
    )


@_memo
def _of_release(kind: EventType, release: str, address: bool, lead: bool, fragment: bool) -> Group:
    return Group(
        (
            f"t={kind}&release={release}",
            f"t={kind}&address={address}",
            f"t={kind}&lead={lead}",
            f"t={kind}&fragment={fragment}",
        )
    )


@_memo
def _near(kind: EventType, names: tuple[str, ...]) -> Group:
    return Group([f"near={name}{also}" for name in names for also in ("", f"&{group(kind)}")])


@_memo
def _told(kind: EventType, form: str, lemma: str, who: str) -> Group:
    coarse = group(kind)
    return Group((f"form={form}", f"form={form}&{coarse}", f"lemma={lemma}", f"who={who}&{coarse}"))


@_memo
def _lent(lemma: str, form: str) -> Group:
    return Group(("lent", f"lent&lemma={lemma}", f"lent&form={form}"))


def date_features(
    candidate: Candidate, status: EventStatus, words: Lexicon, *, setting: Setting, times: TimeContext
) -> list[tuple[str, ...]]:
    """Features of "dated by its own expression, by publication, or not at all", in groups.

    Args:
        candidate: the act at the place.
        status: what was decided on it.
        words: the language's words.
        setting: what holds for the whole release.
        times: the expressions of time around it.
    """
    act, reading, kind = candidate.trigger, candidate.reading, candidate.type
    sentence, coarse, address = reading.sentence, group(candidate.type), setting.address
    at = act.at if act else candidate.at
    since = 9 if times.since is None else bucket(times.since, (0, 1, 3, 6))
    other = 9 if times.other is None else bucket(times.other, (0, 1, 3))
    earlier = tuple(words.groups(_EARLIER, sentence.lowered[max(0, at - 6) : at]))
    found = [
        _ruled_date(times.basis, kind, status),
        _dated_release(coarse, status, address, setting.kind, times.lead),
        _named_days(coarse, status, min(times.expressions, 2), since, other),
        _place_in_text(
            coarse, address, bucket(sentence.index, (0, 1, 3, 8)), sentence.quoted[at], reading.fragment
        ),
        _repeated(coarse, address, again(sentence), candidate.carried, earlier),
        said(sentence, at),
    ]
    if act is not None:
        found.append(_act_dated(coarse, address, act.form, act.lemma, act.weak, actor(sentence, at)))
    elif candidate.lent is not None:
        found.append(_lent_date(coarse))
    return found


_EARLIER = ("earlier", "have", "ongoing")


@_memo
def _ruled_date(basis: str, kind: EventType, status: EventStatus) -> Group:
    coarse = group(kind)
    return Group(
        (
            f"rule={basis}",
            f"rule={basis}&{status}",
            f"rule={basis}&{coarse}",
            f"t={kind}",
            f"t={kind}&{status}",
            f"{coarse}&{status}",
        )
    )


@_memo
def _dated_release(coarse: str, status: EventStatus, address: bool, release: str, lead: bool) -> Group:
    return Group(
        (
            f"{status}&address={address}",
            f"{coarse}&address={address}&{status}",
            f"release={release}&{coarse}",
            f"release={release}&{status}",
            f"lead={lead}&{coarse}",
            f"lead={lead}&{status}",
        )
    )


@_memo
def _named_days(coarse: str, status: EventStatus, expressions: int, since: int, other: int) -> Group:
    return Group(
        (
            f"times={expressions}",
            f"since={since}&{coarse}",
            f"since={since}&{status}&{coarse}",
            f"other={other}",
        )
    )


@_memo
def _place_in_text(coarse: str, address: bool, position: int, quoted: bool, fragment: bool) -> Group:
    found = [f"quoted={quoted}", f"{coarse}&quoted={quoted}", f"i={position}", f"{coarse}&i={position}"]
    if fragment:
        found += [f"fragment&{coarse}", f"fragment&address={address}"]
    return Group(found)


@_memo
def _repeated(coarse: str, address: bool, more: bool, carried: bool, earlier: tuple[str, ...]) -> Group:
    """``more``: one more of a kind, or what goes on; ``earlier``: the words before that make an act past."""
    found = [f"has={name}&{coarse}" for name in earlier]
    if more:
        found += [f"again&{coarse}", f"again&address={address}"]
    if carried:
        found += ["carried", f"carried&{coarse}"]
    return Group(found)


@_memo
def _act_dated(  # noqa: PLR0917 - the facts that a group hangs on
    coarse: str, address: bool, form: str, lemma: str, weak: bool, who: str
) -> Group:
    return Group(
        (
            f"form={form}",
            f"{coarse}&form={form}",
            f"weak={weak}&{coarse}",
            f"lemma={lemma}",
            f"who={who}&{coarse}",
            f"form={form}&address={address}&{coarse}",
        )
    )


@_memo
def _lent_date(coarse: str) -> Group:
    return Group(("lent", f"lent&{coarse}"))
