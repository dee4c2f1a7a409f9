"""Frames have the columns that they promise; a selection counts what a slow loop counts."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

import pandas as pd
import pytest
from tests import factories as f

from dateline.atlas import Atlas, Filter, Near, Selection, schema
from dateline.models import (
    Actor,
    Event,
    EventDate,
    EventStatus,
    EventType,
    Figure,
    Outcome,
    Role,
    Site,
    SiteKind,
)


def atlas_of(*outcomes: Outcome) -> Atlas:
    return Atlas(f.store_of(outcomes), f.FakeGazetteer())


def with_events(*events: Event, release_id: str = "r-1") -> Outcome:
    return f.make_outcome(release_id, events=events)


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return list(f.synthetic(600, seed=3))


@pytest.fixture(scope="module")
def many(outcomes: list[Outcome]) -> Atlas:
    return atlas_of(*outcomes)


def test_frames_have_the_promised_columns(many: Atlas) -> None:
    for frame, columns in (
        (many.events, schema.EVENTS),
        (many.sites, schema.SITES),
        (many.mentions, schema.MENTIONS),
    ):
        assert list(frame.columns) == [*columns, "geometry"]
        assert frame.crs == "EPSG:4326"
    assert list(many.releases.columns) == list(schema.RELEASES)


@pytest.mark.parametrize(
    "outcomes",
    [[], [with_events()], [with_events(f.make_event("e-1", None))]],
    ids=["no release", "no event", "no place"],
)
def test_little_or_nothing_looks_the_same(outcomes: list[Outcome]) -> None:
    atlas = atlas_of(*outcomes)
    selection = atlas.select()
    assert list(atlas.events.columns) == [*schema.EVENTS, "geometry"]
    assert selection.event_count == len(atlas.events)
    assert selection.histogram().to_numpy().sum() == len(atlas.events)
    assert selection.regions.empty
    assert selection.sites.empty
    assert selection.place_count == 0
    assert selection.not_on_map == selection.without_place == len(atlas.events)
    assert all(counts.sum() <= len(atlas.events) for counts in selection.facets.values())
    assert atlas.select(Filter(text="x", regions=("iso:UA-63",))).event_count == 0


def test_points_are_lon_lat_and_only_for_places_that_are_points() -> None:
    places = (f.IZYUM, f.KHARKIV_OBLAST, f.UKRAINE, None)
    events = atlas_of(with_events(*(f.make_event(f"e-{i}", p) for i, p in enumerate(places)))).events
    point = events.geometry.iloc[0]
    assert (point.x, point.y) == (f.IZYUM.lon, f.IZYUM.lat)
    assert events["on_map"].tolist() == [True, False, False, False]
    assert events.geometry.isna().tolist() == [False, True, True, True]


@pytest.mark.parametrize(
    ("said", "day", "day_end"),
    [
        (EventDate("2022-09-23", prec=1), "2022-09-23", "2022-09-23"),
        (EventDate("2022-02", prec=4), "2022-02-01", "2022-02-28"),
        (EventDate("2021", prec=5), "2021-01-01", "2021-12-31"),
        (EventDate("2022-06-18", end="2022-06-20", prec=2), "2022-06-18", "2022-06-20"),
        (EventDate(None), "2022-09-23", "2022-09-23"),
    ],
)
def test_days_are_those_that_the_text_may_mean(said: EventDate, day: str, day_end: str) -> None:
    event = atlas_of(with_events(f.make_event("e-1", date=said))).events.iloc[0]
    assert (event["day"], event["day_end"]) == (pd.Timestamp(day), pd.Timestamp(day_end))


def test_the_day_of_publication_is_the_one_of_its_place() -> None:
    night = f.make_release("r-1", published=datetime(2022, 9, 24, 0, 30, tzinfo=f.KYIV_TIME))
    event = f.make_event("e-1", date=EventDate(None))
    atlas = atlas_of(f.make_outcome("r-1", release=night, events=(event,)))
    assert atlas.events.iloc[0]["day"] == pd.Timestamp("2022-09-24")


def test_an_event_without_any_date_is_kept_out_of_date_filters_only() -> None:
    release = f.make_release("r-1", published=None)
    event = f.make_event("e-1", date=EventDate(None))
    atlas = atlas_of(f.make_outcome("r-1", release=release, events=(event,)))
    assert atlas.events["day"].isna().all()
    assert atlas.select().event_count == 1
    assert atlas.select().span is None
    assert atlas.select(Filter(since=date(1900, 1, 1))).event_count == 0


@pytest.mark.parametrize(
    ("since", "until", "shown"),
    [
        ("2022-02-28", None, True),
        ("2022-03-01", None, False),
        (None, "2022-02-01", True),
        (None, "2022-01-31", False),
        ("2022-02-10", "2022-02-11", True),
    ],
)
def test_a_month_is_shown_where_the_range_touches_it(
    since: str | None, until: str | None, shown: bool
) -> None:
    atlas = atlas_of(with_events(f.make_event("e-1", date=EventDate("2022-02", prec=4))))
    chosen = Filter(
        since=date.fromisoformat(since) if since else None, until=date.fromisoformat(until) if until else None
    )
    assert atlas.select(chosen).event_count == int(shown)


def test_a_site_lies_where_it_is_known_to_lie() -> None:
    palace = f.settlement(1, "Palace", 50.44, 30.54, f.KYIV_CITY)
    sites = (
        Site("s-1", "the palace", SiteKind.GOVERNMENT, 0, 5, palace),
        Site("s-2", "a school", SiteKind.SCHOOL, 6, 9),
    )
    region = (Site("s-3", "a bridge", SiteKind.TRANSPORT, 0, 5),)
    atlas = atlas_of(
        with_events(
            f.make_event("e-1", f.KYIV, sites=sites), f.make_event("e-2", f.KYIV_OBLAST, sites=region)
        )
    )
    known = atlas.sites.set_index("site_id")
    assert known["own_position"].tolist() == [True, False, False]
    assert known.loc["s-1", "lat"] == palace.lat
    assert known.loc["s-2", "lat"] == f.KYIV.lat
    assert known.loc["s-2", "place_id"] == f.KYIV.id
    assert known.geometry.isna().tolist() == [False, False, True]
    assert pd.isna(known.loc["s-3", "lat"])


def test_figures_keep_range_qualifier_whole_and_site() -> None:
    atlas = atlas_of(f.make_outcome("r-1"))
    event = atlas.events.iloc[0]
    assert event["figures"] == ((436, "bodies"), (5, "children"), (50, "dead"))
    assert [count.words for count in event["counts"]] == [
        "436 bodies",
        "5 children (of 436 bodies)",
        "50–60 dead",
    ]
    assert atlas.sites["figures"].tolist() == [((436, "bodies"), (5, "children")), ((50, "dead"),)]


def test_a_figure_says_more_than_and_up_to() -> None:
    figures = (
        Figure(20, "people", 0, 2, qualifier="more_than"),
        Figure(2000, "hectares", 3, 5, qualifier="up_to"),
        Figure(1.5, "tonnes", 6, 8, qualifier="about"),
        Figure(10_000_000, "people", 6, 8),
    )
    event = atlas_of(with_events(f.make_event("e-1", figures=figures))).events.iloc[0]
    assert [count.words for count in event["counts"]] == [
        "more than 20 people",
        "up to 2000 hectares",
        "about 1.5 tonnes",
        "10000000 people",
    ]


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_become_links(url: str, kept: str) -> None:
    atlas = atlas_of(f.make_outcome("r-1", release=f.make_release("r-1", url=url)))
    assert atlas.events["url"].tolist() == [kept]
    assert atlas.releases["url"].tolist() == [kept]


def test_a_caller_cannot_change_the_atlas(many: Atlas) -> None:
    for _ in range(2):
        events, selected = many.events, many.select().events
        assert set(events["type"]) > {"visit"}
        events["type"] = "changed"
        selected.loc[selected.index[0], "type"] = "changed"
        selected["extra"] = 1
    assert "changed" not in set(many.events["type"])
    assert "extra" not in many.select().events


def test_ids_may_repeat_without_harm() -> None:
    atlas = atlas_of(with_events(f.make_event("e-1"), f.make_event("e-1", f.ODESA)))
    assert atlas.select(Filter(places=(f.ODESA.id,))).event_count == 1


def slow(outcomes: list[Outcome], chosen: Filter) -> set[str]:
    """Ids of the events that a filter lets through, found the plain way."""
    return {
        event.id
        for outcome in outcomes
        for event in outcome.events
        if all(
            (
                not chosen.types or event.type in chosen.types,
                not chosen.statuses or event.status in chosen.statuses,
                not chosen.regions or (event.place and event.place.admin1_id in chosen.regions),
                not chosen.countries or (event.place and event.place.country in chosen.countries),
                not chosen.places or (event.place and event.place.id in chosen.places),
                not chosen.publishers or outcome.release.publisher in chosen.publishers,
                not chosen.languages or outcome.release.lang in chosen.languages,
                not chosen.actors or {actor.country for actor in event.who} & set(chosen.actors),
                not chosen.site_kinds or {site.kind for site in event.sites} & set(chosen.site_kinds),
                not chosen.where_prec or event.where_prec in chosen.where_prec,
                all(
                    word in (event.evidence.text + "\n" + outcome.release.title).casefold()
                    for word in chosen.text.casefold().split()
                ),
                event.score >= chosen.min_score,
                chosen.has_point in (None, bool(event.place and event.place.id.startswith("gn:"))),
            )
        )
    }


FILTERS = [
    Filter(),
    Filter(types=("visit", "attack")),
    Filter(statuses=("planned",), languages=("uk",)),
    Filter(regions=("iso:UA-63", "iso:UA-51"), min_score=0.6),
    Filter(countries=("UA",), has_point=False),
    Filter(places=(f.IZYUM.id, "gn:1"), types=("visit",)),
    Filter(publishers=("Ministry of Examples",), actors=("LT", "PL")),
    Filter(site_kinds=("school",), text="REPORTED izyum"),
    Filter(where_prec=(4, 6)),
    Filter(text="no such words"),
    Filter(types=("visit",), countries=("ES",), statuses=("done",), text="Madrid"),
]


@pytest.mark.parametrize("chosen", FILTERS, ids=lambda chosen: chosen.to_query() or "all")
def test_masks_find_what_a_loop_finds(many: Atlas, outcomes: list[Outcome], chosen: Filter) -> None:
    selection = many.select(chosen)
    wanted = slow(outcomes, chosen)
    assert set(selection.events["event_id"]) == wanted
    assert selection.event_count == len(wanted)
    assert set(selection.sites["event_id"]) <= wanted
    assert selection.release_count == len(selection.releases)
    assert set(selection.mentions["release_id"]) <= set(selection.releases["release_id"])
    assert selection.not_on_map == (~selection.events["on_map"]).sum()


@pytest.mark.parametrize("chosen", FILTERS[:7], ids=lambda chosen: chosen.to_query() or "all")
def test_a_count_beside_a_choice_is_what_the_choice_leaves(many: Atlas, chosen: Filter) -> None:
    for name, counts in many.select(chosen).facets.items():
        assert counts.is_monotonic_decreasing
        for value, count in counts.items():
            assert count == many.select(chosen.but(**{name: (value,)})).event_count


def test_regions_tell_what_is_known_to_no_smaller_place() -> None:
    atlas = atlas_of(
        with_events(
            f.make_event("e-1", f.IZYUM),
            f.make_event("e-2", f.KHARKIV_OBLAST),
            f.make_event("e-3", f.KHARKIV_OBLAST),
            f.make_event("e-4", f.UKRAINE),
            f.make_event("e-5", None),
        )
    )
    selection = atlas.select()
    region = selection.regions.loc["iso:UA-63"]
    assert (region["events"], region["region_only"], region["admin1"]) == (3, 2, "Kharkiv Oblast")
    country = selection.countries.loc["UA"]
    assert (country["events"], country["region_only"]) == (4, 1)
    assert (selection.place_count, selection.not_on_map, selection.without_place) == (3, 4, 1)


def test_delegations_are_the_countries_that_act() -> None:
    other = f.make_outcome("r-2", mentions=(f.make_mention(f.POLAND, role=Role.CONTEXT),))
    found = atlas_of(f.make_outcome("r-1"), f.make_outcome("r-3"), other).select().delegations
    assert found.to_dict("records") == [
        {"place_id": "iso:LT", "place": "Lithuania", "country": "LT", "mentions": 2, "releases": 2}
    ]


def test_actors_count_once_for_each_country() -> None:
    who = (Actor("A", "", "LT"), Actor("B", "", "LT"), Actor("C", "", "PL"), Actor("D"))
    atlas = atlas_of(with_events(f.make_event("e-1", who=who)))
    assert atlas.events.iloc[0]["actor_countries"] == ("LT", "PL")
    assert atlas.select().facets["actors"].to_dict() == {"LT": 1, "PL": 1}


@pytest.mark.parametrize("period", ["day", "week", "month", "year"])
def test_bars_add_up_and_leave_no_gap(many: Atlas, period: str) -> None:
    selection = many.select()
    bars = selection.histogram(period)  # type: ignore[arg-type]
    assert bars.to_numpy().sum() == selection.events["day"].notna().sum()
    assert bars.index.is_monotonic_increasing
    assert bars.sum().to_dict() == Counter(selection.events.dropna(subset=["day"])["type"])
    steps = pd.Series(bars.index).diff().dropna()
    longest = {"day": 1, "week": 7, "month": 31, "year": 366}[period]
    assert (steps <= pd.Timedelta(days=longest)).all()


def test_weeks_begin_on_monday() -> None:
    atlas = atlas_of(with_events(f.make_event("e-1", date=EventDate("2022-09-25", prec=1))))
    assert atlas.select().histogram("week").index.tolist() == [pd.Timestamp("2022-09-19")]


def test_unbounded_bars_show_what_lies_outside_the_dates() -> None:
    events = [
        f.make_event(f"e-{i}", date=EventDate((date(2022, 9, 1) + timedelta(days=i)).isoformat(), prec=1))
        for i in range(10)
    ]
    selection = atlas_of(with_events(*events)).select(Filter(since=date(2022, 9, 5), until=date(2022, 9, 6)))
    assert selection.histogram("day").to_numpy().sum() == 2
    assert selection.histogram("day", unbounded=True).to_numpy().sum() == 10
    assert selection.span == (date(2022, 9, 5), date(2022, 9, 6))


def test_the_period_suits_the_span() -> None:
    def period(days: int) -> str:
        last = (date(2020, 1, 1) + timedelta(days=days)).isoformat()
        events = (
            f.make_event("e-1", date=EventDate("2020-01-01")),
            f.make_event("e-2", date=EventDate(last)),
        )
        return atlas_of(with_events(*events)).select().period()

    assert [period(days) for days in (0, 30, 200, 1000, 5000)] == ["day", "day", "week", "month", "year"]


def test_an_area_and_a_distance_keep_points_only() -> None:
    atlas = atlas_of(
        with_events(
            f.make_event("e-1", f.IZYUM),
            f.make_event("e-2", f.KHARKIV),
            f.make_event("e-3", f.KHARKIV_OBLAST),
            f.make_event("e-4", None),
        )
    )

    def ids(selection: Selection) -> list[str]:
        return list(selection.events["event_id"])

    square = ((35.0, 49.0), (39.0, 49.0), (39.0, 49.5), (35.0, 49.5))
    assert ids(atlas.select(Filter(area=square))) == ["e-1"]
    # Kharkiv lies some 113 km from Izyum.
    assert ids(atlas.select(Filter(near=Near(lat=49.98, lon=36.25, km=110)))) == ["e-2"]
    assert ids(atlas.select(Filter(near=Near(lat=49.98, lon=36.25, km=117)))) == ["e-1", "e-2"]


@pytest.mark.parametrize(
    ("said", "place_id"),
    [
        ("Kharkiv Oblast", "iso:UA-63"),
        ("kharkiv region", "iso:UA-63"),
        ("UA-63", "iso:UA-63"),
        ("ua63", "iso:UA-63"),
        ("iso:UA-63", "iso:UA-63"),
        ("UA01", "iso:UA-43"),
        ("Odesa Oblast", "iso:UA-51"),
        ("ES-MD", "iso:ES-MD"),
        ("Atlantis", None),
        ("Izyum", None),
    ],
)
def test_a_region_is_known_by_its_names_and_codes(said: str, place_id: str | None) -> None:
    atlas = atlas_of(with_events(f.make_event("e-1", f.IZYUM)))
    assert atlas.region(said) == place_id


def test_an_atlas_stays_as_it_was_made() -> None:
    store = f.store_of([f.make_outcome("r-1")])
    atlas = Atlas(store, f.FakeGazetteer())
    store.save(f.make_outcome("r-2"))
    assert atlas.event_count == 1
    assert atlas.revision != store.revision()
    assert Atlas(store, f.FakeGazetteer()).event_count == 2


def test_types_and_statuses_are_those_of_the_model(many: Atlas) -> None:
    assert set(many.events["type"]) == set(EventType)
    assert set(many.events["status"]) == set(EventStatus)
