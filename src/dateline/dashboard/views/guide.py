"""The help page: how to read the map, with pictures of it, and four questions with the clicks that answer them."""

from __future__ import annotations

import base64
import re
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from dateline.dashboard import state
from dateline.dashboard.markup import picture
from dateline.dashboard.words import Words
from dateline.models import EventType, Role

_TEXTS = Path(__file__).with_name("guide")
_PICTURE = re.compile(r"^!\[([^\]]*)\]\(([a-z]+)\.png\)$", re.MULTILINE)
"""A line of its own in a text: what the picture shows, and its name; docs/pictures.py makes the pictures."""


def show() -> None:
    """Draw the page."""
    say = state.words()
    st.header(say("help.title"), anchor=False)
    left, right = st.columns([6, 4], gap="large")
    with left:
        _text(say)
    with right:
        st.html(_symbols(say))
        st.html(_roles(say))


def _text(say: Words) -> None:
    """The text in the reader's language, its pictures where they stand in it."""
    parts = _PICTURE.split((_TEXTS / f"{say.lang}.md").read_text(encoding="utf-8"))
    for text, shown, name in zip(parts[::3], [*parts[1::3], ""], [*parts[2::3], ""], strict=True):
        st.markdown(text)
        if name:
            st.html(_figure(shown, _data(f"{name}-{say.lang}.png")))


@cache
def _data(name: str) -> str:
    return base64.b64encode((_TEXTS / name).read_bytes()).decode()


def _figure(shown: str, data: str) -> str:
    return (
        f'<figure style="margin:0.3rem 0 0.8rem"><img alt="{escape(shown)}" src="data:image/png;base64,{data}" '
        f'style="max-width:100%;height:auto;border:1px solid #8b8f98;border-radius:8px"></figure>'
    )


def _symbols(say: Words) -> str:
    items = "".join(
        f"<p style='display:flex;gap:.6rem;align-items:center;margin:.2rem 0'>{picture(kind, size=28)}{picture(kind, size=28, planned=True)}"
        f"<span>{escape(say('type.' + kind.value))}</span></p>"
        for kind in EventType
    )
    return f'<div class="dl-card">{items}<p class="dl-note">{escape(say("legend.planned"))}</p></div>'


def _roles(say: Words) -> str:
    items = "".join(
        f'<p><mark class="dl-role-{role.value}">{escape(say("role." + role.value))}</mark></p>'
        for role in Role
    )
    return f'<div class="dl-card dl-text" style="white-space:normal">{items}</div>'
