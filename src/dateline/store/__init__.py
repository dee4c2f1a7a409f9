"""The database: what was read in each release, by which version, whole or not at all."""

from dateline.store.store import Store
from dateline.store.views import Rows

__all__ = ["Rows", "Store"]
