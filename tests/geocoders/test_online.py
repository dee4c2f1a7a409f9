"""Against a server on this machine that answers as the services do."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from tests.geocoders.services_server import ANSWERS, EMPTY, NOMINATIM, Reply, reply, serving

from dateline.errors import ServiceRefused, ServiceUnavailable, SettingsError
from dateline.geocoders import CachedGeocoder, NoCache, Question, SqlCache, open_geocoder
from dateline.geocoders.online import introduced
from dateline.geocoders.pacing import Retries
from dateline.models import PlaceKind
from dateline.settings import Settings

AGENT = "Kharkiv Archive (archive@kharkiv.org)"
KEY = "s3cr3t-key-0123456789"
SERVICES = sorted(ANSWERS)


class Time:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self.naps: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now += seconds


def geocoder(url: str, service: str = "nominatim", **options: Any) -> CachedGeocoder:
    settings = Settings(
        geocoder=service, geocoder_url=url, geocoder_user_agent=AGENT, geocoder_key=SecretStr(KEY)
    )
    time = options.pop("time", None) or Time()
    options = {"cache": NoCache(), "clock": time.clock, "sleep": time.sleep} | options
    return open_geocoder(settings, **options)


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_finds_the_place_and_says_who_found_it(service: str) -> None:
    with serving(reply(ANSWERS[service])) as server:
        answer = geocoder(server.url, service).ask(Question("Izium", ("UA",)))
    place = answer.candidates[0].place
    assert (round(place.lat, 3), round(place.lon, 3), place.country) == (49.209, 37.248, "UA")
    assert place.kind is PlaceKind.SETTLEMENT
    assert place.name == "Izium"
    assert place.id.startswith(f"{service}:")
    assert "_" not in place.id
    assert answer.attribution in answer.candidates[0].reasons[0].text
    assert answer.raw
    assert answer.asked.startswith("20")


@pytest.mark.parametrize("service", SERVICES)
def test_candidates_of_other_countries_are_left_out(service: str) -> None:
    with serving(reply(ANSWERS[service])) as server:
        asked = geocoder(server.url, service)
        assert [c.place.country for c in asked.ask(Question("Izium", ("UA",))).candidates] == ["UA"]
        assert asked.ask(Question("Izium", ("PL",))).candidates == ()


@pytest.mark.parametrize("region", ["Republic of Crimea", "Республика Крым", "Sevastopol"])
def test_crimea_is_ukraine_whatever_the_service_says(region: str) -> None:
    found = [{**NOMINATIM[0], "name": "Yalta", "address": {"country_code": "ru", "state": region}}]
    with serving(reply(found)) as server:
        answer = geocoder(server.url).ask(Question("Yalta", ("UA",)))
    assert [candidate.place.country for candidate in answer.candidates] == ["UA"]


@pytest.mark.parametrize("service", SERVICES)
def test_no_such_place_is_an_answer_and_no_error(service: str) -> None:
    with serving(reply(EMPTY[service])) as server:
        assert geocoder(server.url, service).ask(Question("Nowhere")).candidates == ()


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize(
    "broken",
    [
        Reply(b"<html>down for maintenance</html>"),
        Reply(b""),
        Reply(b'{"results"'),
        reply({"features": "many"}),
        reply({"features": [{}], "results": [{}]}),
        reply(17),
        Reply(b"[[[[", status=502),
        Reply(b"oops", status=500),
        Reply(b"busy", status=503),
    ],
)
def test_nonsense_and_failures_are_unavailable(service: str, broken: Reply) -> None:
    with serving(broken) as server, pytest.raises(ServiceUnavailable, match=service):
        geocoder(server.url, service).ask(Question("Izium"))
    assert len(server.paths) == 3, "asked again, but not for ever"


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_refusal_is_not_asked_again(service: str, status: int) -> None:
    with serving(Reply(b"no", status=status)) as server, pytest.raises(ServiceRefused):
        geocoder(server.url, service).ask(Question("Izium"))
    assert len(server.paths) == 1


def test_after_a_failure_the_next_answer_counts() -> None:
    with serving(Reply(b"", status=500), Reply(b"", status=429), reply(NOMINATIM)) as server:
        assert geocoder(server.url).ask(Question("Izium")).candidates
    assert len(server.paths) == 3


def test_the_patience_that_the_service_asks_for_is_kept() -> None:
    time = Time()
    with serving(Reply(b"", status=429, headers={"Retry-After": "7"}), reply(NOMINATIM)) as server:
        geocoder(server.url, time=time).ask(Question("Izium"))
    assert 7.0 in time.naps


def test_a_wait_beyond_the_ceiling_is_not_taken() -> None:
    time = Time()
    with (
        serving(Reply(b"", status=429, headers={"Retry-After": "3600"})) as server,
        pytest.raises(ServiceUnavailable, match="patience"),
    ):
        geocoder(server.url, time=time).ask(Question("Izium"))
    assert max(time.naps, default=0) < 30
    assert len(server.paths) == 1


def test_pauses_grow_and_stop_at_the_ceiling() -> None:
    time = Time()
    retries = Retries(attempts=7, first=1.0, ceiling=8.0, jitter=0.0)
    with serving(Reply(b"", status=500)) as server, pytest.raises(ServiceUnavailable):
        geocoder(server.url, time=time, retries=retries).ask(Question("Izium"))
    assert time.naps == [1.0, 2.0, 4.0, 8.0, 8.0, 8.0]


def test_a_slow_service_is_given_up() -> None:
    with serving(reply(NOMINATIM, delay=3.0)) as server, pytest.raises(ServiceUnavailable, match="in time"):
        geocoder(server.url, timeout=0.2, retries=Retries(attempts=1)).ask(Question("Izium"))


def test_nobody_there_is_unavailable() -> None:
    with serving(reply([])) as server:
        url = server.url
    with pytest.raises(ServiceUnavailable, match="cannot be reached"):
        geocoder(url, retries=Retries(attempts=1)).ask(Question("Izium"))


def test_one_request_a_second() -> None:
    time = Time()
    with serving(reply(NOMINATIM)) as server:
        asked = geocoder(server.url, time=time)
        for name in ("Izium", "Lyman", "Bucha", "Irpin"):
            asked.ask(Question(name))
    assert time.naps == [1.0, 1.0, 1.0]


def test_the_user_agent_is_sent() -> None:
    with serving(reply(NOMINATIM)) as server:
        geocoder(server.url).ask(Question("Izium"))
    assert server.agents == [AGENT]


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "   ",
        "dateline",
        "my-application",
        "my_app (me@here.org)",
        "geopy/2.5",
        "specify_your_app_name_here (a@b.co)",
    ],
)
def test_a_user_agent_that_introduces_nobody_is_refused(agent: str) -> None:
    with pytest.raises(SettingsError, match="introduce"):
        introduced(agent)


def test_countries_and_language_reach_nominatim() -> None:
    with serving(reply(NOMINATIM)) as server:
        geocoder(server.url).ask(Question("Izium", ("UA", "PL"), "uk"))
    assert server.asked("countrycodes") == ["pl,ua"]
    assert server.asked("accept-language") == ["uk"]


@pytest.mark.parametrize("name", ["Ізюм & Лиман?#", "a" * 200, "x\u2028y", "../../etc"])
def test_a_hostile_name_is_only_a_query(name: str) -> None:
    with serving(reply([])) as server:
        geocoder(server.url).ask(Question(name))
    assert server.asked("q") == [" ".join(name.split())]


@pytest.mark.parametrize("name", ["", "  ", "a" * 201])
def test_an_empty_or_endless_name_is_not_asked(name: str) -> None:
    with serving(reply([])) as server, pytest.raises(ServiceRefused):
        geocoder(server.url).ask(Question(name))
    assert server.paths == []


def test_an_answer_is_kept_and_not_asked_twice(tmp_path: Path) -> None:
    store = str(tmp_path / "x.sqlite")
    with serving(reply(NOMINATIM)) as server:
        first = geocoder(server.url, cache=SqlCache(store)).ask(Question("Izium", ("UA",)))
        again = geocoder(server.url, cache=SqlCache(store)).ask(Question(" izium ", ("ua",)))
        assert again == first
        assert len(server.paths) == 1
        geocoder(server.url, cache=SqlCache(store)).ask(Question("Izium", ("PL",)))
        assert len(server.paths) == 2


def test_no_such_place_is_kept_but_a_failure_is_not(tmp_path: Path) -> None:
    cache = SqlCache(str(tmp_path / "x.sqlite"))
    with serving(reply([])) as server:
        asked = geocoder(server.url, cache=cache)
        asked.ask(Question("Nowhere"))
        asked.ask(Question("Nowhere"))
        assert len(server.paths) == 1
    with serving(
        Reply(b"", status=500), Reply(b"", status=500), Reply(b"", status=500), reply(NOMINATIM)
    ) as server:
        asked = geocoder(server.url, cache=cache)
        with pytest.raises(ServiceUnavailable):
            asked.ask(Question("Izium"))
        assert asked.ask(Question("Izium")).candidates


@pytest.mark.parametrize("service", ["opencage", "geocodeearth"])
def test_the_key_is_nowhere_but_in_the_request(
    service: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    echo = {**ANSWERS[service], "request": {"key": KEY}}
    store = tmp_path / "x.sqlite"
    with caplog.at_level(logging.DEBUG):
        with serving(reply(echo), Reply(KEY.encode(), status=401)) as server:
            asked = geocoder(server.url, service, cache=SqlCache(str(store)))
            answer = asked.ask(Question("Izium"))
            with pytest.raises(ServiceRefused) as refusal:
                asked.ask(Question("Lyman"))
        assert any(KEY in path for path in server.paths)
    assert KEY not in caplog.text
    assert KEY not in repr(answer) + repr(asked) + str(refusal.value)
    assert all(KEY.encode() not in path.read_bytes() for path in tmp_path.iterdir())


@pytest.mark.parametrize("service", ["opencage", "geocodeearth"])
def test_a_missing_key_is_a_setting_to_correct(service: str) -> None:
    with pytest.raises(SettingsError, match="DATELINE_GEOCODER_KEY"):
        open_geocoder(Settings(geocoder=service, geocoder_user_agent=AGENT), cache=NoCache())


def test_an_unknown_service_is_named_with_the_known_ones() -> None:
    with pytest.raises(SettingsError, match="nominatim, photon"):
        open_geocoder(Settings(geocoder="googel", geocoder_user_agent=AGENT), cache=NoCache())


@pytest.mark.parametrize("url", ["localhost:2322", "file:///etc/passwd", "http://"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="DATELINE_GEOCODER_URL"):
        geocoder(url)
