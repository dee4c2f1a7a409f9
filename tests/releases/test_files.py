from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.errors import ReadError
from dateline.models import Release
from dateline.releases import Item, Notice, read
from dateline.settings import get_settings

BODY = "The delegation visited the city of Izyum and met with the mayor."


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DATELINE_MAX_FILE_MB", "1")
    get_settings.cache_clear()
    yield
    monkeypatch.undo()
    get_settings.cache_clear()


def by_kind(items: list[Item]) -> tuple[list[Release], list[str], list[str]]:
    return (
        [i for i in items if isinstance(i, Release)],
        [str(i) for i in items if isinstance(i, Notice)],
        [str(i) for i in items if isinstance(i, ReadError)],
    )


def dated(number: int) -> str:
    return f"A headline {number}\n\n23 September 2022\n\n{BODY} {number}"


def test_a_folder_of_all_forms_in_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "a.txt").write_text(dated(1))
    (tmp_path / "b" / "c.md").write_text(f"---\ntitle: x\ndate: 2022-09-23\n---\n{BODY} 2")
    (tmp_path / "c.csv").write_text(f"date,body\n2022-09-23,{BODY} 3\n")
    (tmp_path / "d.JSONL").write_text(f'{{"date":"2022-09-23","body":"{BODY} 4"}}\n')
    (tmp_path / "e.html").write_text(
        f'<h1>x</h1><p class="date">23 September 2022</p><div class="article_content"><p>{BODY} 5</p></div>'
    )
    (tmp_path / "f.rss").write_text(
        f"<rss version='2.0'><channel><item><pubDate>Fri, 23 Sep 2022 10:00:00 GMT</pubDate><description>{BODY} 6</description></item></channel></rss>"
    )
    (tmp_path / ".hidden.txt").write_text("no")
    (tmp_path / "README.md").write_text("# About\n\nThis folder.")
    (tmp_path / "z.docx").write_bytes(b"PK")
    releases, notices, errors = by_kind(list(read(tmp_path)))
    assert [r.body[-1] for r in releases] == list("123456")
    assert all(r.published and r.source.startswith(str(tmp_path)) for r in releases)
    assert [n.rpartition("/")[2] for n in notices] == [
        "README.md: this is no form of release that Dateline reads; left out.",
        "z.docx: this is no form of release that Dateline reads; left out.",
    ]
    assert errors == []


def test_bad_files_do_not_stop_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(dated(1))
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "d.csv").write_text("id,title\n1,x\n")
    (tmp_path / "e.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "f.txt").write_text(dated(2))
    releases, _, errors = by_kind(list(read(tmp_path)))
    assert len(releases) == 2
    assert [error.partition(": ")[2] for error in errors] == [
        "the file is empty.",
        "this is a binary file, not text.",
        "there is no column “body”; the columns are: id, title. Map one to it, as in body=text.",
        "there is no such file or folder.",
    ]


def test_linked_folders_are_entered_once(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "x.txt").write_text(dated(1))
    (inner / "loop").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(inner)
    releases, notices, errors = by_kind(list(read(tmp_path)))
    assert (len(releases), notices, errors) == (1, [], [])


def test_a_link_to_itself_is_told_and_passed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text(dated(1))
    releases, _, errors = by_kind(list(read(tmp_path)))
    assert len(releases) == 1
    assert len(errors) == 1
    assert errors[0].startswith(f"{tmp_path}/a.txt: it cannot be opened: ")


def test_one_release_in_two_files_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(dated(1))
    (tmp_path / "b.txt").write_text(dated(1).replace("\n", "\r\n"))
    releases, notices, _ = by_kind(list(read(tmp_path)))
    assert len(releases) == 1
    assert notices == [f"{tmp_path}/b.txt: this is the same release as in {tmp_path}/a.txt; read once."]


def test_what_is_not_there_or_empty(tmp_path: Path) -> None:
    assert [str(i) for i in read(tmp_path / "gone")] == [f"{tmp_path}/gone: there is no such file or folder."]
    assert [str(i) for i in read(tmp_path)] == [f"{tmp_path}: the folder holds no file that Dateline reads."]


def test_what_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "a.txt").write_text(dated(1))
    (tmp_path / "b.txt").write_text(dated(2))
    real_list, real_bytes = Path.iterdir, Path.read_bytes

    # Permissions do not bind root, who runs the tests in a container.
    def listed(self: Path) -> Iterator[Path]:
        if self == closed:
            raise PermissionError(13, "Permission denied")
        return real_list(self)

    def contents(self: Path) -> bytes:
        if self.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return real_bytes(self)

    monkeypatch.setattr(Path, "iterdir", listed)
    monkeypatch.setattr(Path, "read_bytes", contents)
    releases, _, errors = by_kind(list(read(tmp_path)))
    assert len(releases) == 1
    assert errors == [
        f"{tmp_path}/b.txt: it cannot be opened: Permission denied.",
        f"{closed}: it cannot be opened: Permission denied.",
    ]


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert [str(i) for i in read(tmp_path / "a.txt")] == [
        f"{tmp_path}/a.txt: this is no ordinary file (a device, pipe or socket)."
    ]


@pytest.mark.usefixtures("small_limits")
def test_a_file_over_the_limit_is_refused_by_name_of_the_setting(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{BODY}\n" * 50_000)
    (error,) = read(tmp_path / "a.txt")
    assert isinstance(error, ReadError)
    assert str(error).endswith("more than the 1 MB allowed; split it, or raise DATELINE_MAX_FILE_MB.")


def test_fifty_megabytes_of_text_are_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The text of it.\n" * (50_000_000 // 16))
    (error,) = read(tmp_path / "a.txt")
    assert isinstance(error, ReadError)
    assert "more than the 1,000,000 allowed for one release" in str(error)


@pytest.mark.parametrize("name", ["a\nb.txt", "a\u202eb.txt", "a\x1b[31m.txt", os.fsdecode(b"a\xff.txt")])
def test_odd_file_names_are_shown_as_escapes(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(dated(1))
    (release,) = read(tmp_path)
    assert isinstance(release, Release)
    assert release.source.isprintable()
    release.source.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"---\ntitle: x\ndate: 2022-09-23\n---\n{BODY}", "x"),
        (f'{{"title": "x", "date": "2022-09-23", "body": "{BODY}"}}', "x"),
        (f"x\n\n23 September 2022\n\n{BODY}", "x"),
    ],
)
def test_the_form_of_a_file_without_suffix_is_found(tmp_path: Path, text: str, kind: str) -> None:
    (tmp_path / "release").write_text(text)
    (release,) = read(tmp_path / "release")
    assert isinstance(release, Release)
    assert (release.title, release.body) == (kind, BODY)
