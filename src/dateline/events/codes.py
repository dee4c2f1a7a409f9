"""Codes of other event data for Dateline's events: PLOVER type and mode, ACLED time precision.

The table is ``codes.csv`` (PLOVER codebook draft of 2021, Open Event Data Alliance); UCDP ``where_prec`` and ACLED
``geo_precision`` are in ``precision.csv`` and stand on every event.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dateline.models import Event, EventDate

_TABLE = Path(__file__).with_name("codes.csv")
_ACLED_TIME = {1: 1, 2: 2, 3: 2, 4: 3}
"""UCDP date_prec to ACLED time_precision: day, week, month; ACLED has no code for a year."""


class Plover(NamedTuple):
    """A PLOVER code; ``event`` is empty for what PLOVER does not know."""

    event: str
    mode: str
    context: str


class _Row(NamedTuple):
    type: str
    status: str
    words: frozenset[str]
    code: Plover


def plover(event: Event) -> Plover:
    """The PLOVER code of ``event``: the first row of the table that its type, status and evidence fit."""
    words = frozenset(re.findall(r"\w+", event.evidence.text.casefold()))
    for row in _rows():
        if row.type != event.type.value or row.status not in ("", event.status.value):
            continue
        if not row.words or row.words & words:
            return row.code
    return Plover("", "", "")


def time_precision(date: EventDate) -> int | None:
    """ACLED time_precision (1 day, 2 week, 3 month) of a date; None where it is coarser or unknown."""
    return _ACLED_TIME.get(date.prec) if date.prec is not None else None


@lru_cache(maxsize=1)
def _rows() -> tuple[_Row, ...]:
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader(line for line in lines if not line.startswith("#"))
        return tuple(
            _Row(
                row["type"],
                row["status"],
                frozenset(row["words"].split()),
                Plover(row["plover_event"], row["plover_mode"], row["plover_context"]),
            )
            for row in table
        )
