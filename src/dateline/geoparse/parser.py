"""Text in, mentions out: the seam of this room."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

from dateline.garbage import collector_paused
from dateline.gazetteer import Gazetteer, fold
from dateline.geoparse import roles
from dateline.geoparse.candidates import Spotter
from dateline.geoparse.document import Plain, Sentence, plain, read
from dateline.geoparse.frame import Frame
from dateline.geoparse.model import LogLinear
from dateline.geoparse.recognisers import load as load_recogniser
from dateline.geoparse.recognition import Describer, Recognised, adopt, choose, joined
from dateline.geoparse.resolution import Resolver
from dateline.geoparse.spans import Span
from dateline.geoparse.templates import Codes
from dateline.models import Candidate, Mention, Place, PlaceKind, Reason, Release, Role
from dateline.settings import Settings

T = TypeVar("T")
OTHER = (Reason("recognition:recogniser", 0.0, "the recogniser that you chose found it"),)
LISTED, REPEATED = 1.0, 0.3
"""How far mentions of one list, and of one place, move towards one another (by cross-validation)."""
_COUNTRY = PlaceKind.COUNTRY
_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Parsed:
    """The mentions of a release: offsets in ``body``, and in ``title`` for ``title_mentions``."""

    mentions: tuple[Mention, ...]
    title_mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """Body or title: the text as it is read, and what was recognised."""

    plain: Plain
    recognised: list[Recognised]


class Matching:
    """The gazetteer as candidates need it: folding and matching in one object."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.fold = fold
        self.matches = gazetteer.matches


class Geoparser:
    """Finds the place names of a release, what each does there, and which place it means.

    Pure: the same release gives the same result; nothing is fetched. One object serves any number of
    releases and remembers the names that it has seen.
    """

    def __init__(
        self, gazetteer: Gazetteer, settings: Settings | None = None, *, roles: LogLinear | None = None
    ) -> None:
        """``roles``: another model of roles than the one that ships, to cross-fit with."""
        self._gazetteer = gazetteer
        self._settings = settings
        self._spotter = Spotter(Matching(gazetteer))
        self._describer = Describer(gazetteer.row, gazetteer.whereabouts)
        self._resolver = Resolver(gazetteer.row)
        self._other, self._own = load_recogniser(settings.recogniser if settings else "builtin")
        self._recognition = LogLinear.load("recognition")
        self._roles = roles or LogLinear.load("roles")
        self._role = [Role(name) for name in self._roles.classes]
        self._codes = Codes(self._roles.rows)

    @cached_property
    def config(self) -> str:
        """A hash of all that decides a result: weights, word lists, code, gazetteer, recogniser."""
        digest = hashlib.sha256()
        if self._settings is not None:
            digest.update(self._settings.recogniser.encode())
            for manifest in (
                self._settings.geodata / "manifest.json",
                self._settings.imports / "manifest.json",
            ):
                digest.update(manifest.read_bytes() if manifest.is_file() else b"")
        for path in sorted(_DATA.iterdir()):
            digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
        for path in sorted(Path(__file__).parent.glob("*.py")):
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()[:16]

    def parse(self, release: Release) -> Parsed:
        """The mentions of a release, in order, without overlaps."""
        with collector_paused():
            return self._parse(release)

    def _parse(self, release: Release) -> Parsed:
        home = home_country(release)
        parts = [self._recognise(text, release.lang, home) for text in (release.title, release.body)]
        toponyms = [
            self._resolver.toponym(item.span, fold(part.plain.text[item.span.start : item.span.end]))
            for part in parts
            for item in part.recognised
        ]
        ranked = self._resolver.resolve(toponyms, home=home)
        cut = len(parts[0].recognised)
        title = self._mentions(parts[0], ranked[:cut], home)
        return Parsed(self._mentions(parts[1], ranked[cut:], home), title)

    def candidates(self, text: str, lang: str = "en") -> list[Span]:
        """All spans that are considered in a text (for training and measuring)."""
        return [span for sentence in read(text, lang) for span in self._spotter.spans(sentence)]

    def _recognise(self, original: str, lang: str, home: str) -> _Part:
        source = plain(original)
        text = source.text
        sentences: Iterable[Sentence] = read(text, lang)
        if self._other is not None:
            sentences = list(sentences)
        spans = [span for sentence in sentences for span in self._spotter.spans(sentence)]
        found: list[Recognised] = []
        if self._own:
            found = choose(spans, self._describer.describe(text, spans, home), self._recognition)
        if self._other is not None:
            found = joined(found, adopt(self._other.find(text), list(sentences), spans))
        return _Part(source, found)

    def _mentions(
        self, part: _Part, ranked: Sequence[tuple[Candidate, ...]], home: str
    ) -> tuple[Mention, ...]:
        if not part.recognised:
            return ()
        pairs = [(item.span, _place(ranks)) for item, ranks in zip(part.recognised, ranked, strict=True)]
        rows: list[list[int]] = []
        lists: list[int] = []
        for features, group in role_features(self._codes, pairs, home):
            rows.append(features)
            lists.append(group)
        odds: list[list[float]] = self._roles.probabilities(rows)
        odds = roles.agreed(odds, lists, LISTED)
        odds = roles.agreed(odds, _same_places([place for _, place in pairs]), REPEATED)
        return tuple(map(partial(self._mention, part), part.recognised, ranked, rows, odds))

    def _mention(
        self,
        part: _Part,
        item: Recognised,
        ranks: tuple[Candidate, ...],
        rows: list[int],
        odds: Sequence[float],
    ) -> Mention:
        role = max(range(len(odds)), key=odds.__getitem__)
        start, end = part.plain.span(item.span.start, item.span.end)
        return Mention(
            start=start,
            end=end,
            text=part.plain.original[start:end],
            role=self._role[role],
            score=item.score * (ranks[0].score if ranks else 1.0),
            candidates=ranks,
            reasons=(self._recognition.reasons(item.rows, 0) if item.rows else OTHER)
            + self._roles.reasons(rows, role),
            role_score=odds[role],
        )


def role_features(
    codes: Codes[T], mentions: Sequence[tuple[Span, Place | None]], home: str
) -> Iterator[tuple[list[T], int]]:
    """The features of the role of every mention of a text, in order, and the number of its list."""
    frames: dict[int, Frame] = {}
    current: Sentence | None = None
    for seen, (span, place) in enumerate(mentions):
        if span.sentence is not current:
            frames, current = {}, span.sentence
            marked = roles.Marked(current)
        frame = Frame(span, place.kind.value if place else span.asked, frames, seen)
        frames[span.last] = frame
        yield roles.features(codes, span, frame, place, marked, home=home, seen=seen), frame.group


def _same_places(places: Sequence[Place | None]) -> list[int]:
    """A number for each place but countries, which do many things in one release; -1 for the rest."""
    numbers: dict[str, int] = {}
    return [
        -1 if place is None or place.kind is _COUNTRY else numbers.setdefault(place.id, at)
        for at, place in enumerate(places)
    ]


def home_country(release: Release) -> str:
    """The country that the publisher speaks for, as far as its name or language tells."""
    publisher = release.publisher.lower()
    return "UA" if "ukrain" in publisher or "україн" in publisher or release.lang == "uk" else ""


def _place(ranks: tuple[Candidate, ...]) -> Place | None:
    return ranks[0].place if ranks else None
