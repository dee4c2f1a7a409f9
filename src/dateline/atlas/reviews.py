"""What persons made of events, laid over what the machine found; the machine's value is kept beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from dateline.atlas.columns import tuples
from dateline.atlas.filter import UNREVIEWED
from dateline.models import Judgement, Place, Verdict

_TEXT = ("reviewed_by", "reviewed_at", "review_note")


def reviewed(frame: pd.DataFrame, verdicts: Sequence[Verdict]) -> pd.DataFrame:
    """The frame of events with corrected values in place, and with the columns of ``schema.EVENTS`` that tell so.

    A verdict holds for every telling of its event: of several, the one given last.

    Args:
        frame: events before their days and points are worked out.
        verdicts: those in force, in the order in which they were given.
    """
    count = len(frame)
    machine: list[tuple[tuple[str, Any], ...]] = [()] * count
    text = pd.Series([None] * count, dtype="str", index=frame.index)
    state = pd.Series(UNREVIEWED, index=frame.index, dtype="str")
    frame = frame.assign(reviewed=state, **dict.fromkeys(_TEXT, text))
    for row, verdict in _by_row(frame, verdicts).items():
        machine[row] = tuple(_correct(frame, row, _values(verdict)))
        frame.loc[row, "reviewed"] = verdict.judgement.value
        frame.loc[row, "reviewed_at"] = verdict.made.isoformat(timespec="seconds")
        frame.loc[row, "reviewed_by"] = verdict.who or None
        frame.loc[row, "review_note"] = verdict.note or None
    return frame.assign(machine=tuples(machine))


def _by_row(frame: pd.DataFrame, verdicts: Sequence[Verdict]) -> dict[int, Verdict]:
    """The verdict on each row that has one; the index of the frame counts from 0."""
    last = by_event(frame, verdicts)
    judged = frame.loc[frame["merged_id"].isin(last), "merged_id"] if last else frame["merged_id"].head(0)
    return {int(row): last[merged_id] for row, merged_id in judged.items()}  # type: ignore[call-overload]


def by_event(frame: pd.DataFrame, verdicts: Sequence[Verdict]) -> dict[str, Verdict]:
    """The verdict on each event that has one, by merged id; those on events that are gone are left out."""
    if not verdicts:
        return {}
    merged_of = dict(zip(frame["event_id"], frame["merged_id"], strict=True))
    return {merged_of[v.event_id]: v for v in verdicts if v.event_id in merged_of}


def _values(verdict: Verdict) -> Mapping[str, Any]:
    """The columns that a correction sets."""
    found: dict[str, Any] = {}
    if verdict.judgement is not Judgement.CORRECTED:
        return found
    if verdict.type:
        found["type"] = verdict.type.value
    if verdict.status:
        found["status"] = verdict.status.value
    if (date := verdict.date) is not None:
        found |= {"date": date.value, "date_end": date.end, "date_prec": date.prec, "dated_by": "person"}
    return found | (_place(verdict.place) if verdict.place else {})


def _place(place: Place) -> dict[str, Any]:
    from dateline.events import precision  # noqa: PLC0415 - heavy, and few stores hold a corrected place

    where_prec, geo_precision = precision(place)
    return {
        "place_id": place.id,
        "place": place.name,
        "place_native": place.name_native,
        "place_kind": place.kind.value,
        "country": place.country or None,
        "admin1": place.admin1,
        "admin1_id": place.admin1_id,
        "admin2": place.admin2,
        "admin2_id": place.admin2_id,
        "lat": place.lat,
        "lon": place.lon,
        "extent_km": place.extent_km,
        "where_prec": where_prec,
        "geo_precision": geo_precision,
    }


def _correct(frame: pd.DataFrame, row: int, values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Set the columns of a row; those that differed before, and what they were."""
    for column, value in values.items():
        before: Any = frame.at[row, column]
        before = None if pd.isna(before) else before
        if before != value:
            frame.loc[row, column] = pd.NA if value is None else value
            yield column, before.item() if hasattr(before, "item") else before
