"""Trains the weights from annotated texts: ``python -m dateline.geoparse.train``.

Reads the releases annotated for training in ``data/annotations`` (their texts from ``../shared/corpus``) and
the open corpora in ``../shared/annotated`` whose licence lets the weights be published (re3d: US public
domain and Open Government Licence; CrossNER: MIT). Needs scikit-learn. Writes ``data/recognition.npz`` and
``data/roles.npz`` beside this file; the same input gives the same weights.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from dateline.gazetteer import Gazetteer, fold
from dateline.geoparse.candidates import Spotter
from dateline.geoparse.document import read
from dateline.geoparse.model import FOLDER, LogLinear
from dateline.geoparse.parser import Matching, home_country, role_features
from dateline.geoparse.recognition import Describer
from dateline.geoparse.resolution import Resolver, Toponym, add_cues, distance_km
from dateline.geoparse.spans import Span
from dateline.geoparse.templates import strings
from dateline.models import Release, Role
from dateline.settings import ROOT, get_settings

OWN_WEIGHT = {"en": 1.0, "uk": 0.3}
WORLD_WEIGHT, HARD_WEIGHT = 2.0, 0.4
"""Weights of the sentences written for the project (those on the world are few beside the releases), and of the
mentions that were judged because the model was unsure of them: they are many, and seldom clear to readers either."""
MODELS = ("recognition", "roles", "resolution")
_WORLD = re.compile(
    r"\{(?P<name>[^@}]+)(?:@(?:(?P<country>[A-Z]{2})|(?:(?P<kind>[a-z]+):)?(?P<lat>[-\d.]+),(?P<lon>[-\d.]+)))?\}"
)
_BRACES = re.compile(r"\{([^|}]+)\|([ecan])\}")
_LETTERS = {role.value[0]: role.value for role in Role}
ROLES = tuple(role.value for role in Role)


@dataclass(slots=True)
class Example:
    """A text with its mentions: (start, end) → role ("" where only the span is known)."""

    release: Release
    gold: dict[tuple[int, int], str]
    places: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    ignore: list[tuple[int, int]] = field(default_factory=list)
    refused: set[tuple[int, int]] = field(default_factory=set)
    """Spans that were judged to be no mention, in a release of which not all mentions are annotated."""
    weight: float = 1.0


def annotated(paths: Iterable[Path], texts: Iterable[Path], *, part: str) -> Iterator[Example]:
    """The annotated releases of one part ("train" or "test"), with their texts."""
    rows: dict[str, dict[str, Any]] = {}
    for path in texts:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            rows[row["id"]] = row
    for path in paths:
        for document in json.loads(path.read_text(encoding="utf-8")):
            if document.get("split", path.stem) != part:
                continue
            row = rows[document["id"]]
            release = Release(
                id=row["id"], title=row["title"], body=row["body"], publisher=row.get("publisher") or "",
                lang=row.get("lang") or "en",
            )  # fmt: skip
            gold = {(m["start"], m["end"]): m["role"] for m in document["mentions"] if m["role"]}
            refused = {(m["start"], m["end"]) for m in document["mentions"] if not m["role"]}
            places = {(m["start"], m["end"]): m["place"] for m in document["mentions"] if m.get("place")}
            yield Example(release, gold, places, refused=refused)


def sentences(path: Path) -> Iterator[Example]:
    """Sentences written for this project, with their mentions in braces; each is a text of its own."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        text, gold, at = "", {}, 0
        for match in _BRACES.finditer(line):
            text += line[at : match.start()]
            gold[len(text), len(text) + len(match[1])] = _LETTERS[match[2]]
            text += match[1]
            at = match.end()
        lang = path.stem[-2:]
        release = Release(
            id="", title="", body=text + line[at:], lang=lang, publisher="Ukraine" if at else ""
        )
        yield Example(release, gold, weight=OWN_WEIGHT[lang])


