"""The line that sums up what is shown."""

from __future__ import annotations

from html import escape

import pandas as pd

from dateline.atlas import Selection, Span
from dateline.dashboard.labels import place_label
from dateline.dashboard.words import Words


def summary_parts(selection: Selection, say: Words) -> list[str]:
    """ "12 releases", "41 events", "9 places", "20 September 2022 – … and 5 earlier", "most in …", "3 not on the map"."""
    parts = [
        say.count("releases", selection.release_count),
        say.count("events", selection.event_count),
        say.count("places", selection.place_count),
    ]
    if span := selection.bulk:
        parts.append(span_words(span, say))
    regions: pd.DataFrame = selection.regions
    if len(regions) > 1:
        top = place_label(str(regions.index[0]), say)
        parts.append(say("summary.most", place=top, n=say.number(int(regions["events"].iloc[0]))))
    off = selection.not_on_map
    parts.append(say("summary.off_map", n=say.number(off)) if off else say("summary.all_on_map"))
    return parts if selection.event_count else parts[:3]


def span_words(span: Span, say: Words) -> str:
    """ "20 September 2022 – 3 October 2022 and 5 earlier": the days of most events, and how many lie outside."""
    days = say.day(span.first) if span.first == span.last else f"{say.day(span.first)} – {say.day(span.last)}"
    return f"{days} {outside}" if (outside := outside_words(span, say)) else days


def outside_words(span: Span, say: Words) -> str:
    """ "and 5 earlier, 2 later"; "" where all lie within."""
    counts = {"earlier": span.earlier, "later": span.later}
    sides = [say(f"summary.{side}", n=say.number(n)) for side, n in counts.items() if n]
    return say("summary.and", what=", ".join(sides)) if sides else ""


def summary_line(selection: Selection, say: Words) -> str:
    """The summary as markup; announced by screen readers when it changes."""
    parts = [escape(part) for part in summary_parts(selection, say)]
    bold = [f"<b>{part}</b>" for part in parts[:3]]
    return f'<p class="dl-summary" role="status">{" · ".join([*bold, *parts[3:]])}</p>'
