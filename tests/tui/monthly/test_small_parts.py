"""The parts of the screens that need no terminal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from store import deadlines
from store.book import Book, Change
from store.records import derived_name
from store.vietnamese.naming import of_commune, of_village
from tests.tui.monthly.conftest import ANH
from tui import drives
from tui.screens.hand_in import Summary
from tui.screens.setup import village_names
from tui.widgets.browser import typed_path


@pytest.mark.parametrize(
    ("month", "days", "expected"),
    [
        ("2023-09", (25, 1), (date(2023, 9, 25), date(2023, 10, 1))),
        ("2023-12", (25, 1), (date(2023, 12, 25), date(2024, 1, 1))),
        ("2026-03", (18, 23), (date(2026, 3, 18), date(2026, 3, 23))),
        ("2026-02", (31, 1), (date(2026, 2, 28), date(2026, 3, 1))),
    ],
)
def test_deadlines(month: str, days: tuple[int, int], expected: tuple[date, date]) -> None:
    """The seed's days (25th, 1st of the next month), those since July 2025 (same month), and a short month."""
    assert deadlines.due(month, *days) == expected


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 3, 20), "còn 5 ngày"),
        (date(2026, 3, 24), "hôm nay là ngày cuối"),
        (date(2026, 3, 25), "quá hạn 1 ngày"),
        (date(2026, 8, 1), "đã qua"),
    ],
)
def test_what_is_left(today: date, words: str) -> None:
    """ "Before the 25th" means that the 24th is the last day."""
    assert deadlines.left(date(2026, 3, 25), today) == words


def test_drives_are_read_from_the_mounts() -> None:
    mounts = (
        "/dev/sda1 / ext4 rw 0 0\n"
        "/dev/sdb1 /media/hoa/THON\\0402 vfat rw 0 0\n"
        "/dev/sdc1 /run/media/hoa/BACKUP exfat rw 0 0\n"
        "/dev/sdd1 /mnt/usb vfat rw 0 0\n"
        "tmpfs /mnt/deep/inside/it tmpfs rw 0 0\n"
        "/dev/sde1 /media-like/x vfat rw 0 0\n"
    )
    assert [drive.label for drive in drives.mounted(mounts)] == ["THON 2", "usb", "BACKUP"]


def test_a_typed_path(tmp_path: Path) -> None:
    assert typed_path(f'"{tmp_path}"') == tmp_path
    assert typed_path("~/x") == Path.home() / "x"
    apart = tmp_path / "danh sách".encode().decode()
    import unicodedata

    stored = tmp_path / unicodedata.normalize("NFD", "danh sách")
    stored.mkdir()
    assert typed_path(str(apart)) == stored
    with pytest.raises(ValueError, match="đường dẫn"):
        typed_path('  ""')


def test_names_of_villages_and_communes() -> None:
    assert of_village("Lương Ngọc") == "thôn Lương Ngọc"
    assert of_village("Thôn 2") == "Thôn 2"
    assert of_village("Khu phố Chợ") == "Khu phố Chợ"
    assert of_commune("Cẩm Lương") == "xã Cẩm Lương"
    assert of_commune("Phường 5") == "Phường 5"
    assert village_names("Lương Ngọc, thôn 2;\nBản Khà,,") == ["Lương Ngọc", "Thôn 2", "Bản Khà"]


def test_what_changed_since_the_last_hand_in(laptop: Path, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from store import device
    from store.exchange import hand_in

    with Book.open(laptop, write=True) as book:
        assert Summary(book, "luong-ngoc").changed == 3  # two people and an account
        hand_in(book, "luong-ngoc", stick)
        assert Summary(book, "luong-ngoc").changed == 0
        monkeypatch.setattr(device, "clock", lambda: "2026-03-21T08:00")
        book.commit("luong-ngoc", [Change(ANH, {"phone": "0912000123"})])
        told = Summary(book, "luong-ngoc")
        assert (told.changed, told.number, told.people) == (1, 1, 2)
        book.commit("luong-ngoc", [Change(derived_name("t", "d"), {"kind": "difficulty", "text": "Đường xa"})])
        assert Summary(book, "luong-ngoc").changed == 1
