"""From mentions to events: what happened where and when, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dateline.events.attachment_features import Host, Scene
from dateline.events.attachments import Attacher, Belongings, distinct_sites, figures_of
from dateline.events.candidates import (
    LOOKING,
    MAIN_ACTS,
    Candidate,
    at_mentions,
    elsewhere,
    is_trip,
)
from dateline.events.identity import stable_id
from dateline.events.judge import ACCEPT, ACCEPT_BESIDE, ACCEPT_CARRIED, Judge
from dateline.events.parties import delegation, distinct, parties
from dateline.events.reader import Parsed, Text, read
from dateline.events.sites import SiteSpan
from dateline.events.when import STANDING, date_of, dated
from dateline.events.where import precision, stands_in
from dateline.garbage import collector_paused
from dateline.models import (
    Actor,
    Event,
    EventDate,
    EventStatus,
    EventType,
    Place,
    PlaceKind,
    Release,
    Site,
    Span,
)


@dataclass(slots=True)
class Draft:
    """An event being put together."""

    candidate: Candidate
    status: EventStatus
    date: EventDate
    readings: list[int] = field(default_factory=list)
    who: list[Actor] = field(default_factory=list)
    own: Belongings = field(default_factory=Belongings)

    @property
    def host(self) -> Host:
        """What sites and figures are tied to."""
        candidate = self.candidate
        return Host(
            candidate.type,
            self.status,
            candidate.place,
            tuple(self.readings),
            candidate.trigger.at if candidate.trigger else None,
            None if candidate.carried else candidate.at,
            candidate.score,
        )


def scene_of(text: Text, drafts: Sequence[Draft]) -> Scene:
    """The events of a release as what sites and figures may belong to."""
    return Scene([d.host for d in drafts], text.readings, text.passage.first_person)


class EventExtractor:
    """Reads the events of a release from its text and mentions. Pure: no file, no network."""

    def __init__(self, *, judge: Judge | None = None, attacher: Attacher | None = None) -> None:
        self._judge = judge or Judge.load()
        self._attacher = attacher or Attacher.load()

    def extract(self, release: Release, parsed: Parsed) -> tuple[Event, ...]:
        """The events of ``release``, in the order of their evidence.

        Args:
            release: the release; its ``published`` decides what "today" means.
            parsed: its mentions, with offsets in ``release.body``.
        """
        with collector_paused():
            text = read(release, parsed)
            drafts = self.drafts(text)
            for draft in drafts:
                draft.who = parties(text, draft.candidate, draft.readings)
            belongings = self._attacher.attach(scene_of(text, drafts), text.counts_of)
            for draft, own in zip(drafts, belongings, strict=True):
                draft.own = own
            _add_delegation(text, drafts)
            return _distinct(tuple(self._event(text, draft) for draft in drafts))

    def drafts(self, text: Text) -> list[Draft]:
        """The events of a release before sites, figures and actors are tied to them."""
        drafts: list[Draft] = []
        for candidate in self._accepted(text):
            draft = self._draft(text, candidate, drafts)
            same = next((d for d in drafts if _same(d, draft)), None)
            if same is None:
                drafts.append(draft)
            else:
                same.readings.append(candidate.reading.sentence.index)
        for draft in list(drafts):
            main = _main_act_of(draft, drafts)
            if main is not None:
                drafts.remove(draft)
                main.readings.extend(i for i in draft.readings if i not in main.readings)
        return drafts

    def _accepted(self, text: Text) -> Iterator[Candidate]:
        """The candidates that are events, in the order of the text."""
        scene: Candidate | None = None
        seen: set[str] = set()
        for reading in text.readings:
            if not reading.mentions and not reading.triggers:
                continue
            here = []
            paired = [[c for c in pairs if not _unreal(c)] for pairs in at_mentions(reading)]
            for candidate in (c for pairs in paired for c in pairs):
                self._weigh(text, candidate, seen)
            for pairs in paired:
                here += _chosen(pairs)
            seen.update(m.place.id for _, m in reading.mentions if m.place)
            here = [c for c in here if not _holds_another(c, here)]
            yield from here
            scene = next((c for c in reversed(here) if c.type in MAIN_ACTS), scene)
            if scene is None:
                continue
            for candidate in elsewhere(reading, scene, [c.trigger.at for c in here if c.trigger]):
                if self._weigh(text, candidate, seen) >= ACCEPT_CARRIED:
                    yield candidate

    def _weigh(self, text: Text, candidate: Candidate, seen: set[str]) -> float:
        return self._judge.weigh(text, candidate, seen=candidate.place.id in seen)

    def _draft(self, text: Text, candidate: Candidate, before: Sequence[Draft]) -> Draft:
        at = candidate.reading.sentence.index
        today = text.today
        scene = next((d.date for d in reversed(before) if d.candidate.place == candidate.place), None)
        times = text.times_of(at)
        status = self._judge.status_of(text, candidate)
        candidate.status = status
        ruled = date_of(candidate, times, today, words=text.words, scene=scene)
        if ruled.basis not in STANDING:
            dating = self._judge.dating_of(text, candidate, status, ruled)
            ruled = dated(dating, ruled, candidate, times, today)
        return Draft(candidate, status, ruled, [at])

    def _event(self, text: Text, draft: Draft) -> Event:
        candidate, body = draft.candidate, text.release.body
        sentence = candidate.reading.sentence
        sites = distinct_sites(draft.own, body)
        evidence = Span(sentence.start, sentence.end, body[sentence.start : sentence.end])
        where_prec, geo_precision = precision(candidate.place, near=candidate.near, part=candidate.part)
        event_id = stable_id(
            "e",
            text.release.id,
            candidate.type.value,
            candidate.place.id,
            draft.date.value or "",
            evidence.text,
        )
        return Event(
            id=event_id,
            type=candidate.type,
            status=draft.status,
            date=draft.date,
            evidence=evidence,
            place=candidate.place,
            mention=candidate.mention,
            where_prec=where_prec,
            geo_precision=geo_precision,
            who=tuple(draft.who),
            sites=_sites(text, sites, event_id),
            figures=figures_of(draft.own, sites, text.passage.sentences),
            score=round(candidate.score, 4),
            reasons=self._judge.reasons(candidate),
        )


def _main_act_of(draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """The act that a trip is only spoken of beside: "the visit to Kyiv shows" of a release on talks in Kyiv."""
    candidate = draft.candidate
    if candidate.type is not EventType.VISIT or candidate.trigger is None or candidate.trigger.verbal:
        return None
    for other in drafts:
        main = other.candidate.type in MAIN_ACTS and other.candidate.type is not EventType.VISIT
        there = other.candidate.place.id == candidate.place.id and other.status is draft.status
        dates = {other.date.value, draft.date.value}
        if main and there and (len(dates) == 1 or None in dates):
            return other
    return None


def _chosen(pairs: Sequence[Candidate]) -> list[Candidate]:
    """Of the acts that one mention may be the place of, the likeliest, and others beside it."""
    ranked = sorted(pairs, key=lambda c: -c.score)
    if not ranked or ranked[0].score < ACCEPT:
        return []
    best = _act_of_trip(ranked[0], ranked)
    return [best] + [c for c in ranked if c is not best and c.score >= ACCEPT_BESIDE and _beside(best, c)]


def _act_of_trip(best: Candidate, others: Sequence[Candidate]) -> Candidate:
    """The likely act that a trip of its clause was made for: "opened the bridge during a working trip"."""
    trip = best.trigger
    if trip is None or not is_trip(trip):
        return best
    for other in others:
        act = other.trigger
        if act is None or other.type not in MAIN_ACTS or other.type is EventType.VISIT:
            continue
        if act.clause == trip.clause and other.score >= ACCEPT:
            other.score = best.score  # that somebody was there is as sure as the trip
            return other
    return best


def _beside(best: Candidate, other: Candidate) -> bool:
    """Whether a second act of the same place is another thing: "visited the town liberated in May"."""
    return other.trigger is not None and not {best.type, other.type} <= MAIN_ACTS


def _unreal(candidate: Candidate) -> bool:
    """What its verb group denies, wishes or fears is no event, however likely the rest makes it."""
    return candidate.trigger is not None and candidate.trigger.status is None


def _holds_another(candidate: Candidate, here: Sequence[Candidate]) -> bool:
    """A visit "to Izyum in the Kharkiv region" is one to Izyum, not a second one to the region."""
    return candidate.covered and any(
        other is not candidate
        and (other.trigger == candidate.trigger or {candidate.type, other.type} <= MAIN_ACTS)
        and stands_in(other.place, candidate.place)
        for other in here
    )


def _same(known: Draft, new: Draft) -> bool:
    """Whether two drafts of one release tell of the same thing."""
    a, b = known.candidate, new.candidate
    if a.place.id != b.place.id:
        return False
    if known.status is not new.status and EventStatus.PLANNED in (known.status, new.status):
        return False
    alike = a.type is b.type or (a.type in LOOKING and b.type in LOOKING)
    if not alike:
        return False
    if known.date.value is None and new.date.basis in STANDING and b.trigger is not None:
        return False  # what a list names without a day, and what the next sentence dates
    if known.date.value is None or new.date.value is None or b.carried:
        return True
    return known.date.value == new.date.value


def _sites(text: Text, sites: Sequence[SiteSpan], event_id: str) -> tuple[Site, ...]:
    body = text.release.body
    return tuple(
        Site(
            stable_id("s", event_id, body[s.start : s.end]),
            body[s.start : s.end],
            s.kind,
            s.start,
            s.end,
            _site_place(text, s),
        )
        for s in sites
    )


def _site_place(text: Text, site: SiteSpan) -> Place | None:
    """The site's own place, where a mention inside its words is a site of the gazetteer."""
    for mention in text.mentions:
        inside = site.start <= mention.start and mention.end <= site.end
        if inside and mention.place is not None and mention.place.kind is PlaceKind.SITE:
            return mention.place
    return None


def _add_delegation(text: Text, drafts: Sequence[Draft]) -> None:
    """A list of delegations joins the first visit or meeting told of."""
    hosts = [d for d in drafts if d.candidate.type in (EventType.VISIT, EventType.MEETING)]
    if not hosts:
        return
    hosts[0].who = distinct([*hosts[0].who, *delegation(text)])


def _distinct(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Events by id: the same sentence never tells one thing twice."""
    return tuple({event.id: event for event in events}.values())
