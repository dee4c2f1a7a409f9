"""What is looked at when an act at a place is judged to be an event or none.

Features are strings, present or absent, so that a decision can be told by its largest weights. They come in
groups: what depends on a few small facts (kind of act, kind of place, side, distance) comes again and again
together, so that each group is made once, and its weights are added up once (``weights``).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from dateline.events.candidates import MAIN_ACTS, WAR, Candidate, Lent, Reading, linked
from dateline.events.context import Setting, actor, around, governor
from dateline.events.lexicon import Lexicon
from dateline.events.passage import Sentence
from dateline.events.triggers import Trigger
from dateline.events.weights import Group
from dateline.events.wording import Memo
from dateline.models import EventStatus, EventType, Mention, PlaceKind, Role

GROUPS = ("future", "planning", "ongoing", "modal", "be_present", "have", "be_past", "prevent", "if_words")
_MEMO = 1 << 14
"""How many groups of a kind are kept."""
_NEAR = 8
_DASHES = frozenset(("-", "–", "—"))
_memo = lru_cache(maxsize=_MEMO)


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
) -> list[tuple[str, ...]]:
    """Features of "this act at this place is an event", in groups.

    Args:
        candidate: the act at the place.
        mention: the mention that names the place (of an earlier sentence where it is carried over).
        words: the language's words.
        setting: what holds for the whole release.
        seen: whether the place was named before in the release.
    """
    where = "far" if candidate.carried else "lent" if candidate.lent else "here"
    kind, act, place = candidate.type, candidate.trigger, candidate.place
    reading, sentence = candidate.reading, candidate.reading.sentence
    found: list[tuple[str, ...]] = [
        _act_features(where, kind, place.kind),
        _release_features(
            kind, setting.kind, setting.address, kind in setting.titled, place.id in setting.places
        ),
        _sentence_features(
            kind, min(sentence.index, 9), reading.types, reading.fragment, sentence.quoted[candidate.at]
        ),
        said(sentence, act.at if act else candidate.at),
    ]
    if act is not None:
        found.append(_trigger_features(where, act, candidate.at))
        found.append(
            _clause_features(act.type, actor(sentence, act.at), marks(sentence, act.at, words, _NEAR))
        )
        if not candidate.carried:
            found.append(_fit_features(act, candidate))
    elif candidate.lent is not None:
        found.append(_lent_features(candidate.lent, reading.fragment))
    else:
        found.append(_NO_TRIGGER)
    if candidate.carried:
        found.append(_carried_features(kind, candidate.gap))
        return found
    return found + _mention_features(candidate, mention, seen=seen)


_NO_TRIGGER = Group(("notrigger",))


@lru_cache(maxsize=256)
def said(sentence: Sentence, at: int) -> tuple[str, ...]:
    """The words around an act, as features of any model."""
    return tuple(map(_SAID.__getitem__, dict.fromkeys(around(sentence, at))))


_SAID = Memo(lambda word: f"word={word}")


@lru_cache(maxsize=256)
def marks(sentence: Sentence, at: int, words: Lexicon, reach: int) -> tuple[str, ...]:
    """Those of ``GROUPS`` of which a word stands within ``reach`` words of ``at`` in its clause."""
    first, last = sentence.clause_of(at)
    return tuple(words.groups(GROUPS, sentence.lowered[max(first, at - reach) : min(last, at + reach + 1)]))


@_memo
def _act_features(where: str, kind: EventType, place: PlaceKind) -> Group:
    coarse = group(kind)
    return Group((where, f"{where}&t={kind}", f"{where}&g={coarse}", f"k={place}", f"{coarse}&k={place}"))


@_memo
def _release_features(kind: EventType, release: str, address: bool, titled: bool, named: bool) -> Group:
    """What the release as a whole says: ``titled``: its title tells of the act; ``named``: of the place."""
    coarse = group(kind)
    found = [f"release={release}&{coarse}", f"release={release}&t={kind}"]
    if address:
        found += ["address", f"address&{coarse}"]
    if titled:
        found += ["titled", f"titled&{coarse}"]
    if named:
        found += ["intitle", f"intitle&{coarse}"]
    return Group(found)


@_memo
def _sentence_features(
    kind: EventType, index: int, types: frozenset[EventType], fragment: bool, quoted: bool
) -> Group:
    """Where the sentence stands and which other acts (``types``) it tells of; ``index`` beyond 8 is all one."""
    coarse, position = group(kind), bucket(index, (0, 1, 3, 8))
    found = [f"i={position}", f"i={position}&{coarse}", f"n={min(len(types), 4)}"]
    found += [f"beside={t}&{coarse}" for t in sorted(types) if t is not kind]
    if fragment:
        found += ["fragment", f"fragment&{coarse}"]
    if quoted:
        found += ["inquote", f"inquote&{coarse}"]
    return Group(found)


def _mention_features(candidate: Candidate, mention: Mention, *, seen: bool) -> list[tuple[str, ...]]:
    """How the place is named: what holds for any act there, and what tells an act of this kind."""
    around_it = _place(candidate.reading, candidate.mention)
    covered = candidate.place.kind if candidate.covered else None
    kind = candidate.type
    return [
        around_it.alone,
        _governed_features(kind, around_it.before, around_it.preposition, mention.role, around_it.listed),
        _aside_features(kind, around_it.dashed, around_it.aside, around_it.towards, covered, seen),
    ]


class _Place(NamedTuple):
    """A mention among the words of its sentence; ``alone``: the features that hold for any act there."""

    alone: tuple[str, ...]
    before: str
    preposition: str
    listed: int
    dashed: bool
    aside: bool
    towards: bool


@lru_cache(maxsize=256)
def _place(reading: Reading, index: int) -> _Place:
    sentence, lowered = reading.sentence, reading.sentence.lowered
    mention = next(m for i, m in reading.mentions if i == index)
    at = sentence.word_at(mention.start)
    role = mention.role
    before = lowered[at - 1] if at else "^"
    if before == "the" and at > 1:
        before = lowered[at - 2]
    after = sentence.word_at(mention.end - 1) + 1
    following = lowered[after] if after < len(lowered) else "$"
    preposition, governed, _, listed = governor(sentence, at)
    hosts = sum(m.role is role for _, m in reading.mentions)
    alone = (
        f"r={role}",
        f"r={role}{bucket(int(mention.role_score * 100), (50, 70, 85, 95))}",
        f"b={before}",
        f"a={following}",
        f"b2={' '.join(lowered[max(0, at - 3) : at])}",
        f"prep={preposition}",
        f"prep={preposition}&r={role}",
        f"gov={governed}&prep={preposition}",
        f"gov={governed}",
        f"hosts={bucket(hosts, (1, 2, 4))}",
    )
    aside = "(" in lowered[max(0, at - 12) : at] and ")" in lowered[at:]
    return _Place(
        alone, before, preposition, min(listed, 2), following in _DASHES, aside, _destination(lowered, at)
    )


@_memo
def _governed_features(kind: EventType, before: str, preposition: str, role: Role, listed: int) -> Group:
    coarse = group(kind)
    return Group(
        (
            f"r={role}&{coarse}",
            f"{coarse}&b={before}",
            f"prep={preposition}&t={kind}",
            f"listed={listed}&{coarse}",
        )
    )


@_memo
def _aside_features(  # noqa: PLR0917 - the facts that a group hangs on
    kind: EventType, dashed: bool, aside: bool, towards: bool, covered: PlaceKind | None, seen: bool
) -> Group:
    """``covered``: the kind of a place in which a finer one lies that stands beside it."""
    coarse, found = group(kind), list[str]()
    if dashed:
        found.append(f"dashed&{kind}")
    if aside:
        found += ["aside", f"aside&{coarse}"]
    if towards:
        found += ["towards", f"towards&{kind}"]
    if covered is not None:
        found += ["covered", f"covered&{covered}"]
    if seen:
        found += ["seen", f"seen&{coarse}"]
    return Group(found)


def _destination(lowered: tuple[str, ...], at: int) -> bool:
    """Whether a word stands where one goes to: "to the city of", "in the direction of", "Mariupol - "."""
    before = list(lowered[max(0, at - 4) : at])
    while before and before[-1] in ("the", "city", "of", "town", "village"):
        if before[-2:] == ["direction", "of"]:
            return True
        before.pop()
    return before[-1:] in (["to"], ["towards"], ["-"], ["–"], ["до"])


def _trigger_features(where: str, act: Trigger, at: int) -> Group:
    side = "left" if act.at < at else "right"
    return _told(where, act.type, act.lemma, act.form, act.status, side if act.weak else "", act.quoted)


@_memo
def _told(  # noqa: PLR0917 - the facts that a group hangs on
    where: str, kind: EventType, lemma: str, form: str, status: EventStatus | None, weak: str, quoted: bool
) -> Group:
    """What tells of the act; ``weak``: on which side of the place a word stands that often tells of none."""
    coarse, state = group(kind), status or "unreal"
    found = [
        f"{where}&lemma={lemma}",
        f"form={form}",
        f"{where}&form={form}&{coarse}",
        f"st={state}",
        f"st={state}&{coarse}",
        f"st={state}&t={kind}",
    ]
    if weak:
        found += ["weak", f"weak&{where}", f"weak&{weak}"]
    if quoted:
        found += ["quoted", f"quoted&{coarse}"]
    return Group(found)


def _fit_features(act: Trigger, candidate: Candidate) -> Group:
    """How act and place lie to one another."""
    sentence, at = candidate.reading.sentence, candidate.at
    away = bucket(abs(at - act.at), (2, 5, 10, 20))
    same, before = act.clause == sentence.clause[at], act.at < at
    return _fit(act.type, min(candidate.rank, 3), same, before, away, linked(sentence, act, at))


@_memo
def _fit(  # noqa: PLR0917 - the facts that a group hangs on
    kind: EventType, rank: int, same: bool, before: bool, away: int, link: bool
) -> Group:
    coarse, side = group(kind), "left" if before else "right"
    found = [f"rank={rank}", f"same={same}", f"{side}&same={same}", f"away={away}"]
    found += [f"rank={rank}&same={same}", f"{coarse}&away={away}&{side}", f"rank={rank}&{coarse}"]
    if link:
        found += ["linked", f"linked&{coarse}"]
    return Group(found)


@_memo
def _clause_features(kind: EventType, who: str, near: tuple[str, ...]) -> Group:
    """Who acts in the clause of the act, and the words that make it certain, wished for or past."""
    coarse = group(kind)
    found = [f"who={who}", f"who={who}&{coarse}", f"who={who}&t={kind}"]
    return Group([*found, *(f"near={name}&{coarse}" for name in near)])


def _lent_features(lent: Lent, fragment: bool) -> Group:
    act = lent.act
    gap = bucket(lent.gap, (0, 1, 3))
    return _lent(act.type, act.lemma, act.weak, act.status, gap, fragment)


@_memo
def _lent(  # noqa: PLR0917 - the facts that a group hangs on
    kind: EventType, lemma: str, weak: bool, status: EventStatus | None, gap: int, fragment: bool
) -> Group:
    """An act that a neighbouring sentence lends; ``gap``: how far before it stands, 0 after."""
    side, whole = "before" if gap > 0 else "after", not fragment
    return Group(
        (
            f"lent={side}",
            f"lent={side}&{kind}",
            f"lentgap={gap}&{kind}",
            f"lentst={status or 'unreal'}&{side}",
            f"lent&lemma={lemma}",
            f"lent&weak={weak}&{side}",
            f"lent={side}&whole={whole}",
            f"lent={side}&whole={whole}&{kind}",
        )
    )


@_memo
def _carried_features(kind: EventType, gap: int) -> Group:
    since = bucket(gap, (1, 2, 4, 8))
    return Group((f"gap={since}", f"gap={since}&{group(kind)}"))
