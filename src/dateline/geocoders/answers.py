"""What is asked of an online geocoder and what it answers: the seam of this room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from dateline.models import Candidate


@dataclass(frozen=True, slots=True)
class Question:
    """A name to find. ``countries`` (ISO 3166-1 alpha-2) restricts the answers; empty for anywhere."""

    name: str
    countries: tuple[str, ...] = ()
    lang: str = "en"

    @property
    def plain(self) -> Question:
        """The same question in the form under which answers are kept."""
        countries = tuple(sorted({code.upper() for code in self.countries}))
        return Question(" ".join(self.name.split()), countries, self.lang.lower())


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service said. No candidates: it knows no such place.

    ``asked`` is when the service was asked (ISO 8601, UTC), ``raw`` its own words for each candidate.
    """

    service: str
    attribution: str
    question: Question
    asked: str
    candidates: tuple[Candidate, ...] = ()
    raw: tuple[dict[str, Any], ...] = ()


class Geocoder(Protocol):
    """Anything that finds places by name online."""

    name: str
    attribution: str

    def ask(self, question: Question) -> Answer:
        """Find a name.

        Raises:
            ServiceUnavailable: no usable answer now; the same question may succeed later.
            ServiceRefused: the service refuses the key, the user agent or the question.
        """
