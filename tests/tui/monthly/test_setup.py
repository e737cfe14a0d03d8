"""The first run, from an empty folder to the home screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual import events

from store import device, profile
from tests.tui.helpers import screen_text, settled, type_keys, until
from tests.tui.monthly.conftest import on_top


async def test_a_commune_is_set_up_by_keyboard_alone(opened: Any, tmp_path: Path) -> None:
    folder = tmp_path / "moi"
    async with opened(folder) as app:
        assert on_top(app) == "setup"
        assert "soansinh demo" in screen_text(app)
        await type_keys(app, "\rCẩm Lương\r\rThanh Hóa\rBùi Thị Hoa\rLương Ngọc, Thôn 10\rthôn 2\r")
        await type_keys(app, "Xuân Long{f2}")  # typed but not added: comes along
        assert on_top(app) == "home"
        await until(lambda: app.screen.seen is not None)
        await settled(app)
        text = screen_text(app)
        assert text.index("Thôn 2") < text.index("Thôn 10") < text.index("Xuân Long")
        assert "Đã tạo sổ" in text
        await type_keys(app, "{escape}")
        assert on_top(app) == "home"  # there is no way back into the set-up
    made = profile.load(folder)
    assert (made.commune, made.province, made.district) == ("Cẩm Lương", "Thanh Hóa", "")
    assert [village.name for village in made.villages] == ["Lương Ngọc", "Thôn 10", "Thôn 2", "Xuân Long"]
    assert device.load(folder).author == "Bùi Thị Hoa"


async def test_a_village_laptop_wants_its_village(opened: Any, tmp_path: Path) -> None:
    folder = tmp_path / "moi"
    async with opened(folder) as app:
        await type_keys(app, "{right}\rCẩm Lương{f2}")
        assert on_top(app) == "setup"
        assert app.screen.message == "×  Chưa nhập tên thôn."
        assert app.screen.focused.parent is app.screen.form["village"]
        await type_keys(app, "Lương Ngọc{f2}")
        assert on_top(app) == "home"
        await until(lambda: app.screen.seen is not None)
        await settled(app)
        assert "thôn Lương Ngọc" in screen_text(app)
        assert "Nhập danh sách Excel đang có của thôn" in screen_text(app)
    assert device.load(folder).village == "luong-ngoc"


async def test_nothing_is_made_without_a_commune(opened: Any, tmp_path: Path) -> None:
    folder = tmp_path / "moi"
    async with opened(folder) as app:
        await type_keys(app, "{f2}")
        assert "Chưa nhập" in app.screen.message
        assert app.screen.focused.parent is app.screen.form["commune"]
    assert not folder.exists()


async def test_villages_pasted_from_a_list(opened: Any, tmp_path: Path) -> None:
    """A column copied from Excel arrives as lines; Textual's own field would keep the first one only."""
    async with opened(tmp_path / "moi") as app:
        app.screen.adding.focus()
        await settled(app)
        app.post_message(events.Paste("Thôn 1\r\nThôn 2\nBản Khà\n"))
        await type_keys(app, "\r")
        assert list(app.screen.villages.rows) == ["Thôn 1", "Thôn 2", "Bản Khà"]
        await type_keys(app, "\t{home}{f8}")
        assert list(app.screen.villages.rows) == ["Thôn 2", "Bản Khà"]
