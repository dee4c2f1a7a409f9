"""Weighs the evidence: is an act at a place an event, did it happen, how is it dated.

Three log-linear models, trained by ``python -m dateline.events.train`` on the annotated releases; their
weights lie in ``data/``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dateline.events.candidates import Candidate
from dateline.events.features import date_features, event_features, status_features
from dateline.events.lexicon import Lexicon
from dateline.events.weights import Weights
from dateline.models import EventStatus, Mention, Reason

FOLDER = Path(__file__).parent / "data"
STATUSES = tuple(status.value for status in EventStatus)
DATINGS = ("expression", "publication", "none")
ACCEPT = 0.26
"""Least probability of an event whose place stands in its sentence."""
ACCEPT_CARRIED = 0.5
"""Least probability of an event whose place is carried over from an earlier sentence."""
_TOLD = 4


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

    def weigh(self, candidate: Candidate, mention: Mention, *, address: bool, seen: bool) -> float:
        """The probability that ``candidate`` is an event; kept in its ``score``."""
        found = event_features(candidate, mention, address=address, seen=seen)
        candidate.score = self.event.probability(found)
        return candidate.score

    def reasons(
        self, candidate: Candidate, mention: Mention, *, address: bool, seen: bool
    ) -> tuple[Reason, ...]:
        """The features that weighed most, for a person to read."""
        found = event_features(candidate, mention, address=address, seen=seen)
        weighed = [(self.event.table[f][0], f) for f in found if f in self.event.table]
        weighed.sort(key=lambda w: -abs(w[0]))
        return tuple(Reason(f, round(w, 3), _plain(f)) for w, f in weighed[:_TOLD])

    def status_of(self, candidate: Candidate, words: Lexicon, *, ahead: bool | None) -> EventStatus:
        """Done, ongoing or planned."""
        found = status_features(candidate, words, ahead=ahead)
        return EventStatus(self.status.likeliest(found))

    def dating_of(
        self,
        candidate: Candidate,
        status: EventStatus,
        words: Lexicon,
        *,
        basis: str,
        expressions: int,
        address: bool,
    ) -> str:
        """One of ``DATINGS``."""
        found = date_features(candidate, status, words, basis=basis, expressions=expressions, address=address)
        return self.dating.likeliest(found)


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


def _plain(feature: str) -> str:
    parts = []
    for part in feature.split("&"):
        name, _, value = part.partition("=")
        parts.append(f"{_NAMES.get(name, name)} {value}".strip())
    return ", ".join(parts)
