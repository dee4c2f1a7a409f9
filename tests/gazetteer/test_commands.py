from __future__ import annotations

from pathlib import Path

import pytest
from tests.gazetteer import dump
from typer.testing import CliRunner

from dateline.gazetteer.commands import app
from dateline.settings import get_settings


@pytest.fixture(autouse=True)
def _own_imports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_IMPORTS", str(tmp_path / "imports"))
    get_settings.cache_clear()


def test_import_info_remove(tmp_path: Path) -> None:
    runner = CliRunner()
    path = dump.write(tmp_path / "UA.zip", dump.VILLAGES)
    done = runner.invoke(app, ["import", str(path)])
    assert done.exit_code == 0, done.output
    assert "ua: 7 places" in done.output
    assert "gazetteer remove ua" in done.output
    info = runner.invoke(app, ["info"]).output
    assert "CC BY 4.0" in info
    assert "ua: geonames, 7 places" in info
    assert runner.invoke(app, ["remove", "ua"]).exit_code == 0
    assert "ua: geonames" not in runner.invoke(app, ["info"]).output
