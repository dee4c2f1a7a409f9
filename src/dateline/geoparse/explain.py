"""Why: the decisions of the geoparser in plain words, for the command line and the dashboard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.geoparse.parser import Parsed
from dateline.models import Candidate, Mention, Place, PlaceKind, Reason, Release, Role

ROLES = {
    Role.EVENT: "something reported happens there",
    Role.CONTEXT: "the place is meant, nothing reported is there",
    Role.AFFILIATION: "it stands for a government, people or body",
    Role.NAME: "it is part of the name of something else",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """One mention and its grounds.

    ``recognised``, ``role`` and ``resolved`` are the reasons of the three decisions, strongest first;
    ``runners_up`` the places that were not chosen.
    """

    mention: Mention
    recognised: tuple[Reason, ...]
    role: tuple[Reason, ...]
    resolved: tuple[Reason, ...]
    runners_up: tuple[Candidate, ...]


def explain(mention: Mention) -> Explanation:
    """The grounds of a mention, sorted by the decision that they served."""
    return Explanation(
        mention=mention,
        recognised=tuple(r for r in mention.reasons if r.code.startswith("recognition:")),
        role=tuple(r for r in mention.reasons if r.code.startswith("roles:")),
        resolved=mention.candidates[0].reasons if mention.candidates else (),
        runners_up=mention.candidates[1:],
    )


def lines(release: Release, parsed: Parsed) -> Iterator[str]:
    """A page for a person: each mention of title and body with its decisions, one line a thought."""
    for heading, text, mentions in (
        ("Title", release.title, parsed.title_mentions),
        ("Body", release.body, parsed.mentions),
    ):
        yield f"{heading}: {len(mentions)} place names"
        for mention in mentions:
            yield ""
            yield from mention_lines(mention, text)
        yield ""


def mention_lines(mention: Mention, text: str) -> Iterator[str]:
    """The lines of one mention, the first with its context."""
    told = explain(mention)
    yield f"{mention.start}-{mention.end}  {context(text, mention)}"
    yield from _block(
        f"a place name ({mention.score:.0%} for name and place together)", told.recognised, "  "
    )
    yield from _block(
        f"{mention.role.value}: {ROLES[mention.role]} ({mention.role_score:.0%})", told.role, "  "
    )
    place = mention.place
    if place is None:
        yield "  place unknown: the gazetteer has no place of this name"
        return
    yield from _block(f"{label(place)} ({mention.candidates[0].score:.0%})", told.resolved, "  ")
    for candidate in told.runners_up:
        because = "; ".join(_reason(reason) for reason in candidate.reasons[:2])
        yield f"    not {label(candidate.place)} ({candidate.score:.0%}): {because}"


def label(place: Place) -> str:
    """A place so that a reader can tell it from its namesakes."""
    parts = [place.name]
    if place.kind not in (PlaceKind.REGION, PlaceKind.COUNTRY) and place.admin1:
        parts.append(place.admin1)
    if place.country and place.kind is not PlaceKind.COUNTRY:
        parts.append(place.country)
    return f"{', '.join(parts)} [{place.kind.value}]"


def context(text: str, mention: Mention, *, width: int = 40) -> str:
    """The words around a mention on one line, the mention in brackets."""
    before = " ".join(text[max(0, mention.start - width) : mention.start].split())
    after = " ".join(text[mention.end : mention.end + width].split())
    return f"{before} [{mention.text}] {after}".strip()


def _block(head: str, reasons: Iterable[Reason], indent: str) -> Iterator[str]:
    yield f"{indent}{head}"
    for reason in reasons:
        yield f"{indent}  {_reason(reason)}"


def _reason(reason: Reason) -> str:
    return f"{reason.weight:+.1f} {reason.text}"
