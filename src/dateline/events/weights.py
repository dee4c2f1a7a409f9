"""Log-linear models: weights of named features, added up.

One row a feature, one column a class (Berger, Della Pietra and Della Pietra 1996, "A maximum entropy
approach to natural language processing"); of one column, the log-odds of yes. Features are present or absent,
so that every decision can be told by its largest weights.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dateline.errors import GazetteerError

if TYPE_CHECKING:  # only training needs it
    from dateline.geoparse.train import Rows


class Group(tuple[str, ...]):
    """Features that often come together: a tuple that is itself only, found without a look at its items."""

    __slots__ = ()
    __hash__ = object.__hash__
    __eq__ = object.__eq__
    __ne__ = object.__ne__


_LEAST_WEIGHT = 0.02
_MEMO_LIMIT = 50_000
_UNKNOWN = repeat(0.0)
"""What a feature adds that the model does not know."""


@dataclass
class Weights:
    """``table[feature][c]`` is the log-odds that a feature adds to class ``c``."""

    classes: tuple[str, ...]
    table: dict[str, tuple[float, ...]]
    bias: tuple[float, ...]

    @classmethod
    def load(cls, path: Path) -> Weights:
        """The model as ``save`` wrote it.

        Raises:
            GazetteerError: the file is missing or damaged.
        """
        try:
            with np.load(path, allow_pickle=False) as data:
                names = json.loads(bytes(data["features"]).decode("utf-8"))
                classes = tuple(json.loads(bytes(data["classes"]).decode("utf-8")))
                rows = [tuple(row) for row in data["weights"].astype(float).tolist()]
                bias = tuple(data["bias"].astype(float).tolist())
        except (OSError, KeyError, ValueError) as error:
            raise GazetteerError(
                f"The model {path.name} is missing or damaged: restore it or run 'python -m dateline.events.train'."
            ) from error
        return cls(classes, dict(zip(names, rows, strict=True)), bias)

    def save(self, path: Path) -> None:
        """Write the model so that the same weights give the same bytes."""
        np.savez_compressed(
            path,
            features=np.frombuffer(json.dumps(list(self.table), ensure_ascii=False).encode(), np.uint8),
            classes=np.frombuffer(json.dumps(list(self.classes)).encode(), np.uint8),
            weights=np.asarray(list(self.table.values()), np.float16).reshape(
                len(self.table), len(self.bias)
            ),
            bias=np.asarray(self.bias, np.float32),
        )

    _sums: dict[Group, float] = field(default_factory=dict, init=False, repr=False)
    _rows: dict[Group, tuple[float, ...]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def columns(self) -> tuple[dict[str, float], ...]:
        """The weights of each class by feature."""
        return tuple({f: row[c] for f, row in self.table.items()} for c in range(len(self.bias)))

    def log_odds(self, features: Iterable[str]) -> float:
        """The summed log-odds of yes, of a model with one column."""
        return self.bias[0] + self.added(features)

    def log_odds_of(self, groups: Iterable[tuple[str, ...]]) -> float:
        """The summed log-odds of yes for features in groups, of a model with one column."""
        return self.bias[0] + self.added_of(groups)

    def added_of(self, groups: Iterable[tuple[str, ...]]) -> float:
        """What features in groups add to ``log_odds``.

        The sum of each ``Group`` is remembered; plain tuples are taken to come once.
        """
        known, total = self._sums, 0.0
        for group in groups:
            if type(group) is not Group:
                total += self.added(group)
                continue
            added = known.get(group)
            if added is None:
                if len(known) >= _MEMO_LIMIT:
                    known.clear()
                added = known[group] = self.added(group)
            total += added
        return total

    def added(self, features: Iterable[str]) -> float:
        """What further features add to ``log_odds``."""
        return sum(map(self.columns[0].get, features, _UNKNOWN))

    def probability(self, features: Iterable[str]) -> float:
        """The probability of yes, of a model with one column."""
        return probability(self.log_odds(features))

    def likeliest(self, groups: Iterable[tuple[str, ...]]) -> str:
        """The class with the highest score, for features in groups; the sums of a ``Group`` are remembered."""
        known, rows = self._rows, [self.bias]
        for group in groups:
            if type(group) is not Group:
                rows += [self.table[feature] for feature in group if feature in self.table]
                continue
            added = known.get(group)
            if added is None:
                if len(known) >= _MEMO_LIMIT:
                    known.clear()
                added = known[group] = self._summed(group)
            rows.append(added)
        scores = [sum(column) for column in zip(*rows, strict=True)]
        return self.classes[max(range(len(scores)), key=scores.__getitem__)]

    def _summed(self, features: Iterable[str]) -> tuple[float, ...]:
        rows = [self.table[feature] for feature in features if feature in self.table]
        return tuple(map(sum, zip(*rows, strict=True))) if rows else (0.0,) * len(self.bias)


def probability(log_odds: float) -> float:
    """What log-odds come to as a probability."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))


def fit(cases: Rows, classes: Sequence[str], *, strength: float, least: int = 2) -> Weights:
    """Weights with a Gaussian prior (scikit-learn's logistic regression; needed only for training).

    Args:
        cases: what to learn from.
        classes: names of the labels; one name for a yes-or-no model.
        strength: inverse of the prior's precision (scikit-learn's C).
        least: features seen fewer times are left out.
    """
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - only training needs it
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    counts = Counter(feature for features in cases.features for feature in set(features))
    names = sorted(feature for feature, count in counts.items() if count >= least)
    index = {name: at for at, name in enumerate(names)}
    pairs = [(row, index[f]) for row, fs in enumerate(cases.features) for f in set(fs) if f in index]
    matrix = csr_matrix((np.ones(len(pairs)), np.array(pairs).T), shape=(len(cases.features), len(names)))
    learner = LogisticRegression(C=strength, max_iter=2000, tol=1e-5)
    learner.fit(matrix, np.array(cases.labels), sample_weight=np.array(cases.weights))
    rows = learner.coef_.T
    kept = {n: tuple(rows[i].tolist()) for i, n in enumerate(names) if np.abs(rows[i]).max() >= _LEAST_WEIGHT}
    return Weights(tuple(classes), kept, tuple(learner.intercept_.tolist()))
