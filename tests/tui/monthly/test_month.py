"""The month: what stops it, sealing, reopening, the Excel files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from store import months
from store.book import Book, Change
from tests.tui.helpers import screen_text, type_keys, until
from tests.tui.monthly.conftest import ANH, MONTH, on_top, reaches, shows


async def test_seal_reopen_export(opened: Any, commune: Path) -> None:
    async with opened(commune, "month") as app:
        await until(lambda: app.screen.seen is not None)
        assert "Không có gì ngăn chốt tháng." in screen_text(app)

        await type_keys(app, "{f2}")
        assert on_top(app) == "confirm"
        await type_keys(app, "\r")  # the safe answer is not yet
        assert not months.load(commune, MONTH).sealed
        await type_keys(app, "{f2}c")
        await reaches(app, lambda: app.screen.seen is not None and app.screen.seen.month.sealed)
        assert "Đã chốt" in screen_text(app)

        await type_keys(app, "{f5}")
        assert on_top(app) == "prompt"
        await type_keys(app, "\r")
        await reaches(app, lambda: app.screen.stage == "written")
        assert len(list((commune / "danh-sach" / MONTH).glob("*.xlsx"))) == 7
        await shows(app, "2026-03_phu-luc-btxh.xlsx")

        await type_keys(app, "{f2}\r")
        assert on_top(app) == "prompt", "no reopening without a reason"
        await type_keys(app, "Thiếu một người\r")
        await reaches(app, lambda: app.screen.seen is not None and not app.screen.seen.month.sealed)
        assert "Chưa chốt (đã mở lại)" in screen_text(app)
        await type_keys(app, "{f7}")
        assert "Thiếu một người" in screen_text(app)
    assert [act.act for act in months.load(commune, MONTH).acts] == ["seal", "reopen"]


async def test_what_stops_the_month_is_said_and_opens_the_person(opened: Any, commune: Path) -> None:
    with Book.open(commune, write=True) as book:
        known = book.person(ANH).heads
        for who, born in (("Hoa", "1945-03-02"), ("Minh", "1946")):
            book.device.author = who
            book.commit("luong-ngoc", [Change(ANH, {"born": born}, seen=known)])
    async with opened(commune, "month") as app:
        await until(lambda: app.screen.seen is not None and app.screen.seen.stops)
        await type_keys(app, "{f2}")
        assert app.screen.message.startswith("×  Chưa chốt được: còn 1 việc")
        assert on_top(app) == "month"
        await type_keys(app, "\r")
        assert on_top(app) == "person"
        assert "Lò Thị Ánh" in screen_text(app)


async def test_the_months_turn(opened: Any, commune: Path) -> None:
    async with opened(commune, "month") as app:
        await type_keys(app, "{left}{left}{left}")
        await until(lambda: app.screen.seen is not None)
        assert app.screen.seen.month.month == "2025-12"
        assert "‹ Tháng 12/2025 ›" in screen_text(app)


async def test_an_open_month_is_exported_as_a_draft(opened: Any, commune: Path, stick: Path) -> None:
    async with opened(commune, "month") as app:
        await until(lambda: app.screen.seen is not None)
        await type_keys(app, "{f5}")
        assert "bản dự thảo" in screen_text(app)
        app.screen._field.load("")
        await type_keys(app, f"{stick}/ds\r")
        await reaches(app, lambda: app.screen.stage == "written")
    assert all("_du-thao" in path.name for path in (stick / "ds").iterdir())


async def test_an_export_that_fails_is_said_and_the_screen_lives(opened: Any, commune: Path, stick: Path) -> None:
    (stick / "tep").write_text("a file")
    async with opened(commune, "month") as app:
        await until(lambda: app.screen.seen is not None)
        await type_keys(app, "{f5}")
        app.screen._field.load("")
        await type_keys(app, f"{stick}/tep\r")
        await reaches(app, lambda: on_top(app) == "notice")
        assert "Không ghi được" in screen_text(app)
        await type_keys(app, "\r")
        assert on_top(app) == "month"


async def test_a_village_only_looks(opened: Any, laptop: Path) -> None:
    async with opened(laptop, "month") as app:
        await until(lambda: app.screen.seen is not None)
        titles = {command.title for command in app.screen.commands()}
        assert not titles & {"Chốt tháng", "Mở lại", "Xuất Excel"}
        await type_keys(app, "{f2}{f5}")
        assert on_top(app) == "month"


async def test_a_tampered_month_is_said(opened: Any, commune: Path) -> None:
    with Book.open(commune, write=True) as book:
        months.seal(book, MONTH)
    path = months.path(commune, MONTH)
    for place in path.parent.glob(f"{MONTH}*"):
        place.write_text(place.read_text().replace("Lò Thị Ánh", "Lò Thị Anh"))
    async with opened(commune, "month") as app:
        await shows(app, "bị hỏng hoặc bị sửa tay", "soansinh restore")
        assert on_top(app) == "month"
