"""Downloads, from a server on this machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.gazetteer import dump
from tests.geocoders.services_server import Reply, serving

from dateline.errors import GazetteerError
from dateline.gazetteer.fetch import fetch


def test_a_dump_comes_whole(tmp_path: Path) -> None:
    data = dump.write(tmp_path / "made.zip", dump.VILLAGES).read_bytes()
    reply = Reply(data, headers={"Content-Length": str(len(data))})
    with serving(reply) as server:
        path = fetch("ua", tmp_path / "downloads", source=server.url)
    assert path.read_bytes() == data
    assert server.paths == ["/UA.zip"]


def test_a_broken_download_leaves_nothing(tmp_path: Path) -> None:
    reply = Reply(b"x" * 10, headers={"Content-Length": "1000"})
    with serving(reply) as server, pytest.raises(GazetteerError):
        fetch("UA", tmp_path / "downloads", source=server.url, timeout=2)
    assert list((tmp_path / "downloads").iterdir()) == []


def test_a_country_that_the_server_does_not_know(tmp_path: Path) -> None:
    with serving(Reply(b"", status=404)) as server, pytest.raises(GazetteerError, match="404"):
        fetch("QQ", tmp_path, source=server.url)


def test_without_an_internet_it_says_what_to_do(tmp_path: Path) -> None:
    with serving(Reply(b"")) as server:
        gone = server.url
    with pytest.raises(GazetteerError, match=r"cannot be reached.*dateline gazetteer import UA\.zip"):
        fetch("UA", tmp_path, source=gone)


@pytest.mark.parametrize("country", ["", "Ukraine", "../UA", "U", "UA/.."])
def test_what_is_no_country_is_not_asked_for(country: str, tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="is no country"):
        fetch(country, tmp_path, source="http://127.0.0.1:9")
