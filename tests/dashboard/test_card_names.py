"""The card tells the name of the time."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.dashboard import card
from dateline.dashboard.words import Words
from dateline.gazetteer import Gazetteer
from dateline.settings import get_settings

BERESTYN: dict[str, Any] = {
    "place_id": "gn:704388", "place": "Berestyn", "place_native": "Берестин", "place_kind": "settlement",
    "admin1": "Kharkiv Oblast", "admin2": None, "country": "UA",
}  # fmt: skip


@pytest.mark.parametrize(
    ("published", "lang", "said"),
    [
        ("2022-09-20T10:00:00+03:00", "en", "then Krasnohrad"),
        ("2022-09-20", "uk", "тоді Красноград"),
        ("2025-02-01", "en", ""),
        (None, "en", ""),
    ],
)
def test_a_renamed_town_has_its_name_of_the_time(
    published: str | None, lang: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Library:
        gazetteer = Gazetteer.open(get_settings())

    monkeypatch.setattr(card, "get_library", Library)
    text = card._then(BERESTYN | {"published": published}, Words(lang))
    assert said in text
    assert bool(text) == bool(said)
