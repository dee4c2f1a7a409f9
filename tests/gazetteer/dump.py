"""Rows as GeoNames writes them, with invented ids (but for Moshchun, which ships with Dateline)."""

from __future__ import annotations

import zipfile
from pathlib import Path


def row(  # noqa: PLR0917  # in the order of a dump
    geonameid: int, name: str, native: str, lat: float, lon: float, admin1: str, **cells: str
) -> str:
    """A row of a dump: a populated place of Ukraine unless ``cells`` say otherwise."""
    values = {"class": "P", "code": "PPL", "country": "UA", "admin2": "", "population": "0"} | cells
    return "\t".join(
        [
            str(geonameid), name, name, native, f"{lat}", f"{lon}", values["class"], values["code"],
            values["country"], "", admin1, values["admin2"], "", "", values["population"], "", "100",
            "Europe/Kyiv", "2024-01-01",
        ]
    )  # fmt: skip


VILLAGES = [
    row(90000001, "Yahidne", "Ягідне,Yagodnoye", 51.4, 31.3, "02"),
    row(90000002, "Yahidne", "Ягідне", 49.62, 37.7, "07"),
    row(90000003, "Hroza", "Гроза", 49.56, 36.98, "07"),
    row(90000004, "Robotyne", "Роботине", 47.45, 35.84, "26"),
    row(8516166, "Moshchun", "Мощун", 50.61, 30.24, "13"),
    row(90000006, "Tsyrkuny", "Циркуни", 50.08, 36.38, "07", population="6000"),
    row(90000007, "Vilkhivka Druha", "Вільхівка Друга", 49.95, 36.5, "07"),
    row(90000008, "Dnipro Reservoir", "", 48.1, 35.1, "04", **{"class": "H", "code": "RSV"}),
]


def write(path: Path, rows: list[str], *, member: str = "UA.txt") -> Path:
    """A dump as ``.txt`` or ``.zip``, by the suffix of ``path``."""
    text = "\n".join(rows) + "\n"
    if path.suffix == ".txt":
        path.write_text(text, encoding="utf-8")
        return path
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "Not a table.")
        archive.writestr(member, text)
    return path
