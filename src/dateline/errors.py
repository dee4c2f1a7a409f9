"""Every error that Dateline raises on purpose.

::

    DatelineError                  one clear sentence for a person; never a bare traceback
    ├── ItemError                  this release, row or file failed: report it and go on
    │   ├── ReadError              a file cannot be read as releases
    │   └── ParseError             a release cannot be geoparsed
    ├── SettingsError              a setting is missing or wrong
    ├── GazetteerError             geodata missing, damaged, or an import refused
    ├── GeocoderError              an online geocoder
    │   ├── ServiceUnavailable     no answer, time-out, 5xx, nonsense: may work later
    │   └── ServiceRefused         key or terms refused: will not work unchanged
    ├── StoreError                 the database: stop
    │   ├── StoreTooNew            written by a newer version
    │   └── StoreFull              no space left; what was committed is kept
    └── ExportError                a file of results cannot be written

"Not found" is ``None``, never an exception. Errors of other libraries are translated
once, where they enter.
"""

from __future__ import annotations


class DatelineError(Exception):
    """Base of all. ``str(error)`` is one sentence that names the thing and what to do."""


class ItemError(DatelineError):
    """One item failed; the batch goes on. ``where`` names the file and row or field."""

    def __init__(self, message: str, *, where: str = "") -> None:
        super().__init__(f"{where}: {message}" if where else message)
        self.where = where


class ReadError(ItemError):
    """A file, row or page cannot be read as a release."""


class ParseError(ItemError):
    """A release was read but cannot be geoparsed."""


class SettingsError(DatelineError):
    """A setting is missing or has a value that cannot be used."""


class GazetteerError(DatelineError):
    """Geodata are missing or damaged, or an import was refused and nothing changed."""


class GeocoderError(DatelineError):
    """An online geocoder failed."""


class ServiceUnavailable(GeocoderError):
    """No usable answer now; the same request may succeed later."""


class ServiceRefused(GeocoderError):
    """The service refuses this key, user agent or request."""


class StoreError(DatelineError):
    """The database cannot be used; work stops, what was committed stays."""


class StoreTooNew(StoreError):
    """The store was written by a newer version of Dateline."""


class StoreFull(StoreError):
    """No space is left where the store lies."""


class ExportError(DatelineError):
    """Results cannot be written to the file asked for."""
