"""The button asks, nothing else does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from tests.geocoders.services_server import NOMINATIM, Reply, Server, reply, serving

from dateline.settings import get_settings


def page() -> None:
    from dateline.dashboard.online import offer  # noqa: PLC0415  # the test app runs this text alone
    from dateline.dashboard.words import Words  # noqa: PLC0415

    offer("Izium", ("UA",), Words("en"))


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with serving(reply(NOMINATIM)) as server:
        monkeypatch.setenv("DATELINE_GEOCODER_URL", server.url)
        monkeypatch.setenv("DATELINE_GEOCODER_USER_AGENT", "Kharkiv Archive (archive@kharkiv.org)")
        monkeypatch.setenv("DATELINE_STORE", str(tmp_path / "x.sqlite"))
        get_settings.cache_clear()
        yield server
    get_settings.cache_clear()


def test_drawing_the_page_asks_nobody(server: Server) -> None:
    app = AppTest.from_function(page, default_timeout=60).run().run()
    assert not app.exception
    assert [button.label for button in app.button] == ["Ask nominatim online"]
    assert server.paths == []


def test_the_button_asks_once_within_the_countries_of_the_releases(server: Server) -> None:
    app = AppTest.from_function(page, default_timeout=60).run()
    app.button[0].click().run()
    assert not app.exception
    assert server.asked("countrycodes") == ["ua"]
    assert [button.label.replace("\\", "") for button in app.button[1:]] == [
        "Izium · Kharkiv Oblast, Ukraine · 49.2087, 37.2485"
    ]
    assert "OpenStreetMap contributors" in app.caption[-1].value
    app.run()
    assert len(server.paths) == 1
    assert len(app.button) == 2, "the answer stays while the page is drawn again"


def test_a_service_out_of_order_is_said(server: Server) -> None:
    server.replies = [Reply(b"no", status=403)]
    app = AppTest.from_function(page, default_timeout=60).run()
    app.button[0].click().run()
    assert not app.exception
    assert "nominatim" in app.error[0].value


def test_who_does_not_introduce_himself_asks_nobody(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_GEOCODER_USER_AGENT", "")
    get_settings.cache_clear()
    app = AppTest.from_function(page, default_timeout=60).run()
    app.button[0].click().run()
    assert "introduce" in app.error[0].value
    assert server.paths == []
