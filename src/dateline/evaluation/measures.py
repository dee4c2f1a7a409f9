"""The measures of quality: mentions, roles, places, events, sites, figures.

"Found" mentions are those that overlap an annotated one, one to one. Visits, inspections, openings,
ceremonies and meetings may stand for one another when events are matched, since one act is
often all of them.

Figures are measured three ways. ``figures``: the value and the tie; a found figure is right where its value is the
annotated one and it stands at the event matched to the annotated one, or at another event of the same place under
the same site (53 dead under a ruined house are tied right, whether they stand at the visit to the house or at the
attack on it). ``figures_tied``: the same over matched events alone, since a missed event is counted once, as an event.
``figures_value``: the distinct numbers of a release, whatever they are tied to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields

from dateline.evaluation.gold import GoldDocument, GoldEvent, GoldMention
from dateline.evaluation.matching import pair
from dateline.evaluation.places import same_place
from dateline.models import Event, Figure, Mention, Outcome, Role

_ALIKE = {"visit", "inspection", "opening", "ceremony", "meeting"}
_LITERAL = {Role.EVENT.value, Role.CONTEXT.value}
_FINE = {"settlement", "site"}


@dataclass(slots=True)
class Ratio:
    """A share that can be added up over documents."""

    right: int = 0
    of: int = 0

    @property
    def value(self) -> float:
        """Between 0 and 1; 1 where there was nothing to get wrong."""
        return self.right / self.of if self.of else 1.0

    def add(self, hit: bool) -> None:
        """Count one more case."""
        self.right += hit
        self.of += 1


@dataclass(slots=True)
class F1:
    """Counts of precision and recall that can be added up over documents."""

    right: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of the found that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the annotated that is found."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def value(self) -> float:
        """Harmonic mean of precision and recall, micro-averaged."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 1.0

    def add(self, right: int, found: int, gold: int) -> None:
        """Count one more document."""
        self.right += right
        self.found += found
        self.gold += gold


@dataclass(slots=True)
class Report:
    """All measures over a set of documents."""

    mentions_strict: F1 = field(default_factory=F1)
    mentions_relaxed: F1 = field(default_factory=F1)
    role: Ratio = field(default_factory=Ratio)
    literal: Ratio = field(default_factory=Ratio)
    place: Ratio = field(default_factory=Ratio)
    place_fine: Ratio = field(default_factory=Ratio)
    end_to_end: Ratio = field(default_factory=Ratio)
    events: F1 = field(default_factory=F1)
    status: Ratio = field(default_factory=Ratio)
    date: Ratio = field(default_factory=Ratio)
    sites: F1 = field(default_factory=F1)
    figures: F1 = field(default_factory=F1)
    figures_tied: F1 = field(default_factory=F1)
    figures_value: F1 = field(default_factory=F1)

    def values(self) -> dict[str, float]:
        """Each measure's value by name, 0 to 1."""
        return {f.name: getattr(self, f.name).value for f in fields(self)}


LABELS: Mapping[str, str] = {
    "mentions_strict": "mentions, strict F1",
    "mentions_relaxed": "mentions, relaxed F1",
    "role": "role accuracy",
    "literal": "literal or associative",
    "place": "place accuracy on found",
    "place_fine": "settlements and sites within 25 km",
    "end_to_end": "end to end",
    "events": "events F1",
    "status": "status on matches",
    "date": "date on matches",
    "sites": "sites F1",
    "figures": "figures, value and tie F1",
    "figures_tied": "figures at matched events F1",
    "figures_value": "figures, value alone F1",
}


def evaluate(gold: Iterable[GoldDocument], outcomes: Mapping[str, Outcome]) -> Report:
    """Score ``outcomes`` (by release id) against annotated documents; a missing one found nothing."""
    report = Report()
    for document in gold:
        outcome = outcomes.get(document.id)
        if document.mentions is not None:
            _mentions(report, document.mentions, outcome.mentions if outcome else ())
        _events(report, document.events, outcome.events if outcome else ())
    return report


