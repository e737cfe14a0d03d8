"""The key fence. Every burst here goes wrong on stock Textual 8.2.8 (`test_the_upstream_fault`) and right behind the
fence."""

import asyncio
import time

import pytest
from textual import events

from tests.tui.helpers import post_keys, settled, type_keys, until
from tests.tui.programs.bursts import Ask, Fenced, Stock

IME_BURST = "Nguye\x7fên\x7f\x7fễn"

# keys, all fields of all screens afterwards
BURSTS = [
    pytest.param(IME_BURST, [["Nguyễn", ""]], id="keyboard driver, DEL"),
    pytest.param(IME_BURST.replace("\x7f", "\x08"), [["Nguyễn", ""]], id="keyboard driver, BS"),
    pytest.param("abc\tdef", [["abc", "def"]], id="type-ahead over Tab"),
    pytest.param("001045000123|Lò A\r12", [["001045000123|Lò A", "12"]], id="scanner line, Enter, text"),
    pytest.param("abc{f2}def", [["abc", ""], ["def"]], id="into a screen that is new"),
    pytest.param("abc{f3}def", [["abc", ""], ["def"]], id="into a screen that is installed"),
    pytest.param("{f3}abc\x1bdef", [["def", ""]], id="back out of a screen"),
    pytest.param("{f4}cxyz", [["", ""], ["xyz"]], id="through a dialog into the next screen"),
    pytest.param("{f4}kxyz", [["xyz", ""]], id="through a dialog and back"),
    pytest.param("{f5}abc\x7fd", [["abd", ""]], id="after a blocked loop"),
    pytest.param("{f6}abc", [["", ""], ["abc"]], id="after a slow handler"),
    pytest.param("ab\x7f{left}cd{end}e{home}f{delete}", [["fdae", ""]], id="moves inside a field"),
]


@pytest.mark.parametrize(("keys", "expected"), BURSTS)
async def test_a_burst_is_handled_key_by_key(keys: str, expected: list[list[str]]) -> None:
    app = Fenced()
    async with app.run_test(size=(80, 24)):
        await type_keys(app, keys)
        assert app.fields() == expected


@pytest.mark.parametrize(("keys", "expected"), BURSTS)
async def test_the_upstream_fault(keys: str, expected: list[list[str]]) -> None:
    """Documents Textualize/textual#6605. When this fails, Textual has been mended and the fence may go."""
    app = Stock()
    async with app.run_test(size=(80, 24)):
        await type_keys(app, keys)
        assert app.fields() != expected


async def test_a_burst_in_steps() -> None:
    """Drivers may write each step of a word by itself."""
    app = Fenced()
    async with app.run_test(size=(80, 24)):
        for step in ("N", "g", "u", "y", "e", "\x7fê", "n", "\x7f\x7fễn"):
            post_keys(app, step)
            await asyncio.sleep(0)
        await settled(app)
        assert app.fields() == [["Nguyễn", ""]]


async def test_a_long_text_of_bursts() -> None:
    app = Fenced()
    async with app.run_test(size=(80, 24)):
        await type_keys(app, (IME_BURST + " ") * 40)
        assert app.fields() == [["Nguyễn " * 40, ""]]


async def test_what_letters_cause_is_done_before_the_next_command() -> None:
    """A save key must find the draft that the letters before it made."""
    app = Fenced()
    seen: list[list[str]] = []
    app.action_block = lambda: seen.append(list(app.changes))  # type: ignore[method-assign]
    async with app.run_test(size=(80, 24)):
        await type_keys(app, "abc{f5}d")
        assert seen == [["a", "ab", "abc"]]


async def test_a_paste_keeps_its_place() -> None:
    app = Fenced()
    async with app.run_test(size=(80, 24)):
        post_keys(app, "a\t")
        app.post_message(events.Paste("dán"))
        post_keys(app, "\x7fb\tc")
        await settled(app)
        assert app.fields() == [["ac", "dáb"]]


async def test_keys_struck_before_the_first_screen_stands() -> None:
    app = Fenced()
    post_keys(app, "abc\tdef")
    async with app.run_test(size=(80, 24)):
        await settled(app)
        assert app.fields() == [["abc", "def"]]


async def test_a_handler_that_awaits_a_dialog_does_not_stop_the_keyboard() -> None:
    app = Fenced()
    async with app.run_test(size=(80, 24)):
        begin = time.monotonic()
        await type_keys(app, "{f7}kabc")
        assert app.fields() == [["abc", ""]]
        assert time.monotonic() - begin < Fenced.FENCE_LIMIT


async def test_no_key_is_lost_when_a_handler_outstays_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fenced, "FENCE_LIMIT", 0.05)
    app = Fenced()
    async with app.run_test(size=(80, 24)):
        await type_keys(app, "{f6}abc\x7fd")
        await until(lambda: "abd" in str(app.fields()))


async def test_an_exception_in_a_handler_ends_the_app_as_ever() -> None:
    app = Fenced()

    async def run() -> None:
        async with app.run_test(size=(80, 24)):
            post_keys(app, "{f8}abc\tdef")
            await until(lambda: app._exception is not None)

    with pytest.raises(RuntimeError, match="a handler failed"):
        await run()
    assert app.return_code == 1


async def test_quitting_with_keys_in_line() -> None:
    app = Fenced()
    async with app.run_test(size=(80, 24)):
        post_keys(app, "a{f9}bc\td\x7fe")
        await until(lambda: not app.is_running)
    assert app.return_code == 0


async def test_pilot_works_as_ever() -> None:
    app = Fenced()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a", "tab", "b", "f4")
        assert isinstance(app.screen, Ask)
        await pilot.press("k")
        assert app.fields() == [["a", "b"]]


async def test_the_fence_costs_little() -> None:
    """0.1-0.3 ms a key here; the bound leaves room for a busy test machine."""
    app = Fenced()
    async with app.run_test(size=(80, 24)):
        begin = time.process_time()
        await type_keys(app, "a\x7f" * 100)
        each = (time.process_time() - begin) / 200
    stock = Stock()
    async with stock.run_test(size=(80, 24)):
        begin = time.process_time()
        await type_keys(stock, "a\x7f" * 100)
        each_stock = (time.process_time() - begin) / 200
    assert each - each_stock < 0.003
