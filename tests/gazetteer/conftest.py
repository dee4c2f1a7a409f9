from __future__ import annotations

import pytest

from dateline.gazetteer import Gazetteer
from dateline.settings import Settings


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """The gazetteer that ships with Dateline, without what this machine's user imported."""
    return Gazetteer.open(Settings(imports=tmp_path_factory.mktemp("no-imports")))
