"""Two periods or two regions side by side; moving one map moves the other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zlib import crc32

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from dateline.atlas import Atlas, Filter, Selection
from dateline.dashboard import state
from dateline.dashboard.filters import day
from dateline.dashboard.labels import filter_words, place_label
from dateline.dashboard.library import get_library
from dateline.dashboard.markup import plain
from dateline.dashboard.small_map import box_of, ground, layers, looks
from dateline.dashboard.summary import summary_line
from dateline.dashboard.words import Words
from dateline.maps import TYPES, side_by_side, timeline
from dateline.server import served


def show() -> None:
    """Draw the page."""
    say = state.words()
    atlas = get_library().atlas()
    if atlas is None:
        return
    st.markdown(say("compare.intro"))
    base = state.current()
    if base:
        st.caption(f"{say('filters')}: {plain(filter_words(base, say), most=1000)}")
    span = atlas.select(base).span
    if span is None:
        st.info(say("compare.need"))
        return
    kinds = {"periods": say("compare.periods"), "regions": say("compare.regions")}
    asked, _, pair_asked = st.session_state.compare.partition(":")
    _begin("compare-by", asked if asked in kinds else "periods")
    kind = st.segmented_control(
        say("compare.by"), list(kinds), format_func=kinds.__getitem__, key="compare-by", required=True
    )
    wanted = pair_asked.split(",") if asked == kind else []
    draw = _periods if kind != "regions" else _regions
    pair = draw(atlas, base, wanted, say)
    if pair is None:
        st.info(say("compare.need"))
        return
    _draw(*pair, say)


def _begin(key: str, value: Any) -> None:
    """What a widget holds at first, or when the reader comes back to the page."""
    if key not in st.session_state:
        st.session_state[key] = value


def _keep(kind: str, *pair: str) -> None:
    """Put what is compared into the address."""
    st.session_state.compare = f"{kind}:{','.join(pair)}"


def _periods(atlas: Atlas, base: Filter, wanted: list[str], say: Words) -> tuple[Selection, Selection] | None:
    selection = atlas.select(base)
    first, last = selection.span or (None, None)
    if first is None or last is None or first == last:
        return None
    low, middle, high = _halves(selection, first, last)
    form: Any = "DD.MM.YYYY" if say.lang == "uk" else "YYYY-MM-DD"
    halves = _read_periods(wanted, first, last) or ((low, middle), (middle + timedelta(days=1), high))
    found: list[Selection] = []
    said: list[str] = []
    for column, name, half in zip(st.columns(2), ("left", "right"), halves, strict=True):
        _begin(f"compare-{name}", half)
        chosen: Any = column.date_input(
            say(f"compare.{name}"),
            min_value=first,
            max_value=last,
            key=f"compare-{name}",
            format=form,
        )
        if not isinstance(chosen, tuple) or len(chosen) != 2:
            return None
        found.append(atlas.select(base.but(since=chosen[0], until=chosen[1])))
        said.append(f"{chosen[0]}..{chosen[1]}")
    _keep("periods", *said)
    return found[0], found[1]


def _read_periods(wanted: list[str], first: date, last: date) -> tuple[tuple[date, date], ...] | None:
    """Two periods out of an address, such as 2022-01-01..2022-01-31; None where they cannot be used."""
    found = []
    for text in wanted:
        start, _, end = text.partition("..")
        since, until = day(start), day(end)
        if since is None or until is None or not first <= since <= until <= last:
            return None
        found.append((since, until))
    return tuple(found) if len(found) == 2 else None


def _halves(selection: Selection, first: date, last: date) -> tuple[date, date, date]:
    """Where the two periods begin, meet and end at first: half of the events each, single early ones left out."""
    days = selection.events["day"].dropna().sort_values()
    bins = timeline(selection)["bins"]
    low = max(first, date.fromisoformat(bins[0]["start"]))
    high = min(last, date.fromisoformat(bins[-1]["end"]) - timedelta(days=1))
    if low >= high:
        low, high = first, last
    middle = days.iloc[len(days) // 2].date()
    return low, min(max(middle, low), high - timedelta(days=1)), high


def _regions(atlas: Atlas, base: Filter, wanted: list[str], say: Words) -> tuple[Selection, Selection] | None:
    counts = atlas.select(base.without("regions")).facets["regions"]
    options = [str(region) for region, n in counts.items() if n]
    if len(options) < 2:
        return None
    asked = wanted if len(wanted) == 2 and set(wanted) <= set(options) else options[:2]
    found, said = [], []
    for column, name, first in zip(st.columns(2), ("left", "right"), asked, strict=True):
        _begin(f"compare-region-{name}", first)
        region = column.selectbox(
            say(f"compare.{name}"),
            options,
            key=f"compare-region-{name}",
            format_func=lambda each: place_label(each, say),
        )
        found.append(atlas.select(base.but(regions=(region,))))
        said.append(region)
    _keep("regions", *said)
    return found[0], found[1]


def _draw(left: Selection, right: Selection, say: Words) -> None:
    for column, half in zip(st.columns(2), (left, right), strict=True):
        column.html(summary_line(half, say))
    both = pd.concat([left.events, right.events])
    if both.empty:
        st.info(say("empty.filter"))
        return
    colors, assets, box = looks(), served(), box_of(both)
    halves = [
        [*ground(box, colors), *layers(half.events, say, assets, colors, name=say("layer.events"), box=box)]
        for half in (left, right)
    ]
    made = side_by_side(halves[0], halves[1], assets, bounds=box)
    seed = f"{left.filter.to_query()}|{right.filter.to_query()}|{left.atlas.revision}|{colors.sea}|{say.lang}"
    st_folium(
        made,
        key=f"compare-{crc32(seed.encode()):x}",
        height=460,
        use_container_width=True,
        returned_objects=[],
    )
    st.caption(say("credits"))
    _table(left, right, say)


def _table(left: Selection, right: Selection, say: Words) -> None:
    """Counts by type, side by side."""
    halves = {
        name: half.events["type"].value_counts()
        for name, half in ((say("compare.left"), left), (say("compare.right"), right))
    }
    table = pd.DataFrame(halves).reindex(list(TYPES)).fillna(0).astype(int)
    table = table[table.sum(axis=1) > 0]
    table.index = pd.Index([say(f"type.{kind}") for kind in table.index], name=say("compare.type"))
    st.table(table)
