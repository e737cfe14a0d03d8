"""Fields and forms: Vietnamese stays whole, every kind is read and shown as people write it, nothing blocks the way."""

from collections.abc import Sequence

import pytest
from textual import events
from textual.app import ComposeResult

from store.fields import parse_citizen_id, parse_name
from tests.tui.helpers import screen_text, settled, type_keys
from tui.base import BaseApp, BaseScreen
from tui.widgets.choose import Option, candidates, options_of
from tui.widgets.entry import Entry, Heading, show_date, show_number
from tui.widgets.form import Form

RELATIONS = options_of(
    ("1", "Vợ/chồng"), ("2", "Con đẻ"), ("3", "Con dâu"), ("4", "Cháu (nội, ngoại)"), ("5", "Người giám hộ")
)


class One(BaseScreen[None]):
    ENTRIES: Sequence[Entry | Heading] = ()

    def __init__(self) -> None:
        super().__init__()
        self.submitted = 0
        self.changes: list[str] = []

    def compose_body(self) -> ComposeResult:
        yield Form(self.ENTRIES)

    def on_form_submitted(self) -> None:
        self.submitted += 1

    def on_field_changed(self, event) -> None:
        super().on_field_changed(event)
        self.changes.append(event.field.entry.name)


def app_with(*entries: Entry | Heading) -> BaseApp[None]:
    screen = type("Screen", (One,), {"ENTRIES": entries})

    class App(BaseApp[None]):
        SCREENS = {"one": screen}
        HOME = "one"

    return App()


def form_of(app: BaseApp[None]) -> Form:
    return app.screen.query_one(Form)


THREE = (
    Entry("name", "Họ và tên", parse=parse_name),
    Entry("born", "Ngày sinh", "date", width=12),
    Entry("citizen_id", "Số căn cước", "digits", width=14, full=12, parse=parse_citizen_id),
    Entry("amount", "Trợ cấp", "number", width=14),
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("Lo\u0300 Thi\u0323 A\u0301nh", "Lò Thị Ánh"),
        ("ệ\x7f", ""),
        ("e\u0323\u0302\x7fa", "a"),
        ("ngah{left}\u0309", "ngảh"),
    ],
    ids=["two marks", "three words", "composed deleted whole", "built up, deleted whole", "in the middle"],
)
async def test_combining_marks_join_their_letter(typed: str, kept: str) -> None:
    app = app_with(*THREE)
    async with app.run_test(size=(80, 24)):
        await type_keys(app, typed)
        assert form_of(app)["name"].text == kept


async def test_a_keyboard_driver_and_type_ahead_fill_a_form() -> None:
    app = app_with(*THREE)
    async with app.run_test(size=(80, 24)):
        await type_keys(app, "Nguye\x7fên\x7f\x7fễn Thi\x7fị\t02031945\r0381450001231.250.000\r")
        assert form_of(app).values() == {
            "name": "Nguyễn Thị",
            "born": "1945-03-02",
            "citizen_id": "038145000123",
            "amount": "1250000",
        }
        assert [field.text for field in form_of(app).fields.values()] == [
            "Nguyễn Thị",
            "02/03/1945",
            "038145000123",
            "1.250.000",
        ]
        assert app.screen.submitted == 1


@pytest.mark.parametrize("forward", ["\r", "\t", "{down}"])
async def test_three_keys_go_on_and_two_go_back(forward: str) -> None:
    app = app_with(*THREE)
    async with app.run_test(size=(80, 24)):
        form = form_of(app)
        await type_keys(app, forward * 2)
        assert form["citizen_id"].input.has_focus
        await type_keys(app, "{up}{shift+tab}")
        assert form["name"].input.has_focus
        assert not app.screen.submitted


async def test_a_wrong_value_stays_and_is_told_and_does_not_block() -> None:
    app = app_with(*THREE)
    async with app.run_test(size=(80, 24)):
        form = form_of(app)
        await type_keys(app, "\t31021945\t")
        assert form["born"].text == "31021945"
        assert app.screen.message == "×  Ngày sinh: Không có ngày 31/02/1945."
        assert "   Ngày sinh    31021945     ×" in screen_text(app)
        assert form["citizen_id"].input.has_focus
        assert form.first_error() is form["born"]
        await type_keys(app, "{up}\x7f{end}\x7f\x7f\x7f\x7f\x7f\x7f\x7f1945\t")
        assert form["born"].value == "1945"
        assert form.first_error() is None
        assert app.screen.message == ""


async def test_letters_are_refused_in_a_number_with_a_sentence() -> None:
    app = app_with(*THREE)
    async with app.run_test(size=(80, 24)):
        await type_keys(app, "\t\t01a2")
        assert form_of(app)["citizen_id"].text == "012"
        await type_keys(app, "x")
        assert app.screen.message == "!  Ô này chỉ nhận chữ số."


async def test_loading_is_silent_and_changes_count_from_it() -> None:
    app = app_with(*THREE)
    async with app.run_test(size=(80, 24)):
        form = form_of(app)
        form.load({"name": "Hà Thị Mị", "born": "1933-03"})
        await settled(app)
        assert not app.screen.changes
        assert not form.is_changed
        assert form["born"].text == "03/1933"
        await type_keys(app, "{end}a\x7f\t\t\t")
        assert app.screen.changes == ["name", "name"]
        assert not form.is_changed
        await type_keys(app, "500\t")
        assert form.changed() == {"amount": "500"}
        assert form.texts()["born"] == "03/1933"


