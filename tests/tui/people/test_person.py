"""The form of a person: what is keyed reaches the disk, only what changed is written, nothing is lost."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

from store import device, disk
from store.book import Book
from store.records import heads
from tests.tui.helpers import screen_text, type_keys, until
from tests.tui.people.conftest import ANH, UT, disagree, on_top


def on_disk(folder: Path, village: str = "luong-ngoc") -> list[dict[str, Any]]:
    """The records of the file as it lies on the disk, read without the program's own reader."""
    text = (folder / "villages" / f"{village}.json").read_text(encoding="utf-8")
    return list(json.loads(text)["records"].values())


async def test_a_new_person_keyed_in_one_burst_is_in_the_file(opened: Any, folder: Path) -> None:
    keys = (
        "Bùi Thị Mơ{enter}02031950{enter}0381500005552{enter}0912333444{enter}Xóm 3{enter}{enter}{enter}"
        "kt03{enter}1{enter}2024{enter}05/QĐ{enter}"
        "1{enter}1{enter}3500205999888{enter}nn{enter}BUI THI MO{enter}{f2}"
    )
    async with opened("person", record=None, village="luong-ngoc") as app:
        await type_keys(app, keys)
        assert "Đã lưu Bùi Thị Mơ" in app.screen.message
    person = next(r["now"] for r in on_disk(folder) if r["now"].get("name") == "Bùi Thị Mơ")
    account = next(r["now"] for r in on_disk(folder) if r["now"].get("number") == "3500205999888")
    assert person["born"] == "1950-03-02"
    assert (person["citizen_id"], person["sex"]) == ("038150000555", "female")
    assert (person["phone"], person["address"]) == ("0912333444", "Xóm 3")
    assert person["regimes.KT-03.status"] == "active"
    assert person["regimes.KT-03.since"] == "2024"
    assert (person["route.method"], person["route.receiver"], person["life"]) == ("account", "self", "alive")
    assert (account["provider"], account["holder_name"]) == ("Agribank", "BUI THI MO")


async def test_one_change_makes_one_edit_that_knows_what_the_form_showed(opened: Any, folder: Path) -> None:
    with Book.open(folder) as book:
        before = book.record(ANH)["edits"]
    async with opened("person", record=ANH, village="luong-ngoc") as app:
        app.screen.form["phone"].focus()
        await type_keys(app, "{end}" + "\x7f" * 10 + "0987654321{f2}")
        after = app.book.record(ANH)["edits"]
    new = [edit for name, edit in after.items() if name not in before]
    assert len(new) == 1
    assert new[0]["set"] == {"phone": "0987654321"}
    assert new[0]["after"] == heads(before)


async def test_saving_without_a_change_writes_nothing(opened: Any, folder: Path) -> None:
    path = folder / "villages" / "luong-ngoc.json"
    before = path.read_bytes()
    async with opened("person", record=UT, village="luong-ngoc") as app:
        await type_keys(app, "{enter}{enter}{enter}{f2}")
        assert "Chưa có gì mới" in app.screen.message
    assert path.read_bytes() == before


async def test_a_bad_citizen_number_is_refused_and_kept(opened: Any, folder: Path) -> None:
    async with opened("person", record=ANH, village="luong-ngoc") as app:
        app.screen.form["citizen_id"].focus()
        await type_keys(app, "{end}\x7f\x7f{f2}")
        assert app.screen.form["citizen_id"].text == "0381450001"
        assert "phải đủ 12 số, ở đây có 10 số" in app.screen.message
        assert app.screen.focused.parent is app.screen.form["citizen_id"]
        assert app.book.person(ANH).text("citizen_id") == "038145000123"


class FullDisk(disk.Disk):
    """A disk on which nothing can be written any more."""

    def create(self, path: Path, data: bytes, *, exclusive: bool) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


async def test_a_failed_save_says_so_and_keeps_the_texts(opened: Any, folder: Path) -> None:
    async with opened("person", record=ANH, village="luong-ngoc") as app:
        app.screen.form["address"].focus()
        with disk.using(FullDisk()):
            await type_keys(app, "Xóm Đình{f2}")
        await until(lambda: "Không ghi được luong-ngoc.json" in screen_text(app))
        await type_keys(app, "{enter}")
        assert app.screen.form["address"].text == "Xóm Đình"
        assert app.screen.is_dirty
        await type_keys(app, "{f2}")
        assert "Đã lưu" in app.screen.message
        assert app.book.person(ANH).text("address") == "Xóm Đình"


async def test_leaving_with_changes_asks_and_enter_stays(opened: Any) -> None:
    async with opened("person", record=ANH, village="luong-ngoc") as app:
        await type_keys(app, "{end}x{escape}{enter}")
        assert on_top(app) == "person"
        assert app.screen.form["name"].text == "Lò Thị Ánhx"
        await type_keys(app, "{escape}b")
        assert on_top(app) == "home"
        assert app.book.person(ANH).name == "Lò Thị Ánh"


async def test_looking_at_the_history_keeps_what_is_typed(opened: Any) -> None:
    async with opened("person", record=ANH, village="luong-ngoc") as app:
        await type_keys(app, "{end}x{f7}")
        assert on_top(app) == "history"
        await type_keys(app, "{enter}")
        assert app.screen.form["name"].text == "Lò Thị Ánhx"


