"""Settings: the commune's profile as far as it is edited by hand, and this machine.

Everything a law or a reform can move is here: names, offices, signers, deadlines, how the lists are printed. A village
laptop only sees what is its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from store import device as devices
from store.errors import BookError
from store.fields import parse_count, parse_month, parse_name, parse_text, shown_date
from store.vietnamese.naming import of_commune, of_village
from tui.screens.page import Page
from tui.screens.profile_edit import changing_profile
from tui.widgets.choose import options_of
from tui.widgets.confirm import Confirm
from tui.widgets.entry import Entry, Heading
from tui.widgets.form import Form

if TYPE_CHECKING:
    from store.profile import Commune

YES_NO = options_of(("yes", "Có"), ("no", "Không"))
THEMES = options_of(("light", "Sáng"), ("dark", "Tối"))
ORDERS = options_of(("village", "Theo thôn, rồi theo tên"), ("name", "Theo tên cả xã"))
LINES_APART = "/"


def _between(least: int, most: int, what: str) -> Any:
    def read(text: str) -> str:
        number = parse_count(text)
        if not least <= number <= most:
            raise ValueError(f"{what} từ {least} đến {most}.")
        return str(number)

    return read


MACHINE: list[Entry | Heading] = [
    Heading("Máy này"),
    Entry(
        "device.author", "Người làm sổ", parse=parse_name, width=40, hint="Họ tên người dùng máy; ghi bên mỗi thay đổi."
    ),
    Entry(
        "device.month",
        "Tháng đang làm",
        parse=parse_month,
        show=shown_date,
        width=10,
        hint="Như 11/2026; để trống thì theo đồng hồ máy.",
    ),
    Entry("device.theme", "Màu", "choice", width=12, options=THEMES, hint="← → để đổi"),
]

COMMUNE: list[Entry | Heading] = [
    Heading("Xã"),
    Entry("commune", "Tên xã", locked=True, width=40),
    Entry(
        "district",
        "Huyện (nếu còn)",
        parse=parse_text,
        width=40,
        hint="Từ 01/7/2025 không còn cấp huyện: có thể để trống.",
    ),
    Entry("province", "Tỉnh, thành phố", parse=parse_text, width=40),
    Entry(
        "place",
        "Địa danh",
        parse=parse_text,
        width=40,
        hint="In trước ngày tháng trên danh sách: Cẩm Lương, ngày … tháng …",
    ),
    Entry("officer", "Người lập biểu", parse=parse_name, width=40, hint="Họ tên in dưới chữ «Người lập biểu»."),
    Heading("Người ký"),
    Entry(
        "signer.lines", "Chức danh", parse=parse_text, hint="Các dòng cách nhau bằng dấu /: KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"
    ),
    Entry("signer.name", "Họ tên người ký", parse=parse_name, width=40),
    Heading("Hạn hằng tháng"),
    Entry(
        "deadlines.village_day", "Thôn nộp trước ngày", "number", width=6, parse=_between(1, 31, "Ngày"), required=True
    ),
    Entry(
        "deadlines.commune_day",
        "Xã gửi trước ngày",
        "number",
        width=6,
        parse=_between(1, 31, "Ngày"),
        required=True,
        hint="Nhỏ hơn ngày của thôn thì là ngày của tháng sau.",
    ),
    Heading("Cơ quan"),
    Entry("offices.superior", "Cơ quan cấp trên", parse=parse_text),
    Entry("offices.issuing", "Cơ quan ban hành", parse=parse_text, hint="Để trống: ỦY BAN NHÂN DÂN XÃ …"),
    Entry("offices.receiving_btxh", "Nơi nhận (BTXH)", parse=parse_text),
    Entry("offices.receiving_ncc", "Nơi nhận (NCC)", parse=parse_text),
    Heading("In danh sách"),
    Entry("printing.column_numbers", "Dòng số cột (1) (2)…", "choice", width=8, options=YES_NO, hint="← → để đổi"),
    Entry(
        "printing.national_heading",
        "Quốc hiệu",
        "choice",
        width=8,
        options=YES_NO,
        hint="Cộng hòa xã hội chủ nghĩa Việt Nam … trên đầu danh sách",
    ),
    Entry("printing.size", "Cỡ chữ", "number", width=6, parse=_between(8, 16, "Cỡ chữ"), required=True),
    Entry("printing.order", "Thứ tự", "choice", width=28, options=ORDERS, hint="← → để đổi"),
]


def profile_values(commune: Commune) -> dict[str, str]:
    """What the form shows of the profile, by dotted name."""
    raw = commune.model_dump()
    return {entry.name: _shown(_at(raw, entry.name)) for entry in COMMUNE if isinstance(entry, Entry)}


def _at(raw: Any, name: str) -> Any:
    for step in name.split("."):
        raw = raw[step]
    return raw


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f" {LINES_APART} ".join(value) if isinstance(value, list) else str(value)


def put_value(commune: Commune, name: str, text: str) -> None:
    """Set one value of the profile from the form's text."""
    *path, last = name.split(".")
    part: Any = commune
    for step in path:
        part = getattr(part, step)
    now = getattr(part, last)
    value: Any = text
    if isinstance(now, bool):
        value = text == "yes"
    elif isinstance(now, int):
        value = int(text)
    elif isinstance(now, list):
        value = [line.strip() for line in text.split(LINES_APART) if line.strip()]
    setattr(part, last, value)