def _mentions(report: Report, gold: Sequence[GoldMention], found: Sequence[Mention]) -> None:
    spans = {(m.start, m.end) for m in found}
    report.mentions_strict.add(sum((g.start, g.end) in spans for g in gold), len(found), len(gold))
    pairs = pair(gold, found, _overlap)
    report.mentions_relaxed.add(len(pairs), len(found), len(gold))
    report.end_to_end.of += len(gold)
    for i, j in pairs:
        mention, annotated = found[j], gold[i]
        report.role.add(mention.role.value == annotated.role)
        report.literal.add(mention.role.literal == (annotated.role in _LITERAL))
        right = same_place(annotated.place, mention.place)
        report.place.add(right)
        report.end_to_end.right += right
        if annotated.place is not None and annotated.place.kind in _FINE:
            report.place_fine.add(right)


def _overlap(gold: GoldMention, found: Mention) -> float:
    """Shared code points over the union: 1 for the same span, 0 where they do not touch."""
    shared = min(gold.end, found.end) - max(gold.start, found.start)
    if shared <= 0:
        return 0.0
    return shared / (max(gold.end, found.end) - min(gold.start, found.start))


def _events(report: Report, gold: Sequence[GoldEvent], found: Sequence[Event]) -> None:
    pairs = pair(gold, found, _event_likeness)
    report.events.add(len(pairs), len(found), len(gold))
    for i, j in pairs:
        report.status.add(gold[i].status == found[j].status.value)
        report.date.add(gold[i].date == found[j].date.value)
    _sites(report, gold, found)
    _figures(report, gold, found, pairs)


def _figures(
    report: Report, gold: Sequence[GoldEvent], found: Sequence[Event], pairs: Sequence[tuple[int, int]]
) -> None:
    matched = set(pairs)
    wanted = [(i, value) for i, event in enumerate(gold) for value in event.figures]
    got = [(j, figure) for j, event in enumerate(found) for figure in event.figures]

    def tied(g: tuple[int, float], f: tuple[int, Figure]) -> float:
        if g[1] != f[1].value:
            return 0.0
        return 2.0 if (g[0], f[0]) in matched else float(_same_site(gold[g[0]], found[f[0]], f[1]))

    report.figures.add(len(pair(wanted, got, tied)), len(got), len(wanted))
    hits = sum(_shared_values(gold[i].figures, [f.value for f in found[j].figures]) for i, j in pairs)
    report.figures_tied.add(
        hits, sum(len(found[j].figures) for _, j in pairs), sum(len(gold[i].figures) for i, _ in pairs)
    )
    values = {value for _, value in wanted}, {figure.value for _, figure in got}
    report.figures_value.add(len(values[0] & values[1]), len(values[1]), len(values[0]))


def _same_site(gold: GoldEvent, found: Event, figure: Figure) -> bool:
    """Whether a figure stands under a site of the annotated event, at its place."""
    if figure.site is None or not same_place(gold.place, found.place):
        return False
    return any(_shared_words(site, found.sites[figure.site].text) > 0 for site in gold.sites)


def _event_likeness(gold: GoldEvent, found: Event) -> float:
    """0 unless place and type agree; dates, status, figures and evidence tell twins apart."""
    alike = gold.type == found.type.value or (gold.type in _ALIKE and found.type.value in _ALIKE)
    if not alike or not same_place(gold.place, found.place):
        return 0.0
    score = 1.0 + (gold.type == found.type.value) + (gold.date == found.date.value)
    score += gold.status == found.status.value
    score += _shared_values(gold.figures, [f.value for f in found.figures])
    if gold.evidence and gold.evidence[0] < found.evidence.end and found.evidence.start < gold.evidence[1]:
        score += 2.0
    return score


def _shared_values(gold: Iterable[float], found: Iterable[float]) -> int:
    left = list(gold)
    hits = 0
    for value in found:
        if value in left:
            left.remove(value)
            hits += 1
    return hits


def _sites(report: Report, gold: Sequence[GoldEvent], found: Sequence[Event]) -> None:
    """Distinct sites of a release: one site seen by two events is one site."""
    wanted = sorted({text for e in gold for text in e.sites})
    got = sorted({site.text for e in found for site in e.sites})
    report.sites.add(len(pair(wanted, got, _shared_words)), len(got), len(wanted))


def _shared_words(gold: str, found: str) -> float:
    """Share of the shorter text's words that the other holds; 0 below a half."""
    a, b = set(gold.casefold().split()), set(found.casefold().split())
    shared = len(a & b) / max(1, min(len(a), len(b)))
    return shared if shared >= 0.5 else 0.0
