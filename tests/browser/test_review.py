"""A person confirms, rejects, corrects an event on its card, and takes it back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import Served
from tests.browser.data import plain_outcomes

pytestmark = pytest.mark.browser

EVENT = "r-4-e0"
"""The opening of a hospital in Odesa."""


@pytest.fixture
def reviewed(serve: Callable[..., Served]) -> Served:
    """A store of its own: verdicts stay in it."""
    return serve(plain_outcomes())


def card_of(page: Page, served: Served, query: str = "") -> Locator:
    page.goto(f"{served.url}/?event={EVENT}&ui=en{query}")
    card = page.locator(".st-key-card")
    expect(card.locator(".dl-review")).to_be_visible()
    return card


def test_a_verdict_is_given_and_taken_back(page: Page, reviewed: Served) -> None:
    card = card_of(page, reviewed)
    card.get_by_role("button", name="Confirm").click()
    expect(card.locator(".dl-review-confirmed")).to_be_visible()
    card.get_by_role("button", name="Undo").click()
    expect(card.locator(".dl-review-unreviewed")).to_be_visible()


def test_what_is_rejected_is_hidden_and_still_reached(page: Page, reviewed: Served) -> None:
    card = card_of(page, reviewed)
    summary = page.locator(".dl-summary")
    expect(summary).to_contain_text("8 events")
    card.get_by_role("button", name="Not an event").click()
    expect(card.locator(".dl-review-rejected")).to_be_visible()
    expect(summary).to_contain_text("7 events")
    card = card_of(page, reviewed, "&reviewed=rejected")
    expect(summary).to_contain_text("1 event")
    card.get_by_role("button", name="Undo").click()
    expect(card.locator(".dl-review-unreviewed")).to_be_visible()


def test_a_correction_shows_its_flag_and_what_the_program_had_found(page: Page, reviewed: Served) -> None:
    card = card_of(page, reviewed)
    card.get_by_text("Correct, or add a note").click()
    card.get_by_role("textbox", name="Date").fill("yesterday")
    card.get_by_role("button", name="Save the correction").click()
    expect(card.get_by_text(re.compile("is no date"))).to_be_visible()
    card.get_by_role("textbox", name="Date").fill("2022-09")
    card.get_by_label("Your name or initials").fill("<b>Ana</b>")
    card.get_by_role("button", name="Save the correction").click()
    review = card.locator(".dl-review-corrected")
    expect(review).to_contain_text("<b>Ana</b>")
    expect(review).to_contain_text("15 September 2022")
    expect(card.locator(".dl-flag")).to_be_visible()
    expect(card.locator("dl")).to_contain_text("September 2022")


def test_the_form_keeps_to_the_event_after_a_visit_to_another_page(page: Page, reviewed: Served) -> None:
    card = card_of(page, reviewed)
    card.get_by_text("Correct, or add a note").click()
    written = card.get_by_role("textbox", name="Date").input_value()
    assert written
    page.get_by_role("link", name="Help").first.click()
    expect(page.get_by_role("heading", name="How to read Dateline")).to_be_visible()
    page.get_by_role("link", name="Map").first.click()
    card.get_by_text("Correct, or add a note").click()
    expect(card.get_by_role("textbox", name="Date")).to_have_value(written)
    card.get_by_role("button", name="Save the correction").click()
    expect(card.get_by_text("Nothing was changed")).to_be_visible()


def test_a_correction_can_say_that_the_release_gives_no_date(page: Page, reviewed: Served) -> None:
    card = card_of(page, reviewed)
    card.get_by_text("Correct, or add a note").click()
    card.get_by_text("The release gives no date").click()
    expect(card.get_by_role("textbox", name="Date")).to_be_disabled()
    card.get_by_role("button", name="Save the correction").click()
    expect(card.locator(".dl-review-corrected")).to_contain_text("15 September 2022")
    expect(card.locator("dl")).to_contain_text("No date in the release; published")
    expect(card.locator("dl")).to_contain_text("corrected by a person")
    card.get_by_role("button", name="Undo").click()
    expect(card.locator(".dl-review-unreviewed")).to_be_visible()
    expect(card.locator("dl")).to_contain_text("15 September 2022")
