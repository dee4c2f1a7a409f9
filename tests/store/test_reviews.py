"""Verdicts of persons: a log beside the machine's results that outlives reading a release anew."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests import factories as f

from dateline.errors import ItemError
from dateline.models import Chronicle, EventDate, EventStatus, EventType, Judgement, Outcome, Span
from dateline.store import Store
from dateline.store.tables import SCHEMA_VERSION

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
DAY = EventDate("2022-09-24", prec=1, basis="person")


def outcome(*, event_id: str = "r-1-e1", evidence: str = "A visit took place.") -> Outcome:
    event = f.make_event(event_id, evidence=Span(0, len(evidence), evidence))
    return f.make_outcome("r-1", events=(event,))


def test_a_verdict_comes_back_whole() -> None:
    store = f.store_of([outcome()])
    given = store.judge(
        "r-1-e1", Judgement.CORRECTED, who=" Ana ", note="it was the day after", type=EventType.MEETING,
        status=EventStatus.PLANNED, date=DAY, place=f.KHARKIV, made=NOON,
    )  # fmt: skip
    assert store.verdicts() == (given,)
    assert (given.who, given.made, given.date, given.place) == ("Ana", NOON, DAY, f.KHARKIV)
    assert (given.evidence, given.machine_place) == ("A visit took place.", f.IZYUM.id)


def test_that_there_is_no_date_is_a_correction_of_its_own() -> None:
    store = f.store_of([outcome()])
    none = EventDate(None, basis="person")
    given = store.judge("r-1-e1", Judgement.CORRECTED, date=none, made=NOON)
    assert store.verdicts() == (given,)
    assert given.date == none
    store.judge("r-1-e1", Judgement.CORRECTED, type=EventType.MEETING)
    assert store.verdicts()[0].date is None, "without a word on the date the machine's stands"


def test_the_last_verdict_is_in_force_and_all_stay_on_record() -> None:
    store = f.store_of([outcome(), f.make_outcome("r-2")])
    store.judge("r-1-e1", Judgement.CONFIRMED)
    store.judge("r-2-e1", Judgement.CONFIRMED)
    store.judge("r-1-e1", Judgement.REJECTED, who="Ana")
    assert [(v.event_id, v.judgement) for v in store.verdicts()] == [
        ("r-2-e1", Judgement.CONFIRMED),
        ("r-1-e1", Judgement.REJECTED),
    ]
    store.judge("r-1-e1", Judgement.WITHDRAWN)
    assert [v.event_id for v in store.verdicts()] == ["r-2-e1"]
    assert [v.judgement.value for v in store.verdicts(history=True)] == [
        "confirmed", "confirmed", "rejected", "withdrawn",
    ]  # fmt: skip


def test_reading_a_release_anew_loses_no_verdict(tmp_path: Path) -> None:
    path = str(tmp_path / "store.sqlite")
    with f.store_of([outcome()], target=path) as store:
        given = store.judge("r-1-e1", Judgement.CONFIRMED)
        store.save(outcome())
        store.save_chronicle(Chronicle())
        assert store.verdicts() == (given,)
    with Store.open(path) as store:
        assert store.verdicts() == (given,)


def test_a_verdict_finds_its_sentence_where_a_newer_version_names_the_event_otherwise() -> None:
    store = f.store_of([outcome()])
    store.judge("r-1-e1", Judgement.REJECTED)
    store.save(outcome(event_id="e-other"))
    assert [v.event_id for v in store.verdicts()] == ["e-other"]
    two = replace(outcome(event_id="e-other"), events=(*outcome().events, *outcome(event_id="e-2").events))
    store.save(replace(two, events=tuple(replace(e, id=f"n-{i}") for i, e in enumerate(two.events))))
    assert [v.event_id for v in store.verdicts()] == ["r-1-e1"], "two events: nobody knows which was meant"


def test_a_verdict_on_a_sentence_that_has_changed_is_kept_but_judges_nothing_else() -> None:
    store = f.store_of([outcome()])
    store.judge("r-1-e1", Judgement.REJECTED)
    store.save(outcome(event_id="e-other", evidence="Another visit."))
    assert [v.event_id for v in store.verdicts()] == ["r-1-e1"]


def test_what_cannot_be_meant_is_refused() -> None:
    store = f.store_of([outcome()])
    with pytest.raises(ItemError, match=r"e-none: .*Open it anew"):
        store.judge("e-none", Judgement.CONFIRMED)
    with pytest.raises(ItemError, match="names what it corrects"):
        store.judge("r-1-e1", Judgement.CORRECTED)
    with pytest.raises(ItemError, match="belong to a correction"):
        store.judge("r-1-e1", Judgement.CONFIRMED, type=EventType.AID)
    assert store.verdicts(history=True) == ()


def test_a_verdict_is_a_change_that_needs_no_new_joining() -> None:
    store = f.store_of([outcome()])
    store.save_chronicle(Chronicle())
    revision = store.revision()
    store.judge("r-1-e1", Judgement.CONFIRMED)
    assert store.revision() == revision + 1
    assert store.is_joined()
    store.save(f.make_outcome("r-2"))
    store.judge("r-1-e1", Judgement.WITHDRAWN)
    assert not store.is_joined()


def test_hostile_words_are_only_words() -> None:
    store = f.store_of([outcome()])
    said = "<img src=x onerror=alert(1)> '; DROP TABLE verdicts; --"
    store.judge("r-1-e1", Judgement.REJECTED, who=said, note=said)
    assert [(v.who, v.note) for v in store.verdicts()] == [(said, said)]


def test_a_store_without_verdicts_is_brought_up_to_date(tmp_path: Path) -> None:
    path = str(tmp_path / "store.sqlite")
    f.store_of([outcome()], target=path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE verdicts")
        connection.execute("UPDATE meta SET value = 2 WHERE key = 'schema'")
    with Store.open(path) as store:
        assert store.verdicts() == ()
        store.judge("r-1-e1", Judgement.CONFIRMED)
        assert store.outcome("r-1") == outcome()
    with sqlite3.connect(path) as connection:
        (schema,) = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    assert schema == SCHEMA_VERSION == 3
