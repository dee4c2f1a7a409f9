"""Names of places in the reader's language."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from tests.factories import IZYUM, KHARKIV_OBLAST, UKRAINE, FakeGazetteer, izyum_visit, make_outcome, store_of

from dateline.atlas import Atlas
from dateline.dashboard import card, labels
from dateline.dashboard.labels import name_of, place_name, within
from dateline.dashboard.words import Words
from dateline.maps import change, explore, records

EN, UK = Words("en"), Words("uk")


class Known(FakeGazetteer):
    """One whose places never bore another name."""

    def former_on(self, *_: object) -> None:
        return None


@pytest.fixture(autouse=True)
def gazetteer(monkeypatch: pytest.MonkeyPatch) -> None:
    library = SimpleNamespace(gazetteer=Known())
    for module in (labels, card):
        monkeypatch.setattr(module, "get_library", lambda: library)


def test_a_place_lies_in_a_region_and_country_of_the_readers_language() -> None:
    assert within(IZYUM, EN) == "Kharkiv Oblast, Ukraine"
    assert within(IZYUM, UK) == "Харківська область, Україна"
    assert (within(KHARKIV_OBLAST, EN), within(KHARKIV_OBLAST, UK)) == ("Ukraine", "Україна")
    assert within(UKRAINE, UK) == ""


def test_a_place_without_a_native_name_keeps_its_own() -> None:
    assert (place_name(KHARKIV_OBLAST, UK), place_name(KHARKIV_OBLAST, EN)) == (
        "Харківська область",
        "Kharkiv Oblast",
    )
    assert place_name(IZYUM, UK) == "Izyum"
    assert name_of(None, "Somewhere", UK) == "Somewhere"
    assert name_of("nobody-knows", "Somewhere", UK) == "Somewhere"


def test_card_and_layers_name_regions_in_ukrainian() -> None:
    atlas = Atlas(store_of([make_outcome(events=(izyum_visit("r-1"),))]), FakeGazetteer())
    selection = atlas.select()
    (row,) = records(selection.events)
    assert "Харківська область" in card.card_html(row, None, None, UK)
    assert "Kharkiv Oblast" in card.card_html(row, None, None, EN)
    for native, name in ((False, "Kharkiv Oblast"), (True, "Харківська область")):
        assert [each["name"] for each in explore(selection, native=native)["regions"]] == [name]
        assert [each["name"] for each in change(selection, native=native)["regions"]] == [name]
