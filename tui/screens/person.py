"""One person: everything the book says of them on one form, beside it what the checks found.

Entering, changing and looking are one screen; opening and saving are in `tui.screens.person_saving`.
"""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from store.book import Change
from store.errors import BookError, FieldError
from tui.screens.person_pick import Pick
from tui.screens.person_saving import PersonSaving
from tui.screens.person_values import open_person, recipients
from tui.widgets.choose import Option
from tui.widgets.field import Field


class PersonScreen(PersonSaving):
    """The form of a person and what can be done with them."""

    TITLE = "Đối tượng"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "save", "Lưu", id="person.save", tooltip="Lưu và ở lại"),
        Binding(
            "f9,ctrl+l",
            "conflicts",
            "Chọn ≠",
            id="person.conflicts",
            tooltip="Xem chỗ hai nơi ghi khác nhau và chọn một",
        ),
        Binding(
            "f4,ctrl+b", "save_and_new", "Lưu, thêm người", id="person.new", tooltip="Lưu, rồi nhập người tiếp theo"
        ),
        Binding(
            "f6,ctrl+o",
            "list",
            "Danh mục",
            id="person.list",
            tooltip="Chọn trong danh mục: chế độ, ngân hàng, quan hệ, người nhận thay",
        ),
        Binding(
            "f5,ctrl+r", "add_regime", "Thêm chế độ", id="person.regime", tooltip="Ghi thêm một chế độ người này hưởng"
        ),
        Binding("f7,ctrl+y", "history", "Lịch sử", id="person.history", tooltip="Ai đã sửa gì, khi nào"),
        Binding(
            "f8,ctrl+n",
            "next_finding",
            "Điều cần xem",
            show=False,
            id="person.finding",
            tooltip="Sang ô có dấu tiếp theo",
        ),
        Binding(
            "f3,ctrl+t",
            "move",
            "Chuyển thôn",
            show=False,
            id="person.move",
            tooltip="Chuyển người này sang thôn khác của xã",
        ),
        Binding("ctrl+q,f10", "leave_app", "Thoát", id="common.quit", tooltip="Thoát chương trình"),
    ]
    HELP = (
        "Hồ sơ của một đối tượng. Gõ xong mỗi ô bấm Enter (hoặc Tab, ↓) để sang ô sau; chưa đủ giấy tờ vẫn lưu được. "
        "Dấu × là chặn chốt tháng, ! là cần xem, · là còn thiếu, ≠ là hai nơi ghi khác nhau. "
        "Muốn thôi một chế độ, đổi trạng thái của nó thành «Đã dừng» và ghi lý do; không xóa người, chỉ đổi tình trạng."
    )

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what makes sense for this person on this machine."""
        person = self.person
        if action == "conflicts":
            return person is not None and bool(person.conflicts or person.linked_conflicts)
        if action in ("history", "next_finding"):
            return person is not None
        if action == "move":
            return person is not None and self.app.book.device.role == "commune"
        return True

    def action_history(self) -> None:
        """The edits of this person."""
        assert self.person is not None
        self.app.show("history", record=self.person.record, village=self._opened.village)

    def action_conflicts(self) -> None:
        """The conflicts, this person's first."""
        assert self.person is not None
        if self.is_dirty:
            self.say("Lưu (F2) rồi mới chọn giá trị ở chỗ ghi khác nhau.", "warn")
        else:
            self.app.show("conflicts", record=self.person.record)

    def action_next_finding(self) -> None:
        """To the next field that carries a mark."""
        fields = self.form.open_fields()
        at = next((place for place, field in enumerate(fields) if field.input.has_focus), -1)
        marked = [field for field in [*fields[at + 1 :], *fields[: at + 1]] if field.flagged[0]]
        if marked:
            marked[0].focus()

    def action_add_regime(self) -> None:
        """Fields for one regime more."""
        self.form.more_regimes().focus()

    def action_list(self) -> None:
        """The whole list for the focused field, narrowed down by what stands in it."""
        field = self.focused.parent if self.focused is not None else None
        if not isinstance(field, Field):
            return
        entry = field.entry
        typed = "" if field.text == entry.display(field.value) else field.text
        if entry.name == "recipient.name":
            found = recipients(self.app.book, self._opened.village)
            options = [Option(name, f"{now.get('name')}  {now.get('citizen_id') or ''}") for name, now in found]
            self.app.push_screen(Pick("Người nhận thay đã có trong thôn", options, typed=typed), self._take_recipient)
        elif entry.options:
            pick = Pick(entry.label.strip(), entry.options, typed=typed, at=field.value)
            self.app.push_screen(pick, lambda value: self._take(field, value))
        else:
            self.say("Ô này gõ trực tiếp, không có danh mục.", "note")

    def _take(self, field: Field, value: str | None) -> None:
        if value is None:
            return
        if value.endswith("-nn"):
            field.put_text(value.removesuffix("nn"))
            field.focus()
            self.say(f"Gõ tiếp tỷ lệ, ví dụ {value.removesuffix('nn')}45.", "note")
            return
        field.put_text(field.entry.display(value))
        self.form.rearrange()
        field.go_on(1)

    def _take_recipient(self, record: str | None) -> None:
        if record is None:
            return
        self._chosen = record
        now = self.app.book.image(self._opened.village).record(record)["now"]
        for key in ("name", "citizen_id", "born", "sex", "phone"):
            field = self.form[f"recipient.{key}"]
            field.put_text(field.entry.display(str(now.get(key) or "")))
        self.form["route.relation"].focus()

    def action_move(self) -> None:
        """To another village of the commune."""
        if self.is_dirty:
            self.say("Lưu (F2) rồi mới chuyển thôn.", "warn")
            return
        villages = [Option(v.slug, v.name) for v in self.app.book.villages() if v.slug != self._opened.village]
        if not villages:
            self.say("Xã chỉ có một thôn.", "note")
            return
        self.app.push_screen(Pick("Chuyển sang thôn", villages), self._move)

    def _move(self, village: str | None) -> None:
        person = self.person
        if village is None or person is None:
            return
        try:
            change = Change(person.record, {"village": village}, seen=person.heads)
            self.app.book.commit(self._opened.village, [change], reason="Chuyển thôn")
            self._open(open_person(self.app.book, village, person.record))
        except (BookError, FieldError) as error:
            self.app.say_error(error)
            return
        self.say(f"Đã chuyển {person.name} sang {self.app.book.commune.village_name(village)}.", "ok")
