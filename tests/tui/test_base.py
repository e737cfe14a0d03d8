"""Screens, key bar, help, commands and dialogs, on the demo screen."""

import pytest
from textual.binding import Binding

from tests.tui.helpers import post_keys, screen_text, settled, type_keys, until
from tests.tui.programs.demo import PEOPLE, Demo, People, PersonForm
from tui.base import BaseApp, BaseScreen
from tui.theme import PAIRS
from tui.widgets.commands import Command, current_commands, key_name
from tui.widgets.confirm import Confirm
from tui.widgets.form import Form
from tui.widgets.help import Help
from tui.widgets.palette import Palette, matching
from tui.widgets.prompt import Prompt
from tui.widgets.table import Table

LIST = """\
 Đối tượng                                            Thôn Lương Ngọc · 09/2023
    Họ và tên             Sinh Nơi ở         Ghi chú               Số tiền (đ)
 »  Lò Thị Ánh            1931 Thôn 1                                  500.000
    Nguyễn Văn Đức        1932 Thôn 2                                  500.001
  ! Hà Thị Mị             1933 Thôn 3        Cần xác minh lại          500.002
    Vi Văn Khoẻ           1934 Thôn 4                                  500.003
  ≠ Lương Thị Ngoan       1935 Thôn 5        Cần xác minh lại          500.004
"""
KEYS = " Enter  Mở  Cách  Đánh dấu  F3  Thêm  F8  Dừng  Ctrl+P  Lệnh           F1  Giúp"

FORM = """\
 Một người                                                            Hà Thị Mị
 Người hưởng                                                                   █
 » Họ và tên       Hà Thị Mị                                                   █
   Ngày sinh       02/03/1933   ! Khác năm sinh trong số căn cước              █
   Giới tính       Nữ                                                          █
   Số căn cước                                                                 █
   Nơi ở                                                                       █
   Thôn            Lương Ngọc                                                  █
   Trợ cấp (đồng)  500.002                                                     █
 Người nhận thay                                                               █
   Họ và tên                                                                   █
"""


async def test_the_list_screen() -> None:
    """Shows title, header, cursor sign, row signs, key bar, each in its row."""
    app = Demo()
    async with app.run_test(size=(80, 24)):
        app.screen.reset(PEOPLE[:5])
        await settled(app)
        lines = screen_text(app).splitlines()
        assert "\n".join(lines[:7]) == LIST.rstrip()
        assert lines[23] == KEYS


async def test_the_form_screen() -> None:
    """Shows aligned captions, values as people write them, the mark beside a field, the scroll bar."""
    app = Demo()
    async with app.run_test(size=(80, 24)):
        await type_keys(app, "{down}{down}\r")
        assert screen_text(app).startswith(FORM.rstrip())


async def test_a_screen_is_built_once_and_reset_each_time() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)):
        await type_keys(app, "\r")
        first = app.screen
        assert first.query_one(Form)["name"].value == "Lò Thị Ánh"
        await type_keys(app, "{down}{down}\x1b{down}\r")
        assert app.screen is first
        assert first.query_one(Form)["name"].value == "Nguyễn Văn Đức"
        assert first.query_one(Form)["name"].input.has_focus
        app.show("people")
        await settled(app)
        assert [type(screen) for screen in app.screen_stack] == [People]


async def test_type_ahead_into_a_screen_shown_for_the_first_time() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)):
        await type_keys(app, "{f3}Lo\x7f\x7fLò Thị A\x7fÁnh\t1945\rnu\r038145000123Thôn 3{ctrl+s}")
        form = app.screen.query_one(Form)
        assert form.values() | {"village": ""} == form.values() | {
            "name": "Lò Thị Ánh",
            "born": "1945",
            "sex": "female",
            "citizen_id": "038145000123",
            "address": "Thôn 3",
            "village": "",
        }
        assert app.screen.message == "●  Đã ghi 5 thay đổi."


async def test_saving_an_unreadable_form_goes_to_the_first_fault() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)):
        await type_keys(app, "{f3}Lò\t\t\t12\t{f2}")
        assert app.screen.query_one(Form)["citizen_id"].input.has_focus
        assert app.screen.message == "×  Số căn cước phải đủ 12 số, ở đây có 2 số."


async def test_esc_asks_before_it_throws_typing_away() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)):
        await type_keys(app, "\r{end}x\x1b")
        assert isinstance(app.screen, Confirm)
        await type_keys(app, "\r")  # the safe answer
        assert isinstance(app.screen, PersonForm)
        await type_keys(app, "\x1bc")
        assert isinstance(app.screen, People)
        await type_keys(app, "\x1b")  # nowhere to go back to
        assert isinstance(app.screen, People)


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("{f8}cchết\r", "●  Đã dừng: chết."),
        ("{f8}C\rchết\r", "●  Đã dừng: chết."),
        ("{f8}c\x1b", "·  Chưa dừng gì cả."),
        ("{f8}k", ""),
        ("{f8}\x1b", ""),
        ("{f8}\r", ""),
    ],
)
async def test_dialogs_in_one_breath(keys: str, message: str) -> None:
    """A question, a reason and the answers to both, all struck ahead."""
    app = Demo()
    async with app.run_test(size=(80, 24)):
        await type_keys(app, keys)
        assert isinstance(app.screen, People)
        assert app.screen.message == message


async def test_a_dialog_shows_its_own_keys_only() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)):
        await type_keys(app, "{f8}")
        await until(lambda: screen_text(app).split("\n")[23] == "")
        assert "C  Có    K, Enter  Không" in screen_text(app)
        await type_keys(app, "k")
        await until(lambda: screen_text(app).splitlines()[23] == KEYS)