def world(path: Path) -> Iterator[Example]:
    """Texts on the world's places written for this project: mentions and their places, no roles."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        text, gold, places, at = "", {}, {}, 0
        for match in _WORLD.finditer(line):
            text += line[at : match.start()]
            span = (len(text), len(text) + len(match["name"]))
            gold[span] = ""
            if match["country"]:
                places[span] = {"kind": "country", "country": match["country"], "lat": 0.0, "lon": 0.0}
            elif match["lat"]:
                kind = match["kind"] or "settlement"
                places[span] = {"kind": kind, "lat": float(match["lat"]), "lon": float(match["lon"])}
            text += match["name"]
            at = match.end()
        yield Example(Release(id="", title="", body=text + line[at:]), gold, places, weight=WORLD_WEIGHT)


def crossner(path: Path) -> Iterator[Example]:
    """Sentences of CrossNER: countries and locations are mentions; what lies within other names is left out."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        pairs = [line.split("\t") for line in block.splitlines() if "\t" in line]
        if not pairs:
            continue
        text, gold, ignore = "", {}, []
        entity, begin = "", 0
        for word, tag in [*pairs, ("", "O")]:
            if entity and not tag.startswith("I-"):
                span = (begin, len(text))
                if entity in ("country", "location"):
                    gold[span] = ""
                elif entity not in ("person", "politician", "misc"):
                    ignore.append(span)
                entity = ""
            if text and word not in ",.;:!?)'s%" and not text.endswith("("):
                text += " "
            if tag.startswith("B-"):
                entity, begin = tag[2:], len(text)
            text += word
        yield Example(Release(id="", title="", body=text), gold, ignore=ignore, weight=0.25)


def re3d(folder: Path) -> Iterator[Example]:
    """Documents of re3d; its Location entities hold descriptions too ("the city"), so only spans that a
    capitalised name fills are mentions, and the parts of other entities are left out."""
    entities: dict[str, list[dict[str, Any]]] = {}
    for line in (folder / "entities.json").read_text(encoding="utf-8").splitlines():
        entity = json.loads(line)
        entities.setdefault(entity["documentId"], []).append(entity)
    for line in (folder / "documents.json").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        text, gold, ignore = document["text"], {}, []
        for entity in entities.get(document["_id"], []):
            begin, end = entity["begin"], entity["end"]
            words = text[begin:end].split()
            if entity["type"] == "Location" and words and all(word[0].isupper() for word in words):
                if "," not in text[begin:end]:
                    gold[begin, end] = ""
            elif entity["type"] in ("Location", "Organisation", "Nationality", "Vehicle", "MilitaryPlatform"):
                ignore.append((begin, end))
        yield Example(Release(id="", title="", body=text), gold, ignore=ignore, weight=0.7)


@dataclass(slots=True)
class Rows:
    """Features, labels and weights of the decisions to learn."""

    features: list[list[str]] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(self, features: list[str], label: int, weight: float) -> None:
        """One more decision."""
        self.features.append(features)
        self.labels.append(label)
        self.weights.append(weight)

    def extend(self, other: Rows) -> None:
        """The decisions of another collection too."""
        self.features += other.features
        self.labels += other.labels
        self.weights += other.weights


