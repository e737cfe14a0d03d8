"""A small screen with everything on it: a form, a table, dialogs. Shows how a screen is written; not part of the
product."""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding

from store.fields import parse_citizen_id, parse_name
from tui.base import BaseApp, BaseScreen
from tui.theme import Grade
from tui.widgets.choose import options_of
from tui.widgets.columns import Column
from tui.widgets.confirm import Confirm
from tui.widgets.entry import Entry, Heading
from tui.widgets.form import Form
from tui.widgets.prompt import Prompt
from tui.widgets.table import Table

SEXES = options_of(("male", "Nam"), ("female", "Nữ"))
RELATIONS = options_of(
    ("wife", "Vợ/chồng"), ("child", "Con đẻ"), ("in-law", "Con dâu"), ("son-in-law", "Con rể"), ("sister", "Chị gái")
)


@dataclass(frozen=True)
class Person:
    number: int
    name: str
    born: str
    place: str
    amount: int
    grade: Grade = ""


NAMES = ["Lò Thị Ánh", "Nguyễn Văn Đức", "Hà Thị Mị", "Vi Văn Khoẻ", "Lương Thị Ngoan", "Cầm Bá Thước", "Y Bhung Niê"]
GRADES: list[Grade] = ["", "", "warn", "", "conflict", "", "error"]
PEOPLE = [
    Person(
        n, f"{NAMES[n % 7]} {n // 7 or ''}".strip(), str(1931 + n % 60), f"Thôn {n % 9 + 1}", 500_000 + n, GRADES[n % 7]
    )
    for n in range(5000)
]


def dong(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


class People(BaseScreen[None]):
    TITLE = "Đối tượng"
    HELP = "Danh sách người đang hưởng trợ cấp hằng tháng của thôn. Chọn một người để xem và sửa."
    BINDINGS = [
        Binding("f3,ctrl+t", "new", "Thêm", id="people.new", tooltip="Thêm một người mới"),
        Binding("f8,ctrl+x", "remove", "Dừng", id="people.stop", tooltip="Dừng trợ cấp của người đang chọn"),
    ]

    def compose_body(self) -> ComposeResult:
        yield Table(
            [
                Column("Họ và tên", lambda p: p.name, least=16),
                Column("Sinh", lambda p: p.born, width=4),
                Column("Nơi ở", lambda p: p.place, least=8),
                Column("Ghi chú", lambda p: "Cần xác minh lại" if p.grade else "", least=16, extra=True),
                Column("Số tiền (đ)", lambda p: dong(p.amount), width=11, align="right"),
            ],
            key=lambda p: p.number,
            grade=lambda p: p.grade,
            can_tick=True,
        )

    def reset(self, people: list[Person] | None = None) -> None:
        self.sub_title = "Thôn Lương Ngọc · 09/2023"
        self.query_one(Table).show_rows(PEOPLE if people is None else people)

    def on_table_row_chosen(self, event: Table.RowChosen) -> None:
        self.app.show("person", person=event.row)

    def action_new(self) -> None:
        self.app.show("person", person=None)

    @work
    async def action_remove(self) -> None:
        person = self.query_one(Table).row
        question = f"Dừng trợ cấp của {person.name} từ tháng sau?"
        if await self.app.push_screen_wait(Confirm(question, "Hồ sơ vẫn còn trong sổ, có thể mở lại bất cứ lúc nào.")):
            reason = await self.app.push_screen_wait(Prompt("Dừng trợ cấp", Entry("reason", "Lý do", required=True)))
            self.say(f"Đã dừng: {reason}." if reason else "Chưa dừng gì cả.", "ok" if reason else "note")


class PersonForm(BaseScreen[None]):
    TITLE = "Một người"
    HELP = "Sửa hồ sơ của một người. Enter, Tab hoặc ↓ sang ô sau; F2 ghi."
    BINDINGS = [Binding("f2,ctrl+s", "save", "Ghi", id="person.save", tooltip="Ghi vào sổ")]

    def compose_body(self) -> ComposeResult:
        yield Form(
            [
                Heading("Người hưởng"),
                Entry("name", "Họ và tên", parse=parse_name, required=True, width=36),
                Entry(
                    "born", "Ngày sinh", "date", width=12, hint="Ngày, tháng, năm: 02031945; hoặc 031945; hoặc 1945."
                ),
                Entry("sex", "Giới tính", "choice", width=8, options=SEXES),
                Entry("citizen_id", "Số căn cước", "digits", width=14, full=12, parse=parse_citizen_id),
                Entry("address", "Nơi ở", help="Thôn, xóm; không ghi xã."),
                Entry("village", "Thôn", locked=True, width=20),
                Entry("amount", "Trợ cấp (đồng)", "number", width=14),
                Heading("Người nhận thay"),
                Entry("receiver", "Họ và tên", parse=parse_name, width=36),
                Entry("relation", "Quan hệ", "choice", width=20, options=RELATIONS),
                Entry("account", "Số tài khoản", "digits", width=22, blind=True),
                *[Entry(f"note{n}", f"Ghi chú {n}") for n in range(1, 13)],
            ]
        )

    def reset(self, person: Person | None = None) -> None:
        self.sub_title = person.name if person else "người mới"
        values = {"village": "Lương Ngọc"}
        if person:
            values |= {
                "name": person.name,
                "born": f"{person.born}-03-02",
                "sex": "female",
                "amount": str(person.amount),
            }
        form = self.query_one(Form)
        form.load(values)
        if person and person.grade == "warn":
            form["born"].flag("warn", "Khác năm sinh trong số căn cước")

    def on_form_submitted(self, event: Form.Submitted) -> None:
        self.action_save()

    def action_save(self) -> None:
        form = self.query_one(Form)
        wrong = form.first_error()
        if wrong is not None:
            wrong.focus()
            self.say(f"{wrong.entry.label}: {wrong.error}", "error")
            return
        self.say(f"Đã ghi {len(form.changed())} thay đổi.", "ok")
        form.load(form.values())

    def may_leave(self) -> bool:
        if self.query_one(Form).is_changed:
            self.ask()
            return False
        return True

    @work
    async def ask(self) -> None:
        if await self.app.push_screen_wait(Confirm("Bỏ những gì vừa gõ?", "Trong sổ vẫn còn như cũ.")):
            self.leave()


class Demo(BaseApp[None]):
    SCREENS = {"people": People, "person": PersonForm}
    HOME = "people"
    TITLE = "Sổ An Sinh"

    def on_mount(self) -> None:
        if "STATE_FILE" in os.environ:
            self.set_interval(0.01, self.write_state)

    def write_state(self) -> None:
        fields = (
            {name: f.text for name, f in self.get_screen("person").query_one(Form).fields.items() if f.text}
            if (self.get_screen("person").is_mounted)
            else {}
        )
        table = self.get_screen("people").query_one(Table)
        state = {"screen": self.screen.name or type(self.screen).__name__, "fields": fields, "cursor": table.cursor}
        text = json.dumps(state)
        target = Path(os.environ["STATE_FILE"])
        if not target.exists() or target.read_text() != text:
            fresh = target.with_suffix(".new")
            fresh.write_text(text)
            fresh.replace(target)


if __name__ == "__main__":
    sys.exit(Demo(dark="dark" in sys.argv).run())
