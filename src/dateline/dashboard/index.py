"""Lists of all releases and of all places with events: what a page shows before one of them is chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from dateline.atlas import Atlas
from dateline.dashboard.labels import place_name, within
from dateline.dashboard.library import get_library
from dateline.dashboard.words import Words
from dateline.maps import language_name

_NO_RAW_CSV = """<style>
[data-testid="stElementToolbarButton"]:has([aria-label="Download as CSV"]), button[aria-label="Download as CSV"] { display: none; }
</style>"""
"""Streamlit's own CSV does not guard against formulas in cells; the page of downloads does."""


def release_index(atlas: Atlas, say: Words, *, on_choose: Callable[[str], None]) -> None:
    """All releases, the newest first; ``on_choose`` is called with the id of the chosen one."""
    frame = atlas.releases.sort_values("published", ascending=False, na_position="last")
    events = atlas.events
    names = events["place"]
    if say.lang == "uk":
        names = events["place_native"].where(events["place_native"].notna(), names)
    places = names.groupby(events["release_id"]).agg(lambda names: ", ".join(dict.fromkeys(names.dropna())))
    shown = pd.DataFrame(
        {
            say("release.published"): pd.to_datetime(frame["published"].map(_local_day, na_action="ignore")),
            say("index.headline"): frame["title"],
            say("release.publisher"): frame["publisher"],
            say("release.language"): [language_name(code, lang=say.lang) for code in frame["lang"]],
            say("release.events"): frame["event_count"],
            say("index.places"): frame["release_id"].map(places).fillna(""),
        }
    )
    dates = {say("release.published"): st.column_config.DateColumn(format="localized", width="small")}
    _choose(
        shown,
        list(frame["release_id"]),
        say("release.none"),
        dates,
        key="index-releases",
        on_choose=on_choose,
    )


def place_index(atlas: Atlas, say: Words, *, on_choose: Callable[[str], None]) -> None:
    """The places at which something happened, those with most events first.

    Dates are no sharper than the releases give them: a year stays a year.
    """
    events = atlas.select().events
    found = (
        events.dropna(subset=["place_id"])
        .groupby("place_id")
        .agg(n=("place_id", "size"), first=("date", "min"), last=("date", "max"))
        .sort_values(["n", "last"], ascending=False)
    )
    gazetteer = get_library().gazetteer
    known = [(place, row) for row in found.itertuples() if (place := gazetteer.place(str(row.Index)))]
    shown = pd.DataFrame(
        {
            say("index.name"): [place_name(place, say) for place, _ in known],
            say("index.kind"): [say(f"place.{place.kind.value}") for place, _ in known],
            say("index.where"): [within(place, say) for place, _ in known],
            say("release.events"): [row.n for _, row in known],
            say("index.first"): [_or_dash(row.first) for _, row in known],
            say("index.last"): [_or_dash(row.last) for _, row in known],
        }
    )
    _choose(
        shown,
        [place.id for place, _ in known],
        say("place.none"),
        {},
        key="index-places",
        on_choose=on_choose,
    )


def _or_dash(date: object) -> str:
    """A date as it is written, a dash where no event has one."""
    return date if isinstance(date, str) else "–"


def _local_day(published: str) -> str:
    """The day where it was published: no shift through UTC."""
    return datetime.fromisoformat(published).date().isoformat()


def _choose(
    shown: pd.DataFrame,
    ids: list[str],
    hint: str,
    columns: dict[str, ColumnConfig],
    *,
    key: str,
    on_choose: Callable[[str], None],
) -> None:
    """A table of which one row can be chosen; it searches and sorts by itself."""
    st.info(hint)
    st.html(_NO_RAW_CSV)

    def chosen() -> None:
        rows = st.session_state[key].selection.rows
        if rows:
            on_choose(ids[rows[0]])

    st.dataframe(
        shown, key=key, hide_index=True, column_config=columns, on_select=chosen, selection_mode="single-row",
        height=min(640, 38 + 35 * max(1, len(shown))),
    )  # fmt: skip
