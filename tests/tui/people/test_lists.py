"""History, accounts and findings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from store.book import Book
from store.editing import changes, edit
from tests.tui.helpers import screen_text, type_keys, until
from tests.tui.people.conftest import ANH, UT


async def test_the_history_tells_old_and_new_in_words(opened: Any, folder: Path) -> None:
    with Book.open(folder, write=True) as book:
        edit(book, ANH, "life", "chết", reason="Báo tử số 12")
        edit(book, ANH, "account.provider", "BIDV")
    async with opened("history", record=ANH) as app:
        text = screen_text(app)
        assert "05/03/2026 08:00" in text
        assert "Lan (xã)" in text
        assert "Còn sống → Đã chết" in text
        assert "Agribank → BIDV" in text
        assert "regimes" not in text


async def test_accounts_by_filter(opened: Any, folder: Path) -> None:
    async with opened("accounts", village=None) as app:
        assert [row.owner for row in app.screen.table.rows] == ["Lò Thị Ánh", "Hà Văn Nam"]
        assert "Hà Văn Nam (NT)" in screen_text(app)
        await type_keys(app, "{f5}{f5}{f5}{f5}")
        assert [row.owner for row in app.screen.table.rows] == ["Nguyễn Thị Hoà"]
        await type_keys(app, "{enter}")
        assert app.screen.focused.parent is app.screen.form["account.number"]


async def test_findings_lead_to_the_field_and_close_themselves(opened: Any) -> None:
    async with opened("findings", village="luong-ngoc") as app:
        await until(lambda: app.screen.is_ready)
        ending = next(f for f in app.screen.table.rows if f.code == "authorisation-ending")
        app.screen.table.go_to((ending.code, ending.record, ending.field))
        await type_keys(app, "{enter}")
        assert app.screen.person.record == UT
        assert app.screen.focused.parent is app.screen.form["route.valid_until"]
        await type_keys(app, "{end}" + "\x7f" * 10 + "31122026{f2}{escape}")
        await until(lambda: app.screen.is_ready)
        assert "authorisation-ending" not in [f.code for f in app.screen.table.rows]


async def test_two_different_people_are_told_once(opened: Any, folder: Path) -> None:
    with Book.open(folder, write=True) as book:
        twin = {"name": "Lò Thị Ánh", "born": "1945-03-02", "life": "alive"}
        book.commit("thon-2", changes("thon-2", None, twin))
    async with opened("findings", village=None) as app:
        await until(lambda: app.screen.is_ready)
        twins = [f for f in app.screen.table.rows if f.code == "duplicate-name-born"]
        assert len(twins) == 2
        app.screen.table.go_to((twins[0].code, twins[0].record, twins[0].field))
        await type_keys(app, "k{enter}")
        await until(lambda: app.screen.is_ready)
        assert "duplicate-name-born" not in [f.code for f in app.screen.table.rows]
        now = app.book.record(twins[0].record)["now"]
        assert now[f"different.{twins[0].others[0]}"] is True
