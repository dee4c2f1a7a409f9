"""Log-linear models: weights of named features, added up with NumPy, no framework.

A model is a table of weights, one row a feature, one column a class (Berger, Della Pietra and Della
Pietra 1996, "A maximum entropy approach to natural language processing"). Every decision can be
told by its largest weights, since a feature is present or absent.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate, chain
from operator import itemgetter
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from dateline.errors import GazetteerError
from dateline.geoparse.templates import Group
from dateline.geoparse.wording import phrase
from dateline.models import Reason

_MEMO_LIMIT = 50_000
_AT_ONCE = 4096
"""Decisions weighed at a time: the weights of all mentions of a text of megabytes would take as much memory as it."""
_strength, _rows = itemgetter(0), itemgetter(1)
FOLDER = Path(__file__).parent / "data"


class _Told(dict[int, "tuple[float, Reason] | None"]):
    """Each row's reason behind its rank (minus its strength), or None; told when it is first asked for."""

    def __init__(self, tell: Callable[[int], tuple[float, Reason] | None]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, row: int) -> tuple[float, Reason] | None:
        found = self[row] = self._tell(row)
        return found


class _Sums(dict[Group, tuple[float, tuple[int, ...]]]):
    """The summed weight of each group of features and their rows, as far as they fit."""

    def __init__(self, add_up: Callable[[Group], tuple[float, tuple[int, ...]]]) -> None:
        super().__init__()
        self._add_up = add_up

    def __missing__(self, group: Group) -> tuple[float, tuple[int, ...]]:
        if len(self) >= _MEMO_LIMIT:
            self.clear()
        found = self[group] = self._add_up(group)
        return found


@dataclass(slots=True)
class LogLinear:
    """``table[f, c]`` is the log-odds that feature ``f`` adds to class ``c``."""

    classes: tuple[str, ...]
    features: dict[str, int]
    table: np.ndarray
    bias: tuple[float, ...]
    name: str = ""
    _names: list[str] | None = None
    _sums: _Sums = field(init=False)
    _told: dict[int, _Told] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._sums = _Sums(self._sum)

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
                weights = data["weights"].astype(float)
                bias = tuple(data["bias"].astype(float).tolist())
        except (OSError, EOFError, KeyError, ValueError, BadZipFile) as error:
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
            weights=np.asarray(self.table, np.float16),
            bias=np.asarray(self.bias, np.float32),
        )

    def rows(self, features: Iterable[str]) -> list[int]:
        """The numbers of the features that the model knows."""
        known = self.features.get
        return [row for row in map(known, features) if row is not None]

    def log_odds(self, groups: Iterable[Group]) -> float:
        """The summed log-odds of yes for features in groups, for a model of one column.

        Names and neighbours come again and again, so the sum of each group is remembered.
        """
        return sum(map(_strength, map(self._sums.__getitem__, groups)), self.bias[0])

    def rows_of(self, groups: Iterable[Group]) -> tuple[int, ...]:
        """The numbers of the features of all groups that the model knows."""
        return tuple(chain.from_iterable(map(_rows, map(self._sums.__getitem__, groups))))

    def _sum(self, group: Group) -> tuple[float, tuple[int, ...]]:
        rows = tuple(self.rows(group))
        return float(sum(self.table[row, 0] for row in rows)), rows

    def reasons(self, rows: Sequence[int], column: int, *, most: int = 4) -> tuple[Reason, ...]:
        """The strongest grounds for (and against) a class that can be told in plain words.

        A weight is what the feature adds to the log-odds of the class beside the mean of the others.
        """
        told = self._told.get(column)
        if told is None:
            told = self._told[column] = _Told(partial(self._tell, column=column))
        found = sorted(filter(None, map(told.__getitem__, rows)), key=_strength)
        return tuple([reason for _, reason in found[:most]])

    def _tell(self, row: int, column: int) -> tuple[float, Reason] | None:
        if self._names is None:
            self._names = list(self.features)
        text = phrase(self._names[row])
        if not text:
            return None
        weights = self.table[row].tolist()
        others = (sum(weights) - weights[column]) / max(1, len(weights) - 1)
        weight = weights[column] - others
        if abs(weight) < 0.05:
            return None
        return -abs(round(weight, 3)), Reason(f"{self.name}:{self._names[row]}", round(weight, 3), text)

    def scores(self, many: Sequence[Sequence[int]]) -> np.ndarray:
        """The summed log-odds of each class, shape (decisions, classes), for the feature rows of each decision."""
        sums: np.ndarray = np.zeros((len(many), len(self.bias))) + np.asarray(self.bias)
        filled = [at for at, rows in enumerate(many) if rows]
        if filled:
            starts = [0, *accumulate(len(many[at]) for at in filled[:-1])]
            flat = np.fromiter(chain.from_iterable(many), np.int64)
            sums[filled] += np.add.reduceat(self.table.take(flat, axis=0), starts)
        return sums

    def probabilities(self, many: Sequence[Sequence[int]]) -> list[list[float]]:
        """The probability of each class for each decision; of one column, the probability of yes."""
        found: list[list[float]] = []
        for at in range(0, len(many), _AT_ONCE):
            found += self._probabilities(many[at : at + _AT_ONCE])
        return found

    def _probabilities(self, many: Sequence[Sequence[int]]) -> list[list[float]]:
        scores = self.scores(many)
        if scores.shape[1] == 1:
            found = 1.0 / (1.0 + np.exp(-np.clip(scores, -30.0, 30.0)))
        else:
            powers = np.exp(scores - scores.max(axis=1, keepdims=True))
            found = powers / powers.sum(axis=1, keepdims=True)
        answer: list[list[float]] = found.tolist()
        return answer
