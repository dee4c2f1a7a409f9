"""Time and peak memory of reading releases, beside local-geocode on the same texts in the same run.

    python benchmarks/ingest.py ../shared/corpus/releases.jsonl

Each contender runs in a process of its own, one after the other, loading included. What they do is
not the same: local-geocode looks names of at least 30,000 inhabitants up in a list and takes the most
prominent place; Dateline decides span, role and place from context, extracts events and
sites, and writes a database. A third row shows Dateline's geoparser alone, a fourth a second
ingestion, which finds all unchanged.
"""

from __future__ import annotations

import argparse
import logging
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from dateline.models import Release
from dateline.pipeline import Pipeline, StepKind, ingest, items
from dateline.settings import get_settings
from dateline.store import Store


def releases(path: str) -> list[Release]:
    return [item for item in items([path]) if isinstance(item, Release)]


def dateline_ingest(path: str, folder: str) -> tuple[int, str]:
    pipeline = Pipeline(get_settings())
    with Store.open(f"{folder}/store.sqlite") as store:
        steps = [step for step in ingest([path], pipeline=pipeline, store=store) if step.is_release]
    count = {kind: sum(step.kind is kind for step in steps) for kind in StepKind}
    events = sum(step.events for step in steps)
    told = f"{events} events; {count[StepKind.UNCHANGED]} unchanged, {count[StepKind.FAILED]} failed"
    return len(steps), told


def dateline_geoparse(path: str, _folder: str) -> tuple[int, str]:
    pipeline = Pipeline(get_settings())
    found = [pipeline.geoparser.parse(release) for release in releases(path)]
    return len(found), f"{sum(len(parsed.mentions) for parsed in found)} mentions"


def local_geocode(path: str, _folder: str) -> tuple[int, str]:
    from geocode.geocode import Geocode  # noqa: PLC0415 - its memory is to count for it alone

    logging.disable(logging.CRITICAL)
    geocoder = Geocode()
    geocoder.load()
    found = [geocoder.decode(release.body) for release in releases(path)]
    return len(found), f"{sum(map(len, found))} names"


CONTENDERS: dict[str, Callable[[str, str], tuple[int, str]]] = {
    "dateline ingest": dateline_ingest,
    "dateline ingest, again": dateline_ingest,
    "dateline geoparse": dateline_geoparse,
    "local-geocode": local_geocode,
}


def measure(name: str, path: str, folder: str) -> None:
    """Run one contender in this process and print its row."""
    start, cpu = time.perf_counter(), time.process_time()
    count, told = CONTENDERS[name](path, folder)
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name:<24}{count:>9}{wall:>9.1f}{cpu:>9.1f}{1000 * cpu / max(count, 1):>13.1f}{peak:>9.0f}  {told}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("path", help="a file or folder of releases")
    parser.add_argument("--only", choices=CONTENDERS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.only:
        measure(given.only, given.path, given.folder)
        return
    print(f"{'':<24}{'releases':>9}{'wall s':>9}{'CPU s':>9}{'CPU ms each':>13}{'peak MB':>9}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in CONTENDERS:
            command = [sys.executable, str(Path(__file__).resolve()), given.path, "--only", name]
            subprocess.run([*command, "--folder", folder], check=True)


if __name__ == "__main__":
    main()
