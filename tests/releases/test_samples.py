"""The sample releases under data/: complete, in our own words, and true to their originals' figures."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pytest
from tests.shared import corpus, shared

from dateline.models import Release
from dateline.releases import read

FOLDER = Path(__file__).resolve().parents[2] / "data" / "releases"
FILES = sorted(FOLDER.glob("*.md"))
RUN = 11  # words; twelve would already be a quotation
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_FIGURE = re.compile(r"\d[\d,.:/-]*\d|\d")
# A figure may be a headline's or follow from the date; years of office are told from common knowledge.
_KNOWN = {"1991", "1994"}


@lru_cache(maxsize=1)
def samples() -> tuple[Release, ...]:
    found = list(read(FOLDER))
    assert all(isinstance(item, Release) for item in found), [
        str(i) for i in found if not isinstance(i, Release)
    ]
    return tuple(item for item in found if isinstance(item, Release))


def original(sample: Release) -> Release:
    number = sample.id.removesuffix("-uk").removeprefix("digest-")
    return corpus()[f"pgu-en-{number}"]


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = [word.lower() for word in _WORD.findall(text)]
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def _own_runs(sample: Release) -> set[tuple[str, ...]]:
    return runs(sample.title, RUN) | runs(sample.body, RUN)


def test_every_file_is_one_release_with_its_own_id() -> None:
    assert len(samples()) == len(FILES) >= 60
    assert len({sample.id for sample in samples()}) == len(FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sample_is_complete(path: Path) -> None:
    front = path.read_text(encoding="utf-8").split("---\n")[1]
    names = [line.partition(":")[0] for line in front.splitlines()]
    assert names == ["id", "url", "publisher", "published", "lang", "title"]
    (sample,) = read(path)
    assert isinstance(sample, Release)
    assert sample.url.startswith("https://www.president.gov.ua/en/news/")
    assert sample.url.endswith(sample.id.removesuffix("-uk").removeprefix("digest"))
    assert sample.publisher in ("President of Ukraine", "Президент України")
    assert sample.published is not None
    assert sample.published.tzinfo is not None
    assert path.stem.startswith(sample.published.date().isoformat())
    assert sample.lang == ("uk" if sample.id.endswith("-uk") else "en")
    sentences = re.split(r"(?<=[.!?])\s+(?=[\"«A-ZА-ЯІЇЄҐ0-9])", sample.body)
    assert 2 <= len(sentences) <= 6


def test_the_izyum_visit_is_told_in_full() -> None:
    (izyum,) = (sample for sample in samples() if sample.id == "digest-77989")
    for fact in ("Izyum in the Kharkiv region", "500-kilogram", "53 people", "seven of them young", "National Police",
                 "torture chamber", "two local survivors", "forest strip", "436 bodies", "five of them children",
                 "Oleg Syniehubov", "Stepan Maselskyi", "Mykhailo Chalyi", "EU Delegation"):  # fmt: skip
        assert fact in izyum.body
    delegation = {"Austria", "Croatia", "Denmark", "Estonia", "France", "Hungary", "Latvia", "Lithuania", "Poland",
                  "Slovakia", "Slovenia", "Spain", "Sweden", "Switzerland", "Türkiye"}  # fmt: skip
    assert all(country in izyum.body for country in delegation)


def test_samples_hold_no_sentence_of_the_originals() -> None:
    theirs: set[tuple[str, ...]] = set()
    for release in corpus().values():
        theirs |= runs(f"{release.title}\n{release.body}", RUN)
    theirs |= runs(shared("corpus/izyum.txt").read_text(encoding="utf-8"), RUN)
    ours = {sample.id: _own_runs(sample) & theirs for sample in samples()}
    assert {id_: found for id_, found in ours.items() if found} == {}


def test_samples_invent_no_figure_and_keep_address_and_date() -> None:
    for sample in samples():
        source = original(sample)
        theirs = set(_FIGURE.findall(f"{source.title} {source.body} {source.published}"))
        assert set(_FIGURE.findall(sample.body)) - theirs <= _KNOWN, sample.id
        assert (sample.url, sample.published) == (source.url, source.published)
