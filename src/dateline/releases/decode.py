"""Bytes to text: UTF-8 first, then what the file declares, then Windows-1251; nothing is lost silently."""

from __future__ import annotations

import codecs
import re

from dateline.errors import ReadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_SAMPLE = 65_536
_TOO_MANY_CONTROLS = 0.02
_MOSTLY = 0.95


def decode(data: bytes, *, where: str, declares: bool = False) -> tuple[str, tuple[str, ...]]:
    """Text of a file and, where it had to be mended, a sentence about each mend.

    Args:
        data: the whole file.
        where: names the file in an error.
        declares: the form may declare its own encoding (HTML, XML).

    Raises:
        ReadError: the bytes are no text.
    """
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise ReadError(f"this is {name}, not text; save its text first.", where=where)
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _replaced(data, codec)
    _check_text(data, where)
    try:
        return _without_nul(data.decode("utf-8"), ())
    except UnicodeDecodeError as error:
        offset = error.start
    for codec, message in _others(data, declares=declares):
        try:
            return _without_nul(data.decode(codec), (message,))
        except (UnicodeDecodeError, LookupError):
            continue
    text, _ = _replaced(data, "utf-8")
    return text, (
        f"not valid UTF-8 at byte {offset}; what could not be read shows as \N{REPLACEMENT CHARACTER}.",
    )


def _others(data: bytes, *, declares: bool) -> list[tuple[str, str]]:
    """Encodings to try after UTF-8, with what to tell about each."""
    found = []
    declared = _DECLARED.search(data[:2_048]) if declares else None
    if declared and (name := _text_codec(declared[1].decode("ascii"))):
        found.append((name, f"read as {declared[1].decode('ascii')}, as it declares."))
    if _looks_cyrillic(data):
        found.append(("cp1251", "not UTF-8; read as Windows-1251, please check the letters."))
    return found


def _text_codec(name: str) -> str | None:
    try:
        codec = codecs.lookup(name)
    except LookupError:
        return None
    # Codecs such as "hex" or "zlib" turn bytes into bytes, "idna" and "unicode_escape" invent text.
    plain = codec._is_text_encoding and codec.name not in ("idna", "punycode", "unicode-escape", "undefined")
    return codec.name if plain else None


def _looks_cyrillic(data: bytes) -> bool:
    """True where the bytes above ASCII are Cyrillic letters if read as Windows-1251 and none are UTF-8."""
    sample = data[:_SAMPLE]
    high = bytes(b for b in sample if b >= 0x80)
    if not high or re.search(rb"[\xc2-\xdf][\x80-\xbf]", sample):
        return False
    letters = sum(c.isalpha() and "\u0400" <= c <= "\u04ff" for c in high.decode("cp1251", "ignore"))
    return letters >= _MOSTLY * len(high)


def _check_text(data: bytes, where: str) -> None:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > max(8, _TOO_MANY_CONTROLS * len(sample)):
        raise ReadError("this is a binary file, not text.", where=where)
    # Random bytes may hold few controls, but hardly any of them make UTF-8.
    broken = sample.decode("utf-8", "replace").count("\N{REPLACEMENT CHARACTER}")
    if broken > len(sample) / 4 and not _looks_cyrillic(data) and not _DECLARED.search(sample[:2_048]):
        raise ReadError("this is a binary file, not text.", where=where)


def _replaced(data: bytes, codec: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(codec, "replace").removeprefix("\ufeff")
    try:
        data.decode(codec)
    except UnicodeDecodeError as error:
        message = f"not valid {codec.removesuffix('-sig').upper()} at byte {error.start}; what could not be read shows as \N{REPLACEMENT CHARACTER}."
        return _without_nul(text, (message,))
    return _without_nul(text, ())


def _without_nul(text: str, messages: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    found = text.count("\x00")
    if not found:
        return text, messages
    told = f"it holds {found} NUL character{'s'[: found > 1]}, shown as \N{REPLACEMENT CHARACTER}."
    return text.replace("\x00", "\N{REPLACEMENT CHARACTER}"), (*messages, told)
