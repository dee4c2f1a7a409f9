"""Each page in both languages, light and dark, wide and narrow: no violation of WCAG 2.2 AA that axe-core finds,
every control within reach of the Tab key, the focus always to be seen, no console error, no outside request."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Served
from tests.browser.steps import open_map

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGES = {
    "": ".dl[data-shown]",
    "?event=r-1-e0&at=gn:707753": ".st-key-card blockquote",
    "releases?read=r-1": ".dl-text mark[tabindex]",
    "places?about=iso:UA-63": ".dl-summary",
    "releases": "[data-testid=stDataFrame] canvas",
    "places": "[data-testid=stDataFrame] canvas",
    "compare": ".dl-summary",
    "downloads": ".st-key-get-report button",
    "add": "input[type=file]",
    "help": "h1, h2",
}
"""Addresses, and what is there when a page is whole."""
WIDE, NARROW = {"width": 1440}, {"width": 390}
ENGLISH, UKRAINIAN = {"locale": "en-GB"}, {"locale": "uk-UA"}
LIGHT, DARK = {"dark": False}, {"dark": True}
PAIRS = (
    (WIDE | ENGLISH | LIGHT, NARROW | UKRAINIAN | DARK),
    (WIDE | UKRAINIAN | DARK, NARROW | ENGLISH | LIGHT),
)
"""Each pair sees a page at both widths, in both languages and in both themes."""
MODES = [mode for pair in PAIRS for mode in pair]
EVERYWHERE = ("", "?event=r-1-e0&at=gn:707753")
"""The map and its card are looked at in all modes, the other pages in one pair of them, by turns."""


def addresses(mode: dict[str, Any]) -> list[str]:
    """The pages to look at in a mode."""
    others = [address for address in PAGES if address not in EVERYWHERE]
    return [*EVERYWHERE, *(address for i, address in enumerate(others) if mode in PAIRS[i % 2])]


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong, a line each."""
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    return [
        f"{rule['id']}: {node['target']} {node['html'][:150]} {node['failureSummary'][:300]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: "-".join(str(value) for value in mode.values()))
def test_no_page_has_a_violation(open_page: Callable[..., Page], plain: Served, mode: dict[str, Any]) -> None:
    page = open_page(**mode)
    faults = {}
    for address in addresses(mode):
        page.goto(f"{plain.url}/{address}")
        page.locator(PAGES[address]).first.wait_for(state="attached")
        page.wait_for_timeout(700)  # what is drawn a moment later: the map beside a text, the language
        if found := violations(page):
            faults[address] = found
    assert faults == {}


FOCUS = """() => {
  let node = document.activeElement;
  if (!node || node === document.body) return null;
  const around = [node, node.parentElement, node.parentElement?.parentElement, node.parentElement?.parentElement?.parentElement].filter(Boolean).map((each) => getComputedStyle(each));
  const seen = around.some((each) => (each.outlineStyle !== 'none' && parseFloat(each.outlineWidth) > 0) || each.boxShadow !== 'none');
  node.dataset.reached = '1';
  const label = node.labels?.[0]?.innerText || (node.getAttribute('aria-labelledby') && document.getElementById(node.getAttribute('aria-labelledby'))?.innerText);
  const name = node.getAttribute('aria-label') || label || node.title || node.innerText || node.placeholder || '';
  return { tag: node.tagName, role: node.getAttribute('role'), name: name.trim().slice(0, 60), seen, where: node.className?.toString().slice(0, 60) };
}"""
UNREACHED = """() => [...document.querySelectorAll('button, a[href], input, select, summary, [role="button"], [tabindex="0"]')]
  .filter((node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !node.disabled && node.tabIndex >= 0 && !node.dataset.reached
    && !(node.type === 'radio' && document.querySelector(`input[name="${CSS.escape(node.name)}"][data-reached]`))
    && !node.closest('[role="radiogroup"]')?.querySelector('[data-reached]')  // arrow keys lead on
    && !node.closest('[inert], [aria-hidden="true"]'))
  .map((node) => node.outerHTML.slice(0, 120))"""


def walk(page: Page, most: int = 400) -> list[dict[str, Any]]:
    """Press Tab until the focus leaves the page or comes back; what was reached, in order."""
    page.evaluate("document.activeElement?.blur()")
    found: list[dict[str, Any]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        if at is None and found:
            break
        if at is not None:
            found.append(at)
    return found


@pytest.mark.parametrize("address", ["", "releases?read=r-1", "downloads"])
def test_the_keyboard_reaches_every_control(page: Page, plain: Served, address: str) -> None:
    if address:
        page.goto(f"{plain.url}/{address}")
        page.locator(PAGES[address]).first.wait_for(state="attached")
    else:
        open_map(page, plain.url)
    page.wait_for_timeout(1000)
    reached = walk(page)
    assert reached
    assert [at for at in reached if not at["name"] and at["tag"] != "IFRAME"] == [], "without a name"
    assert [at for at in reached if not at["seen"] and at["tag"] != "IFRAME"] == [], "focus cannot be seen"
    assert page.evaluate(UNREACHED) == []


def test_nothing_moves_for_who_wants_no_motion(page: Page, plain: Served) -> None:
    open_map(page, plain.url)
    moving = page.evaluate(
        "[...document.querySelectorAll('.dl *, .dl-table *, .dl-choices *')]"
        ".filter((node) => parseFloat(getComputedStyle(node).animationDuration) > 0.01 || parseFloat(getComputedStyle(node).transitionDuration) > 0.01)"
        ".map((node) => node.className.toString())"
    )
    assert moving == []


def test_the_language_of_the_page_is_told(open_page: Callable[..., Page], plain: Served) -> None:
    page = open_page(locale="uk-UA")
    page.goto(f"{plain.url}/help")
    expect(page.get_by_role("heading", name="Як читати Dateline")).to_be_visible()
    page.wait_for_function("document.documentElement.lang === 'uk'")
