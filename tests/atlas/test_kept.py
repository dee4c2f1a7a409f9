"""What many ask for at once is made once."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from dateline.atlas.kept import Kept, once


def at_once(ask: Callable[[], str], gate: threading.Event) -> list[str]:
    """The answers of eight threads that wait at the gate together."""
    answers: list[str] = []
    asking = [threading.Thread(target=lambda: answers.append(ask())) for _ in range(8)]
    for each in asking:
        each.start()
    gate.set()
    for each in asking:
        each.join(5)
    return answers


def test_what_many_ask_at_once_is_made_once() -> None:
    made, gate, kept = [], threading.Event(), Kept[str, str](4)

    def slow() -> str:
        made.append("q")
        gate.wait(5)
        return "a"

    assert at_once(lambda: kept.get("q", slow), gate) == ["a"] * 8
    assert made == ["q"]


def test_a_value_of_an_object_is_made_once() -> None:
    made, gate = [], threading.Event()

    class Thing:
        def __init__(self) -> None:
            self.lock = threading.RLock()

        @once
        def value(self) -> str:
            made.append("v")
            gate.wait(5)
            return "a"

    thing = Thing()
    assert at_once(lambda: thing.value, gate) == ["a"] * 8
    assert made == ["v"]


def test_making_one_thing_does_not_hold_up_another() -> None:
    kept, started, gate = Kept[str, str](4), threading.Event(), threading.Event()

    def slow() -> str:
        started.set()
        gate.wait(5)
        return "slow"

    thread = threading.Thread(target=lambda: kept.get("slow", slow))
    thread.start()
    assert started.wait(5)
    assert kept.get("quick", lambda: "quick") == "quick"
    assert thread.is_alive()
    gate.set()
    thread.join(5)


def test_what_failed_is_tried_again() -> None:
    tried, kept = [], Kept[str, str](4)

    def failing() -> str:
        tried.append("q")
        raise ValueError("no")

    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            kept.get("q", failing)
    assert tried == ["q", "q"]


def test_only_what_was_asked_for_last_is_kept() -> None:
    kept = Kept[int, int](2)
    for key in (1, 2, 1, 3):
        kept.get(key, lambda key=key: key * 10)  # type: ignore[misc]
    assert kept.get(1, lambda: -1) == 10
    assert kept.get(2, lambda: -1) == -1