async def test_a_first_letter_does_not_wipe_out_a_name() -> None:
    app = app_with(*THREE)
    async with app.run_test(size=(80, 24)):
        form_of(app).load({"name": "Hà"})
        await type_keys(app, "n")
        assert form_of(app)["name"].text == "Hàn"


async def test_asking_for_values_does_not_disturb_the_typing() -> None:
    app = app_with(*THREE)
    async with app.run_test(size=(80, 24)):
        form = form_of(app)
        await type_keys(app, "Hà ")
        assert form.values()["name"] == "Hà"
        assert form.changed() == {"name": "Hà"}
        await type_keys(app, "Mị")
        assert form["name"].text == "Hà Mị"


async def test_loading_takes_marks_away() -> None:
    app = app_with(*THREE)
    async with app.run_test(size=(80, 24)):
        form = form_of(app)
        await type_keys(app, "\t3102\t")
        form["name"].flag("warn", "Trùng tên")
        assert form["born"].input.has_class("-invalid")
        form.load({})
        assert not form["born"].input.has_class("-invalid")
        assert not form.is_changed
        assert form["name"].flagged == ("", "")


async def test_a_draft_comes_back_with_its_errors() -> None:
    app = app_with(*THREE)
    async with app.run_test(size=(80, 24)):
        form = form_of(app)
        form.load({"name": "Hà"})
        form.put_texts({"name": "Hà Thị", "born": "3102"})
        assert form["name"].value == "Hà Thị"
        assert form["born"].error
        assert form.is_changed


async def test_a_required_field_is_missed_only_when_saving() -> None:
    app = app_with(Entry("name", "Họ và tên", required=True), Entry("born", "Ngày sinh", "date"))
    async with app.run_test(size=(80, 24)):
        await type_keys(app, "\t")
        form = form_of(app)
        assert not form["name"].error
        assert form.first_error() is form["name"]
        assert form["name"].error == "Chưa nhập họ và tên."


async def test_a_paste_of_two_lines_comes_whole() -> None:
    app = app_with(*THREE)
    async with app.run_test(size=(80, 24)):
        app.post_message(events.Paste("Thôn Ngọc,\r\nxã\tLương"))
        await settled(app)
        assert form_of(app)["name"].text == "Thôn Ngọc, xã Lương"


async def test_a_locked_field_is_passed_over() -> None:
    app = app_with(THREE[0], Entry("village", "Thôn", locked=True), THREE[1])
    async with app.run_test(size=(80, 24)):
        form = form_of(app)
        form.load({"village": "Lương Ngọc"})
        await type_keys(app, "\rx1945")
        assert form["born"].text == "1945"
        assert form["village"].value == "Lương Ngọc"


async def test_a_typing_method_sees_each_letter_of_text_fields_only() -> None:
    app = app_with(*THREE)
    app.typist = lambda before, letter: f"{before[:-1]}á" if before[-1:] + letter == "as" else before + letter
    async with app.run_test(size=(80, 24)):
        await type_keys(app, "cas\t1945")
        assert form_of(app)["name"].text == "cá"
        assert form_of(app)["born"].text == "1945"


@pytest.mark.parametrize(
    ("typed", "picked"),
    [
        ("2", ["Con đẻ"]),
        ("con dâu", ["Con dâu"]),
        ("dau", ["Con dâu"]),
        ("cd", ["Con đẻ", "Con dâu"]),
        ("con", ["Con đẻ", "Con dâu"]),
        ("ngh", ["Người giám hộ"]),
        ("VO", ["Vợ/chồng"]),
        ("chong", ["Vợ/chồng"]),
        ("gi ng", ["Người giám hộ"]),
        ("xyz", []),
        ("9", []),
        ("", []),
    ],
)
def test_what_typing_picks(typed: str, picked: list[str]) -> None:
    assert [option.label for option in candidates(RELATIONS, typed)] == picked


def test_an_option_may_have_a_key_of_its_own() -> None:
    options = [Option("KT-01", "Khuyết tật đặc biệt nặng", "k1"), Option("KT-02", "Khuyết tật nặng", "k2")]
    assert candidates(options, "K2") == [options[1]]
    assert candidates(options, "kt-01") == [options[0]]


async def test_a_choice_shows_its_full_label() -> None:
    app = app_with(Entry("relation", "Quan hệ", "choice", width=20, options=RELATIONS), THREE[0])
    async with app.run_test(size=(80, 24)):
        form = form_of(app)
        assert app.screen.message.startswith("1 Vợ/chồng  2 Con đẻ")
        await type_keys(app, "dau")
        assert "→ Con dâu" in screen_text(app)
        await type_keys(app, "\r")
        assert (form["relation"].text, form["relation"].value) == ("Con dâu", "3")
        await type_keys(app, "{up}1\t")
        assert form["relation"].value == "1"
        await type_keys(app, "{up}con\t")
        assert app.screen.message == "×  Quan hệ: Chưa rõ là Con đẻ hay Con dâu."
        await type_keys(app, "{up}2{right}\t")
        assert form["relation"].value == "1"


def test_values_are_shown_as_people_write_them() -> None:
    assert [show_date(value) for value in ("1945-03-02", "1945-03", "1945", "")] == [
        "02/03/1945",
        "03/1945",
        "1945",
        "",
    ]
    assert [show_number(value) for value in ("1250000", "500", "x")] == ["1.250.000", "500", "x"]
