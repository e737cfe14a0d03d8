"""Settings and villages: checked, saved whole, still there after a restart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from store import device, profile
from store.errors import BookError
from tests.tui.helpers import screen_text, type_keys
from tests.tui.monthly.conftest import on_top


def enter(app: Any, name: str, text: str) -> None:
    """Put text into a field as if it had been typed over what was there."""
    app.screen.form[name].focus()
    app.screen.form[name].input.put(text)


async def test_saved_settings_survive_a_restart(opened: Any, commune: Path) -> None:
    async with opened(commune, "settings") as app:
        for name, text in {
            "district": "Cẩm Thủy",
            "signer.lines": "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH",
            "signer.name": "Phạm Văn Hùng",
            "deadlines.village_day": "18",
            "deadlines.commune_day": "23",
            "printing.column_numbers": "Có",
            "device.month": "042026",
            "device.theme": "Tối",
        }.items():
            enter(app, name, text)
        await type_keys(app, "{f2}")
        assert app.screen.message == "●  Đã lưu 7 thay đổi."  # the signer's lines were so already
        assert app.theme.startswith("tối")
    made = profile.load(commune)
    assert made.district == "Cẩm Thủy"
    assert made.signer.lines == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    assert (made.deadlines.village_day, made.deadlines.commune_day) == (18, 23)
    assert made.printing.column_numbers is True
    assert device.load(commune).month == "2026-04"
    async with opened(commune, "settings") as app:
        assert app.theme.startswith("tối")
        assert app.screen.form["district"].text == "Cẩm Thủy"
        assert app.screen.form["device.month"].text == "04/2026"
        await type_keys(app, "{f2}")
        assert app.screen.message == "·  Không có gì thay đổi."


async def test_a_day_that_is_none_is_refused_in_words(opened: Any, commune: Path) -> None:
    async with opened(commune, "settings") as app:
        enter(app, "deadlines.village_day", "45")
        await type_keys(app, "{f2}")
        assert app.screen.message == "×  Thôn nộp trước ngày: Ngày từ 1 đến 31."
        assert app.screen.focused.parent is app.screen.form["deadlines.village_day"]
    assert profile.load(commune).deadlines.village_day == 25


async def test_leaving_with_changes_asks(opened: Any, commune: Path) -> None:
    async with opened(commune, "settings") as app:
        enter(app, "district", "Cẩm Thủy")
        await type_keys(app, "{escape}")
        assert on_top(app) == "confirm"
        await type_keys(app, "\r")
        assert on_top(app) == "settings"
        assert app.screen.form["district"].text == "Cẩm Thủy"
        await type_keys(app, "{ctrl+q}")
        assert on_top(app) == "confirm"
        assert "Thoát mà bỏ những gì chưa lưu?" in screen_text(app)
        await type_keys(app, "{escape}{escape}c")
        assert on_top(app) == "home"
    assert profile.load(commune).district == ""


async def test_a_save_that_fails_changes_nothing(opened: Any, commune: Path, monkeypatch: Any) -> None:
    def full(folder: Path, made: Any) -> None:
        raise BookError("Không ghi được commune.json: ổ đĩa đã đầy.", "Bản cũ còn nguyên.")

    async with opened(commune, "settings") as app:
        monkeypatch.setattr(profile, "save", full)
        enter(app, "district", "Cẩm Thủy")
        await type_keys(app, "{f2}")
        assert "ổ đĩa đã đầy" in screen_text(app)
        assert app.book.commune.district == ""
        assert app.screen.form["district"].text == "Cẩm Thủy", "what was typed is still there"


async def test_villages_are_added_renamed_and_headed(opened: Any, commune: Path) -> None:
    async with opened(commune, "settings") as app:
        await type_keys(app, "{f4}{f4}Thôn 3\r")
        assert [row.name for row in app.screen.table.rows] == ["Lương Ngọc", "Thôn 2", "Thôn 3", "Thôn 10"]
        await type_keys(app, "{f4}Thôn 3\r")
        assert app.screen.message == "!  Đã có thôn «Thôn 3»."
        await type_keys(app, "{f6}Cao Thị Hạnh\r")
        await type_keys(app, "{f2}")
        app.screen._field.load("")
        await type_keys(app, "Thôn 2\r")
        assert "hai thôn cùng là «Thôn 2»" in screen_text(app)
        if on_top(app) == "notice":
            await type_keys(app, "\r")
        await type_keys(app, "{f2}")
        app.screen._field.load("")
        await type_keys(app, "Bản Khà\r")
    village = next(village for village in profile.load(commune).villages if village.slug == "thon-3")
    assert (village.name, village.head) == ("Bản Khà", "Cao Thị Hạnh")


async def test_a_village_laptop_sees_only_its_own(opened: Any, laptop: Path) -> None:
    async with opened(laptop, "settings") as app:
        assert set(app.screen.form.fields) == {"device.author", "device.month", "device.theme"}
        enter(app, "device.author", "Lương Thị Hoa")
        await type_keys(app, "{f2}")
    assert device.load(laptop).author == "Lương Thị Hoa"
