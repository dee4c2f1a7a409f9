"""Ids and addresses of releases, safe to use wherever an id goes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import urlsplit

from dateline.models import Release

LONGEST_ID = 80
_LONGEST_URL = 2_000
_ARTICLE = re.compile(r"-(\d{2,9})/?$")


def clean_id(raw: str) -> str:
    """An id of ``[a-z0-9-]`` only, at most 80 long; "" where nothing of it is left.

    Where letters or digits are lost on the way, a digest of the raw id keeps it apart from others.
    """
    slug = _slug(raw)
    lost = sum(c.isalnum() for c in raw) != sum(c.isalnum() for c in slug)
    if slug and (lost or len(slug) > LONGEST_ID):
        return f"{slug[: LONGEST_ID - 9].rstrip('-')}-{_short(raw)}"
    return slug


def made_id(release: Release) -> str:
    """An id for a release that has none: the article number of president.gov.ua, else date, title, digest."""
    number = _article_number(release.url)
    if number:
        return number
    day = release.published.date().isoformat() if release.published else ""
    words = _slug(release.title)[:40].rstrip("-")
    return "-".join(part for part in (day, words or "release", release.digest[:8]) if part)


def clean_url(raw: str) -> str:
    """An absolute http or https address, else ""."""
    url = raw.strip()
    if not url or len(url) > _LONGEST_URL or any(c.isspace() or not c.isprintable() for c in url):
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    return url if parts.scheme.lower() in ("http", "https") and host else ""


def is_kyiv(url: str, publisher: str, lang: str) -> bool:
    """True where a source keeps Kyiv time: an address in .ua, a Ukrainian text or a body of Ukraine."""
    host = (urlsplit(url).hostname or "") if url else ""
    named = re.search(r"\b(?:Ukrain\w+|Kyiv|Україн\w+|Київ\w*)\b", publisher)
    return host.endswith(".ua") or lang == "uk" or named is not None


def _article_number(url: str) -> str:
    """``pgu-en-70773`` for an article of president.gov.ua; "" elsewhere."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    found = _ARTICLE.search(parts.path)
    if host != "president.gov.ua" or not found:
        return ""
    first = parts.path.strip("/").split("/")[0]
    lang = first if first in ("en", "ru") else "uk"
    return f"pgu-{lang}-{found[1]}"


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text[:2_000]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
