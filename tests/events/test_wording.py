"""What is known of words: found once, kept within bounds."""

from __future__ import annotations

import pytest

from dateline.events import wording
from dateline.events.wording import Memo


def test_a_word_is_looked_into_once() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    memo = Memo(length)
    assert [memo["Kyiv"], memo["Lviv"], memo["Kyiv"]] == [4, 4, 4]
    assert asked == ["Kyiv", "Lviv"]


def test_a_memo_stays_within_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "_LIMIT", 3)
    memo = Memo(str.upper)
    assert [memo[word] for word in ("a", "b", "c", "d")] == ["A", "B", "C", "D"]
    assert len(memo) <= 3
    long = "x" * 10_000
    assert memo[long] == long.upper()
    assert long not in memo
