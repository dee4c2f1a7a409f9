"""Typed settings, each with a sentence of help; read from the environment (``DATELINE_…``)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from zoneinfo import available_timezones

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from dateline.errors import SettingsError

ROOT = Path(__file__).resolve().parents[2]
"""The checkout: ``geodata/``, ``data/`` and ``var/`` lie below it."""


class Settings(BaseSettings):
    """All settings of Dateline; ``DATELINE_STORE=/data/x.sqlite`` sets ``store``."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_", frozen=True, extra="ignore")

    store: str = Field(
        default=str(ROOT / "var" / "dateline.sqlite"),
        description="The store: a file for SQLite, or an SQLAlchemy URL such as postgresql+psycopg://host/db.",
    )
    geodata: Path = Field(
        default=ROOT / "geodata",
        description="Folder of the gazetteer and boundaries that ship with Dateline.",
    )
    imports: Path = Field(
        default=ROOT / "var" / "gazetteer",
        description="Folder of gazetteers that you imported, and of the name index built from them.",
    )
    samples: Path = Field(default=ROOT / "data" / "releases", description="Folder of the sample releases.")
    recogniser: str = Field(
        default="builtin",
        description="Who finds place names: 'builtin', 'spacy:NAME' or 'gliner:NAME' of a model you installed.",
    )
    geocoder: str = Field(
        default="nominatim",
        description="Online geocoder used on request: nominatim, photon, opencage or geocodeearth.",
    )
    geocoder_user_agent: str = Field(
        default="",
        description="How you introduce yourself to online geocoders: a name and a contact, as their terms ask.",
    )
    geocoder_url: str = Field(default="", description="Address of your own Nominatim or Photon server.")
    geocoder_key: SecretStr = Field(default=SecretStr(""), description="Key for a geocoder that needs one.")
    tiles_url: str = Field(
        default="",
        description="Address of your own tile server for the map, with {z}, {x} and {y}; readers choose it by name.",
    )
    tiles_credit: str = Field(default="", description="Whom the tiles of your own server are owed to.")
    tiles_file: Path | None = Field(
        default=None, description="A local MBTiles or PMTiles file of pictures, offered as a base map."
    )
    max_file_mb: int = Field(
        default=64, ge=1, description="Files larger than this many megabytes are refused."
    )
    max_release_chars: int = Field(
        default=1_000_000,
        ge=1,
        description="A single release with more characters than this is refused; a table may hold many.",
    )
    timezone: str = Field(
        default="Europe/Kyiv", description="Time zone of a date of publication that names none."
    )

    @field_validator("tiles_url")
    @classmethod
    def _tile_address(cls, value: str) -> str:
        parts = ("{z}", "{x}", "{y}")
        if value and not (value.startswith(("https://", "http://")) and all(part in value for part in parts)):
            raise ValueError("an address of tiles begins with https:// and holds {z}, {x} and {y}")
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(f"“{value}” is no time zone such as Europe/Kyiv")
        return value


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process.

    Raises:
        SettingsError: a variable has a value that cannot be used; the message names it.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "DATELINE_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"{name} cannot be used: {first['msg']}. Correct or unset it.") from error
