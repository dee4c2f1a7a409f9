from __future__ import annotations

import random

import pytest

from dateline.errors import ReadError
from dateline.releases.decode import decode

UKRAINIAN = "Президент України відвідав місто Ізюм і поспілкувався з мешканцями."


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_and_without_a_mark(codec: str) -> None:
    assert decode(UKRAINIAN.encode(codec), where="a.txt") == (UKRAINIAN, ())


def test_windows_1251_is_read_and_told() -> None:
    text, mends = decode(UKRAINIAN.encode("cp1251"), where="a.txt")
    assert text == UKRAINIAN
    assert mends == ("not UTF-8; read as Windows-1251, please check the letters.",)


def test_windows_quotation_marks_are_read_and_told() -> None:
    text, mends = decode("He said “yes” – the end…".encode("cp1252"), where="a.txt")
    assert text == "He said “yes” – the end…"
    assert "Windows-1252" in mends[0]


def test_broken_utf8_keeps_the_rest_and_names_the_byte() -> None:
    text, mends = decode("Ізюм ".encode() + b"\xff and more of the text", where="a.txt")
    assert text == "Ізюм \ufffd and more of the text"
    assert mends == ("not valid UTF-8 at byte 9; what could not be read shows as \ufffd.",)


def test_a_declared_encoding_is_believed_only_where_the_form_has_one() -> None:
    data = b'<meta charset="iso-8859-2">' + "Łódź w".encode("iso-8859-2")
    assert decode(data, where="a.html", declares=True)[0].endswith("Łódź w")
    assert decode(data, where="a.txt")[0].endswith("\ufffd w")


@pytest.mark.parametrize("name", ["zlib", "hex", "unicode_escape", "no-such", "undefined", "idna", "rot13"])
def test_a_declared_encoding_that_is_none_is_not_used(name: str) -> None:
    data = f'<meta charset="{name}">'.encode() + b"caf\xe9 \\x41"
    assert decode(data, where="a.html", declares=True)[0].endswith("caf\ufffd \\x41")


def test_nul_characters_are_shown_and_told() -> None:
    text, mends = decode(b"The\x00 text of it", where="a.txt")
    assert text == "The\ufffd text of it"
    assert mends == ("it holds 1 NUL character, shown as \ufffd.",)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04....", "office document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (bytes(range(256)) * 20, "binary file"),
        (random.Random(7).randbytes(5_000), "binary file"),
        (b"\x00\x01\x02" * 100, "binary file"),
    ],
)
def test_binary_files_are_refused(data: bytes, what: str) -> None:
    with pytest.raises(ReadError, match=what) as caught:
        decode(data, where="a.txt")
    assert str(caught.value).startswith("a.txt: this is")
