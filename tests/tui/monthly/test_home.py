"""The home screen of the commune and of a village laptop."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from store.book import Book, Change
from store.exchange import hand_in
from tests.tui.helpers import screen_text, settled, type_keys, until
from tests.tui.monthly.conftest import ANH, on_top
from tests.tui.terminal import ROOT


async def test_the_commune_at_80_by_24(opened: Any, commune: Path, matches: Any) -> None:
    """The month, both deadlines with days left, a row a village in natural order, the totals, the keys: all fit."""
    async with opened(commune) as app:
        matches(app, "home-commune")


async def test_the_village_at_80_by_24(opened: Any, laptop: Path, matches: Any) -> None:
    """Counts of the one village, and below them what to do next with the key that does it."""
    async with opened(laptop) as app:
        matches(app, "home-village")


async def test_enter_opens_the_people_of_the_row(opened: Any, commune: Path) -> None:
    async with opened(commune) as app:
        await type_keys(app, "{down}\r")
        assert on_top(app) == "people"
        assert "Thôn 2" in screen_text(app)
        assert "Vi Thị Mơ" in screen_text(app)


async def test_the_counts_follow_what_was_done_elsewhere(opened: Any, commune: Path, stick: Path) -> None:
    async with opened(commune) as app:
        known = app.book.person(ANH).heads
        for who, phone in (("Hoa", "0912000111"), ("Minh", "0912000222")):
            app.book.device.author = who
            app.book.commit("luong-ngoc", [Change(ANH, {"phone": phone}, seen=known)])
        hand_in(app.book, "thon-2", stick)
        await type_keys(app, "{f9}{escape}")
        await until(lambda: app.screen.seen.villages[0].conflicts == 1)
        await settled(app)
        rows = screen_text(app).splitlines()
        assert any("≠" in row and "Lương Ngọc" in row for row in rows)
        assert any("Thôn 2" in row and "lần 1" in row for row in rows)
        assert any("3 thôn (1 đã nộp)" in row for row in rows)


async def test_a_village_that_cannot_be_read_is_named_in_its_row(opened: Any, commune: Path) -> None:
    for place in (commune / "villages").glob("thon-2.json*"):
        place.write_bytes(b"rac")
    async with opened(commune) as app:
        row = next(row for row in screen_text(app).splitlines() if "Thôn 2" in row)
        assert "×" in row
        assert "Tệp" in row
        assert "Lương Ngọc" in screen_text(app)


async def test_late_villages_are_marked(opened: Any, commune: Path) -> None:
    with Book.open(commune, write=True) as book:
        book.commune.deadlines.village_day = 18
        book.commune.deadlines.commune_day = 23
        book.save_commune()
    async with opened(commune, size=(120, 30)) as app:
        text = screen_text(app)
        assert "thôn nộp trước 18/03 (quá hạn 3 ngày) · xã gửi trước 23/03 (còn 3 ngày)" in text
        assert text.count("nộp muộn") == 3


async def test_each_role_has_its_own_keys(opened: Any, commune: Path, laptop: Path) -> None:
    async with opened(commune) as app:
        titles = {command.title for command in app.screen.commands()}
        assert {"Trả sổ", "Nhận sổ", "Tháng", "Cài đặt"} <= titles
        assert not {"Nộp sổ", "Thêm người", "Về"} & titles
        await type_keys(app, "{f6}")
        assert on_top(app) == "receive"
    async with opened(laptop) as app:
        titles = {command.title for command in app.screen.commands()}
        assert {"Nộp sổ", "Nhận sổ", "Thêm người"} <= titles
        assert "Trả sổ" not in titles
        await type_keys(app, "{f6}")
        assert on_top(app) == "handin"


async def test_a_backup_that_fails_is_said(opened: Any, commune: Path) -> None:
    (commune / "backups").write_text("a file where the folder should be")
    async with opened(commune) as app:
        await until(lambda: "sao lưu" in app.screen.message)
        assert app.screen.message.startswith("!")


async def test_the_backup_of_the_day(opened: Any, commune: Path) -> None:
    async with opened(commune):
        await until(lambda: list((commune / "backups").glob("so-an-sinh-*.zip")))


def test_the_first_screen_needs_nothing_heavy(commune: Path) -> None:
    """The models, TinyDB, Excel and the command line's parser take 300 ms to import; the home screen stands before them."""
    code = "import sys, tui.app, tui.screens.home; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    ).stdout.split()
    assert "textual" in loaded
    assert not {"pydantic", "tinydb", "openpyxl", "click", "rapidfuzz"} & set(loaded)
