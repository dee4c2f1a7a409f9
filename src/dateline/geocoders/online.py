"""A service asked with manners: paced, retried, cached, its faults in our own words."""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from geopy import exc

from dateline.errors import ServiceRefused, ServiceUnavailable, SettingsError
from dateline.geocoders.answers import Answer, Question
from dateline.geocoders.cache import Cache, SqlCache
from dateline.geocoders.pacing import Clock, Later, Pacer, Retries, Sleep
from dateline.geocoders.services import MOST, SERVICES, Service, connect
from dateline.models import Candidate, Reason
from dateline.settings import Settings

TIMEOUT = 15.0
LONGEST_NAME = 200
_TUTORIALS = re.compile(
    r"my[-_ ]?app|my[-_ ]?geocoder|geopy|example|test|specify_your|user[-_ ]?agent", re.IGNORECASE
)
_CONTACT = re.compile(r"\S+@\S+\.\S+|https?://\S+\.\S+")
# geopy writes addresses with the key in them to its log.
logging.getLogger("geopy").setLevel(logging.CRITICAL)


@dataclass
class OnlineGeocoder:
    """One service through geopy. Everything that may wait or tell the time is given from outside."""

    service: Service
    client: Any
    pacer: Pacer
    retries: Retries = field(default_factory=Retries)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    secret: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """The service's name in the settings."""
        return self.service.name

    @property
    def attribution(self) -> str:
        """What must stand beside its answers."""
        return self.service.attribution

    def ask(self, question: Question) -> Answer:
        """Find a name; see `Geocoder.ask`."""
        plain = question.plain
        if not plain.name or len(plain.name) > LONGEST_NAME:
            raise ServiceRefused(
                f"A name of 1 to {LONGEST_NAME} characters can be asked for, this has {len(plain.name)}."
            )
        asked = self.now().isoformat(timespec="seconds")
        found = self.retries.run(lambda: self._request(plain), pacer=self.pacer)
        found = [(c, raw) for c, raw in found if not plain.countries or c.place.country in plain.countries][
            :MOST
        ]
        return Answer(
            self.name,
            self.attribution,
            plain,
            asked,
            tuple(candidate for candidate, _ in found),
            tuple(raw for _, raw in found),
        )

    def _request(self, question: Question) -> list[tuple[Candidate, dict[str, Any]]]:
        try:
            locations = self.client.geocode(
                question.name, exactly_one=False, **self.service.arguments(question)
            )
            return [self._candidate(rank, location) for rank, location in enumerate(locations or ())]
        except exc.GeocoderRateLimited as error:
            raise Later(
                f"{self.name} asks for patience: too many requests.", after=error.retry_after
            ) from None
        except (exc.GeocoderAuthenticationFailure, exc.GeocoderInsufficientPrivileges):
            raise ServiceRefused(
                f"{self.name} refuses the key or the user agent; check the settings."
            ) from None
        except exc.GeocoderQuotaExceeded:
            raise ServiceRefused(f"{self.name}: the quota of this key is used up.") from None
        except exc.GeocoderQueryError:
            raise ServiceRefused(f"{self.name} does not accept the question {question.name!r}.") from None
        except exc.GeocoderTimedOut:
            raise ServiceUnavailable(f"{self.name} did not answer in time.") from None
        except exc.GeocoderParseError:
            raise ServiceUnavailable(f"{self.name} answered nonsense.") from None
        except exc.GeopyError:
            raise ServiceUnavailable(f"{self.name} cannot be reached or is out of order.") from None
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            raise ServiceUnavailable(f"{self.name} answered nonsense.") from None

    def _candidate(self, rank: int, location: Any) -> tuple[Candidate, dict[str, Any]]:
        place = self.service.place(location.raw, location.latitude, location.longitude)
        if not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):
            raise ValueError("coordinates out of range")
        reason = Reason("online", 0.0, f"found by {self.name} ({self.attribution})")
        return Candidate(place, round(0.5 / (rank + 1), 3), (reason,)), self._without_secret(location.raw)

    def _without_secret(self, raw: dict[str, Any]) -> dict[str, Any]:
        text = json.dumps(raw, ensure_ascii=False)
        cleaned: dict[str, Any] = json.loads(text.replace(self.secret, "***") if self.secret else text)
        return cleaned


@dataclass(frozen=True, slots=True)
class CachedGeocoder:
    """A geocoder that asks its cache first."""

    online: OnlineGeocoder
    cache: Cache

    @property
    def name(self) -> str:
        """The service's name in the settings."""
        return self.online.name

    @property
    def attribution(self) -> str:
        """What must stand beside its answers."""
        return self.online.attribution

    def ask(self, question: Question) -> Answer:
        """Find a name; see `Geocoder.ask`. "No such place" is kept, a failure is not."""
        kept = self.cache.get(self.name, question)
        if kept is None:
            kept = self.online.ask(question)
            self.cache.put(kept)
        return kept


_PACERS: dict[str, Pacer] = {}


def open_geocoder(
    settings: Settings,
    *,
    cache: Cache | None = None,
    clock: Clock = time.monotonic,
    sleep: Sleep = time.sleep,
    timeout: float = TIMEOUT,
    retries: Retries | None = None,
) -> CachedGeocoder:
    """The geocoder that the settings name.

    Args:
        settings: which service, key, address and user agent.
        cache: where answers are kept; the store's database by default.
        clock: monotonic seconds; with the default all geocoders of a service share one pace.
        sleep: how to wait.
        timeout: seconds to wait for an answer.
        retries: how often to ask again.

    Raises:
        SettingsError: an unknown service, a missing key, or a user agent that says nothing.
    """
    service = SERVICES.get(settings.geocoder)
    if service is None:
        raise SettingsError(f"DATELINE_GEOCODER is {settings.geocoder!r}: choose {', '.join(SERVICES)}.")
    key = settings.geocoder_key.get_secret_value()
    if service.keyed and not key:
        raise SettingsError(f"{service.name} needs a key: set DATELINE_GEOCODER_KEY.")
    agent = introduced(settings.geocoder_user_agent)
    client = connect(service, user_agent=agent, key=key, url=settings.geocoder_url, timeout=timeout)
    pacer = Pacer(service.pause, clock, sleep)
    if clock is time.monotonic and sleep is time.sleep:
        pacer = _PACERS.setdefault(service.name, pacer)
    online = OnlineGeocoder(service, client, pacer, retries or Retries(), secret=key)
    return CachedGeocoder(online, SqlCache(settings.store) if cache is None else cache)


def introduced(user_agent: str) -> str:
    """The user agent, if it introduces somebody.

    Raises:
        SettingsError: it is empty, copied from a tutorial, or names no contact.
    """
    agent = " ".join(user_agent.split())
    if not _CONTACT.search(agent) or _TUTORIALS.search(agent.split("@")[0].split("//")[0]):
        raise SettingsError(
            "DATELINE_GEOCODER_USER_AGENT must introduce you: a name and a contact, such as "
            "'Kharkiv Archive (archive@kharkiv.org)'. Services block requests that do not."
        )
    return agent
