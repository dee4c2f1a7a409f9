"""Dateline's geoparser beside the packages local-geocode and flashgeotext: speed, memory, quality.

    python benchmarks/geoparse.py

Speed: characters a second on the shared releases, in one process, each after one warm-up text, user time. First
result and peak memory: a fresh process each, for one sentence and for one text of 5 MB. Recognition: strict F1 of locations on re3d and on the test part of
CrossNER, politics (Dateline learned from re3d and from CrossNER's training part, so the re3d figure is that of a
fit; the packages learn nothing). World: the short texts of ``tests/quality/world.json``, from raw text to the place: strict
F1, places within 161 km on the mentions found, and the same over all mentions. flashgeotext is left out where
it is not installed, and from the last table, since it gives no places.
"""

from __future__ import annotations

import importlib
import json
import logging
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from dateline.gazetteer import Gazetteer
from dateline.geoparse import Geoparser
from dateline.geoparse.train import Example, crossner, re3d
from dateline.models import Place, Release
from dateline.settings import Settings

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests.quality.world import Found, measure

SHARED = Path(__file__).resolve().parents[2] / "shared"
Spans = Callable[[str], set[tuple[int, int]]]

FIRST = {
    "dateline": """
from dateline.gazetteer import Gazetteer
from dateline.geoparse import Geoparser
from dateline.models import Release
from dateline.settings import Settings
s = Settings()
parse = lambda text: Geoparser(Gazetteer.open(s), s).parse(Release(id='', title='', body=text))
""",
    "local-geocode": """
import logging
logging.disable(logging.CRITICAL)
from geocode.geocode import Geocode
def parse(text):
    g = Geocode(); g.load(); return g.decode(text)
""",
}
MEASURE = """
import re, sys, time
text = sys.stdin.read()
start = time.perf_counter()
%s
parse(text)
# The kernel's high-water mark: unlike ru_maxrss it does not count the process that started this one.
peak = re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())
print(time.perf_counter() - start, int(peak[1]) / 1024)
"""


def releases() -> list[str]:
    """The bodies of the shared releases."""
    lines = (SHARED / "corpus" / "releases.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["body"] for line in lines]


def dateline() -> Spans:
    """Spans that Dateline finds."""
    settings = Settings()
    geoparser = Geoparser(Gazetteer.open(settings), settings)

    def spans(text: str) -> set[tuple[int, int]]:
        return {(m.start, m.end) for m in geoparser.parse(Release(id="", title="", body=text)).mentions}

    return spans


def local_geocode() -> tuple[Spans, Any]:
    """Spans that local-geocode's matcher finds, and the package's object."""
    logging.disable(logging.CRITICAL)
    geocode = importlib.import_module("geocode.geocode").Geocode()
    geocode.load()

    def spans(text: str) -> set[tuple[int, int]]:
        return {(start, end) for _, start, end in geocode.kp.extract_keywords(text, span_info=True)}

    return spans, geocode


def flashgeotext() -> Spans | None:
    """Spans that flashgeotext finds, or None where it is not installed."""
    try:
        module = importlib.import_module("flashgeotext.geotext")
    except ImportError:
        return None
    geotext = module.GeoText()

    def spans(text: str) -> set[tuple[int, int]]:
        found = geotext.extract(input_text=text, span_info=True)
        return {tuple(s) for kind in found.values() for hit in kind.values() for s in hit["span_info"]}

    return spans


def speed(name: str, read: Callable[[str], Any], texts: list[str]) -> None:
    """Characters a second of processor time."""
    read(texts[0])
    start = time.process_time()
    for text in texts:
        read(text)
    seconds = time.process_time() - start
    print(f"{name:16}{sum(map(len, texts)) / seconds:>16,.0f} characters a second")


def fresh(name: str, text: str, what: str) -> None:
    """Seconds to the first result of a fresh process that reads a text, and its peak memory."""
    out = subprocess.run(
        [sys.executable, "-c", MEASURE % FIRST[name]], input=text, capture_output=True, text=True, check=True
    )
    seconds, megabytes = out.stdout.split()[-2:]
    print(
        f"{name:16}{float(seconds):>10.2f} s to the first result{float(megabytes):>10.0f} MB at most ({what})"
    )


def world(ours: Geoparser, geocode: Any) -> None:
    """Strict F1, accuracy and end to end on news from around the world."""

    def theirs(text: str) -> list[Found]:
        hits = geocode.kp.extract_keywords(text, span_info=True)
        rows = [(start, end, geocode.geo_data[int(key)]) for key, start, end in hits]
        kinds = {"country": "country", "admin1": "region"}
        return [Found(a, b, row[4], row[3], kinds.get(row[6], "settlement"), row[2]) for a, b, row in rows]

    def mine(text: str) -> list[Found]:
        mentions = ours.parse(Release(id="", title="", body=text)).mentions
        return [Found(m.start, m.end, *_point(m.place)) for m in mentions]

    print(f"{'':16}{'corpus':20}{'F1':>8}{'161 km':>8}{'end to end':>12}")
    for name, read in (("dateline", mine), ("local-geocode", theirs)):
        score = measure(read)
        print(f"{name:16}{'world':20}{score.strict_f1:>8.3f}{score.accuracy:>8.3f}{score.end_to_end:>12.3f}")


def _point(place: Place | None) -> tuple[float | None, float | None, str, str]:
    return (place.lat, place.lon, place.kind.value, place.country) if place else (None, None, "", "")


def recognition(name: str, spans: Spans, corpora: dict[str, list[Example]]) -> None:
    """Strict precision, recall and F1 of locations, leaving out what the corpora do not settle."""
    for corpus, examples in corpora.items():
        right = found = gold = 0
        for example in examples:
            got = {
                s for s in spans(example.release.body) if s in example.gold or not _ignored(s, example.ignore)
            }
            right += len(got & set(example.gold))
            found += len(got)
            gold += len(example.gold)
        precision, recall = right / max(1, found), right / max(1, gold)
        f1 = 2 * right / max(1, found + gold)
        print(f"{name:16}{corpus:20}{precision:>8.3f}{recall:>8.3f}{f1:>8.3f}")


def _ignored(span: tuple[int, int], ignore: Iterable[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in ignore)


def main() -> None:
    """Print the three tables."""
    texts = releases()
    ours, (theirs, geocode), flash = dateline(), local_geocode(), flashgeotext()
    speed("dateline", ours, texts)
    speed("local-geocode", geocode.decode, texts)
    million = " ".join(texts)[:1_000_000]
    for factor in (1, 2, 5):
        speed(f"dateline {factor} MB", ours, [million * factor])
    for name in FIRST:
        fresh(name, "The President visited Izyum in the Kharkiv region.", "one sentence")
        fresh(name, million * 5, "one text of 5 MB")
    folder = SHARED / "annotated"
    corpora = {
        "re3d": [e for part in ("centcom", "uk_government") for e in re3d(folder / "re3d" / part)],
        "crossner_politics": list(crossner(folder / "crossner_politics" / "test.txt")),
    }
    print(f"{'':16}{'corpus':20}{'prec.':>8}{'recall':>8}{'F1':>8}")
    for name, spans in (("dateline", ours), ("local-geocode", theirs), ("flashgeotext", flash)):
        if spans is not None:
            recognition(name, spans, corpora)
    settings = Settings()
    world(Geoparser(Gazetteer.open(settings), settings), geocode)


if __name__ == "__main__":
    main()
