"""The data that all sessions of a process share."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from tests.factories import make_outcome, store_of, synthetic

from dateline.dashboard.library import Library
from dateline.settings import get_settings


@pytest.fixture
def library(tmp_path: Path) -> Library:
    target = tmp_path / "store.sqlite"
    store_of(synthetic(200, seed=1), target=str(target)).close()
    return Library(get_settings().model_copy(update={"store": str(target)}))


def test_the_atlas_is_made_anew_only_where_the_store_has_changed(library: Library) -> None:
    first = library.atlas()
    assert first is not None
    assert library.atlas() is first
    library.store.save(make_outcome())
    second = library.atlas()
    assert second is not None
    assert second.event_count > first.event_count


def test_an_atlas_is_no_work_for_the_garbage_collector(library: Library) -> None:
    gc.unfreeze()
    library.atlas()
    assert gc.get_freeze_count() > 10_000


def test_an_old_atlas_goes_although_it_was_set_aside(library: Library) -> None:
    old = weakref.ref(library.atlas())
    library.store.save(make_outcome())
    library.atlas()
    assert old() is None
