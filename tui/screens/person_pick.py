"""Picking one of many from a list that narrows down while typing: a regime, a bank, a relation, a recipient, a village."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from store.vietnamese.text import fold
from tui.widgets.choose import Option
from tui.widgets.columns import Column
from tui.widgets.entry import Entry
from tui.widgets.field import Field
from tui.widgets.modal import Modal
from tui.widgets.table import Table


class Pick(Modal[str | None]):
    """Answers the value of the option chosen, or None for Esc. Every typed word must stand in the option."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Thôi", id="pick.close"),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]
    KEYS: ClassVar[list[tuple[str, str]]] = [("↑ ↓", "Chọn"), ("Enter", "Nhận"), ("Esc", "Thôi")]
    WIDTH: ClassVar[int] = 76

    def __init__(self, title: str, options: Sequence[Option], *, typed: str = "", at: str = "") -> None:
        super().__init__(title)
        self._options = options
        self._folded = [f" {fold(option.label)} {fold(option.key)}" for option in options]
        self._typed, self._at = typed, at
        self._field = Field(Entry("find", "Tìm"))
        self._table: Table[Option] = Table(
            [Column("", lambda option: option.label)],
            key=lambda option: option.value,
            empty="Không có mục nào như vậy.",
        )

    def compose_box(self) -> list[Widget]:
        """The field to type in and the list under it."""
        self._table.can_focus = False
        self._table.styles.height = min(len(self._options), 14) + 1
        return [self._field, self._table]

    def on_mount(self) -> None:
        """Begin with what was typed in the form."""
        self._field.focus()
        self._field.load(self._typed)
        self._narrow()
        if not self._typed and self._at:
            self._table.go_to(self._at)

    def on_field_changed(self, event: Field.Changed) -> None:
        """Narrow the list down."""
        event.stop()
        self._narrow()

    def _narrow(self) -> None:
        words = fold(self._field.text).split()
        pairs = zip(self._options, self._folded, strict=True)
        found = [(option, text) for option, text in pairs if all(word in text for word in words)]
        found.sort(key=lambda pair: not all(f" {word}" in pair[1] for word in words))
        self._table.show_rows([option for option, _ in found])
        self._table.action_jump(0)

    def on_field_go_on(self, event: Field.GoOn) -> None:
        """Up and down move in the list; Enter takes."""
        event.stop()
        if not event.by_enter:
            self._table.step(event.step)
        elif self._table.row is not None:
            self.dismiss(self._table.row.value)

    def action_page(self, pages: int) -> None:
        """A screenful of the list."""
        self._table.action_page(pages)

    def action_close(self) -> None:
        """Back without a choice."""
        self.dismiss(None)


class Leave(Modal[str]):
    """Asked when a form with changes is left: `stay` (the safe answer), `save`, or `drop`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l,L,f2,ctrl+s", "answer('save')", "Lưu", id="leave.save"),
        Binding("b,B", "answer('drop')", "Bỏ", id="leave.drop"),
        Binding("enter,escape,o,O", "answer('stay')", "Ở lại", id="leave.stay"),
    ]
    KEYS: ClassVar[list[tuple[str, str]]] = [
        ("Enter", "Ở lại sửa tiếp"), ("L", "Lưu rồi về"), ("B", "Bỏ các thay đổi"),
    ]  # fmt: skip
    WIDTH: ClassVar[int] = 66

    def __init__(self, what: str) -> None:
        super().__init__("Chưa lưu")
        self._what = what

    def compose_box(self) -> list[Widget]:
        """What would be lost."""
        from textual.widgets import Static

        return [Static(self._what, markup=False, classes="modal-question")]

    def action_answer(self, answer: str) -> None:
        """Close with this answer."""
        self.dismiss(answer)
