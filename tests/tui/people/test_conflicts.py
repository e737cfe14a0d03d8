"""Conflicts: the gravest first, three keys settle one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from store import device
from tests.tui.helpers import screen_text, type_keys
from tests.tui.people.conftest import ANH, BINH, UT, disagree


async def test_the_list_and_the_sides_at_80_by_24(opened: Any, folder: Path, matches: Any) -> None:
    """The number before the telephone; who wrote which value."""
    disagree(folder, ANH, "phone", "0912000001", "0912000002")
    disagree(folder, UT, "citizen_id", "038080000456", "038080000465")
    async with opened("conflicts") as app:
        matches(app, "conflicts")


async def test_two_keys_settle_one_and_the_next_is_selected(opened: Any, folder: Path) -> None:
    disagree(folder, ANH, "phone", "0912000001", "0912000002")
    disagree(folder, UT, "citizen_id", "038080000456", "038080000465")
    async with opened("conflicts") as app:
        await type_keys(app, "2{enter}")
        assert app.book.person(UT).text("citizen_id") == "038080000465"
        assert app.screen.table.key == (ANH, "phone")
        await type_keys(app, "1hỏi lại rồi{enter}")
        assert app.book.person(ANH).text("phone") == "0912000001"
        assert any(edit.get("reason") == "hỏi lại rồi" for edit in app.book.record(ANH)["edits"].values())
        assert app.book.conflicts() == []


async def test_another_value_can_be_typed_and_is_judged(opened: Any, folder: Path) -> None:
    disagree(folder, BINH, "citizen_id", "038190000001", "038190000002")
    async with opened("conflicts") as app:
        await type_keys(app, "s123{enter}")
        assert app.book.conflicts()
        await type_keys(app, "{end}\x7f\x7f\x7f038190000003{enter}{enter}")
        assert app.book.person(BINH).text("citizen_id") == "038190000003"


async def test_enter_opens_the_person_also_of_an_account(opened: Any, folder: Path) -> None:
    from store.book import Book, Change
    from store.records import heads

    with Book.open(folder, write=True) as book:
        account = book.person(UT).account_record
        known = heads(book.record(account)["edits"])
        for bank in ("Agribank", "BIDV"):
            book.commit("luong-ngoc", [Change(account, {"provider": bank}, seen=known)])
    async with opened("conflicts") as app:
        await type_keys(app, "{enter}")
        assert app.screen.person.record == UT
        assert app.screen.form["account.provider"].flagged[0] == "conflict"


async def test_a_village_does_not_decide_for_the_commune(opened: Any, folder: Path) -> None:
    disagree(folder, UT, "regimes.KT-03.status", "paused", "ended")
    own = device.load(folder)
    own.role, own.village = "village", "luong-ngoc"
    device.save(folder, own)
    async with opened("conflicts") as app:
        await type_keys(app, "1")
        assert "do xã quyết định" in app.screen.message
        assert len(app.book.conflicts()) == 1


async def test_a_disputed_name_is_shown_with_both_spellings(opened: Any, folder: Path) -> None:
    disagree(folder, ANH, "name", "Lò Thị Anh", "Lò Thị Ánh")
    async with opened("conflicts") as app:
        assert "Lò Thị Anh | Lò" in screen_text(app)
        await type_keys(app, "{enter}")
        assert app.screen.title == "Lò Thị Anh | Lò Thị Ánh"
        assert app.screen.form["name"].entry.locked
