"""One gazetteer and one geoparser for all tests of this room."""

from __future__ import annotations

import pytest

from dateline.gazetteer import Gazetteer
from dateline.geoparse import Geoparser
from dateline.settings import Settings


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.open(Settings())


@pytest.fixture(scope="session")
def geoparser(gazetteer: Gazetteer) -> Geoparser:
    return Geoparser(gazetteer, Settings())
