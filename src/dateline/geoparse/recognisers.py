"""Other recognisers: a spaCy pipeline or a GLiNER model that the user has installed.

``DATELINE_RECOGNISER=spacy:en_core_web_trf`` replaces Dateline's own decision what is a mention by theirs;
``builtin+spacy:NAME`` joins both. Roles and places are decided by Dateline in every case. Nothing of
theirs is imported before a setting asks for it.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from dateline.errors import SettingsError

_PLACE_LABELS = frozenset(("GPE", "LOC", "FAC", "LOCATION", "PLACE", "FACILITY"))
_GLINER_LABELS = ["country", "region", "city or village", "river or sea", "building or site"]
_GLINER_CHARS = 1200


class Recogniser(Protocol):
    """Finds names of places in a text."""

    def find(self, text: str) -> Iterator[tuple[int, int, float]]:
        """Yields (start, end, score from 0 to 1), in order, without overlaps."""
        ...


def load(setting: str) -> tuple[Recogniser | None, bool]:
    """The recogniser that a setting names, and whether Dateline's own joins it.

    Raises:
        SettingsError: the setting cannot be read, or the package or model is not installed.
    """
    own, _, rest = setting.rpartition("+")
    kind, _, name = rest.partition(":")
    if rest == "builtin":
        return None, True
    makers: dict[str, Callable[[str], Recogniser]] = {"spacy": SpacyRecogniser, "gliner": GlinerRecogniser}
    if kind not in makers or not name or own not in ("", "builtin"):
        raise SettingsError(
            f"DATELINE_RECOGNISER is '{setting}': use 'builtin', 'spacy:NAME', 'gliner:NAME' or 'builtin+spacy:NAME'."
        )
    return makers[kind](name), own == "builtin"


class SpacyRecogniser:
    """A spaCy pipeline: its entities labelled GPE, LOC or FAC. It gives no scores; each counts 0.9."""

    def __init__(self, name: str) -> None:
        try:
            module = importlib.import_module("spacy")  # only where the setting asks for it
            self._pipeline: Any = module.load(name)
        except ImportError as error:
            raise SettingsError(_missing("spacy", name)) from error
        except OSError as error:
            raise SettingsError(
                f"spaCy has no pipeline '{name}': install it, or unset DATELINE_RECOGNISER."
            ) from error
        self._pipeline.max_length = 10_000_000

    def find(self, text: str) -> Iterator[tuple[int, int, float]]:
        """The place entities of the pipeline."""
        for entity in self._pipeline(text).ents:
            if entity.label_ in _PLACE_LABELS:
                yield entity.start_char, entity.end_char, 0.9


class GlinerRecogniser:
    """A GLiNER model asked for places; long texts are read in pieces that end at white space."""

    def __init__(self, name: str) -> None:
        try:
            module = importlib.import_module("gliner")  # only where the setting asks for it

            self._model: Any = module.GLiNER.from_pretrained(name)
        except ImportError as error:
            raise SettingsError(_missing("gliner", name)) from error
        except OSError as error:
            raise SettingsError(
                f"GLiNER has no model '{name}': download it, or unset DATELINE_RECOGNISER."
            ) from error

    def find(self, text: str) -> Iterator[tuple[int, int, float]]:
        """The places that the model finds, with its own scores."""
        for start, piece in _pieces(text):
            for entity in sorted(self._model.predict_entities(piece, _GLINER_LABELS), key=_first):
                yield start + entity["start"], start + entity["end"], float(entity["score"])


def _first(entity: dict[str, Any]) -> int:
    return int(entity["start"])


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while start < len(text):
        end = min(len(text), start + _GLINER_CHARS)
        if end < len(text):
            space = text.rfind(" ", start + 1, end)
            end = space if space > start else end
        yield start, text[start:end]
        start = end


def _missing(package: str, name: str) -> str:
    return f"The recogniser {package}:{name} needs the package {package}: install it, or unset DATELINE_RECOGNISER."
