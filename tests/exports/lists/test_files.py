"""The files: names, the same bytes for the same list, whole or not at all, and no Excel before it is needed."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from exports.month import file_name, write_list, write_month
from store import disk
from store.errors import BookError
from store.lists import LISTS, MonthLists

NAMES = [
    "2023-09_phu-luc-btxh.xlsx",
    "2023-09_phu-luc-ncc.xlsx",
    "2023-09_ds1-ncc-chinh-chu.xlsx",
    "2023-09_ds2-ncc-uy-quyen-giam-ho.xlsx",
    "2023-09_ds3-btxh-chinh-chu.xlsx",
    "2023-09_ds4-btxh-uy-quyen-giam-ho.xlsx",
    "2023-09_tien-mat.xlsx",
]
TODAY = date(2023, 9, 4)


@pytest.fixture
def month(person):
    lists = {key: [person(record=key.ljust(16, "a"))] for key in LISTS if key != "cash"}
    return MonthLists("2023-09", "Cẩm Lương", True, lists)


def test_every_list_is_written_also_an_empty_one(tmp_path, month, profile):
    steps = []
    done = write_month(month, profile(), tmp_path / "out", today=TODAY, progress=lambda *at: steps.append(at))
    assert [path.name for path in done.paths] == NAMES
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(NAMES)
    assert steps == [(n, 7) for n in range(1, 8)]
    assert not done.warnings


def test_a_draft_has_a_name_of_its_own():
    """So that printing a draft never takes the place of a sealed list."""
    assert file_name("cash", "2023-09", sealed=False) == "2023-09_tien-mat_du-thao.xlsx"


def test_same_list_same_bytes(tmp_path, month, profile):
    """Two exports can be compared byte by byte; another person in it gives other bytes."""
    first = [p.read_bytes() for p in write_month(month, profile(), tmp_path / "a", today=TODAY).paths]
    second = [p.read_bytes() for p in write_month(month, profile(), tmp_path / "b", today=TODAY).paths]
    assert first == second
    month.lists["ds1"] = []
    changed = [p.read_bytes() for p in write_month(month, profile(), tmp_path / "b", today=TODAY).paths]
    assert [a == b for a, b in zip(first, changed, strict=True)] == [True, True, False, True, True, True, True]


def test_nothing_of_the_machine_is_in_the_file(tmp_path, month, profile):
    path = write_month(month, profile(), tmp_path, today=TODAY).paths[0]
    properties = load_workbook(path).properties
    assert properties.creator == properties.lastModifiedBy == "Sổ An Sinh"
    assert properties.created == properties.modified
    assert properties.created.date() == date(2023, 9, 1)
    assert {entry.date_time for entry in zipfile.ZipFile(path).infolist()} == {(1980, 1, 1, 0, 0, 0)}


class HeldByExcel(disk.Disk):
    """A disk on which one file cannot be replaced, as on Windows while Excel has it open."""

    def replace(self, source, target):
        if "ds1" in target.name:
            raise PermissionError(13, "Permission denied", str(target))
        super().replace(source, target)


def test_a_file_open_in_excel(tmp_path, month, profile):
    """It keeps what it had, nothing half-written stays, the other lists are there, the message says what to do."""
    held = tmp_path / NAMES[2]
    held.write_bytes(b"before")
    with disk.using(HeldByExcel()), pytest.raises(BookError) as caught:
        write_month(month, profile(), tmp_path, today=TODAY)
    assert held.read_bytes() == b"before"
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(NAMES)
    assert held.name in str(caught.value)
    assert "Đóng tệp" in str(caught.value)
    assert load_workbook(tmp_path / NAMES[6]).active.title == "Tiền mặt"


def test_a_full_disk(tmp_path, month, profile):
    class Full(disk.Disk):
        def create(self, path, data, *, exclusive):
            path.write_bytes(data[:100])
            raise OSError(28, "No space left on device")

    with disk.using(Full()), pytest.raises(BookError, match="đầy"):
        write_month(month, profile(), tmp_path, today=TODAY)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("month", ["2023-9", "2023-13", "../2023-09", "2023-09\n"])
def test_a_month_of_another_shape_is_refused(tmp_path, profile, month):
    with pytest.raises(ValueError, match="month"):
        write_list("cash", [], month=month, commune=profile(), folder=tmp_path, today=TODAY)


def test_openpyxl_is_not_imported_before_an_export():
    code = "import sys, exports.month; sys.exit(any(m.split('.')[0] in ('openpyxl', 'textual') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
