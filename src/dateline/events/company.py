"""Who was there: the persons of an event, also where only its sentence or its release names them.

An event's own actors come first. A trip that names none is given to whom its sentence tells of ("Xavier Bettel
said that he was moved by what he saw in Bucha"), or to the guest of the release ("he said that he had visited Irpin"),
or to its host where it names no other person, and to nobody where that leaves a choice.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dateline.events.identity import stable_id
from dateline.events.names import nominative, person_key
from dateline.events.people import Roster
from dateline.events.published import day_of
from dateline.models import Event, EventStatus, EventType, Outcome, PlaceKind, Release

TRAVELS = frozenset({EventType.VISIT, EventType.INSPECTION})
IN_PERSON = TRAVELS | {EventType.MEETING, EventType.OPENING, EventType.CEREMONY}
POINTS = frozenset({PlaceKind.SETTLEMENT, PlaceKind.SITE})

_REMOTE = re.compile(
    r"\b(?:online|video|videoconference|phone|by telephone|remotely|addressed the|spoke with|virtual|via)\b"
    r"|онлайн|відео|телефон",
    re.IGNORECASE,
)
_BODILY = re.compile(
    r"\b(?:visit\w*|trip|arriv\w+|met|meets|sidelines|took part|working lunch|chair\w+|today in|laid|awarded"
    r"|(?:talks|negotiations) (?:with|in)|meeting with|during (?:the|a) (?:meeting|talks)|welcom\w+)\b"
    r"|візит|поїздк|прибу|зустрі|взя\w+ участь|покла[вл]|вручи[вл]|нагороди[вл]|відкри[вл]|пров[іе][вл]\w* (?:зустріч|нараду|перегов)"
    r"|під час (?:зустрічі|переговорів|наради)",
    re.IGNORECASE,
)
"""What says that somebody was there in person, where a meeting or ceremony may also be joined from afar."""
_PRESENT = re.compile(
    r"\b(?:visit\w*|trips?|arriv\w+|went|goes|came|coming|saw|seen?|inspect\w*|observ\w*|tour\w*|travel\w*|toured"
    r"|(?:was|were|is|am|are|been|being|while) (?:\w+ )?(?:in|at|on)|started|began|attended|took part|laid|met"
    r"|awarded|presented|held|opened|launch\w*|examined|stay(?:ed|ing)?|stopp?ed|work(?:ed|ing)|walk\w+|welcom\w+|familiari[sz]\w+)\b"
    r"|візит|поїзд|прибу|відвід|зустрі|побува|огля[нд]|взя\w+ участь|перебува|бачи[вл]|покла[вл]|вручи[вл]|відкри[вл]",
    re.IGNORECASE,
)
"""What says that somebody was there, where the event is a visit or an inspection."""
TRIP = re.compile(r"\b(?:trip|visit\w*|arriv\w+|tour)\b|візит|поїздк|прибу|відвіда", re.IGNORECASE)
_SPEECH = re.compile(
    r"\b(?:said|says|noted|stressed|emphasi[sz]ed|added|reminded|recalled|stated|told|informed|thanked|according to"
    r"|explained|believes|confirmed|reported|called it)\b"
    r"|\b(?:(?:с|роз)каза|зазначи|наголоси|підкресли|дода|нагада|заяви|повідоми|подякува|поінформува|розпові)(?:в|ла|ли)\b|за словами",
    re.IGNORECASE,
)
_SINGULAR = re.compile(r"\b(?:he|she|his|her|він|вона|його|її)\b", re.IGNORECASE)
_PLURAL = re.compile(
    r"\b(?:they|their|leaders|presidents|prime ministers|ministers|heads of state|guests"
    r"|вони|їхн\w+|лідери|президенти|прем['’]єр-міністри|міністри|глави держав|гості)\b",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?:[Tt]he |[Aa]n? )?(?P<group>(?:[A-Z][\w-]+ )*(?:delegation|leaders|presidents|prime ministers|ministers|ambassadors"
    r"|senators|congressmen|representatives)(?: of (?:the )?[A-Z]\w+(?:(?:, | and )(?:the )?[A-Z]\w+)*)?)"
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_GIVEN_NAMES = 3
"""Words before a last name among which the first name is looked for."""
_TITLE = re.compile(
    r"mr|mrs|ms|dr|president|chancellor|minister|sir|senator"
    r"|(?:президент|канцлер|(?:прем['’]єр-)?міністр|сенатор|пан)(?:а|у|ом|ові|ка|ки|ці|ку|кою|і|ею|ем)?"
)
"""What stands before a last name alone; lower case."""
_TAIL = 40
"""Characters after a verb of speech, below which what was said stands before it."""
_LEAD = 700
"""Characters of a release in which it says who came."""
_WHO_CAME = re.compile(
    r"[^.!?]*\bwho (?:is|are|was|were|has|have)? ?(?:on (?:a|an|the)|visiting|arrived|came)\b"
)
_NEVER = sys.maxsize
_BEFORE_NAME = 160
"""Characters before a name in which it says that its bearer was met."""
_MET = re.compile(
    r"\b(?:met|meets?|meetings?|talks|negotiations|spoke|talked) with(?: (?:the|of|and|[A-Z][\w'’-]*))* ?$"
    r"|\b(?:зустрі\w+|переговор\w+|спілкува\w+) (?:з|із|зі)(?: (?:та|[А-ЯІЇЄҐ][\w'’-]*|держави|міністр\w*|перш\w+|леді|федеральн\w+))* ?$"
)
"""What stands before somebody who was met."""
_HEAD_ACTS = re.compile(r"\b(?:Президент України|Глава держави|Президент(?= [а-яіїєґ]))\b")
"""The host by his office as the subject of a Ukrainian sentence."""
_UKRAINIAN_NAME = re.compile(r"(?=\b([А-ЯІЇЄҐ][\w'’-]+ [А-ЯІЇЄҐ][\w'’-]+))")
_NAME = re.compile(r"(?:[A-Z][\w'’-]+ )+(?:(?:von|der|van|de) )*[A-Z][\w'’-]+")


class Traveller(NamedTuple):
    """A person or group on the way: a key that is the same wherever it acts, and its name."""

    key: str
    name: str


def maybe_in_person(event: Event) -> bool:
    """Whether nothing says that people met on a screen or by telephone."""
    return event.type in IN_PERSON and not _REMOTE.search(event.evidence.text)


def in_person(event: Event) -> bool:
    """Whether the sentence says that somebody was at the place."""
    said = _PRESENT if event.type in TRAVELS else _BODILY
    return maybe_in_person(event) and said.search(event.evidence.text) is not None


class Company:
    """Finds who was there, release by release."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        # Where a release first names its host and anybody else.
        self._first_named: dict[str, tuple[int, ...]] = {}

    def told(self, release: Release, event: Event) -> set[str]:
        """Keys of the actors that the event itself gives, forces included."""
        day = day_of(release)
        return {self._roster.key(actor, release.publisher, day) for actor in event.who} - {""}

    def persons(self, release: Release, event: Event) -> dict[str, str]:
        """Key and name of the persons among them; an office is the name where no holder is known."""
        found = {}
        for actor in event.who:
            if key := self._roster.person(actor, release.publisher, day_of(release)):
                found[key] = self._roster.name(key) if self._roster.known(key) else actor.text
        return found

    def named(self, text: str) -> list[tuple[int, str]]:
        """(offset, key) of every person whose full name, or last name after a title, stands in a text."""
        found = []
        words = list(_WORD.finditer(text))
        for i, word in enumerate(words):
            if word[0][0].isupper() and (key := self._person_at(words, i)):
                found.append((word.start(), key))
        return found

    def _person_at(self, words: list[re.Match[str]], i: int) -> str:
        for before in words[max(i - _GIVEN_NAMES, 0) : i]:
            if before[0][0].isupper() and (key := self._roster.named(f"{before[0]} {words[i][0]}")):
                return key
        titled = i > 0 and _TITLE.fullmatch(words[i - 1][0].casefold()) is not None
        return self._roster.named_by_last(words[i][0]) if titled else ""

    def guests(self, outcome: Outcome) -> dict[str, str]:
        """Key and name of those whom a release shows visiting the country of its publisher's head of state."""
        release = outcome.release
        host = self._roster.host(release)
        home = self._roster.country(host)
        found = dict(self._came(release.body[:_LEAD]))
        for event in outcome.events:
            at_home = event.place is not None and event.place.country == home
            if at_home and in_person(event) and event.status is not EventStatus.PLANNED:
                found |= self.persons(release, event)
                found |= {key: self._roster.name(key) for _, key in self.named(event.evidence.text)}
        guests = {k: name for k, name in found.items() if k != host and self._roster.country(k) != home}
        by_name = {k: name for k, name in guests.items() if person_key(name)}
        return by_name or guests

    def _came(self, lead: str) -> Iterator[tuple[str, str]]:
        """Those of whom the first sentences say that they came on a visit, whether or not known from elsewhere."""
        for sentence in _WHO_CAME.findall(lead):
            known = self.named(sentence)
            yield from ((key, self._roster.name(key)) for _, key in known)
            for match in _NAME.finditer(sentence):
                name = " ".join(match[0].split()[-2:])
                if (key := person_key(name)) and all(
                    not match.start() <= at < match.end() for at, _ in known
                ):
                    yield key, name

    def travellers(self, release: Release, event: Event, guests: Mapping[str, str]) -> set[Traveller]:
        """Who was at the place of an event in person; empty where nothing says it."""
        text = event.evidence.text
        persons = self.persons(release, event)
        host = self._roster.host(release)
        if not persons.keys() - {host}:
            if event.type in TRAVELS and persons:
                persons |= {k: n for k, n in self._came(text) if k != host}
            elif event.type in TRAVELS or persons or _PLURAL.search(text) or self._subjects(text):
                persons |= {t.key: t.name for t in self._unnamed(release, event, guests)}
        elif event.type in TRAVELS and self._only_met(release, event, host):
            persons.pop(host, None)
        return {Traveller(key, name) for key, name in persons.items()}

    def _only_met(self, release: Release, event: Event, host: str) -> bool:
        """Whether the host is named only as whom the guests met: "they visited Irpin and met with the President"."""
        text, day = event.evidence.text, day_of(release)
        named = (a.text for a in event.who if self._roster.key(a, release.publisher, day) == host)
        starts = {match.start() for name in named for match in re.finditer(re.escape(name), text)}
        return bool(starts) and all(_MET.search(text[max(at - _BEFORE_NAME, 0) : at]) for at in starts)

    def _subjects(self, text: str) -> set[str]:
        """Keys of the persons who are subjects of a Ukrainian sentence."""
        names = (match[1] for match in _UKRAINIAN_NAME.finditer(text))
        return {key for name in names if (key := self._roster.named(name)) and nominative(name)}

    def _unnamed(self, release: Release, event: Event, guests: Mapping[str, str]) -> Iterator[Traveller]:
        """Travellers whom the actors of an event do not give: from its sentence, then from its release."""
        text = event.evidence.text
        host = self._roster.host(release)
        speech = _SPEECH.search(text)
        named = self.named(text)
        said_by = {key for at, key in named if speech and at <= speech.start()}
        met = {key for at, key in named if _MET.search(text[max(at - _BEFORE_NAME, 0) : at])}
        told = {key: self._roster.name(key) for _, key in named if key not in said_by | met}
        speakers = {key: self._roster.name(key) for key in said_by - {host}}
        rest = text[speech.end() :] if speech and len(text) - speech.end() > _TAIL else text
        travels = event.type in TRAVELS
        chosen: Mapping[str, str] = {}
        if told and (travels or _PLURAL.search(rest) or self._subjects(text) & told.keys()):
            chosen = told
        elif travels and host and _HEAD_ACTS.search(text, speech.end() if speech else 0):
            chosen = {host: self._roster.name(host)}
        elif travels and len(speakers) == 1 and _SINGULAR.search(rest):
            chosen = speakers
        elif _PLURAL.search(rest):
            chosen = guests if len(guests) > 1 else {}
        elif travels and not said_by and _SINGULAR.search(text):
            if len(guests) == 1:
                chosen = guests
            else:
                chosen = _one_of(guests, release) or self._only_host(release, event)
        elif not travels:
            return
        yield from (Traveller(*each) for each in chosen.items()) if chosen else self._group(text)

    def _only_host(self, release: Release, event: Event) -> dict[str, str]:
        """The host, where nobody else is named before an event ends."""
        host = self._roster.host(release)
        if release.id not in self._first_named:
            named = self.named(release.body)
            firsts = (
                next((at for at, key in named if (key == host) is own), _NEVER) for own in (True, False)
            )
            self._first_named[release.id] = tuple(firsts)
        own, other = self._first_named[release.id]
        return {host: self._roster.name(host)} if own < event.evidence.end <= other else {}

    def _group(self, text: str) -> Iterator[Traveller]:
        """A delegation, by its words; one without a name of its own is known in its sentence only."""
        if (group := _GROUP.search(text)) is not None:
            name = group["group"]
            proper = any(word[0].isupper() for word in name.split())
            yield Traveller(name.casefold() if proper else f"{name} {stable_id('g', text)}", name)


def _one_of(guests: Mapping[str, str], release: Release) -> dict[str, str]:
    """One of several guests, of whom it is not said which."""
    names = " or ".join(guests[key] for key in sorted(guests))
    return {f"{names} {release.id}": names} if guests else {}
