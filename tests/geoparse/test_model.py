"""The log-linear models: what is written is what is read, and every ground has its words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dateline.errors import GazetteerError
from dateline.geoparse.model import LogLinear
from dateline.geoparse.resolution import weights
from dateline.geoparse.train import Rows, fit, fit_resolution
from dateline.geoparse.wording import phrase


def tiny() -> LogLinear:
    rows = Rows()
    for _ in range(20):
        rows.add(["P1=prep", "kind=country"], 1, 1.0)
        rows.add(["P1=Title", "docperson"], 0, 1.0)
    return fit(rows, ("mention",), strength=1.0, least=2)


def test_a_model_learns_what_tells_the_classes_apart() -> None:
    model = tiny()
    yes, no = model.probabilities([model.rows(["P1=prep", "never seen"]), model.rows(["docperson"])])
    assert yes[0] > 0.5 > no[0]


def test_a_model_is_read_as_it_was_written(tmp_path: Path) -> None:
    model = tiny()
    model.save("tiny", folder=tmp_path)
    again = LogLinear.load("tiny", folder=tmp_path)
    assert list(again.features) == list(model.features)
    assert np.allclose(again.table, model.table, atol=1e-2)
    first = (tmp_path / "tiny.npz").read_bytes()
    model.save("tiny", folder=tmp_path)
    assert (tmp_path / "tiny.npz").read_bytes() == first


def test_reasons_are_the_strongest_grounds_in_plain_words() -> None:
    model = tiny()
    reasons = model.reasons(model.rows(["P1=prep", "kind=country"]), 0)
    assert {reason.text for reason in reasons} == {
        "a preposition stands before",
        "the gazetteer knows a country of this name",
    }
    assert all(reason.weight > 0 for reason in reasons)


@pytest.mark.parametrize("content", [None, b"", b"not a zip"])
def test_a_model_that_is_missing_or_damaged_is_one_sentence(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "bad.npz").write_bytes(content)
    with pytest.raises(GazetteerError, match=r"bad\.npz is missing or damaged"):
        LogLinear.load("bad", folder=tmp_path)


def test_resolution_learns_from_cases_and_stays_near_its_prior() -> None:
    prior = {"main name": 0.0, "rank": -0.5}
    cases = [([{"main name": 1.0}, {"rank": 0.0}], 0)] * 30
    learned = fit_resolution(cases, prior, strength=0.5)
    assert learned["main name"] > 0.5
    assert learned["rank"] == pytest.approx(-0.5, abs=0.01)


def test_every_ground_of_resolution_has_its_words() -> None:
    assert [name for name in weights() if not phrase(name)] == []
