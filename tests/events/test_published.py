from __future__ import annotations

from tests.events.support import release

from dateline.events.published import day_of, instant


def test_times_of_other_zones_compare_by_the_moment() -> None:
    kyiv, greenwich = (
        release("", published="2022-06-18T12:00+03:00"),
        release("", published="2022-06-18T09:30+00:00"),
    )
    assert instant(kyiv) < instant(greenwich)


def test_a_release_without_a_date_comes_last_and_has_no_day() -> None:
    undated = release("", published=None)
    assert instant(undated) > instant(release("", published="2099-01-01T00:00+00:00"))
    assert day_of(undated) == 0