async def test_quitting_with_changes_asks_too(opened: Any) -> None:
    async with opened("person", record=ANH, village="luong-ngoc") as app:
        await type_keys(app, "{end}x{ctrl+q}{escape}")
        assert app.is_running
        assert app.screen.form["name"].text == "Lò Thị Ánhx"


async def test_leaving_can_save(opened: Any) -> None:
    async with opened("person", record=ANH, village="luong-ngoc") as app:
        await type_keys(app, "{end}x{escape}l")
        assert on_top(app) == "home"
        assert app.book.person(ANH).name == "Lò Thị Ánhx"


async def test_a_second_regime_and_the_end_of_the_first(opened: Any) -> None:
    async with opened("person", record=UT, village="luong-ngoc") as app:
        app.screen.form["r1.status"].focus()
        await type_keys(app, "3{enter}{enter}{enter}{enter}Hết hạn{f5}tb45{enter}{f2}")
        drawn = app.book.person(UT).regimes()
        assert drawn["KT-03"] == {"status": "ended", "reason": "Hết hạn"}
        assert drawn["TB-45"] == {"status": "active"}
        assert app.screen.form["r2.code"].text == "Thương binh 45% (TB-45)"


async def test_saving_leaves_the_field_in_sight(opened: Any) -> None:
    async with opened("person", record=UT, village="luong-ngoc") as app:
        app.screen.form["note"].focus()
        await type_keys(app, "đã gặp{f2}")
        await until(lambda: "» Ghi chú" in screen_text(app))
        assert app.book.person(UT).text("note") == "đã gặp"


async def test_words_of_a_regime_and_the_list_of_all(opened: Any) -> None:
    async with opened("person", record=None, village="luong-ngoc") as app:
        form = app.screen.form
        form["r1.code"].focus()
        await type_keys(app, "khuyết tật nặng{enter}")
        assert form["r1.code"].value == "KT-03"
        form["r1.code"].focus()
        await type_keys(app, "liet si{f6} tai gia{enter}")
        assert form["r1.code"].value == "LS-TG"


async def test_who_receives_alone_again_owns_the_account(opened: Any) -> None:
    """The recipient's papers are cleared from the route; the recipient and the old account stay in the book."""
    async with opened("person", record=UT, village="luong-ngoc") as app:
        before = app.book.person(UT)
        app.screen.form["route.receiver"].focus()
        await type_keys(app, "1{enter}{f2}")
        after = app.book.person(UT)
        assert (after.recipient, after.text("route.relation"), after.text("route.paper")) == (None, "", "")
        assert after.own_account
        assert after.account["number"] == before.account["number"]
        assert app.book.record(before.account_record)["now"]["owner"] == before.recipient_record


async def test_a_bare_number_is_no_regime(opened: Any) -> None:
    """Elsewhere a digit picks the option of that place; in a list of seventy it would be a wrong benefit."""
    async with opened("person", record=None, village="luong-ngoc") as app:
        app.screen.form["r1.code"].focus()
        await type_keys(app, "1{enter}")
        assert app.screen.form["r1.code"].value == ""
        assert "Không có chế độ «1»" in app.screen.message


async def test_another_recipient_is_another_record_and_a_known_number_links(opened: Any, folder: Path) -> None:
    async with opened("person", record=ANH, village="luong-ngoc") as app:
        known = app.book.person(UT).recipient_record
        app.screen.form["route.receiver"].focus()
        await type_keys(app, "2{enter}Hà Văn Nam{enter}038055000111{enter}{f2}")
        assert app.book.person(ANH).recipient_record == known
        assert app.book.person(ANH).text("route.receiver") == "authorised"
        app.screen.form["recipient.name"].focus()
        await type_keys(app, "{end}" + "\x7f" * 10 + "Lò Văn Tý{enter}{end}" + "\x7f" * 12 + "038077000222{f2}")
        assert app.book.person(ANH).recipient["name"] == "Lò Văn Tý"
        assert app.book.person(UT).recipient["name"] == "Hà Văn Nam"


async def test_conflicts_and_findings_stand_beside_their_fields(opened: Any, folder: Path, matches: Any) -> None:
    """The form at 80 x 24 with a conflict in the number and an authorisation that ends."""
    disagree(folder, UT, "citizen_id", "038080000456", "038080000465")
    async with opened("person", record=UT, village="luong-ngoc") as app:
        assert app.screen.form["citizen_id"].flagged[0] == "conflict"
        assert app.screen.form["route.valid_until"].flagged[0] == "warn"
        matches(app, "person")
        await type_keys(app, "{f9}")
        assert on_top(app) == "conflicts"
        assert app.screen.table.key == (UT, "citizen_id")


async def test_a_village_leaves_the_regimes_of_the_commune_alone(opened: Any, folder: Path) -> None:
    own = device.load(folder)
    own.role, own.village = "village", "luong-ngoc"
    device.save(folder, own)
    async with opened("person", record=UT, village="luong-ngoc") as app:
        assert app.screen.form["r1.status"].entry.locked
        assert not app.screen.form["phone"].entry.locked
        await type_keys(app, "{f4}")
        assert not app.screen.form["r1.status"].entry.locked


async def test_a_move_keeps_the_person_with_all_history(opened: Any) -> None:
    async with opened("person", record=ANH, village="luong-ngoc") as app:
        await type_keys(app, "{f3}thon 2{enter}")
        assert app.book.where(ANH) == "thon-2"
        assert app.screen.sub_title.startswith("Thôn 2")
        assert app.book.person(ANH).account["number"] == "3500205123456"
