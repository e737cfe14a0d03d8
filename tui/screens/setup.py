"""The first run: what this machine is for, whose book it keeps."""

from __future__ import annotations

import re
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Paste

from store.errors import FieldError
from store.fields import parse_name, parse_text
from tui.screens.page import Page
from tui.widgets.choose import options_of
from tui.widgets.columns import Column
from tui.widgets.entry import Entry
from tui.widgets.field import Field
from tui.widgets.form import Form
from tui.widgets.input import FieldInput
from tui.widgets.line import Line
from tui.widgets.table import Table

COMMUNE, VILLAGE = "commune", "village"
ROLES = options_of((COMMUNE, "Máy của xã"), (VILLAGE, "Máy của thôn"))
_BETWEEN = re.compile(r"[,;\r\n]+")


def village_names(text: str) -> list[str]:
    """The names in what was typed or pasted, separated by commas, semicolons or lines. Raises `FieldError`."""
    names = [parse_name(part) for part in _BETWEEN.split(text) if part.strip()]
    return [name[0].upper() + name[1:] for name in names]


class _ListInput(FieldInput):
    """A paste of several lines becomes a list with commas."""

    def _on_paste(self, event: Paste) -> None:
        super()._on_paste(Paste(_BETWEEN.sub(", ", event.text.strip())))
        event.prevent_default()
        event.stop()


class _ListField(Field):
    def __init__(self, entry: Entry, label_width: int) -> None:
        super().__init__(entry, label_width=label_width)
        self.input = _ListInput(self, entry)


class SetupScreen(Page):
    """A form and, for the commune, the list of its villages."""

    TITLE = "Thiết lập lần đầu"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "create", "Tạo sổ", id="setup.create", tooltip="Tạo sổ mới với những gì đã điền"),
        Binding("f8,ctrl+n", "remove", "Bỏ thôn", id="setup.remove", tooltip="Bỏ thôn đang chọn khỏi danh sách"),
    ]
    HELP = (
        "Lần đầu mở chương trình: chọn máy này của xã hay của thôn, điền tên xã và các thôn, rồi bấm F2. "
        "Những điều này sửa được sau trong phần Cài đặt. Muốn tập dượt trước với người hư cấu: thoát ra (Ctrl+Q) "
        "rồi chạy lệnh «soansinh demo»."
    )

    def __init__(self) -> None:
        super().__init__()
        width = 18
        self.form = Form(
            [
                Entry(
                    "role",
                    "Máy này",
                    "choice",
                    width=20,
                    options=ROLES,
                    required=True,
                    hint="← → để đổi: máy của xã giữ sổ mọi thôn, máy của thôn giữ sổ một thôn.",
                ),
                Entry(
                    "commune",
                    "Xã (phường)",
                    parse=parse_name,
                    width=40,
                    required=True,
                    hint="Tên riêng, không cần chữ «xã»: Cẩm Lương.",
                ),
                Entry(
                    "district",
                    "Huyện (nếu còn)",
                    parse=parse_text,
                    width=40,
                    hint="Từ 01/7/2025 không còn cấp huyện: có thể để trống.",
                ),
                Entry("province", "Tỉnh, thành phố", parse=parse_text, width=40),
                Entry(
                    "author",
                    "Người làm sổ",
                    parse=parse_name,
                    width=40,
                    hint="Họ tên người dùng máy này; ghi bên mỗi thay đổi.",
                ),
                Entry(
                    "village",
                    "Thôn",
                    parse=parse_name,
                    width=40,
                    hint="Tên thôn của máy này, giống như xã gọi: Lương Ngọc, Thôn 2, Bản Khà.",
                ),
            ]
        )
        self.adding = _ListField(
            Entry("add", "Thêm thôn", hint="Gõ tên rồi Enter; nhiều thôn thì cách nhau bằng dấu phẩy."), width
        )
        self.villages: Table[str] = Table(
            [Column("Các thôn của xã", lambda name: name)],
            key=lambda name: name,
            empty="Chưa có thôn nào. Có thể thêm sau trong Cài đặt.",
        )

    def compose_body(self) -> ComposeResult:
        """Form, then the villages."""
        self.form.styles.height = 6
        yield Line([("normal", " Sổ An Sinh ghi người hưởng trợ cấp hằng tháng. Sổ nằm trong máy này:")])
        yield Line([("dim", f" {self.app.folder}")])
        yield Line()
        yield self.form
        yield self.adding
        yield self.villages
        yield Line([("dim", " Muốn tập dượt trước: thoát (Ctrl+Q) rồi chạy lệnh «soansinh demo».")])

    def reset(self, **values: object) -> None:
        """An empty form for a commune."""
        self.form.load({"role": COMMUNE})
        self.villages.show_rows([])
        self._for_role()
        self.form.focus_first()

    @property
    def role(self) -> str:
        """The chosen role."""
        return self.form["role"].value or COMMUNE

    def _for_role(self) -> None:
        one = self.role == VILLAGE
        self.form["village"].display = one
        self.adding.display = self.villages.display = not one
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing behind this screen; villages are removed in their table."""
        if action == "remove":
            return self.villages.has_focus and bool(self.villages.rows)
        return action != "back"

    def on_field_left(self, event: Field.Left) -> None:
        """The role decides what else is asked; names typed but not added are added."""
        if event.field is self.form["role"]:
            self._for_role()
        elif event.field is self.adding:
            self._add()

    def on_field_go_on(self, event: Field.GoOn) -> None:
        """Enter in the villages' field adds, and stays for the next name."""
        if event.field is self.adding and event.by_enter and self.adding.text.strip():
            event.prevent_default()
            self._add()

    def on_form_submitted(self, event: Form.Submitted) -> None:
        """Enter in the last field: on to the villages, or done."""
        if self.role == VILLAGE:
            self.action_create()
        else:
            self.adding.focus()

    def _add(self) -> bool:
        if not self.adding.text.strip():
            return True
        try:
            names = village_names(self.adding.text)
        except FieldError as error:
            self.say(f"Tên thôn: {error}", "error")
            return False
        known = list(self.villages.rows)
        self.villages.show_rows(list(dict.fromkeys([*known, *names])), at=names[-1] if names else None)
        self.adding.load("")
        self.say(f"Xã có {len(self.villages.rows)} thôn. Gõ thôn tiếp, hoặc F2 để tạo sổ.", "note")
        return True

    def action_remove(self) -> None:
        """Take the chosen village off the list."""
        gone = self.villages.row
        self.villages.show_rows([name for name in self.villages.rows if name != gone])

    def action_create(self) -> None:
        """Make the folder, open it, go home."""
        from store.setup import set_up  # the profile needs pydantic: 100 ms

        wrong = self.form.first_error()
        if wrong is None and self.role == VILLAGE and not self.form["village"].value:
            wrong = self.form["village"]
            wrong.error = "Chưa nhập tên thôn."
        if wrong is not None:
            wrong.focus()
            self.say(f"{wrong.entry.label}: {wrong.error}", "error")
            return
        if self.role == COMMUNE and not self._add():
            return
        said = self.form.values()
        places = [said["village"]] if self.role == VILLAGE else list(self.villages.rows)
        with self.app.telling():
            set_up(
                self.app.folder,
                self.role,
                said["commune"],
                places,
                author=said["author"],
                district=said["district"],
                province=said["province"],
            )
            self.app.open_book()
            self.app.begin("Đã tạo sổ. Bấm F5 để nhập danh sách Excel đang có.")
