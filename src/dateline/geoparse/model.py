"""Log-linear models: weights of named features, added up with NumPy, no framework.

A model is a table of weights, one row a feature, one column a class (Berger, Della Pietra and Della
Pietra 1996, "A maximum entropy approach to natural language processing"). Every decision can be
told by its largest weights, since a feature is present or absent.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from dateline.errors import GazetteerError
from dateline.geoparse.wording import phrase
from dateline.models import Reason

_UNSEEN = Reason("", 0.0, "")
FOLDER = Path(__file__).parent / "data"


@dataclass(slots=True)
class LogLinear:
    """``weights[f][c]`` is the log-odds that feature ``f`` adds to class ``c``."""

    classes: tuple[str, ...]
    features: dict[str, int]
    weights: list[tuple[float, ...]]
    bias: tuple[float, ...]
    name: str = ""
    _names: list[str] | None = None
    _told: dict[tuple[int, int], Reason | None] = field(default_factory=dict)

    @classmethod
    def load(cls, name: str, *, folder: Path = FOLDER) -> LogLinear:
        """The model ``name`` as ``train`` wrote it.

        Raises:
            GazetteerError: the file is missing or damaged.
        """
        path = folder / f"{name}.npz"
        try:
            with np.load(path, allow_pickle=False) as data:
                names = json.loads(bytes(data["features"]).decode("utf-8"))
                classes = tuple(json.loads(bytes(data["classes"]).decode("utf-8")))
                weights = [tuple(row) for row in data["weights"].astype(float).tolist()]
                bias = tuple(data["bias"].astype(float).tolist())
        except (OSError, KeyError, ValueError) as error:
            raise GazetteerError(
                f"The model {path.name} is missing or damaged: restore it or run 'python -m dateline.geoparse.train'."
            ) from error
        return cls(classes, {feature: row for row, feature in enumerate(names)}, weights, bias, name)

    def save(self, name: str, *, folder: Path = FOLDER) -> None:
        """Write the model so that the same weights give the same bytes."""
        np.savez_compressed(
            folder / f"{name}.npz",
            features=np.frombuffer(json.dumps(list(self.features), ensure_ascii=False).encode(), np.uint8),
            classes=np.frombuffer(json.dumps(list(self.classes)).encode(), np.uint8),
            weights=np.asarray(self.weights, np.float16),
            bias=np.asarray(self.bias, np.float32),
        )

    def rows(self, features: Iterable[str]) -> list[int]:
        """The numbers of the features that the model knows."""
        known = self.features.get
        return [row for row in map(known, features) if row is not None]

    def reasons(self, rows: Sequence[int], column: int, *, most: int = 4) -> tuple[Reason, ...]:
        """The strongest grounds for (and against) a class that can be told in plain words.

        A weight is what the feature adds to the log-odds of the class beside the mean of the others.
        """
        known = self._told
        found = []
        for row in rows:
            reason = known.get((row, column), _UNSEEN)
            if reason is _UNSEEN:
                reason = known[row, column] = self._tell(row, column)
            if reason is not None:
                found.append(reason)
        found.sort(key=_strength)
        return tuple(found[:most])

    def _tell(self, row: int, column: int) -> Reason | None:
        if self._names is None:
            self._names = list(self.features)
        text = phrase(self._names[row])
        weights = self.weights[row]
        others = (sum(weights) - weights[column]) / max(1, len(weights) - 1)
        weight = weights[column] - others
        return (
            Reason(f"{self.name}:{self._names[row]}", round(weight, 3), text)
            if text and abs(weight) >= 0.05
            else None
        )

    def scores(self, rows: Sequence[int]) -> list[float]:
        """The summed log-odds of each class."""
        weights = self.weights
        return (
            [
                b + sum(column)
                for b, column in zip(self.bias, zip(*(weights[r] for r in rows), strict=True), strict=True)
            ]
            if rows
            else list(self.bias)
        )

    def probabilities(self, rows: Sequence[int]) -> list[float]:
        """The probability of each class; of one column, the probability of yes."""
        scores = self.scores(rows)
        if len(scores) == 1:
            return [logistic(scores[0])]
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        total = sum(powers)
        return [power / total for power in powers]


def logistic(score: float) -> float:
    """The probability of log-odds, safe for any size."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def _strength(reason: Reason) -> float:
    return -abs(reason.weight)
