"""Codes of regions and precision for exchange with other data.

A region's gazetteer id holds its ISO 3166-2 code. The P-codes of OCHA's COD-AB for Ukraine are the
first digits of KATOTTG (the classifier of 2020), which for most regions equal those of ISO.
"""

from __future__ import annotations

_ISO = "iso:"
_PCODE_OTHERWISE = {
    "UA-09": "UA44",
    "UA-30": "UA80",
    "UA-40": "UA85",
    "UA-43": "UA01",
    "UA-77": "UA73",
}
"""Luhansk Oblast, Kyiv (city), Sevastopol, Crimea, Chernivtsi Oblast: ISO and KATOTTG differ."""

_UKRAINE = "05 07 09 12 14 18 21 23 26 30 32 35 40 43 46 48 51 53 56 59 61 63 65 68 71 74 77"
UKRAINE = tuple(f"{_ISO}UA-{number}" for number in _UKRAINE.split())
"""The gazetteer ids of Ukraine's 27 first-order divisions."""

_ACLED_TIME = {1: 1, 2: 2, 3: 2, 4: 3}


def iso_3166_2(admin1_id: str | None) -> str | None:
    """The ISO 3166-2 code in a region's gazetteer id, or None."""
    code = admin1_id.removeprefix(_ISO) if admin1_id and admin1_id.startswith(_ISO) else ""
    return code if "-" in code else None


def pcode(admin1_id: str | None) -> str | None:
    """The KATOTTG prefix (P-code) of a region of Ukraine: UA63 for Kharkiv Oblast; else None."""
    code = iso_3166_2(admin1_id)
    if code is None or not code.startswith("UA-"):
        return None
    return _PCODE_OTHERWISE.get(code, code.replace("-", ""))


def district_pcode(admin2_id: str | None) -> str | None:
    """The P-code of a district of Ukraine, the first digits of its KATOTTG: UA6304; else None."""
    if not admin2_id or not admin2_id.startswith("katottg:UA"):
        return None
    return admin2_id.removeprefix("katottg:")[:6]


def time_precision(date_prec: int | None) -> int | None:
    """ACLED time_precision (1 day, 2 week, 3 month) of a UCDP date_prec; None for a year or no date."""
    return _ACLED_TIME.get(date_prec) if date_prec is not None else None


def names(admin1_id: str, label: str) -> tuple[str, ...]:
    """All that a person may call a region by: id, codes, label, label without its generic word."""
    bare = label.removesuffix(" Oblast")
    found = (admin1_id, iso_3166_2(admin1_id), pcode(admin1_id), label, bare, f"{bare} region")
    return tuple(name for name in found if name)
