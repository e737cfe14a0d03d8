"""Hand-in, receive, hand-out: what a stick carries between a village laptop and the commune."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from store.book import Book
from tests.tui.helpers import screen_text, type_keys, until
from tests.tui.monthly.conftest import ANH, MO, on_top, reaches, shows


async def go_to(app: Any, folder: Path) -> None:
    """Type a folder into the path field; the table then has the keys."""
    app.screen.path_field.focus()
    await type_keys(app, f"{folder}\r")
    assert app.screen.browser.has_focus


async def hand_in(opened: Any, laptop: Path, stick: Path) -> None:
    async with opened(laptop, "hand_in") as app:
        await until(lambda: app.screen.summary is not None)
        await go_to(app, stick)
        await type_keys(app, "\r\r")
        await reaches(app, lambda: app.screen.stage == "done")


async def test_hand_in_says_what_goes_and_when_the_stick_may_be_pulled(opened: Any, laptop: Path, stick: Path) -> None:
    async with opened(laptop, "hand_in") as app:
        await until(lambda: app.screen.summary is not None)
        assert "2 người đang hưởng · tháng này chưa nộp lần nào" in screen_text(app)
        await go_to(app, stick)
        await type_keys(app, "\r")
        assert on_top(app) == "confirm"
        assert not list(stick.iterdir()), "nothing before the answer"
        await type_keys(app, "\r")
        await reaches(app, lambda: app.screen.stage == "done")
        written = list(stick.iterdir())
        assert len(written) == 1
        await shows(app, "Đã nộp sổ lần 1 của tháng 03/2026: 2 người.", written[0].name, "Rút USB ra được rồi")


async def test_a_hand_in_without_changes_is_asked_about(opened: Any, laptop: Path, stick: Path) -> None:
    """People were entered since the last hand-in, so "no changes" is doubtful and no is the safe answer."""
    async with opened(laptop, "hand_in") as app:
        await until(lambda: app.screen.summary is not None)
        await go_to(app, stick)
        app.screen.unchanged.focus()
        await type_keys(app, "{right}{f2}")
        assert "có chắc là không có thay đổi" in screen_text(app).replace("\n", " ").replace("║", "").replace("  ", "")
        await type_keys(app, "\r")
        assert not list(stick.iterdir())


async def test_the_round_trip(opened: Any, laptop: Path, commune: Path, stick: Path) -> None:
    with Book.open(laptop, write=True) as book:
        book.change(ANH, {"phone": "0912000123"})
    await hand_in(opened, laptop, stick)
    async with opened(commune, "receive") as app:
        await go_to(app, stick)
        await type_keys(app, "\r")
        await reaches(app, lambda: app.screen.stage == "preview")
        await shows(app, "có điều mới")
        assert app.book.person(ANH).text("phone") == "", "looking writes nothing"
        await type_keys(app, "{f2}")
        await reaches(app, lambda: app.screen.stage == "done")
        assert app.book.person(ANH).text("phone") == "0912000123"
        await type_keys(app, "{escape}{escape}")
        assert on_top(app) == "home"
        await until(lambda: app.screen.seen.villages[0].hand_in == 1)
        # The commune answers: it adds an address and hands out to two villages.
        app.book.change(ANH, {"address": "Lương Ngọc"})
        await type_keys(app, "{ctrl+u}")
        await until(lambda: app.screen.villages.rows)
        await type_keys(app, "  {f2}")
        await go_to(app, stick)
        await type_keys(app, "\r\r")
        await reaches(app, lambda: app.screen.stage == "villages" and "Đã ghi 2 tệp" in app.screen.message)
    async with opened(laptop, "receive") as app:
        await go_to(app, stick)
        await type_keys(app, "\r")
        await reaches(app, lambda: app.screen.stage == "preview")
        await shows(app, "của nơi khác")  # Thôn 2 is not this laptop's
        await type_keys(app, "{f2}")
        await reaches(app, lambda: app.screen.stage == "done")
        assert app.book.person(ANH).text("address") == "Lương Ngọc"


async def test_a_broken_file_is_named_and_stops_nothing(opened: Any, laptop: Path, commune: Path, stick: Path) -> None:
    with Book.open(laptop, write=True) as book:
        book.change(ANH, {"phone": "0912000123"})
    await hand_in(opened, laptop, stick)
    (stick / "hong_000001.json").write_bytes(b"{")
    async with opened(commune, "receive") as app:
        await go_to(app, stick)
        await type_keys(app, "\r")
        await reaches(app, lambda: app.screen.stage == "preview")
        await shows(app, "hỏng, không nhận")
        assert any("× hong_000001.json" in row and "hỏng" in row for row in screen_text(app).splitlines())
        await type_keys(app, "{f2}")
        await reaches(app, lambda: app.screen.stage == "done")
        assert app.screen.message == "!  Đã nhận 1 tệp. 1 tệp không nhận được. Rút USB ra được rồi."
        assert app.book.person(ANH).text("phone") == "0912000123"


async def test_what_disagrees_is_told_and_one_key_away(opened: Any, laptop: Path, commune: Path, stick: Path) -> None:
    for folder, phone in ((laptop, "0912000111"), (commune, "0912000222")):
        with Book.open(folder, write=True) as book:
            book.change(ANH, {"phone": phone})
    await hand_in(opened, laptop, stick)
    async with opened(commune, "receive") as app:
        await go_to(app, stick)
        await type_keys(app, "\r")
        await reaches(app, lambda: app.screen.stage == "preview")
        await type_keys(app, "{f2}")
        await reaches(app, lambda: app.screen.stage == "done")
        assert "chỗ ghi khác nhau mới" in app.screen.message
        await type_keys(app, "{f9}")
        assert on_top(app) == "conflicts"


async def test_a_folder_without_books(opened: Any, commune: Path, stick: Path) -> None:
    async with opened(commune, "receive") as app:
        await go_to(app, stick)
        await type_keys(app, "\r")
        await reaches(app, lambda: "không có tệp sổ nào" in screen_text(app))


async def test_hand_out_to_a_place_that_cannot_be_written(opened: Any, commune: Path, stick: Path) -> None:
    taken = stick / "tep"
    taken.write_text("a file")
    async with opened(commune, "hand_out") as app:
        await until(lambda: app.screen.villages.rows)
        await type_keys(app, "{f2}")
        assert app.screen.message.startswith("!  Chưa đánh dấu thôn nào")
        await type_keys(app, " {f2}")
        app.screen.path_field.focus()
        await type_keys(app, f"{taken}/sub\rc")
        await reaches(app, lambda: on_top(app) == "notice")
        assert "chưa ghi được" in screen_text(app)
        await type_keys(app, "\r")
        assert app.screen.villages.ticked, "what failed stays ticked"
        assert MO in {person.record for person in app.book.people()}