class SettingsScreen(Page):
    """One form; F2 saves what changed."""

    TITLE = "Cài đặt"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "save", "Lưu", id="settings.save", tooltip="Lưu các thay đổi"),
        Binding(
            "f4,ctrl+b", "villages", "Các thôn", id="settings.villages", tooltip="Thêm thôn, đổi tên, ghi trưởng thôn"
        ),
    ]
    HELP = (
        "Những điều in trên danh sách và hạn nộp của xã; tháng đang làm và màu của máy này. F2 lưu. Danh sách các thôn ở "
        "F4. Tên xã nằm trong mọi tệp nộp nên không đổi ở đây. Mức trợ cấp và chế độ theo từng thời kỳ sửa trong tệp "
        "commune.json, mục «reference»."
    )

    def compose_body(self) -> ComposeResult:
        """The form of this machine's role."""
        self.role = self.app.book.device.role
        self.form = Form([*COMMUNE, *MACHINE] if self.role == "commune" else MACHINE)
        yield self.form

    def reset(self, **values: object) -> None:
        """What is in force."""
        own = self.app.book.device
        shown = {"device.author": own.author, "device.month": own.month, "device.theme": own.theme}
        with self.app.telling():
            commune = self.app.book.commune
            shown |= profile_values(commune) if self.role == "commune" else {}
            self.sub_title = (
                of_village(commune.village_name(own.village)) if own.village else of_commune(commune.commune)
            )
        self.form.load(shown)
        self.form.focus_first()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The list of villages is the commune's."""
        return self.app.book.device.role == "commune" if action == "villages" else True

    def on_form_submitted(self) -> None:
        """Enter in the last field."""
        self.action_save()

    def action_save(self) -> None:
        """Check all fields, then save what changed."""
        wrong = self.form.first_error()
        if wrong is not None:
            wrong.focus()
            self.say(f"{wrong.entry.label}: {wrong.error}", "error")
            return
        changed = self.form.changed()
        if not changed:
            self.say("Không có gì thay đổi.", "note")
            return
        with self.app.telling():
            self._save(changed)
            self.form.load(self.form.values())
            self.say(f"Đã lưu {len(changed)} thay đổi.", "ok")

    def _save(self, changed: dict[str, str]) -> None:
        book = self.app.book
        profile = {name: text for name, text in changed.items() if not name.startswith("device.")}
        if profile:
            with changing_profile(book) as commune:
                for name, text in profile.items():
                    put_value(commune, name, text)
        own = {name.removeprefix("device."): text for name, text in changed.items() if name.startswith("device.")}
        if own:
            before = {name: getattr(book.device, name) for name in own}
            try:
                _set(book.device, own)
                devices.save(book.folder, book.device)
            except BookError:
                _set(book.device, before)
                raise
            self.app.use_theme(book.device.theme == "dark")

    def action_villages(self) -> None:
        """The list of villages."""
        self.app.show("villages")

    @property
    def is_dirty(self) -> bool:
        """Whether something typed is not saved yet."""
        return self.form.is_changed

    def may_leave(self) -> bool:
        """Ask before changes are dropped."""
        if not self.is_dirty:
            return True
        ask = Confirm("Bỏ những thay đổi chưa lưu?", "Cài đặt đang dùng vẫn như cũ.", yes="Bỏ", no="Ở lại")
        self.app.push_screen(ask, lambda sure: self.leave() if sure else None)
        return False


def _set(device: devices.Device, values: dict[str, str]) -> None:
    for name, value in values.items():
        setattr(device, name, value)
