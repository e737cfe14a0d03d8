"""Taking an Excel list in: nothing before the preview, everything after, and back again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from store.book import Book
from tests.tui.helpers import screen_text, type_keys
from tests.tui.monthly.conftest import on_top, reaches, shows


async def open_file(app: Any, path: Path) -> None:
    """Type the folder, then choose the file in the table."""
    app.screen.path_field.focus()
    await type_keys(app, f"{path.parent}\r")
    assert app.screen.browser.has_focus
    await type_keys(app, "{end}\r")


async def test_preview_then_take_in_then_undo(opened: Any, commune: Path, excel: Path) -> None:
    async with opened(commune, "import", village="luong-ngoc") as app:
        await open_file(app, excel)
        await reaches(app, lambda: app.screen.stage == "preview")
        # The doubtful cell is shown with its place and what stands in it.
        await shows(app, "2 người mới · 0 thay đổi · 0 như cũ", "38048000222", "E4")
        assert len(app.book.people("luong-ngoc")) == 2, "looking writes nothing"

        await type_keys(app, "{f2}")
        await reaches(app, lambda: app.screen.stage == "past")
        assert app.screen.message == "●  Đã nhập 2 người mới, 0 người có thay đổi."
        assert {person.name for person in app.book.people("luong-ngoc")} >= {"Cao Thị Lả", "Bùi Văn Nhẻo"}

        await type_keys(app, "{f8}")
        assert on_top(app) == "confirm"
        await type_keys(app, "\r")  # the safe answer: nothing happens
        assert len(app.book.people("luong-ngoc")) == 4
        await type_keys(app, "{f8}c")
        await reaches(app, lambda: "Đã hủy" in app.screen.message)
        assert len(app.book.people("luong-ngoc")) == 2
        await shows(app, "đã hủy")
        await type_keys(app, "{f8}")
        assert app.screen.message == "!  Lần nhập này đã hủy rồi."


async def test_the_same_list_again_brings_nothing(opened: Any, commune: Path, excel: Path) -> None:
    async with opened(commune, "import", village="luong-ngoc") as app:
        for _ in range(2):
            await open_file(app, excel)
            await reaches(app, lambda: app.screen.stage == "preview")
            await type_keys(app, "{f2}")
            await reaches(app, lambda: app.screen.stage == "past" or "Không có gì" in app.screen.message)
            if app.screen.stage == "past":
                await type_keys(app, "{escape}")
        assert len(app.book.people("luong-ngoc")) == 4


async def test_a_list_of_another_village_is_not_taken_in(opened: Any, commune: Path, excel: Path) -> None:
    async with opened(commune, "import", village="thon-2") as app:
        await open_file(app, excel)
        await reaches(app, lambda: app.screen.stage == "preview")
        await shows(app, "2 không nhập")
        assert app.screen.message == "!  Không nhập được dòng nào; lý do ở bảng trên."
        # Emptying the village sends each row where the file says; the preview follows at once.
        app.screen.village_field.focus()
        app.screen.village_field.input.put("")
        await type_keys(app, "\t")
        await reaches(app, lambda: "2 người mới" in screen_text(app))


async def test_a_file_that_is_no_workbook_is_refused_in_words(opened: Any, commune: Path, tmp_path: Path) -> None:
    bad = tmp_path / "excel" / "hong.xlsx"
    bad.parent.mkdir()
    bad.write_bytes(b"khong phai excel")
    async with opened(commune, "import", village="luong-ngoc") as app:
        await open_file(app, bad)
        await reaches(app, lambda: on_top(app) == "notice")
        assert "hong.xlsx" in screen_text(app)
        await type_keys(app, "\r")
        assert on_top(app) == "import"
        assert app.screen.message.startswith("×")


async def test_a_path_that_is_not_there(opened: Any, commune: Path) -> None:
    async with opened(commune, "import", village="luong-ngoc") as app:
        app.screen.path_field.focus()
        await type_keys(app, "/khong/co/dau.xlsx\r")
        await reaches(app, lambda: "Không đọc được" in screen_text(app))


async def test_a_village_laptop_imports_for_itself(opened: Any, laptop: Path, excel: Path) -> None:
    async with opened(laptop, "import") as app:
        assert app.screen.village_field.input.disabled
        await open_file(app, excel)
        await reaches(app, lambda: app.screen.stage == "preview")
        await type_keys(app, "{f2}")
        await reaches(app, lambda: app.screen.stage == "past")
    with Book.open(laptop) as book:
        assert len(book.people()) == 4