class Collector:
    """Turns annotated texts into decisions, with the very code that reads releases."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._spotter = Spotter(Matching(gazetteer))
        self._describer = Describer(gazetteer.row, gazetteer.whereabouts)
        self._resolver = Resolver(gazetteer.row)
        self._codes = strings()
        self.missed: Counter[str] = Counter()

    def recognition(self, examples: Iterable[Example]) -> Rows:
        """Every candidate, and whether it is a mention."""
        rows = Rows()
        for example in examples:
            found = set[tuple[int, int]]()
            for span, features in self._described(example):
                found.add((span.start, span.end))
                label = (span.start, span.end) in example.gold
                if label or not _ignored(span, example):
                    rows.add(features, int(label), example.weight)
            text = example.release.body
            self.missed.update(text[a:b] for a, b in example.gold if (a, b) not in found)
        return rows

    def refusals(self, examples: Iterable[Example]) -> Rows:
        """The candidates that were judged to be no mention, and nothing else of their releases."""
        rows = Rows()
        for example in examples:
            for span, features in self._described(example):
                if (span.start, span.end) in example.refused:
                    rows.add(features, 0, 1.0)
        return rows

    def _described(self, example: Example) -> Iterator[tuple[Span, list[str]]]:
        """Every candidate of a text with the features of its recognition."""
        text = example.release.body
        spans = self.spans(text, example.release.lang)
        described = self._describer.describe(text, spans, home_country(example.release))
        for span, groups in zip(spans, described, strict=True):
            yield span, list(chain.from_iterable(groups))

    def roles(self, examples: Iterable[Example]) -> Rows:
        """Every annotated mention that is a candidate, and its role."""
        rows = Rows()
        for example in examples:
            text, home = example.release.body, home_country(example.release)
            spans = _first_of_each(
                s for s in self.spans(text, example.release.lang) if (s.start, s.end) in example.gold
            )
            toponyms = [self._resolver.toponym(span, fold(text[span.start : span.end])) for span in spans]
            ranked = self._resolver.resolve(toponyms, home=home)
            pairs = [
                (span, ranks[0].place if ranks else None) for span, ranks in zip(spans, ranked, strict=True)
            ]
            for span, (features, _) in zip(spans, role_features(self._codes, pairs, home), strict=True):
                rows.add(features, ROLES.index(example.gold[span.start, span.end]), example.weight)
        return rows

    def resolutions(self, examples: Iterable[Example]) -> list[tuple[list[dict[str, float]], int]]:
        """For every annotated mention the grounds of its candidate places, and which place is right."""
        found = []
        for example in examples:
            text, home = example.release.body, home_country(example.release)
            spans = _first_of_each(
                s for s in self.spans(text, example.release.lang) if (s.start, s.end) in example.gold
            )
            toponyms = [self._resolver.toponym(span, fold(text[span.start : span.end])) for span in spans]
            toponyms = [toponym for toponym in toponyms if toponym.places]
            add_cues(toponyms)
            self._resolver.total(toponyms, home)
            for toponym in toponyms:
                place = example.places.get((toponym.span.start, toponym.span.end))
                right = _right_place(toponym, place) if place else None
                if right is not None and len(toponym.places) > 1:
                    grounds = [toponym.grounds(at) for at in range(len(toponym.places))]
                    found.append((grounds, right))
        return found

    def spans(self, text: str, lang: str) -> list[Span]:
        """All candidates of a text."""
        return [span for sentence in read(text, lang) for span in self._spotter.spans(sentence)]


def _right_place(toponym: Toponym, gold: dict[str, Any]) -> int | None:
    """Which candidate is the annotated place: the nearest of its kind, if it is near enough."""
    if gold.get("lat") is None:
        return None
    point = replace(toponym.places[0], lat=gold["lat"], lon=gold["lon"])
    alike = {"settlement": ("settlement", "site"), "site": ("site", "settlement")}.get(
        gold["kind"], (gold["kind"],)
    )
    limit = 25.0 if gold["kind"] in ("settlement", "site", "district") else 250.0
    ranked = sorted(
        (distance_km(place, point), at)
        for at, place in enumerate(toponym.places)
        if place.kind.value in alike or (limit < 100 and place.kind.value == "district")
    )
    if gold["kind"] == "country":
        ranked = [
            (0.0, at)
            for at, p in enumerate(toponym.places)
            if p.kind.value == "country" and p.country == gold["country"]
        ]
    return ranked[0][1] if ranked and ranked[0][0] <= limit else None


def fit_resolution(
    cases: Sequence[tuple[list[dict[str, float]], int]], prior: dict[str, float], *, strength: float
) -> dict[str, float]:
    """Weights under which the right place of each case is likeliest: a conditional logit.

    A Gaussian prior of standard deviation ``strength`` holds each weight near ``prior``, which is set by hand, so
    that what the releases seldom show (places far from Ukraine) is not forgotten.
    """
    from scipy.optimize import minimize  # noqa: PLC0415 - only training needs it

    names = sorted(prior)
    index = {name: at for at, name in enumerate(names)}
    start = np.array([prior[name] for name in names])
    tables = []
    for grounds, right in cases:
        table = np.zeros((len(grounds), len(names)))
        for at, ground in enumerate(grounds):
            for name, value in ground.items():
                if name in index:
                    table[at, index[name]] = value
        tables.append((table, right))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total = float(((weights - start) ** 2).sum()) / (2 * strength**2)
        slope = (weights - start) / strength**2
        for table, right in tables:
            scores = table @ weights
            scores -= scores.max()
            powers = np.exp(scores)
            shares = powers / powers.sum()
            total -= float(np.log(shares[right] + 1e-12))
            slope += shares @ table - table[right]
        return total, slope

    found = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return {name: round(float(weight), 3) for name, weight in zip(names, found, strict=True)}


def train_resolution(collector: Collector, releases: Sequence[Example]) -> None:
    """Fit the weights of resolution and write them as a readable table."""
    prior = json.loads(
        (Path(__file__).parent / "training" / "resolution_prior.json").read_text(encoding="utf-8")
    )
    cases = collector.resolutions(releases)
    weights = fit_resolution(cases, prior, strength=0.7)
    text = json.dumps(weights, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    (FOLDER / "resolution.json").write_text(text, encoding="utf-8")
    print(f"resolution: {len(cases)} ambiguous names")


def _first_of_each(spans: Iterable[Span]) -> list[Span]:
    kept: dict[tuple[int, int], Span] = {}
    for span in spans:
        kept.setdefault((span.start, span.end), span)
    return list(kept.values())


def _ignored(span: Span, example: Example) -> bool:
    return any(start < span.end and span.start < end for start, end in example.ignore)


def fit(rows: Rows, classes: Sequence[str], *, strength: float, least: int) -> LogLinear:
    """A log-linear model with a Gaussian prior on its weights.

    Args:
        strength: inverse of the prior's precision (scikit-learn's C).
        least: features seen fewer times are left out.
    """
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - only training needs it
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    counts = Counter(feature for features in rows.features for feature in set(features))
    names = sorted(feature for feature, count in counts.items() if count >= least)
    index = {name: at for at, name in enumerate(names)}
    pairs = [
        (row, index[f]) for row, features in enumerate(rows.features) for f in set(features) if f in index
    ]
    where = np.array(pairs).T
    matrix = csr_matrix((np.ones(len(pairs)), where), shape=(len(rows.features), len(names)))
    learner = LogisticRegression(C=strength, max_iter=2000, tol=1e-5)
    learner.fit(matrix, np.array(rows.labels), sample_weight=np.array(rows.weights))
    coefficients = learner.coef_.T
    kept = [at for at in range(len(names)) if np.abs(coefficients[at]).max() >= 0.02]
    return LogLinear(
        classes=tuple(classes),
        features={names[at]: row for row, at in enumerate(kept)},
        table=coefficients[kept],
        bias=tuple(learner.intercept_.tolist()),
    )


def fit_roles(rows: Rows) -> LogLinear:
    """The model of roles."""
    return fit(rows, ROLES, strength=0.5, least=2)


def training_examples(root: Path, part: str) -> list[Example]:
    """The annotated releases of one part of ``data/annotations``."""
    shared = root.parent / "shared"
    texts = [shared / "corpus" / "releases.jsonl", shared / "corpus" / "other_releases.jsonl"]
    return list(annotated(sorted((root / "data" / "annotations").glob("*.json")), texts, part=part))


def role_examples(root: Path) -> list[Example]:
    """The releases of which only some mentions are annotated: for roles, and for what is no mention."""
    texts = [root.parent / "shared" / "corpus" / "releases.jsonl"]
    paths = sorted((root / "data" / "annotations" / "roles").glob("*.json"))
    return [replace(example, weight=HARD_WEIGHT) for example in annotated(paths, texts, part="train")]


def own_examples(lang: str) -> list[Example]:
    """The sentences written for this project in one language."""
    return list(sentences(Path(__file__).parent / "training" / f"sentences_{lang}.txt"))


def world_examples() -> list[Example]:
    """The texts written for this project on places all over the world."""
    return list(world(Path(__file__).parent / "training" / "world_en.txt"))


def open_examples(root: Path) -> list[Example]:
    """The open corpora whose licence lets the weights be published."""
    folder = root.parent / "shared" / "annotated"
    found = [
        *crossner(folder / "crossner_politics" / "train.txt"),
        *crossner(folder / "crossner_politics" / "dev.txt"),
    ]
    for part in ("centcom", "uk_government"):
        found += re3d(folder / "re3d" / part)
    return found


def main() -> None:
    """Train the models, or those that are named, and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="*", choices=MODELS, help="which models (default: all)")
    parser.add_argument("--root", type=Path, default=ROOT, help="the checkout, with ../shared beside it")
    arguments = parser.parse_args()
    root, models = arguments.root, arguments.models or MODELS
    collector = Collector(Gazetteer.open(get_settings()))
    releases = training_examples(root, "train") + own_examples("en") + own_examples("uk")
    abroad = world_examples()
    if "recognition" in models:
        found = collector.recognition(releases + abroad + open_examples(root))
        found.extend(collector.refusals(role_examples(root)))
        fit(found, ("mention",), strength=0.5, least=2).save("recognition")
        print("never a candidate:", collector.missed.most_common(40))
    if "roles" in models:
        fit_roles(collector.roles(releases + role_examples(root))).save("roles")
    if "resolution" in models:
        train_resolution(collector, releases + abroad)
    for path in sorted(FOLDER.glob("*.npz")):
        print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
