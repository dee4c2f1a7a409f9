"""One event as one release tells it, with the keys by which other tellings of it are known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, log

from dateline.events.company import IN_PERSON, Company, in_person
from dateline.events.people import HOSTILE, Roster
from dateline.events.wording import word_set
from dateline.models import Event, EventStatus, EventType, Figure, Outcome, PlaceKind, Release

_DEAD = word_set("died dead killed deaths fatalities victims")
_HURT = word_set("wounded injured hurt")
_DEAD_STEMS, _HURT_STEMS = ("загин", "загиб", "вбит", "убит"), ("поранен", "травмован", "постражд")
_SMALL = 3.0
"""A shared figure below this says little: many events have one or two of something."""
_NEAR = 1.25
"""Tolls whose ratio is below about this (at most its square) may be those of one attack."""
_HARM = frozenset({EventType.ATTACK, EventType.ATROCITY})
_SURE = 0.7
_LIKELY = 0.6
_LARGE = frozenset({PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.AREA, PlaceKind.NATURAL})
_VAGUE = frozenset({PlaceKind.COUNTRY, PlaceKind.AREA})
"""Where a shared figure says nothing of which event it is of."""
_MEANS = re.compile(
    r"\b(?P<missile>missiles?|rockets?|ракет\w*)\b|\b(?P<air>air ?strikes?|bomb(?:s|ed|ing|ers?)|авіа\w+)\b"
    r"|\b(?P<strike>strikes?|удар\w*)\b|\b(?P<shell>shell(?:s|ed|ing)|artillery|mortars?|обстріл\w*)\b|\b(?P<drone>drones?|дрон\w*|шахед\w*)\b",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"(?P<before>(?:[A-Z][\w'’-]*\s){0,5})"
    r"(?P<noun>[Ss]ummit|[Cc]onference|[Ff]orum|[Cc]ongress|[Pp]residium|[Ff]estival|[Ee]xhibition|[Pp]arade)\b"
    r"(?P<after>(?:\sof(?:\sthe)?(?:\s(?:and\s)?[A-Z][\w'’-]*){2,5})?)"
)
_PRESS = re.compile(r"\bpress conference\b|\bпрес-?конференці", re.IGNORECASE)
_LEADERS = re.compile(r"\b(?:leaders|presidents|prime ministers|heads of state)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\b(?:sidelines?|margins?|as part of|framework of|within)\b", re.IGNORECASE)
_PART = re.compile(r"\b(?:opening|closing|reception|dinner|plenary)\b", re.IGNORECASE)
"""Acts of one occasion that are not one event."""
_OCCASION_DAYS = 3
"""A name that is told of on more days than this is an institution's, no occasion's."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One event as one release tells it.

    ``keys``: any one of them, shared in a block, makes two tellings one event. ``hints`` do so too, but only where
    the tellings do not name different ``persons`` (those present but for the host of the publisher).
    ``acting``: who carries out or plans it, the host too where it acts alone.
    """

    release: Release
    event: Event
    keys: frozenset[str]
    hints: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    acting: frozenset[str] = frozenset()


def tellings(outcomes: Sequence[Outcome], roster: Roster) -> list[Telling]:
    """Every event of every release, in the order of the releases."""
    company = Company(roster)
    told = [(o.release, e) for o in outcomes for e in o.events]
    common = _institutions(e for _, e in told)
    return [_telling(release, event, roster, company, common) for release, event in told]


def _telling(
    release: Release, event: Event, roster: Roster, company: Company, common: frozenset[str]
) -> Telling:
    acting = company.told(release, event) - {HOSTILE}
    keys = set(acting)
    host = roster.host(release)
    persons: set[str] = set()
    if event.type in IN_PERSON:
        keys |= {key for _, key in company.named(event.evidence.text)} if in_person(event) else set()
        # A host meets several guests in one place on one day.
        keys = keys - {host} if event.type is EventType.MEETING or keys - {host} else keys
        persons = keys - {host}
        acting = persons or (acting if _acts_alone(event) else set())
    elif event.place is not None and event.place.kind not in _VAGUE:
        keys |= {f"{f.value:g} {figure_head(f)}" for f in event.figures if f.value >= _SMALL}
    if event.status is EventStatus.ONGOING:
        keys = {f"ongoing {key}" for key in keys}
    hints = _hints(event) - common
    hold = frozenset
    return Telling(release, event, hold(keys), hold(hints), hold(persons), hold(acting))


def _acts_alone(event: Event) -> bool:
    """Whether a host who is the only one named is on the way: not receiving guests, not merely in the country."""
    place = event.place
    return event.type is not EventType.MEETING and place is not None and place.kind is not PlaceKind.COUNTRY


def _hints(event: Event) -> set[str]:
    if event.type in _HARM:
        return _harm(event)
    if event.type not in IN_PERSON:
        return set()
    text = event.evidence.text
    there = in_person(event) and event.score >= _LIKELY and _LEADERS.search(text) is not None
    return occasions(text) | ({"with leaders"} if there else set())


def _harm(event: Event) -> set[str]:
    """The toll, near enough, and by which means: at a town, where one release tells of one attack a day."""
    if event.status is not EventStatus.DONE or event.place is None or event.place.kind in _LARGE:
        return set()
    found = set()
    for figure in event.figures:
        head = figure_head(figure)
        if head in ("dead", "hurt") and figure.value >= 1 and figure.part_of is None:
            step = floor(log(figure.value) / log(_NEAR))
            found |= {f"{head} about {step}", f"{head} about {step + 1}"}
    if event.score >= _SURE:
        found |= {f"by {match.lastgroup}" for match in _MEANS.finditer(event.evidence.text)}
    return found


def occasions(text: str) -> set[str]:
    """Named occasions in a sentence: a summit, a congress, a press conference; none for what is on its margins."""
    if _ASIDE.search(text):
        return set()
    found = {"at press conference"} if _PRESS.search(text) else set()
    parts = sorted({part[0].casefold() for part in _PART.finditer(text)})
    for match in _OCCASION.finditer(text):
        if match["before"] or match["after"]:
            noun = match["noun"].casefold() + match["after"].casefold()
            last = match["before"].split()[-1:] if not match["after"] else []
            found.add(" ".join([*parts, "at", *(word.casefold() for word in last), noun]))
    return found


def _institutions(events: Iterable[Event]) -> frozenset[str]:
    """Names that look like an occasion's but are told of on too many days."""
    days: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if event.type in IN_PERSON and event.date.value:
            for name in occasions(event.evidence.text) - {"at press conference"}:
                days[name].add(event.date.value)
    return frozenset(name for name, on in days.items() if len(on) > _OCCASION_DAYS)


def figure_head(figure: Figure) -> str:
    """What a figure counts, in one word that releases share: "dead", "hurt", or its last noun."""
    words = figure.what.casefold().split()
    if any(word in _DEAD or word.startswith(_DEAD_STEMS) for word in words):
        return "dead"
    if any(word in _HURT or word.startswith(_HURT_STEMS) for word in words):
        return "hurt"
    return words[0] if words else ""
