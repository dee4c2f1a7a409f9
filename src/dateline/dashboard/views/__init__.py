"""The pages of the dashboard and what frames them."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from dateline.dashboard import components, state
from dateline.dashboard.library import get_library
from dateline.dashboard.views import add, compare, downloads, guide, mapping, places, releases
from dateline.dashboard.words import LANGUAGES, Words
from dateline.errors import DatelineError

__all__ = ["run"]

_ICON = Path(__file__).parents[2] / "server" / "static" / "icon.png"


def run() -> None:
    """One run of the script: set up the page, then the page that the address names."""
    st.set_page_config(
        page_title="Dateline", page_icon=str(_ICON), layout="wide", initial_sidebar_state="auto"
    )
    state.start()
    say = state.words()
    pages = _pages(say)
    st.session_state.pages = pages
    page = st.navigation(list(pages.values()), position="top")
    state.enter()
    st.html(_STYLE + ("" if page is pages["map"] else _NO_FILTERS) + _own_words(say))
    components.frame()(key="frame", data={"lang": say.lang})
    if not _waiting(say):
        try:
            page.run()
        except DatelineError as error:
            st.error(say("failed", why=str(error)))
        state.write_address()
    _language(say, beside=page is pages["map"])


def _own_words(say: Words) -> str:
    """Streamlit's few built-in words, which it has in English only, in the reader's language."""
    if say.lang == "en":
        return ""
    rules = "".join(
        f"{where} {{ font-size: 0; }} {where}::after {{ content: '{say(key)}'; font-size: 0.875rem; }}"
        for where, key in _BUILT_IN
    )
    return f"<style>{rules}</style>"


_UPLOADER = '[data-testid="stFileUploaderDropzone"]'
_BUILT_IN = (
    ('button[data-testid="stTopNavSection"] p', "nav.more"),
    (f"{_UPLOADER} button p", "add.choose"),
    (f'{_UPLOADER} [data-testid="stFileUploaderDropzoneInstructions"] span', "add.limit"),
)
"""Where in the page they stand, and our words for them; the words hold no quotes."""


def _pages(say: Words) -> dict[str, Page]:
    shown = zip(state.PAGES, _SHOWN, strict=True)
    return {
        name: st.Page(
            show, title=say(f"page.{name}"), icon=f":material/{icon}:", url_path=name, default=name == "map"
        )
        for name, (show, icon) in shown
    }


_SHOWN = (
    (mapping.show, "map"),
    (releases.show, "article"),
    (places.show, "location_city"),
    (compare.show, "compare"),
    (downloads.show, "download"),
    (add.show, "upload_file"),
    (guide.show, "help"),
)


def _language(say: Words, *, beside: bool) -> None:
    """The choice of language at the foot of the filters, or of the page where there are none."""
    place = st.sidebar if beside else st.container()
    chosen = place.segmented_control(
        say("language"),
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        default=st.session_state.lang,
        key="language",
        label_visibility="collapsed",
        required=True,
    )
    if chosen and chosen != st.session_state.lang:
        st.session_state.lang, st.session_state.lang_chosen = chosen, True
        st.rerun()


def _waiting(say: Words) -> bool:
    """Tell how far the first reading is; True while there is nothing else to show."""
    building = get_library().building
    if building is None:
        return False
    if building.failed:
        st.error(say("failed", why=building.failed))
        return True
    _progress()
    return True


@st.fragment(run_every=1.0)
def _progress() -> None:
    building = get_library().building
    if building is None or building.failed:
        st.rerun()
    say = state.words()
    share = building.done / building.total if building.total else 0.0
    text = (
        say("building", done=building.done, total=building.total) if building.total else say("building.start")
    )
    st.progress(min(1.0, share), text=text)


_NO_FILTERS = """<style>@media (min-width: 1024px) { .stSidebar, [data-testid="stExpandSidebarButton"] { display: none; } }</style>"""
"""Coming from the map, the room of its filters would stay, empty. Narrow pages keep the menu of pages there."""

_STYLE = """<style>
.stMainBlockContainer { padding: 3.9rem 1.2rem 2rem; max-width: none; }
[data-testid="stSidebarHeader"] { height: 2.6rem; margin: 0; padding: 0.3rem 0.6rem; }
[data-testid="stSidebarUserContent"] { padding: 0 1.1rem 1rem; }
[data-testid="stVerticalBlock"] { gap: 0.7rem; }
.dl-card { font-size: 0.95rem; line-height: 1.45; overflow-wrap: anywhere; }
.dl-card h3 { font-size: 1.1rem; margin: 0 0 0.3rem; padding: 0; display: flex; gap: 0.5rem; align-items: center; }
.dl-card h3 svg { flex: none; }
.dl-card dl { display: grid; grid-template-columns: 6.2rem minmax(0, 1fr); gap: 0.3rem 0.6rem; margin: 0.5rem 0 !important; padding: 0 !important; }
.dl-card dt { opacity: 0.8; margin: 0; padding: 0; } .dl-card dd { margin: 0 !important; padding: 0; min-width: 0; }
.dl-card ul { margin: 0; padding-left: 1rem; } .dl-card li { margin: 0; }
.dl-card blockquote { margin: 0.6rem 0; padding: 0.5rem 0.8rem; border-left: 4px solid #0072b2; background: color-mix(in srgb, #0072b2 8%, transparent); border-radius: 0 6px 6px 0; }
.st-key-card [data-testid="stButton"] button[kind="tertiary"] { justify-content: flex-start; text-align: left; padding: 0.3rem 0; }
.st-key-card [data-testid="stButton"] button[kind="tertiary"] > div { justify-content: flex-start; text-align: left; }
@media (min-width: 641px) { .st-key-card { max-height: calc(100vh - 150px); min-height: 420px; overflow-y: auto; } }
.dl-sources { list-style: none; padding: 0 !important; } .dl-sources li { margin: 0.4rem 0; padding-left: 0.6rem; border-left: 3px solid color-mix(in srgb, currentColor 25%, transparent); }
.dl-said { margin: 0.2rem 0; } .dl-source { margin: 0.2rem 0; }
.dl-differ { border-collapse: collapse; margin: 0.3rem 0; } .dl-differ th, .dl-differ td { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: 0.2rem 0.5rem; text-align: left; vertical-align: top; font-weight: inherit; }
.dl-journey ol { margin: 0.2rem 0 0.5rem; padding-left: 1.5rem; } .dl-journey li[aria-current] { font-weight: 700; }
.dl-review { border-left: 4px solid color-mix(in srgb, currentColor 35%, transparent); padding-left: 0.6rem; }
.dl-review-confirmed { border-color: #009e73; } .dl-review-corrected { border-color: #0072b2; } .dl-review-rejected { border-color: #d55e00; }
.dl-flag { font-size: 0.75rem; font-weight: 600; border: 1px solid currentColor; border-radius: 4px; padding: 0 0.3rem; white-space: nowrap; }
.dl-note { opacity: 0.82; font-size: 0.86rem; }
.dl-card mark, .dl-text mark { color: #16191d; padding: 0 0.12em; border-radius: 3px; }
mark.dl-place { background: #9fd3f5; } mark.dl-figure { background: #ffd38a; } mark.dl-at-site { background: #c9e8a6; } mark.dl-date { background: #e4cdf2; } mark.dl-type { background: #ffc4b3; }
.dl-text { white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.65; max-width: 46rem; unicode-bidi: isolate; }
.dl-text mark { cursor: default; border-bottom: 2px solid #1b1f24; }
mark.dl-role-event { background: #9fd3f5; } mark.dl-role-context { background: #bfe3c0; border-bottom-style: dashed !important; }
mark.dl-role-affiliation { background: #ffd38a; border-bottom-style: dotted !important; } mark.dl-role-name { background: #dcdfe4; border-bottom-style: double !important; }
.dl-text .dl-evidence { text-decoration: underline; text-decoration-color: #d55e00; text-decoration-thickness: 2px; text-underline-offset: 4px; }
.stApp :focus-visible { outline: 3px solid #0b5cad !important; outline-offset: 1px; box-shadow: 0 0 0 1.5px #fff; }
.dl-text mark:focus { outline: 3px solid #0b5cad; outline-offset: 2px; }
[data-testid="stDateInput"] [role="spinbutton"] { display: inline-block; min-width: 24px; min-height: 24px; line-height: 24px; text-align: center; }
[data-testid="stCaptionContainer"] { color: inherit; opacity: 0.82; }
[data-testid^="stBaseButton-primary"] { background: #0b5cad !important; border-color: #0b5cad !important; color: #fff !important; }
.dl-summary { font-size: 1.02rem; margin: 0; }
.dl-summary b { font-variant-numeric: tabular-nums; }
@media (max-width: 640px) { .stMainBlockContainer { padding: 3.4rem 0.6rem 1.5rem; } }
</style>"""