async def test_a_prompt_keeps_on_asking() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)):
        await type_keys(app, "{f8}c\r")
        assert isinstance(app.screen, Prompt)
        assert "×  Chưa nhập lý do." in screen_text(app)


@pytest.mark.parametrize("key", ["{f1}", "{ctrl+g}"])
async def test_help_explains_screen_field_and_keys(key: str) -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)):
        await type_keys(app, "\r\t\t" + key)
        assert isinstance(app.screen, Help)
        text = screen_text(app)
        for part in ("Trợ giúp: Một người", "Sửa hồ sơ", "Ô «Giới tính»", "2  Nữ", "F2 Ctrl+S", "Ghi vào sổ"):
            assert part in text
        await type_keys(app, "\x1b")
        assert isinstance(app.screen, PersonForm)


async def test_commands_are_found_without_accents_and_run() -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)):
        await type_keys(app, "{ctrl+p}them")
        assert isinstance(app.screen, Palette)
        assert app.screen.query_one(Table).row.id == "people.new"
        await type_keys(app, "\rVi Văn A")
        assert app.screen.query_one(Form)["name"].text == "Vi Văn A"
        await type_keys(app, "{ctrl+p}{down}{up}\x1b")
        assert isinstance(app.screen, PersonForm)


def test_commands_match_by_all_words() -> None:
    commands = [
        Command("Đóng tháng", print, id="a"),
        Command("Thêm người", print, help="vào danh sách tháng", id="b"),
    ]
    assert [command.id for command in matching(commands, "thang")] == ["a", "b"]
    assert [command.id for command in matching(commands, "dong th")] == ["a"]
    assert [command.id for command in matching(commands, "them")] == ["b"]
    assert matching(commands, "xyz") == []


@pytest.mark.parametrize("key", ["{ctrl+q}", "{f10}"])
async def test_quitting(key: str) -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)):
        await type_keys(app, "{ctrl+c}")
        assert app.screen.message == "·  Muốn thoát, bấm Ctrl+Q hoặc F10."
        post_keys(app, key)
        await until(lambda: not app.is_running)


async def test_moving_the_focus_repaints_two_rows() -> None:
    """Stock Textual repaints the whole screen (finding 4): watch what the compositor is asked to draw."""
    app = Demo()
    async with app.run_test(size=(80, 24)):
        await type_keys(app, "\r")
        app.screen._on_timer_update()
        drawn: list[int] = []
        render = app.screen._compositor.render_update

        def spy(*args, **kwargs):
            drawn.append(sum(region.area for region in app.screen._compositor._dirty_regions))
            return render(*args, **kwargs)

        app.screen._compositor.render_update = spy
        await type_keys(app, "\t")
        app.screen._on_timer_update()
        await settled(app)
        assert sum(drawn) < 80 * 24


async def test_the_key_bar_keeps_what_matters_most() -> None:
    class Many(BaseScreen[None]):
        BINDINGS = [Binding(f"f{n}", f"do_{n}", f"Việc số {n}", id=f"many.{n}") for n in range(2, 10)]

    class App(BaseApp[None]):
        SCREENS = {"many": Many}
        HOME = "many"

    app = App()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app)
        bar = screen_text(app).splitlines()[-1]
        assert bar.startswith(" F2  Việc số 2  F3  Việc số 3")
        assert bar.endswith("F1  Giúp")
        assert len(bar) <= 80
        await pilot.resize_terminal(120, 24)
        await until(lambda: "Việc số 7" in screen_text(app).splitlines()[-1])


async def test_every_shown_binding_has_id_description_and_twin() -> None:
    """Function keys that terminals swallow (F1, F10, F11) must have a twin; keys that are other keys are not bound."""
    app = Demo()
    async with app.run_test(size=(80, 24)):
        for keys in ("", "\r"):
            await type_keys(app, keys)
            bindings = app.screen.active_bindings
            assert not {"ctrl+h", "ctrl+i", "ctrl+m", "ctrl+left_square_bracket", "ctrl+j"} & set(bindings)
            for command in current_commands(app.screen):
                assert command.title
                if any(key in ("F1", "F10", "F11") for key in command.keys):
                    assert len(command.keys) > 1
            assert all(binding.binding.id for binding in bindings.values() if binding.binding.show)


def test_key_names() -> None:
    assert [key_name(key) for key in ("f2", "ctrl+s", "escape", "pageup", "shift+tab", "space", "c")] == [
        "F2", "Ctrl+S", "Esc", "PgUp", "Shift+Tab", "Cách", "C"
    ]  # fmt: skip


@pytest.mark.parametrize("theme", ["sáng", "tối", "sáng-16", "tối-16"])
async def test_every_palette_draws_every_screen(theme: str) -> None:
    app = Demo()
    async with app.run_test(size=(80, 24)):
        app.theme = theme
        await type_keys(app, "{down}\r\t31{f2}{f1}")
        assert "Trợ giúp" in screen_text(app)


async def test_a_kept_screen_follows_a_change_of_theme() -> None:
    """Kept screens are not styled again at each showing, but they are when the theme is another."""
    app = Demo()
    async with app.run_test(size=(80, 24)):
        await type_keys(app, "\r\x1b")
        app.theme = "tối"
        await type_keys(app, "\r\t")
        field = app.screen.query_one(Form)["name"].input
        assert field.styles.background.hex.lower() == PAIRS["tối"]["field"].background
        app.theme = "sáng"
        await settled(app)
        assert field.styles.background.hex.lower() == PAIRS["sáng"]["field"].background
