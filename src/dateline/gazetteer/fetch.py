"""Downloads a GeoNames country dump, where there is an internet."""

from __future__ import annotations

import re
import shutil
import urllib.error
import urllib.request
from pathlib import Path

from dateline.errors import GazetteerError

SOURCE = "https://download.geonames.org/export/dump"
AGENT = "dateline (gazetteer fetch)"
TIMEOUT = 60.0
MOST_BYTES = 2 * 2**30
_COUNTRY = re.compile(r"[A-Z]{2}|allCountries")


def fetch(country: str, folder: Path, *, source: str = SOURCE, timeout: float = TIMEOUT) -> Path:
    """Download the dump of a country (``UA``) or of the world (``allCountries``).

    Returns:
        The file, complete; a broken download leaves nothing.

    Raises:
        GazetteerError: no internet, no such country, or a broken answer.
    """
    code = country if country == "allCountries" else country.upper()
    if not _COUNTRY.fullmatch(code):
        raise GazetteerError(f"{country!r} is no country: give an ISO code such as UA, or allCountries.")
    folder.mkdir(parents=True, exist_ok=True)
    target, partial = folder / f"{code}.zip", folder / f".{code}.zip.partial"
    request = urllib.request.Request(f"{source}/{code}.zip", headers={"User-Agent": AGENT})
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer, partial.open("wb") as file:
            length = int(answer.headers.get("Content-Length") or 0)
            if length > MOST_BYTES:
                raise GazetteerError(f"{code}.zip has {length / 2**30:.1f} GB; refused.")
            shutil.copyfileobj(answer, file, 2**20)
        if length and partial.stat().st_size != length:
            raise GazetteerError(f"{code}.zip came incomplete; try again.")
        partial.replace(target)
    except urllib.error.HTTPError as error:
        raise GazetteerError(
            f"GeoNames answered {error.code} for {code}.zip; is the country right?"
        ) from error
    except (urllib.error.URLError, TimeoutError, ConnectionError, OSError) as error:
        raise GazetteerError(
            f"GeoNames cannot be reached from here ({getattr(error, 'reason', error)}). Download {code}.zip "
            f"elsewhere ({SOURCE}/{code}.zip), then: dateline gazetteer import {code}.zip."
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    return target
