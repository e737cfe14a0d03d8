"""The one door of imports: what the dry run promises, the real run does."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from exports.importing import import_file
from store import intake
from store.book import Book
from store.errors import BookError
from store.setup import set_up


@pytest.fixture
def book(tmp_path: Path) -> Book:
    folder = tmp_path / "xa"
    set_up(folder, "commune", "Cẩm Lương", ["Lương Ngọc", "Thôn 2"])
    return Book.open(folder, write=True)


def a_list(path: Path, *rows: tuple[str, ...], village: bool = True) -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chế độ", *(["Thôn"] if village else [])])
    for number, row in enumerate(rows, start=1):
        sheet.append([number, *row])
    made.save(path)
    return path


def test_the_dry_run_promises_what_then_happens(book: Book, tmp_path: Path) -> None:
    """Two rows, two villages: one import a village, each undone by itself."""
    path = a_list(
        tmp_path / "a.xlsx",
        ("Lò Thị Ánh", "02/03/1945", "Nữ", "NKT nặng", "Lương Ngọc"),
        ("Hà Văn Út", "1950", "Nam", "NKT nặng", "Thôn 2"),
    )
    told = import_file(book, path, village=None, group="BTXH", dry_run=True)
    assert (told.rows, told.new, told.changed, told.unchanged, told.left_out) == (2, 2, 0, 0, 0)
    assert told.imports is None
    assert book.people() == []

    done = import_file(book, path, village=None, group="BTXH", dry_run=False)
    assert (done.rows, done.new, done.sha256) == (told.rows, told.new, told.sha256)
    assert done.imports == done.records[0]
    assert len(done.records) == 2
    assert {person.village for person in book.people()} == {"luong-ngoc", "thon-2"}

    again = import_file(book, path, village=None, group="BTXH", dry_run=False)
    assert (again.new, again.changed, again.unchanged, again.records) == (0, 0, 2, [])
    intake.undo(book, done.records[0])
    assert len(book.people()) == 1


def test_problems_of_reading_and_of_planning_come_together(book: Book, tmp_path: Path) -> None:
    """A row of the wrong village (planning) beside a date that does not exist (reading)."""
    path = a_list(
        tmp_path / "a.xlsx",
        ("Lò Thị Ánh", "31/02/1945", "Nữ", "NKT nặng", "Lương Ngọc"),
        ("Hà Văn Út", "1950", "Nam", "NKT nặng", "Thôn 2"),
    )
    told = import_file(book, path, village="luong-ngoc", group="BTXH", dry_run=True)
    assert (told.new, told.left_out) == (1, 1)
    assert {problem.cell for problem in told.problems} >= {"C2", "F3"}


def test_what_cannot_be_opened_writes_nothing(book: Book, tmp_path: Path) -> None:
    bad = tmp_path / "hong.xlsx"
    bad.write_bytes(b"khong phai excel")
    for path in (bad, tmp_path / "khong-co.xlsx"):
        with pytest.raises(BookError) as refused:
            import_file(book, path, village="luong-ngoc", group=None, dry_run=False)
        assert path.name in str(refused.value)
    good = a_list(tmp_path / "a.xlsx", ("Lò Thị Ánh", "1945", "Nữ", "NKT nặng"), village=False)
    with pytest.raises(BookError, match="Không có thôn"):
        import_file(book, good, village="khong-co", group=None, dry_run=False)
    assert book.people() == []
