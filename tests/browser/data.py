"""Releases for the browser tests: a small world where every number is known, and one of hostile texts."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.factories import (
    IZYUM,
    KHARKIV,
    KHARKIV_OBLAST,
    KYIV,
    KYIV_TIME,
    LITHUANIA,
    MADRID,
    ODESA,
    STAMP,
    UKRAINE,
    make_event,
    make_mention,
    make_release,
)

from dateline.models import (
    Actor,
    EventDate,
    EventStatus,
    EventType,
    Figure,
    Outcome,
    Place,
    Role,
    Site,
    SiteKind,
    Span,
)

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "${alert(3)}",
    "`${alert(4)}`",
    r"\x41 \u0041 \alert(5)",
    "{{7*7}} </script><script>alert(6)</script>",
    "line\u2028separator\u2029paragraph",
    "\u202eright to left override\u2066isolate",
    '=HYPERLINK("http://example.invalid/","click")',
    "[link](javascript:alert(7)) **bold** :red[red] $x^2$",
)


def outcome(
    release_id: str, body: str, events: list[dict[str, object]], day: int, **fields: object
) -> Outcome:
    """A release whose events rest on sentences of the body: each has ``place``, ``said`` and more."""
    published = datetime(2022, 9, 1, 20, 15, tzinfo=KYIV_TIME) + timedelta(days=day)
    release = make_release(release_id, body=body, published=published, **fields)
    mentions, made = [], []
    for i, event in enumerate(events):
        place, said = event.pop("place"), str(event.pop("said"))
        start = body.index(said)
        assert place is None or isinstance(place, Place)
        if place is not None and place.name in said:
            at = start + said.index(place.name)
            mentions.append(make_mention(place, start=at))
            event["mention"] = len(mentions) - 1
        date = (published - timedelta(days=1)).date().isoformat()
        known: dict[str, object] = {
            "evidence": Span(start, start + len(said), said),
            "date": EventDate(date, prec=1, basis="text", text=""),
        }
        made.append(make_event(f"{release_id}-e{i}", place, **{**known, **event}))
    return Outcome(release, STAMP, tuple(mentions), (), tuple(made))


def plain_outcomes() -> list[Outcome]:
    """Eight events of September 2022 in five releases: three in Izyum, one known only to the oblast,
    one with no place, one planned."""
    izyum = (
        "The ambassador came to Izyum with a delegation. They saw a burial ground where 436 bodies were found. "
        "A talk with the mayor was held in Izyum. Shelling of Kharkiv Oblast went on."
    )
    visit = {
        "place": IZYUM,
        "said": "The ambassador came to Izyum with a delegation.",
        "who": (Actor("The ambassador", "Ambassador of Lithuania", "LT"),),
        "sites": (Site("r-1-e0-s1", "a burial ground", SiteKind.MASS_GRAVE, 58, 73),),
        "figures": (Figure(436, "bodies", izyum.index("436"), izyum.index("436") + 3, site=0),),
    }
    first = outcome(
        "r-1",
        izyum,
        [
            visit,
            {"place": IZYUM, "said": "A talk with the mayor was held in Izyum.", "type": EventType.MEETING},
            {
                "place": KHARKIV_OBLAST,
                "said": "Shelling of Kharkiv Oblast went on.",
                "type": EventType.ATTACK,
            },
        ],
        22,
        title="An ambassador sees Izyum",
    )
    guest = make_mention(LITHUANIA, text="delegation", start=izyum.index("delegation"), role=Role.AFFILIATION)
    first = Outcome(first.release, STAMP, (*first.mentions, guest), (), first.events)
    attack = "Kharkiv was shelled at night. Help will be brought to Izyum."
    planned = {
        "place": IZYUM,
        "said": "Help will be brought to Izyum.",
        "type": EventType.AID,
        "status": EventStatus.PLANNED,
    }
    talks = "The President spoke in Madrid. A law was signed."
    return [
        first,
        outcome("r-2", attack, [{"place": KHARKIV, "said": "Kharkiv was shelled at night.", "type": EventType.ATTACK}, planned], 5, publisher="Council of Examples"),
        outcome("r-3", talks, [{"place": MADRID, "said": "The President spoke in Madrid.", "type": EventType.MEETING}, {"place": None, "said": "A law was signed.", "type": EventType.DECISION}], 10),
        outcome("r-4", "A hospital opened in Odesa.", [{"place": ODESA, "said": "A hospital opened in Odesa.", "type": EventType.OPENING}], 15),
        outcome("r-5", "Nothing happened in Kyiv.", [], 16),
    ]  # fmt: skip


LONG_TITLE = "<b>A headline without end</b> " * 3500
"""About 100 KB."""

MANY = 1000
"""Entries of a list that should have three."""


def oversized_outcomes() -> list[Outcome]:
    """A release with a headline of 100 KB, and an event with lists of a thousand: actors, sites, figures."""
    said = "They came to Kyiv <i>in great number</i>."
    body = f"{said} {'x' * 5000}"
    event = {
        "place": KYIV,
        "said": said,
        "who": tuple(Actor(f"<u>guest {i}</u>", f"office {i}", "LT") for i in range(MANY)),
        "sites": tuple(
            Site(f"big-1-e0-s{i}", f"<s>house {i}</s>", SiteKind.OTHER, 0, 4) for i in range(MANY)
        ),
        "figures": tuple(Figure(i, f"<em>things {i}</em>", 0, 4) for i in range(MANY)),
    }
    return [outcome("big-1", body, [event], 3, title=LONG_TITLE, publisher="P" * 20_000)]


def hostile_outcomes() -> list[Outcome]:
    """Each hostile text in every field that a release can fill."""
    found = []
    for i, text in enumerate(HOSTILE):
        body = f"{text} was said in Kyiv. {text}"
        sentence = f"{text} was said in Kyiv."
        event = {
            "place": KYIV,
            "said": sentence,
            "who": (Actor(text, text, "LT"),),
            "sites": (Site(f"h-{i}-e0-s1", text, SiteKind.OTHER, 0, len(text)),),
            "figures": (Figure(7, text, 0, len(text)),),
            "type": list(EventType)[i % len(EventType)],
        }
        region = {"place": UKRAINE, "said": sentence, "type": EventType.ATTACK}
        found.append(
            outcome(
                f"h-{i}",
                body,
                [event, region],
                i,
                title=text,
                publisher=text,
                url=f"https://example.org/{i}?{text}",
            )
        )
    return found
