"""Recognisers that a user installs: asked for by a setting, never imported otherwise."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from dateline.errors import SettingsError
from dateline.gazetteer import Gazetteer
from dateline.geoparse import Geoparser
from dateline.geoparse.recognisers import GlinerRecogniser, load
from dateline.models import Release
from dateline.settings import Settings

BODY = "Rescuers left Zzyzxia for Kharkiv. The Hague waited, said Anna Kyiv."


class FakePipeline:
    """Finds fixed words, as a spaCy pipeline with an entity ruler would."""

    max_length = 0
    words = (("Zzyzxia", "GPE"), ("the Kharkiv", "GPE"), ("Kharkiv", "GPE"), ("Anna Kyiv", "PERSON"))

    def __call__(self, text: str) -> Any:
        return SimpleNamespace(ents=list(self.entities(text)))

    def entities(self, text: str) -> Iterator[Any]:
        for word, label in self.words:
            at = text.find(word)
            if at >= 0:
                yield SimpleNamespace(start_char=at, end_char=at + len(word), label_=label)


@pytest.fixture
def spacy(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("spacy")

    def load_pipeline(name: str) -> FakePipeline:
        if name != "test_pipeline":
            raise OSError(name)
        return FakePipeline()

    module.load = load_pipeline  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "spacy", module)


def texts(gazetteer: Gazetteer, recogniser: str) -> dict[str, str | None]:
    geoparser = Geoparser(gazetteer, Settings(recogniser=recogniser))
    parsed = geoparser.parse(Release(id="x", title="", body=BODY))
    return {m.text: m.place.name if m.place else None for m in parsed.mentions}


@pytest.mark.usefixtures("spacy")
def test_a_spacy_pipeline_replaces_the_recogniser(gazetteer: Gazetteer) -> None:
    assert texts(gazetteer, "spacy:test_pipeline") == {"Zzyzxia": None, "Kharkiv": "Kharkiv"}


@pytest.mark.usefixtures("spacy")
def test_a_spacy_pipeline_joins_the_recogniser(gazetteer: Gazetteer) -> None:
    found = texts(gazetteer, "builtin+spacy:test_pipeline")
    assert found["Zzyzxia"] is None
    assert found["Kharkiv"] == "Kharkiv"
    assert "The Hague" in found


@pytest.mark.usefixtures("spacy")
def test_a_pipeline_that_is_not_installed_is_one_sentence(gazetteer: Gazetteer) -> None:
    with pytest.raises(SettingsError, match="no pipeline 'other'"):
        texts(gazetteer, "spacy:other")


def test_gliner_reads_long_texts_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    class Model:
        @classmethod
        def from_pretrained(cls, _name: str) -> Model:
            return cls()

        def predict_entities(self, text: str, _labels: list[str]) -> list[dict[str, Any]]:
            assert len(text) <= 1200
            at = text.find("Kyiv")
            return [{"start": at, "end": at + 4, "score": 0.7}] if at >= 0 else []

    module = ModuleType("gliner")
    module.GLiNER = Model  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "gliner", module)
    text = "word " * 500 + "Kyiv " + "word " * 500
    assert list(GlinerRecogniser("any").find(text)) == [(2500, 2504, 0.7)]


@pytest.mark.parametrize("setting", ["spacy", "spacy:", "other:name", "gliner+spacy:x", ""])
def test_a_setting_that_cannot_be_read_is_one_sentence(setting: str) -> None:
    with pytest.raises(SettingsError, match="DATELINE_RECOGNISER"):
        load(setting)


def test_a_package_that_is_missing_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gliner", None)
    with pytest.raises(SettingsError, match="needs the package gliner"):
        load("gliner:any")


def test_nothing_of_theirs_is_imported_without_the_setting() -> None:
    code = (
        "import sys; from dateline.gazetteer import Gazetteer; from dateline.geoparse import Geoparser;"
        "from dateline.settings import Settings; s = Settings(); Geoparser(Gazetteer.open(s), s);"
        "print([m for m in ('spacy', 'gliner', 'torch', 'sklearn', 'scipy') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
