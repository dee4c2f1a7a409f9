"""Weighs the evidence: is an act at a place an event, did it happen, how is it dated.

Three log-linear models, trained by ``python -m dateline.events.train`` on the annotated releases; their
weights lie in ``data/``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from itertools import chain
from pathlib import Path

from dateline.events.candidates import Candidate
from dateline.events.features import event_features
from dateline.events.reader import Text
from dateline.events.timing import date_features, status_features
from dateline.events.weights import Weights, probability
from dateline.models import EventDate, EventStatus, Reason

FOLDER = Path(__file__).parent / "data"
STATUSES = tuple(status.value for status in EventStatus)
DATINGS = ("expression", "publication", "none")
ACCEPT = 0.32
"""Least probability of an event whose place stands in its sentence."""
ACCEPT_BESIDE = 0.45
"""Least probability of a second event of one mention."""
ACCEPT_CARRIED = 0.5
"""Least probability of an event whose place is carried over from an earlier sentence."""
_TOLD = 4
_SURELY_AHEAD = ("past", "phrase", "stem")
"""Forms whose words are right about what is planned in 57 of 61 annotated acts; stems are Ukrainian, not annotated."""


@dataclass(slots=True)
class Judge:
    """The three models."""

    event: Weights
    status: Weights
    dating: Weights

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Judge:
        """The models as they ship.

        Raises:
            GazetteerError: a file is missing or damaged.
        """
        return cls(*(Weights.load(folder / f"{name}.npz") for name in ("event", "status", "dating")))

    def weigh(self, text: Text, candidate: Candidate, *, seen: bool) -> float:
        """The probability that ``candidate`` is an event; kept in its ``score``."""
        candidate.told = _event_groups(text, candidate, seen=seen)
        candidate.score = probability(self.event.log_odds_of(candidate.told))
        return candidate.score

    def reasons(self, candidate: Candidate) -> tuple[Reason, ...]:
        """The features that weighed most in ``weigh``, for a person to read."""
        table = self.event.columns[0]
        known = [f for group in candidate.told for f in group if f in table]
        return tuple([_reason(f, table[f]) for f in nlargest(_TOLD, known, key=lambda f: abs(table[f]))])

    def status_of(self, text: Text, candidate: Candidate) -> EventStatus:
        """Done, ongoing or planned; an act that its own verb group puts ahead ("will be buried") is planned."""
        act = candidate.trigger
        if act is not None and act.status is EventStatus.PLANNED and act.form in _SURELY_AHEAD:
            return EventStatus.PLANNED
        return EventStatus(self.status.likeliest(_status_groups(text, candidate)))

    def dating_of(self, text: Text, candidate: Candidate, status: EventStatus, ruled: EventDate) -> str:
        """One of ``DATINGS``; ``ruled`` is the date that the plain rule gives."""
        return self.dating.likeliest(_date_groups(text, candidate, status, ruled))


def event_case(text: Text, candidate: Candidate, *, seen: bool) -> list[str]:
    """What speaks for and against an event; ``seen``: its place was named before in the release."""
    return list(chain.from_iterable(_event_groups(text, candidate, seen=seen)))


def _event_groups(text: Text, candidate: Candidate, *, seen: bool) -> list[tuple[str, ...]]:
    mention = text.mentions[candidate.mention]
    return event_features(candidate, mention, text.words, setting=text.setting, seen=seen)


def status_case(text: Text, candidate: Candidate) -> list[str]:
    """What speaks for done, ongoing or planned."""
    return list(chain.from_iterable(_status_groups(text, candidate)))


def _status_groups(text: Text, candidate: Candidate) -> list[tuple[str, ...]]:
    ahead, lead = text.ahead_of(candidate), text.lead_says_today()
    return status_features(candidate, text.words, setting=text.setting, ahead=ahead, lead=lead)


def date_case(text: Text, candidate: Candidate, status: EventStatus, ruled: EventDate) -> list[str]:
    """What speaks for a date of its own, that of publication, or none."""
    return list(chain.from_iterable(_date_groups(text, candidate, status, ruled)))


def _date_groups(
    text: Text, candidate: Candidate, status: EventStatus, ruled: EventDate
) -> list[tuple[str, ...]]:
    times = text.time_context(candidate, ruled)
    return date_features(candidate, status, text.words, setting=text.setting, times=times)


_NAMES = {
    "lemma": "the act is told by",
    "linked": "the place follows the act directly",
    "r": "the role of the mention",
    "k": "the kind of place",
    "b": "the word before the place",
    "a": "the word after the place",
    "t": "the type of act",
    "st": "status of the verb",
    "rank": "acts of the sentence that fit better",
    "same": "act and place in one clause",
    "away": "distance of act and place",
    "form": "form of the word",
    "covered": "a finer place stands beside",
    "seen": "the place was named before",
    "quoted": "inside a quotation",
    "weak": "a word that often tells of no event",
    "address": "an address in the first person",
    "i": "position in the release",
    "gap": "sentences since the place was named",
}


@lru_cache(maxsize=4096)
def _reason(feature: str, weight: float) -> Reason:
    return Reason(feature, round(weight, 3), _plain(feature))


def _plain(feature: str) -> str:
    parts = []
    for part in feature.split("&"):
        name, _, value = part.partition("=")
        parts.append(f"{_NAMES.get(name, name)} {value}".strip())
    return ", ".join(parts)
