"""Ids that survive a re-run: made of what an event is, not of where it stands in a list."""

from __future__ import annotations

import hashlib


def stable_id(prefix: str, *parts: str) -> str:
    """``prefix`` and 16 hexadecimal digits of SHA-256 over ``parts``; hyphens, no underscores."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:16]}"
