"""Bytes to text: UTF-8 first, then what the file declares, then Windows-1251; nothing is lost silently."""

from __future__ import annotations

import codecs
import re
import string

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
# Quotation marks, dashes, ellipsis and spaces that Windows-1251 and -1252 have at the same bytes.
_SHARED_PUNCTUATION = (
    b"\x82\x84\x85\x86\x87\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b\xa0\xa7\xa9\xab\xae\xb0\xb1\xbb"
)
_ASCII = bytes(range(128))
_NAMES = {"cp1251": "Windows-1251", "cp1252": "Windows-1252"}
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
            return _mended(data, codec)
    _check_text(data, where)
    text, mends = _mended(data, "utf-8")
    # Text with NUL is in none of the 8-bit encodings that are tried next.
    if not mends or b"\x00" in data:
        return text, mends
    declared = _declared(data) if declares else None
    for codec in filter(None, (declared, _legacy(data))):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        told = f"not UTF-8; read as {_NAMES.get(codec, codec)}, please check the letters."
        return _without_nul(text, () if codec == declared else (told,))
    return text, mends


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:2_048])
    return _text_codec(found[1].decode("ascii")) if found else None


def _legacy(data: bytes) -> str | None:
    """The 8-bit encoding that a text without any valid UTF-8 beyond ASCII can only be in."""
    high = data.translate(None, _ASCII)
    if not high or re.search(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}", data):
        return None
    if not high.translate(None, _SHARED_PUNCTUATION):
        return "cp1252"
    sample = data[:_SAMPLE]
    high = sample.translate(None, _ASCII)
    letters = sum(c.isalpha() and "\u0400" <= c <= "\u04ff" for c in high.decode("cp1251", "ignore"))
    latin = len(sample) - len(sample.translate(None, string.ascii_letters.encode()))
    return "cp1251" if high and letters >= _MOSTLY * len(high) and letters > latin / 3 else None


def _text_codec(name: str) -> str | None:
    try:
        codec = codecs.lookup(name)
    except LookupError:
        return None
    # Codecs such as "hex" or "zlib" turn bytes into bytes, "idna" and "unicode_escape" invent text.
    plain = codec._is_text_encoding and codec.name not in ("idna", "punycode", "unicode-escape", "undefined")
    return codec.name if plain else None


def _check_text(data: bytes, where: str) -> None:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > max(8, _TOO_MANY_CONTROLS * len(sample)):
        raise ReadError("this is a binary file, not text.", where=where)
    # Random bytes may hold few controls, but hardly any of them make UTF-8.
    broken = sample.decode("utf-8", "replace").count("\N{REPLACEMENT CHARACTER}")
    if broken > len(sample) / 4 and not _legacy(sample) and not _declared(sample):
        raise ReadError("this is a binary file, not text.", where=where)


def _mended(data: bytes, codec: str) -> tuple[str, tuple[str, ...]]:
    """Text in an encoding, what does not belong to it replaced, and a sentence that says where."""
    try:
        return _without_nul(data.decode(codec), ())
    except UnicodeDecodeError as error:
        name, offset = codec.removesuffix("-sig").upper(), error.start
    text = data.decode(codec, "replace").removeprefix("\ufeff")
    told = f"not valid {name} at byte {offset}; what could not be read shows as \N{REPLACEMENT CHARACTER}."
    return _without_nul(text, (told,))


def _without_nul(text: str, messages: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    found = text.count("\x00")
    if not found:
        return text, messages
    told = f"it holds {found} NUL character{'s'[: found > 1]}, shown as \N{REPLACEMENT CHARACTER}."
    return text.replace("\x00", "\N{REPLACEMENT CHARACTER}"), (*messages, told)
